"""A Network -> how central its nodes and edges are, as networkx's functions of these names tell it."""

from typing import Any

import networkx as nx
import numpy as np
import rustworkx as rx

from graph.backend.network import Network


def refuse(**given: object) -> None:
    """Leave arguments to networkx that only it knows what to do with. Raises NotImplementedError."""
    asked = [name for name, value in given.items() if value is not None]
    if asked:
        raise NotImplementedError(f"`{', '.join(asked)}` is for networkx itself: ask with backend='networkx'")


def betweenness_centrality(
    network: Network,
    k: int | None = None,
    normalized: bool = True,  # noqa: FBT001
    weight: str | None = None,
    endpoints: bool = False,  # noqa: FBT001
    seed: object = None,
) -> dict[Any, float]:
    """The share of shortest paths between other nodes that lead through a node.

    Complexity: O(n·m) for n nodes and m edges, spread over all processors (Brandes 2001).
    """
    del seed
    refuse(k=k, weight=weight)
    near, numbers, _ = network.near
    found = rx.betweenness_centrality(near, normalized=False, endpoints=endpoints)
    values = np.fromiter((found[number] for number in numbers.tolist()), np.float64, len(network))
    ends = len(network) if endpoints else len(network) - 1
    if normalized and ends > 1:
        # rustworkx counts each pair of an undirected graph once, as networkx does where nothing is normalized.
        values *= (1 if network.is_directed() else 2) / (ends * (ends - 1))
    return network.named(values.tolist())


def edge_betweenness_centrality(
    network: Network,
    k: int | None = None,
    normalized: bool = True,  # noqa: FBT001
    weight: str | None = None,
    seed: object = None,
) -> dict[tuple[Any, Any], float]:
    """The share of shortest paths that lead over an edge. Complexity: as of nodes."""
    del seed
    refuse(k=k, weight=weight)
    near, _, edges = network.near
    told = rx.edge_betweenness_centrality(near, normalized=False)
    found = np.empty(len(edges))
    found[edges] = np.fromiter((told[place] for place in range(len(edges))), np.float64, len(edges))
    size = len(network)
    scale = (1 if network.is_directed() else 2) / (size * (size - 1)) if normalized and size > 1 else 1.0
    sources, targets, *_ = network.single
    names, values, place = network.names, {}, 0
    for source, target in zip(sources.tolist(), targets.tolist(), strict=True):
        loop = source == target
        values[names[source], names[target]] = 0.0 if loop else float(found[place]) * scale
        place += not loop
    return values


def closeness_centrality(
    network: Network,
    u: object = None,
    distance: str | None = None,
    wf_improved: bool = True,  # noqa: FBT001
) -> dict[Any, float]:
    """How near all nodes are that reach a node: the inverse of their mean distance, times their share of all nodes.

    Complexity: O(n·m), spread over all processors.
    """
    refuse(u=u, distance=distance)
    near, numbers, _ = network.near
    found = rx.closeness_centrality(near, wf_improved=wf_improved)
    return network.named(found[number] for number in numbers.tolist())


def pagerank(
    network: Network,
    alpha: float = 0.85,
    personalization: object = None,
    max_iter: int = 100,
    tol: float = 1e-6,
    nstart: object = None,
    weight: str | None = "weight",
    dangling: object = None,
) -> dict[Any, float]:
    """How often somebody stands at a node who follows edges at random, and now and then begins anew anywhere.

    The power iteration of networkx, over columns. Complexity: O(m) each time, at most `max_iter` times.
    Raises PowerIterationFailedConvergence.
    """
    refuse(personalization=personalization, nstart=nstart, dangling=dangling)
    size = len(network)
    if not size:
        return {}
    sources, targets, weights, _ = network.single
    if weight is None:
        # Unweighted, each of several parallel edges counts.
        weights = network.single[3].astype(np.float64)
    if not network.is_directed():
        turned = sources != targets
        sources, targets, weights = (
            np.concatenate([sources, targets[turned]]),
            np.concatenate([targets, sources[turned]]),
            np.concatenate([weights, weights[turned]]),
        )
    leaving = np.bincount(sources, weights, size)
    share = weights / np.where(leaving == 0, 1, leaving)[sources]
    stuck = leaving == 0
    rank = np.full(size, 1 / size)
    for _ in range(max_iter):
        last = rank
        arriving = np.bincount(targets, last[sources] * share, size)
        rank = alpha * (arriving + last[stuck].sum() / size) + (1 - alpha) / size
        if np.abs(rank - last).sum() < size * tol:
            return network.named(rank.tolist())
    raise nx.PowerIterationFailedConvergence(max_iter)
