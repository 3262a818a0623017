"""Neighbourhoods of random graphs, page by page, against networkx."""

from collections import Counter
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.question import (
    EVERYTHING,
    Constant,
    EdgeNode,
    EdgeSource,
    NeighbourhoodRoot,
    Neighbours,
    Page,
    Piece,
    Question,
    Relations,
    RelationsItem,
    Toward,
    Truncated,
    Where,
)
from schema.values.value import Json
from tests.graph.compile.graphs import ACTORS, KINDS, PLACES, followed, graphs
from tests.graph.compile.phrase import (
    CURSOR,
    ONTOLOGY,
    TOTAL,
    any_thing,
    claims,
    edge_field,
    evidence,
    select,
    variable,
    whether,
)
from tests.graph.compile.world import World
from tests.graph.conftest import Graph

SYMMETRIC = {link.type for link in ONTOLOGY.links if link.symmetric}
COUNTS = RelationsItem("relationCounts", tuple(Piece(each, each) for each in ("kind", "direction", "count", "more")))
ENDS = EdgeSource("from", select("Entity", "id")), EdgeNode("to", select("Entity", "id"))
WANTED = (
    Neighbours("nodes", (CURSOR, Piece("distance", "distance"), EdgeNode("node", select("Entity", "id")), COUNTS)),
    Relations(
        "relations",
        (Piece("id", "id"), Piece("kind", "kind"), *ENDS, edge_field("Actor", "supports", "modality"),
         edge_field("Actor", "supports", "disputed"), edge_field("Actor", "supports", "alternative")),
    ),
    TOTAL,
    Truncated("truncated", (Piece("reason", "reason"), Piece("cursor", "cursor"))),
)  # fmt: skip

#: Depth, kinds, direction, whether a filter holds, whether things stand beside: a text of Cypher each, planned once.
FORMS = (
    (0, None, Toward.BOTH, False, True),
    (1, None, Toward.BOTH, True, True),
    (2, None, Toward.BOTH, False, False),
    (2, ("ALLIED_WITH", "CONTROLS"), Toward.OUT, False, True),
    (3, ("OPPOSES", "SUPPORTS"), Toward.IN, True, False),
    (3, ("SUPPORTS",), Toward.OUT, False, False),
)


def shown(ontology_kind: str, source: str, target: str) -> list[tuple[str, str, str]]:
    """The counts to which a relation adds: thing, kind, direction."""
    if ontology_kind in SYMMETRIC:
        return [(end, ontology_kind, "BOTH") for end in {source, target}]
    return [(source, ontology_kind, "OUT"), (target, ontology_kind, "IN")]


def pages_of(
    graph: Graph,
    ids: list[str],
    depth: int,
    kinds: tuple[str, ...] | None,
    toward: Toward,
    where: Where,
    first: int,
    beside: list[str] | None,
) -> list[dict[str, Any]]:
    page = Page(variable("first"), variable("after"))
    known = None if beside is None else variable("beside")
    root = NeighbourhoodRoot("around", variable("ids"), WANTED, depth, kinds, toward, where, page, beside=known)
    found: list[dict[str, Any]] = []
    after = None
    while not found or after:
        sent: dict[str, Json] = {"ids": list[Json](ids), "first": first, "after": after}
        sent |= {} if beside is None else {"beside": list[Json](beside)}
        answer: Any = graph.data(Question((root,)), sent)["around"]
        found.append(answer)
        after = answer["truncated"] and answer["truncated"]["cursor"]
    return found


@settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    graphs(),
    st.lists(st.sampled_from([*ACTORS, *PLACES, "Actor:unknown"]), max_size=3),
    st.sampled_from(FORMS),
    st.integers(1, 5),
    st.lists(st.sampled_from([*ACTORS, *PLACES, "Actor:unknown"]), max_size=4),
)
def test_a_neighbourhood_is_what_networkx_reaches(
    graph: Graph,
    world: World,
    ids: list[str],
    form: tuple[int, tuple[str, ...] | None, Toward, bool, bool],
    first: int,
    others: list[str],
) -> None:
    graph.fill(world)
    depth, kinds, toward, filtered, with_others = form
    beside = set(others) if with_others else set()
    walked = followed(ONTOLOGY, world, kinds or KINDS, toward)
    test: Where = whether("Entity", "label", "eq", "Ada") if filtered else EVERYTHING
    barred = {each for each in world.things if filtered and world.things[each]["label"] != "Ada"} - set(ids)
    distances: dict[str, int] = {}
    for start in {each for each in ids if each in world.things}:
        # A barred beginning is told, but nothing is walked to through it from another.
        open_ = walked.subgraph(
            {start} | {each for each in world.things if not filtered or world.things[each]["label"] == "Ada"}
        )
        for thing, distance in nx.single_source_shortest_path_length(open_, start, depth).items():
            distances[thing] = min(distance, distances.get(thing, depth))
    assert not barred & set(distances)
    expected = sorted(distances.items(), key=lambda each: (each[1], each[0]))

    got = pages_of(graph, ids, depth, kinds, toward, test, first, others if with_others else None)
    assert [(node["node"]["id"], node["distance"]) for page in got for node in page["nodes"]] == expected
    assert all(page["totalCount"] == len(expected) for page in got)
    inside = {
        (arrow.type, arrow.source, arrow.target, arrow.fields["modality"], arrow.fields.get("disputed"))
        for arrow in world.arrows
        if arrow.type in (kinds or KINDS)
        and (toward is Toward.BOTH or arrow.type not in SYMMETRIC)
        and {arrow.source, arrow.target} <= set(distances) | beside
        and {arrow.source, arrow.target} & set(distances)
    }
    told = [
        (each["kind"], each["from"]["id"], each["to"]["id"], each["modality"], each["disputed"])
        for page in got
        for each in page["relations"]
    ]
    assert Counter(told) == Counter(inside)

    every = Counter(key for arrow in world.arrows for key in shown(arrow.type, arrow.source, arrow.target))
    for page in got:
        here = Counter(
            key for each in page["relations"] for key in shown(each["kind"], each["from"]["id"], each["to"]["id"])
        )
        for node in page["nodes"]:
            own = node["node"]["id"]
            counts = {(own, each["kind"], each["direction"]): each for each in node["relationCounts"]}
            assert {key: each["count"] for key, each in counts.items()} == {
                key: count for key, count in every.items() if key[0] == own
            }
            assert {key: each["more"] for key, each in counts.items()} == {
                key: count - here[key] for key, count in every.items() if key[0] == own
            }


def test_the_neighbourhood_of_nothing_that_is_known_is_empty(sample: Graph) -> None:
    root = NeighbourhoodRoot(
        "around", variable("ids"), WANTED, 1, None, Toward.BOTH, EVERYTHING, Page(variable("first"))
    )
    unknown: list[Json] = ["Actor:unknown"]
    for ids in (unknown, list[Json]()):
        answer: Any = sample.data(Question((root,)), {"ids": ids, "first": 5})["around"]
        assert (answer["totalCount"], answer["nodes"], answer["relations"]) == (0, [], [])


def test_relations_of_a_thing_are_counted_where_nothing_is_walked(sample: Graph) -> None:
    found: Any = sample.data(any_thing("Flight:1", COUNTS))["node"]
    counts = [(each["kind"], each["direction"], each["count"], each["more"]) for each in found["relationCounts"]]
    assert counts == [
        ("DESTINATION", "OUT", 1, 1), ("OF_TYPE", "OUT", 1, 1), ("OPERATED_BY", "OUT", 1, 1), ("ORIGIN", "OUT", 2, 2),
    ]  # fmt: skip
    nothing: Any = sample.data(any_thing("Document:a", COUNTS))["node"]
    assert nothing == {"relationCounts": []}


def test_a_relation_tells_its_evidence_and_merged_ids_are_followed(sample: Graph) -> None:
    behind = evidence(claims("subject", "object", "polarity"))
    parts = (Relations("relations", (Piece("id", "id"), behind)), Neighbours("nodes", ENDS[1:]))
    root = NeighbourhoodRoot("around", Constant(["Base:old-moscow"]), parts, 2, ("ORIGIN", "DESTINATION"))
    found: Any = sample.data(Question((root,)))["around"]
    assert found["nodes"][0]["to"]["id"] == "Base:moscow"
    told = {each["id"]: each["evidence"]["nodes"] for each in found["relations"]}
    assert told["DESTINATION/Flight:1/Base:khadim"] == [
        {"subject": "Flight:1", "object": "Base:khadim", "polarity": "ASSERTED"},
        {"subject": "Flight:1", "object": "Base:khadim", "polarity": "DENIED"},
    ]
    assert told["ORIGIN/Flight:1/Base:moscow"] == [
        {"subject": "Flight:1", "object": "Base:old-moscow", "polarity": "ASSERTED"}
    ]


def test_a_cursor_of_something_else_is_refused(sample: Graph) -> None:
    root = NeighbourhoodRoot("around", Constant(["Flight:1"]), WANTED, page=Page(None, variable("after")))
    with pytest.raises(InputError, match="not a cursor"):
        sample.data(Question((root,)), {"after": "!"})
