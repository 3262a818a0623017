"""A neighbourhood's things and relations as returned -> its parts."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from graph.answer.connection import Paging
from graph.answer.reading import Reader, Reading
from graph.answer.relation import Count, CountsReader, Shown, tally
from graph.answer.shape import Slot, parts_reader
from graph.question import MAX_RELATIONS


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A neighbourhood while it is read.

    `begin` is how many things come before this page; `more`: others follow. `cut`: there are more relations than one
    answer tells. `shown` is how many of each thing's relations are told.
    """

    nodes: list[Any]
    relations: list[Any]
    total: int
    begin: int
    more: bool
    cut: bool
    shown: dict[tuple[str, Count], int]
    reading: Reading


#: Kind and both ids of a relation's row.
_ENDS = itemgetter(0, 1, 2)
#: A neighbourhood -> one of its parts.
Part = Callable[[Neighbourhood], Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """How a thing's counts are read, which stand at a place of its row: they need what is shown of them."""

    read: CountsReader
    place: int

    def of(self, shown: Shown) -> Reader:
        """The reader of a thing's row."""
        return lambda row, reading: self.read(row[0], row[self.place], shown, reading)


#: How a thing's row is read as one of its parts.
NeighbourReader = Reader | Counts


def neighbourhood_reader(
    parts: Sequence[tuple[Slot, Part]], paging: Paging, symmetric: Collection[str], *, counted: bool
) -> Reader:
    """`[total, begin, rows of things, rows of relations]` -> its parts; `counted`: some tell how many are not shown."""

    def read(value: Any, reading: Reading) -> dict[str, Any]:
        total, begin, nodes, relations = value
        # The page holds no row too many: the total tells whether there are more.
        nodes += [None] * (begin + len(nodes) < total)
        more = paging.cut(nodes, reading)
        cut = len(relations) > MAX_RELATIONS
        del relations[MAX_RELATIONS:]
        relations.sort(key=_ENDS)
        shown = tally(relations, symmetric) if counted else {}
        all_ = Neighbourhood(nodes, relations, total, begin, more, cut, shown, reading)
        return {slot.key: part(all_) for slot, part in parts if reading.holds(slot.when)}

    return read


def neighbours_reader(parts: Sequence[tuple[Slot, NeighbourReader]]) -> Part:
    """`nodes`."""

    def made(shown: Shown) -> Reader:
        return parts_reader([(slot, read.of(shown) if isinstance(read, Counts) else read) for slot, read in parts])

    always = None if any(isinstance(read, Counts) for _, read in parts) else made({})

    def read(all_: Neighbourhood) -> list[dict[str, Any]]:
        one, reading = always or made(all_.shown), all_.reading
        return [one(row, reading) for row in reading.counted(all_.nodes)]

    return read


def relations_reader(read: Reader) -> Part:
    """`relations`."""
    return lambda all_: [read(row, all_.reading) for row in all_.reading.counted(all_.relations)]
