"""networkx functions on a graph -> the same answers from rustworkx: the entry `contrail` of `networkx.backends`.

With Contrail installed, `nx.betweenness_centrality(G, backend="contrail")` comes here. What is here answers what
networkx answers, on any graph; arguments that it does not know are networkx's own affair, and `can_run` tells so.
"""

from collections.abc import Mapping
from typing import Any

from graph.backend.centrality import (
    betweenness_centrality,
    closeness_centrality,
    edge_betweenness_centrality,
    pagerank,
)
from graph.backend.component import (
    articulation_points,
    bridges,
    connected_components,
    is_connected,
    is_strongly_connected,
    is_weakly_connected,
    number_connected_components,
    number_strongly_connected_components,
    number_weakly_connected_components,
    strongly_connected_components,
    weakly_connected_components,
)
from graph.backend.network import BACKEND, Network, convert_from_nx, convert_to_nx

__all__ = [
    "BACKEND",
    "Network",
    "articulation_points",
    "betweenness_centrality",
    "bridges",
    "can_run",
    "closeness_centrality",
    "connected_components",
    "convert_from_nx",
    "convert_to_nx",
    "edge_betweenness_centrality",
    "is_connected",
    "is_strongly_connected",
    "is_weakly_connected",
    "number_connected_components",
    "number_strongly_connected_components",
    "number_weakly_connected_components",
    "pagerank",
    "strongly_connected_components",
    "weakly_connected_components",
]

#: Arguments that must be left out, for only networkx itself knows what they ask for.
_NOT = {
    "betweenness_centrality": ("k", "weight"),
    "edge_betweenness_centrality": ("k", "weight"),
    "closeness_centrality": ("u", "distance"),
    "pagerank": ("personalization", "nstart", "dangling"),
    "bridges": ("root",),
}


def can_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
    """Whether a function can do what is asked of it; else why not."""
    given = [argument for argument in _NOT.get(name, ()) if kwargs.get(argument) is not None]
    if given:
        return f"`{', '.join(given)}` is asked for"
    if name == "edge_betweenness_centrality" and args and args[0].is_multigraph():
        return "each of several parallel edges has a score of its own"
    return True
