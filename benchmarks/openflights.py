"""The OpenFlights tables -> nodes and edges in the stored form of docs/storage.md, without going through claims.

A stand-in for `contrail load`: it gives the query benchmarks a graph of real size (7,698 airports, 6,162 airlines,
66,771 services with both ends known).
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

from neo4j import Driver

from schema import identity

BATCH = 5_000
Row = dict[str, str]


def load(driver: Driver, database: str, folder: Path) -> dict[str, int]:
    """Write the tables into an empty graph that has its constraints; returns how many of each noun."""
    airports = {row["airport_id"]: _key("Base", row["airport_id"]) for row in _rows(folder, "airports")}
    airlines = {row["airline_id"]: _key("Actor", row["airline_id"]) for row in _rows(folder, "airlines")}
    types = {row["iata"]: row for row in _rows(folder, "planes") if row["iata"]}

    def write(text: str, rows: Iterator[dict[str, object]]) -> int:
        written = 0
        batch: list[dict[str, object]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == BATCH:
                driver.execute_query(text, rows=batch, database_=database)
                written += len(batch)
                batch = []
        driver.execute_query(text, rows=batch, database_=database)
        return written + len(batch)

    counts = {
        "Base": write(
            "UNWIND $rows AS r CREATE (n:Base:Site:Entity) SET n = r.node "
            "SET n.location = point({latitude: r.lat, longitude: r.lon})",
            (_airport(row) for row in _rows(folder, "airports")),
        ),
        "Actor": write(
            "UNWIND $rows AS r CREATE (n:Actor:Entity) SET n = r.node",
            (_airline(row) for row in _rows(folder, "airlines")),
        ),
        "AircraftType": write(
            "UNWIND $rows AS r CREATE (n:AircraftType:Entity) SET n = r.node",
            (_type(row) for row in types.values()),
        ),
        "Flight": write(
            "UNWIND $rows AS r MATCH (a:Base {id: r.origin}) MATCH (b:Base {id: r.destination}) "
            "CREATE (n:Flight:Entity) SET n = r.node "
            "CREATE (n)-[:ORIGIN {evidence: [r.row], known_from: 0, modality: 'ACTUAL'}]->(a) "
            "CREATE (n)-[:DESTINATION {evidence: [r.row], known_from: 0, modality: 'ACTUAL'}]->(b) "
            "WITH n, r MATCH (o:Actor {id: r.operator}) "
            "CREATE (n)-[:OPERATED_BY {evidence: [r.row], known_from: 0, modality: 'ACTUAL'}]->(o)",
            (
                _route(number, row, airports, airlines)
                for number, row in enumerate(_rows(folder, "routes"))
                if row["source_airport_id"] in airports and row["destination_airport_id"] in airports
            ),
        ),
    }
    driver.execute_query(
        "UNWIND $rows AS r MATCH (n:Flight {id: r.id}) MATCH (t:AircraftType {id: r.type}) "
        "CREATE (n)-[:OF_TYPE {evidence: [r.row], known_from: 0, modality: 'ACTUAL'}]->(t)",
        rows=[
            {"id": _key("Flight", str(number)), "type": _key("AircraftType", code), "row": number}
            for number, row in enumerate(_rows(folder, "routes"))
            for code in row["equipment"].split()
            if code in types
        ],
        database_=database,
    )
    driver.execute_query("CALL db.awaitIndexes(300)", database_=database)
    return counts


def _rows(folder: Path, name: str) -> Iterator[Row]:
    packed = folder / f"openflights_{name}.csv.gz"
    plain = folder / f"openflights_{name}.csv"
    with gzip.open(packed, "rt", encoding="utf-8") if packed.exists() else plain.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _key(noun: str, own: str) -> str:
    return identity.keyed(noun, "source:openflights", own)


def _node(identifier: str, label: str, **values: object) -> dict[str, object]:
    present = {name: value for name, value in values.items() if value not in ("", None)}
    return {"id": identifier, "label": label, **present}


def _airport(row: Row) -> dict[str, object]:
    return {
        "node": _node(
            _key("Base", row["airport_id"]), row["name"], name=row["name"], icao=row["icao"], iata=row["iata"],
            siteKind="AIRPORT", elevation=float(row["altitude_ft"] or 0) * 0.3048,
        ),
        "lat": float(row["latitude"]),
        "lon": float(row["longitude"]),
    }  # fmt: skip


def _airline(row: Row) -> dict[str, object]:
    return {
        "node": _node(
            _key("Actor", row["airline_id"]), row["name"] or row["airline_id"], name=row["name"], icao=row["icao"],
            iata=row["iata"], callsign=row["callsign"], actorKind="COMPANY", active=row["active"] == "Y",
        )
    }  # fmt: skip


def _type(row: Row) -> dict[str, object]:
    return {
        "node": _node(
            _key("AircraftType", row["iata"]), row["name"], name=row["name"], iata=row["iata"], designator=row["icao"]
        )
    }


def _route(number: int, row: Row, airports: dict[str, str], airlines: dict[str, str]) -> dict[str, object]:
    label = f"Flight {row['airline']} {row['source_airport']}-{row['destination_airport']}"
    return {
        "node": _node(_key("Flight", str(number)), label, flightKind="SERVICE"),
        "row": number,
        "origin": airports[row["source_airport_id"]],
        "destination": airports[row["destination_airport_id"]],
        "operator": airlines.get(row["airline_id"]),
    }
