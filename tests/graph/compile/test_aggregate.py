"""Random worlds and random aggregates, answered by Neo4j and by naive Python, and compared; how much is read."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.question import (
    Aggregate,
    AllOf,
    Connection,
    Constant,
    Counted,
    Counting,
    FieldSummary,
    GroupBy,
    GroupKey,
    GroupKeys,
    GroupNodes,
    Groups,
    Identifier,
    ListRoot,
    ManyItem,
    Measured,
    Nodes,
    Page,
    PageInfo,
    PartSummary,
    Piece,
    Question,
    RollupPart,
    RollupSummary,
    Selection,
    Summary,
    TimeUnit,
    Top,
    TopPart,
    TopValues,
    TotalCount,
    Variable,
)
from schema.field import Field
from schema.ontology import Way
from schema.ranking import DEFAULT_RANKING, Ranking
from schema.values.value import NUMBERS, Reduction
from tests.graph.compile.naive import along, passes
from tests.graph.compile.naive_aggregate import Row, aggregate, groupable, told_key
from tests.graph.compile.test_oracle import IDS, ONTOLOGY, WAYS, fields_of, wheres, worlds
from tests.graph.compile.world import World
from tests.graph.conftest import Graph

TOP = (TopValues("values", (TopPart("value", "value"), TopPart("count", "count"))), TopPart("more", "more"))
COUNTS = (Counted("count"), Counted("countDistinct", distinct=True))
ID = Selection((Identifier("id"),))
EDGE = ("modality", "period")
UNITS: st.SearchStrategy[TimeUnit] = st.sampled_from(["DAY", "WEEK", "MONTH", "YEAR"])


def summary(declared: Field, first: int | None = None) -> FieldSummary:
    """All that a field's values come to."""
    kind, top = declared.type, Top("top", TOP, None if first is None else Constant(first))
    if not kind.outputs:
        if kind.storage_of("") == "BOOLEAN":
            return FieldSummary(declared.name, declared, (Measured("true", "true"), Measured("false", "false")))
        reductions = kind.measures[0].reductions if kind.measures else ()
        functions: tuple[Counting | Reduction, ...] = ("count", "countDistinct", *reductions)
        return FieldSummary(declared.name, declared, (*(Measured(each, each) for each in functions), top))
    parts = [
        PartSummary(
            measure.part,
            measure.part,
            (
                Measured("count", "count"),
                *(Measured(each, each) for each in measure.reductions),
                *([top] if measure.reductions == NUMBERS else []),
            ),
        )
        for measure in kind.measures
    ]
    return FieldSummary(declared.name, declared, (Measured("count", "count"), *parts))


@st.composite
def keys(draw: st.DrawFn, noun: str, way: Way | None, depth: int = 2) -> tuple[GroupBy, GroupKey]:
    """A key, and how it is asked for in the answer."""
    choices = ["node", "field", "field"] + ["edge"] * (way is not None) + ["way", "way"] * (depth > 0)
    match draw(st.sampled_from(choices)):
        case "node":
            return GroupBy(), GroupKey("node", "node", (), ID)
        case "way":
            next_ = ONTOLOGY.ways(noun)[draw(st.sampled_from(WAYS[noun]))]
            by, key = draw(keys(next_.target, next_, depth - 1))
            found = GroupBy((next_, *by.ways), by.field, by.edge, by.unit)
            return found, GroupKey(next_.name, next_, (key,))
        case where:
            edge = where == "edge"
            fields = [each for each in way.link.fields if each.name in EDGE] if edge and way else fields_of(noun)
            declared = draw(st.sampled_from([each for each in fields if groupable(each)]))
            unit = draw(UNITS) if declared.type.stretch else None
            names = ("text", "spans") if unit else ("low", "high") if declared.type.outputs else ()
            key = GroupKey(declared.name, declared, tuple(Piece(name, name) for name in names))
            return GroupBy((), declared, edge, unit), GroupKey("edge", "edge", (key,)) if edge else key


@st.composite
def aggregates(draw: st.DrawFn, noun: str, way: Way | None) -> Aggregate:
    nodes = Summary("node", tuple(summary(each, draw(st.none() | st.integers(0, 2))) for each in fields_of(noun)))
    parts: list[Any] = [*COUNTS, nodes]
    edge = [each for each in way.link.fields if each.name in EDGE] if way else []
    if edge:
        parts.append(Summary("edge", tuple(map(summary, edge)), edge=True))
    parts = draw(st.lists(st.sampled_from(parts), unique_by=lambda part: part.key))
    for place in range(draw(st.integers(0, 2))):
        chosen = draw(
            st.lists(keys(noun, way), min_size=1, max_size=2, unique_by=lambda each: replace(each[0], unit=None))
        )
        # One response key cannot tell two keys of the same field or way: each gets a name of its own.
        named = tuple(GroupKey(f"k{n}", key.of, key.parts, key.selection) for n, (_, key) in enumerate(chosen))
        inner = draw(
            st.sampled_from([(), (nodes,), *([(parts[-1],)] if parts and isinstance(parts[-1], Summary) else [])])
        )
        parts.append(
            Groups(
                f"groups{place}",
                tuple(by for by, _ in chosen),
                (
                    *([TotalCount("totalCount")] if draw(st.booleans()) else []),
                    PageInfo("pageInfo", (Piece("more", "hasNextPage"), Piece("end", "endCursor"))),
                    GroupNodes("nodes", (GroupKeys("key", named), *COUNTS, *inner)),
                ),
                draw(st.sampled_from(["COUNT_DESC", "COUNT_ASC", "KEY_ASC", "KEY_DESC"])),
                Page(Constant(draw(st.integers(1, 4))), Variable((f"after{place}",))),
            )
        )
    return Aggregate("aggregate", tuple(parts))


def rounded(value: Any) -> Any:
    """Means may differ in their last digits."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return round(value, 9) if isinstance(value, float) else value


def check(graph: Graph, question: Question, path: tuple[str | int, ...], world: World, rows: list[Row]) -> None:
    """The answer, and each list of groups walked to its end, are what naive Python says."""

    def at(answer: Any) -> Any:
        for step in path:
            answer = answer[step]
        return answer

    wanted = _aggregate_of(question)
    expected = aggregate(ONTOLOGY, world, rows, wanted)
    answer = at(graph.answer(question, timeout=120).data)
    for part in wanted.parts:
        if not isinstance(part, Groups):
            assert rounded(answer["aggregate"][part.key]) == rounded(expected[part.key])
            continue
        told, name = [], f"after{part.key[-1]}"
        found = answer["aggregate"][part.key]
        shown = next(inner for inner in part.parts if isinstance(inner, GroupNodes)).parts[0]
        assert isinstance(shown, GroupKeys)
        while True:
            if "totalCount" in found:
                assert found["totalCount"] == len(expected[part.key])
            for group in found["nodes"]:
                key = told_key(part.by, group.pop("key"), [each for each in shown.parts if isinstance(each, GroupKey)])
                told.append((key, group))
            if not found["pageInfo"]["more"]:
                break
            found = at(graph.answer(question, {name: found["pageInfo"]["end"]}, timeout=120).data)["aggregate"][
                part.key
            ]
        assert [key for key, _ in told] == [key for key, _ in expected[part.key]]
        for (_, group), (_, there) in zip(told, expected[part.key], strict=True):
            assert rounded(group) == rounded(there)


def _aggregate_of(question: Question) -> Aggregate:
    (root,) = question.roots
    assert isinstance(root, ListRoot)
    connection = root.connection
    for part in connection.parts:
        if isinstance(part, Nodes):
            (item,) = part.selection.items
            assert isinstance(item, ManyItem)
            connection = item.connection
    return next(part for part in connection.parts if isinstance(part, Aggregate))


RANKINGS = st.sampled_from([DEFAULT_RANKING, Ranking.MOST_STATEMENTS])
ROOTS = st.sampled_from(["Flight", "Flight", "Flight", "Site", "Base", "Actor"])


@settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(worlds(), st.data())
def test_a_root_is_aggregated_as_naive_python_does(graph: Graph, world: World, data: st.DataObject) -> None:
    noun = data.draw(ROOTS)
    where = data.draw(st.just(AllOf()) | wheres(noun))
    wanted = data.draw(aggregates(noun, None))
    graph.fill(world)
    parts: tuple[TotalCount | Aggregate, ...] = (wanted,)
    if data.draw(st.booleans()):
        parts = (TotalCount("totalCount"), wanted)
    ranking = data.draw(RANKINGS)
    question = Question((ListRoot("things", noun, Connection(parts, where), ranking=ranking),))
    world = world.by(ranking)
    rows: list[Row] = [
        (thing, None)
        for own in ONTOLOGY.possible(noun)
        for thing in IDS.get(own, [])
        if passes(ONTOLOGY, world, thing, world.things[thing], where)
    ]
    check(graph, question, ("things",), world, rows)
    if len(parts) == 2:
        found: Any = graph.data(question)["things"]
        assert found["totalCount"] == len(rows)


@settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(worlds(), st.data())
def test_links_are_aggregated_as_naive_python_does(graph: Graph, world: World, data: st.DataObject) -> None:
    noun = data.draw(st.sampled_from(["Actor", "Base", "Flight"]))
    way = ONTOLOGY.ways(noun)[data.draw(st.sampled_from(WAYS[noun]))]
    where = data.draw(st.just(AllOf()) | wheres(way.target))
    wanted = data.draw(aggregates(way.target, way))
    graph.fill(world)
    item = ManyItem("way", way, Connection((TotalCount("totalCount"), wanted), where))
    ranking = data.draw(RANKINGS)
    wanted_of_each = Connection((Nodes("nodes", Selection((item,))),))
    question = Question((ListRoot("things", noun, wanted_of_each, ranking=ranking),))
    world = world.by(ranking)
    for place, thing in enumerate(IDS[noun]):
        rows: list[Row] = [
            (end, arrow)
            for end, arrow in along(ONTOLOGY, world, thing, way)
            if passes(ONTOLOGY, world, end, world.things[end], where)
        ]
        check(graph, question, ("things", "nodes", place, "way"), world, rows)


# --- totals that a noun declares ---

COUNTED = st.none() | st.sampled_from([(1, 1), (2, None), (None, 4), (5, 5), (3, 7)])
MOVEMENTS = next(rollup for rollup in ONTOLOGY.rollups("Flight") if rollup.name == "movements")


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            COUNTED,
            COUNTED,
            st.sampled_from([None, "MOVEMENT", "OBSERVED", "SERVICE"]),
            st.sampled_from([None, "ACTUAL", "ACTUAL", "EXPECTED", "POSSIBLE"]),
        ),
        max_size=5,
    ),
    st.none() | st.lists(st.sampled_from(["ACTUAL", "EXPECTED", "POSSIBLE"]), max_size=2),
)
def test_movements_are_what_the_words_allow(
    graph: Graph, flights: list[tuple[Any, Any, str | None, str | None]], modalities: list[str] | None
) -> None:
    things: dict[str, dict[str, Any]] = {}
    low, high, number = 0, 0, 0
    unbounded = False
    for place, (count, trips, kind, modality) in enumerate(flights):
        packed: dict[str, Any] = {"label": "f", "flightKind": kind, "modality": modality}
        for name, bounds in (("count", count), ("trips", trips)):
            if bounds:
                packed[name] = {"low": bounds[0], "high": bounds[1], "text": "so many"}
        things[f"Flight:{place}"] = {name: value for name, value in packed.items() if value is not None}
        if kind == "SERVICE" or modality not in (["ACTUAL"] if modalities is None else modalities):
            continue
        number += 1
        low += max((count and count[0]) or 0, (trips and trips[0]) or 0, 1)
        unbounded |= not trips or trips[1] is None
        high += (trips and trips[1]) or 0
    graph.fill(World(things))
    parts = tuple(RollupPart(each, each) for each in ("low", "high", "count"))
    item = RollupSummary("movements", MOVEMENTS, parts, Variable(("modalities",)))
    wanted = Aggregate("a", (Summary("node", (item,)), Groups("g", (GroupBy(),), (TotalCount("n"),))))
    found: Any = graph.data(
        Question((ListRoot("things", "Flight", Connection((wanted,))),)),
        {"modalities": modalities},  # type: ignore[dict-item]
    )["things"]
    assert found["a"]["node"]["movements"] == {"low": low, "high": None if unbounded else high, "count": number}
    assert found["a"]["g"]["n"] == len(flights)


NONE = (None, None, 1)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("YEAR", [("2023", False, 1), ("2024", False, 3), NONE]),
        ("MONTH", [("2023-12", False, 1), ("2024-01", True, 1), ("2024-12", False, 2), NONE]),
        ("WEEK", [("2023-W52", False, 1), ("2024-W01", True, 1), ("2024-W48", True, 1), ("2025-W01", False, 1), NONE]),
        ("DAY", [("2023-12-31", False, 1), ("2024-01-01", True, 1), ("2024-12-01", True, 1),
                 ("2024-12-30", False, 1), NONE]),
    ],
)  # fmt: skip
def test_dates_are_grouped_as_far_as_they_are_known(
    graph: Graph, unit: TimeUnit, expected: list[tuple[str | None, bool | None, int]]
) -> None:
    dates = ["2023-12-31", "2024", "2024-12", "2024-12-30T10:15Z", None]
    graph.fill(World({f"Document:{place}": {"publishedAt": each} if each else {} for place, each in enumerate(dates)}))
    declared = ONTOLOGY.fields("Document")["publishedAt"]
    key = GroupKey("at", declared, (Piece("text", "text"), Piece("spans", "spans")))
    shown = GroupNodes("nodes", (GroupKeys("key", (key,)), Counted("count")))
    wanted = Groups("g", (GroupBy((), declared, unit=unit),), (shown,), "KEY_ASC")
    found: Any = graph.data(Question((ListRoot("things", "Document", Connection((Aggregate("a", (wanted,)),))),)))
    told = [(*(group["key"]["at"] or {"text": None, "spans": None}).values(), group["count"])
            for group in found["things"]["a"]["g"]["nodes"]]  # fmt: skip
    assert told == expected
