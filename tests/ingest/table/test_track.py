"""Files of position reports become rows that the shipped mappings read: observed flights with their evidence."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from graph.validate import problems
from ingest.mappings import shipped
from ingest.table.declare import read_mapping
from ingest.table.errors import BrokenTableError
from ingest.table.read import read_table
from schema.claim import Batch, Modality, Statement
from schema.identity import keyed
from tests.ingest.table.harness import ONTOLOGY, Told

START = 1_733_616_000  # 2024-12-08T00:00:00Z


def trace(rows: list[list[Any]], **more: Any) -> bytes:
    """A file as readsb writes it."""
    return json.dumps(
        {"icao": "AE01CE", "r": "07-7175", "t": "C17", "ownOp": "A carrier", "timestamp": START, "trace": rows, **more}
    ).encode()


def row(minute: float, place: tuple[float, float], altitude: int | str | None, flags: int = 0, **own: Any) -> list[Any]:
    return [minute * 60, *place, altitude, 250.0, 90.0, flags, 0, own or None, "adsb_icao", None, None, None, None]


MITIGA, BENINA, SEA = (32.894, 13.276), (32.097, 20.269), (33.5, 17.0)
FLIGHT = [
    row(0, MITIGA, "ground"),
    row(1, MITIGA, 500, flight="RCH123  "),
    row(15, (10.0, 10.0), 30000, flags=1),
    row(20, SEA, 30000),
    row(40, BENINA, 900),
    row(41, BENINA, "ground"),
]


def read(path: Path, name: str) -> list[Statement]:
    """All statements of a file by a shipped mapping, which hold what the ontology asks of claims."""
    reading = read_table(path, read_mapping(shipped()[name], ONTOLOGY))
    assert reading.not_taken == ()
    batches = list(reading)
    assert [*problems(Batch(batches[0].documents, tuple(s for b in batches for s in b.statements)), ONTOLOGY)] == []
    return [statement for batch in batches for statement in batch.statements]


@pytest.mark.parametrize("packed", [False, True])
def test_a_trace_is_flights_with_their_positions_as_evidence(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "trace_full_ae01ce.json"
    path.write_bytes(gzip.compress(trace(FLIGHT)) if packed else trace(FLIGHT))
    statements = read(path, "readsb_traces")
    told = Told(statements)
    assert [each.row for each in statements] == ["0", "1, positions 2-4 of ae01ce"]
    flight = told.find("Flight", "flightKind", "OBSERVED")
    assert flight == keyed("Flight", "source:readsb", "ae01ce", "2024-12-08T00:01:00+00:00")
    values: dict[str, Any] = {c.key: c.value for c in told.by_subject[flight] if c.object is None}
    assert values["callsign"] == "RCH123" and values["positions"] == 3
    assert (values["actual"]["start"], values["actual"]["end"]) == ("2024-12-08T00:00:00Z", "2024-12-08T00:41:00Z")
    assert (values["period"]["start"], values["period"]["end"]) == ("2024-12-08T00:01:00Z", "2024-12-08T00:40:00Z")
    links = {claim.key: (claim.object, claim.modality) for claim in told.by_subject[flight] if claim.object}
    assert links == {
        "FLOWN_BY": (keyed("Aircraft", "icao24", "AE01CE"), Modality.ACTUAL),
        "ORIGIN": (keyed("Base", "icao", "HLLM"), Modality.ACTUAL),
        "DESTINATION": (keyed("Base", "icao", "HLLB"), Modality.ACTUAL),
    }
    craft = {claim.key: claim.value or claim.object for claim in told.by_subject[links["FLOWN_BY"][0] or ""]}
    assert craft == {
        "icao24": "AE01CE",
        "registration": "07-7175",
        "OF_TYPE": keyed("AircraftType", "designator", "C17"),
    }


def test_state_vectors_are_flights_of_each_aircraft(tmp_path: Path) -> None:
    header = "time,icao24,lat,lon,velocity,heading,vertrate,callsign,onground,alert,spi,squawk,baroaltitude,geoaltitude"
    vectors = [
        (0, "155c1a", *MITIGA, "true", ""),
        (60, "155c1a", *MITIGA, "false", 120.0),
        (600, "155c1a", *SEA, "false", 9000),
        (0, "4b1801", *SEA, "false", 11000),
        (10, "4b1801", "", "", "false", 11000),
        (20, "4b1801", *SEA, "false", 11000),
    ]
    lines = [f"{START + t},{a},{x},{y},200,90,0,RFF7071,{g},False,False,,{h},,," for t, a, x, y, g, h in vectors]
    path = tmp_path / "states.csv.gz"
    path.write_bytes(gzip.compress("\n".join([f"{header},lastposupdate,lastcontact", *lines]).encode()))
    told = Told(read(path, "opensky_states"))
    assert [each.row for each in told.statements] == ["0", "1, positions 2-3 of 155c1a", "2, positions 1-2 of 4b1801"]
    ends = [
        (claim.key, claim.object, claim.modality) for claim in told.claims if claim.key in {"ORIGIN", "DESTINATION"}
    ]
    assert ends == [("ORIGIN", keyed("Base", "icao", "HLLM"), Modality.ACTUAL)]


def test_a_sighting_low_beside_a_field_may_have_been_there(tmp_path: Path) -> None:
    path = tmp_path / "adsb_sightings.csv"
    path.write_text(
        "sample,icao24,callsign,first_seen,last_seen,first_lat,first_lon,first_alt_ft,last_lat,last_lon,last_alt_ft,positions\n"
        "s,ae0455,PSWRD35,2020-09-14T21:47:52Z,2020-09-14T23:58:51Z,32.894,13.276,100,33.5,17.0,30000,5603\n"
    )
    told = Told(read(path, "adsb_sightings"))
    ends = [
        (claim.key, claim.object, claim.modality) for claim in told.claims if claim.key in {"ORIGIN", "DESTINATION"}
    ]
    assert ends == [("ORIGIN", keyed("Base", "icao", "HLLM"), Modality.POSSIBLE)]


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("readsb_traces", b"[]", "it is no trace"),
        ("readsb_traces", b"{", "property name"),
        ("readsb_traces", gzip.compress(trace(FLIGHT))[:-20], "end-of-stream"),
        ("readsb_traces", trace([[0]]), "a row of its trace cannot be read"),
        ("opensky_states", b"time,icao24\n1,ae01ce\n", "no column lat, lon, onground"),
        ("opensky_states", b"time,icao24,lat,lon,onground\nnow,ae01ce,1,2,true\n", "row 1 cannot be read"),
    ],
)
def test_what_is_no_position_report_is_refused(tmp_path: Path, name: str, content: bytes, cause: str) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(content)
    with pytest.raises(BrokenTableError, match=cause):
        read_table(path, read_mapping(shipped()[name], ONTOLOGY))
