"""A Projection and a measure -> ranked results; the measures are networkx's functions."""

from array import array
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.analysis.outcome import Outcome
from graph.analysis.projection import Projection
from graph.analysis.similar import similar
from graph.backend import BACKEND, Network, convert_to_nx
from graph.errors import AnalysisError
from graph.question import MAX_PAIRS, Measure
from schema.values.value import Json

#: Digits of a score by which it is ranked: sums over several processors differ in the last ones from run to run.
_DIGITS = 12
_ITERATIONS, _TOLERANCE = 1_000, 1e-9
Groups = Iterable[Iterable[int]]


def measure(projection: Projection, task: Mapping[str, Any]) -> Outcome:
    """What a task asks for: `measure`, `toward`, `nouns`, `weighted`, `seed` and `resolution`. Raises AnalysisError."""
    asked = Measure(task["measure"])
    given = projection.turned() if task["toward"] == "IN" else projection
    directed = task["toward"] != "BOTH"
    network = given.network(directed=directed)
    allowed = _allowed(projection.ids, task["nouns"])
    facts: dict[str, Json] = {
        "nodes": len(network),
        "edges": network.number_of_edges(),
        "relations": len(network.sources),
        "loops": int((network.single[0] == network.single[1]).sum()),
        "directed": directed,
        "engine": f"networkx {nx.__version__}",
    }
    if asked in _CENTRALITIES:
        scores, engine = _CENTRALITIES[asked](network, task)
        facts["engine"] = engine or facts["engine"]
        return _ranked(projection.ids, np.flatnonzero(allowed), scores, facts)
    undirected = network if not directed else given.network(directed=False)
    if asked in {Measure.JACCARD, Measure.COSINE}:
        first, second, scores, total = similar(undirected, allowed, MAX_PAIRS, cosine=asked is Measure.COSINE)
        facts |= {"total": total, "engine": "numpy"}
        return _pairs(projection.ids, first, second, scores, facts)
    if asked is Measure.BRIDGES:
        facts["engine"] = _ENGINE
        cut: Any = nx.bridges(undirected, backend=BACKEND)
        found = sorted((min(pair), max(pair)) for pair in cut)
        ends = np.array(found, np.int64).reshape(-1, 2)
        return _pairs(projection.ids, ends[:, 0], ends[:, 1], None, facts)
    if asked is Measure.ARTICULATION_POINTS:
        facts["engine"] = _ENGINE
        every: Any = nx.articulation_points(undirected, backend=BACKEND)
        points = sorted(each for each in every if allowed[each])
        return _pairs(projection.ids, np.array(points, np.int64), None, None, facts)
    if asked is Measure.COMMUNITIES:
        return _communities(projection.ids, network, task, facts)
    facts["engine"] = _ENGINE
    find: Any = nx.connected_components
    if directed:
        find = nx.weakly_connected_components if asked is Measure.COMPONENTS else nx.strongly_connected_components
    elif asked is Measure.STRONG_COMPONENTS:
        raise AnalysisError("without direction no component is strong", "Ask with direction OUT, or for COMPONENTS.")
    return _groups(projection.ids, list(find(network, backend=BACKEND)), None, facts)


_ENGINE = f"{BACKEND} (rustworkx) by networkx {nx.__version__}"
_Scores = NDArray[np.float64]


def _degree(network: Network, task: Mapping[str, Any]) -> tuple[_Scores, str]:
    sources, targets, weights, _ = network.single
    share = weights if task["weighted"] else np.ones(len(weights))
    size = len(network)
    both = np.bincount(sources, share, size) + np.bincount(targets, share, size)
    return both.astype(np.float64), "numpy"


def _betweenness(network: Network, _task: Mapping[str, Any]) -> tuple[_Scores, str]:
    return _values(nx.betweenness_centrality(network, backend=BACKEND)), _ENGINE


def _closeness(network: Network, _task: Mapping[str, Any]) -> tuple[_Scores, str]:
    return _values(nx.closeness_centrality(network, backend=BACKEND)), _ENGINE


def _pagerank(network: Network, task: Mapping[str, Any]) -> tuple[_Scores, str]:
    single = (
        network if task["weighted"] else Network(network.names, *network.single[:2], directed=network.is_directed())
    )
    try:
        return _values(nx.pagerank(single, backend=BACKEND)), f"{BACKEND} (numpy) by networkx {nx.__version__}"
    except nx.PowerIterationFailedConvergence as error:
        raise _diverged("PageRank") from error


def _eigenvector(network: Network, task: Mapping[str, Any]) -> tuple[_Scores, str]:
    if not len(network):
        return np.empty(0), ""
    graph = convert_to_nx(network)
    weight = "weight" if task["weighted"] else None
    try:
        found = nx.eigenvector_centrality(graph, max_iter=_ITERATIONS, tol=_TOLERANCE, weight=weight)
    except nx.PowerIterationFailedConvergence as error:
        raise _diverged("the eigenvector") from error
    return _values(found), ""


def _diverged(what: str) -> AnalysisError:
    return AnalysisError(
        f"{what} does not converge on this graph", "Ask for one component of it, without direction, or for PAGERANK."
    )


_CENTRALITIES: Mapping[Measure, Callable[[Network, Mapping[str, Any]], tuple[_Scores, str]]] = {
    Measure.DEGREE: _degree,
    Measure.BETWEENNESS: _betweenness,
    Measure.CLOSENESS: _closeness,
    Measure.PAGERANK: _pagerank,
    Measure.EIGENVECTOR: _eigenvector,
}


def _communities(ids: list[str], network: Network, task: Mapping[str, Any], facts: dict[str, Json]) -> Outcome:
    graph = convert_to_nx(network)
    weight, resolution = "weight" if task["weighted"] else None, task["resolution"]
    found = nx.community.louvain_communities(graph, weight=weight, resolution=resolution, seed=task["seed"])
    parts = [sorted(part) for part in found]
    shares = []
    if graph.number_of_edges():
        # The modularity of a partition is the sum over its groups; a group's own is what is left without the others.
        shares = [_modularity(graph, part, weight, resolution) for part in parts]
    facts["modularity"] = sum(shares)
    return _groups(ids, parts, shares or [0.0] * len(parts), facts)


def _modularity(graph: Any, part: list[int], weight: str | None, resolution: float) -> float:
    within = set(part)
    total = graph.size(weight)
    inner = sum(
        data.get(weight, 1) if weight else 1 for _, target, data in graph.edges(part, data=True) if target in within
    )
    if graph.is_directed():
        leaving = sum(degree for _, degree in graph.out_degree(part, weight=weight))
        arriving = sum(degree for _, degree in graph.in_degree(part, weight=weight))
        return float(inner / total - resolution * leaving * arriving / total**2)
    degrees = sum(degree for _, degree in graph.degree(part, weight=weight))
    return float(inner / total - resolution * (degrees / (2 * total)) ** 2)


def _allowed(ids: list[str], nouns: list[str] | None) -> "NDArray[np.bool_]":
    if nouns is None:
        return np.ones(len(ids), np.bool_)
    wanted = frozenset(nouns)
    return np.fromiter((each.partition(":")[0] in wanted for each in ids), np.bool_, len(ids))


def _values(found: Mapping[Any, float]) -> _Scores:
    return np.fromiter(found.values(), np.float64, len(found))


def _rounded(scores: _Scores) -> _Scores:
    return np.array([float(f"{score:.{_DIGITS}g}") for score in scores.tolist()])


def _ranked(ids: list[str], nodes: Any, scores: _Scores, facts: Mapping[str, Json]) -> Outcome:
    own = _rounded(scores[nodes])
    order = np.lexsort((nodes, -own))
    return _pairs(ids, nodes[order], None, own[order], facts)


def _pairs(ids: list[str], first: Any, second: Any, scores: Any, facts: Mapping[str, Json]) -> Outcome:
    """Results of one thing each, or of two."""
    columns = (first,) if second is None else (first, second)
    if second is not None and scores is not None:
        scores = _rounded(scores)
        order = np.lexsort((second, first, -scores))
        columns, scores = (first[order], second[order]), scores[order]
    count, width = len(first), len(columns)
    members = np.stack(columns, axis=1).reshape(-1) if count else np.empty(0, np.int64)
    return _outcome(ids, np.arange(count + 1) * width, members, [] if scores is None else scores.tolist(), facts)


def _groups(ids: list[str], parts: Groups, scores: list[float] | None, facts: Mapping[str, Json]) -> Outcome:
    """The largest first, then by the first id."""
    listed = [sorted(part) for part in parts]
    order = sorted(range(len(listed)), key=lambda place: (-len(listed[place]), listed[place]))
    chosen = [listed[place] for place in order]
    own = [] if scores is None else _rounded(np.array([scores[place] for place in order])).tolist()
    offsets = np.cumsum([0, *map(len, chosen)])
    return _outcome(ids, offsets, np.array([each for part in chosen for each in part], np.int64), own, facts)


def _outcome(ids: list[str], offsets: Any, members: Any, scores: list[float], facts: Mapping[str, Json]) -> Outcome:
    """Ids that no result names are left out."""
    named, places = np.unique(members, return_inverse=True)
    return Outcome(
        tuple(ids[each] for each in named.tolist()),
        array("q", offsets.astype(np.int64).tobytes()),
        array("q", places.astype(np.int64).tobytes()),
        array("d", scores),
        facts,
    )
