"""Two periods, or one and its stretches -> a subquery for groups of journeys and what each has in them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.answer.aggregate import column_reader
from graph.answer.change import BehindReader, Part, Series, level_reader, series, side_reader, surge_reader
from graph.answer.connection import PartReader, connection_reader, page_info_reader, row_reader
from graph.answer.cursor import Cursors, digest
from graph.answer.reading import Path, Reader, Reading
from graph.answer.shape import Slot, constant, parts_reader
from graph.change.level import MOST
from graph.compile import order as ordering
from graph.compile.connection import compile_listed
from graph.compile.draft import Draft, Select, Shape, apart, block, guard, listing
from graph.compile.field import piece_slots
from graph.compile.group import Grouping
from graph.compile.key import Keys, Place
from graph.compile.order import Term
from graph.compile.page import compile_page, most
from graph.compile.property import property_of
from graph.compile.source import Source
from graph.compile.stretch import stretch
from graph.compile.summary import Columns, chosen_modalities, greatest
from graph.errors import InputError
from graph.question import (
    DEFAULT_ALARM,
    Behind,
    ComparedRoot,
    Constant,
    GroupKeys,
    GroupRows,
    Level,
    Levels,
    Named,
    PageInfo,
    Piece,
    Side,
    SurgeList,
    SurgesRoot,
    TimeUnit,
    TotalCount,
)
from schema.values import instant
from schema.values.period import PERIOD
from schema.values.value import Json

#: Kinds of changes, those that are sure of something first, in the order in which they are told.
CHANGES = ("NEW", "GONE", "GROWN", "SHRUNK", "UNSURE", "SAME")
_DAY = 86_400_000


def compile_change(draft: Draft, root: ComparedRoot | SurgesRoot, source: Source, path: Path, select: Select) -> Shape:
    """A list of the page's groups and how many there are."""
    if isinstance(root, ComparedRoot):
        return _compared(draft, root, source, path, select)
    return _surges(draft, root, source, path, select)


def _compared(draft: Draft, root: ComparedRoot, source: Source, path: Path, select: Select) -> Shape:
    writing = _Writing(draft, root, source, path, select)
    a, b = (writing.side(value, (*path, name)) for name, value in (("a", root.a), ("b", root.b)))
    undated = writing.columns.gather(f"count(CASE WHEN {writing.counts} AND {writing.undated} THEN 1 END)")
    kind, size = writing.derive(_change(a, b), "k"), writing.derive(f"abs({b.low} - {a.low})", "k")
    ranks = listing(f"'{each}'" for each in CHANGES)
    rank = writing.derive(f"[x IN range(0, {len(CHANGES) - 1}) WHERE {ranks}[x] = {kind}][0]", "k")
    first = (Term(rank, "INTEGER", nullable=False), Term(size, "INTEGER", descending=True, nullable=False))
    sides = {"a": a, "b": b}

    def readers(parts: Sequence[Any], path: Path) -> Iterator[tuple[Slot, Reader]]:
        for part, when in draft.wanted(parts, path):
            match part:
                case Side(key, period):
                    side = sides[period]
                    places = side.places(writing.columns)
                    inner = writing.pieces(part.parts, (*path, key), side.things, when)
                    read = side_reader(list(inner), places, f"{root.noun}ChangeSide")
                case Piece(_, "change"):
                    read = column_reader(writing.columns.add(kind))
                case Piece():
                    read = column_reader(writing.columns.add(undated))
                case GroupKeys(key):
                    read = writing.key(part, when, (*path, key))
                case _:
                    read = constant(part.name)
            yield Slot(part.key, None, when), read

    keep = f"{a.count} + {b.count} + {undated} > 0"
    return writing.shape(first, keep, readers)


def _surges(draft: Draft, root: SurgesRoot, source: Source, path: Path, select: Select) -> Shape:
    """Groups with the most journeys come first."""
    writing = _Writing(draft, root, source, path, select)
    columns, unit = writing.columns, root.unit
    window = draft.parameter(root.period, lambda raw: _window(raw, unit), (*path, "period"))
    alarm = draft.parameter(root.alarm or Constant(None), _alarm, (*path, "falseAlarm"))
    number = [stretch(each, each, "INTEGER", unit)[0] for each in (writing.start, writing.end)]
    overlaps = (
        f"(coalesce({number[0]} <= ${window}[1], true) AND coalesce({number[1]} >= ${window}[0], true) "
        f"AND NOT {writing.undated})"
    )
    thing = writing.source.node.name
    told = f"[{number[0]}, {number[1]}, {writing.low}, {writing.high}, {writing.sure}, {thing}]"
    rows = columns.gather(f"collect(CASE WHEN {writing.counts} AND {overlaps} THEN {told} END)")
    undated = columns.gather(f"count(CASE WHEN {writing.counts} AND {writing.undated} THEN 1 END)")
    place = columns.add(f"[x IN {rows} | [x[0], x[1], x[2], x[3], x[4], x[5].id]]")
    first = (Term(writing.derive(f"size({rows})", "k"), "INTEGER", descending=True, nullable=False),)
    things = f"[x IN {rows} | x[5]]"

    def found(row: Sequence[Any], reading: Reading) -> Series:
        start, end = reading.values[window]
        return series(row[place], start, end, reading.values[alarm])

    def readers(parts: Sequence[Any], path: Path) -> Iterator[tuple[Slot, Reader]]:
        for part, when in draft.wanted(parts, path):
            below = (*path, part.key)
            match part:
                case Levels():
                    read = _each(found, "levels", writing.level(part, below, things, unit, when))
                case SurgeList():
                    read = _each(found, "surges", writing.surge(part, below, things, unit, when))
                case Piece(_, "count"):
                    read = column_reader(columns.add(f"size({rows})"))
                case Piece():
                    read = column_reader(columns.add(undated))
                case GroupKeys():
                    read = writing.key(part, when, below)
                case _:
                    read = constant(part.name)
            yield Slot(part.key, None, when), read

    return writing.shape(first, f"size({rows}) + {undated} > 0", readers)


def _each(found: Callable[[Sequence[Any], Reading], Series], name: str, read: Part) -> Reader:
    return lambda row, reading: [read(each, row, reading) for each in getattr(found(row, reading), name)]


@dataclass(frozen=True, slots=True)
class _Side:
    """The names of what is gathered of one period."""

    low: str
    open: str
    high: str
    count: str
    things: str
    length: str

    def places(self, columns: Columns) -> dict[str, int]:
        """Where it stands in a group's row."""
        texts = {"low": self.low, "open": self.open, "high": self.high, "count": self.count}
        return {name: columns.add(text) for name, text in texts.items()} | {
            "ids": columns.add(f"[x IN {self.things} | x.id]")
        }


def _change(a: _Side, b: _Side) -> str:
    """What surely changed; rates are compared, so that periods may differ in length."""
    grown = f"{a.open} = 0 AND {b.low} * {a.length} > {a.high} * {b.length}"
    shrunk = f"{b.open} = 0 AND {b.high} * {a.length} < {a.low} * {b.length}"
    exact = f"{a.open} + {b.open} = 0 AND {a.low} = {a.high} AND {b.low} = {b.high}"
    return (
        f"CASE WHEN {a.count} = 0 AND {b.low} > 0 THEN 'NEW' WHEN {b.count} = 0 AND {a.low} > 0 THEN 'GONE' "
        f"WHEN {grown} THEN 'GROWN' WHEN {shrunk} THEN 'SHRUNK' WHEN {exact} THEN 'SAME' ELSE 'UNSURE' END"
    )


@dataclass(slots=True)
class _Writing:
    """Groups of journeys while they are written: what is known of each, and what is gathered of all."""

    draft: Draft
    root: ComparedRoot | SurgesRoot
    source: Source
    path: Path
    select: Select
    keys: Keys = field(init=False)
    columns: Columns = field(init=False)
    grouping: Grouping = field(init=False)
    derived: dict[str, str] = field(default_factory=dict)
    modalities: str = field(init=False)
    sure: str = field(init=False)
    start: str = field(init=False)
    end: str = field(init=False)
    low: str = field(init=False)
    high: str = field(init=False)
    counts: str = field(init=False)

    def __post_init__(self) -> None:
        draft, root, node = self.draft, self.root, self.source.node
        self.columns = Columns(draft, node, None)
        self.keys = Keys(draft, {(): Place(node, None)})
        for by in root.by:
            self.keys.add(by)
        self.modalities = "$" + draft.parameter(root.modalities or Constant(None), chosen_modalities, self.path)
        self.sure = draft.name("s")
        fields = draft.ontology.fields(root.noun)
        journey = draft.ontology.noun(root.noun).journey
        (rollup, *_) = draft.ontology.rollups(root.noun)
        assert journey is not None

        def known(part: str) -> str:
            spans = (property_of(draft, node.name, fields[name], part) for name in (*journey.spans, journey.within))
            return self.columns.value(f"coalesce({', '.join(spans)})")

        def value(name: str, part: str = "") -> str:
            return self.columns.value(property_of(draft, node.name, fields[name], part))

        self.start, self.end = known("start"), known("end")
        self.low, self.high = greatest(draft, rollup.least, [value(*part) for part in rollup.low]), value(*rollup.high)
        tests = [
            f"coalesce({value(rollup.modality)} IN {self.modalities}, false)",
            f"coalesce({value(journey.void)}, false) = false",
        ]
        if rollup.but:
            name, excluded = rollup.but
            kinds = "$" + draft.parameter(Constant(list(excluded)), lambda raw: raw, self.path)
            tests.append(f"NOT coalesce({value(name)} IN {kinds}, false)")
        self.counts = f"({' AND '.join(tests)})"

    @property
    def undated(self) -> str:
        """Whether nothing is known of when it was."""
        return f"({self.start} IS NULL AND {self.end} IS NULL)"

    def side(self, value: Any, path: Path) -> _Side:
        """What of a group lies surely, or may lie, in a period."""
        window = "$" + self.draft.parameter(value, _bounds, path)
        begins, ends = f"{window}[0]", f"{window}[1]"
        early, late = f"coalesce({self.start} <= {ends}, true)", f"coalesce({self.end} >= {begins}, true)"
        touches = f"(NOT {self.undated} AND {early} AND {late})"
        after = f"({begins} IS NULL OR coalesce({self.start} >= {begins}, false))"
        before = f"({ends} IS NULL OR coalesce({self.end} <= {ends}, false))"
        within = f"{self.counts} AND {self.sure} AND NOT {self.undated} AND {after} AND {before}"
        touching = f"{self.counts} AND {touches}"
        gather, thing = self.columns.gather, self.source.node.name
        sure = gather(f"collect(DISTINCT CASE WHEN {within} THEN {thing} END)")
        may = gather(f"collect(DISTINCT CASE WHEN {touching} AND NOT ({within}) THEN {thing} END)")
        return _Side(
            gather(f"sum(CASE WHEN {within} THEN {self.low} END)"),
            gather(f"count(CASE WHEN {touching} AND {self.high} IS NULL THEN 1 END)"),
            gather(f"sum(CASE WHEN {touching} THEN {self.high} END)"),
            gather(f"count(CASE WHEN {touching} THEN 1 END)"),
            f"({sure} + {may})",
            f"{window}[2]",
        )

    def derive(self, text: str, stem: str) -> str:
        """The name of what follows from what was gathered."""
        name = self.draft.name(stem)
        self.derived[name] = text
        return name

    # --- what is wanted of a group ---

    def key(self, part: GroupKeys, when: tuple[str, ...], path: Path) -> Reader:
        """Its key."""
        return self.grouping.key(part, when, path)

    def pieces(
        self, parts: Sequence[Piece | Behind | Named], path: Path, things: str, outer: tuple[str, ...]
    ) -> Iterator[tuple[Slot, str | BehindReader]]:
        """The parts of a period or a level: names of pieces, and the things behind."""
        for part, when in self.draft.wanted(parts, path):
            slot = Slot(part.key, None, when)
            match part:
                case Behind():
                    yield slot, self._behind(part, (*path, part.key), things, (*outer, *when))
                case Piece(_, name):
                    yield slot, name
                case Named():
                    yield slot, "__typename"

    def level(self, part: Level | Levels, path: Path, things: str, unit: TimeUnit, outer: tuple[str, ...]) -> Part:
        """How a level is read."""
        return level_reader(list(self.pieces(part.parts, path, things, outer)), unit, f"{self.root.noun}Level")

    def surge(self, part: SurgeList, path: Path, things: str, unit: TimeUnit, outer: tuple[str, ...]) -> Part:
        """How a surge is read."""
        parts: list[tuple[Slot, str | tuple[str, Part]]] = []
        for each, when in self.draft.wanted(part.parts, path):
            slot = Slot(each.key, None, when)
            match each:
                case Level(key):
                    read = self.level(each, (*path, key), things, unit, (*outer, *when))
                    parts.append((slot, (each.side, read)))
                case Piece(_, name):
                    parts.append((slot, name))
                case Named():
                    parts.append((slot, "__typename"))
        return surge_reader(parts, unit, f"{self.root.noun}Surge")

    def _behind(self, part: Behind, path: Path, things: str, when: tuple[str, ...]) -> BehindReader:
        draft, noun = self.draft, self.root.noun
        node = draft.node(noun)
        shape = self.select(draft, part.selection, node, path)
        lines = [f"UNWIND {things} AS {node.name}", f"RETURN {listing([f'{node.name}.id', shape.text])}"]
        limit = draft.parameter(part.first or Constant(None), most, path)
        asked: bool | str = False
        if isinstance(part.first, Constant):
            asked = part.first.value is not None
        elif part.first is not None:
            asked = draft.parameter(part.first, lambda raw: raw is not None, path)
        return BehindReader(path, self.columns.add(guard(when, block("COLLECT", lines))), limit, asked, shape.read)

    # --- the whole ---

    def shape(
        self,
        first: Sequence[Term],
        keep: str,
        readers: Callable[[Sequence[Any], Path], Iterator[tuple[Slot, Reader]]],
    ) -> Shape:
        """The groups that `keep` lets through, in the order of `first` and then of their keys."""
        draft, root, path = self.draft, self.root, self.path
        order = (*first, *self.keys.terms)
        chosen = [[[way.name for way in by.ways], by.field and by.field.name, by.edge, by.unit] for by in root.by]
        cursors = Cursors(
            digest(type(root).__name__, root.noun, chosen, root.ranking.value), tuple(term.place for term in order)
        )
        paging = compile_page(draft, root.page, cursors, path, None)
        self.grouping = Grouping(
            draft, self.keys, self.columns, path, self.select, compile_listed, cursors,
            self.columns.add(listing(term.text for term in order)),
        )  # fmt: skip
        parts: list[tuple[Slot, PartReader]] = []
        for part, when in draft.wanted(root.parts, path):
            match part:
                case TotalCount():
                    reader: PartReader = lambda all_: all_.total  # noqa: E731
                case Named(_, name):
                    reader = lambda _all, name=name: name  # type: ignore[misc]  # noqa: E731
                case PageInfo(_, pieces):
                    reader = page_info_reader(paging, piece_slots(draft, pieces, path), self.grouping.cursor)
                case GroupRows(key, wanted):
                    reader = row_reader(parts_reader(list(readers(wanted, (*path, key)))), None)
            parts.append((Slot(part.key, None, when), reader))
        cursor = f"${paging.start[0]}" if paging.start else ""
        return Shape(
            self._text(order, keep, cursor, paging.limit), connection_reader(parts, paging, rows=True, total=True)
        )

    def _text(self, order: Sequence[Term], keep: str, cursor: str, limit: str) -> str:
        draft, keys, columns, node = self.draft, self.keys, self.columns, self.source.node
        held = [f"{text} AS {name}" for name, text in keys.texts.items() if name != node.name]
        names = [*keys.texts, *columns.gathered.values(), *self.derived]
        gathered = [f"{text} AS {name}" for text, name in columns.gathered.items()]
        derived = [f"{text} AS {name}" for name, text in self.derived.items()]
        tests = f"WHERE {' AND '.join(self.source.tests)}" if self.source.tests else ""
        all_, each = draft.name("l"), draft.name("l")
        lines = [
            *self.source.clauses,
            tests,
            f"WITH DISTINCT {node.name}" if self.source.distinct else "",
            *keys.clauses,
            # A journey is in a group once, surely where one of the ways there is sure.
            f"WITH {', '.join([node.name, *held])}, {self._surely()} AS {self.sure}",
            *columns.reading,
            f"WITH {', '.join([*keys.texts, *gathered])}",
            f"WHERE {keep}" if not derived else "",
            *([f"WITH *, {derived[0]}"] if derived else []),
            *(f"WITH *, {one}" for one in derived[1:]),
            f"WHERE {keep}" if derived else "",
            f"WITH * {ordering.order_by(order)}",
            f"WITH collect({listing(names)}) AS {all_}",
        ]
        page = [
            f"UNWIND {all_} AS {each}",
            f"WITH {', '.join(f'{each}[{place}] AS {name}' for place, name in enumerate(names))}",
            f"WHERE {cursor} IS NULL OR {ordering.beyond(order, cursor)}" if cursor else "",
            f"WITH {', '.join(names)} LIMIT ${limit}",
        ]
        told = listing([apart(draft, [all_], page, listing(columns.returned)), f"size({all_})"])
        return f"{apart(draft, [], lines, told)}[0]"

    def _surely(self) -> str:
        """Whether a way to the keys is certain: neither one of several, nor only said to be possible."""
        tests = [
            f"({place.edge} IS NULL OR ({place.edge}.alternative IS NULL "
            f"AND coalesce({place.edge}.modality IN {self.modalities}, false)))"
            for ways, place in self.keys.places.items()
            if place.edge and ways[-1].link.claimed
        ]
        return f"max(CASE WHEN {' AND '.join(tests) or 'true'} THEN 1 ELSE 0 END) = 1"


def _bounds(raw: Json) -> list[int | None]:
    """The first and last millisecond of a period, and the days by which its numbers are weighed, 1 where it is open."""
    given = PERIOD.argument("overlaps", raw)
    assert isinstance(given, dict)
    start, end = given["start"], given["end"]
    if isinstance(start, int) and isinstance(end, int):
        if start > end:
            raise InputError("the period ends before it starts", "Give start <= end.")
        return [start, end, (end - start + 1) // 1000]
    return [start if isinstance(start, int) else None, end if isinstance(end, int) else None, 1]


def _window(raw: Json, unit: TimeUnit) -> list[int]:
    """The numbers of the first and last stretch that hold a part of the period. Raises InputError."""
    given = PERIOD.argument("overlaps", raw)
    assert isinstance(given, dict)
    start, end = given["start"], given["end"]
    if not isinstance(start, int) or not isinstance(end, int) or start > end:
        raise InputError(
            "the period of a series has no start, or no end after it", "Give both: only what is known has a level."
        )
    first, last = _number(start, unit), _number(end, unit)
    if last - first >= MOST:
        raise InputError(
            f"the period has {last - first + 1} stretches, where {MOST} is the limit",
            "Give a shorter one, or longer stretches.",
        )
    return [first, last]


def _number(moment: int, unit: TimeUnit) -> int:
    match unit:
        case "DAY":
            return moment // _DAY
        case "WEEK":
            return (moment + 3 * _DAY) // (7 * _DAY)
        case "MONTH" | "YEAR":
            year, month = instant.write(moment, "MONTH").split("-")
            return int(year) * 12 + int(month) - 1 if unit == "MONTH" else int(year)


def _alarm(raw: Json) -> float:
    if raw is None:
        return DEFAULT_ALARM
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 < raw < 1:
        raise InputError(f"falseAlarm is {raw!r:.40}", "Give a probability above 0 and below 1.")
    return float(raw)
