"""Aggregates -> how much of the database one pass over the data reads."""

from typing import Any

import pytest

from graph.compile import compile_question
from graph.question import (
    Aggregate,
    Connection,
    FieldSummary,
    GroupBy,
    GroupKeys,
    GroupNodes,
    Groups,
    GroupThings,
    ListRoot,
    OrderKey,
    Question,
    Summary,
    TotalCount,
)
from tests.graph.compile.phrase import group_field, nodes, things, whether
from tests.graph.compile.profile import hits
from tests.graph.compile.test_aggregate import COUNTS, summary
from tests.graph.compile.test_oracle import ONTOLOGY
from tests.graph.conftest import Graph


def cost(graph: Graph, connection: Connection) -> int:
    """The accesses to the database that a connection over flights costs."""
    compiled = compile_question(Question((ListRoot("things", "Flight", connection),)), graph.ontology)
    profiled = graph.driver.execute_query("PROFILE " + compiled.text, compiled.bind({}).values).summary.profile
    assert profiled is not None
    return hits(profiled)


@pytest.fixture
def flights(graph: Graph) -> Graph:
    """Some hundred flights of few operators."""
    graph.world = None
    graph.driver.execute_query("MATCH (n) DETACH DELETE n")
    graph.driver.execute_query(
        "UNWIND range(0, 9) AS a CREATE (o:Actor:Entity {id: 'Actor:' + a, name: 'A' + a}) WITH o, a "
        "UNWIND range(1, 40) AS n CREATE (:Flight:Entity {id: 'Flight:' + a + '-' + n, leg: n % 7, "
        "positions: n, number: 'N' + (n % 9)})-[:OPERATED_BY {modality: 'ACTUAL'}]->(o)"
    )
    return graph


def test_one_pass_reads_each_thing_and_each_field_once(flights: Graph) -> None:
    leg, positions, number = (ONTOLOGY.fields("Flight")[name] for name in ("leg", "positions", "number"))
    sums = [summary(each) for each in (leg, positions, number)]
    whole = Aggregate("aggregate", (*COUNTS, Summary("node", tuple(sums))))
    together = cost(flights, Connection((TotalCount("totalCount"), whole)))
    # Each of 400 flights is found once, and each of three fields of it is read once, however much is made of them.
    assert together <= 400 * (1 + 3) + 10
    apart = 0
    for each in sums:
        for part in each.parts:
            alone = Summary("node", (FieldSummary("f", each.field, (part,)),))
            apart += cost(flights, Connection((Aggregate("a", (alone,)),)))
    assert apart > 3 * together


def test_a_group_of_many_lists_a_long_page_of_its_things(graph: Graph) -> None:
    """A list of them all is little of what a question may hold in memory, but not if it counts for each row."""
    graph.world = None
    graph.driver.execute_query("MATCH (n) DETACH DELETE n")
    graph.driver.execute_query(
        "UNWIND range(100000, 119999) AS n CREATE (:Flight:Entity {id: 'Flight:' + n, flightKind: 'SERVICE', leg: -n})"
    )
    by, key = group_field("Flight", "flightKind")
    leg = (OrderKey(ONTOLOGY.fields("Flight")["leg"]),)
    listed = [
        GroupThings(name, nodes("Flight", "id", first=1000, order=order, also=(TotalCount("totalCount"),)))
        for name, order in (("first", ()), ("last", leg))
    ]
    wanted = Groups("groups", (by,), (GroupNodes("nodes", (GroupKeys("key", (key,)), *listed)),))
    answer: Any = graph.data(things("Flight", Connection((Aggregate("aggregate", (wanted,)),))))
    (group,) = answer["things"]["aggregate"]["groups"]["nodes"]
    assert [node["id"] for node in group["first"]["nodes"]] == [f"Flight:{n}" for n in range(100_000, 101_000)]
    assert [node["id"] for node in group["last"]["nodes"]] == [f"Flight:{n}" for n in range(119_999, 118_999, -1)]
    assert group["first"]["totalCount"] == group["last"]["totalCount"] == 20_000


def test_groups_and_sums_read_what_is_filtered_once(flights: Graph) -> None:
    leg, number = (ONTOLOGY.fields("Flight")[name] for name in ("leg", "number"))
    operator = ONTOLOGY.ways("Flight")["operator"]
    where = whether("Flight", "positions", "gte", 1)
    one, other = (
        Groups(key, (by,), (TotalCount("totalCount"), GroupNodes("nodes", COUNTS)))
        for key, by in (("one", GroupBy((operator,))), ("other", GroupBy((), number)))
    )
    sums = Summary("node", (summary(leg),))
    together = cost(flights, Connection((TotalCount("t"), Aggregate("a", (*COUNTS, sums, one, other))), where))
    apart = cost(flights, Connection((TotalCount("t"),), where))
    apart += sum(cost(flights, Connection((Aggregate("a", (each,)),), where)) for each in (sums, one, other))
    # Three times less is scanned and filtered: 400 flights and their `positions`.
    assert together <= apart - 3 * 400 * 2 + 50
