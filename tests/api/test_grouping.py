"""Selection sets on aggregates and groups, read and answered over HTTP by a real Neo4j."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema, build_schema, get_named_type, is_leaf_type
from neo4j import Driver

from api.errors import BadInputError, LimitError
from api.limits import Limits, check_pages
from api.names import edge_family
from api.root import Built
from graph.connection import Address
from graph.question import Aggregate, GroupBy, Groups, ListRoot, Question
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import Planner, sampled
from tests.api.test_execute import complete

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def service(ontology: Ontology, driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    """The service over the sample, with room for the large queries of these tests."""
    limits = replace(Limits(), tokens=50_000, fields=10_000, roots=100, aliases=200, cost=10**9, seconds=60.0)
    with sampled(ontology, driver, neo4j_address, limits) as client:
        yield client


@pytest.fixture(scope="module")
def sdl(built: Built) -> GraphQLSchema:
    return build_schema(built.sdl)


# --- the whole schema ---


def everything(sdl: GraphQLSchema, name: str) -> str:
    """Every field of a type and of the types of its fields, groups left out."""
    kind = sdl.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    parts = ["__typename"]
    for field, made in kind.fields.items():
        inner = get_named_type(made.type)
        if field != "groups":
            parts.append(field if is_leaf_type(inner) else f"{field} {{ {everything(sdl, inner.name)} }}")
    return " ".join(parts)


def leaves(sdl: GraphQLSchema, by: str, key: str, depth: int) -> Iterator[tuple[str, str]]:
    """Each key by which things can be grouped, and how it is told: `{operator: {node: true}}`."""
    asked, told = sdl.type_map[by], sdl.type_map[key]
    assert isinstance(asked, GraphQLInputObjectType) and isinstance(told, GraphQLObjectType)
    for name, made in asked.fields.items():
        inner, shown = get_named_type(made.type), get_named_type(told.fields[name].type)
        if isinstance(inner, GraphQLInputObjectType):
            for one, other in leaves(sdl, inner.name, shown.name, depth - 1) if depth else ():
                yield f"{name}: {{{one}}}", f"__typename {name} {{ {other} }}"
        elif inner.name == "Boolean":
            below = (
                "{ __typename id }" if name == "node" else "" if is_leaf_type(shown) else everything(sdl, shown.name)
            )
            yield f"{name}: true", f"{name} {below if name == 'node' or not below else f'{{ {below} }}'}"
        else:
            yield f"{name}: WEEK", f"{name} {{ {everything(sdl, shown.name)} }}"


def groups(keys: Iterable[tuple[str, str]]) -> str:
    """Groups by each of these keys."""
    return " ".join(
        f"g{place}: groups(by: [{{{asked}}}]) {{ __typename totalCount nodes {{ key {{ __typename {told} }} count }} "
        "pageInfo { hasNextPage endCursor } }"
        for place, (asked, told) in enumerate(keys)
    )


def test_every_aggregate_is_answered_as_the_schema_says(
    service: Client, sdl: GraphQLSchema, ontology: Ontology
) -> None:
    seen: set[str] = set()
    for noun in ontology.nouns.values():
        # What an interface declares is asked of one of the nouns that have it.
        keys = [each for each in leaves(sdl, f"{noun.name}GroupBy", f"{noun.name}GroupKey", 0) if each[0] not in seen]
        seen.update(asked for asked, _ in keys)
        asked = f"{everything(sdl, f'{noun.name}Aggregate')} {groups(keys)}"
        query = f"{{ {noun.plural} {{ totalCount aggregate {{ {asked} }} }} }}"
        data = service.data(query)
        assert complete(sdl, query, data) == data, noun.name


def test_edges_are_aggregated_as_the_schema_says(service: Client, sdl: GraphQLSchema, ontology: Ontology) -> None:
    seen = set()
    for noun in ontology.concrete:
        for way in ontology.ways(noun.name).values():
            family = edge_family(way.link)
            if way.one or family is None or family in seen:
                continue
            seen.add(family)
            by = f"{family}EdgeGroupBy"
            keys = [
                (f"edge: {{{asked}}}", f"edge {{ __typename {told} }}")
                for asked, told in leaves(sdl, by, f"{family}EdgeGroupKey", 0)
            ]
            edge = everything(sdl, f"{family}EdgeAggregate")
            asked = f"count countDistinct edge {{ {edge} }} {groups([*keys, ('node: true', 'node { id }')])}"
            query = f"{{ {noun.plural} {{ nodes {{ {way.name} {{ aggregate {{ {asked} }} }} }} }} }}"
            data = service.data(query)
            assert complete(sdl, query, data) == data, (noun.name, way.name)
    assert len(seen) > 1


def test_every_connection_of_one_noun_s_things_has_one(sdl: GraphQLSchema) -> None:
    without = {
        name
        for name, kind in sdl.type_map.items()
        if name.endswith("Connection") and isinstance(kind, GraphQLObjectType) and "aggregate" not in kind.fields
    }
    assert without == {
        "ClaimConnection", "ConflictConnection", "CandidatePairConnection", "PositionStatementsConnection",
        "SearchConnection",
    }  # fmt: skip


# --- what is asked ---


def groups_of(root: ListRoot) -> list[Groups]:
    return [
        part
        for whole in root.connection.parts
        if isinstance(whole, Aggregate)
        for part in whole.parts
        if isinstance(part, Groups)
    ]


def test_keys_are_read_from_text_and_from_variables(root: Callable[..., ListRoot], ontology: Ontology) -> None:
    operator = ontology.ways("Flight")["operator"]
    period = ontology.fields("Flight")["period"]
    country = ontology.fields("Actor")["country"]
    expected = (
        GroupBy((operator,), country),
        GroupBy((), period, unit="MONTH"),
        GroupBy((operator,), operator.link.fields[0], edge=True),
    )
    written = "[{operator: {country: true}}, {period: MONTH}, {operator: {edge: {modality: true}}}]"
    (found,) = groups_of(root(f"{{ flights {{ aggregate {{ groups(by: {written}) {{ totalCount }} }} }} }}"))
    assert found.by == expected
    query = "query ($by: [FlightGroupBy!]!) { flights { aggregate { groups(by: $by) { totalCount } } } }"
    by = [{"operator": {"country": True}}, {"period": "MONTH"}, {"operator": {"edge": {"modality": True}}}]
    (found,) = groups_of(root(query, {"by": by}))
    assert found.by == expected
    query = "query ($unit: TimeUnit!) { flights { aggregate { groups(by: [{period: $unit}]) { totalCount } } } }"
    (found,) = groups_of(root(query, {"unit": "DAY"}))
    assert found.by == (GroupBy((), period, unit="DAY"),)


def test_what_decides_what_is_asked_is_part_of_a_plan_s_form(question: Callable[..., Question]) -> None:
    query = """query ($by: [FlightGroupBy!]!, $order: GroupOrder, $first: Int) {
      flights { aggregate { groups(by: $by, orderBy: $order, first: $first) { totalCount } } } }"""
    first = question(query, {"by": [{"period": "DAY"}], "first": 3})
    assert question(query, {"by": [{"period": "DAY"}], "first": 4}) == first
    assert question(query, {"by": [{"period": "WEEK"}], "first": 3}) != first
    assert question(query, {"by": [{"period": "DAY"}], "order": "KEY_ASC", "first": 3}) != first


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("groups(by: []) { totalCount }", "names no key"),
        ("groups(by: [{leg: false}]) { totalCount }", "`leg` of `by` is not true"),
        ("groups(by: [{leg: true}]) { nodes { key { callsign } } }", "`callsign` of `key` is not what these groups"),
        ("groups(by: [{operator: {country: true}}]) { nodes { key { operator { node { id } } } } }", "`node` of `key`"),
        ("groups(by: [{leg: true}]) { nodes { key { operator { country } } } }", "`country` of `key`"),
        (
            "groups(by: [{period: DAY}, {period: WEEK}]) { nodes { key { period { text } } } }",
            "`period` is grouped by several units",
        ),
    ],
)
def test_what_cannot_be_grouped_is_refused(plan: Planner, asked: str, told: str) -> None:
    with pytest.raises(BadInputError, match=told):
        plan(f"{{ flights {{ aggregate {{ {asked} }} }} }}")


def test_a_variable_cannot_choose_a_key_alone(plan: Planner) -> None:
    query = "query ($yes: Boolean!) { flights { aggregate { groups(by: [{leg: $yes}]) { totalCount } } } }"
    with pytest.raises(BadInputError, match="`leg` of `by` is not true"):
        plan(query, {"yes": True})


def test_an_aggregate_costs_something(plan: Planner) -> None:
    def cost(text: str, allowed: int) -> bool:
        pages = plan(text).pages
        check_pages(pages, {}, replace(Limits(), cost=allowed, aggregate=100))
        with pytest.raises(LimitError, match=f": {allowed}, where {allowed - 1} is the limit"):
            check_pages(pages, {}, replace(Limits(), cost=allowed - 1, aggregate=100))
        return True

    assert cost("{ flights(first: 0) { aggregate { count } } }", 100)
    assert cost("{ actors(first: 7) { nodes { operatedFlights(first: 0) { aggregate { count } } } } }", 7 + 700)
    inner = "nodes { key { operator { node { owns { nodes { id } } } } } }"
    groups = f"groups(by: [{{operator: {{node: true}}}}], first: 5) {{ {inner} }}"
    assert cost(f"{{ flights(first: 0) {{ aggregate {{ {groups} }} }} }}", 100 + 100 + 5 + 5 * 25)
    top = "node { leg { top(first: 8) { more } } }"
    assert cost(f"{{ flights(first: 0) {{ aggregate {{ {top} }} }} }}", 100 + 100 + 8)


# --- what is answered ---


def test_aggregates_beside_a_page(service: Client) -> None:
    query = """query ($long: Boolean!) {
      flights(first: 1) {
        nodes { id }
        totalCount
        aggregate { ...Counts node { leg { most: max } } }
        again: aggregate { count @skip(if: $long) node { count { low { sum } high { sum max } } } }
      } }
      fragment Counts on FlightAggregate { count
        node { leg { min max @include(if: $long) avg } cancelled { true } } }"""
    found = service.data(query, {"long": True})["flights"]
    assert found == {
        "nodes": [{"id": "Flight:1"}],
        "totalCount": 3,
        "aggregate": {
            "count": 3,
            "node": {"leg": {"min": 1, "max": 2, "avg": 1.5, "most": 2}, "cancelled": {"true": 1}},
        },
        "again": {"node": {"count": {"low": {"sum": 7}, "high": {"sum": 1, "max": 1}}}},
    }
    found = service.data(query, {"long": False})["flights"]
    assert found["aggregate"]["node"]["leg"] == {"min": 1, "avg": 1.5, "most": 2}
    assert found["again"]["count"] == 3


def test_groups_lead_to_things(service: Client) -> None:
    query = """{ flights { aggregate { groups(by: [{destination: {node: true}}]) { totalCount nodes {
      count key { destination { node { __typename name ... on Base { icao } arrivals { totalCount } } } }
      node { leg { max } } } } } } }"""
    found = service.data(query)["flights"]["aggregate"]["groups"]
    assert found == {
        "totalCount": 2,
        "nodes": [
            {
                "count": 2,
                "key": {
                    "destination": {
                        "node": {
                            "__typename": "Base",
                            "name": "al-Khadim",
                            "icao": "HL59",
                            "arrivals": {"totalCount": 2},
                        }
                    }
                },
                "node": {"leg": {"max": 2}},
            },
            {
                "count": 1,
                "key": {
                    "destination": {"node": {"__typename": "Place", "name": "Libya", "arrivals": {"totalCount": 1}}}
                },
                "node": {"leg": {"max": 1}},
            },
        ],
    }


def test_what_has_no_key_is_a_group_of_its_own(service: Client) -> None:
    query = """{ flights { aggregate { groups(by: [{operator: {node: true}}]) { nodes {
      count key { operator { node { name } } } } } } } }"""
    groups = service.data(query)["flights"]["aggregate"]["groups"]["nodes"]
    assert groups == [
        {"count": 2, "key": {"operator": {"node": None}}},
        {"count": 1, "key": {"operator": {"node": {"name": "Russia"}}}},
    ]


def test_a_time_tells_whether_it_goes_on_beyond_its_stretch(service: Client) -> None:
    query = """query ($unit: TimeUnit!) { flights { aggregate { groups(by: [{period: $unit}], orderBy: KEY_ASC) {
      nodes { count key { period { start end text spans } } } } } } }"""

    def keys(unit: str) -> list[Any]:
        nodes = service.data(query, {"unit": unit})["flights"]["aggregate"]["groups"]["nodes"]
        return [group["key"]["period"] and tuple(group["key"]["period"].values()) for group in nodes]

    assert keys("DAY") == [
        ("2024-12-08", "2024-12-08", "2024-12-08", True),
        ("2024-12-09", "2024-12-09", "2024-12-09", False),
        None,
    ]
    assert keys("WEEK") == [
        ("2024-12-02", "2024-12-08", "2024-W49", True),
        ("2024-12-09", "2024-12-15", "2024-W50", False),
        None,
    ]
    assert keys("MONTH") == [("2024-12-01", "2024-12-31", "2024-12", False), None]
    assert keys("YEAR") == [("2024-01-01", "2024-12-31", "2024", False), None]


def test_movements_are_what_the_words_allow(service: Client) -> None:
    query = """query ($modalities: [Modality!]) { flights(where: {leg: {isNull: true}}) { aggregate { node {
      movements(modalities: $modalities) { low high count } } } } }"""
    # The sample's flights have no modality: nothing is known to be ACTUAL.
    assert service.data(query)["flights"]["aggregate"]["node"]["movements"] == {"low": 0, "high": 0, "count": 0}


def test_what_is_cut_without_being_asked_for_is_told(service: Client) -> None:
    query = """{ bases { aggregate { node { label { top(first: 1) { values { value count } more } } }
      groups(by: [{label: true}], first: 1) { totalCount nodes { key { label } } pageInfo { hasNextPage } } } } }"""
    answer = service.answer(query)
    aggregate_ = answer["data"]["bases"]["aggregate"]
    assert aggregate_["node"]["label"]["top"] == {"values": [{"value": "Chkalovsky", "count": 1}], "more": 2}
    assert aggregate_["groups"]["totalCount"] == 3
    assert aggregate_["groups"]["pageInfo"]["hasNextPage"]
    assert "extensions" not in answer


def test_groups_are_walked_by_cursors(service: Client) -> None:
    query = """query ($after: String, $order: GroupOrder) { entities { aggregate { groups(
      by: [{label: true}], first: 4, after: $after, orderBy: $order) {
        totalCount nodes { key { label } count } pageInfo { hasNextPage hasPreviousPage endCursor } } } } }"""
    for order in ("COUNT_DESC", "COUNT_ASC", "KEY_ASC", "KEY_DESC"):
        after, more = None, True
        labels: list[str] = []
        while more:
            found = service.data(query, {"after": after, "order": order})["entities"]["aggregate"]["groups"]
            assert found["totalCount"] == 13
            assert found["pageInfo"]["hasPreviousPage"] is bool(labels)
            labels += [group["key"]["label"] for group in found["nodes"]]
            after, more = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]
        assert len(labels) == len(set(labels)) == 13
        if order.startswith("KEY"):
            assert labels == sorted(labels, reverse=order == "KEY_DESC")
    code, message = service.refused(query, {"after": after, "order": "COUNT_DESC"})
    assert code == "BAD_INPUT" and "another order" in message
