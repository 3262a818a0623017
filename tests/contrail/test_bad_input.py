"""Bad input is told with place, cause and remedy, exits 1 or 2, and leaves the graph as it was."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from neo4j import Driver

from graph.connection import Address
from graph.snapshot import snapshot
from graph.store import Store
from schema.discover import discover
from tests.contrail.program import Ended, run_here

GOOD = "A C-17 flew from Ramstein to Rzeszow on May 5, officials said.\n"


@dataclass(frozen=True)
class Named:
    """A database that commands are told of by NEO4J_URI."""

    store: Store
    environment: dict[str, str]


class Command(Protocol):
    """Runs a command."""

    def __call__(self, *arguments: str | Path, environment: Mapping[str, str] | None = None) -> Ended: ...


@pytest.fixture
def contrail(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    def command(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> Ended:
        return run_here(monkeypatch, capsys, arguments, environment)

    return command


@pytest.fixture
def named(driver: Driver, neo4j_address: Address) -> Named:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, neo4j_address.database, discover())
    store.prepare()
    environment = {
        "NEO4J_URI": neo4j_address.uri,
        "NEO4J_USER": neo4j_address.user,
        "NEO4J_PASSWORD": neo4j_address.password,
    }
    return Named(store, environment)


@pytest.mark.parametrize(
    ("name", "content", "place", "cause"),
    [
        ("binary.txt", b"MZ\0\1\2\3", "binary.txt", "binary"),
        ("empty.txt", b" \n\n", "empty.txt", "empty"),
        ("latin.txt", "Flüge nach Bengasi".encode("latin-1"), "byte 2", "not UTF-8"),
        ("table.xlsx", b"PK", "table.xlsx", ".xlsx"),
        ("folder/notes.csv", b"a,b\n", "folder", "no articles"),
        ("absent", None, "absent", "no such file"),
    ],
)
def test_articles_that_cannot_be_read(
    contrail: Command, named: Named, tmp_path: Path, name: str, content: bytes | None, place: str, cause: str
) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    path = tmp_path / name
    if content is not None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    target = path.parent if "/" in name else path
    before = snapshot(named.store.driver, named.store.database, named.store.ontology)
    done = contrail("ingest", tmp_path / "good.txt", target, environment=named.environment)
    assert done.code == 2, done.err
    first, remedy = done.err.strip().splitlines()
    assert place in first
    assert cause in first
    assert remedy.strip()
    assert snapshot(named.store.driver, named.store.database, named.store.ontology) == before


def test_an_article_that_is_refused_after_others(contrail: Command, named: Named, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.txt" for name in "abc"]
    for number, path in enumerate(paths, 5):
        path.write_text(GOOD.replace("May 5", f"May {number}"))
    assert contrail("ingest", paths[1], "--published", "2024-05-01", environment=named.environment).code == 0

    done = contrail("ingest", tmp_path, "--published", "2024-06-01", environment=named.environment)
    assert done.code == 1
    assert "other metadata" in done.err and "--replace" in done.err
    assert "a.txt: " in done.out
    assert f"1 of 3 articles are written, each whole; {paths[1]} and the 1 after it are not" in done.out
    given = ("ingest", tmp_path, "--published", "2024-06-01", "--json")
    refused = contrail(*given, environment=named.environment)
    assert refused.code == 1
    assert [one["path"] for one in refused.json["documents"]] == [str(paths[0])]
    assert refused.json["left"] == [str(path) for path in paths[1:]]

    done = contrail(*given, "--replace", environment=named.environment)
    assert done.code == 0 and done.json["left"] == []
    assert (done.json["documents_replaced"], done.json["documents_new"]) == (1, 1)
    before = snapshot(named.store.driver, named.store.database, named.store.ontology)
    assert "known already, nothing changed" in contrail(*given[:-1], environment=named.environment).out
    assert snapshot(named.store.driver, named.store.database, named.store.ontology) == before


@pytest.mark.parametrize("date", ["December 20", "2024-13-01", "20.12.2024", ""])
def test_dates_that_are_none(contrail: Command, tmp_path: Path, date: str) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    done = contrail("extract", tmp_path / "good.txt", "--out", tmp_path / "out", "--published", date)
    if date:
        assert done.code == 2
        assert "--published" in done.err
        assert "YYYY-MM-DD" in done.err
        assert not (tmp_path / "out").exists()


def test_a_port_that_is_taken(contrail: Command, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = contrail("serve", "--port", str(port), "--data-dir", tmp_path / "data")
    assert done.code == 2
    assert f"--port {port}" in done.err
    assert "another program listens there" in done.err
    assert not (tmp_path / "data").exists(), "nothing was started"


def test_a_data_directory_that_cannot_be_written(contrail: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = contrail("retract", "Document:x", "--data-dir", tmp_path / "file" / "data")
    assert done.code == 1
    assert str(tmp_path / "file" / "data") in done.err
    assert "--data-dir" in done.err


def test_a_server_that_nobody_runs(contrail: Command, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    done = contrail("ingest", tmp_path / "good.txt", environment={"NEO4J_URI": "neo4j://127.0.0.1:1"})
    assert done.code == 1
    assert "neo4j://127.0.0.1:1" in done.err
    assert "NEO4J_URI" in done.err


def test_a_wrong_password(contrail: Command, named: Named, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    done = contrail(
        "ingest", tmp_path / "good.txt", environment=named.environment | {"NEO4J_PASSWORD": "not-the-password"}
    )
    assert done.code == 1
    assert "NEO4J_PASSWORD" in done.err
    assert "not-the-password" not in done.err


def test_a_damaged_file_of_keys_is_told_before_anything_starts(contrail: Command, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("{")
    done = contrail("serve", "--production", "--port", "0", "--data-dir", tmp_path)
    assert done.code == 2
    assert "keys.json" in done.err and "restore it" in done.err
    listed = contrail("keys", "list", "--data-dir", tmp_path)
    assert listed.code == 1 and "keys.json" in listed.err


def test_a_role_that_is_none_is_refused(contrail: Command, tmp_path: Path) -> None:
    done = contrail("serve", "--data-dir", tmp_path, environment={"CONTRAIL_LOOPBACK": "boss"})
    assert done.code == 2 and "CONTRAIL_LOOPBACK=boss" in done.err
    assert contrail("keys", "create", "Ann", "--role", "boss", "--data-dir", tmp_path).code == 2
    assert contrail("keys", "create", "Ann", "--data-dir", tmp_path).code == 2


@pytest.mark.parametrize(
    "command", ["serve", "ingest", "retract", "extract", "doctor", "keys create", "keys list", "keys revoke"]
)
def test_help_has_an_example(contrail: Command, command: str) -> None:
    done = contrail(*command.split(), "--help")
    assert done.code == 0
    assert f"Example: contrail {command}" in done.out


def test_words_that_are_no_command(contrail: Command) -> None:
    assert contrail("fly").code == 2
