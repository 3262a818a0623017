"""CONTRIBUTING's "Where do I look for…?" leads to what is there, and leaves no room of the code out."""

import re
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
TABLE = re.findall(r"^\| (I want|.+?) \| (.+?) \|$", (REPOSITORY / "CONTRIBUTING.md").read_text(), re.MULTILINE)
NAMED = [path for _, places in TABLE for path in re.findall(r"`([^`]+)`", places)]


def test_every_place_is_there() -> None:
    assert len(NAMED) > 20
    assert [path for path in NAMED if not (REPOSITORY / path).exists()] == []


def test_every_room_is_named() -> None:
    rooms = {"schema", "ingest", "graph", "api", "contrail"}
    assert {path.split("/")[0] for path in NAMED} >= rooms
