"""Each function of the backend against networkx's own, on random graphs of all kinds."""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.backend import BACKEND, Network, convert_from_nx, convert_to_nx


@pytest.fixture(autouse=True, scope="module")
def unkept() -> Iterator[None]:
    """networkx warns where it asks a graph anew that it converted before."""
    with nx.config(cache_converted_graphs=False):
        yield


KINDS = (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph)


@st.composite
def graphs(draw: st.DrawFn) -> "nx.Graph[str]":
    """Loops, parallel edges, ties, parts apart, things with no edges, and graphs with nothing in them."""
    size = draw(st.integers(0, 9))
    names = draw(st.permutations([f"n{number}" for number in range(size)]))
    graph: nx.Graph[str] = draw(st.sampled_from(KINDS))()
    graph.add_nodes_from(names)
    if size:
        ends = st.sampled_from(names)
        for source, target, weight in draw(st.lists(st.tuples(ends, ends, st.integers(1, 4)), max_size=24)):
            graph.add_edge(source, target, weight=weight)
    return graph


def close(found: dict[Any, float], expected: dict[Any, float]) -> None:
    assert list(found) == list(expected)
    for key, value in expected.items():
        assert math.isclose(found[key], value, rel_tol=1e-9, abs_tol=1e-9), (key, found, expected)


@settings(max_examples=150)
@given(graphs(), st.booleans(), st.booleans())
def test_betweenness(graph: "nx.Graph[str]", normalized: bool, endpoints: bool) -> None:
    given_ = {"normalized": normalized, "endpoints": endpoints}
    close(
        nx.betweenness_centrality(graph, backend="contrail", **given_),
        nx.betweenness_centrality(graph, backend="networkx", **given_),
    )


@settings(max_examples=100)
@given(graphs(), st.booleans())
def test_betweenness_of_edges(graph: "nx.Graph[str]", normalized: bool) -> None:
    simple = nx.DiGraph(graph) if graph.is_directed() else nx.Graph(graph)
    close(
        nx.edge_betweenness_centrality(simple, normalized=normalized, backend="contrail"),
        nx.edge_betweenness_centrality(simple, normalized=normalized, backend="networkx"),
    )


@settings(max_examples=100)
@given(graphs(), st.booleans())
def test_closeness(graph: "nx.Graph[str]", improved: bool) -> None:
    close(
        nx.closeness_centrality(graph, wf_improved=improved, backend="contrail"),
        nx.closeness_centrality(graph, wf_improved=improved, backend="networkx"),
    )


def ranked(graph: "nx.Graph[str]", weight: str | None) -> dict[str, float]:
    """PageRank by hand: networkx's own asks for SciPy, which is no part of Contrail."""
    size = len(graph)
    rank = dict.fromkeys(graph, 1 / size) if size else {}
    for _ in range(100):
        last = rank
        rank = dict.fromkeys(graph, 0.0)
        for node in graph:
            leaving = [
                (target, data.get(weight, 1) if weight else 1)
                for _, target, data in (graph.edges(node, data=True) if graph.number_of_edges() else ())
            ]
            total = sum(share for _, share in leaving)
            for target, share in leaving:
                rank[target] += 0.85 * last[node] * share / total
            if not leaving:
                for target in graph:
                    rank[target] += 0.85 * last[node] / size
        rank = {node: value + 0.15 / size for node, value in rank.items()}
        if sum(abs(rank[node] - last[node]) for node in graph) < size * 1e-6:
            break
    return rank


@settings(max_examples=100)
@given(graphs(), st.sampled_from(["weight", None]))
def test_pagerank(graph: "nx.Graph[str]", weight: str | None) -> None:
    close(nx.pagerank(graph, weight=weight, backend="contrail"), ranked(graph, weight))


def parts(found: Iterable[Iterable[Any]]) -> list[list[str]]:
    return sorted(sorted(part) for part in found)


@settings(max_examples=100)
@given(graphs())
def test_components(graph: "nx.Graph[str]") -> None:
    both = (
        (
            (nx.weakly_connected_components, nx.number_weakly_connected_components, nx.is_weakly_connected),
            (nx.strongly_connected_components, nx.number_strongly_connected_components, nx.is_strongly_connected),
        )
        if graph.is_directed()
        else ((nx.connected_components, nx.number_connected_components, nx.is_connected),)
    )
    every: Any
    for every, number, one in both:
        assert parts(every(graph, backend="contrail")) == parts(every(graph, backend="networkx"))
        assert number(graph, backend="contrail") == number(graph, backend="networkx")
        if len(graph):
            assert one(graph, backend="contrail") is one(graph, backend="networkx")
        else:
            with pytest.raises(nx.NetworkXPointlessConcept):
                one(graph, backend="contrail")


@settings(max_examples=150)
@given(graphs().filter(lambda graph: not graph.is_directed()))
def test_what_holds_a_graph_together(graph: "nx.Graph[str]") -> None:
    assert list(nx.bridges(graph, backend="contrail")) == list(nx.bridges(graph, backend="networkx"))
    found: list[Any] = list(nx.articulation_points(graph, backend="contrail"))
    assert sorted(found) == sorted({*map(str, nx.articulation_points(graph, backend="networkx"))})
    assert len(found) == len(set(found))


@pytest.mark.parametrize("find", [nx.bridges, nx.articulation_points, nx.connected_components])
def test_what_has_no_meaning_with_direction_is_refused(find: Callable[..., Any]) -> None:
    with pytest.raises(nx.NetworkXNotImplemented):
        list(find(nx.DiGraph([(1, 2)]), backend="contrail"))


@settings(max_examples=60)
@given(graphs())
def test_a_graph_survives_there_and_back(graph: "nx.Graph[str]") -> None:
    back = convert_to_nx(convert_from_nx(graph, edge_attrs={"weight": 1}))
    assert list(back) == list(graph)
    assert type(back) is type(graph)

    def edges(of: "nx.Graph[str]") -> list[tuple[Any, ...]]:
        every: Any = of.edges(data="weight")
        return sorted(((a, b) if of.is_directed() else (min(a, b), max(a, b)), float(weight)) for a, b, weight in every)

    assert edges(back) == edges(graph)


def test_columns_are_a_graph_to_networkx() -> None:
    network = Network("abcd", [0, 0, 1, 3], [1, 1, 2, 3], directed=True)
    assert nx.betweenness_centrality(network, backend=BACKEND) == {"a": 0.0, "b": 1 / 6, "c": 0.0, "d": 0.0}
    assert network.number_of_edges() == 3


def test_what_the_backend_does_not_know_is_networkxs_own() -> None:
    graph = nx.path_graph(5)
    with pytest.raises(NotImplementedError, match="contrail"):
        nx.betweenness_centrality(graph, k=2, seed=1, backend="contrail")
    with nx.config(fallback_to_nx=True, backend_priority=["contrail"]):
        assert nx.betweenness_centrality(graph, k=2, seed=1) == nx.betweenness_centrality(
            graph, k=2, seed=1, backend="networkx"
        )
