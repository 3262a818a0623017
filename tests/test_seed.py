"""The seed article, end to end: read, written to a real Neo4j, asked by GraphQL."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from graph.connection import Address
from ingest.format.metadata import Metadata
from tests.api.client import Client
from tests.reading import reading

EXAMPLE = """query { flights(where: {destination: {some: {name: {contains: "Khadim"}}}}) { totalCount nodes {
  count { low high text } period { start end text } aircraftType { nodes { designator } } operator { nodes { name } }
  origin { edges { alternative node { name country } } }
  destination { nodes { name ... on Base { icao location { latitude longitude } } } }
  statements { nodes { text quoted saidBy { nodes { name } } reportedIn { title url publishedAt } } } } } }"""


@pytest.fixture(scope="module")
def seed(shared: Path) -> Path:
    (path,) = (shared / "seed").glob("*.txt")
    return path


@pytest.fixture(scope="module")
def client(driver: Driver, neo4j_address: Address, seed: Path) -> Iterator[Client]:
    with reading(driver, neo4j_address, [seed], Metadata(published=date(2024, 12, 20))) as running:
        yield running


def only(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    (found,) = nodes
    return found


def test_the_design_s_example_answers_in_full(client: Client) -> None:
    answer = client.data(EXAMPLE)["flights"]
    assert answer["totalCount"] == 1
    flight = only(answer["nodes"])
    assert (flight["count"]["low"], flight["count"]["high"]) == (6, None)
    assert (flight["period"]["start"], flight["period"]["end"]) == ("2024-12-08", "2024-12-20")
    assert only(flight["aircraftType"]["nodes"])["designator"] == "IL76"
    assert only(flight["operator"]["nodes"])["name"] == "Russia"
    assert flight["origin"]["edges"] == []
    base = only(flight["destination"]["nodes"])
    assert base["icao"] == "HL59"
    assert base["location"] == {"latitude": pytest.approx(31.9985), "longitude": pytest.approx(21.1918)}
    statement = only(flight["statements"]["nodes"])
    assert statement["quoted"] is False
    assert only(statement["saidBy"]["nodes"])["name"] == "various media outlets"
    assert statement["reportedIn"]["publishedAt"] == "2024-12-20"


def test_moscow_or_minsk_is_one_of_several(client: Client) -> None:
    flight = only(
        client.data(
            """{ flights(where: {origin: {some: {name: {eq: "Minsk"}}}}) { nodes {
            count { low high } trips { low high } period { start end }
            origin { edges { alternative node { name } } } destination { nodes { name } } } } }"""
        )["flights"]["nodes"]
    )
    assert (flight["count"], flight["trips"]) == ({"low": 4, "high": 4}, {"low": 2, "high": None})
    assert flight["period"] == {"start": "2024-12-13", "end": "2024-12-20"}
    groups = {edge["node"]["name"]: edge["alternative"] for edge in flight["origin"]["edges"]}
    assert set(groups) == {"Moscow", "Minsk"}
    assert groups["Moscow"] == groups["Minsk"] is not None
    assert only(flight["destination"]["nodes"])["name"] == "eastern Libya"


def test_flights_from_russia_and_from_syrian_bases_go_to_benghazi(client: Client) -> None:
    flight = only(
        client.data(
            """{ flights(where: {destination: {some: {name: {eq: "Benghazi"}}}}) { nodes {
            origin { edges { alternative node { __typename name country } } }
            statements { nodes { saidBy { nodes { name } } } } } } }"""
        )["flights"]["nodes"]
    )
    origins = {(edge["node"]["__typename"], edge["node"]["country"]) for edge in flight["origin"]["edges"]}
    assert origins == {("Place", "RU"), ("Base", "SY")}
    assert all(edge["alternative"] is None for edge in flight["origin"]["edges"])
    assert only(only(flight["statements"]["nodes"])["saidBy"]["nodes"])["name"] == "Officials in Libya"


def test_who_controls_benghazi_and_whose_bases_are_in_syria(client: Client) -> None:
    data = client.data(
        """{ places(where: {name: {eq: "Benghazi"}}) { nodes {
          controllers { nodes { name allies { nodes { name } } } } } }
        bases(where: {country: {eq: "SY"}}) { nodes { hosts { nodes { name } } } }
        overthrown: actors(where: {overthrown: {isNull: false}}) { nodes {
          name overthrown { start end basis } overthrownBy { totalCount } } } }"""
    )
    leader = only(only(data["places"]["nodes"])["controllers"]["nodes"])
    assert only(leader["allies"]["nodes"])["name"] == "Russia"
    assert only(only(data["bases"]["nodes"])["hosts"]["nodes"])["name"] == "Russia"
    overthrown = data["overthrown"]["nodes"]
    assert any("Assad" in actor["name"] for actor in overthrown)
    assert all(actor["overthrownBy"]["totalCount"] == 0 for actor in overthrown), "the words name nobody who did it"


def test_every_edge_leads_to_the_characters(client: Client, seed: Path) -> None:
    text = seed.read_text()
    data = client.data(
        """{ flights { nodes { evidence(first: 100) { nodes { text span { start end } } }
        destination { edges { evidence { nodes { field text span { start end } statement {
          text span { start end } reportedIn { sha256 } } } } } } } } }"""
    )
    seen = 0
    for flight in data["flights"]["nodes"]:
        claims = flight["evidence"]["nodes"]
        for edge in flight["destination"]["edges"]:
            claims = claims + edge["evidence"]["nodes"] + [claim["statement"] for claim in edge["evidence"]["nodes"]]
        for claim in claims:
            assert text[claim["span"]["start"] : claim["span"]["end"]] == claim["text"]
            seen += 1
    assert seen > 20


def test_quotations_have_their_speaker(client: Client) -> None:
    quoted = client.data("{ statements(where: {quoted: {eq: true}}) { nodes { saidBy { nodes { name role } } } } }")
    speakers = [only(statement["saidBy"]["nodes"]) for statement in quoted["statements"]["nodes"]]
    assert [speaker["name"] for speaker in speakers] == ["Vladimir Putin"] * 2


def test_without_a_date_nothing_is_guessed(driver: Driver, neo4j_address: Address, seed: Path) -> None:
    with reading(driver, neo4j_address, [seed]) as running:
        flights = running.data("{ flights { nodes { period { start end basis text } } } }")["flights"]["nodes"]
    periods = [flight["period"] for flight in flights if flight["period"]]
    assert periods
    assert all(period["start"] is period["end"] is None for period in periods)
    assert {period["basis"] for period in periods} == {"UNKNOWN"}
