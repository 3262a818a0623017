"""`corroboration` of a told flight lists what was seen meanwhile, with verdicts, from a real database."""

from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import Driver

from graph.connection import Address
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import sampled
from tests.graph.compile.world import Arrow, World

pytestmark = pytest.mark.neo4j

DAY = {"start": "2024-12-08", "end": "2024-12-08", "text": "on Sunday", "basis": "STATED"}


def seen(start: str, end: str, **more: Any) -> dict[str, Any]:
    period = {"start": f"2024-12-08T{start}Z", "end": f"2024-12-08T{end}Z", "text": None, "basis": "STATED"}
    return {"label": "seen", "flightKind": "OBSERVED", "period": period, **more}


WORLD = World(
    things={
        "Place:tripoli": {
            "label": "Tripoli",
            "siteKind": "CITY",
            "country": "LY",
            "location": {"latitude": 32.89, "longitude": 13.19},
        },
        "Base:mitiga": {"label": "Mitiga", "country": "LY", "location": {"latitude": 32.894, "longitude": 13.276}},
        "Base:benina": {"label": "Benina", "country": "LY", "location": {"latitude": 32.097, "longitude": 20.269}},
        "Place:syria": {"label": "Syria", "siteKind": "COUNTRY", "country": "SY"},
        "AircraftType:il76": {"label": "Il-76", "designator": "IL76"},
        "Aircraft:1": {"label": "RA-1"},
        "Actor:force": {"label": "a force"},
        "Flight:told": {"label": "told", "flightKind": "MOVEMENT", "period": DAY},
        "Flight:tight": {
            "label": "tight",
            "flightKind": "MOVEMENT",
            "period": {"start": "2024-12-08T11:00Z", "end": "2024-12-08T12:00Z", "text": None, "basis": "STATED"},
        },
        "Flight:undated": {"label": "undated", "flightKind": "MOVEMENT"},
        "Flight:landed": seen("10:00", "14:00"),
        "Flight:elsewhere": seen("15:00", "16:00"),
        "Flight:stranger": seen("10:30", "10:40"),
        "Flight:later": {**seen("10:00", "14:00"), "period": "2024-12-10"},
    },
    arrows=(
        Arrow("DESTINATION", "Flight:told", "Place:tripoli", {"modality": "ACTUAL"}),
        Arrow("OF_TYPE", "Flight:told", "AircraftType:il76", {"modality": "ACTUAL"}),
        Arrow("DESTINATION", "Flight:tight", "Place:syria", {"modality": "ACTUAL"}),
        Arrow("FLOWN_BY", "Flight:tight", "Aircraft:1", {"modality": "ACTUAL"}),
        Arrow("DESTINATION", "Flight:undated", "Place:tripoli", {"modality": "ACTUAL"}),
        Arrow("OF_TYPE", "Aircraft:1", "AircraftType:il76", {"modality": "ACTUAL"}),
        Arrow("OPERATES", "Actor:force", "Aircraft:1", {"modality": "ACTUAL"}),
        Arrow("FLOWN_BY", "Flight:landed", "Aircraft:1", {"modality": "ACTUAL"}),
        Arrow("DESTINATION", "Flight:landed", "Base:mitiga", {"modality": "ACTUAL"}),
        Arrow("FLOWN_BY", "Flight:elsewhere", "Aircraft:1", {"modality": "ACTUAL"}),
        Arrow("DESTINATION", "Flight:elsewhere", "Base:benina", {"modality": "ACTUAL"}),
        Arrow("FLOWN_BY", "Flight:later", "Aircraft:1", {"modality": "ACTUAL"}),
        Arrow("DESTINATION", "Flight:later", "Base:mitiga", {"modality": "ACTUAL"}),
    ),
)
QUERY = """query ($id: ID!, $first: Int) { flight(id: $id) { corroboration {
  supports contradicts cannotSay truncated
  observations(first: $first) { flight { id aircraft { nodes { label } } } verdict reason aspects { name agreement } }
} } }"""


@pytest.fixture(scope="module")
def client(ontology: Ontology, driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    with sampled(ontology, driver, neo4j_address, world=WORLD) as client:
        yield client


def asked(client: Client, flight: str) -> dict[str, Any]:
    found: dict[str, Any] = client.data(QUERY, {"id": flight, "first": 10})["flight"]["corroboration"]
    return found


def test_what_landed_beside_the_town_supports_and_what_went_elsewhere_cannot_say(client: Client) -> None:
    found = asked(client, "Flight:told")
    assert (found["supports"], found["contradicts"], found["cannotSay"], found["truncated"]) == (1, 0, 1, False)
    landed, elsewhere = found["observations"]
    assert landed["flight"] == {"id": "Flight:landed", "aircraft": {"nodes": [{"label": "RA-1"}]}}
    assert landed["verdict"] == "SUPPORTS" and "aircraftType and destination" in landed["reason"]
    assert {each["name"]: each["agreement"] for each in landed["aspects"]} == {
        "aircraft": "UNKNOWN", "aircraftType": "AGREES", "operator": "UNKNOWN", "origin": "UNKNOWN",
        "destination": "AGREES", "period": "AGREES",
    }  # fmt: skip
    assert (elsewhere["flight"]["id"], elsewhere["verdict"]) == ("Flight:elsewhere", "CANNOT_SAY")
    assert "another destination" in elsewhere["reason"]


def test_the_same_aircraft_under_way_elsewhere_contradicts(client: Client) -> None:
    found = asked(client, "Flight:tight")
    (only,) = found["observations"]
    assert (only["flight"]["id"], only["verdict"], found["contradicts"]) == ("Flight:landed", "CONTRADICTS", 1)


@pytest.mark.parametrize("flight", ["Flight:undated", "Flight:landed"])
def test_what_is_undated_or_seen_itself_has_none(client: Client, flight: str) -> None:
    assert asked(client, flight) == {
        "supports": 0, "contradicts": 0, "cannotSay": 0, "truncated": False, "observations": [],
    }  # fmt: skip


def test_a_page_that_is_cut_is_told(client: Client) -> None:
    answer = client.answer('{ flight(id: "Flight:told") { corroboration { observations { verdict } } } }')
    assert "extensions" not in answer
    few = client.data(QUERY, {"id": "Flight:told", "first": 1})["flight"]["corroboration"]
    assert len(few["observations"]) == 1 and few["cannotSay"] == 1


def test_it_is_asked_of_things_of_any_noun_at_once(client: Client) -> None:
    query = """query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Flight { corroboration { supports } } } }"""
    found = client.data(query, {"ids": ["Flight:told", "Base:mitiga"]})["nodes"]
    assert found == [{"id": "Flight:told", "corroboration": {"supports": 1}}, {"id": "Base:mitiga"}]
