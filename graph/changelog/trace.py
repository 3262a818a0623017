"""What a write does, told as it does it -> the packed form that the change log keeps, and back to events."""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from graph.changelog.event import Edge, Event, Kind

#: The fastest: most of what is packed are hashes, of which no level makes much less.
_LEVEL = 1
#: What came into being is told before what leads to it, and what went after what led to it.
_ORDER = (
    ("nodes", Kind.CREATED),
    ("edges", Kind.CREATED),
    ("nodes", Kind.CHANGED),
    ("edges", Kind.CHANGED),
    ("edges", Kind.REMOVED),
    ("nodes", Kind.REMOVED),
)


class Trace:
    """The nodes and edges that a write created, changed and removed; ids are kept once, and told by their number."""

    def __init__(self) -> None:
        self.count = 0
        self._numbers: dict[str, int] = {}
        self._nodes: dict[Kind, list[int]] = {kind: [] for kind in Kind}
        self._edges: dict[Kind, dict[str, list[int]]] = {kind: {} for kind in Kind}
        self._statements: dict[Kind, list[int]] = {kind: [] for kind in Kind}
        self._rows: list[list[Any]] = []

    def nodes(self, kind: Kind, ids: Iterable[str]) -> None:
        """Something was done to entities or documents."""
        told = self._nodes[kind]
        before = len(told)
        numbers = self._numbers
        told += [numbers.setdefault(one, len(numbers)) for one in ids]
        self.count += len(told) - before

    def edges(self, kind: Kind, edges: Iterable[tuple[str, str, str]]) -> None:
        """Something was done to edges: their type, and the ids of their ends."""
        numbers = self._numbers
        for name, source, target in edges:
            ends = self._edges[kind].setdefault(name, [])
            ends += (numbers.setdefault(source, len(numbers)), numbers.setdefault(target, len(numbers)))
            self.count += 1

    def statements(self, kind: Kind, ids: Iterable[int]) -> None:
        """Something was done to statements."""
        told = self._statements[kind]
        before = len(told)
        told += ids
        self.count += len(told) - before

    def rows(self, things: int, links: Sequence[tuple[str, int, int]], ids: Sequence[Sequence[str]]) -> None:
        """Many nodes of one shape were created with their edges.

        Of each row of `ids` the first ones, as many as `things`, are new; `links` lead from one place of it to another.
        """
        numbers = self._numbers
        told = [numbers.setdefault(one, len(numbers)) for row in ids for one in row]
        self._rows.append([things, [list(link) for link in links], len(ids[0]) if ids else 0, told])
        self.count += len(ids) * (things + len(links))

    def pack(self) -> bytes:
        """All of it as the database keeps it."""
        form = [
            list(self._numbers),
            [self._nodes[kind] for kind in Kind],
            [self._edges[kind] for kind in Kind],
            [self._statements[kind] for kind in Kind],
            self._rows,
        ]
        return zlib.compress(orjson.dumps(form), _LEVEL)


def unpack(packed: bytes, first: int, after: int = 0) -> Iterator[Event]:
    """What a write did, in a fixed order, numbered from `first`; those up to the number `after` are left out."""
    ids, nodes, edges, statements, rows = orjson.loads(zlib.decompress(packed))
    told = {
        "nodes": dict(zip(Kind, nodes, strict=True)),
        "edges": dict(zip(Kind, edges, strict=True)),
        "statements": dict(zip(Kind, statements, strict=True)),
    }
    for number, (kind, of) in enumerate(_events(ids, told, rows), first):
        if number > after:
            yield Event(number, kind, of)


def _events(
    ids: Sequence[str], told: Mapping[str, Mapping[Kind, Any]], rows: Sequence[Any]
) -> Iterator[tuple[Kind, str | Edge]]:
    for things, _, width, numbers in rows:
        for start in range(0, len(numbers), width):
            for number in numbers[start : start + things]:
                yield Kind.CREATED, ids[number]
    for _, links, width, numbers in rows:
        for start in range(0, len(numbers), width):
            for name, source, target in links:
                yield Kind.CREATED, Edge(name, ids[numbers[start + source]], ids[numbers[start + target]])
    for of, kind in _ORDER:
        if of == "nodes":
            yield from ((kind, ids[number]) for number in told[of][kind])
            yield from ((kind, f"Statement:{number}") for number in told["statements"][kind])
            continue
        for name, ends in told[of][kind].items():
            for at in range(0, len(ends), 2):
                yield kind, Edge(name, ids[ends[at]], ids[ends[at + 1]])
