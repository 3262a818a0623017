"""The lightest paths against every simple path that there is, on random graphs with loops, ties and parts apart."""

from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.lightest import lightest
from graph.analysis.outcome import Outcome
from graph.analysis.projection import Projection, project
from graph.question import Search, Toward, Weight
from schema.values.value import Json

NAMES = [f"Base:{number}" for number in range(7)]
ENDS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True)
Arrows = dict[tuple[str, str], float]
#: What a hop may weigh: nothing as well, and much that is the same.
ARROWS: st.SearchStrategy[Arrows] = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.sampled_from([0.0, 0.5, 1.0, 1.0, 2.0, 3.25]),
    max_size=20,
)  # fmt: skip


def projected(arrows: Arrows) -> Projection:
    rows: dict[str, tuple[list[str], list[float]]] = {}
    for (source, target), value in arrows.items():
        others, values = rows.setdefault(source, ([], []))
        others.append(target)
        values.append(value)
    return project([source, others, values] for source, (others, values) in rows.items())


def task(search: Search, weight: Weight = Weight.KILOMETRES, toward: str = "OUT", **more: Json) -> dict[str, Json]:
    own: dict[str, Json] = {"least": 1, "most": 4, "ends": 100, "walks": 20_000, "wanted": 5}
    return {"search": search.value, "weight": weight.value, "toward": toward, **own, **more}


def told(outcome: Outcome) -> list[tuple[float, list[str]]]:
    return [(outcome.score(place) or 0.0, outcome.things(place)) for place in range(len(outcome))]


def weighed(arrows: Arrows, weight: Weight, toward: str) -> Any:
    """What may be walked, and what it weighs."""
    graph: Any = nx.DiGraph()
    graph.add_nodes_from(NAMES)
    for (source, target), value in arrows.items():
        for ends in {"OUT": [(source, target)], "IN": [(target, source)]}.get(
            toward, [(source, target), (target, source)]
        ):
            before = graph.edges[ends]["value"] if graph.has_edge(*ends) else None
            if weight is Weight.EVIDENCE:
                graph.add_edge(*ends, value=value + (before or 0))
            else:
                graph.add_edge(*ends, value=value if before is None else min(before, value))
    for *_, data in graph.edges(data=True):
        data["weight"] = 1 / max(data["value"], 1) if weight is Weight.EVIDENCE else data["value"]
    return graph


def length(graph: Any, path: list[str]) -> float:
    return float(sum(graph.edges[hop]["weight"] for hop in pairwise(path)))


@settings(max_examples=300)
@given(
    ARROWS, ENDS, ENDS, st.sampled_from(list(Search)), st.sampled_from([Weight.KILOMETRES, Weight.EVIDENCE]),
    st.sampled_from([Toward.OUT, Toward.IN]), st.integers(1, 2), st.integers(2, 5),
    st.none() | st.sets(st.sampled_from(NAMES), max_size=2), st.none() | st.sets(st.sampled_from(NAMES), max_size=1),
)  # fmt: skip
def test_paths_are_the_lightest_of_all(
    arrows: Arrows, begins: list[str], ends: list[str], search: Search, weight: Weight, toward: str, least: int,
    most: int, via: set[str] | None, avoid: set[str] | None,
) -> None:  # fmt: skip
    marks = {"begins": begins, "ends": ends, "via": None if via is None else sorted(via),
             "avoid": None if avoid is None else sorted(avoid)}  # fmt: skip
    outcome = lightest(projected(arrows), marks, task(search, weight, toward, least=least, most=most))
    graph = weighed(arrows, weight, toward)
    graph.remove_nodes_from(avoid or ())
    every: dict[tuple[str, str], list[tuple[float, list[str]]]] = {}
    for begin in begins:
        for end in ends:
            if begin != end and {begin, end} <= set(graph):
                every[begin, end] = [
                    (length(graph, path), path)
                    for path in nx.all_simple_paths(graph, begin, end, cutoff=most)
                    if len(path) > least and (via is None or via & set(path))
                ]
    found = told(outcome)
    assert outcome.facts["over"] is False
    for score, path in found:
        assert score == pytest.approx(length(graph, path), abs=1e-9)
        assert path in [each for _, each in every[path[0], path[-1]]]
    scores = [score for score, _ in found]
    assert all(one <= other + 1e-9 for one, other in pairwise(scores))
    assert len({tuple(path) for _, path in found}) == len(found)
    if search is Search.K_SHORTEST:
        assert scores == pytest.approx(sorted(score for some in every.values() for score, _ in some)[:5], abs=1e-9)
        return
    for ends_, some in every.items():
        best = min((score for score, _ in some), default=0.0)
        light = sorted(path for score, path in some if score < best + 1e-9)
        mine = sorted(path for _, path in found if (path[0], path[-1]) == ends_)
        if search is Search.ALL_SHORTEST:
            assert mine == light
        else:
            assert mine == sorted(light, key=lambda path: (len(path), path))[:1]


def test_k_lightest_are_networkxs() -> None:
    graph: Any = nx.gnp_random_graph(40, 0.15, seed=4, directed=True)
    arrows: Arrows = {}
    for number, (source, target) in enumerate(graph.edges):
        graph.edges[source, target]["weight"] = arrows[f"Base:{source:02}", f"Base:{target:02}"] = 1 + number * 7 % 11
    marks = {"begins": ["Base:00"], "ends": ["Base:39"], "via": None, "avoid": None}
    found = told(lightest(projected(arrows), marks, task(Search.K_SHORTEST, most=39, wanted=30)))
    expected = []
    for path in nx.shortest_simple_paths(graph, 0, 39, weight="weight"):
        expected.append(nx.path_weight(graph, path, "weight"))
        if len(expected) == 30:
            break
    assert [score for score, _ in found] == pytest.approx(expected)


def test_too_many_steps_are_told() -> None:
    arrows = {(one, other): 1.0 for one in NAMES for other in NAMES}
    marks = {"begins": ["Base:0"], "ends": ["Base:1"], "via": None, "avoid": None}
    outcome = lightest(projected(arrows), marks, task(Search.K_SHORTEST, walks=9, wanted=100, most=5))
    assert outcome.facts["over"] is True and 0 < len(outcome) < 10
