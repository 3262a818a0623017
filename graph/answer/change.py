"""A group's rows as returned -> its numbers in two periods, or the levels of its series and where they change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from graph.answer.aggregate import stretch
from graph.answer.reading import Path, Reader, Reading
from graph.answer.shape import Slot
from graph.change.level import gain, levels, price
from graph.question import TimeUnit

#: A journey of a series: its first and last stretch (null: unknown), its low and high number (null: no upper bound),
#: whether it is surely of the group, and its id.
Told = tuple[int | None, int | None, int, int | None, bool, str]


@dataclass(frozen=True, slots=True)
class BehindReader:
    """Reads the things behind a number: `things` is the place of [id, row] pairs, `limit` the parameter of `first`."""

    path: Path
    place: int
    limit: str
    asked: bool | str
    read: Reader

    def of(self, row: Sequence[Any], ids: Sequence[str], reading: Reading) -> list[Any]:
        """The things of these ids, in this order, at most as many as asked for."""
        most: int = reading.values[self.limit]
        if len(ids) > most and not (self.asked if isinstance(self.asked, bool) else reading.values[self.asked]):
            reading.partial[self.path] = None
        wanted = ids[:most]
        rows: Mapping[str, Any] = dict(row[self.place] or ())
        return [self.read(rows[one], reading) for one in reading.counted([*wanted])]


#: A level, or an object that is like one -> one of its parts; the row is the group's.
Part = Callable[[Any, Sequence[Any], Reading], Any]


@dataclass(frozen=True, slots=True)
class LevelTold:
    """A stretch of constant rate, from its first stretch up to, but not with, `end`."""

    start: int
    end: int
    low: int
    high: int | None
    ids: tuple[str, ...]
    spanning: int

    @property
    def size(self) -> int:
        """How many stretches long it is."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class SurgeTold:
    """Where one level ends and another begins."""

    before: LevelTold
    after: LevelTold
    score: float
    threshold: float
    certain: bool


@dataclass(frozen=True, slots=True)
class Series:
    """What is found in a group's series."""

    levels: tuple[LevelTold, ...]
    surges: tuple[SurgeTold, ...]


def series(told: Sequence[Told], first: int, last: int, alarm: float) -> Series:
    """The levels of journeys over the stretches from `first` to `last`, and the changes between them.

    Levels are found by what surely lies in one stretch. A journey that may lie in several counts for a level that holds
    them all, and may count for any other that it touches. A change is certain where it is still one when all that may
    lie on either side is held against it.
    """
    size = last - first + 1
    sure = [0] * size
    for start, end, low, _, certain, _ in told:
        if certain and start is not None and start == end and first <= start <= last:
            sure[start - first] += low
    found = tuple(_level(told, first + start, first + end) for start, end in levels(sure, alarm))
    threshold = price(size, alarm)
    surges = []
    for before, after in pairwise(found):
        counts = [(sum(sure[each.start - first : each.end - first]), each.size) for each in (before, after)]
        rises = counts[1][0] * counts[0][1] > counts[0][0] * counts[1][1]
        less, more = (before, after) if rises else (after, before)
        certain = (
            less.high is not None
            and more.low * less.size > less.high * more.size
            and gain((less.high, less.size), (more.low, more.size)) >= threshold
        )
        surges.append(SurgeTold(before, after, gain(counts[0], counts[1]), threshold, certain))
    return Series(found, tuple(surges))


def _level(told: Sequence[Told], start: int, end: int) -> LevelTold:
    low, high, spanning = 0, 0, 0
    unbounded = False
    ids: list[tuple[bool, int, str]] = []
    for first, last, least, most, certain, identifier in told:
        if (first is not None and first >= end) or (last is not None and last < start):
            continue
        within = certain and first is not None and last is not None and first >= start and last < end
        low += least if within else 0
        spanning += not within
        if most is None:
            unbounded = True
        else:
            high += most
        ids.append((not within, first if first is not None else start, identifier))
    return LevelTold(start, end, low, None if unbounded else high, tuple(each for *_, each in sorted(ids)), spanning)


def level_reader(parts: Sequence[tuple[Slot, str | BehindReader]], unit: TimeUnit, name: str) -> Part:
    """A level's parts."""

    def read(level: LevelTold, row: Sequence[Any], reading: Reading) -> dict[str, Any]:
        pieces: dict[str, Any] = {
            "start": stretch(unit, level.start, spans=False)["start"],
            "end": stretch(unit, level.end - 1, spans=False)["end"],
            "stretches": level.size,
            "low": level.low,
            "high": level.high,
            "rate": level.low / level.size,
            "count": len(level.ids),
            "spanning": level.spanning,
            "__typename": name,
        }
        return {
            slot.key: pieces[part] if isinstance(part, str) else part.of(row, level.ids, reading)
            for slot, part in parts
            if reading.holds(slot.when)
        }

    return read


def surge_reader(parts: Sequence[tuple[Slot, str | tuple[str, Part]]], unit: TimeUnit, name: str) -> Part:
    """A surge's parts; `before` and `after` are levels."""

    def read(surge: SurgeTold, row: Sequence[Any], reading: Reading) -> dict[str, Any]:
        rises = surge.after.low * surge.before.size > surge.before.low * surge.after.size
        pieces: dict[str, Any] = {
            "at": stretch(unit, surge.after.start, spans=False)["start"],
            "direction": "RISE" if rises else "FALL",
            "score": surge.score,
            "threshold": surge.threshold,
            "certainty": "CERTAIN" if surge.certain else "POSSIBLE",
            "__typename": name,
        }
        levels_of = {"before": surge.before, "after": surge.after}
        return {
            slot.key: pieces[part] if isinstance(part, str) else part[1](levels_of[part[0]], row, reading)
            for slot, part in parts
            if reading.holds(slot.when)
        }

    return read


def side_reader(parts: Sequence[tuple[Slot, str | BehindReader]], places: Mapping[str, int], name: str) -> Reader:
    """A group's numbers in one period: `places` tells where `low`, `open`, `high`, `count` and `ids` stand."""

    def read(row: Sequence[Any], reading: Reading) -> dict[str, Any]:
        pieces = {
            "low": row[places["low"]],
            "high": None if row[places["open"]] else row[places["high"]],
            "count": row[places["count"]],
            "__typename": name,
        }
        return {
            slot.key: pieces[part] if isinstance(part, str) else part.of(row, row[places["ids"]], reading)
            for slot, part in parts
            if reading.holds(slot.when)
        }

    return read
