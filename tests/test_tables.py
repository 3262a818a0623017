"""Slices of every shared table in one graph, asked by GraphQL: questions that no table answers alone."""

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from api.app import create_app
from api.settings import ApiSettings
from contrail.mappings import find_mapping
from graph.connection import Address
from graph.reader import GraphReader
from graph.store import Store
from ingest.table.read import read_table
from schema.discover import discover
from tests.api.client import Client

pytestmark = pytest.mark.neo4j
#: What a row holds that is taken of a large table; small tables are taken whole.
SLICES = {
    "adsb_sightings": r",06a133,|,AEA1297,",
    "aircraft_plane_alert": r"^(07C024|06A133),",
    "airports_ourairports": r"^HL|^(LTFM|LTBA|LTFJ|LTAC),",
    "countries_ourairports": r",(LY|SD|TR|US),|^(LY|SD|TR|US),",
    "nyc13_airports": r"^(EWR|IAH),",
    "nyc13_flights": r"^2013-01-01,.*,N14228,|^2013-01-02,.*,N628VA,",
    "nyc13_planes": r"^(N14228|N628VA),",
    "ofac_sdn_aviation": r"(?i)il-?76|SYRIAN ARAB AIRLINES|POUYA|KORYO|SYRIANAIR|YAS AIR",
    "openflights_airlines": r",(AAW|THY|LAA|SCW|AEA),",
    "openflights_airports": r",(Libya|Turkey),",
    "openflights_planes": r"^(Airbus A3[123]|Boeing 737)",
    "openflights_routes": r",(IST|SAW),\d+,(MJI|TIP|BEN|MRA),",
    "vrs_aircraft": r"^06A133|,N628VA,",
    "vrs_airlines": r"^(AAW|THY|LAA|SCW|AEA|BNL),",
    "vrs_airports": r"^HL|^(LTFM|LTBA|LTFJ|LTAC|LEPA|LFPO),",
    "vrs_callsign_routes": r"LT..-HL|^AEA1297,",
    "vrs_code_blocks": r",(SD|QA)$",
    "vrs_countries": r"^(LY|SD|TR|US),",
    "vrs_model_types": r"^(IL76|B738|A320),",
    "vrs_reg_prefixes": r",(LY|SD|TR|US),",
}


@pytest.fixture(scope="module")
def client(
    driver: Driver, neo4j_address: Address, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    """The service over a graph of all tables."""
    ontology, folder = discover(), tmp_path_factory.mktemp("tables")
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, neo4j_address.database, ontology)
    store.prepare()
    for path in sorted((shared / "data").glob("*.csv*")):
        name = path.name.partition(".")[0]
        store.load(read_table(taken(path, folder, SLICES.get(name, "")), find_mapping(name, ontology)))
    with Client(create_app(ontology, GraphReader(neo4j_address, ontology), ApiSettings())) as running:
        yield running


def taken(path: Path, folder: Path, pattern: str) -> Path:
    """A table of the header and the rows in which the pattern is found."""
    to, wanted = folder / path.name.removesuffix(".gz"), re.compile(pattern)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file, to.open("w", encoding="utf-8", newline="") as out:
        rows = csv.reader(file)
        writer = csv.writer(out)
        writer.writerow(next(rows))
        writer.writerows(row for row in rows if wanted.search(",".join(row)))
    return to


def nodes(client: Client, query: str) -> list[Any]:
    """What is on the page of a query of one root."""
    (page,) = client.data(query).values()
    found: list[Any] = page["nodes"]
    return found


def names(connection: dict[str, Any]) -> set[str]:
    return {node["name"] for node in connection["nodes"]}


def titles(thing: dict[str, Any]) -> set[str]:
    return {statement["reportedIn"]["title"] for statement in thing["statements"]["nodes"]}


def test_a_carrier_is_found_by_its_code_in_two_tables(client: Client) -> None:
    (carrier,) = nodes(
        client,
        """{ actors(where: {icao: {eq: "AAW"}}) { nodes {
        name iata callsign country active statements { nodes { reportedIn { title } } } } } }""",
    )
    assert titles(carrier) == {"OpenFlights airlines", "Virtual Radar Server airlines"}
    del carrier["statements"]
    assert carrier == {
        "name": "Afriqiyah Airways", "iata": "8U", "callsign": "AFRIQIYAH", "country": "LY", "active": True,
    }  # fmt: skip


def test_who_flies_from_turkey_to_libya(client: Client) -> None:
    way = '{origin: {some: {country: {eq: "TR"}}}, destination: {some: {country: {eq: "LY"}}}}'
    carriers = nodes(
        client,
        f"""{{ actors(where: {{operatedFlights: {{some: {way}}}}}) {{ nodes {{ icao
        operatedFlights(where: {way}) {{ nodes {{ callsign aircraftType {{ nodes {{ name }} }}
          destination {{ nodes {{ ... on Base {{ icao }} }} }} }} }} }} }} }}""",
    )
    flights = {carrier["icao"]: carrier["operatedFlights"]["nodes"] for carrier in carriers}
    assert {"AAW", "BNL", "LAA", "THY"} <= flights.keys()
    # Callsigns are told by one table, equipment by another.
    assert {flight["callsign"] for flight in flights["AAW"]} >= {None, "AAW971", "AAW975"}
    assert "Airbus A320" in {name for flight in flights["AAW"] for name in names(flight["aircraftType"])}
    assert {base["icao"] for flight in flights["BNL"] for base in flight["destination"]["nodes"]} == {
        "HLLB", "HLLM", "HLMS",
    }  # fmt: skip


def test_operators_that_share_a_type(client: Client) -> None:
    shared = nodes(
        client,
        """{ actors(where: {operatedFlights: {some: {aircraftType: {some: {designator: {eq: "A320"}}}}}}) {
        nodes { name } } }""",
    )
    assert {carrier["name"] for carrier in shared} >= {"Afriqiyah Airways", "Libyan Arab Airlines", "Turkish Airlines"}


def test_runways_of_airports_that_three_tables_tell_of(client: Client) -> None:
    found = nodes(
        client,
        """{ bases(where: {country: {eq: "LY"}, longestRunway: {gte: 3500}, arrivals: {some: {}}}) { nodes {
        icao longestRunway timeZone statements { nodes { reportedIn { title } } } } } }""",
    )
    (benina,) = (base for base in found if base["icao"] == "HLLB")
    assert (benina["longestRunway"], benina["timeZone"]) == (pytest.approx(3575.9), "Africa/Tripoli")
    assert titles(benina) >= {"OpenFlights airports", "OurAirports airports", "Virtual Radar Server airports"}


def test_a_tail_with_its_type_and_times(client: Client) -> None:
    (tail,) = nodes(
        client,
        """{ aircraftList(where: {registration: {eq: "N14228"}}) { nodes { built
        aircraftType { nodes { designator } } flights { nodes { number distance operator { nodes { name } }
          scheduled { start end } actual { start end } destination { nodes { ... on Base { iata } } } } } } } }""",
    )
    assert (tail["built"], tail["aircraftType"]["nodes"]) == (1999, [{"designator": "B738"}])
    (flight,) = tail["flights"]["nodes"]
    assert flight["scheduled"] == {"start": "2013-01-01T10:15Z", "end": "2013-01-01T14:19Z"}
    assert flight["actual"] == {"start": "2013-01-01T10:17Z", "end": "2013-01-01T14:30Z"}
    assert (flight["number"], flight["destination"]["nodes"]) == ("UA1545", [{"iata": "IAH"}])
    assert names(flight["operator"]) == {"United Air Lines Inc."}


def test_the_block_of_an_airframe_s_address(client: Client) -> None:
    (airframe,) = nodes(
        client,
        '{ aircraftList(where: {registration: {eq: "5A-EWX"}}) { nodes { icao24 operators { nodes { name } } } } }',
    )
    assert names(airframe["operators"]) == {"Libyan National Army"}
    # An aircraft of Libya whose address is one of Sudan's.
    (block,) = nodes(
        client,
        f"""{{ addressBlocks(where: {{first: {{lte: "{airframe["icao24"]}"}}, last: {{gte: "{airframe["icao24"]}"}}}})
        {{ nodes {{ first last military allottedTo {{ nodes {{ name country }} }} }} }} }}""",
    )
    assert block == {
        "first": "07C000", "last": "07CFFF", "military": False,
        "allottedTo": {"nodes": [{"name": "Sudan", "country": "SD"}]},
    }  # fmt: skip


def test_what_was_seen_and_what_is_planned_share_a_callsign(client: Client) -> None:
    flights = nodes(
        client,
        """{ flights(where: {callsign: {eq: "AEA1297"}}, orderBy: [{flightKind: ASC}]) { nodes { flightKind
        aircraft { nodes { icao24 } } operator { nodes { name } }
        destination { nodes { ... on Base { icao } } } } } }""",
    )
    seen, planned = sorted(flights, key=lambda flight: str(flight["flightKind"]))
    assert (seen["flightKind"], planned["flightKind"]) == ("OBSERVED", "SERVICE")
    assert seen["aircraft"]["nodes"] == [{"icao24": "344487"}]
    assert names(planned["operator"]) == {"Air Europa"} and planned["destination"]["nodes"] == [{"icao": "LFPO"}]


def test_one_airframe_of_three_tables(client: Client) -> None:
    (airframe,) = nodes(
        client,
        """{ aircraftList(where: {icao24: {eq: "06A133"}}) { nodes { registration
        flights { nodes { callsign } } statements { nodes { reportedIn { title } } } } } }""",
    )
    assert airframe["registration"] == "A7-CEI" and airframe["flights"]["nodes"] == [{"callsign": "QQE940"}]
    assert len(titles(airframe)) == 3


def test_equal_registrations_alone_are_candidates(client: Client) -> None:
    found = nodes(
        client,
        """{ aircraftList(where: {registration: {eq: "N628VA"}}) { nodes { built flights { totalCount }
        candidates { edges { reasons node { label } } } } } }""",
    )
    assert sorted((one["built"], one["flights"]["totalCount"]) for one in found) == [(2006, 0), (2007, 1)]
    assert all(edge["reasons"] == ["equal registrations"] for one in found for edge in one["candidates"]["edges"])


def test_sanctioned_aircraft_and_the_parties_behind_them(client: Client) -> None:
    found = nodes(
        client,
        """{ aircraftList(where: {aircraftType: {some: {designator: {eq: "IL76"}}}, listedOn: {some: {}}}) { nodes {
        registration operators { nodes { name } } linkedTo { nodes { name } } listedOn { nodes { programs } } } } }""",
    )
    assert len(found) == 10
    by_tail = {one["registration"]: one for one in found}
    assert names(by_tail["YK-ATB"]["linkedTo"]) == {"SYRIAN ARAB AIRLINES"}
    assert names(by_tail["EP-GOM"]["operators"]) == {"YAS AIR"} and names(by_tail["EP-GOM"]["linkedTo"]) == {
        "POUYA AIR"
    }
    assert by_tail["P-912"]["listedOn"]["nodes"] == [{"programs": ["DPRK3"]}]


def test_things_on_which_statements_disagree(client: Client) -> None:
    found = nodes(
        client,
        """{ conflicts(first: 100) { nodes { entity { label } field
        positions { value statements { nodes { row reportedIn { title } } } } } } }""",
    )
    told = {(one["entity"]["label"], one["field"]): one["positions"] for one in found}
    positions = told["Malmo Aviation", "callsign"]
    assert {position["value"] for position in positions} == {"SCANWING", "SCANWINGS"}
    assert {title for position in positions for title in titles(position)} == {"OpenFlights airlines"}
