"""Files on a disk that fills up: the command says so, leaves nothing half-written, and ends well once there is room."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver

from graph.connection import Address
from tests.contrail.program import Ended, run_here
from tests.disk import Disk, small_disk

HEADER = "Callsign,Code,Number,AirlineCode,AirportCodes\n"
ROWS = 3_000


class Program:
    """Runs commands on this worker's database."""

    def __init__(self, address: Address, patch: pytest.MonkeyPatch, told: pytest.CaptureFixture[str]) -> None:
        self.environment = {"NEO4J_URI": address.uri, "NEO4J_USER": address.user, "NEO4J_PASSWORD": address.password}
        self._patch, self._told = patch, told

    def __call__(self, *arguments: str | Path) -> Ended:
        return run_here(self._patch, self._told, arguments, self.environment)


@pytest.fixture
def contrail(
    cleared: Driver, neo4j_address: Address, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    return Program(neo4j_address, monkeypatch, capsys)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk", 1) as disk:
        yield disk


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Every other row has one stop alone, which is none that can be taken."""
    path = tmp_path / "routes.csv"
    rows = (f"ABC{one},ABC,{one},ABC,{'EDDF-LOWW' if one % 2 else 'EDDF'}\n" for one in range(ROWS))
    path.write_text(HEADER + "".join(rows))
    return path


def test_the_list_of_skipped_rows(contrail: Program, disk: Disk, table: Path) -> None:
    listed = disk.folder / "skipped.csv"
    command = ("load", table, "--mapping", "vrs_callsign_routes", "--on-error", "skip", "--skipped", listed)
    disk.fill(leave=16_384)
    failed = contrail(*command)
    assert failed.code == 1 and "No space left" in failed.err and "Traceback" not in failed.err
    assert f"--skipped {listed}" in failed.err and "statements" in failed.err and "Make room" in failed.err
    disk.free()
    done = contrail(*command, "--json")
    assert done.code == 0 and done.json["rows_skipped"] == ROWS // 2
    assert done.json["statements_added"] + done.json["statements_known"] == ROWS // 2 + 1
    with listed.open(encoding="utf-8", newline="") as file:
        assert [row["row"] for row in csv.DictReader(file)] == [str(one) for one in range(1, ROWS, 2)]


@pytest.mark.parametrize("command", [("backup",), ("export", "--format", "jsonl")])
def test_a_backup_and_an_export(contrail: Program, disk: Disk, table: Path, command: tuple[str, ...]) -> None:
    skipped = ("--on-error", "skip", "--skipped", table.parent / "skipped.csv")
    assert contrail("load", table, "--mapping", "vrs_callsign_routes", *skipped).code == 0
    target, elsewhere = disk.folder / "out", table.parent / "out"
    target.write_text("of yesterday")
    disk.fill(leave=16_384)
    failed = contrail(*command, target)
    assert failed.code == 1 and "No space left" in failed.err and "Make room" in failed.err
    assert target.read_text() == "of yesterday"
    assert sorted(path.name for path in disk.folder.iterdir()) == ["filler", "out"]
    assert contrail(*command, elsewhere).code == 0
    disk.free()
    if elsewhere.stat().st_size < 900_000:
        assert contrail(*command, target).code == 0 and target.read_bytes() == elsewhere.read_bytes()
