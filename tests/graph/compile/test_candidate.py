"""Candidates of what the Store has written: what shares a key, or was named, unless it is one or a denial stands."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from graph.errors import InputError
from graph.question import (
    CandidatesRoot,
    Cursor,
    EdgeNode,
    Edges,
    EdgeSource,
    FieldItem,
    ManyItem,
    OrderKey,
    Question,
    TotalCount,
)
from graph.store import Store
from schema.candidate import CANDIDATES, PAIR
from schema.claim import SAME_AS, Batch, Claim, Document, Modality, Polarity, Statement
from schema.identity import document, hint, keyed
from tests.graph.compile.phrase import claims, connection, evidence, select, thing, variable
from tests.graph.conftest import Graph

IATA, NAME = hint("Base", "iata", "BEN"), hint("Base", "name", "benina")
A, B, C, D, E = (keyed("Base", "source:test", name) for name in "abcde")


def may_be(subject: str, other: str, reason: str = "equal IATA codes", score: float | None = None) -> Claim:
    return Claim(subject, SAME_AS, object=other, modality=Modality.POSSIBLE, method=reason, score=score)


def denied(subject: str, other: str) -> Claim:
    return Claim(subject, SAME_AS, object=other, polarity=Polarity.DENIED)


@pytest.fixture
def store(graph: Graph) -> Iterator[Store]:
    graph.driver.execute_query("MATCH (n) DETACH DELETE n")
    graph.world = None
    yield Store(graph.driver, graph.database, graph.ontology, count(1_734_700_000_000, 1000).__next__)
    graph.driver.execute_query("MATCH (n) DETACH DELETE n")


def tell(store: Store, number: int, *made: Claim) -> Document:
    """Each claim is a row of a table of this number."""
    sha = f"{number:064}"
    table = Document(document(sha, "test"), sha, "DATASET", outlet=f"table {number}")
    rows = [Statement(table.id, "test@1", (claim,), row=str(row)) for row, claim in enumerate(made)]
    store.write(Batch((table,), tuple(rows)))
    return table


def field(name: str) -> FieldItem:
    return FieldItem(name, next(each for each in CANDIDATES.link.fields if each.name == name))


def candidates(graph: Graph, identifier: str, **page: Any) -> dict[str, Any]:
    edge = Edges(
        "edges",
        (
            Cursor("cursor"),
            EdgeNode("node", select("Entity", "id")),
            field("reasons"),
            field("score"),
            evidence(claims("subject", "object", "method")),
        ),
    )
    item = ManyItem("candidates", CANDIDATES, connection(edge, TotalCount("totalCount"), **page))
    found: Any = graph.data(thing("Base", identifier, item))["thing"]
    return dict(found["candidates"]) if found else {}


def pairs(graph: Graph, **variables: Any) -> list[tuple[str, str, list[str]]]:
    """All pairs with their reasons, read page by page."""
    ends = EdgeSource("one", select("Entity", "id")), EdgeNode("other", select("Entity", "id"))
    edge = Edges("edges", (Cursor("cursor"), *ends, field("reasons"), evidence(claims("subject"))))
    wanted = connection(edge, TotalCount("totalCount"), first=variable("first"), after=variable("after"))
    wanted = replace(wanted, order=(OrderKey(PAIR, edge=True),))
    question = Question((CandidatesRoot("pairs", wanted, variable("noun")),))
    found: list[Any] = []
    while True:
        after = found[-1]["cursor"] if found else None
        answer: Any = graph.data(question, {"first": 2, "after": after, **variables})["pairs"]
        found += answer["edges"]
        if not answer["edges"]:
            assert answer["totalCount"] == len(found)
            return [(edge["one"]["id"], edge["other"]["id"], edge["reasons"]) for edge in found]


def ids(graph: Graph, identifier: str) -> set[str]:
    found = candidates(graph, identifier)
    assert found["totalCount"] == len(found["edges"])
    return {edge["node"]["id"] for edge in found["edges"]}


def test_things_that_share_a_key_are_candidates_with_reasons_and_the_claims_of_both(graph: Graph, store: Store) -> None:
    tell(store, 1, may_be(A, IATA), may_be(B, IATA, score=0.25), may_be(A, NAME, "equal names"))
    tell(store, 2, may_be(B, NAME, "equal names", 0.5), may_be(C, NAME, "close by"))
    found = candidates(graph, A)
    assert found["totalCount"] == 2
    first, second = sorted(found["edges"], key=lambda edge: edge["node"]["id"] != B)
    assert (first["reasons"], first["score"]) == (["equal IATA codes", "equal names"], 0.5)
    assert {(claim["subject"], claim["object"]) for claim in first["evidence"]["nodes"]} == {
        (A, IATA), (B, IATA), (A, NAME), (B, NAME),
    }  # fmt: skip
    assert (second["node"], second["reasons"], second["score"]) == ({"id": C}, ["close by", "equal names"], None)
    (page,) = candidates(graph, A, first=1)["edges"]
    (rest,) = candidates(graph, A, after=page["cursor"])["edges"]
    assert {page["node"]["id"], rest["node"]["id"]} == {B, C}
    expected = {
        tuple(sorted((A, B))): ["equal IATA codes", "equal names"],
        tuple(sorted((A, C))): ["close by", "equal names"],
        tuple(sorted((B, C))): ["close by", "equal names"],
    }
    assert pairs(graph) == [(*pair, reasons) for pair, reasons in sorted(expected.items())]
    assert pairs(graph, noun="Site") == pairs(graph) and pairs(graph, noun="Actor") == []
    with pytest.raises(InputError, match="there is no noun 'Ship'"):
        pairs(graph, noun="Ship")


def test_what_is_named_directly_is_a_candidate_once_it_is_a_thing(graph: Graph, store: Store) -> None:
    tell(store, 1, may_be(A, B))
    assert ids(graph, A) == set()
    named = tell(store, 2, Claim(B, "icao", "HLLB"))
    assert ids(graph, A) == {B} and ids(graph, B) == {A}
    tell(store, 3, Claim(B, SAME_AS, object=C), Claim(C, "icao", "HLLB"))
    assert ids(graph, A) == {min(B, C)} and ids(graph, B) == ids(graph, C) == {A}
    tell(store, 4, may_be(D, B))
    assert ids(graph, A) == {min(B, C), D}
    three = [*sorted((A, D)), *[min(B, C)]]
    met = {tuple(sorted(pair)) for pair in ((three[0], three[1]), (three[0], three[2]), (three[1], three[2]))}
    assert {(one, other) for one, other, _ in pairs(graph)} == met
    store.retract(named.id)
    assert ids(graph, A) == {min(B, C), D}


def test_what_is_one_or_denied_is_no_candidate(graph: Graph, store: Store) -> None:
    tell(store, 1, *(may_be(one, IATA) for one in (A, B, C, D)))
    assert ids(graph, A) == {B, C, D}
    denial = tell(store, 2, denied(B, A), denied(D, IATA))
    assert ids(graph, A) == {C} and ids(graph, B) == {C} and ids(graph, C) == {A, B} and ids(graph, D) == set()
    join = tell(store, 3, Claim(B, SAME_AS, object=E), Claim(C, SAME_AS, object=E))
    assert ids(graph, A) == set()
    store.retract(denial.id)
    assert ids(graph, A) == {min(B, C, E), D}
    store.retract(join.id)
    assert ids(graph, A) == {B, C, D}
    assert len(pairs(graph)) == 6
    tell(store, 4, denied(C, IATA), denied(A, B))
    assert {(one, other) for one, other, _ in pairs(graph)} == {tuple(sorted(pair)) for pair in ((A, D), (B, D))}
