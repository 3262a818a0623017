"""`compare` and `surges` equal what plain Python makes of the same flights, told one by one."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from neo4j import Driver

from graph.connection import Address
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import sampled
from tests.graph.compile.world import Arrow, World

pytestmark = pytest.mark.neo4j

FIRST = date(2024, 1, 1)  # a Monday
BASES = ("Base:a", "Base:b", "Base:c", "Base:d")


@dataclass(frozen=True)
class Told:
    """A flight as it is told: days from FIRST, None unknown; destinations, more than one being alternatives."""

    id: str
    start: int | None
    end: int | None
    count: tuple[int | None, int | None]
    trips: tuple[int | None, int | None]
    kind: str
    modality: str
    to: tuple[str, ...]
    cancelled: bool

    @property
    def low(self) -> int:
        return max(1, self.count[0] or 0, self.trips[0] or 0)

    @property
    def counts(self) -> bool:
        return self.kind != "SERVICE" and self.modality == "ACTUAL" and not self.cancelled

    @property
    def dated(self) -> bool:
        return self.start is not None or self.end is not None

    def touches(self, start: int, end: int) -> bool:
        return self.dated and (self.start is None or self.start <= end) and (self.end is None or self.end >= start)

    def within(self, start: int, end: int) -> bool:
        return self.start is not None and self.end is not None and self.start >= start and self.end <= end


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


def flights(seed: int) -> list[Told]:
    """Four bases, of which one grows, one shrinks, one begins and one is told of vaguely."""
    rand = random.Random(seed)
    found = []
    for number in range(160):
        base = rand.choice(BASES)
        start = rand.randrange(140)
        if (base == "Base:a" and start < 70 and rand.random() < 0.8) or (base == "Base:c" and start < 60):
            continue
        if base == "Base:b" and start >= 70 and rand.random() < 0.9:
            continue
        long = rand.random() < (0.5 if base == "Base:d" else 0.05)
        end = start + rand.randrange(5, 40) if long else start
        known = rand.random()
        low = rand.choice([None, 1, 2])
        high = rand.choice([None, low and low + 1]) if base == "Base:d" else rand.choice([3, 4])
        found.append(
            Told(
                f"Flight:{number:03}",
                None if known < 0.04 else start,
                None if known < 0.02 or known > 0.97 else end,
                (low, None),
                (None if rand.random() < 0.7 else 1, high),
                rand.choice(["MOVEMENT"] * 8 + ["SERVICE", "OBSERVED"]),
                rand.choice(["ACTUAL"] * 9 + ["EXPECTED"]),
                (base,) if rand.random() < 0.9 else tuple(sorted({base, rand.choice(BASES)})),
                rand.random() < 0.03,
            )
        )
    return found


def world(told: list[Told]) -> World:
    things: dict[str, Any] = {each: {"label": each, "name": each} for each in BASES}
    arrows = []
    for each in told:
        ends = {"start": each.start, "end": each.end}
        period = {name: None if end is None else day(end) for name, end in ends.items()}
        told_numbers = {"count": each.count, "trips": each.trips}
        numbers = {name: {"low": low, "high": high, "text": "some"} for name, (low, high) in told_numbers.items()}
        things[each.id] = {
            "label": each.id,
            "flightKind": each.kind,
            "modality": each.modality,
            "cancelled": each.cancelled,
            **{name: told for name, told in numbers.items() if told["low"] or told["high"]},
            **({"period": {**period, "text": "x", "basis": "STATED"}} if each.dated else {}),
        }
        for base in each.to:
            own = {"modality": "ACTUAL"} | ({"alternative": "x"} if len(each.to) > 1 else {})
            arrows.append(Arrow("DESTINATION", each.id, base, own))
    return World(things=things, arrows=tuple(arrows))


@pytest.fixture(scope="module", params=[1, 2])
def told(request: pytest.FixtureRequest) -> list[Told]:
    return flights(request.param)


@pytest.fixture(scope="module")
def client(ontology: Ontology, driver: Driver, neo4j_address: Address, told: list[Told]) -> Iterator[Client]:
    with sampled(ontology, driver, neo4j_address, world=world(told)) as client:
        yield client


def side(told: list[Told], base: str, start: int, end: int) -> dict[str, Any]:
    there = [each for each in told if each.counts and base in each.to and each.touches(start, end)]
    sure = [each for each in there if each.within(start, end) and len(each.to) == 1]
    highs = [each.trips[1] for each in there]
    return {
        "low": sum(each.low for each in sure),
        "high": None if None in highs else sum(high for high in highs if high is not None),
        "count": len(there),
        "ids": [each.id for each in sure] + [each.id for each in there if each not in sure],
    }


def change(a: dict[str, Any], b: dict[str, Any], days: tuple[int, int]) -> str:
    if not a["count"] and b["low"]:
        return "NEW"
    if not b["count"] and a["low"]:
        return "GONE"
    if a["high"] is not None and b["low"] / days[1] > a["high"] / days[0]:
        return "GROWN"
    if b["high"] is not None and b["high"] / days[1] < a["low"] / days[0]:
        return "SHRUNK"
    exact = all(each["high"] is not None and each["low"] == each["high"] for each in (a, b))
    return "SAME" if exact else "UNSURE"


COMPARE = """query ($a: PeriodRange!, $b: PeriodRange!, $first: Int, $after: String) {
  compare(a: $a, b: $b, groupBy: [{destination: {node: true}}], first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { key { destination { node { id } } } change undated
      a { low high count flights(first: 200) { id } } b { low high count flights(first: 200) { id } } }
  }
}"""


@pytest.mark.parametrize(("a", "b"), [((0, 69), (70, 139)), ((0, 29), (60, 139)), ((100, 110), (20, 30))])
def test_compare_equals_counting_by_hand(
    client: Client, told: list[Told], a: tuple[int, int], b: tuple[int, int]
) -> None:
    periods = {name: {"start": day(start), "end": day(end)} for name, (start, end) in (("a", a), ("b", b))}
    found = client.data(COMPARE, {**periods, "first": 10})["compare"]
    expected: dict[str, Any] = {}
    for base in BASES:
        sides = side(told, base, *a), side(told, base, *b)
        undated = sum(each.counts and base in each.to and not each.dated for each in told)
        if sides[0]["count"] + sides[1]["count"] + undated:
            days = (a[1] - a[0] + 1, b[1] - b[0] + 1)
            expected[base] = (change(*sides, days), undated, *sides)
    told_by = {
        each["key"]["destination"]["node"]["id"]: (
            each["change"],
            each["undated"],
            *(
                {name: each[period][name] for name in ("low", "high", "count")}
                | {"ids": sorted(one["id"] for one in each[period]["flights"])}
                for period in ("a", "b")
            ),
        )
        for each in found["nodes"]
    }
    for _, _, *both in expected.values():
        for each in both:
            each["ids"] = sorted(each["ids"])
    assert told_by == expected and found["totalCount"] == len(expected)
    order = ["NEW", "GONE", "GROWN", "SHRUNK", "UNSURE", "SAME"]
    ranks = [(order.index(each["change"]), -abs(each["b"]["low"] - each["a"]["low"])) for each in found["nodes"]]
    assert ranks == sorted(ranks)
    pages: list[Any] = []
    after = None
    while len(pages) < len(expected):
        page = client.data(COMPARE, {**periods, "first": 1, "after": after})["compare"]
        pages += page["nodes"]
        after = page["pageInfo"]["endCursor"]
    assert pages == found["nodes"] and not page["pageInfo"]["hasNextPage"]


def test_groups_by_a_field_of_what_is_linked_count_a_flight_once(client: Client, told: list[Told]) -> None:
    """All bases lie nowhere: both destinations of a flight lead to one group, surely of neither alone."""
    query = """query ($a: PeriodRange!, $b: PeriodRange!) {
      compare(a: $a, b: $b, groupBy: [{destination: {country: true}}]) { nodes { a { count } b { count low } } } }"""
    span = {"start": day(0), "end": day(200)}
    (only,) = client.data(query, {"a": span, "b": span})["compare"]["nodes"]
    assert only["a"]["count"] == sum(each.counts and each.touches(0, 200) for each in told)


SURGES = """query ($period: PeriodRange!, $alarm: Float) {
  surges(groupBy: [{destination: {node: true}}], period: $period, unit: WEEK, falseAlarm: $alarm, first: 10) {
    totalCount
    nodes { key { destination { node { id } } } count undated
      levels { start end stretches low high rate spanning count flights(first: 200) { id } }
      surges { at direction score threshold certainty before { end low } after { start low high } } }
  }
}"""


def test_surges_are_found_where_traffic_was_made_to_change(client: Client, told: list[Told]) -> None:
    period = {"start": day(0), "end": day(139)}
    found = client.data(SURGES, {"period": period, "alarm": 0.01})["surges"]
    groups = {each["key"]["destination"]["node"]["id"]: each for each in found["nodes"]}
    assert set(groups) == set(BASES) and found["totalCount"] == 4
    (rise,) = groups["Base:c"]["surges"]
    assert rise["direction"] == "RISE" and day(49) <= rise["at"] <= day(70)
    assert rise["score"] >= rise["threshold"] > 0
    falls = [each["direction"] for each in groups["Base:b"]["surges"]]
    assert falls == ["FALL"]
    for base, group in groups.items():
        assert group["levels"][0]["start"] == day(0) and group["levels"][-1]["end"] == day(139)
        assert len(group["levels"]) == len(group["surges"]) + 1
        for level in group["levels"]:
            start, end = ((date.fromisoformat(level[name]) - FIRST).days for name in ("start", "end"))
            assert level["stretches"] * 7 == end - start + 1
            hand = side(told, base, start, end)
            assert (level["low"], level["high"], level["count"]) == (hand["low"], hand["high"], hand["count"])
            assert sorted(each["id"] for each in level["flights"]) == sorted(hand["ids"])
            assert level["rate"] == pytest.approx(level["low"] / level["stretches"])
        for surge in group["surges"]:
            assert surge["before"]["end"] < surge["after"]["start"] == surge["at"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ('compare(a: {start: "2024-02", end: "2024-01"}, b: {}, groupBy: [{flightKind: true}])', "BAD_INPUT", "before"),
        ("compare(a: {}, b: {}, groupBy: [])", "BAD_INPUT", "names no key"),
        ('surges(period: {start: "2024"}, groupBy: [{flightKind: true}])', "BAD_INPUT", "no start, or no end"),
        ('surges(period: {start: "1900", end: "2024"}, groupBy: [{flightKind: true}])', "BAD_INPUT", "2000"),
        (
            'surges(period: {start: "2024", end: "2024"}, falseAlarm: 2, groupBy: [{flightKind: true}])',
            "BAD_INPUT",
            "falseAlarm",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(client: Client, arguments: str, code: str, words: str) -> None:
    refused = client.refused(f"{{ {arguments} {{ totalCount }} }}")
    assert refused[0] == code and words in refused[1]
