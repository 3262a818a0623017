"""Distances of random places against the haversine formula."""

from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from graph.question import (
    Distances,
    DistancesRoot,
    EdgeNode,
    EdgeSource,
    Page,
    Piece,
    Question,
    Things,
    Truncated,
)
from schema.values.location import distance_km
from schema.values.value import Json, Point
from tests.graph.compile.phrase import TOTAL, select, variable
from tests.graph.compile.world import World
from tests.graph.conftest import Graph

SITES = [f"Base:{number}" for number in range(8)]
WANTED = (
    Distances(
        "distances",
        (
            EdgeSource("from", select("Entity", "id")),
            EdgeNode("to", select("Entity", "id")),
            Piece("kilometres", "kilometres"),
        ),
    ),
    TOTAL,
    Truncated("truncated", (Piece("reason", "reason"), Piece("cursor", "cursor"))),
)
ROOT = DistancesRoot(
    "distances", Things(variable("from")), Things(variable("to")), WANTED, Page(variable("first"), variable("after"))
)
POINTS = st.none() | st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
SOME = st.lists(st.sampled_from(SITES), min_size=1, unique=True)


def answer(graph: Graph, sent: dict[str, Json]) -> dict[str, Any]:
    found: Any = graph.data(Question((ROOT,)), sent)["distances"]
    return dict(found)


@settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.lists(POINTS, min_size=8, max_size=8), SOME, SOME, st.integers(1, 5))
def test_distances_are_those_of_the_sphere(
    graph: Graph, points: list[Point | None], begins: list[str], ends: list[str], first: int
) -> None:
    where = dict(zip(SITES, points, strict=True))
    things: dict[str, dict[str, Any]] = {
        site: {"label": site}
        | ({"location": {"latitude": at.latitude, "longitude": at.longitude}} if at is not None else {})
        for site, at in where.items()
    }
    graph.fill(World(things, ()))
    expected = {
        (one, other): distance_km(a, b)
        for one, other in product(begins, ends)
        if one != other and (a := where[one]) is not None and (b := where[other]) is not None
    }
    event(f"{min(len(expected), 5)} pairs")
    sent: dict[str, Json] = {"from": list[Json](begins), "to": list[Json](ends), "first": first}
    found = page = answer(graph, sent)
    while page["truncated"]:
        assert page["truncated"]["reason"] == "PAGE" and len(page["distances"]) == first
        page = answer(graph, {**sent, "after": page["truncated"]["cursor"]})
        found["distances"] += page["distances"]
    assert found["totalCount"] == len(expected)
    told = {(each["from"]["id"], each["to"]["id"]): each["kilometres"] for each in found["distances"]}
    assert told.keys() == expected.keys() and len(found["distances"]) == len(told)
    assert told == {pair: pytest.approx(far, abs=0.01) for pair, far in expected.items()}
    assert list(told.values()) == sorted(told.values())
