"""Filters: bad arguments, distances, and the plans by which they find what they look for."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from graph.compile import compile_question
from graph.errors import InputError
from graph.question import Connection, Constant, IdTest, Question, Where
from schema.values.location import distance_km
from schema.values.value import Json, Point
from tests.graph.compile.phrase import YES, by, linked, nodes, thing, things, variable, whether
from tests.graph.compile.world import World
from tests.graph.conftest import Graph


@pytest.mark.parametrize(
    ("name", "operator", "value", "message"),
    [
        ("period", "overlaps", {"start": "2024-13"}, "'2024-13' is not a date"),
        ("period", "before", "yesterday", "'yesterday' is not a date"),
        ("leg", "eq", 2**40, "not a whole number"),
        ("leg", "gt", 2**70, "too large"),
        ("number", "eq", None, "cannot take null"),
        ("number", "in", ["a", None], "cannot take null"),
        ("number", "contains", "\ud800", "surrogate"),
    ],
)
def test_a_bad_argument_is_refused(sample: Graph, name: str, operator: str, value: Any, message: str) -> None:
    question = things("Flight", nodes("Flight", "id", where=whether("Flight", name, operator, variable("value"))))
    with pytest.raises(InputError, match=message) as caught:
        sample.data(question, {"value": value})
    assert caught.value.path == ("things",)


@pytest.mark.parametrize(
    "identifier", ["Statement:01", "Statement:-1", "Statement:²", "Statement:" + "9" * 30, "Base:1", ""]
)
def test_what_is_no_statement_is_found_nowhere(sample: Graph, identifier: str) -> None:
    assert sample.data(thing("Statement", identifier, "id")) == {"thing": None}
    where = IdTest(Constant([identifier]))
    assert sample.data(things("Statement", nodes("Statement", "id", where=where))) == {"things": {"nodes": []}}


def test_distances_are_those_of_the_mean_sphere(graph: Graph) -> None:
    random_ = random.Random(7)
    spots = {f"Base:{number:03}": Point(random_.uniform(-80, 80), random_.uniform(-180, 180)) for number in range(200)}
    locations = {key: {"latitude": spot.latitude, "longitude": spot.longitude} for key, spot in spots.items()}
    graph.fill(World({key: {"label": "x", "location": location} for key, location in locations.items()}))
    centre = Point(10.0, 170.0)
    distances = sorted((distance_km(centre, spot), key) for key, spot in spots.items())
    question = things(
        "Base", nodes("Base", "id", where=whether("Base", "location", "near", variable("near")), first=1000)
    )
    for place in (5, 50, 150):
        # A metre either side of one of them: a sphere that is a thousandth larger would miss it.
        for more, count in ((-0.001, place), (0.001, place + 1)):
            near: Json = {"latitude": 10.0, "longitude": 170.0, "km": distances[place][0] + more}
            answer: Any = graph.data(question, {"near": near})["things"]
            assert {node["id"] for node in answer["nodes"]} == {key for _, key in distances[:count]}


def test_a_box_may_cross_the_date_line(graph: Graph) -> None:
    spots = {"Base:fiji": (-17.0, 178.0), "Base:samoa": (-14.0, -172.0), "Base:libya": (32.0, 22.0)}
    graph.fill(
        World({key: {"label": "x", "location": {"latitude": a, "longitude": b}} for key, (a, b) in spots.items()})
    )
    box: Json = {"south": -20, "west": 170, "north": 0, "east": -170}
    question = things("Base", nodes("Base", "id", where=whether("Base", "location", "within", box)))
    assert graph.data(question) == {"things": {"nodes": [{"id": "Base:fiji"}, {"id": "Base:samoa"}]}}


def operators(plan: Any) -> Iterator[tuple[str, str]]:
    yield plan["operatorType"].partition("@")[0], plan["args"].get("Details", "")
    for child in plan.get("children", ()):
        yield from operators(child)


def plan(graph: Graph, question: Question) -> list[tuple[str, str]]:
    compiled = compile_question(question, graph.ontology)
    result = graph.driver.execute_query("EXPLAIN " + compiled.text, compiled.bind({}).values)
    return list(operators(result.summary.plan))


def seeks(graph: Graph, noun: str, where: Where = YES, connection: Connection | None = None) -> list[tuple[str, str]]:
    found = plan(graph, things(noun, connection or nodes(noun, "id", where=where)))
    return [each for each in found if "Index" in each[0] or "Scan" in each[0]]


@pytest.fixture
def crowd(graph: Graph) -> Graph:
    """Enough things that the planner would rather not look at all of them."""
    graph.fill(World({}))
    graph.driver.execute_query(
        "UNWIND range(1, 500) AS i CREATE (b:Base:Site:Entity {id: 'Base:' + i, name: 'b' + i, country: 'LY'}) "
        "WITH b, i UNWIND range(1, 4) AS j CREATE (:Flight:Entity {id: 'Flight:' + i + '.' + j})-[:DESTINATION]->(b)"
    )
    graph.world = None
    graph.driver.execute_query("CALL db.awaitIndexes(60)")
    graph.driver.execute_query("CALL db.resampleOutdatedIndexes()")
    return graph


def test_things_are_sought_by_their_ids(crowd: Graph) -> None:
    for question, count in ((thing("Base", "Base:1", "id"), 2), (thing("Site", "Base:1", "id"), 3)):
        found = [name for name, _ in plan(crowd, question) if "Index" in name or "Scan" in name]
        assert found == ["NodeUniqueIndexSeek"] * count
    assert {name for name, _ in seeks(crowd, "Site", IdTest(Constant(["Base:1"])))} == {"NodeUniqueIndexSeek"}


def test_a_page_is_read_along_the_index_of_ids(crowd: Graph) -> None:
    names = [name for name, _ in plan(crowd, things("Flight", nodes("Flight", "id", first=3)))]
    assert "NodeIndexScan" in names or "NodeUniqueIndexSeekByRange" in names
    assert "Limit" in names and not {"Top", "Sort"} & set(names)


def test_names_are_sought_by_their_index(crowd: Graph) -> None:
    for noun, name in (("Base", "Base"), ("Site", "Site")):
        ((kind, details),) = seeks(crowd, noun, whether(noun, "name", "eq", "b7"))
        assert kind == "NodeIndexSeek" and f":{name}(name)" in details


def test_the_selective_end_of_a_link_is_where_it_begins(crowd: Graph) -> None:
    where = linked("Flight", "destination", "some", whether("Site", "name", "eq", "b7"))
    ((kind, details),) = seeks(crowd, "Flight", where)
    assert kind == "NodeIndexSeek" and ":Site(name)" in details
    found = crowd.data(things("Flight", nodes("Flight", "id", where=where)))
    assert found == {"things": {"nodes": [{"id": f"Flight:7.{number}"} for number in range(1, 5)]}}


def test_an_order_does_not_hide_the_index(crowd: Graph) -> None:
    ordered = nodes("Base", "id", where=whether("Base", "name", "in", ["b1", "b2"]), order=(by("Base", "country"),))
    ((kind, _),) = seeks(crowd, "Base", connection=ordered)
    assert kind == "NodeIndexSeek"
