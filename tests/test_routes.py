"""Routes of a slice of OpenFlights, loaded from its tables and asked by GraphQL, against networkx over the CSV."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import networkx as nx
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
#: Two parts that no service connects, with loops, parallel services and airports that nobody serves.
COUNTRIES = {"Algeria", "Chad", "Egypt", "Libya", "Mali", "Nepal", "Niger", "Sudan", "Tunisia"}
ROUTES = """query ($from: String!, $to: String!, $search: PathSearch) {
  paths(from: {base: {icao: {eq: $from}}}, to: {base: {icao: {eq: $to}}}, flights: {}, search: $search, maxLength: 8,
        first: 1000) {
    totalCount truncated { reason }
    paths { length kilometres nodes { ... on Base { icao } } hops { flights { totalCount } } }
  }
}"""
REACH = """query ($from: String!, $carrier: String!, $hops: Int!) {
  paths(from: {base: {icao: {eq: $from}}}, flights: {operator: {some: {icao: {eq: $carrier}}}}, maxLength: $hops,
        first: 1000) { truncated { reason } paths { length nodes { ... on Base { icao } } } }
}"""


@dataclass(frozen=True, slots=True)
class Table:
    """The slice as networkx and the CSV have it, by ICAO codes: airports, services, and services by carrier."""

    airports: dict[str, dict[str, str]]
    served: "nx.DiGraph[str]"
    services: dict[tuple[str, str], int]
    carriers: dict[str, "nx.DiGraph[str]"]


def rows(data: Path, name: str) -> list[dict[str, str]]:
    with gzip.open(data / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def tables(shared: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of the slice."""
    data = shared / "data"
    airports = [
        row for row in rows(data, "openflights_airports") if row["country"] in COUNTRIES and len(row["icao"]) == 4
    ]
    known = {row["airport_id"] for row in airports}
    ends = ("source_airport_id", "destination_airport_id")
    routes = [row for row in rows(data, "openflights_routes") if all(row[end] in known for end in ends)]
    flying = {row["airline_id"] for row in routes}
    airlines = [row for row in rows(data, "openflights_airlines") if row["airline_id"] in flying]
    return {"openflights_airports": airports, "openflights_airlines": airlines, "openflights_routes": routes}


@pytest.fixture(scope="module")
def table(tables: dict[str, list[dict[str, str]]]) -> Table:
    airports = {row["icao"]: row for row in tables["openflights_airports"]}
    codes = {row["airport_id"]: row["icao"] for row in tables["openflights_airports"]}
    airlines = {row["airline_id"]: row["icao"] for row in tables["openflights_airlines"]}
    served: nx.DiGraph[str] = nx.DiGraph()
    services: dict[tuple[str, str], int] = {}
    carriers: dict[str, nx.DiGraph[str]] = {}
    for row in tables["openflights_routes"]:
        ends = codes[row["source_airport_id"]], codes[row["destination_airport_id"]]
        served.add_edge(*ends)
        services[ends] = services.get(ends, 0) + 1
        carriers.setdefault(airlines.get(row["airline_id"], ""), nx.DiGraph()).add_edge(*ends)
    return Table(airports, served, services, carriers)


@pytest.fixture(scope="module")
def client(
    driver: Driver,
    neo4j_address: Address,
    tables: dict[str, list[dict[str, str]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Client]:
    """The service over the slice."""
    ontology, folder = discover(), tmp_path_factory.mktemp("routes")
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, neo4j_address.database, ontology)
    store.prepare()
    for name, some in tables.items():
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(some[0]))
            writer.writeheader()
            writer.writerows(some)
        store.load(read_table(path, find_mapping(name, ontology)))
    with Client(create_app(ontology, GraphReader(neo4j_address, ontology), ApiSettings())) as running:
        yield running


def routes(client: Client, start: str, end: str, search: str) -> Any:
    found = client.data(ROUTES, {"from": start, "to": end, "search": search})["paths"]
    assert found["truncated"] is None
    return found


def codes(found: Any) -> list[list[str]]:
    return [[node["icao"] for node in path["nodes"]] for path in found["paths"]]


def test_fewest_hops_and_all_shortest_routes(client: Client, table: Table) -> None:
    airports = sorted(table.served)
    pairs = list(combinations(airports, 2))[:: len(airports)]
    lengths = set()
    for start, end in pairs:
        expected = sorted(nx.all_shortest_paths(table.served, start, end)) if connected(table, start, end) else []
        every = routes(client, start, end, "ALL_SHORTEST")
        assert sorted(codes(every)) == expected and every["totalCount"] == len(expected)
        for path, things in zip(every["paths"], codes(every), strict=True):
            assert [hop["flights"]["totalCount"] for hop in path["hops"]] == [
                table.services[hop] for hop in pairwise(things)
            ]
        one = routes(client, start, end, "SHORTEST")
        assert len(one["paths"]) == min(len(expected), 1)
        assert all(path in expected for path in codes(one))
        lengths.add(len(expected[0]) - 1 if expected else None)
    assert len(pairs) > 20 and {None, 1, 2, 3} <= lengths


def connected(table: Table, start: str, end: str) -> bool:
    return bool(nx.has_path(table.served, start, end))


def test_nothing_leads_to_an_airport_that_nobody_serves(client: Client, table: Table) -> None:
    unserved = min(set(table.airports) - set(table.served))
    assert routes(client, "HECA", unserved, "SHORTEST") == {"totalCount": 0, "truncated": None, "paths": []}


def test_how_far_a_carrier_reaches_in_exactly_so_many_hops(client: Client, table: Table) -> None:
    carrier, served = max(table.carriers.items(), key=lambda each: (each[1].number_of_edges(), each[0]))
    reached = 0
    for start in sorted(served)[:6]:
        far = nx.single_source_shortest_path_length(served, start)
        for hops in (1, 2, 3):
            found = client.data(REACH, {"from": start, "carrier": carrier, "hops": hops})["paths"]
            assert found["truncated"] is None
            last = {path["nodes"][-1]["icao"] for path in found["paths"] if path["length"] == hops}
            assert last == {end for end, distance in far.items() if distance == hops}
            reached += len(last)
    assert reached > 20


def test_hops_have_great_circle_distances(client: Client, table: Table) -> None:
    for start, end in list(table.services)[::40]:
        (path,) = routes(client, start, end, "SHORTEST")["paths"]
        one, other = (
            [radians(float(table.airports[code][axis])) for axis in ("latitude", "longitude")] for code in (start, end)
        )
        half = sin((other[0] - one[0]) / 2) ** 2 + cos(one[0]) * cos(other[0]) * sin((other[1] - one[1]) / 2) ** 2
        assert path["kilometres"] == pytest.approx(2 * 6371.0088 * asin(sqrt(half)), abs=0.01)


def test_what_is_central_and_what_holds_together(client: Client, table: Table) -> None:
    found = client.data("""{
      betweenness: analysis(of: {flights: {}}, measure: BETWEENNESS, first: 1000) {
        graph { nodes edges } results { score node { ... on Base { icao } } } }
      parts: analysis(of: {flights: {}}, measure: COMPONENTS, first: 100) { totalCount results { size } }
      strong: analysis(of: {flights: {}}, measure: STRONG_COMPONENTS, first: 100) { totalCount results { size } }
    }""")
    scores = {each["node"]["icao"]: each["score"] for each in found["betweenness"]["results"]}
    assert scores == pytest.approx(nx.betweenness_centrality(table.served), abs=1e-9)
    assert found["betweenness"]["graph"] == {"nodes": len(table.served), "edges": table.served.number_of_edges()}
    for name, every in (
        ("parts", nx.weakly_connected_components(table.served)),
        ("strong", nx.strongly_connected_components(table.served)),
    ):
        sizes = sorted(map(len, every), reverse=True)
        assert [each["size"] for each in found[name]["results"]] == sizes and found[name]["totalCount"] == len(sizes)
    assert len(found["parts"]["results"]) > 1
