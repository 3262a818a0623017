"""`routes` is the groups of flights by other words, and what it adds is what its flights tell."""

from typing import Any

import pytest

from tests.api.client import Client

pytestmark = pytest.mark.neo4j
TOLD = """
  totalCount
  nodes {
    count
    node {
      movements(modalities: [ACTUAL, EXPECTED, POSSIBLE]) { low high count certain explanation }
      aircraft { countDistinct } operator { countDistinct }
      period { start { min } end { max } }
    }
    flights(first: 100) {
      nodes {
        count { low } trips { low high } flightKind modality period { start end }
        aircraft { nodes { id } } operator { nodes { id } } statements { nodes { text } }
      }
    }
  }
"""
WORDS = {
    "ORIGIN": "{origin: {node: true}}",
    "DESTINATION": "{destination: {node: true}}",
    "ORIGIN_COUNTRY": "{origin: {country: true}}",
    "DESTINATION_COUNTRY": "{destination: {country: true}}",
    "OPERATOR": "{operator: {node: true}}",
    "CARRIED_FOR": "{carriedFor: {node: true}}",
    "AIRCRAFT_TYPE": "{aircraftType: {node: true}}",
    "AIRCRAFT": "{aircraft: {node: true}}",
    "FLIGHT_KIND": "{flightKind: true}",
    "DAY": "{period: DAY}",
    "WEEK": "{period: WEEK}",
    "MONTH": "{period: MONTH}",
    "YEAR": "{period: YEAR}",
}


def routes(service: Client, arguments: str) -> Any:
    return service.data(f"{{ routes({arguments}) {{ {TOLD} }} }}")["routes"]


def test_each_word_stands_for_a_key_of_groups(service: Client) -> None:
    kinds = service.data('{ __type(name: "FlightRoundupKey") { enumValues { name } } }')["__type"]
    assert {each["name"] for each in kinds["enumValues"]} == set(WORDS)
    for word, key in WORDS.items():
        where = "where: {flightKind: {ne: SERVICE}}"
        groups = f"flights({where}) {{ aggregate {{ groups(by: [{key}], orderBy: KEY_ASC) {{ {TOLD} }} }} }}"
        found = service.data(f"{{ {groups} }}")["flights"]["aggregate"]["groups"]
        assert routes(service, f"groupBy: [{word}], {where}, orderBy: KEY_ASC") == found


def test_behind_every_number_stand_flights_and_their_words(service: Client) -> None:
    found = routes(service, "groupBy: [ORIGIN, DESTINATION, WEEK], first: 100")
    assert found["totalCount"] == len(found["nodes"]) > 1
    told = 0
    for group in found["nodes"]:
        flights, told_of = group["flights"]["nodes"], group["node"]
        assert len(flights) == group["count"] and all(each["statements"]["nodes"] for each in flights)
        counting = [each for each in flights if each["flightKind"] != "SERVICE" and each["modality"] != "QUESTIONED"]
        lows = [
            max([1, *(part["low"] for part in (each["count"], each["trips"]) if part and part["low"] is not None)])
            for each in counting
        ]
        movements = told_of["movements"]
        assert (movements["low"], movements["count"]) == (sum(lows), len(counting))
        assert max(lows, default=0) <= movements["certain"] <= movements["low"]
        for way in ("aircraft", "operator"):
            every = {thing["id"] for each in flights for thing in each[way]["nodes"]}
            assert told_of[way]["countDistinct"] == len(every)
        told += movements["certain"] < movements["low"]
        assert ("overlap in time" in movements["explanation"]) is (movements["certain"] < movements["low"])
    pages = [routes(service, f"groupBy: [ORIGIN], first: 1{after}")["totalCount"] for after in ("", "")]
    assert pages[0] == pages[1]


def test_reports_that_may_be_of_the_same_time_are_not_all_certain(service: Client) -> None:
    (whole,) = routes(service, "groupBy: [FLIGHT_KIND], where: {flightKind: {eq: MOVEMENT}}")["nodes"]
    movements = whole["node"]["movements"]
    assert movements["certain"] < movements["low"]
    assert f"are {movements['certain']} at the least" in movements["explanation"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("{ routes(groupBy: []) { totalCount } }", "names no key"),
        ("{ routes(groupBy: [WEEK]) { nodes { key { origin { country } } } } }", "is not what these groups are by"),
        ('{ routes(groupBy: [WEEK], after: "x") { totalCount } }', "cursor"),
    ],
)
def test_what_cannot_be_meant_is_refused(service: Client, query: str, words: str) -> None:
    code, message = service.refused(query)
    assert code == "BAD_INPUT" and words in message
