"""Columns of an aggregate's row -> the numbers, top values, totals and stretches of time that they tell."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Any

from graph.answer.reading import Path, Reader, Reading
from graph.answer.shape import Slot, parts_reader
from graph.question import TimeUnit
from schema.values.value import Json

#: How many different counts an explanation tells.
_SHOWN = 12
_DAY = timedelta(days=1)
_EPOCH = date(1970, 1, 1)
#: The Monday of the week that holds the first day of 1970.
_FIRST_MONDAY = date(1969, 12, 29)


def column_reader(place: int, show: Callable[[Any], Json] | None = None) -> Reader:
    """What stands at a place of the row, as it is shown; null stays null."""
    if show is None:
        return lambda row, _reading: row[place]
    return lambda row, _reading: None if row[place] is None else show(row[place])


@dataclass(frozen=True, slots=True)
class TopPage:
    """How many top values are wanted: `limit` names the parameter; `asked` whether it was given, or what tells so."""

    path: Path
    limit: str
    asked: bool | str

    def cut(self, found: int, reading: Reading) -> int:
        """How many values there are beyond those wanted; tells of them where nobody asked for so few."""
        more: int = max(0, found - reading.values[self.limit])
        if more and not (self.asked if isinstance(self.asked, bool) else reading.values[self.asked]):
            reading.partial[self.path] = None
        return more


def top_reader(place: int, page: TopPage, parts: Sequence[tuple[Slot, Reader]]) -> Reader:
    """A column of [how many values there are, the first of them with counts]; parts read [values, how many more]."""
    read = parts_reader(parts)

    def top(row: Sequence[Any], reading: Reading) -> dict[str, Any]:
        # No column where nobody wants it this time, and none of no things.
        found, values = row[place] or (0, [])
        return read((values, page.cut(found, reading)), reading)  # type: ignore[no-any-return]

    return top


def rollup_reader(low: int, open_: int, high: int, count: int) -> Callable[[str], Reader]:
    """The places of a total's sums -> how each part is read; one thing without an upper bound leaves the total none."""

    def part(what: str) -> Reader:
        if what == "high":
            return lambda row, _reading: None if row[open_] else row[high]
        place = low if what == "low" else count
        return lambda row, _reading: row[place]

    return part


#: Bounds of a thing, and the first and last moment in which it may have been; null: not known.
Told = Sequence[int | None]


def certain(rows: Sequence[Told]) -> int:
    """What things come to at the least where any two whose times have a moment in common may be one.

    The most that things whose times are apart add up to: the weighted interval schedule. Complexity: O(n log n).

    >>> certain([[6, None, 1, 5], [4, 4, 3, 9], [3, 3, 7, 9], [1, 1, None, None]])
    9
    """
    ordered = sorted(
        (inf if end is None else end, -inf if start is None else start, low or 0) for low, _, start, end in rows
    )
    ends = [end for end, _, _ in ordered]
    best = [0]
    for place, (_, start, low) in enumerate(ordered):
        before = bisect_left(ends, start, 0, place)
        best.append(max(best[place], best[before] + low))
    return best[-1]


def certain_reader(place: int) -> Reader:
    """What is certain of a total, from the rows at a place."""
    return lambda row, _reading: certain(row[place])


def explanation_reader(place: int) -> Reader:
    """How a total comes about, in words, from the rows at a place."""
    return lambda row, _reading: explanation(row[place])


def explanation(rows: Sequence[Told]) -> str:
    """What things add up to, what they are at the least, and why.

    >>> explanation([[6, None, 1, 5], [4, 4, 3, 9]])
    '2 reports: 6 or more, 4. Added up they are 10 or more; they may overlap in time, and are 6 at the least.'
    """
    if not rows:
        return "No report counts."
    bounds = Counter((low or 0, high) for low, high, *_ in rows)
    some = sorted(bounds.items(), key=lambda each: (-each[1], -each[0][0]))
    each = [_bounds_in_words(*bound) + (f" ({times} times)" if times > 1 else "") for bound, times in some[:_SHOWN]]
    more = f" and {len(some) - _SHOWN} other counts" if len(some) > _SHOWN else ""
    low = sum(row[0] or 0 for row in rows)
    high = None if any(row[1] is None for row in rows) else sum(row[1] or 0 for row in rows)
    told = f"{len(rows)} report{'s' * (len(rows) > 1)}: {', '.join(each)}{more}."
    added, least = f"Added up they are {_bounds_in_words(low, high)}", certain(rows)
    if least < low:
        return f"{told} {added}; they may overlap in time, and are {least} at the least."
    return f"{told} {added}. No two of them can be of the same time." if len(rows) > 1 else told


def _bounds_in_words(low: int, high: int | None) -> str:
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def stretch(unit: TimeUnit, number: int, *, spans: bool) -> dict[str, Json]:
    """The stretch of time of a number: days or weeks from the first of 1970, months or years from the year 0.

    >>> stretch("WEEK", 2867, spans=False)["text"], stretch("MONTH", 2024 * 12 + 11, spans=True)["end"]
    ('2024-W50', '2024-12-31')
    """
    first, last, text = _bounds(unit, number)
    return {
        "start": first.isoformat(),
        "end": last.isoformat(),
        "text": text,
        "spans": spans,
        "__typename": "Stretch",
    }


def _bounds(unit: TimeUnit, number: int) -> tuple[date, date, str]:
    match unit:
        case "DAY":
            day = _EPOCH + number * _DAY
            return day, day, day.isoformat()
        case "WEEK":
            monday = _FIRST_MONDAY + number * 7 * _DAY
            year, week, _ = monday.isocalendar()
            return monday, monday + 6 * _DAY, f"{year:04}-W{week:02}"
        case "MONTH":
            first = date(number // 12, number % 12 + 1, 1)
            last = (first.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY
            return first, last, first.isoformat()[:7]
        case "YEAR":
            return date(number, 1, 1), date(number, 12, 31), f"{number:04}"
