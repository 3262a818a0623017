"""migrate, export, backup and restore as commands: what they tell, what they refuse, and how a database goes around."""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest
from neo4j import Driver

from api.app import create_app
from api.settings import ApiSettings
from graph.connection import Address
from graph.mark import FORM
from graph.reader import GraphReader
from graph.store import Store
from schema.discover import discover
from tests.api.client import Client
from tests.contrail.program import REPOSITORY, Ended, run_here
from tests.graph.migrate.dump import load
from tests.graph.rebuild.raw import raw

pytestmark = pytest.mark.neo4j
EARLIER = REPOSITORY / "tests" / "graph" / "migrate" / "a69fc3b.jsonl"


class Command(Protocol):
    """Runs a command on the database."""

    def __call__(self, *arguments: str | Path) -> Ended: ...


@pytest.fixture
def environment(neo4j_address: Address) -> Mapping[str, str]:
    return {
        "NEO4J_URI": neo4j_address.uri,
        "NEO4J_USER": neo4j_address.user,
        "NEO4J_PASSWORD": neo4j_address.password,
    }


@pytest.fixture
def contrail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], environment: Mapping[str, str]
) -> Command:
    def command(*arguments: str | Path) -> Ended:
        return run_here(monkeypatch, capsys, arguments, environment)

    return command


@pytest.fixture
def earlier(empty_graph: Driver) -> Driver:
    """A database of an earlier commit."""
    load(empty_graph, EARLIER)
    return empty_graph


@pytest.fixture
def current(earlier: Driver, contrail: Command) -> Driver:
    """That database, migrated."""
    assert contrail("migrate", "--apply").code == 0
    return earlier


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


# --- migrate ---


def test_a_database_of_before_is_refused_shown_and_migrated(contrail: Command, earlier: Driver, tmp_path: Path) -> None:
    refused = contrail("export", tmp_path / "out.jsonl")
    assert refused.code == 1 and "contrail migrate --apply" in refused.err
    assert not any(tmp_path.iterdir())
    before = raw(earlier)
    shown = contrail("migrate")
    assert shown.code == 0 and "40 statements with 271 claims are kept" in shown.out
    assert f"form 1 → {FORM}" in shown.out
    assert raw(earlier) == before
    report = contrail("migrate", "--json").json
    assert report["needed"] and not report["applied"] and report["lost"] == [] and report["statements"] == 40
    done = contrail("migrate", "--apply")
    assert done.code == 0 and "migrated: 40 statements with 271 claims" in done.out
    again = contrail("migrate", "--apply")
    assert again.code == 0 and again.out.startswith("nothing to migrate: ")
    assert contrail("export", tmp_path / "out.jsonl").code == 0


def test_claims_without_a_place_are_told_and_kept(contrail: Command, current: Driver) -> None:
    current.execute_query(
        "MATCH (s:Statement) WITH s ORDER BY s.id LIMIT 1 SET s.packed = $packed",
        packed='{"claims":[["Flight:lx","|colour|",["colour","red"]]],"saidBy":[],"mentions":[]}',
    )
    before = raw(current)
    for options in ((), ("--apply",)):
        done = contrail("migrate", *options)
        told = done.out + done.err
        assert done.code == 1
        assert "Flight.colour: there is no such field; 1 claim, such as Statement:" in told
    assert raw(current) == before


def test_another_contrail_that_uses_the_database_is_named_and_nothing_is_migrated(
    contrail: Command, earlier: Driver, environment: Mapping[str, str]
) -> None:
    before = raw(earlier)
    connect = (
        "import os; from graph.connection import Address, open_driver\n"
        "address = Address(os.environ['NEO4J_URI'], os.environ['NEO4J_USER'], os.environ['NEO4J_PASSWORD'])\n"
        "with open_driver(address) as driver: driver.verify_connectivity(); print('up', flush=True); input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", connect], cwd=REPOSITORY, env={**os.environ, **environment},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout and other.stdout.readline() == "up\n"
        assert contrail("migrate").code == 0
        refused = contrail("migrate", "--apply")
        other.communicate("\n")
    assert refused.code == 1 and f"process {other.pid} on" in refused.err and "Stop that one" in refused.err
    assert raw(earlier) == before
    assert contrail("migrate", "--apply").code == 0


def test_an_empty_database_needs_no_migration(contrail: Command, empty_graph: Driver) -> None:
    done = contrail("migrate", "--apply")
    assert (done.code, done.out) == (0, "the database is empty: there is nothing to migrate\n")


# --- export ---


def test_an_export_counts_and_says_what_the_api_does(
    contrail: Command, current: Driver, neo4j_address: Address, tmp_path: Path
) -> None:
    done = contrail("export", "--format", "jsonl", tmp_path / "out.jsonl", "--json")
    assert done.code == 0, done.err
    found = lines(tmp_path / "out.jsonl")
    query = """{
      documents { totalCount nodes { id title text } }
      statements(first: 100) { totalCount nodes {
        id text span { start end } claims(first: 500) { nodes { id field value text span { start end } polarity } } } }
    }"""
    with Client(create_app(discover(), GraphReader(neo4j_address, discover()), ApiSettings())) as client:
        answer = client.data(query)
    documents = {one["id"]: one for one in found if one["type"] == "document"}
    statements = {one["id"]: one for one in found if one["type"] == "statement"}
    assert [*documents, *statements] == [one["id"] for one in found]
    assert (len(documents), len(statements)) == (
        answer["documents"]["totalCount"],
        answer["statements"]["totalCount"],
    )
    assert {name: done.json[name] for name in ("documents", "statements", "claims")} == {
        "documents": len(documents),
        "statements": len(statements),
        "claims": sum(len(one["claims"]["nodes"]) for one in answer["statements"]["nodes"]),
    }
    for node in answer["documents"]["nodes"]:
        assert {name: documents[node["id"]].get(name) for name in ("title", "text")} == {
            "title": node["title"],
            "text": node["text"],
        }
    for node in answer["statements"]["nodes"]:
        exported = statements[node["id"]]
        assert (exported.get("text"), exported.get("span")) == (node["text"], node["span"])
        names = ("id", "field", "value", "text", "span", "polarity")
        assert [{name: claim[name] for name in names} for claim in exported["claims"]] == node["claims"]["nodes"]
    assert any(claim["objectLabel"] for one in statements.values() for claim in one["claims"] if claim["object"])


def test_an_export_goes_to_standard_output(current: Driver, environment: Mapping[str, str], tmp_path: Path) -> None:
    def program(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "-m", "contrail", "export", *arguments], env=dict(environment), cwd=REPOSITORY,
            capture_output=True, check=True, timeout=120,
        )  # fmt: skip

    assert program(str(tmp_path / "out.jsonl")).returncode == 0
    assert program("-").stdout == (tmp_path / "out.jsonl").read_bytes()


# --- backup and restore ---


def test_a_database_goes_around(contrail: Command, current: Driver, tmp_path: Path) -> None:
    before = raw(current)
    assert contrail("export", tmp_path / "before.jsonl").code == 0
    kept = contrail("backup", tmp_path / "all.gz", "--json").json
    assert (kept["documents"], kept["statements"]) == (5, 40)
    assert kept["bytes"] == (tmp_path / "all.gz").stat().st_size
    refused = contrail("restore", tmp_path / "all.gz")
    assert refused.code == 1 and "it holds data already" in refused.err and "--data-dir" in refused.err
    current.execute_query("MATCH (n) DETACH DELETE n")
    done = contrail("restore", tmp_path / "all.gz")
    assert (done.code, done.err) == (0, "")
    assert "5 documents and 40 statements restored" in done.out
    assert raw(current) == before
    assert contrail("export", tmp_path / "after.jsonl").code == 0
    assert (tmp_path / "after.jsonl").read_bytes() == (tmp_path / "before.jsonl").read_bytes()
    store = Store(current, "neo4j", discover())
    assert len(store.documents()) == 4


def test_a_backup_of_before_says_to_migrate(contrail: Command, earlier: Driver, tmp_path: Path) -> None:
    assert contrail("backup", tmp_path / "old.gz").code == 0
    earlier.execute_query("MATCH (n) DETACH DELETE n")
    done = contrail("restore", tmp_path / "old.gz")
    assert done.code == 0 and "contrail migrate" in done.out
    assert contrail("export", tmp_path / "out.jsonl").code == 1
    assert contrail("migrate", "--apply").code == 0
    assert contrail("export", tmp_path / "out.jsonl").code == 0


def test_a_cut_file_is_refused_before_anything_is_written(contrail: Command, current: Driver, tmp_path: Path) -> None:
    assert contrail("backup", tmp_path / "all.gz").code == 0
    (tmp_path / "cut.gz").write_bytes((tmp_path / "all.gz").read_bytes()[:-20])
    current.execute_query("MATCH (n) DETACH DELETE n")
    done = contrail("restore", tmp_path / "cut.gz")
    assert done.code == 1 and "cut.gz: it is cut off" in done.err and "another copy" in done.err
    assert current.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0


# --- files ---


@pytest.mark.parametrize("command", ["export", "backup"])
def test_a_path_that_cannot_be_written_is_told(
    contrail: Command, current: Driver, tmp_path: Path, command: str
) -> None:
    for path, cause in ((tmp_path, "it is a folder"), (tmp_path / "absent" / "file", "it cannot be written")):
        done = contrail(command, path)
        assert done.code == 2 and f"{path}: {cause}" in done.err
    assert not any(tmp_path.iterdir())


def test_a_full_disk_leaves_the_file_of_before(contrail: Command, current: Driver, tmp_path: Path) -> None:
    path = tmp_path / "all.gz"
    path.write_text("of before")
    for command in ("backup", "export"):
        done = Ended(*_with_little_room(contrail, command, path))
        assert done.code == 1 and "it could not be written: " in done.err and "Make room" in done.err
        assert path.read_text() == "of before"
        assert [one.name for one in tmp_path.iterdir()] == ["all.gz"]


def _with_little_room(contrail: Command, command: str, path: Path) -> tuple[int, str, str]:
    """Run a command while no file may grow beyond a hundred bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        done = contrail(command, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    return done.code, done.out, done.err


@pytest.mark.parametrize("command", ["migrate", "export", "backup", "restore"])
def test_help_has_an_example(contrail: Command, command: str) -> None:
    assert f"Example: contrail {command} " in " ".join(contrail(command, "--help").out.split())
