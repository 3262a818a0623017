"""A period and its stretches -> a subquery for groups of journeys, and when the level of each changed."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from graph.answer.aggregate import column_reader
from graph.answer.change import Part, Series, level_reader, series, surge_reader
from graph.answer.reading import Path, Reader, Reading
from graph.answer.shape import Slot, constant
from graph.change.level import MOST
from graph.compile.change import Changing
from graph.compile.draft import Draft, Select, Shape
from graph.compile.order import Term
from graph.compile.source import Source
from graph.compile.stretch import stretch
from graph.errors import InputError
from graph.question import (
    DEFAULT_ALARM,
    Constant,
    GroupKeys,
    Level,
    Levels,
    Named,
    Piece,
    SurgeList,
    SurgesRoot,
    TimeUnit,
)
from schema.values import instant
from schema.values.period import PERIOD
from schema.values.value import Json

_DAY = 86_400_000


def compile_surges(draft: Draft, root: SurgesRoot, source: Source, path: Path, select: Select) -> Shape:
    """A list of the page's groups and how many there are; those with the most journeys come first."""
    writing = Changing(draft, root, source, path, select)
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
        # Levels and surges are of one series, which takes the square of its stretches to find.
        known: Series | None = reading.shared.get((window, id(row)))
        if known is None:
            start, end = reading.values[window]
            known = reading.shared[window, id(row)] = series(row[place], start, end, reading.values[alarm])
        return known

    def readers(parts: Sequence[Any], path: Path) -> Iterator[tuple[Slot, Reader]]:
        for part, when in draft.wanted(parts, path):
            below = (*path, part.key)
            match part:
                case Levels():
                    read = _each(found, "levels", _level(writing, part, below, things, unit, when))
                case SurgeList():
                    read = _each(found, "surges", _surge(writing, part, below, things, unit, when))
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


def _level(
    writing: Changing, part: Level | Levels, path: Path, things: str, unit: TimeUnit, outer: tuple[str, ...]
) -> Part:
    """How a level is read."""
    return level_reader(list(writing.pieces(part.parts, path, things, outer)), unit, f"{writing.root.noun}Level")


def _surge(writing: Changing, part: SurgeList, path: Path, things: str, unit: TimeUnit, outer: tuple[str, ...]) -> Part:
    """How a surge is read."""
    parts: list[tuple[Slot, str | tuple[str, Part]]] = []
    for each, when in writing.draft.wanted(part.parts, path):
        slot = Slot(each.key, None, when)
        match each:
            case Level(key):
                read = _level(writing, each, (*path, key), things, unit, (*outer, *when))
                parts.append((slot, (each.side, read)))
            case Piece(_, name):
                parts.append((slot, name))
            case Named():
                parts.append((slot, "__typename"))
    return surge_reader(parts, unit, f"{writing.root.noun}Surge")


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
