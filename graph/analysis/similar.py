"""A Network -> pairs of its nodes that are alike by what they are next to."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.backend import Network

Indexes = NDArray[np.int64]


def similar(
    network: Network, allowed: "NDArray[np.bool_]", most: int, *, cosine: bool
) -> tuple[Indexes, Indexes, "NDArray[np.float64]", int]:
    """Both ends and the score of the `most` pairs most alike, in no order, and how many pairs share anything at all.

    Jaccard's index of the sets of neighbours, or the cosine between them: what both have, over all that either has, or
    over the geometric mean of what each has. Complexity: O(sum of squared degrees).
    """
    beginnings, neighbours = adjacency(network)
    degrees = np.diff(beginnings)
    best: list[tuple[Any, Any, Any]] = []
    held, total = 0, 0
    for node in np.flatnonzero(allowed & (degrees > 0)).tolist():
        around = neighbours[beginnings[node] : beginnings[node + 1]]
        met = np.concatenate([neighbours[beginnings[each] : beginnings[each + 1]] for each in around.tolist()])
        others, shared = np.unique(met[(met > node) & allowed[met]], return_counts=True)
        if not len(others):
            continue
        both = degrees[node], degrees[others]
        scores = shared / (np.sqrt(both[0] * both[1]) if cosine else both[0] + both[1] - shared)
        best.append((np.full(len(others), node, np.int64), others, scores))
        total, held = total + len(others), held + len(others)
        if held > 4 * most:
            best, held = [_best(best, most)], most
    found = _best(best, most)
    return *found, total


def adjacency(network: Network) -> tuple[Indexes, Indexes]:
    """Where the neighbours of each node begin, and all neighbours, each once, in order."""
    size = len(network)
    sources, targets = network.sources, network.targets
    pairs = np.unique(np.concatenate([sources, targets]) * max(size, 1) + np.concatenate([targets, sources]))
    first, second = np.divmod(pairs, max(size, 1))
    return np.searchsorted(first, np.arange(size + 1)), second


def _best(parts: list[tuple[Any, Any, Any]], most: int) -> tuple[Indexes, Indexes, "NDArray[np.float64]"]:
    """The best, ties by both nodes: which ones are kept does not depend on when."""
    if not parts:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    first, second, scores = (np.concatenate([part[place] for part in parts]) for place in range(3))
    chosen = np.lexsort((second, first, -scores))[:most]
    return first[chosen], second[chosen], scores[chosen]
