"""Every operator of every value type, found by walking the ontology: asked of a service, equal to a naive predicate."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from graphql import GraphQLInputObjectType
from neo4j import Driver

from api.app import create_app
from api.limits import Limits
from api.names import IGNORE_CASE, values_filter
from api.root import Built
from api.settings import ApiSettings
from graph import indexes
from graph.compile.draft import Draft
from graph.compile.property import folded_of
from graph.connection import Address
from graph.reader import GraphReader
from schema.discover import discover
from schema.field import Field
from schema.fold import fold
from schema.ontology import Ontology
from schema.values.location import distance_km
from schema.values.text import TEXT
from schema.values.value import Json, Point, ValueType
from tests.api.client import Client
from tests.graph.compile.world import World, write

ONTOLOGY = discover()
Test = Callable[[Any, Any], bool]
TEXTS = ("Zürich", "zurich", "ZÜRICH-Kloten", "Łódź", "lodz", "Хмеймим", "ﬁeld", "b", "B", "a b")
MOMENTS = ("2024", "2024-12", "2024-12-08", "2024-12-08T10:15Z", "2024-12-08T10:15:30Z", "2024-12-08T10:16Z", "2025-01")
BOUNDS = (*MOMENTS, "2024-01-01", "2024-12-08T12:15+02:00", "2024-12-08T10:15:00Z", "2024-12-31", "2023")
#: Packed values of each kind of value, enums aside; a thing without any stands beside them.
VALUES: Mapping[str, tuple[Any, ...]] = {
    "Text": TEXTS,
    "Url": ("https://example.org/a", "https://example.org/Ä", "http://example.com"),
    "Code": ("HL", "H5", "UU"),
    "Country": ("LY", "RU", "SY"),
    "Int": (-3, 0, 7, 2**31 - 1),
    "Float": (-0.5, 0.0, 2.5, 1e6),
    "Boolean": (True, False),
    "Instant": MOMENTS,
    "Count": tuple(
        {"low": low, "high": high, "text": "x"} for low, high in ((1, 1), (2, 4), (5, None), (None, 3), (0, 9))
    ),
    "Period": tuple(
        {"start": start, "end": end, "text": None, "basis": "STATED"}
        for start, end in (
            ("2024", "2024"),
            ("2024-12-08", None),
            (None, "2024-12-09T10:00Z"),
            (None, None),
            ("2024-12-08", "2024-12-20"),
            ("2025-01-02", "2025-01-02"),
        )
    ),
    "Location": tuple(
        {"latitude": float(north), "longitude": float(east)}
        for north, east in ((32, 22), (32.1, 22.1), (-17, 178), (-14, -172), (90, 0), (0, 180), (0, -180), (0, 0))
    ),
    "Span": ({"start": 0, "end": 4}, {"start": 3, "end": 9}),
}
#: Arguments of operators that do not take a value itself, or where other arguments than stored values tell more.
ARGUMENTS: Mapping[tuple[str, str], tuple[Json, ...]] = {
    **{("Text", name): ("zür", "ZUR", "d", "", "FI", "м") for name in ("contains", "startsWith", "endsWith")},
    **{("Url", name): ("http", "HTTPS", "Ä", "a", "com") for name in ("contains", "startsWith", "endsWith")},
    ("Code", "startsWith"): ("h", "HL", "5", ""),
    **{("Instant", name): BOUNDS for name in ("lt", "lte", "gt", "gte")},
    ("Count", "contains"): (0, 1, 3, 5, 10),
    ("Count", "atLeast"): (0, 1, 2, 6),
    ("Count", "overlaps"): ({"low": 2, "high": 3}, {"low": 4}, {"high": 0}, {}, {"low": None, "high": 1}),
    **{
        ("Period", name): (
            {"start": "2024-12-08", "end": "2024-12-20"},
            {"start": "2024-12"},
            {"end": "2024-12-08"},
            {},
            {"start": "2024-12-09T09:59Z", "end": "2024-12-09T10:00Z"},
        )
        for name in ("overlaps", "within")
    },
    **{("Period", name): ("2024", "2024-12-08", "2024-12-09T10:01Z", "2025") for name in ("before", "after")},
    ("Location", "near"): (
        {"latitude": 32, "longitude": 22, "km": 20},
        {"latitude": 32, "longitude": 22, "km": 0},
        {"latitude": -15, "longitude": 180, "km": 1500},
        {"latitude": 0, "longitude": 0, "km": 20100},
    ),
    ("Location", "within"): (
        {"south": 32, "west": 22, "north": 32, "east": 22},
        {"south": -20, "west": 170, "north": 0, "east": -170},
        {"south": -90, "west": -180, "north": 90, "east": 180},
        {"south": 10, "west": -10, "north": -10, "east": 10},
        {"south": 0, "west": 22, "north": 40, "east": 23},
    ),
}


def begin(text: str) -> datetime:
    """Where a moment begins."""
    if len(text) <= 10:
        year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
        return datetime(year, month, day, tzinfo=UTC)
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def over(text: str) -> datetime:
    """The first moment after it."""
    start = begin(text)
    match text.count("-") if len(text) <= 10 else text.partition("+")[0].count(":") + 2:
        case 0:
            return start.replace(year=start.year + 1)
        case 1:
            return (start + timedelta(days=31)).replace(day=1)
        case 2:
            return start + timedelta(days=1)
        case 3:
            return start + timedelta(minutes=1)
        case _:
            return start + timedelta(seconds=1)


def plain(text: str) -> str:
    """Without case and accents, by the rules of Unicode and the letters of the samples that it does not take apart."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return bare.lower().replace("ł", "l")


def overlap(value: Any, argument: Any) -> bool:
    low, high = argument.get("low"), argument.get("high")
    return (value["low"] is None or high is None or value["low"] <= high) and (
        value["high"] is None or low is None or value["high"] >= low
    )


def meets(value: Any, argument: Any) -> bool:
    start, end = argument.get("start"), argument.get("end")
    return (value["start"] is None or end is None or begin(value["start"]) < over(end)) and (
        value["end"] is None or start is None or over(value["end"]) > begin(start)
    )


def lies_in(value: Any, argument: Any) -> bool:
    start, end = argument.get("start"), argument.get("end")
    return (
        None not in (value["start"], value["end"])
        and (start is None or begin(value["start"]) >= begin(start))
        and (end is None or over(value["end"]) <= over(end))
    )


def in_box(value: Any, box: Any) -> bool:
    west, east, longitude = box["west"], box["east"], value["longitude"]
    around = west <= longitude <= east if west <= east else longitude >= west or longitude <= east
    return bool(box["south"] <= value["latitude"] <= box["north"] and around)


def near(value: Any, circle: Any) -> bool:
    here, there = (Point(each["latitude"], each["longitude"]) for each in (value, circle))
    return bool(distance_km(here, there) <= circle["km"])


#: What operators mean on values that are there.
TESTS: Mapping[str, Test] = {
    "eq": lambda value, argument: value == argument,
    "in": lambda value, argument: value in argument,
    "lt": lambda value, argument: value < argument,
    "lte": lambda value, argument: value <= argument,
    "gt": lambda value, argument: value > argument,
    "gte": lambda value, argument: value >= argument,
    "contains": lambda value, argument: argument in value,
    "startsWith": lambda value, argument: value.startswith(argument),
    "endsWith": lambda value, argument: value.endswith(argument),
}
OWN_TESTS: Mapping[tuple[str, str], Test] = {
    ("Code", "startsWith"): lambda value, argument: value.startswith(argument.upper()),
    ("Instant", "lt"): lambda value, argument: begin(value) < begin(argument),
    ("Instant", "lte"): lambda value, argument: begin(value) < over(argument),
    ("Instant", "gt"): lambda value, argument: begin(value) >= over(argument),
    ("Instant", "gte"): lambda value, argument: begin(value) >= begin(argument),
    ("Count", "contains"): lambda value, argument: overlap(value, {"low": argument, "high": argument}),
    ("Count", "overlaps"): overlap,
    ("Count", "atLeast"): lambda value, argument: value["low"] is not None and value["low"] >= argument,
    ("Period", "overlaps"): meets,
    ("Period", "within"): lies_in,
    ("Period", "before"): lambda value, argument: value["end"] is not None and over(value["end"]) <= begin(argument),
    ("Period", "after"): lambda value, argument: value["start"] is not None and begin(value["start"]) >= over(argument),
    ("Location", "near"): near,
    ("Location", "within"): in_box,
}


def holds(kind: str, operator: str, value: Any, argument: Any) -> bool:
    """The naive predicate; a missing value satisfies `isNull`, `ne` and `notIn` alone."""
    if operator == "isNull":
        return (value is None) is argument
    if operator in {"ne", "notIn"}:
        return not holds(kind, {"ne": "eq", "notIn": "in"}[operator], value, argument)
    return value is not None and OWN_TESTS.get((kind, operator), TESTS.get(operator, lambda *_: False))(value, argument)


def values_of(value: ValueType) -> tuple[Any, ...]:
    return value.choices or VALUES[value.kind]


def arguments_of(value: ValueType, operator: str) -> tuple[Any, ...]:
    if operator == "isNull":
        return (True, False)
    own = ARGUMENTS.get((value.kind, operator), values_of(value))
    return ([], list(own[:2]), list(own)) if operator in {"in", "notIn"} else own


def holder(ontology: Ontology, value: ValueType) -> tuple[str, Field]:
    """A noun with a single field of this kind."""
    return next(
        (noun.name, field)
        for noun in ontology.concrete
        for field in ontology.fields(noun.name).values()
        if field.type.kind == value.kind and not field.many and field.name != "label"
    )


KINDS = {value.kind: value for value in ONTOLOGY.value_types}


def identifier(noun: str, kind: str, place: int) -> str:
    return f"{noun}:{list(KINDS).index(kind) * 100 + place}"


@pytest.fixture(scope="module")
def service(driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    """The service over a thing for each value of each kind, and one without any value."""
    things: dict[str, dict[str, Any]] = {}
    for value in KINDS.values():
        noun, field = holder(ONTOLOGY, value)
        for place, packed in enumerate((None, *values_of(value))):
            things[identifier(noun, value.kind, place)] = {} if packed is None else {field.name: packed}
    write(driver, ONTOLOGY, World(things))
    indexes.create(driver, neo4j_address.database, ONTOLOGY)
    limits = replace(Limits(), roots=200, aliases=200, variables=300, seconds=60.0)
    with Client(create_app(ONTOLOGY, GraphReader(neo4j_address, ONTOLOGY), ApiSettings(limits=limits))) as client:
        yield client


def ask(
    service: Client, kind: str, asked: list[tuple[str, Any]], ignore: str = "", written: str = "{kind}Filter!"
) -> list[set[str]]:
    """The ids of the things that pass each filter, among those that stand for the kind."""
    noun, field = holder(ONTOLOGY, KINDS[kind])
    values = values_of(KINDS[kind])
    every = [identifier(noun, kind, place) for place in range(len(values) + 1)]
    plural = ONTOLOGY.noun(noun).plural
    lines = [
        f"a{place}: {plural}(first: 100, where: {{id: {{in: $ids}}, {field.name}: $f{place}}}) {{ nodes {{ id }} }}"
        for place in range(len(asked))
    ]
    declared = [f"$f{place}: {written.format(kind=kind)}" for place in range(len(asked))]
    filters = {
        f"f{place}": {operator: argument} | ({IGNORE_CASE: True} if ignore else {})
        for place, (operator, argument) in enumerate(asked)
    }
    data = service.data(f"query($ids: [ID!]!, {', '.join(declared)}) {{ {' '.join(lines)} }}", {"ids": every} | filters)
    return [{node["id"] for node in data[f"a{place}"]["nodes"]} for place in range(len(asked))]


@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
def test_each_operator_is_in_the_schema(built: Built, value: ValueType) -> None:
    declared = built.graphql.type_map[values_filter(value.kind)]
    assert isinstance(declared, GraphQLInputObjectType)
    assert set(declared.fields) - {IGNORE_CASE} == {operator.name for operator in value.operators}
    assert (IGNORE_CASE in declared.fields) is value.folds


@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
def test_each_operator_means_what_it_says(service: Client, value: ValueType) -> None:
    noun, _ = holder(ONTOLOGY, value)
    things = [(identifier(noun, value.kind, place), one) for place, one in enumerate((None, *values_of(value)))]
    asked = [(op.name, argument) for op in value.operators for argument in arguments_of(value, op.name)]
    for (operator, argument), found in zip(asked, ask(service, value.kind, asked), strict=True):
        expected = {one for one, packed in things if holds(value.kind, operator, packed, argument)}
        assert found == expected, (operator, argument)


@pytest.mark.parametrize("kind", [kind for kind, value in KINDS.items() if value.folds])
def test_text_may_be_compared_without_case_and_accents(service: Client, kind: str) -> None:
    value = KINDS[kind]
    noun, _ = holder(ONTOLOGY, value)
    things = [(identifier(noun, kind, place), one) for place, one in enumerate((None, *values_of(value)))]
    asked = [(op.name, argument) for op in value.operators for argument in arguments_of(value, op.name)]
    for (operator, argument), found in zip(asked, ask(service, kind, asked, IGNORE_CASE), strict=True):
        bare = [plain(each) for each in argument] if isinstance(argument, list) else argument
        bare = plain(bare) if isinstance(bare, str) else bare
        expected = {
            one for one, packed in things if holds(kind, operator, None if packed is None else plain(packed), bare)
        }
        assert found == expected, (operator, argument)


def test_codes_and_countries_are_found_in_any_case(service: Client) -> None:
    for kind, given in (("Code", "hl"), ("Country", "ly")):
        noun, _ = holder(ONTOLOGY, KINDS[kind])
        (equal, among) = ask(service, kind, [("eq", given), ("in", [given])])
        assert equal == among == {identifier(noun, kind, 1)}


def test_whether_case_matters_may_come_in_a_variable(service: Client) -> None:
    query = """query($n: String!, $b: Boolean) {
      things: actors(where: {name: {eq: $n, ignoreCase: $b}}) { totalCount } }"""
    noun, field = holder(ONTOLOGY, KINDS["Text"])
    assert (noun, field.name) == ("Actor", "name")
    counts = [service.data(query, {"n": "ZURICH", "b": ignore})["things"]["totalCount"] for ignore in (True, False)]
    assert counts == [2, 0]


def test_stored_and_worked_out_folds_agree(driver: Driver) -> None:
    """`name` of an actor is stored folded; what is worked out by the database must be the same for any letters."""
    letters = [chr(point) for point in range(0x20, 0x1C00)]
    texts = ["".join(letters[at : at + 8]) for at in range(0, len(letters), 8)] + ["ΟΔΟΣ", "İstanbul", "Straße"]
    draft = Draft(ONTOLOGY)
    worked_out = folded_of(draft, "n", Field("x", TEXT, "Any text."))
    rows = driver.execute_query(
        f"UNWIND $texts AS t WITH {{x: t}} AS n RETURN n.x AS text, {worked_out} AS folded",
        {"texts": texts, **draft.fixed},
    ).records
    differing = [row["text"] for row in rows if row["folded"] != fold(row["text"])]
    assert differing == []
