"""Decisions are numbered in a row, and each file's heading carries its number."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "docs" / "decisions"


def test_decisions_are_numbered_in_a_row() -> None:
    pages = sorted(FOLDER.glob("[0-9]*.md"))
    assert pages
    for number, page in enumerate(pages, 1):
        assert page.name.startswith(f"{number:04d}-"), page.name
        assert re.match(rf"# {number}\. ", page.read_text()), page.name
