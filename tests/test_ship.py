"""A new noun is one new file: constraint, type, filter, root fields and reverse link appear, and nothing else moves."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
SHIP = '''"""Ship: a vessel that calls at sites."""

from schema.field import Field
from schema.link import Link
from schema.noun import Key, Noun
from schema.values.number import INTEGER
from schema.values.text import TEXT

SHIP = Noun(
    name="Ship",
    doc="A vessel.",
    single="ship",
    plural="ships",
    implements=("Entity",),
    keys=(Key("imo", ("imo",)),),
    caption=(("name",), ("imo",)),
    fields=(
        Field("imo", TEXT, "Its IMO number.", index=("lookup",)),
        Field("name", TEXT, "Its name.", index=("lookup", "words")),
        Field("tonnage", INTEGER, "Its gross tonnage."),
    ),
)
CALLED_AT = Link("CALLED_AT", ("Ship",), "Site", "calledAt", "callers", "A ship called at a site.")
'''
SAY = """
import json
from api.root import build
from graph import constraints
from schema.discover import discover
from schema.export import describe

ontology = discover()
print(json.dumps({
    "constraints": [index.cypher for index in constraints.indexes(ontology)],
    "sdl": build(ontology).sdl,
    "ontology": describe(ontology),
    "fingerprint": ontology.fingerprint,
}))
"""
ROOMS = ("schema", "graph", "api")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], dict[str, object]]:
    """What a copy of the code derives from its declarations, before and after the file is added."""
    copy = tmp_path_factory.mktemp("copy")
    for room in ROOMS:
        shutil.copytree(REPOSITORY / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    before = _say(copy)
    (copy / "schema" / "nodes" / "ship.py").write_text(SHIP)
    return before, _say(copy)


def _say(copy: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", SAY], cwd=copy, capture_output=True, text=True, check=True, timeout=120
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_constraints_and_indexes(said: tuple[dict[str, list[str]], dict[str, list[str]]]) -> None:
    before, after = said
    new = [text for text in after["constraints"] if text not in before["constraints"]]
    assert any("CONSTRAINT" in text and "`Ship`" in text and "UNIQUE" in text for text in new)
    assert any("INDEX" in text and "`Ship`" in text and "`imo`" in text for text in new)
    gone = [text for text in before["constraints"] if text not in after["constraints"]]
    assert all("FULLTEXT" in text for text in gone), "only the one index over all words is another"


def test_graphql(said: tuple[dict[str, str], dict[str, str]]) -> None:
    before, after = said
    for declared in ("type Ship implements", "input ShipFilter", "ship(", "ships(", "callers("):
        assert declared not in before["sdl"], declared
        assert declared in after["sdl"], declared
    assert set(before["sdl"].splitlines()) - set(after["sdl"].splitlines()) == set()


def test_ontology(
    said: tuple[dict[str, dict[str, dict[str, object]]], dict[str, dict[str, dict[str, object]]]],
) -> None:
    before, after = said
    assert set(after["ontology"]["nouns"]) - set(before["ontology"]["nouns"]) == {"Ship"}
    assert before["fingerprint"] != after["fingerprint"]
