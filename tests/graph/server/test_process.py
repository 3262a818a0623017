"""A server process says why it ended before it was ready."""

import socket
from pathlib import Path

import pytest

from graph.connection import Address
from graph.errors import PortTakenError, ServerError
from graph.server import ServerSettings
from graph.server.archive import archive
from graph.server.fetch import fetch
from graph.server.home import USER, Home
from graph.server.process import ServerProcess


def fail(home: Home, port: int, settings: ServerSettings) -> None:
    class_path = fetch(settings.cache_dir)
    process = ServerProcess(home, class_path, settings, (f"-XX:AOTCache={archive(class_path, settings)}",))
    try:
        process.wait_until_ready(Address(f"bolt://127.0.0.1:{port}", USER, home.password()))
    finally:
        process.stop()


def test_a_port_that_was_taken_meanwhile_is_told(tmp_path: Path, server_settings: ServerSettings) -> None:
    home = Home(tmp_path / "neo4j")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))  # taken, yet nothing answers there
        port = other.getsockname()[1]
        home.prepare(port, "64m", 1 << 28)
        with pytest.raises(PortTakenError, match=f"port {port}"):
            fail(home, port, server_settings)


def test_a_wrong_configuration_is_told(tmp_path: Path, server_settings: ServerSettings) -> None:
    home = Home(tmp_path / "neo4j")
    home.prepare(1, "not a size", 1 << 28)
    with pytest.raises(ServerError, match="pagecache"):
        fail(home, 1, server_settings)


@pytest.mark.parametrize(("brief", "level"), [(True, "1"), (False, "4")])
def test_a_brief_server_leaves_out_what_compiles_well_and_late(tmp_path: Path, *, brief: bool, level: str) -> None:
    home = Home(tmp_path / "neo4j")
    home.prepare(1, "64m", 1 << 28)
    process = ServerProcess(home, [tmp_path], ServerSettings(brief=brief), ("-XX:+PrintFlagsFinal",))
    with pytest.raises(ServerError):  # no Neo4j is there
        process.wait_until_ready(Address("bolt://127.0.0.1:1", USER, "none"))
    process.stop()
    (told,) = (line for line in home.console.read_text().splitlines() if " TieredStopAtLevel " in line)
    assert told.split("=")[1].split()[0] == level
