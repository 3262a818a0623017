"""A connection's rows and count -> nodes, edges, page info and total; one row more tells whether there is more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.answer.cursor import Cursors
from graph.answer.reading import Path, Reader, Reading
from graph.answer.shape import Slot


@dataclass(frozen=True, slots=True)
class Paging:
    """Names of the parameters that page a connection.

    `limit` is one more than the size of the page. `asked`: whether a size was given, or the parameter that tells.
    `start`: the parameter of `after` and what it is where there is none; None where `after` is not given at all. `end`
    is the same of `before`. `backward`: rows come last first.
    """

    path: Path
    cursors: Cursors
    limit: str
    asked: bool | str
    start: tuple[str, Any] | None = None
    end: tuple[str, Any] | None = None
    backward: bool = False

    def cut(self, rows: list[Any], reading: Reading) -> bool:
        """Take off the row that is one too many and put the rest in order; whether there was one."""
        size = reading.values[self.limit] - 1
        more = len(rows) > size
        if more:
            del rows[size:]
        if self.backward:
            rows.reverse()
        if not more:
            return False
        asked = self.asked if isinstance(self.asked, bool) else reading.values[self.asked]
        if not asked:
            reading.partial[self.path] = None
        return True

    def started(self, reading: Reading) -> bool:
        """Whether the page starts after a cursor."""
        return self.start is not None and reading.values[self.start[0]] != self.start[1]

    def ended(self, reading: Reading) -> bool:
        """Whether the page ends before a cursor."""
        return self.end is not None and reading.values[self.end[0]] != self.end[1]


@dataclass(slots=True)
class Read:
    """A connection while it is read.

    `more`: whether there is more where the page was cut. `behind`: whether there is anything at the other end, beyond
    the cursor there; None where that was not looked up.
    """

    rows: list[Any]
    total: int | None
    more: bool
    reading: Reading
    behind: bool | None = None
    aggregates: Any = None


#: A connection as returned -> one of its parts.
PartReader = Callable[[Read], Any]


def row_reader(read: Reader, place: int | None) -> PartReader:
    """Nodes or edges: each row, or the value at a place of each row."""
    if place is None:
        return lambda all_: [read(row, all_.reading) for row in all_.reading.counted(all_.rows)]
    return lambda all_: [read(row[place], all_.reading) for row in all_.reading.counted(all_.rows)]


def page_info_reader(
    paging: Paging, pieces: Sequence[tuple[str, Slot]], cursor: Callable[[Any], str] | None
) -> PartReader:
    """`pageInfo`; `cursor` makes a row's, where one is asked for."""

    def read(all_: Read) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        for name, slot in pieces:
            if all_.reading.holds(slot.when):
                answer[slot.key] = piece(name, all_)
        return answer

    def behind(all_: Read, moved: Callable[[Reading], bool]) -> bool:
        return moved(all_.reading) if all_.behind is None else all_.behind

    def piece(name: str, all_: Read) -> Any:
        match name:
            case "hasNextPage":
                return behind(all_, paging.ended) if paging.backward else all_.more
            case "hasPreviousPage":
                return all_.more if paging.backward else behind(all_, paging.started)
            case "__typename":
                return "PageInfo"
            case _:
                assert cursor is not None
                place = 0 if name == "startCursor" else -1
                return cursor(all_.rows[place]) if all_.rows else None

    return read


def list_reader(key: str, read_row: Reader, paging: Paging) -> Reader:
    """A connection of which nothing but nodes, or edges, is asked: most are, and one answer may hold hundreds."""
    limit = paging.limit

    def read(rows: list[Any], reading: Reading) -> dict[str, Any]:
        if paging.backward or len(rows) >= reading.values[limit]:
            paging.cut(rows, reading)
        if not rows:
            return {key: []}
        reading.counted(rows)
        return {key: [read_row(row, reading) for row in rows]}

    return read


def connection_reader(
    parts: Sequence[tuple[Slot, PartReader]],
    paging: Paging,
    *,
    rows: bool,
    total: bool,
    behind: bool = False,
    aggregates: bool = False,
) -> Reader:
    """The whole connection -> its parts: rows, a count, what is behind the page, and aggregates; a list of several."""
    plain = tuple((slot.key, read) for slot, read in parts)
    optional = {slot.key: slot.when for slot, _ in parts if slot.when}

    several = rows + total + behind + aggregates > 1

    def read(value: Any, reading: Reading) -> dict[str, Any]:
        given = iter(value if several else (value,))
        # No list where nobody wants the rows this time.
        found: list[Any] = (next(given) if rows else None) or []
        count = next(given) if total else None
        around = next(given) if behind else None
        all_ = Read(found, count, paging.cut(found, reading), reading, around, next(given) if aggregates else None)
        if optional:
            return {key: part(all_) for key, part in plain if key not in optional or reading.holds(optional[key])}
        return {key: part(all_) for key, part in plain}

    return read
