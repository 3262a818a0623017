"""Every measure against networkx on random graphs, with loops, parallel edges, ties, parts apart, and direction."""

import math
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.measure import measure
from graph.analysis.outcome import Outcome
from graph.analysis.projection import Projection, project
from graph.analysis.similar import similar
from graph.errors import AnalysisError, RowLimitError
from graph.question import MEASURES, Measure, Tells
from schema.values.value import Json

NAMES = [*(f"Actor:{number}" for number in range(6)), *(f"Base:{number}" for number in range(3))]
Arrows = list[tuple[str, str]]
ARROWS: st.SearchStrategy[Arrows] = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=26)


def projected(arrows: Arrows) -> Projection:
    rows: dict[str, list[str]] = {}
    for source, target in arrows:
        rows.setdefault(source, []).append(target)
    return project([source, targets] for source, targets in rows.items())


def task(asked: Measure, toward: str = "OUT", **more: Json) -> dict[str, Json]:
    own: dict[str, Json] = {"nouns": None, "weighted": False, "seed": 0, "resolution": 1.0}
    return {"is": "measure", "measure": asked.value, "toward": toward, **own, **more}


def drawn(arrows: Arrows, toward: str) -> Any:
    """The same as a graph of networkx, whose weights are how many arrows an edge stands for."""
    graph: Any = nx.Graph() if toward == "BOTH" else nx.DiGraph()
    graph.add_nodes_from(sorted({end for arrow in arrows for end in arrow}))
    for source, target in arrows:
        ends = (target, source) if toward == "IN" else (source, target)
        weight = graph.edges[ends]["weight"] + 1 if graph.has_edge(*ends) else 1
        graph.add_edge(*ends, weight=weight)
    return graph


def results(outcome: Outcome) -> list[tuple[list[str], float | None]]:
    return [(outcome.things(place), outcome.score(place)) for place in range(len(outcome))]


def ranked(scores: dict[str, float]) -> list[tuple[list[str], float]]:
    """By score, rounded, then by id."""
    kept = {name: float(f"{score:.12g}") for name, score in scores.items()}
    return [([name], kept[name]) for name in sorted(kept, key=lambda name: (-kept[name], name))]


def same(found: list[tuple[list[str], float | None]], expected: list[tuple[list[str], float]]) -> None:
    assert {things[0]: score for things, score in found} == pytest.approx(
        {things[0]: score for things, score in expected}, rel=1e-9, abs=1e-9
    )
    scores = [score for _, score in found]
    assert scores == sorted(scores, key=lambda score: -(score or 0))
    own = {things[0]: score or 0 for things, score in found}
    assert list(own) == sorted(own, key=lambda name: (-own[name], name))


CENTRALITIES: dict[Measure, Callable[[Any], dict[Any, float]]] = {
    Measure.DEGREE: lambda graph: dict(graph.degree()),
    Measure.BETWEENNESS: lambda graph: nx.betweenness_centrality(graph, backend="networkx"),
    Measure.CLOSENESS: lambda graph: nx.closeness_centrality(graph, backend="networkx"),
}


@settings(max_examples=60)
@given(ARROWS, st.sampled_from(sorted(CENTRALITIES)), st.sampled_from(["OUT", "IN", "BOTH"]))
def test_centralities_are_networkxs(arrows: Arrows, asked: Measure, toward: str) -> None:
    outcome = measure(projected(arrows), task(asked, toward))
    graph = drawn(arrows, toward)
    same(results(outcome), ranked(CENTRALITIES[asked](graph)))
    assert outcome.facts["nodes"] == len(graph) and outcome.facts["edges"] == graph.number_of_edges()
    assert outcome.facts["relations"] == len(arrows)
    assert outcome.facts["loops"] == nx.number_of_selfloops(graph)


@settings(max_examples=40)
@given(ARROWS, st.sampled_from(["OUT", "BOTH"]), st.booleans())
def test_an_eigenvector_is_one_or_is_refused(arrows: Arrows, toward: str, weighted: bool) -> None:
    graph = drawn(arrows, toward)
    try:
        found = results(measure(projected(arrows), task(Measure.EIGENVECTOR, toward, weighted=weighted)))
    except AnalysisError:
        return
    scores = {things[0]: score or 0.0 for things, score in found}
    if scores:
        # It is an eigenvector of the matrix of the edges that lead to things, or all but so where none is.
        image = dict.fromkeys(scores, 0.0)
        for source, target, data in graph.edges(data=True):
            weight = data["weight"] if weighted else 1
            image[target] += weight * scores[source]
            if toward == "BOTH" and source != target:
                image[source] += weight * scores[target]
        length = math.sqrt(sum(value**2 for value in image.values()))
        assert math.isclose(sum(score**2 for score in scores.values()), 1, rel_tol=1e-6)
        assert all(abs(image[name] - length * scores[name]) < 0.02 for name in scores)


@settings(max_examples=60)
@given(ARROWS, st.sampled_from(["OUT", "BOTH"]))
def test_groups_are_networkxs(arrows: Arrows, toward: str) -> None:
    graph = drawn(arrows, toward)
    kinds: list[tuple[Measure, Any]] = [
        (Measure.COMPONENTS, nx.connected_components if toward == "BOTH" else nx.weakly_connected_components)
    ]
    if toward == "OUT":
        kinds.append((Measure.STRONG_COMPONENTS, nx.strongly_connected_components))
    for asked, find in kinds:
        found = [things for things, _ in results(measure(projected(arrows), task(asked, toward)))]
        every = [sorted(part) for part in find(graph, backend="networkx")]
        assert found == sorted(every, key=lambda part: (-len(part), part))


def test_nothing_is_strong_without_direction() -> None:
    with pytest.raises(AnalysisError, match="no component is strong"):
        measure(projected([("Actor:1", "Actor:2")]), task(Measure.STRONG_COMPONENTS, "BOTH"))


@settings(max_examples=60)
@given(ARROWS, st.sampled_from(["OUT", "BOTH"]), st.booleans(), st.sampled_from([0.5, 1.0, 2.0]))
def test_communities_share_out_all_things_and_the_modularity(
    arrows: Arrows, toward: str, weighted: bool, resolution: float
) -> None:
    given_ = task(Measure.COMMUNITIES, toward, weighted=weighted, resolution=resolution, seed=7)
    outcome = measure(projected(arrows), given_)
    graph = drawn(arrows, toward)
    groups = results(outcome)
    assert sorted(name for things, _ in groups for name in things) == sorted(graph)
    if graph.number_of_edges():
        weight = "weight" if weighted else None
        whole = nx.community.modularity(
            graph, [set(things) for things, _ in groups], weight=weight, resolution=resolution
        )
        assert sum(score or 0 for _, score in groups) == pytest.approx(whole, abs=1e-9)
        assert outcome.facts["modularity"] == pytest.approx(whole, abs=1e-9)
    assert results(measure(projected(arrows), given_)) == groups


@settings(max_examples=80)
@given(ARROWS, st.sampled_from(["OUT", "BOTH"]))
def test_what_holds_things_together_is_networkxs(arrows: Arrows, toward: str) -> None:
    undirected = drawn(arrows, "BOTH")
    bridges = [things for things, _ in results(measure(projected(arrows), task(Measure.BRIDGES, toward)))]
    cut: Any = nx.bridges(undirected, backend="networkx")
    assert bridges == sorted(sorted(pair) for pair in cut)
    points = [things for things, _ in results(measure(projected(arrows), task(Measure.ARTICULATION_POINTS, toward)))]
    assert points == sorted([name] for name in set(nx.articulation_points(undirected, backend="networkx")))


def alike(graph: Any, *, cosine: bool) -> Iterator[tuple[tuple[str, str], float]]:
    for first, second in combinations(sorted(graph), 2):
        one, other = set(graph[first]), set(graph[second])
        if both := one & other:
            share = math.sqrt(len(one) * len(other)) if cosine else len(one | other)
            yield (first, second), len(both) / share


@settings(max_examples=80)
@given(ARROWS, st.booleans(), st.sampled_from([None, ["Actor"]]))
def test_pairs_are_alike_by_what_they_share(arrows: Arrows, cosine: bool, nouns: list[Json] | None) -> None:
    asked = Measure.COSINE if cosine else Measure.JACCARD
    outcome = measure(projected(arrows), task(asked, nouns=nouns))
    graph = drawn(arrows, "BOTH")
    expected = {
        pair: score
        for pair, score in alike(graph, cosine=cosine)
        if nouns is None or all(name.startswith("Actor:") for name in pair)
    }
    found = {(things[0], things[1]): score or 0 for things, score in results(outcome)}
    assert found == pytest.approx(expected)
    assert outcome.facts["total"] == len(expected)
    if not cosine:
        pairs = [pair for pair in expected if not graph.has_edge(*pair)]
        assert {(a, b): score for a, b, score in nx.jaccard_coefficient(graph, pairs)} == pytest.approx(
            {pair: found[pair] for pair in pairs}
        )


def test_the_best_pairs_are_kept_and_all_are_counted() -> None:
    arrows = [(f"Actor:{number}", f"Base:{shared % (number + 2)}") for number in range(12) for shared in range(12)]
    network = projected(arrows).network(directed=False)
    everybody = similar(network, _all(len(network)), 1000, cosine=False)
    best = similar(network, _all(len(network)), 5, cosine=False)
    assert best[3] == everybody[3] == len(everybody[0])
    assert sorted(best[2].tolist()) == sorted(everybody[2].tolist())[-5:]


def _all(size: int) -> Any:
    import numpy as np

    return np.ones(size, np.bool_)


def test_only_things_of_some_nouns_are_ranked() -> None:
    arrows = [("Actor:1", "Base:1"), ("Actor:2", "Base:1"), ("Actor:2", "Base:2")]
    found = results(measure(projected(arrows), task(Measure.DEGREE, nouns=["Base"])))
    assert found == [(["Base:1"], 2.0), (["Base:2"], 1.0)]
    weighed = results(measure(projected(arrows * 2), task(Measure.DEGREE, weighted=True)))
    assert weighed[0] == (["Actor:2"], 4.0)


@pytest.mark.parametrize("asked", [each for each in Measure if each is not Measure.STRONG_COMPONENTS])
@pytest.mark.parametrize("toward", ["OUT", "IN", "BOTH"])
def test_of_nothing_nothing_is_told(asked: Measure, toward: str) -> None:
    outcome = measure(projected([]), task(asked, toward))
    assert len(outcome) == 0 and outcome.facts["nodes"] == 0


@settings(max_examples=20)
@given(ARROWS, st.sampled_from(sorted(Measure)))
def test_an_outcome_survives_the_way_between_processes(arrows: Arrows, asked: Measure) -> None:
    try:
        outcome = measure(projected(arrows), task(asked))
    except AnalysisError:
        return
    header, body = outcome.packed()
    back = Outcome.unpacked(header, body)
    assert (results(back), back.facts) == (results(outcome), outcome.facts)
    assert bool(back.scores) is (MEASURES[asked].scored and len(back) > 0)
    widths = {Tells.NODE: {1}, Tells.PAIR: {2}}.get(MEASURES[asked].tells)
    assert widths is None or {len(things) for things, _ in results(back)} <= widths


def test_a_graph_that_is_too_large_is_refused() -> None:
    with pytest.raises(RowLimitError, match="more than 2 relations"):
        project([["a", ["b", "c"]], ["b", ["c"]]], 2)
