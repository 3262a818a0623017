"""Where a filter begins: what is compiled finds what the naive form finds, and touches the store less."""

import pytest

from graph.compile import compile_question
from graph.question import AnyOf, Where
from tests.graph.compile.phrase import linked, nodes, tallied, tally, things, whether
from tests.graph.compile.profile import profile
from tests.graph.compile.world import World
from tests.graph.conftest import Graph

BASES = 200


@pytest.fixture(scope="module")
def crowd(graph: Graph) -> Graph:
    """Bases with a name each and one country, four flights from and to each, and an operator for each base."""
    graph.fill(World({}))
    graph.driver.execute_query(
        "UNWIND range(1, $bases) AS i CREATE (b:Base:Site:Entity {id: 'Base:' + i, name: 'b' + i, country: 'LY'}) "
        "CREATE (a:Actor:Entity {id: 'Actor:' + i, name: 'a' + i}) WITH a, b, i UNWIND range(1, 4) AS j "
        "CREATE (f:Flight:Entity {id: 'Flight:' + i + '.' + j, leg: j})-[:DESTINATION]->(b) "
        "CREATE (f)-[:OPERATED_BY]->(a)",
        bases=BASES,
    )
    graph.driver.execute_query(
        "MATCH (f:Flight)-[:DESTINATION]->(b:Base) WITH f, toInteger(substring(b.id, 5)) AS i "
        "MATCH (o:Base {id: 'Base:' + (i % $bases + 1)}) CREATE (f)-[:ORIGIN]->(o)",
        bases=BASES,
    )
    graph.world = None
    graph.driver.execute_query("CALL db.awaitIndexes(60)")
    graph.driver.execute_query("CALL db.resampleOutdatedIndexes()")
    return graph


def page(graph: Graph, noun: str, where: Where, first: int) -> tuple[list[str], int]:
    """The ids on the first page in their order, and how often the store is touched for them."""
    made = compile_question(things(noun, nodes(noun, "id", where=where, first=first)), graph.ontology)
    found, touched = profile(graph, made.text, **made.bind({}).values)
    return list(found)[:first], touched


def compiled(graph: Graph, noun: str, where: Where) -> tuple[set[str], int]:
    found, touched = page(graph, noun, where, 1000)
    return set(found), touched


def naive(graph: Graph, noun: str, test: str) -> tuple[set[str], int]:
    """Each thing is looked at, and tested."""
    found, touched = profile(graph, f"RETURN COLLECT {{ MATCH (n:{noun}) WHERE {test} RETURN n.id }} AS found")
    return set(found), touched


NAMED = whether("Site", "name", "eq", "b7")
TO = "EXISTS { (n)-[:DESTINATION]->(s:Site) WHERE s.name = 'b7' }"
FROM = "EXISTS { (n)-[:ORIGIN]->(s:Site) WHERE s.name = 'b7' }"
#: Noun, filter, the naive condition, and so many times fewer hits at least.
SELECTIVE: dict[str, tuple[str, Where, str, int]] = {
    "some": ("Flight", linked("Flight", "destination", "some", NAMED), TO, 20),
    "some of some": (
        "Actor",
        linked("Actor", "operatedFlights", "some", linked("Flight", "destination", "some", NAMED)),
        "EXISTS { (n)<-[:OPERATED_BY]-(f) WHERE EXISTS { (f)-[:DESTINATION]->(s:Site) WHERE s.name = 'b7' } }",
        20,
    ),
    "either of two links": (
        "Flight",
        AnyOf((linked("Flight", "destination", "some", NAMED), linked("Flight", "origin", "some", NAMED))),
        f"{TO} OR {FROM}",
        20,
    ),
    "single": (
        "Flight",
        linked("Flight", "destination", "single", NAMED),
        "single(x IN [(n)-[:DESTINATION]->(s:Site) WHERE s.name = 'b7' | 1] WHERE true)",
        20,
    ),
}
LIBYAN = whether("Site", "country", "eq", "LY")
#: Where the far end tells nothing, or nothing can begin there.
OTHERWISE: dict[str, tuple[str, Where, str]] = {
    "some that all pass": (
        "Flight",
        linked("Flight", "destination", "some", LIBYAN),
        "EXISTS { (n)-[:DESTINATION]->(s:Site) WHERE s.country = 'LY' }",
    ),
    "single that all pass": (
        "Flight",
        linked("Flight", "destination", "single", LIBYAN),
        "single(x IN [(n)-[:DESTINATION]->(s:Site) WHERE s.country = 'LY' | 1] WHERE true)",
    ),
    "all": (
        "Site",
        linked("Site", "arrivals", "all", whether("Flight", "leg", "lt", 4)),
        "EXISTS { (n)<-[:DESTINATION]-(f) WHERE f.leg < 4 } AND NOT EXISTS { (n)<-[:DESTINATION]-(f) "
        "WHERE NOT (f.leg < 4) }",
    ),
    "none": ("Flight", linked("Flight", "destination", "none", NAMED), f"NOT {TO}"),
    "count": ("Site", tallied(tally("Site", "arrivals"), "gte", 5), "size([(n)<-[:DESTINATION]-(f) | f]) >= 5"),
    "count of those that pass": (
        "Site",
        tallied(tally("Site", "arrivals", whether("Flight", "leg", "lte", 3)), "eq", 1),
        "size([(n)<-[:DESTINATION]-(f) WHERE f.leg <= 3 | f]) = 1",
    ),
}


@pytest.mark.parametrize("name", SELECTIVE)
def test_a_selective_far_end_is_where_it_begins(crowd: Graph, name: str) -> None:
    noun, where, condition, times = SELECTIVE[name]
    before, after = naive(crowd, noun, condition), compiled(crowd, noun, where)
    assert after[0] == before[0] and len(after[0]) > 0
    assert after[1] * times <= before[1], (before[1], after[1])


@pytest.mark.parametrize("name", OTHERWISE)
def test_elsewhere_it_is_no_worse(crowd: Graph, name: str) -> None:
    noun, where, condition = OTHERWISE[name]
    before, after = naive(crowd, noun, condition), compiled(crowd, noun, where)
    assert after[0] == before[0]
    assert after[1] <= 1.2 * before[1], (before[1], after[1])


def test_a_short_page_stops_where_nearly_all_pass(crowd: Graph) -> None:
    """Statistics tell the database that all bases are Libyan: it tries flights in order until there are enough."""
    where = linked("Flight", "destination", "some", LIBYAN)
    every, whole = page(crowd, "Flight", where, 1000)
    some, touched = page(crowd, "Flight", where, 5)
    assert some == every[:5] == sorted(every)[:5]
    assert touched * 10 <= whole, (touched, whole)
