"""Evidence of what the Store has written: every claim is found behind the field or edge that it speaks of."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from graph.errors import InputError
from graph.question import ClaimStatement, Edges, ListRoot, Question
from graph.store import Store
from schema.claim import Batch, Claim, Document, Polarity, Statement
from schema.identity import document, keyed, local
from tests.graph.compile.phrase import (
    claims,
    connection,
    evidence,
    many,
    nodes,
    one,
    select,
    thing,
    things,
    variable,
)
from tests.graph.conftest import Graph

SHA = {name: name * 64 for name in "ab"}
A, B = (document(SHA[name], None) for name in "ab")
FLIGHT, MENTION, AGAIN = local("Flight", A, [0, 6]), local("Base", A, [10, 16]), local("Base", B, [0, 6])
RECORD = keyed("Base", "icao", "HL59")
TEXT = "Planes flew to Khadim. They did not, he said. Khadim lies in Libya."


def statement(document: str, start: int, *made: Claim, **more: Any) -> Statement:
    span = (start, start + 5)
    return Statement(document, "test@1", made, span=span, text=TEXT[slice(*span)], **more)


STATEMENTS = (
    statement(
        A,
        0,
        Claim(FLIGHT, "DESTINATION", object=MENTION),
        Claim(FLIGHT, "cargo", "arms"),
        Claim(MENTION, "name", "Khadim"),
    ),
    statement(A, 10, Claim(MENTION, "SAME_AS", object=RECORD, method="gazetteer", score=0.9)),
    statement(A, 20, Claim(FLIGHT, "DESTINATION", object=MENTION, polarity=Polarity.DENIED)),
    statement(
        B, 0, Claim(AGAIN, "SAME_AS", object=RECORD), Claim(AGAIN, "name", "Khadim"), Claim(AGAIN, "country", "LY")
    ),
    statement(B, 10, Claim(RECORD, "icao", "HL59"), Claim(RECORD, "name", "Al Khadim")),
)
BATCH = Batch(tuple(Document(id_, SHA[name], text=TEXT) for id_, name in ((A, "a"), (B, "b"))), STATEMENTS)
MERGED = {MENTION, AGAIN, RECORD}


@pytest.fixture
def written(graph: Graph) -> Iterator[Graph]:
    graph.driver.execute_query("MATCH (n) DETACH DELETE n")
    Store(graph.driver, graph.database, graph.ontology, count(1_734_700_000_000, 1000).__next__).write(BATCH)
    graph.world = None
    yield graph
    graph.driver.execute_query("MATCH (n) DETACH DELETE n")


def expected(subjects: set[str], *keys: str) -> list[str]:
    """Ids of the claims of these subjects and keys, by statement and by subject within it."""
    found = []
    for each in sorted(STATEMENTS, key=lambda each: each.id):
        grouped = sorted(each.claims, key=lambda claim: [other.subject for other in each.claims].index(claim.subject))
        for index, claim in enumerate(grouped):
            if claim.subject in subjects and (not keys or claim.key in keys):
                found.append(f"Claim:{each.id}.{index}")
    return found


def ids(answer: Any) -> list[str]:
    return [node["id"] for node in answer["nodes"]]


@pytest.mark.parametrize(
    ("field", "keys"),
    [
        (None, ()),
        ("name", ("name",)),
        ("aliases", ("name", "aliases")),
        ("icao", ("icao",)),
        ("country", ("country",)),
        ("same", ("SAME_AS",)),
        ("label", ()),
        ("locatedIn", ("LOCATED_IN",)),
    ],
)
def test_a_field_of_merged_things_leads_to_all_claims_of_it(
    written: Graph, field: str | None, keys: tuple[str, ...]
) -> None:
    asked = thing("Base", MENTION, "id", evidence(claims("id"), field=variable("field")))
    answer: Any = written.data(asked, {"field": field})["thing"]
    assert answer["id"] == RECORD
    assert ids(answer["evidence"]) == expected(MERGED, *keys)


def test_an_edge_leads_to_what_asserts_and_what_denies_it(written: Graph) -> None:
    there = Edges("edges", (evidence(claims("id", "polarity", "object", "field")),))
    answer: Any = written.data(thing("Flight", FLIGHT, many("Flight", "destination", connection(there))))["thing"]
    back: Any = written.data(thing("Base", RECORD, many("Base", "arrivals", connection(there))))["thing"]
    (edge,) = answer["destination"]["edges"]
    assert ids(edge["evidence"]) == expected({FLIGHT}, "DESTINATION")
    assert {(node["polarity"], node["object"], node["field"]) for node in edge["evidence"]["nodes"]} == {
        ("ASSERTED", MENTION, "destination"),
        ("DENIED", MENTION, "destination"),
    }
    assert back["arrivals"]["edges"] == [edge]


def test_a_claim_leads_to_its_statement_and_from_there_to_the_document(written: Graph) -> None:
    inner = ClaimStatement("statement", select("Statement", "id", "text", one("Statement", "reportedIn", "id", "text")))
    answer: Any = written.data(
        thing("Flight", FLIGHT, evidence(claims("text", "recordedAt", inner), field=variable("f"))), {"f": "cargo"}
    )
    (claim,) = answer["thing"]["evidence"]["nodes"]
    assert claim == {
        "text": TEXT[:5],
        "recordedAt": "2024-12-20T13:06:40Z",
        "statement": {"id": f"Statement:{STATEMENTS[0].id}", "text": TEXT[:5], "reportedIn": {"id": A, "text": TEXT}},
    }


def test_statements_tell_all_their_claims(written: Graph) -> None:
    roots = ListRoot("all", "Statement", nodes("Statement", "id", evidence(claims("id"), "claims")))
    answer: Any = written.data(Question((roots,)))["all"]
    assert [claim for node in answer["nodes"] for claim in ids(node["claims"])] == expected({FLIGHT, *MERGED})


def test_a_field_that_is_none_is_refused(written: Graph) -> None:
    asked = things("Base", nodes("Base", evidence(claims("id"), field=variable("field"))))
    for name in ("departures", "DESTINATION", "name|", 7):
        with pytest.raises(InputError, match="no claims of a field") as caught:
            written.data(asked, {"field": name})
        assert "locatedIn" in caught.value.remedy
        assert caught.value.path == ("things", "nodes", "evidence")
