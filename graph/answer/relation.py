"""Relations as returned -> their ids, and the counts of a thing's relations by kind and direction."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.answer.reading import Reader, Reading
from graph.answer.shape import Slot
from graph.question import Toward


@dataclass(frozen=True, slots=True)
class Count:
    """What relations are counted by."""

    kind: str
    toward: Toward


#: How many relations of a thing an answer tells.
Shown = Mapping[tuple[str, Count], int]


#: A thing's id, its counts, and what of them is shown -> the answer.
CountsReader = Callable[[str, Sequence[int], Shown, Reading], list[dict[str, Any]]]


def relation_id(kind: str, source: str, target: str, symmetric: Collection[str]) -> str:
    """The id of a relation: the same whenever its kind and ends are.

    >>> relation_id("ALLIED_WITH", "Actor:b", "Actor:a", {"ALLIED_WITH"})
    'ALLIED_WITH/Actor:a/Actor:b'
    """
    ends = sorted((source, target)) if kind in symmetric else (source, target)
    return "/".join((kind, *ends))


def tally(relations: Sequence[Sequence[Any]], symmetric: Collection[str]) -> dict[tuple[str, Count], int]:
    """How many relations of each thing are among these rows of kind, source and target."""
    found: dict[tuple[str, Count], int] = {}
    for kind, source, target, *_ in relations:
        if kind in symmetric:
            keys = {(end, Count(kind, Toward.BOTH)) for end in (source, target)}
        else:
            keys = {(source, Count(kind, Toward.OUT)), (target, Count(kind, Toward.IN))}
        for key in keys:
            found[key] = found.get(key, 0) + 1
    return found


def counts_reader(counted: Sequence[Count], pieces: Sequence[tuple[str, Slot]]) -> CountsReader:
    """Those counts that are not zero."""

    def read(identifier: str, counts: Sequence[int], shown: Shown, reading: Reading) -> list[dict[str, Any]]:
        wanted = [(name, slot.key) for name, slot in pieces if reading.holds(slot.when)]
        answer = []
        for by, count in zip(counted, counts, strict=True):
            if count:
                values = {
                    "kind": by.kind,
                    "direction": by.toward.value,
                    "count": count,
                    "more": count - shown.get((identifier, by), 0),
                    "__typename": "RelationCount",
                }
                answer.append({key: values[name] for name, key in wanted})
        return answer

    return read


def alone(read: CountsReader) -> Reader:
    """The counts of a thing of which nothing is shown, from the list of its id and them."""
    return lambda value, reading: read(value[0], value[1], {}, reading)
