"""Facts are matched by what they say, and every share is right over the right whole."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingest.article import articles_in, read_article_file
from ingest.reader import Reader
from ingest.scheme import to_scheme
from ingest.score.craft import same_type
from ingest.score.name import likeness, words
from ingest.score.score import COUNTED, score, total
from ingest.score.split import read_annotation
from ingest.score.tally import Tally

FLIGHT = {"aircraft_type": "Il-76", "count": 2, "origin": ["Minsk"], "destination": ["Benina"], "evidence": "…"}


def facts(**kinds: list[dict[str, Any]]) -> dict[str, Any]:
    return kinds


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("the Benina airbase", "Benina", 0.9),
        ("Erdoğan", "ERDOGAN’s", 1.0),
        ("U.S.", "US", 1.0),
        ("Niger", "Nigeria", 0.0),
        ("Air Force One", "One Air", 0.0),
    ],
)
def test_names(one: str, other: str, alike: float) -> None:
    assert likeness({words(one)}, {words(other)}) == likeness({words(other)}, {words(one)}) == alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ilyushin Il-76TD", "II-76", True),
        ("C-17A Globemaster III", "Globemaster", True),
        ("Boeing 747-400F", "747s", True),
        ("C-130J", "C-17", False),
        ("Black Hawk", "Black Hawk helicopter", True),
        ("Il-76", None, False),
    ],
)
def test_types(one: str, other: str | None, same: bool) -> None:
    assert same_type(one, other) is same


def test_a_flight_with_half_its_origins_counts_in_part() -> None:
    gold = facts(flights=[FLIGHT | {"origin": ["Minsk", "Moscow"]}])
    found = score(gold, facts(flights=[FLIGHT]))
    assert found.kinds["flights"] == Tally((2 + 2 / 3) / 3, 1, 1)
    assert found.slots["flights", "origin"] == Tally(1, 1, 2)
    assert found.slots["flights", "destination"] == Tally(1, 1, 1)


def test_what_matches_nothing_is_a_miss_on_its_side() -> None:
    other = FLIGHT | {"destination": ["Bamako"]}
    found = score(facts(flights=[FLIGHT]), facts(flights=[other]), "d", {"flights": ["flight.go"]})
    assert [(m.what, m.fact["destination"], m.rule) for m in found.misses] == [
        ("missed", ["Benina"], ""),
        ("spurious", ["Bamako"], "flight.go"),
    ]
    assert found.slots["flights", "count"] == Tally(0, 1, 1)
    assert found.rules == {"flight.go": Tally(0, 1)}


def test_aliases_make_one_thing_but_a_city_is_no_country() -> None:
    russia = {"name": "Russia", "kind": "country", "aliases": ["Kremlin", "Moscow"]}
    gold = facts(
        actors=[russia], places=[{"name": "Moscow", "kind": "city"}],
        relations=[{"subject": "Kremlin", "predicate": "supports", "object": "LNA"}],
        flights=[FLIGHT | {"origin": ["Moscow"]}],
    )  # fmt: skip
    told = facts(
        relations=[{"subject": "Russia", "predicate": "supports", "object": "the LNA"}],
        flights=[FLIGHT | {"origin": ["Russia"]}],
    )  # fmt: skip
    found = score(gold, told)
    assert found.kinds["relations"].f1 == 1
    assert found.slots["flights", "origin"].right == 0


def test_allies_are_matched_either_way_round() -> None:
    gold = facts(relations=[{"subject": "A", "predicate": "allied_with", "object": "B"}])
    told = facts(relations=[{"subject": "B", "predicate": "allied_with", "object": "A"}])
    assert score(gold, told).kinds["relations"].f1 == 1
    assert score(facts(relations=[gold["relations"][0] | {"predicate": "supports"}]), told).kinds["relations"].f1 == 0


def test_what_is_no_list_of_facts_tells_nothing() -> None:
    assert score(facts(flights=[FLIGHT]), {"flights": "none", "actors": [1]}).kinds["flights"] == Tally(0, 0, 1)


def test_shares() -> None:
    assert (Tally(1, 2, 4).precision, Tally(1, 2, 4).recall, Tally(1, 2, 4).f1) == (0.5, 0.25, 1 / 3)
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)
    assert Tally(1, 2, 3) + Tally(1, 1, 1) == Tally(2, 3, 4)


def test_agrees_with_the_shared_scorer(reader: Reader, shared: Path, tmp_path: Path) -> None:
    """On what is read, and on the same with every third fact left out, other facts doubled and names shortened."""
    gold = shared / "articles" / "dev"
    for path in articles_in([gold]):
        told = to_scheme(reader.read(read_article_file(path)), reader.gazetteer)
        (tmp_path / f"{path.stem}.json").write_text(json.dumps(told))
    _agree(gold, tmp_path, shared)
    for path in tmp_path.glob("*.json"):
        told = json.loads(path.read_text())
        for kind in COUNTED:
            told[kind] = [fact for number, fact in enumerate(told[kind]) if number % 3] + told[kind][:2]
        for entity in (*told["actors"], *told["bases"]):
            entity["name"] = entity["name"].split(" ")[-1]
        path.write_text(json.dumps(told))
    _agree(gold, tmp_path, shared)


def _agree(gold: Path, told: Path, shared: Path) -> None:
    run = subprocess.run(
        [sys.executable, shared / "articles" / "score.py", gold, told, "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    theirs = json.loads(run.stdout)
    ours = total(
        score(read_annotation(path), read_annotation(told / path.name), path.stem) for path in gold.glob("*.json")
    )
    assert ours.macro == pytest.approx(theirs["macro"], abs=1e-9)
    for kind, tally in ours.kinds.items():
        known = theirs["categories"][kind]
        assert (tally.precision, tally.recall, tally.f1) == pytest.approx(
            (known["P"], known["R"], known["F"]), abs=1e-9
        )
    extras = {name: tally["right"] for name, tally in theirs["extras"].items()}
    for kind in ("flights", "aircraft", "actors", "bases"):
        for slot in ("count", "count_qualifier", "registration", "operator", "kind"):
            if (kind, slot) in ours.slots:
                assert ours.slots[kind, slot].right == extras[f"{kind.removesuffix('s')} {slot}"]
