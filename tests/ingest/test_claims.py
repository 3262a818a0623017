"""A reading becomes claims that schema/ accepts, each in the statement of who makes it."""

from collections import Counter
from dataclasses import replace

import pytest

from graph.validate import problems
from ingest.article import Article
from ingest.claims import to_claims
from ingest.format.metadata import Metadata
from ingest.reader import Reader
from ingest.reading import Reading
from schema.claim import SAME_AS, Batch, Claim, Polarity, Statement
from schema.discover import discover
from schema.identity import keyed, noun_of


@pytest.fixture(scope="module")
def batch(seed: Reading) -> Batch:
    return to_claims(seed)


def claims_of(batch: Batch, subject: str) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for statement in batch.statements:
        for claim in statement.claims:
            if claim.subject == subject:
                found.setdefault(claim.key, []).append(claim)
    return found


def flights(batch: Batch) -> list[str]:
    return list(dict.fromkeys(c.subject for s in batch.statements for c in s.claims if noun_of(c.subject) == "Flight"))


def merged(batch: Batch) -> dict[str, str]:
    return {c.subject: c.object for s in batch.statements for c in s.claims if c.key == SAME_AS and c.object}


def test_the_ontology_accepts_every_claim(batch: Batch) -> None:
    assert problems(batch, discover()) == []


def test_a_country_that_is_taken_up_again_is_an_actor_where_one_is_meant(reader: Reader) -> None:
    text = "A Gulfstream G550 landed in Ecuador on Monday. The country's interior minister, John Smith, met it."
    batch = to_claims(reader.read(Article(text)))
    assert problems(batch, discover()) == []
    (member,) = [c for s in batch.statements for c in s.claims if c.key == "MEMBER_OF"]
    assert member.object and noun_of(member.object) == "Actor"


def test_same_article_same_batch(reader: Reader, seed_article: Article, batch: Batch) -> None:
    assert to_claims(reader.read(seed_article)) == batch


def test_document_is_known_by_its_text_and_url_or_outlet(reader: Reader) -> None:
    article = Article("Nothing happened.")
    ids = {
        to_claims(reader.read(replace(article, metadata=metadata))).documents[0].id
        for metadata in (
            Metadata(),
            Metadata(outlet="A"),
            Metadata(outlet="A", url="https://example.org/1"),
            Metadata(url="https://example.org/1"),
        )
    }
    assert len(ids) == 3


def test_three_flights_with_counts_and_periods(batch: Batch) -> None:
    found = [claims_of(batch, flight) for flight in flights(batch)]
    assert len(found) == 3
    counts = [c["count"][0].value for c in found if "count" in c]
    assert [{k: v for k, v in c.items() if k != "text"} for c in counts if isinstance(c, dict)] == [
        {"low": 6, "high": None},
        {"low": 4, "high": 4},
    ]
    assert all(c["flightKind"][0].value == "MOVEMENT" for c in found)


def test_or_is_an_alternative_on_both_edges(batch: Batch) -> None:
    labels = [
        [c.alternative for c in claims_of(batch, flight)["ORIGIN"]]
        for flight in flights(batch)
        if "ORIGIN" in claims_of(batch, flight)
    ]
    assert sorted((len(set(group)), group[0] is not None) for group in labels) == [(1, False), (1, True)]


def test_mentions_are_local_and_linked_by_judgements(batch: Batch) -> None:
    same = merged(batch)
    assert keyed("Base", "icao", "HL59") in same.values()
    assert keyed("AircraftType", "designator", "IL76") in same.values()
    assert keyed("Actor", "country", "RU") in same.values()
    judged = [c for s in batch.statements for c in s.claims if c.key == SAME_AS]
    assert all(
        c.method and c.method.startswith("gazetteer ") and c.score is not None and 0 < c.score <= 1 for c in judged
    )
    # No claim of the article speaks of a keyed entity: that is the records' part.
    article = batch.documents[0].id
    spoken = {c.subject for s in batch.statements if s.document == article for c in s.claims}
    assert not spoken & set(same.values())


def test_records_stand_in_datasets_with_their_versions(batch: Batch) -> None:
    datasets = {d.id: d for d in batch.documents[1:]}
    assert all(d.kind == "DATASET" and d.reference for d in datasets.values())
    assert any(d.title and d.title.startswith("airportsdata 20") for d in datasets.values())
    rows = [s for s in batch.statements if s.document in datasets]
    assert all(s.row and s.reference and s.span is None for s in rows)
    khadim = claims_of(batch, keyed("Base", "icao", "HL59"))
    assert khadim["icao"][0].value == "HL59"
    assert khadim["country"][0].value == "LY"
    assert (
        set(khadim["location"][0].value) >= {"latitude", "longitude"}
        if isinstance(khadim["location"][0].value, dict)
        else False
    )


def test_claims_stand_with_who_makes_them(batch: Batch, seed: Reading) -> None:
    article = batch.documents[0].id
    said = [s for s in batch.statements if s.attributed]
    voice = [s for s in batch.statements if s.document == article and not s.attributed]
    assert len(said) == len(seed.statements)
    assert all(s.said_by and s.said_by[0][1] == 0 for s in said)
    assert all(s.said_by == () for s in voice)
    names = {c.subject: c.value for s in voice for c in s.claims if c.key == "name"}
    assert [names[s.said_by[0][0]] for s in said][-2:] == ["Vladimir Putin", "Vladimir Putin"]
    assert sum(s.quoted for s in said) == 2


def test_statements_have_ids_of_their_own(batch: Batch) -> None:
    assert Counter(s.id for s in batch.statements).most_common(1)[0][1] == 1


def test_overthrow_is_a_period_and_no_link(batch: Batch) -> None:
    found = [c for s in batch.statements for c in s.claims if c.key == "overthrown"]
    assert found
    assert all(isinstance(c.value, dict) and c.value["start"] is None and c.value["basis"] == "UNKNOWN" for c in found)
    assert not [c for s in batch.statements for c in s.claims if c.key == "OVERTHREW"]


def test_denied_flight_denies_all_of_its_claims(reader: Reader) -> None:
    batch = to_claims(reader.read(Article("The army said that no Il-76 landed in Bamako on Monday.")))
    spoken = [c for s in batch.statements for c in s.claims if noun_of(c.subject) == "Flight"]
    assert spoken
    assert {c.polarity for c in spoken} == {Polarity.DENIED}


def test_spans_are_the_words(batch: Batch) -> None:
    text = batch.documents[0].text
    assert text is not None
    parts: list[Statement | Claim] = [*batch.statements, *(c for s in batch.statements for c in s.claims)]
    spans = [(p.span, p.text) for p in parts if p.span]
    assert spans
    assert all(text[start:end] == words for (start, end), words in spans)


def test_flight_told_twice_is_one_flight_of_two_statements(reader: Reader) -> None:
    text = (
        "A Ghanaian C-295 landed in western Kenya on Monday, the ministry of defence said. "
        "The aircraft left Accra at dawn and flew to Eldoret airport in Kenya."
    )
    batch = to_claims(reader.read(Article(text)))
    assert len(flights(batch)) == 1
    speaking = {s.id for s in batch.statements for c in s.claims if noun_of(c.subject) == "Flight"}
    assert len(speaking) == 2


def test_the_publisher_speaks_where_nobody_else_does(reader: Reader) -> None:
    text = "An Il-76 flew from Minsk to Benghazi. A C-17 landed in Ramstein, officials said."
    batch = to_claims(reader.read(Article(text, Metadata(outlet="Example Times"))))
    publisher = batch.documents[0].publisher
    assert publisher is not None
    assert problems(batch, discover()) == []
    assert claims_of(batch, publisher)["name"][0].value == "Example Times"
    own = [statement for statement in batch.statements if not statement.attributed and not statement.reference]
    assert {statement.said_by for statement in own} == {((publisher, 0),)}
    told = [statement for statement in batch.statements if statement.attributed]
    assert told
    assert all(statement.said_by[0][0] != publisher for statement in told)


def test_without_an_outlet_nobody_speaks_for_the_document(reader: Reader) -> None:
    batch = to_claims(reader.read(Article("An Il-76 flew from Minsk to Benghazi.")))
    assert batch.documents[0].publisher is None
    assert {statement.said_by for statement in batch.statements} == {()}
