"""A Network -> its parts and what holds them together, as networkx's functions of these names tell it.

Complexity: O(n + m) for n nodes and m edges, all of them.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import networkx as nx
import rustworkx as rx

from graph.backend.centrality import refuse
from graph.backend.network import Network


def connected_components(network: Network) -> Iterator[set[Any]]:
    """The largest sets of nodes that are connected, without direction."""
    yield from _sets(network, _undirected(network, rx.connected_components))


def number_connected_components(network: Network) -> int:
    """How many of them there are."""
    return len(_undirected(network, rx.connected_components))


def is_connected(network: Network) -> bool:
    """Whether there is just one."""
    return _one(network, number_connected_components)


def weakly_connected_components(network: Network) -> Iterator[set[Any]]:
    """The largest sets of nodes that are connected, whichever way edges lead."""
    yield from _sets(network, _directed(network, rx.weakly_connected_components))


def number_weakly_connected_components(network: Network) -> int:
    """How many of them there are."""
    return len(_directed(network, rx.weakly_connected_components))


def is_weakly_connected(network: Network) -> bool:
    """Whether there is just one."""
    return _one(network, number_weakly_connected_components)


def strongly_connected_components(network: Network) -> Iterator[set[Any]]:
    """The largest sets of nodes each of which leads to all others."""
    yield from _sets(network, _directed(network, rx.strongly_connected_components))


def number_strongly_connected_components(network: Network) -> int:
    """How many of them there are."""
    return len(_directed(network, rx.strongly_connected_components))


def is_strongly_connected(network: Network) -> bool:
    """Whether there is just one."""
    return _one(network, number_strongly_connected_components)


def bridges(network: Network, root: object = None) -> Iterator[tuple[Any, Any]]:
    """The edges without which something falls apart, in the order of edges."""
    refuse(root=root)
    cut = _undirected(network, rx.bridges)
    names = network.names
    sources, targets, _, counts = network.single
    several = network.is_multigraph()
    for source, target, count in zip(sources.tolist(), targets.tolist(), counts.tolist(), strict=True):
        if ((source, target) in cut or (target, source) in cut) and not (several and count > 1):
            yield names[source], names[target]


def articulation_points(network: Network) -> Iterator[Any]:
    """The nodes without which something falls apart, in the order of nodes."""
    cut = set(_undirected(network, rx.articulation_points))
    yield from (name for place, name in enumerate(network.names) if place in cut)


def _undirected(network: Network, find: Callable[[Any], Any]) -> Any:
    if network.is_directed():
        raise nx.NetworkXNotImplemented("not implemented for directed type")
    return find(network.plain)


def _directed(network: Network, find: Callable[[Any], Any]) -> Any:
    if not network.is_directed():
        raise nx.NetworkXNotImplemented("not implemented for undirected type")
    return find(network.plain)


def _one(network: Network, count: Callable[[Network], int]) -> bool:
    if not len(network):
        raise nx.NetworkXPointlessConcept("Connectivity is undefined for the null graph.")
    return count(network) == 1


def _sets(network: Network, found: Iterable[Iterable[int]]) -> Iterator[set[Any]]:
    """In the order of their first nodes."""
    for part in sorted(found, key=min):
        yield {network.names[place] for place in part}
