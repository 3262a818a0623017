"""`contrail load` and `contrail mapping`, as people run them."""

import csv
import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver

from contrail.mappings import find_mapping
from graph.connection import Address
from graph.snapshot import snapshot
from graph.store import Store
from graph.view import view
from ingest.table.declare import read_mapping
from ingest.table.read import read_table
from schema.claim import Batch
from schema.discover import discover
from tests.contrail.program import REPOSITORY, Ended, run_here
from tests.proxy import proxy

ROUTES = "Callsign,Code,Number,AirlineCode,AirportCodes\nABC1,ABC,1,ABC,EDDF-LOWW\nABC2,ABC,2,ABC,LOWW-EDDF-EGLL\n"
BAD = ROUTES + "ABC3,ABC,3,ABC,EDDF\nABC4,ABC,4,ABC,EGLL-LOWW\n"


class Program:
    """Runs commands on this worker's database, and looks at it."""

    def __init__(self, driver: Driver, address: Address, patch: pytest.MonkeyPatch, told: pytest.CaptureFixture[str]):
        self.driver = driver
        self.store = Store(driver, address.database, discover())
        self.environment = {"NEO4J_URI": address.uri, "NEO4J_USER": address.user, "NEO4J_PASSWORD": address.password}
        self._patch, self._told = patch, told

    def __call__(self, *arguments: str | Path) -> Ended:
        return run_here(self._patch, self._told, arguments, self.environment)

    def statements(self) -> int:
        (row,) = self.driver.execute_query("MATCH (s:Statement) RETURN count(s) AS count").records
        return int(row["count"])


@pytest.fixture
def contrail(
    driver: Driver, neo4j_address: Address, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Program]:
    empty(driver)
    yield Program(driver, neo4j_address, monkeypatch, capsys)
    empty(driver)


def empty(driver: Driver) -> None:
    """In several transactions: one would not fit into a small server's memory."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


@pytest.fixture
def routes(tmp_path: Path) -> Path:
    path = tmp_path / "routes.csv.gz"
    path.write_bytes(gzip.compress(ROUTES.encode()))
    return path


def test_loads_a_table_by_a_shipped_mapping(contrail: Program, routes: Path) -> None:
    done = contrail("load", routes, "--mapping", "vrs_callsign_routes", "--json")
    assert done.code == 0, done.err
    assert done.json["rows"] == done.json["rows_taken"] == 2
    assert done.json["statements_added"] == 3 and done.json["columns_not_taken"] == ["Code", "Number"]
    assert {"nodes_created", "edges_created", "seconds", "document"} <= done.json.keys()
    batches = list(read_table(routes, find_mapping("vrs_callsign_routes", contrail.store.ontology)))
    whole = Batch(batches[0].documents, tuple(one for batch in batches for one in batch.statements))
    assert snapshot(contrail.driver, "neo4j", contrail.store.ontology) == view(contrail.store.ontology, [whole])
    again = contrail("load", routes, "--mapping", "vrs_callsign_routes")
    assert again.code == 0 and "known already, nothing changed" in again.out and not again.err
    assert "columns not taken: Code, Number" in again.out


def test_loads_by_a_mapping_of_ones_own(contrail: Program, routes: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "table: own\nsource: own\ndocument: {title: Own, publisher: Me}\n"
        "entities:\n  leg:\n    noun: Flight\n    key: {source: Callsign}\n    fields: {callsign: Callsign}\n"
    )
    done = contrail("load", routes, "--mapping", own)
    assert done.code == 0 and "2 rows, 3 statements" in done.out, done
    assert contrail.statements() == 3


def test_a_bad_row_stops_the_load_before_anything_is_written(contrail: Program, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(BAD)
    done = contrail("load", path, "--mapping", "vrs_callsign_routes")
    assert done.code == 2 and "row 3, column AirportCodes" in done.err and "--on-error skip" in done.err
    assert contrail.statements() == 0


def test_bad_rows_are_skipped_and_listed(contrail: Program, tmp_path: Path) -> None:
    path, listed = tmp_path / "bad.csv", tmp_path / "skipped.csv"
    path.write_text(BAD)
    done = contrail("load", path, "--mapping", "vrs_callsign_routes", "--on-error", "skip", "--skipped", listed)
    assert done.code == 0 and "1 rows were skipped" in done.out
    assert contrail.statements() == 4
    with listed.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["row"], row["column"], row["value"]) == ("3", "AirportCodes", "EDDF") and "two stops" in row["reason"]


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (("--mapping", "nothing"), "no mapping of that name ships"),
        (("--mapping", "vrs_callsign_routes", "--on-error", "ask"), "neither stop nor skip"),
        (("--mapping", "vrs_airlines"), "which is not there"),
    ],
)
def test_what_cannot_be_meant_is_told(contrail: Program, routes: Path, arguments: tuple[str, ...], cause: str) -> None:
    done = contrail("load", routes, *arguments)
    assert done.code == 2 and cause in done.err and "Traceback" not in done.err
    assert contrail.statements() == 0


def test_a_file_that_cannot_be_listed_in_is_told(contrail: Program, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(BAD)
    target = tmp_path / "nowhere" / "skipped.csv"
    done = contrail("load", path, "--mapping", "vrs_callsign_routes", "--on-error", "skip", "--skipped", target)
    assert done.code == 2 and "--skipped" in done.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_clean_and_the_same_command_goes_on(contrail: Program, tmp_path: Path, number: int) -> None:
    path = tmp_path / "many.csv"
    rows = (f"ABC{one},ABC,{one},ABC,{'EDDF-LOWW' if one % 2 else 'LOWW-EGLL'}\n" for one in range(11_000))
    path.write_text(ROUTES.splitlines(keepends=True)[0] + "".join(rows))
    command = [sys.executable, "-m", "contrail", "load", str(path), "--mapping", "vrs_callsign_routes"]
    environment = {**os.environ, **contrail.environment}
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while not contrail.statements():
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(number)
        _, told = process.communicate(timeout=120)
    assert process.returncode == 1, told
    assert "stopped after" in told and "The same command goes on from there" in told and "Traceback" not in told
    assert 0 < contrail.statements() < 11_001
    done = contrail("load", path, "--mapping", "vrs_callsign_routes", "--json")
    assert done.code == 0 and done.json["statements_known"] and contrail.statements() == 11_001


def test_a_connection_that_is_lost_is_told_by_the_command_alone(contrail: Program, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text(
        ROUTES.splitlines(keepends=True)[0] + "".join(f"AB{n},AB,{n},AB,EDDF-LOWW\n" for n in range(11_000))
    )
    command = [sys.executable, "-m", "contrail", "load", str(path), "--mapping", "vrs_callsign_routes"]
    with proxy(contrail.environment["NEO4J_URI"]) as way:
        environment = {**os.environ, **contrail.environment, "NEO4J_URI": way.uri}
        with subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            while not contrail.statements():
                assert process.poll() is None
                time.sleep(0.05)
            way.close()
            _, told = process.communicate(timeout=120)
    assert process.returncode == 1 and "the database failed after" in told and "goes on from there" in told
    # Nothing of the driver's own log stands before it.
    assert told.startswith("error: table ")


def test_lists_the_shipped_mappings(contrail: Program) -> None:
    done = contrail("mapping", "list", "--json")
    names = {one["name"] for one in done.json["mappings"]}
    assert names == {path.stem for path in (REPOSITORY / "ingest" / "mappings").glob("*.yaml")}
    assert "vrs_callsign_routes" in contrail("mapping", "list").out


def test_drafts_a_mapping(contrail: Program, tmp_path: Path) -> None:
    path, draft = tmp_path / "fleet.csv", tmp_path / "fleet.yaml"
    path.write_text("icao24,registration,serial\n3c6444,D-AIBA,4141\n3c6445,D-AIBB,4182\n")
    done = contrail("mapping", "suggest", path)
    assert done.code == 0
    draft.write_text(done.out)
    assert {one.noun for one in read_mapping(draft, discover()).entities} == {"Aircraft"}
    assert contrail("mapping", "suggest", tmp_path / "nothing.csv").code == 2
