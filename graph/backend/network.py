"""Columns of nodes and edges, or a graph of networkx -> a Network, which networkx hands to this backend."""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Union

import networkx as nx
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

#: The name under which networkx knows this backend.
BACKEND = "contrail"
Indexes = NDArray[np.int64]
Numbers = NDArray[np.float64]
Plain = Union["rx.PyDiGraph[int | None, None]", "rx.PyGraph[int | None, None]"]


class Network:
    """A graph as columns: names of nodes, and the places of each edge's ends among them.

    Where `multigraph` is not set, edges between the same ends are one, whose weight is their sum. Nothing changes it.

    >>> network = Network("abc", [0, 1, 1], [1, 2, 2], directed=True)
    >>> len(network), network.number_of_edges()
    (3, 2)
    """

    __networkx_backend__ = BACKEND

    def __init__(
        self,
        names: Iterable[Hashable],
        sources: Sequence[int] | Indexes,
        targets: Sequence[int] | Indexes,
        weights: Sequence[float] | Numbers | None = None,
        *,
        directed: bool,
        multigraph: bool = False,
    ) -> None:
        self.names = list(names)
        self.sources: Indexes = np.asarray(sources, dtype=np.int64)
        self.targets: Indexes = np.asarray(targets, dtype=np.int64)
        self.weights: Numbers = np.ones(len(self.sources)) if weights is None else np.asarray(weights, dtype=np.float64)
        self._directed = directed
        self._multigraph = multigraph

    def __len__(self) -> int:
        return len(self.names)

    def is_directed(self) -> bool:
        """Whether edges lead one way."""
        return self._directed

    def is_multigraph(self) -> bool:
        """Whether several edges may have the same ends."""
        return self._multigraph

    def number_of_edges(self) -> int:
        """How many edges there are."""
        return len(self.sources) if self._multigraph else len(self.single[0])

    @cached_property
    def single(self) -> tuple[Indexes, Indexes, Numbers, Indexes]:
        """Edges with different ends, in the order in which they first stand: ends, summed weights, and how many each
        stands for. Without direction, the ends are those of the first."""
        size = max(len(self.names), 1)
        first, second = self.sources, self.targets
        if not self._directed:
            first, second = np.minimum(first, second), np.maximum(first, second)
        _, places, inverse, counts = np.unique(
            first * size + second, return_index=True, return_inverse=True, return_counts=True
        )
        weights = np.bincount(inverse, self.weights, len(places)).astype(np.float64)
        order = np.argsort(places, kind="stable")
        places = places[order]
        return self.sources[places], self.targets[places], weights[order], counts[order]

    @cached_property
    def plain(self) -> Plain:
        """For rustworkx: each edge once, no loops, nodes by their places. Edges stand in the order of `single`."""
        return self._graph(*self._apart)

    @cached_property
    def near(self) -> tuple[Plain, Indexes, Indexes]:
        """As `plain`, so laid out that what walks all of it from everywhere finds what is next to a thing near it in
        memory: a third faster. Nodes are numbered breadth first, those with many edges first.

        With the number of each node, and which edge of `plain` each edge is.
        """
        sources, targets = self._apart
        size = len(self.names)
        ends, others = np.concatenate([sources, targets]), np.concatenate([targets, sources])
        degrees = np.bincount(ends, minlength=size)
        order = np.lexsort((-degrees[others], ends))
        starts, following = np.searchsorted(ends[order], np.arange(size + 1)).tolist(), others[order].tolist()
        numbers = np.full(size, -1)
        seen: list[int] = []
        known = [False] * size
        for root in np.argsort(-degrees, kind="stable").tolist():
            waiting = deque([root] * (not known[root]))
            known[root] = True
            while waiting:
                place = waiting.popleft()
                seen.append(place)
                for other in following[starts[place] : starts[place + 1]]:
                    if not known[other]:
                        known[other] = True
                        waiting.append(other)
        numbers[seen] = np.arange(size)
        first, second = numbers[sources], numbers[targets]
        # rustworkx follows the edges of a node from the last one to the first.
        edges = np.lexsort((second, first))[::-1]
        return self._graph(first[edges], second[edges]), numbers, edges

    @property
    def _apart(self) -> tuple[Indexes, Indexes]:
        sources, targets, *_ = self.single
        kept = sources != targets
        return sources[kept], targets[kept]

    def _graph(self, sources: Indexes, targets: Indexes) -> Plain:
        graph: Plain = rx.PyDiGraph(multigraph=True) if self._directed else rx.PyGraph(multigraph=True)
        graph.add_nodes_from(range(len(self.names)))
        graph.extend_from_edge_list(list(zip(sources.tolist(), targets.tolist(), strict=True)))
        return graph

    def named(self, values: Iterable[float]) -> dict[Any, float]:
        """A value for each node, in the order of nodes."""
        return dict(zip(self.names, values, strict=True))


def convert_from_nx(graph: "nx.Graph[Any]", *, edge_attrs: Mapping[str, Any] | None = None, **_others: Any) -> Network:
    """A graph of networkx as columns; of attributes the weight that is asked for is kept."""
    if isinstance(graph, Network):
        return graph
    names = list(graph)
    places = {name: place for place, name in enumerate(names)}
    attribute, default = next(iter((edge_attrs or {}).items()), (None, 1))
    weights = None
    if attribute is not None:
        weights = [default if value is None else value for *_, value in graph.edges(data=attribute, default=default)]
    ends = [(places[edge[0]], places[edge[1]]) for edge in graph.edges()]
    sources, targets = ([end[side] for end in ends] for side in (0, 1))
    return Network(names, sources, targets, weights, directed=graph.is_directed(), multigraph=graph.is_multigraph())


def convert_to_nx(network: Any, **_others: Any) -> Any:
    """Columns as a graph of networkx, for functions that are not here; other answers are as they are."""
    if not isinstance(network, Network):
        return network
    kinds = {
        (True, True): nx.MultiDiGraph,
        (True, False): nx.DiGraph,
        (False, True): nx.MultiGraph,
        (False, False): nx.Graph,
    }
    graph: nx.Graph[Any] = kinds[network.is_directed(), network.is_multigraph()]()
    graph.add_nodes_from(network.names)
    ends = (network.sources, network.targets, network.weights) if network.is_multigraph() else network.single[:3]
    names = network.names
    graph.add_weighted_edges_from(
        (names[source], names[target], weight)
        for source, target, weight in zip(*(column.tolist() for column in ends), strict=True)
    )
    return graph
