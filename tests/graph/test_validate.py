"""Everything wrong in a batch is found, with its place, before anything is written."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from graph.errors import InvalidBatchError
from graph.validate import problems
from schema.claim import SAME_AS, Batch, Claim, Document, Modality, Polarity, Statement
from schema.discover import discover
from tests.strategies import GAZETTEER, RECORDS, batches, with_records

ONTOLOGY = discover()
TEXT = "Four flew to \U0001f6eb Benghazi."
ARTICLE = Document("Document:a", "0", text=TEXT)
TABLE = Document("Document:t", "1", kind="DATASET")
FLIGHT = Claim("Flight:la", "cargo", "arms")


def of(*claims: Claim, document: Document = ARTICLE, **more: object) -> Batch:
    words: dict[str, object] = {"span": (0, 4), "text": "Four"} if document.text else {"row": "7"}
    statement = Statement(document.id, "test@1", claims)
    return Batch((document,), (replace(statement, **{**words, **more}),))  # type: ignore[arg-type]


RECORD = with_records(of(Claim("Flight:la", "ORIGIN", object=next(iter(RECORDS)))).statements)[:1]


@given(batches(1))
@settings(deadline=None)
def test_random_worlds_are_right(batch: Batch) -> None:
    assert problems(batch, ONTOLOGY) == []


def test_a_span_counts_code_points() -> None:
    assert problems(of(FLIGHT, span=(15, 23), text="Benghazi"), ONTOLOGY) == []


@pytest.mark.parametrize(
    ("batch", "place", "cause"),
    [
        (of(Claim("Flight:la", "colour", "red")), "Document:a, characters 0–4", "Flight has no field colour"),
        (of(Claim("Flight:la", "modality", "ACTUAL")), "Flight:la modality", "is computed"),
        (of(Claim("Flight:la", "count", 4)), "Flight:la count", "4 is not packed"),
        (of(Claim("Flight:la", "cancelled", "perhaps")), "Flight:la cancelled", "'perhaps' is not a yes or no"),
        (of(Claim("Base:la", "elevation", 12)), "Base:la elevation", "12 is not packed"),
        (of(Claim("Base:la", "name", "x" * 5000)), "Base:la name", "longer than 4000 bytes"),
        (of(Claim("Ship:la", "name", "Aurora")), "Ship:la name", "its subject Ship:la is of no known noun"),
        (of(Claim("Site:la", "name", "Field")), "Site:la name", "its subject Site:la is of no known noun"),
        (of(Claim("Document:a", "title", "T")), "Document:a title", "is of no known noun"),
        (of(Claim("Flight:la", "ORIGIN", "x", "Base:la")), "Flight:la ORIGIN", "both a value and an object"),
        (of(Claim("Flight:la", "ORIGIN", object="Actor:la")), "Flight:la ORIGIN", "leads to a Site, not to a Actor"),
        (of(Claim("Flight:la", "ORIGIN", object="Ship:la")), "Flight:la ORIGIN", "its object Ship:la"),
        (of(Claim("Base:la", "ORIGIN", object="Base:lb")), "Base:la ORIGIN", "Base has no link ORIGIN"),
        (of(Claim("Base:la", SAME_AS, object="Place:lb")), "Base:la SAME_AS", "a Base cannot be the same as a Place"),
        (of(Claim("Base:la", SAME_AS, object="Base:hb")), "Base:la SAME_AS", "its object Base:hb is a hint"),
        (of(Claim("Base:la", SAME_AS, object="Base:hb", modality=Modality.POSSIBLE)), "", ""),
        (of(Claim("Base:la", SAME_AS, object="Base:hb", polarity=Polarity.DENIED)), "", ""),
        (of(Claim("Base:hb", "name", "B")), "Base:hb name", "its subject Base:hb is a hint"),
        (of(Claim("Flight:la", "ORIGIN", object="Base:hb")), "Flight:la ORIGIN", "its object Base:hb is a hint"),
        (of(replace(FLIGHT, alternative="a")), "Flight:la cargo", "only links have an alternative"),
        (of(Claim("Flight:la", "ORIGIN", object="Base:la", period="2024")), "ORIGIN", "'2024' is not packed"),
        (of(replace(FLIGHT, span=(5, 9))), "Flight:la cargo", "one of span and text"),
        (of(replace(FLIGHT, span=(5, 9), text="flew")), "", ""),
        (of(replace(FLIGHT, span=(5, 9), text="sank")), "Flight:la cargo", "'sank' is not what stands there: 'flew'"),
        (of(FLIGHT, span=(20, 99)), "Document:a, characters 20–99", "outside its document's 24 characters"),
        (of(FLIGHT, text="Five"), "Document:a, characters 0–4", "'Five' is not what stands there: 'Four'"),
        (of(FLIGHT, span=None, row="1"), "Document:a, row 1", "it needs a span, or as its row the metadata"),
        (of(FLIGHT, document=TABLE, row=None, span=(0, 1)), "Document:t", "it needs a row and no span"),
        (of(FLIGHT, document=TABLE), "", ""),
        (of(FLIGHT, mentions=("Ship:la",)), "Document:a", "a mention Ship:la"),
        (of(FLIGHT, said_by=(("Statement:1", 0),)), "Document:a", "a speaker Statement:1"),
        (of(FLIGHT, credibility="C9"), "Document:a", "'C9' is not a Credibility"),
        (of(FLIGHT, reference=True), "Document:a", "disagree on being a reference"),
        (of(FLIGHT, document=replace(ARTICLE, publisher="Ship:la")), "document Document:a", "its publisher Ship:la"),
        (of(FLIGHT, document=replace(ARTICLE, url="ftp://x")), "document ftp://x", "'ftp://x' is not a web address"),
        (of(FLIGHT, document=replace(ARTICLE, published_at="yesterday")), "document", "'yesterday' is not a date"),
        (of(FLIGHT, document=replace(ARTICLE, text=TEXT + "\ud83d")), "document", "half of a surrogate pair"),
        (Batch((), of(FLIGHT).statements), "Document:a", "is not in the batch"),
        (Batch((ARTICLE, replace(ARTICLE, title="T")), ()), "document", "twice, with different metadata"),
        (Batch((GAZETTEER,), tuple(RECORD)), GAZETTEER.id, "nothing in the batch refers to its subject"),
    ],
)  # fmt: skip
def test_problems(batch: Batch, place: str, cause: str) -> None:
    found = problems(batch, ONTOLOGY)
    if not cause:
        assert found == []
        return
    assert [one for one in found if place in one.place and cause in one.cause], found
    assert all(one.place and one.cause and one.remedy for one in found)


def test_the_error_says_the_first_and_holds_all() -> None:
    found = problems(of(Claim("Flight:la", "colour", "red"), Claim("Flight:la", "size", 1)), ONTOLOGY)
    error = InvalidBatchError(found)
    assert str(error).startswith("Document:a, characters 0–4, Flight:la colour: Flight has no field colour (and 1 more")
    assert len(error.problems) == 2 and found[0].remedy in str(error)
