"""Paths of random graphs against networkx, and routes of random timetables against every route there is."""

from collections.abc import Callable, Collection, Sized
from itertools import pairwise, permutations, product
from random import Random
from typing import Any, TypeVar

import networkx as nx
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph.answer.relation import relation_id
from graph.errors import InputError
from graph.question import (
    By,
    EdgeNode,
    EdgeSource,
    Hops,
    JourneysItem,
    Nodes,
    Page,
    Paths,
    PathsRoot,
    Piece,
    Question,
    Relations,
    Search,
    Things,
    Timing,
    Toward,
    Truncated,
)
from schema.values import instant
from schema.values.location import distance_km
from schema.values.value import Json, Point
from tests.graph.compile.graphs import ACTORS, KINDS, PLACES, followed, graphs
from tests.graph.compile.phrase import ONTOLOGY, TOTAL, nodes, select, variable, whether
from tests.graph.compile.world import Arrow, World
from tests.graph.conftest import Graph

WANTED = (
    Paths(
        "paths",
        (
            Piece("length", "length"),
            Piece("certainty", "certainty"),
            Piece("kilometres", "kilometres"),
            Nodes("nodes", select("Entity", "id")),
            Hops(
                "hops",
                (
                    EdgeSource("from", select("Entity", "id")),
                    EdgeNode("to", select("Entity", "id")),
                    Piece("certainty", "certainty"),
                    Relations("relations", (Piece("id", "id"),)),
                    JourneysItem("flights", "Flight", nodes("Flight", "id", first=50)),
                ),
            ),
        ),
    ),
    TOTAL,
    Truncated("truncated", (Piece("reason", "reason"), Piece("cursor", "cursor"))),
)
MOST = 4


def asked(**more: Any) -> PathsRoot:
    page = Page(variable("first"), variable("after"))
    ends = Things(variable("from")), Things(variable("to"))
    return PathsRoot("paths", *ends, WANTED, most=more.pop("most", MOST), page=page, **more)


def answer(graph: Graph, root: PathsRoot, start: list[str], end: list[str], first: int = 50) -> dict[str, Any]:
    """All pages up to so many paths each, but of those sought in turn the first page alone."""
    variables: dict[str, Json] = {"from": list[Json](start), "to": list[Json](end), "first": first}
    found: Any = graph.answer(Question((root,)), variables, timeout=60).data["paths"]
    page = found
    while root.search is not Search.K_SHORTEST and page["truncated"]:
        assert page["truncated"]["reason"] == "PAGE"
        page = graph.answer(Question((root,)), {**variables, "after": page["truncated"]["cursor"]}, timeout=60).data[
            "paths"
        ]
        found["paths"] += page["paths"]
    return dict(found)


def told(found: dict[str, Any]) -> list[tuple[str, ...]]:
    return [tuple(node["id"] for node in path["nodes"]) for path in found["paths"]]


def shortest(
    walked: "nx.DiGraph[str]", start: list[str], end: list[str], search: Search
) -> list[list[tuple[str, ...]]]:
    """Between each pair: what may be told, the shortest first."""
    pairs = [(a, b) for a in start for b in end if a != b and a in walked and b in walked]
    found = []
    for a, b in pairs:
        if nx.has_path(walked, a, b) and nx.shortest_path_length(walked, a, b) <= MOST:
            some = (
                nx.shortest_simple_paths(walked, a, b)
                if search is Search.K_SHORTEST
                else (nx.all_shortest_paths(walked, a, b))
            )
            found.append([tuple(path) for path in some if len(path) <= MOST + 1])
    return found


FORMS = (
    asked(search=Search.ALL_SHORTEST, kinds=KINDS, modalities=("ACTUAL", "EXPECTED")),
    asked(search=Search.SHORTEST, kinds=("SUPPORTS", "OPPOSES"), toward=Toward.OUT),
    asked(search=Search.K_SHORTEST, kinds=KINDS, modalities=("ACTUAL", "EXPECTED")),
    asked(search=Search.K_SHORTEST, kinds=("SUPPORTS",), toward=Toward.IN),
)


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    graphs(),
    st.sampled_from(FORMS),
    st.lists(st.sampled_from([*ACTORS, *PLACES]), min_size=1, max_size=2, unique=True),
    st.lists(st.sampled_from([*ACTORS, *PLACES]), min_size=1, max_size=2, unique=True),
    st.integers(1, 6),
)
def test_paths_are_those_of_networkx(
    graph: Graph, world: World, root: PathsRoot, start: list[str], end: list[str], first: int
) -> None:
    graph.fill(world)
    kept = tuple(arrow for arrow in world.arrows if arrow.fields["modality"] in root.modalities)
    walked = followed(ONTOLOGY, World(world.things, kept), root.kinds or KINDS, (root.toward or Toward.BOTH).value)
    expected = shortest(walked, start, end, root.search)
    found = answer(graph, root, start, end, first)
    got = told(found)
    assert len(set(got)) == len(got)
    assert [len(path) for path in got] == sorted(len(path) for path in got)
    every = [path for paths in expected for path in paths]
    assert set(got) <= set(every)
    if root.search is Search.ALL_SHORTEST:
        assert got == sorted(every, key=lambda path: (len(path), path))
        assert found["totalCount"] == len(every)
    elif root.search is Search.SHORTEST:
        assert len(got) == len(expected)
    else:
        lengths = sorted(len(path) for paths in expected for path in paths)
        assert [len(path) for path in got] == lengths[:first]
        assert (found["truncated"] is not None) is (len(lengths) > first)
    symmetric = {link.type for link in ONTOLOGY.links if link.symmetric}
    for path in found["paths"]:
        for hop in path["hops"]:
            a, b = hop["from"]["id"], hop["to"]["id"]
            between = [
                arrow
                for arrow in kept
                if arrow.type in (root.kinds or ())
                and (
                    ((arrow.source, arrow.target) == (a, b) and root.toward is not Toward.IN)
                    or ((arrow.target, arrow.source) == (a, b) and root.toward is not Toward.OUT)
                )
            ]
            ids = [relation_id(each.type, each.source, each.target, symmetric) for each in between]
            assert sorted(each["id"] for each in hop["relations"]) == sorted(ids)
            assert hop["certainty"] == sure(between)
        assert path["certainty"] == min((hop["certainty"] for hop in path["hops"]), key=RANKS.index)


RANKS = ["DISPUTED", "POSSIBLE", "CERTAIN"]


def sure(arrows: list[Arrow]) -> str:
    """As sure as the surest of them."""

    def rank(arrow: Arrow) -> str:
        if arrow.fields.get("disputed"):
            return "DISPUTED"
        certain = "alternative" not in arrow.fields and arrow.fields["modality"] == "ACTUAL"
        return "CERTAIN" if certain else "POSSIBLE"

    return max(map(rank, arrows), key=RANKS.index)


Some = TypeVar("Some", bound=Collection[Sized])
SITES = [f"Base:{number}" for number in range(5)]
CLOCK = [f"2024-12-08T{hour:02}:00Z" for hour in range(8, 17)]


@st.composite
def timetables(draw: st.DrawFn) -> World:
    """Flights between bases; some cancelled, some expected, with times known well, badly or not at all.

    Most follow the clock, so that there are several ways from place to place, also in order of time.
    """
    dice = Random(draw(st.integers(0, 2**32)))
    things: dict[str, dict[str, Any]] = {
        site: {"label": site, "location": {"latitude": float(place), "longitude": 10.0 * place}}
        for place, site in enumerate(SITES)
    }
    arrows = []
    for number in range(draw(st.sampled_from([3, 9, 14, 18]))):
        flight = f"Flight:{number}"
        packed: dict[str, Any] = {"label": flight, "modality": dice.choice(["ACTUAL"] * 5 + ["POSSIBLE"])}
        hour = dice.randrange(len(CLOCK) - 1)
        start, end = CLOCK[hour], CLOCK[min(hour + dice.randrange(3), len(CLOCK) - 1)]
        start, end = (
            dice.choice([start] * 4 + ["2024-12-08", "2024-12"]),
            dice.choice([end] * 4 + ["2024-12-08", "2024-12-09"]),
        )
        if dice.randrange(6):
            name = dice.choice(["actual", "actual", "period"])
            packed[name] = {"start": start, "end": end, "text": None, "basis": "STATED"}
        if dice.randrange(8) == 0:
            packed["cancelled"] = True
        things[flight] = packed
        ends = [dice.choice(SITES)] * 2 if dice.randrange(9) == 0 else dice.sample(SITES, 2)
        arrows += [
            Arrow(kind, flight, site, {"modality": "ACTUAL"})
            for kind, site in zip(("ORIGIN", "DESTINATION"), ends, strict=True)
        ]
        for site in dice.sample(SITES, dice.choice([0, 0, 1, 2])):
            arrows.append(Arrow("VIA", flight, site, {"modality": "ACTUAL"}))
    return World(things, tuple(arrows))


#: A flight, and whether it is left and entered on its way.
Leg = tuple[str, bool, bool]


def legs(world: World) -> dict[tuple[str, str], list[Leg]]:
    """The flights that count, by where they lead: from where they begin or stop to where they stop or end."""
    found: dict[tuple[str, str], list[Leg]] = {}
    for one, other in product(world.arrows, repeat=2):
        packed = world.things[one.source]
        if one.source == other.source and packed["modality"] == "ACTUAL" and not packed.get("cancelled"):
            kinds = one.type, other.type
            if kinds[0] != "DESTINATION" and kinds[1] != "ORIGIN" and kinds[0] != kinds[1]:
                leg = one.source, kinds[0] == "VIA", kinds[1] == "VIA"
                found.setdefault((one.target, other.target), []).append(leg)
    return found


def flown(world: World) -> dict[tuple[str, str], list[str]]:
    """The flights that count, by where they lead from beginning to end."""
    whole = {ends: [flight for flight, *stops in some if not any(stops)] for ends, some in legs(world).items()}
    return {ends: flights for ends, flights in whole.items() if flights}


def times(packed: Any) -> tuple[float, float, float, float]:
    """Departs at the earliest and the latest, arrives at the earliest and the latest."""
    never, always = float("-inf"), float("inf")
    if "actual" in packed:
        start, end = (instant.parse(packed["actual"][name]) for name in ("start", "end"))
        units = {"MONTH": 31 * 86_400_000, "DAY": 86_400_000, "MINUTE": 60_000}
        late, early = start.first + units[start.precision] - 1, end.last - units[end.precision] + 1
        return start.first, min(late, end.last), max(early, start.first), end.last
    if "period" in packed:
        start, end = (instant.parse(packed["period"][name]) for name in ("start", "end"))
        return start.first, end.last, start.first, end.last
    return never, always, never, always


def follow(world: World, chain: tuple[Leg, ...], timing: Timing) -> bool:
    if len({flight for flight, *_ in chain}) < len(chain):
        return False
    last = float("-inf")
    for flight, left, entered in chain:
        earliest, latest, arrives, arrived = times(world.things[flight])
        # It was at a stop at some time between both.
        latest, arrives = arrived if left else latest, earliest if entered else arrives
        if last > (earliest if timing is Timing.CERTAINLY else latest):
            return False
        last = arrived if timing is Timing.CERTAINLY else max(last, arrives)
    return True


def telling(sites: list[str], between: Callable[[str, str], Some]) -> tuple[str, str, Some]:
    """Of all pairs of places the one whose paths, by a function of both, have most to tell: several, and long."""
    every = [(start, end, between(start, end)) for start, end in permutations(sites, 2)]
    return max(every, key=lambda each: (min(len(each[2]), 3), min(map(len, each[2]), default=0), len(each[2])))


ROUTES = (
    asked(search=Search.ALL_SHORTEST, by=By("Flight")),
    asked(search=Search.ALL_SHORTEST, by=By("Flight"), timing=Timing.POSSIBLY, most=3),
    asked(search=Search.ALL_SHORTEST, by=By("Flight"), timing=Timing.CERTAINLY, most=3),
)


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(timetables(), st.sampled_from(ROUTES), st.permutations(SITES))
def test_routes_are_those_of_every_order_of_flights(
    graph: Graph, world: World, root: PathsRoot, sites: list[str]
) -> None:
    graph.fill(world)
    hops = legs(world)
    walked: nx.DiGraph[str] = nx.DiGraph(list(hops))
    walked.add_nodes_from(SITES)

    def between(start: str, end: str) -> dict[tuple[str, ...], list[tuple[Leg, ...]]]:
        taken: dict[tuple[str, ...], list[tuple[Leg, ...]]] = {}
        for path in nx.all_simple_paths(walked, start, end, cutoff=root.most):
            every = product(*(hops[hop] for hop in pairwise(path)))
            # A flight that goes on from its stop is one hop.
            some = (c for c in every if not any(a[0] == b[0] and a[2] and b[1] for a, b in pairwise(c)))
            chains = [chain for chain in some if root.timing is None or follow(world, chain, root.timing)]
            if chains:
                taken[tuple(path)] = chains
        return taken

    start, end, taken = telling(sites, between)
    least = min(map(len, taken), default=0)
    stopped = any(any(leg[1:]) for chains in taken.values() for chain in chains for leg in chain)
    event(f"{root.timing}: {min(len(taken), 3)} paths{', by stops' if stopped else ''}")
    event(f"{least - 1} hops at the least")
    found = answer(graph, root, [start], [end])
    assert told(found) == sorted(path for path in taken if len(path) == least)
    for path in found["paths"]:
        ids = tuple(node["id"] for node in path["nodes"])
        for place, hop in enumerate(path["hops"]):
            flights = {chain[place][0] for chain in taken[ids]}
            assert {flight["id"] for flight in hop["flights"]["nodes"]} == flights
            assert {each["id"].split("/")[1] for each in hop["relations"]} == flights
        points = [Point(**world.things[each]["location"]) for each in ids]
        length = sum(distance_km(a, b) for a, b in pairwise(points))
        assert path["kilometres"] == pytest.approx(length, abs=0.01)


def test_each_end_of_a_flight_is_known_to_its_own_precision(graph: Graph) -> None:
    things: dict[str, dict[str, Any]] = {site: {"label": site} for site in SITES}
    arrows = []
    times = [("2024-12-08", "2024-12-08T08:00Z"), ("2024-12-08T07:00Z", "2024-12-08")]
    for number, (start, end) in enumerate(times):
        actual = {"start": start, "end": end, "text": None, "basis": "STATED"}
        things[f"Flight:{number}"] = {"label": str(number), "modality": "ACTUAL", "actual": actual}
        for kind, site in (("ORIGIN", SITES[number]), ("DESTINATION", SITES[number + 1])):
            arrows.append(Arrow(kind, f"Flight:{number}", site, {"modality": "ACTUAL"}))
    graph.fill(World(things, tuple(arrows)))

    def paths(start: int, end: int) -> list[tuple[str, ...]]:
        root = asked(by=By("Flight"), timing=Timing.POSSIBLY)
        return told(answer(graph, root, [SITES[start]], [SITES[end]]))

    # It arrives at eight, to the minute, and what leads on left at seven.
    assert paths(0, 2) == []
    things["Flight:1"]["actual"] = things["Flight:0"]["actual"]
    graph.fill(World(things, tuple(arrows)))
    # Nobody tells when it left on that day: as late as at eight.
    assert paths(0, 2) == [(SITES[0], SITES[1], SITES[2])]


def test_flights_between_two_sites_are_one_hop_of_any_path(sample: Graph) -> None:
    everything = asked(search=Search.ALL_SHORTEST, modalities=("ACTUAL", "EXPECTED"))
    (path,) = answer(sample, everything, ["Base:old-moscow"], ["Base:khadim"])["paths"]
    assert [node["id"] for node in path["nodes"]] == ["Base:moscow", "Base:khadim"]
    (hop,) = path["hops"]
    assert {flight["id"] for flight in hop["flights"]["nodes"]} == {"Flight:1", "Flight:2"}
    assert (hop["certainty"], path["certainty"]) == ("POSSIBLE", "POSSIBLE")


def test_paths_go_through_and_around_things(sample: Graph) -> None:
    libya = Things(None, "Place", whether("Place", "name", "eq", "Libya"))
    ends = ["Flight:3"], ["Base:khadim"]
    through = asked(search=Search.ALL_SHORTEST, via=libya, modalities=("ACTUAL", "EXPECTED"))
    assert told(answer(sample, through, *ends)) == [("Flight:3", "Place:libya", "Base:khadim")]
    around = asked(search=Search.ALL_SHORTEST, avoid=libya, modalities=("ACTUAL", "EXPECTED"))
    assert told(answer(sample, around, *ends)) == []
    named = asked(search=Search.ALL_SHORTEST, avoid=Things(variable("to")), modalities=("ACTUAL",))
    assert told(answer(sample, named, ["Flight:3"], ["Place:libya"])) == []


def test_kinds_without_direction_are_followed_both_ways_alone(sample: Graph) -> None:
    with pytest.raises(InputError, match="have no direction"):
        answer(sample, asked(kinds=("ALLIED_WITH",), toward=Toward.OUT), ["Actor:russia"], ["Actor:wagner"])
