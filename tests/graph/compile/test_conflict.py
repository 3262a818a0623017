"""Conflicts of what the Store has written: who takes which position, on which thing and field."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from graph.errors import InputError
from graph.question import (
    ConflictConnection,
    ConflictEdges,
    ConflictNodes,
    ConflictsItem,
    ConflictsRoot,
    Cursor,
    EdgeNode,
    Page,
    PageInfo,
    Piece,
    Positions,
    PositionStatements,
    Question,
    TotalCount,
    Value,
)
from graph.store import Store
from schema.claim import SAME_AS, Batch, Claim, Document, Modality, Polarity, Statement
from schema.identity import document, keyed
from tests.graph.compile.phrase import nodes, one, page, select, thing, variable
from tests.graph.conftest import Graph

BASE, OLD, FIELD = (keyed("Base", "source:test", name) for name in ("base", "old", "field"))
PLANE = keyed("Aircraft", "icao24", "4B1234")
TYPE, MAKE, OTHER = (keyed("AircraftType", "designator", name) for name in ("IL76", "A124", "AN12"))
ONE, TWO = sorted(keyed("Actor", "source:test", name) for name in "ab")
INFO = PageInfo("pageInfo", tuple(Piece(name, name) for name in ("hasNextPage", "endCursor")))


def tell(store: Store, name: str, *made: Claim) -> Document:
    """Each claim is a row of a table of this name."""
    sha = name.encode().hex().zfill(64)
    table = Document(document(sha, name), sha, "DATASET", title=name, outlet=name)
    rows = [Statement(table.id, "test@1", (claim,), row=str(row)) for row, claim in enumerate(made)]
    store.write(Batch((table,), tuple(rows)))
    return table


@pytest.fixture
def store(graph: Graph) -> Iterator[Store]:
    graph.driver.execute_query("MATCH (n) DETACH DELETE n")
    graph.world = None
    yield Store(graph.driver, graph.database, graph.ontology, count(1_734_700_000_000, 1000).__next__)
    graph.driver.execute_query("MATCH (n) DETACH DELETE n")


def wanted(statements: Page | None = None) -> ConflictNodes:
    """All that can be asked of a conflict."""
    tables = nodes("Statement", one("Statement", "reportedIn", "title"), also=(TotalCount("totalCount"), INFO))
    if statements:
        tables = type(tables)(tables.parts, page=statements)
    positions: tuple[Piece | EdgeNode | PositionStatements, ...] = (
        *(Piece(name, name) for name in ("value", "polarity", "modality", "__typename")),
        EdgeNode("node", select("Entity", "id")),
        PositionStatements("statements", tables),
    )
    parts = (Piece("field", "field"), EdgeNode("entity", select("Entity", "id")), Positions("positions", positions))
    return ConflictNodes("nodes", parts)


def asked(noun: Value | None = None, field: Value | None = None, **paged: Any) -> Question:
    parts = (wanted(), TotalCount("totalCount"), INFO)
    connection = ConflictConnection(parts, page(paged.get("first"), paged.get("after")))
    return Question((ConflictsRoot("conflicts", connection, noun, field),))


def conflicts(graph: Graph, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    question = asked(variable("noun"), variable("field"), first=variable("first"), after=variable("after"))
    found: Any = graph.data(question, variables or {})["conflicts"]
    return dict(found)


def told(positions: Any) -> list[tuple[Any, ...]]:
    """Value or end, polarity, and the tables that say so."""
    return [
        (
            each["value"] if each["node"] is None else each["node"]["id"],
            each["polarity"],
            sorted(row["reportedIn"]["title"] for row in each["statements"]["nodes"]),
        )
        for each in positions
    ]


def test_a_field_is_told_with_each_value_and_the_tables_behind_it(graph: Graph, store: Store) -> None:
    tell(store, "one", Claim(BASE, "country", "LY"), Claim(BASE, "name", "Benina"), Claim(BASE, "elevation", 100.0))
    tell(store, "two", Claim(BASE, "country", "TN"), Claim(BASE, "name", "Banina"), Claim(BASE, "elevation", 100.3))
    tell(store, "three", Claim(OLD, "country", "LY"), Claim(OLD, SAME_AS, object=BASE))
    found = conflicts(graph)
    assert found["totalCount"] == 1
    (conflict,) = found["nodes"]
    assert (conflict["field"], conflict["entity"]) == ("country", {"id": min(BASE, OLD)})
    assert told(conflict["positions"]) == [("LY", "ASSERTED", ["one", "three"]), ("TN", "ASSERTED", ["two"])]
    assert [each["statements"]["totalCount"] for each in conflict["positions"]] == [2, 1]
    assert {(each["modality"], each["__typename"]) for each in conflict["positions"]} == {("ACTUAL", "Position")}


def test_a_link_is_told_with_what_it_leads_to_and_with_its_denials(graph: Graph, store: Store) -> None:
    leads = Claim(PLANE, "OF_TYPE", object=TYPE)
    tell(store, "one", leads, Claim(PLANE, "OF_TYPE", object=OTHER, modality=Modality.POSSIBLE))
    assert conflicts(graph)["nodes"] == []
    tell(store, "two", Claim(PLANE, "OF_TYPE", object=TYPE, polarity=Polarity.DENIED))
    tell(store, "three", Claim(MAKE, SAME_AS, object=TYPE), Claim(PLANE, "OF_TYPE", object=MAKE))
    (conflict,) = conflicts(graph, {"field": "aircraftType"})["nodes"]
    assert (conflict["field"], conflict["entity"]["id"]) == ("aircraftType", PLANE)
    root = min(TYPE, MAKE)
    assert told(conflict["positions"]) == [
        (root, "ASSERTED", ["one", "three"]),
        *sorted([(OTHER, "ASSERTED", ["one"]), (root, "DENIED", ["two"])], key=lambda each: each[1]),
    ]


def test_a_link_without_direction_is_told_once_from_either_side(graph: Graph, store: Store) -> None:
    tell(store, "one", Claim(TWO, "ALLIED_WITH", object=ONE))
    table = tell(store, "two", Claim(ONE, "ALLIED_WITH", object=TWO, polarity=Polarity.DENIED))
    (conflict,) = conflicts(graph)["nodes"]
    assert (conflict["field"], conflict["entity"]["id"]) == ("allies", ONE)
    assert told(conflict["positions"]) == [(TWO, "ASSERTED", ["one"]), (TWO, "DENIED", ["two"])]
    store.retract(table.id)
    assert conflicts(graph)["nodes"] == []


def test_pages_and_filters(graph: Graph, store: Store) -> None:
    for name, country, closed in (("one", "LY", True), ("two", "TN", False)):
        claims = [Claim(base, "country", country) for base in (BASE, FIELD)]
        tell(store, name, *claims, Claim(FIELD, "closed", closed), Claim(ONE, "country", country))
    every = conflicts(graph)
    pairs = [(each["entity"]["id"], each["field"]) for each in every["nodes"]]
    assert pairs == sorted([(BASE, "country"), (FIELD, "country"), (FIELD, "closed"), (ONE, "country")])
    assert every["totalCount"] == 4 and not every["pageInfo"]["hasNextPage"]
    walked, after = [], None
    for _ in pairs:
        found = conflicts(graph, {"first": 1, "after": after})
        walked += [(each["entity"]["id"], each["field"]) for each in found["nodes"]]
        after = found["pageInfo"]["endCursor"]
    assert walked == pairs and not found["pageInfo"]["hasNextPage"]
    assert {each["field"] for each in conflicts(graph, {"noun": "Site", "field": "closed"})["nodes"]} == {"closed"}
    assert conflicts(graph, {"noun": "Site"})["totalCount"] == 3
    assert conflicts(graph, {"noun": "Flight"})["totalCount"] == 0
    for wrong in ({"noun": "Ship"}, {"noun": "Statement"}, {"field": "colour"}, {"noun": 7}):
        with pytest.raises(InputError, match="there is no"):
            conflicts(graph, dict(wrong))


def test_a_thing_tells_its_own_conflicts_and_pages_their_statements(graph: Graph, store: Store) -> None:
    tell(store, "one", Claim(BASE, "country", "LY"), Claim(BASE, "closed", value=True))
    tell(store, "two", Claim(BASE, "country", "LY"), Claim(BASE, "closed", value=False))
    tell(store, "three", Claim(BASE, "country", "TN"))
    tell(store, "four", Claim(FIELD, "country", "LY"))
    edge = ConflictEdges(
        "edges", (Cursor("cursor"), ConflictNodes("node", wanted(page(variable("n"), variable("a"))).parts))
    )
    item = ConflictsItem(
        "conflicts", ConflictConnection((edge, TotalCount("totalCount")), page(None, variable("after")))
    )
    own: Any = graph.data(thing("Base", BASE, item), {"n": 1})["thing"]
    assert own["conflicts"]["totalCount"] == 2
    closed, country = own["conflicts"]["edges"]
    assert (closed["node"]["field"], country["node"]["field"]) == ("closed", "country")
    first = country["node"]["positions"][0]["statements"]
    assert (first["totalCount"], len(first["nodes"]), first["pageInfo"]["hasNextPage"]) == (2, 1, True)
    later: Any = graph.data(thing("Base", BASE, item), {"n": 1, "a": first["pageInfo"]["endCursor"]})["thing"]
    second = later["conflicts"]["edges"][1]["node"]["positions"][0]["statements"]
    titles = {each["nodes"][0]["reportedIn"]["title"] for each in (first, second)}
    assert titles == {"one", "two"} and not second["pageInfo"]["hasNextPage"]
    rest: Any = graph.data(thing("Base", BASE, item), {"after": closed["cursor"]})["thing"]
    assert [each["node"]["field"] for each in rest["conflicts"]["edges"]] == ["country"]
    calm: Any = graph.data(thing("Base", FIELD, item), {})["thing"]
    assert calm["conflicts"] == {"edges": [], "totalCount": 0}
