"""One streamed read of Neo4j -> a graph as columns: ids, and the places of each edge's ends among them."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from neo4j import READ_ACCESS, Driver, Query
from numpy.typing import NDArray

from graph.backend import Network
from graph.errors import RowLimitError

#: Rows that the driver asks for at once: each is a thing with all that it leads to.
_FETCH = 5_000
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Projection:
    """A graph that left the database: ids in order, and for each relation the places of its ends and its value.

    Values are what edges weigh; they are 1 where the statement returned none.
    """

    ids: list[str]
    sources: Places
    targets: Places
    values: NDArray[np.float64] | None = None

    def network(self, *, directed: bool) -> Network:
        """For networkx; nodes are places among the ids, whose order is the same in every process."""
        return Network(range(len(self.ids)), self.sources, self.targets, self.values, directed=directed)

    def turned(self) -> "Projection":
        """With every edge the other way."""
        return Projection(self.ids, self.targets, self.sources, self.values)


def read(
    driver: Driver, database: str, text: str, parameters: Mapping[str, Any], seconds: float
) -> Iterator[list[Any]]:
    """The rows that a statement returns, as they come."""
    query = Query(text, timeout=seconds)
    with driver.session(database=database, default_access_mode=READ_ACCESS, fetch_size=_FETCH) as session:
        for record in session.run(query, dict(parameters)):
            yield record.values()


def project(rows: Iterable[list[Any]], most: int = sys.maxsize) -> Projection:
    """Rows of a thing, a list of others, and maybe a list of values; what has a null for a value is left out.

    Raises RowLimitError.

    >>> project([["b", ["a", "c"]], ["a", ["c"]]])
    Projection(ids=['a', 'b', 'c'], sources=array([1, 1, 0]), targets=array([0, 2, 2]), values=None)
    """
    ids, sources, targets, values = columns(rows, most)
    return Projection(ids, sources, targets, None if values is None else np.array(values, np.float64))


def columns(rows: Iterable[list[Any]], most: int) -> tuple[list[str], Places, Places, list[Any] | None]:
    """The columns of a projection; values are None where no row had any.

    Raises RowLimitError where there are more than `most` relations.
    """
    places: dict[str, int] = {}
    counts, begins, targets, values, valued = [], [], [], [], False
    for source, others, *more in rows:
        begins.append(places.setdefault(source, len(places)))
        kept = others
        if more:
            valued = True
            both = [(other, value) for other, value in zip(others, more[0], strict=True) if value is not None]
            kept = [other for other, _ in both]
            values += [value for _, value in both]
        targets += [places.setdefault(other, len(places)) for other in kept]
        counts.append(len(kept))
        if len(targets) > most:
            raise RowLimitError.of_graph(most)
    ids = sorted(places)
    order = np.empty(len(ids), np.int64)
    order[np.fromiter((places[each] for each in ids), np.int64, len(ids))] = np.arange(len(ids))
    return (
        ids,
        order[np.repeat(np.array(begins, np.int64), np.array(counts, np.int64))],
        order[np.array(targets, np.int64)],
        values if valued else None,
    )
