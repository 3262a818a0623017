"""Random worlds and random Questions, answered by Neo4j, by naive Python and by networkx, and compared."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.question import (
    AllOf,
    AnyOf,
    Connection,
    Constant,
    Cursor,
    EdgeNode,
    Edges,
    FieldTest,
    Identifier,
    IdTest,
    LinkTest,
    ListRoot,
    ManyItem,
    Nodes,
    NotThat,
    OrderKey,
    Page,
    PageInfo,
    Piece,
    Quantifier,
    Question,
    Selection,
    Tally,
    TallyKey,
    TallyTest,
    TotalCount,
    Variable,
    Where,
)
from schema.discover import discover
from schema.field import Field
from schema.ontology import Way
from schema.ranking import DEFAULT_RANKING, Ranking
from schema.values.value import NUMBERS, Json
from tests.graph.compile.naive import page
from tests.graph.compile.networked import network, passing
from tests.graph.compile.world import Arrow, World
from tests.graph.conftest import Graph

ONTOLOGY = discover()
DATES = st.sampled_from(["2024", "2024-12", "2024-12-08", "2024-12-09T10:00Z", "2025-01-01"])
COUNTS = st.sampled_from(
    [
        {"low": 1, "high": 1, "text": "one"},
        {"low": 2, "high": None, "text": "some"},
        {"low": None, "high": 4, "text": "few"},
    ]
)
NAMES = st.sampled_from(["Ada", "Adab", "Bodrum", "b", "Zed"])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "Text": NAMES,
    "Country": st.sampled_from(["LY", "RU"]),
    "Code": st.sampled_from(["AAAA", "AABB", "ZZZZ"]),
    "Int": st.integers(-1, 2),
    "Boolean": st.booleans(),
    "Count": COUNTS,
    "Period": st.sampled_from(
        [
            {"start": start, "end": end, "text": None, "basis": "STATED"}
            for start, end in [("2024", "2024"), ("2024-12-08", None), (None, "2024-12-09T10:00Z"), (None, None)]
        ]
    ),
    "Modality": st.sampled_from(["ACTUAL", "EXPECTED", "POSSIBLE"]),
}
ARGUMENTS: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("Count", "contains"): st.integers(0, 5),
    ("Count", "atLeast"): st.integers(0, 3),
    ("Count", "overlaps"): st.fixed_dictionaries(
        {"low": st.none() | st.integers(0, 2), "high": st.none() | st.integers(2, 5)}
    ),
    ("Period", "overlaps"): st.fixed_dictionaries({"start": st.none() | DATES, "end": st.none() | DATES}),
    ("Text", "contains"): st.sampled_from(["d", "A", "zz"]),
    ("Text", "startsWith"): st.sampled_from(["A", "Ada"]),
    ("Code", "startsWith"): st.sampled_from(["a", "AA"]),
}
FIELDS = {
    "Base": ("name", "aliases", "country", "icao", "closed"),
    "Place": ("name", "aliases", "country"),
    "Site": ("name", "aliases", "country"),
    "Actor": ("name", "country", "active"),
    "Flight": ("leg", "count", "period", "cancelled", "number"),
    "AircraftType": ("name",),
    "Aircraft": ("built",),
}
WAYS = {
    "Base": ("departures", "arrivals", "locatedIn"),
    "Place": ("arrivals", "sites"),
    "Site": ("departures", "arrivals"),
    "Actor": ("operatedFlights", "allies", "supports", "supporters"),
    "Flight": ("origin", "destination", "operator", "aircraftType"),
    "AircraftType": ("flights", "aircraft"),
    "Aircraft": ("aircraftType",),
}
QUANTIFIERS: tuple[Quantifier, ...] = ("some", "some", "none", "all", "single")
LINKS = (
    ("ORIGIN", "Flight", ("Base", "Place")),
    ("DESTINATION", "Flight", ("Base", "Place")),
    ("OPERATED_BY", "Flight", ("Actor",)),
    ("OF_TYPE", "Flight", ("AircraftType",)),
    ("OF_TYPE", "Aircraft", ("AircraftType",)),
    ("ALLIED_WITH", "Actor", ("Actor",)),
    ("SUPPORTS", "Actor", ("Actor",)),
    ("LOCATED_IN", "Base", ("Place",)),
)
SIZES = {"Base": 3, "Place": 2, "Actor": 3, "Flight": 6, "AircraftType": 1, "Aircraft": 1}
IDS = {noun: [f"{noun}:{number}" for number in range(size)] for noun, size in SIZES.items()}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    things = {}
    for noun, ids in IDS.items():
        for identifier in ids:
            packed: dict[str, Any] = {"label": identifier}
            for field in (ONTOLOGY.fields(noun)[name] for name in FIELDS[noun]):
                if draw(st.booleans()):
                    value = VALUES[field.type.kind]
                    packed[field.name] = sorted(draw(st.sets(value, min_size=1))) if field.many else draw(value)
            things[identifier] = packed
    arrows = {}
    for kind, source, targets in LINKS:
        pairs = [(a, b) for a in IDS[source] for target in targets for b in IDS[target] if a != b]
        if kind == "ALLIED_WITH":
            pairs = [(a, b) for a, b in pairs if a < b]
        for a, b in draw(st.sets(st.sampled_from(pairs), max_size=8)):
            fields = {"modality": draw(VALUES["Modality"])}
            if draw(st.booleans()):
                fields["period"] = draw(VALUES["Period"])
            arrows[kind, a, b] = Arrow(kind, a, b, fields)
    other: dict[str, dict[str, Any]] = {}
    for identifier, packed in things.items():
        told = [ONTOLOGY.fields(identifier.partition(":")[0])[name] for name in packed if name != "label"]
        for field in draw(st.lists(st.sampled_from(told), max_size=2)) if told else ():
            value = VALUES[field.type.kind]
            shown = sorted(draw(st.sets(value, min_size=1))) if field.many else draw(value)
            other.setdefault(identifier, {})[field.name] = shown
    return World(things, tuple(arrows.values()), ranked={Ranking.MOST_STATEMENTS: other})


@st.composite
def field_tests(draw: st.DrawFn, fields: list[Field]) -> Where:
    field = draw(st.sampled_from(fields))
    kind = field.type.kind
    names = [operator.name for operator in field.type.operators]
    offered = [
        name
        for name in names
        if (kind, name) in ARGUMENTS or name in {"eq", "ne", "in", "notIn", "isNull", "lt", "gte"}
    ]
    operator = draw(st.sampled_from(offered))
    argument: Any
    if operator == "isNull":
        argument = draw(st.booleans())
    elif operator in {"in", "notIn"}:
        argument = draw(st.lists(VALUES[kind], max_size=2))
    else:
        argument = draw(ARGUMENTS.get((kind, operator), VALUES[kind]))
    # Codes are found in any case; the naive side compares what is stored.
    if kind == "Code" and isinstance(argument, str):
        argument = argument.upper()
    return FieldTest(field, operator, Constant(argument), field.type.folds and draw(st.booleans()))


def fields_of(noun: str) -> list[Field]:
    return [ONTOLOGY.fields(noun)[name] for name in FIELDS[noun]]


def ways_of(noun: str) -> list[Way]:
    return [ONTOLOGY.ways(noun)[name] for name in WAYS[noun]]


@st.composite
def wheres(draw: st.DrawFn, noun: str, depth: int = 3) -> Where:
    choices = ["field", "field", "id"] + ["and", "or", "not", "link", "link", "tally"] * (depth > 0)
    match draw(st.sampled_from(choices)):
        case "field":
            return draw(field_tests(fields_of(noun)))
        case "id":
            every: list[Json] = [identifier for own in ONTOLOGY.possible(noun) for identifier in IDS.get(own, [])]
            return IdTest(Constant(draw(st.lists(st.sampled_from(every), max_size=3))), draw(st.booleans()))
        case "not":
            return NotThat(draw(wheres(noun, depth - 1)))
        case "link":
            way = draw(st.sampled_from(ways_of(noun)))
            quantifier = draw(st.sampled_from(QUANTIFIERS))
            node = draw(st.just(AllOf()) | wheres(way.target, depth - 1))
            edge_fields = [field for field in way.link.fields if field.name in {"modality", "period"}]
            edge = draw(st.just(AllOf()) | field_tests(edge_fields))
            return LinkTest(way, quantifier, node, edge)
        case "tally":
            tally = draw(tallies(noun, depth))
            operator = draw(st.sampled_from(["eq", "ne", "lt", "lte", "gt", "gte", "in"]))
            number = st.integers(-1, 3)
            argument: Json = list(draw(st.lists(number, max_size=2))) if operator == "in" else draw(number)
            return TallyTest(tally, operator, Constant(argument))
        case both:
            parts = tuple(draw(st.lists(wheres(noun, depth - 1), max_size=3)))
            return AllOf(parts) if both == "and" else AnyOf(parts)


@st.composite
def tallies(draw: st.DrawFn, noun: str, depth: int) -> Tally:
    way = draw(st.sampled_from(ways_of(noun)))
    numbers = [
        (field, measure.part)
        for field in fields_of(way.target)
        for measure in field.type.measures
        if measure.reductions == NUMBERS
    ]
    field, part = draw(st.sampled_from([(None, ""), *numbers]))
    return Tally(
        way,
        draw(st.just(AllOf()) | wheres(way.target, depth - 1)),
        reduction=draw(st.sampled_from(NUMBERS)),
        field=field,
        part=part,
    )


@st.composite
def orders(draw: st.DrawFn, noun: str, way: Way | None) -> tuple[OrderKey | TallyKey, ...]:
    keys: list[OrderKey | TallyKey] = [
        OrderKey(field, draw(st.booleans())) for field in fields_of(noun) if not field.many
    ]
    keys.append(TallyKey(draw(tallies(noun, 0)), draw(st.booleans())))
    if way:
        keys += [
            OrderKey(field, draw(st.booleans()), edge=True) for field in way.link.fields if field.name == "modality"
        ]
    return tuple(draw(st.lists(st.sampled_from(keys), max_size=2, unique_by=repr)))


@st.composite
def connections(draw: st.DrawFn, noun: str, depth: int, way: Way | None = None) -> Connection:
    items: list[Any] = [Identifier("id")]
    if depth:
        for name in draw(st.sets(st.sampled_from(WAYS[noun]), max_size=2)):
            next_ = ONTOLOGY.ways(noun)[name]
            items.append(ManyItem(name, next_, draw(connections(next_.target, depth - 1, next_))))
    where = draw(st.just(AllOf()) | wheres(noun))
    backward = draw(st.booleans())
    size = draw(st.none() | st.integers(0, 4).map(Constant))
    cursor = None if way else Variable(("cursor",))
    pages = Page(last=size or Constant(25), before=cursor) if backward else Page(size, cursor)
    return Connection(
        (
            TotalCount("totalCount"),
            PageInfo(
                "pageInfo",
                (
                    Piece("more", "hasPreviousPage" if backward else "hasNextPage"),
                    Piece("behind", "hasNextPage" if backward else "hasPreviousPage"),
                ),
            ),
            Nodes("nodes", Selection(tuple(items))),
            Edges("edges", (Cursor("cursor"), EdgeNode("node", Selection((Identifier("id"),))))),
        ),
        where,
        draw(orders(noun, way)),
        pages,
    )


def plain(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without cursors."""
    nodes = [
        {key: plain(value) if isinstance(value, dict) else value for key, value in node.items()}
        for node in answer["nodes"]
    ]
    assert [edge["node"]["id"] for edge in answer["edges"]] == [node["id"] for node in nodes]
    return {"totalCount": answer["totalCount"], "more": answer["pageInfo"]["more"], "nodes": nodes}


ROOTS = st.sampled_from(["Flight", "Flight", "Site", "Base", "Actor", "AircraftType"])


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    worlds(),
    ROOTS.flatmap(lambda noun: st.tuples(st.just(noun), connections(noun, 2))),
    st.sampled_from([DEFAULT_RANKING, DEFAULT_RANKING, Ranking.MOST_STATEMENTS]),
)
def test_answers_as_naive_python_and_networkx_do(
    graph: Graph, world: World, root: tuple[str, Connection], ranking: Ranking
) -> None:
    noun, connection = root
    graph.fill(world)
    asked = Question((ListRoot("things", noun, connection, ranking=ranking),))
    world = world.by(ranking)
    every: list[tuple[str, Arrow | None]] = [
        (identifier, None) for own in ONTOLOGY.possible(noun) for identifier in IDS.get(own, [])
    ]
    expected = page(ONTOLOGY, world, every, connection)
    answer: Any = graph.data(asked)["things"]
    assert plain(answer) == expected

    whole = page(
        ONTOLOGY, world, every, Connection(connection.parts, connection.where, connection.order, Page(Constant(99)))
    )
    assert {node["id"] for node in whole["nodes"]} == passing(ONTOLOGY, network(world), noun, connection.where)
    assert answer["pageInfo"]["behind"] is False
    walk = [node["id"] for node in expected["nodes"]]
    backward = connection.page.backward
    while answer["pageInfo"]["more"] and answer["edges"]:
        answer = graph.data(asked, {"cursor": answer["edges"][0 if backward else -1]["cursor"]})["things"]
        assert answer["pageInfo"]["behind"] is True
        step = [node["id"] for node in answer["nodes"]]
        walk = [*step, *walk] if backward else [*walk, *step]
    if expected["nodes"]:
        assert walk == [node["id"] for node in whole["nodes"]]
