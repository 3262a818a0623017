"""Paths as returned -> their parts: hops, what they sum up to, and how sure they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.answer.connection import Paging
from graph.answer.reading import Reader, Reading
from graph.answer.shape import Slot
from graph.question import MAX_ENDS, MAX_WALKS

#: What the ranks of relations mean, from the weakest.
CERTAINTIES = ("DISPUTED", "POSSIBLE", "CERTAIN")


@dataclass(frozen=True, slots=True)
class Found:
    """An answer on paths while it is read. `total` is None where it was not counted; `reason` tells why not all."""

    rows: list[Any]
    total: int | None
    reason: str | None
    cursor: str | None
    reading: Reading


Part = Callable[[Found], Any]


def certainty(ranks: Sequence[int], _reading: Reading) -> str:
    """How sure a hop is: as sure as the surest that connects its two things."""
    return CERTAINTIES[max(ranks)]


def weakest(ranks: Sequence[Sequence[int]]) -> str:
    """How sure a path is: as its weakest hop."""
    return CERTAINTIES[min(map(max, ranks))]


def kilometres(distance: float | None, _reading: Reading) -> float | None:
    """To the metre."""
    return None if distance is None else round(distance, 3)


def summed(distances: Sequence[float | None]) -> float | None:
    """Of all hops together; null where one is unknown."""
    known = [each for each in distances if each is not None]
    return round(sum(known), 3) if len(known) == len(distances) else None


def paths_reader(parts: Sequence[tuple[Slot, Part]], paging: Paging, *, counted: bool) -> Reader:
    """`[how many begin, how many end, whether walks were left out, total, rows]` -> the parts."""

    def read(value: Any, reading: Reading) -> dict[str, Any]:
        begins, ends, left_out, total, rows = value
        more = paging.cut(rows, reading)
        reason = "PAGE" if more else None
        if left_out:
            reason = "WALKS"
        if begins > MAX_ENDS or ends > MAX_ENDS:
            reason = "ENDS"
        start = reading.values[paging.start[0]][0] if paging.start else 0
        cursor = paging.cursors.encode([start + len(rows)]) if more else None
        found = Found(rows, total if counted and not left_out else None, reason, cursor, reading)
        return {slot.key: part(found) for slot, part in parts if reading.holds(slot.when)}

    return read


def hint(reason: str) -> str:
    """What is missing, and how to ask for it."""
    return {
        "PAGE": "More follow: ask for them by after: cursor.",
        "WALKS": f"More than {MAX_WALKS:,} ways between two things were not all walked: name fewer kinds, filter the "
        "journeys, or lower maxLength.",
        "ENDS": f"More than {MAX_ENDS} things may stand at one end; only the first by id do: narrow from or to.",
    }[reason]


def each_path(read: Reader) -> Part:
    """`paths`."""
    return lambda all_: [read(row, all_.reading) for row in all_.reading.counted(all_.rows)]


def paths_truncated(pieces: Sequence[tuple[str, Slot]]) -> Part:
    """`truncated`: null where all paths are on this page."""

    def read(all_: Found) -> dict[str, object] | None:
        if all_.reason is None:
            return None
        values = {
            "reason": all_.reason,
            "hint": hint(all_.reason),
            "cursor": all_.cursor,
            "__typename": "Truncation",
        }
        return {slot.key: values[name] for name, slot in pieces if all_.reading.holds(slot.when)}

    return read
