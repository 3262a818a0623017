"""`contrail eval` tells how well articles are read, for people and for scripts."""

import json
from pathlib import Path

import pytest

from contrail.cli import run

TEXT = "An Il-76 landed in Bamako on Monday.\n"
GOLD: dict[str, list[dict[str, object]]] = {
    "actors": [], "bases": [], "places": [{"name": "Bamako", "kind": "city"}],
    "aircraft": [{"type": "Il-76", "count": 1, "count_qualifier": "exactly"}],
    "flights": [
        {"aircraft_type": "Il-76", "origin": [], "destination": ["Bamako"], "evidence": TEXT.strip()},
        {"aircraft_type": "C-17", "origin": [], "destination": ["Gao"], "evidence": TEXT.strip()},
    ],
    "statements": [], "relations": [],
}  # fmt: skip


@pytest.fixture
def split(tmp_path: Path) -> Path:
    folder = tmp_path / "few"
    folder.mkdir()
    (folder / "01-bamako.txt").write_text(TEXT)
    (folder / "01-bamako.json").write_text(json.dumps(GOLD))
    return folder


def test_every_split_is_told_by_kind_slot_and_rule(split: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", str(split.parent), "--json", "--misses"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["splits"]
    assert (told["name"], told["articles"]) == ("few", 1)
    assert told["kinds"]["flights"] == {
        "precision": 1, "recall": 0.5, "f1": 0.6667, "right": 1, "told": 1, "gold": 2
    }  # fmt: skip
    assert told["slots"]["flights.destination"]["recall"] == 0.5
    assert told["rules"]["flight.arrive.land"] == {"right": 1, "told": 1}
    assert [miss["fact"]["destination"] for miss in told["misses"] if miss["kind"] == "flights"] == [["Gao"]]


def test_lines_for_people(split: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", str(split), "--misses", "--per-document"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("few: 1 articles, macro F1 0.")
    assert any(line.split() == ["flights", "1.000", "0.500", "0.667", "1.0", "1", "2"] for line in lines)
    assert any(line.split()[:2] == ["flight.arrive.land", "1.00"] for line in lines)
    assert any(line.startswith("  01-bamako flights missed ") and "Gao" in line for line in lines)
    assert any(line.startswith("  01-bamako ") and "macro F1" in line for line in lines)


def test_two_annotations_are_held_against_each_other(
    split: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = tmp_path / "second"
    second.mkdir()
    (second / "01-bamako.json").write_text(json.dumps(GOLD | {"flights": GOLD["flights"][:1]}))
    assert run(["eval", str(split), "--told", str(second), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["splits"]
    assert told["kinds"]["flights"]["recall"] == 0.5
    assert told["kinds"]["aircraft"]["f1"] == 1
    assert told["rules"] == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [("{}", "it lists no facts"), ("{", "not JSON that can be read"), (None, "no annotated articles")],
)
def test_what_is_no_annotation_is_told(
    split: Path, content: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    side = split / "01-bamako.json"
    if content is None:
        side.unlink()
    else:
        side.write_text(content)
    assert run(["eval", str(split)]) == 2
    assert said in capsys.readouterr().err
