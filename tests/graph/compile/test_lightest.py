"""Weighted paths of random timetables in the database against every path there is."""

from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph.question import (
    By,
    Page,
    Paths,
    PathsRoot,
    Piece,
    Question,
    Search,
    Things,
    Timing,
    Toward,
    Truncated,
    Weight,
)
from schema.values import instant
from schema.values.location import distance_km
from schema.values.value import Json, Point
from tests.graph.compile.graphs import ACTORS, KINDS, PLACES, graphs
from tests.graph.compile.phrase import TOTAL, variable, whether
from tests.graph.compile.test_path import SITES, WANTED, flown, follow, telling, timetables
from tests.graph.compile.world import Arrow, World
from tests.graph.conftest import Graph

(EVERYTHING, *_) = WANTED
assert isinstance(EVERYTHING, Paths)
PARTS = (
    Paths("paths", (*EVERYTHING.parts, Piece("weight", "weight"))),
    TOTAL,
    Truncated("truncated", (Piece("reason", "reason"), Piece("cursor", "cursor"))),
)


def asked(weight: Weight, search: Search, **more: Any) -> PathsRoot:
    ends = Things(variable("from")), Things(variable("to"))
    page = Page(variable("first"), variable("after"))
    return PathsRoot("paths", *ends, PARTS, search, by=By("Flight"), weight=weight, page=page, **more)


def answer(graph: Graph, root: PathsRoot, start: list[str], end: list[str], first: int = 50) -> dict[str, Any]:
    """All pages of so many paths each."""
    sent: dict[str, Json] = {"from": list[Json](start), "to": list[Json](end), "first": first}
    found: Any = graph.data(Question((root,)), sent)["paths"]
    page = found
    while page["truncated"]:
        assert page["truncated"]["reason"] == "PAGE"
        following: Any = graph.data(Question((root,)), {**sent, "after": page["truncated"]["cursor"]})
        page = following["paths"]
        found["paths"] += page["paths"]
    return dict(found)


def minutes(packed: Any) -> float | None:
    if "actual" not in packed:
        return None
    start, end = (instant.parse(packed["actual"][name]) for name in ("start", "end"))
    if {start.precision, end.precision} != {"MINUTE"}:
        return None
    return (end.last + 1 - 60_000 - start.first) / 60_000


def said(world: World) -> dict[str, set[int]]:
    """The statements of each flight that nobody denies."""
    found: dict[str, set[int]] = {}
    ends = [arrow for arrow in world.arrows if arrow.type != "VIA"]
    denied = {arrow.source for arrow in ends if arrow.fields.get("disputed")}
    for arrow in ends:
        found.setdefault(arrow.source, set()).update(() if arrow.source in denied else arrow.evidence)
    return found


def weights(world: World, weight: Weight) -> dict[tuple[str, str], float]:
    """What every hop weighs, where that is known."""
    told, found = said(world), {}
    for ends, flights in flown(world).items():
        points = [Point(**world.things[end]["location"]) for end in ends]
        match weight:
            case Weight.KILOMETRES:
                found[ends] = distance_km(*points)
            case Weight.EVIDENCE:
                found[ends] = 1 / max(len(set().union(*(told[flight] for flight in flights))), 1)
            case Weight.TIME:
                known = [each for flight in flights if (each := minutes(world.things[flight])) is not None]
                if known:
                    found[ends] = min(known)
    return found


@st.composite
def documented(draw: st.DrawFn) -> World:
    """Timetables of which several statements tell, some of which are denied."""
    world = draw(timetables())
    arrows = tuple(
        Arrow(
            arrow.type,
            arrow.source,
            arrow.target,
            {**arrow.fields, **({"disputed": True} if draw(st.integers(0, 5)) == 0 else {})},
            tuple(sorted(draw(st.sets(st.integers(1, 6), max_size=3)))),
        )
        for arrow in world.arrows
    )
    return World(world.things, arrows)


@settings(max_examples=16, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(documented(), st.sampled_from(list(Weight)), st.sampled_from(list(Search)), st.permutations(SITES))
def test_the_lightest_paths_of_a_timetable(
    graph: Graph, world: World, weight: Weight, search: Search, sites: list[str]
) -> None:
    graph.fill(world)
    hops = weights(world, weight)
    walked: nx.DiGraph[str] = nx.DiGraph(list(hops))
    walked.add_nodes_from(SITES)
    start, end, some = telling(sites, lambda a, b: list(nx.all_simple_paths(walked, a, b, cutoff=4)))
    every = sorted((sum(hops[hop] for hop in pairwise(path)), path) for path in some)
    event(f"{weight}: {min(len(every), 3)} paths")
    best = every[0][0] if every else 0
    light = every if search is Search.K_SHORTEST else [each for each in every if each[0] < best + 1e-6]
    found = answer(graph, asked(weight, search), [start], [end], first=2)
    told = [[node["id"] for node in path["nodes"]] for path in found["paths"]]
    if search is Search.SHORTEST:
        assert told in ([[path] for _, path in light] or [[]])
    else:
        assert sorted(told) == sorted(path for _, path in light)
    told_weights = [path["weight"] for path in found["paths"]]
    assert told_weights == sorted(told_weights)
    assert told_weights == pytest.approx([each for each, _ in light[: len(told)]], rel=1e-5)
    assert found["totalCount"] == (None if search is Search.K_SHORTEST else len(told))
    for path in found["paths"]:
        assert path["length"] == len(path["hops"]) == len(path["nodes"]) - 1
        for hop in path["hops"]:
            flights = {flight["id"] for flight in hop["flights"]["nodes"]}
            assert flights == set(flown(world)[hop["from"]["id"], hop["to"]["id"]])


Chain = tuple[str, ...]


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    documented(), st.sampled_from(list(Weight)), st.sampled_from(list(Search)), st.sampled_from(list(Timing)),
    st.permutations(SITES),
)  # fmt: skip
def test_the_lightest_paths_in_order_of_time(
    graph: Graph, world: World, weight: Weight, search: Search, timing: Timing, sites: list[str]
) -> None:
    graph.fill(world)
    hops, told = flown(world), said(world)
    walked: nx.DiGraph[str] = nx.DiGraph(list(hops))
    walked.add_nodes_from(SITES)

    def between(start: str, end: str) -> list[tuple[str, ...]]:
        return [path for _, _, path, _ in weighed(start, end)]

    def weighed(start: str, end: str) -> list[tuple[float, int, tuple[str, ...], list[Chain]]]:
        found = []
        for path in nx.all_simple_paths(walked, start, end, cutoff=3):
            every = product(*(hops[hop] for hop in pairwise(path)))
            chains = [chain for chain in every if follow(world, tuple((each, False, False) for each in chain), timing)]
            if chains and (heavy := weigh(world, weight, path, chains, told)) is not None:
                found.append((heavy, len(path), tuple(path), chains))
        return sorted(found, key=lambda each: (round(each[0], 6), *each[1:3]))

    start, end, _ = telling(sites, between)
    every = weighed(start, end)
    event(f"{weight}: {min(len(every), 3)} paths, of {max((size for _, size, *_ in every), default=0)} places")
    if search is not Search.K_SHORTEST:
        every = [each for each in every if each[0] < every[0][0] + 1e-6][: 1 if search is Search.SHORTEST else None]
    found = answer(graph, asked(weight, search, timing=timing, most=3), [start], [end])["paths"]
    assert [tuple(node["id"] for node in path["nodes"]) for path in found] == [path for _, _, path, _ in every]
    assert [path["weight"] for path in found] == pytest.approx([heavy for heavy, *_ in every], rel=1e-5, abs=1e-5)
    for path, (*_, chains) in zip(found, every, strict=True):
        for hop, flights in zip(path["hops"], zip(*chains, strict=True), strict=True):
            assert {each["id"] for each in hop["flights"]["nodes"]} == set(flights)


def weigh(
    world: World, weight: Weight, path: list[str], chains: list[Chain], told: dict[str, set[int]]
) -> float | None:
    """What a path weighs whose flights are those of these chains."""
    match weight:
        case Weight.KILOMETRES:
            points = [Point(**world.things[site]["location"]) for site in path]
            return sum(distance_km(one, other) for one, other in pairwise(points))
        case Weight.EVIDENCE:
            taken = [set(flights) for flights in zip(*chains, strict=True)]
            return sum(1 / max(len(set().union(*(told[flight] for flight in flights))), 1) for flights in taken)
        case Weight.TIME:
            ends = [(known(world.things[chain[0]], "start"), known(world.things[chain[-1]], "end")) for chain in chains]
            spans = [(last - first) / 60_000 for first, last in ends if first is not None and last is not None]
            return min(spans, default=None)


def known(packed: Any, end: str) -> int | None:
    """The minute in which it departs or arrives, where that is known."""
    moment = instant.parse(packed["actual"][end]) if "actual" in packed else None
    return moment.first if moment and moment.precision == "MINUTE" else None


@settings(max_examples=24, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(graphs(), st.sampled_from(list(Search)), st.sampled_from(list(Toward)), st.permutations([*ACTORS, *PLACES]))
def test_the_lightest_paths_of_relations_by_evidence(
    graph: Graph, world: World, search: Search, toward: Toward, things: list[str]
) -> None:
    kinds = ("CONTROLS", "OPPOSES", "SUPPORTS") if toward is not Toward.BOTH else KINDS
    numbered = [
        Arrow(arrow.type, arrow.source, arrow.target, arrow.fields, tuple(range(1 + place % 3, 4)))
        for place, arrow in enumerate(world.arrows)
    ]
    world = World(world.things, tuple(numbered))
    graph.fill(world)
    words: dict[tuple[str, str], set[int]] = {}
    for arrow in world.arrows:
        if arrow.type in kinds and arrow.fields["modality"] == "ACTUAL":
            there, back = (arrow.source, arrow.target), (arrow.target, arrow.source)
            for ends in {Toward.OUT: [there], Toward.IN: [back], Toward.BOTH: [there, back]}[toward]:
                words.setdefault(ends, set()).update(() if arrow.fields.get("disputed") else arrow.evidence)
    hops = {ends: 1 / max(len(said_), 1) for ends, said_ in words.items()}
    walked: nx.DiGraph[str] = nx.DiGraph(list(hops))
    walked.add_nodes_from(things)
    start, end, some = telling(things, lambda a, b: list(nx.all_simple_paths(walked, a, b, cutoff=3)))
    every = sorted((sum(hops[hop] for hop in pairwise(path)), path) for path in some)
    best = every[0][0] if every else 0
    light = every if search is Search.K_SHORTEST else [each for each in every if each[0] < best + 1e-6]
    event(f"{min(len(every), 3)} paths")
    root = replace(asked(Weight.EVIDENCE, search, most=3), by=None, kinds=kinds, toward=toward)
    found = answer(graph, root, [start], [end], first=100)["paths"]
    told = sorted([node["id"] for node in path["nodes"]] for path in found)
    if search is Search.SHORTEST:
        assert len(told) == min(len(light), 1) and all(path in [each for _, each in light] for path in told)
    else:
        assert told == sorted(path for _, path in light)
    assert [path["weight"] for path in found] == pytest.approx([each for each, _ in light[: len(found)]], rel=1e-5)


def test_paths_by_weight_turn_and_go_through_and_around_things(graph: Graph) -> None:
    things: dict[str, dict[str, Any]] = {
        site: {"label": site, "location": {"latitude": 0.0, "longitude": float(place)}}
        for place, site in enumerate(SITES)
    }
    arrows = []
    for number, (origin, destination) in enumerate([*pairwise(SITES), (SITES[0], SITES[4])]):
        things[f"Flight:{number}"] = {"label": str(number), "modality": "ACTUAL"}
        for kind, site in (("ORIGIN", origin), ("DESTINATION", destination)):
            arrows.append(Arrow(kind, f"Flight:{number}", site, {"modality": "ACTUAL"}))
    graph.fill(World(things, tuple(arrows)))

    def told(start: str, end: str, **more: Any) -> list[list[str]]:
        found = answer(graph, asked(Weight.EVIDENCE, Search.SHORTEST, **more), [start], [end])
        return [[node["id"] for node in path["nodes"]] for path in found["paths"]]

    assert told(SITES[0], SITES[4]) == [[SITES[0], SITES[4]]]
    assert told(SITES[0], SITES[4], via=Things(None, "Base", _is(SITES[2]))) == [SITES]
    assert told(SITES[4], SITES[0]) == []
    assert told(SITES[4], SITES[0], toward=Toward.IN) == [[SITES[4], SITES[0]]]
    assert told(SITES[1], SITES[4], toward=Toward.BOTH) == [[SITES[1], SITES[0], SITES[4]]]
    assert told(SITES[1], SITES[4], toward=Toward.BOTH, avoid=Things(None, "Base", _is(SITES[0]))) == [SITES[1:]]
    assert told(SITES[0], SITES[4], least=2) == [SITES]


def _is(label: str) -> Any:
    return whether("Base", "label", "eq", label)
