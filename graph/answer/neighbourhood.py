"""A neighbourhood's things and relations as returned -> its parts."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from graph.answer.connection import Paging
from graph.answer.reading import Reader, Reading
from graph.answer.relation import Count, CountsReader, Shown, tally
from graph.answer.shape import Slot
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
#: A neighbourhood -> one of its parts; a thing's row within it -> one of the thing's parts.
Part = Callable[[Neighbourhood], Any]
NeighbourReader = Callable[[Sequence[Any], Shown, Reading], Any]


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

    def read(all_: Neighbourhood) -> list[dict[str, Any]]:
        wanted = [(slot.key, part) for slot, part in parts if all_.reading.holds(slot.when)]
        return [
            {key: part(row, all_.shown, all_.reading) for key, part in wanted}
            for row in all_.reading.counted(all_.nodes)
        ]

    return read


def relations_reader(read: Reader) -> Part:
    """`relations`."""
    return lambda all_: [read(row, all_.reading) for row in all_.reading.counted(all_.relations)]


def plain(read: Reader) -> NeighbourReader:
    """What a thing's row alone tells."""
    return lambda row, _shown, reading: read(row, reading)


def counted_at(read: CountsReader, place: int) -> NeighbourReader:
    """A thing's counts, which stand at a place of its row."""
    return lambda row, shown, reading: read(row[0], row[place], shown, reading)
