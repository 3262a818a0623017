"""The JSON of `contrail extract`, and the floor of its score on the annotated articles."""

from pathlib import Path
from typing import Any

import pytest

from graph.validate import problems
from ingest.article import Article, articles_in, read_article_file
from ingest.claims import to_claims
from ingest.reader import Reader
from ingest.reading import Reading
from ingest.scheme import short_type, to_scheme
from ingest.score.score import score, total
from ingest.score.split import read_annotation
from schema.discover import discover

#: What `contrail eval` gave when this was last raised, less 0.01. They only move up.
FLOORS = {"dev": 0.958, "tuned": 0.9, "fresh": 0.876, "later": 0.834, "study": 0.872, "fifth": 0.872, "sixth": 0.802,
          "seventh": 0.855, "eighth": 0.849, "unseen": 0.808}  # fmt: skip
#: Flights that are told are right: the least precision.
PRECISE = {"dev": 0.95, "tuned": 0.95, "fresh": 0.91, "later": 0.79, "study": 0.89, "fifth": 0.81, "sixth": 0.8,
           "seventh": 0.85, "eighth": 0.88, "unseen": 0.68}  # fmt: skip
OWN = Path(__file__).parents[1] / "articles"
KEYS = {"source", "actors", "bases", "places", "aircraft", "flights", "statements", "relations"}


@pytest.fixture(scope="module", params=sorted(FLOORS))
def gold(request: pytest.FixtureRequest) -> Path:
    """A folder of annotated articles."""
    name: str = request.param
    if (OWN / name).is_dir():
        return OWN / name
    shared: Path = request.getfixturevalue("shared")
    return shared / "articles" / name


@pytest.fixture(scope="module")
def readings(reader: Reader, gold: Path) -> dict[Path, Reading]:
    """What is read of each article."""
    return {path: reader.read(read_article_file(path)) for path in articles_in([gold])}


@pytest.fixture(scope="module")
def predictions(reader: Reader, readings: dict[Path, Reading]) -> dict[Path, dict[str, Any]]:
    """The same in the scheme of the annotation."""
    return {path: to_scheme(reading, reader.gazetteer) for path, reading in readings.items()}


def test_score_is_above_its_floor(predictions: dict[Path, dict[str, Any]], gold: Path) -> None:
    whole = total(score(read_annotation(path.with_suffix(".json")), told) for path, told in predictions.items())
    assert whole.macro >= FLOORS[gold.name]
    assert whole.kinds["flights"].precision >= PRECISE[gold.name]


def test_the_ontology_accepts_every_claim(readings: dict[Path, Reading]) -> None:
    ontology = discover()
    assert [str(p) for reading in readings.values() for p in problems(to_claims(reading), ontology)] == []


def test_evidence_and_words_are_verbatim(predictions: dict[Path, dict[str, Any]]) -> None:
    for path, found in predictions.items():
        text = path.read_text()
        assert set(found) == KEYS
        for kind in ("flights", "statements", "relations"):
            assert all(fact["evidence"] in text for fact in found[kind])
        assert all(s["text"] in s["evidence"] for s in found["statements"])


def test_only_attributed_statements_are_printed(reader: Reader) -> None:
    found = to_scheme(reader.read(Article("An Il-76 landed in Bamako on Monday.")), reader.gazetteer)
    assert found["statements"] == []
    assert found["flights"][0]["destination"] == ["Bamako"]
    assert found["flights"][0]["aircraft_type"] == "Il-76"


def test_what_is_only_expected_or_denied_is_not_printed(reader: Reader) -> None:
    text = "An Il-76 will land in Bamako. No C-17 landed in Gao."
    assert to_scheme(reader.read(Article(text)), reader.gazetteer)["flights"] == []


def test_power_and_property_are_told_in_the_words_of_the_scheme(reader: Reader) -> None:
    text = "The Africa Corps takes its orders from Russia. Conviasa owns Emtrasur."
    told = to_scheme(reader.read(Article(text)), reader.gazetteer)["relations"]
    assert [(r["subject"], r["predicate"], r["object"]) for r in told] == [
        ("Russia", "controls", "Africa Corps"),
        ("Conviasa", "owns", "Emtrasur"),
    ]


@pytest.mark.parametrize(
    ("written", "short"),
    [("Ilyushin II-76", "Il-76"), ("C-17A Globemaster III", "C-17A"), ("Y-20s", "Y-20"), ("Boeing 747", "Boeing 747"),
     ("Antonov-26", "An-26"), ("Airbus A400M Atlas", "A400M"), ("Globemaster", "Globemaster")],
)  # fmt: skip
def test_types_are_written_short(written: str, short: str) -> None:
    assert short_type(written) == short
