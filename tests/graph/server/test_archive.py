"""The archive of loaded classes speeds the start up, and is never in its way."""

import io
from pathlib import Path

import psutil
from rich.console import Console

from graph.connection import Address, open_driver
from graph.server import PrivateServer, ServerSettings
from graph.server.archive import archive
from graph.server.fetch import fetch
from graph.server.home import USER, Home
from graph.server.jars import read_lock
from graph.server.port import LOOPBACK, free_port
from graph.server.process import ServerProcess


def test_the_server_maps_it(private_server: PrivateServer, server_settings: ServerSettings) -> None:
    file = archive(fetch(server_settings.cache_dir), server_settings)
    assert file
    assert read_lock().digest in file.name
    assert private_server.pid
    assert str(file) in {region.path for region in psutil.Process(private_server.pid).memory_maps()}


def test_one_that_fails_is_told_and_not_tried_again(tmp_path: Path, server_settings: ServerSettings) -> None:
    out = io.StringIO()
    assert archive([tmp_path / "no-such.jar"], server_settings, Console(file=out, width=1000)) is None
    assert "could not be prepared" in out.getvalue()
    assert "ClassNotFoundException" in out.getvalue()
    assert [path.suffix for path in tmp_path.iterdir() if path.suffix != ".lock"] == [".aot"]
    told = out.tell()
    assert archive([tmp_path / "no-such.jar"], server_settings, Console(file=out)) is None
    assert out.tell() == told


def test_a_damaged_one_is_ignored(tmp_path: Path, server_settings: ServerSettings) -> None:
    damaged = tmp_path / "damaged.aot"
    damaged.write_bytes(b"no archive " * 1000)
    home = Home(tmp_path / "neo4j")
    port = free_port()
    home.prepare(port, "64m", 1 << 28)
    process = ServerProcess(home, fetch(server_settings.cache_dir), server_settings, (f"-XX:AOTCache={damaged}",))
    try:
        address = Address(f"bolt://{LOOPBACK}:{port}", USER, home.password())
        process.wait_until_ready(address)
        with open_driver(address) as driver:
            assert driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1
    finally:
        assert process.stop()
