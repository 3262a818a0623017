"""docs/mappings.md says what the code does: its example is run, its lists are complete."""

import re
from pathlib import Path

import pytest

from ingest.table import declare, expression, step
from tests.conftest import REPOSITORY
from tests.ingest.table.harness import mapping_of, read, shown, write

PAGE = (REPOSITORY / "docs" / "mappings.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    """The only fenced block of a kind."""
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_example_makes_what_the_page_shows(tmp_path: Path) -> None:
    table = write(tmp_path, "charters.csv", block("csv"))
    statements, skipped = read(table, mapping_of(tmp_path, block("yaml")))
    assert not skipped
    assert shown(statements) == block("text").rstrip("\n")


@pytest.mark.parametrize(
    "word",
    sorted({*step.NAMES, *expression.KEYS, *declare.KEYS} - {"key", "noun"}),
)
def test_every_key_and_step_is_explained(word: str) -> None:
    assert re.search(rf"`\{{?{word}\b", PAGE), word
