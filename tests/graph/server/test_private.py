"""A private server's life: start, join, stop, and what happens when a process of it is killed."""

import contextlib
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph.connection import Address, open_driver
from graph.errors import DataDirectoryError, PortTakenError, ServerBusyError, ServerError
from graph.server import PrivateServer, ServerSettings, find_running
from graph.server.home import Home
from graph.server.state import read_state, serves

# A program that uses a data directory until it is told to stop, and reports what it sees.
PROGRAM = """
import sys
from pathlib import Path
from graph.server import PrivateServer, ServerSettings
server = PrivateServer(Path(sys.argv[1]), ServerSettings(Path(sys.argv[2]), heap="512m", page_cache="64m",
    java_options=("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")))
try:
    address = server.start()
    print("owner" if server.owned else "guest", server.pid, address.uri, flush=True)
    sys.stdin.read()
except KeyboardInterrupt:
    print("interrupted", flush=True)
print("clean" if server.stop() else "killed", flush=True)
"""


@contextlib.contextmanager
def program(data_dir: Path, settings: ServerSettings) -> Iterator[subprocess.Popen[str]]:
    """Run PROGRAM; whatever it leaves is ended with the test."""
    command = [sys.executable, "-c", PROGRAM, str(data_dir), str(settings.cache_dir)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()
            for server in servers(data_dir):
                server.kill()


def report(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout
    return process.stdout.readline().split()


def servers(data_dir: Path) -> list[psutil.Process]:
    return [process for process in psutil.process_iter() if serves(process, data_dir / "neo4j")]


def watchdogs(pid: int) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if any(part.endswith("watchdog.py") for part in process.cmdline()) and str(pid) in process.cmdline():
                found.append(process)
    return found


def until_gone(data_dir: Path, seconds: float = 20) -> None:
    give_up = time.monotonic() + seconds
    while servers(data_dir):
        assert time.monotonic() < give_up, "the server is still there"
        time.sleep(0.05)


def remember(address: Address, word: str) -> None:
    with open_driver(address) as driver:
        driver.execute_query("CREATE (:Word {text: $word})", word=word)


def remembered(address: Address) -> set[str]:
    with open_driver(address) as driver:
        return {record["text"] for record in driver.execute_query("MATCH (w:Word) RETURN w.text AS text").records}


def test_starts_stops_and_starts_again(tmp_path: Path, server_settings: ServerSettings) -> None:
    server = PrivateServer(tmp_path, server_settings)
    address = server.start()
    pid = server.pid
    assert pid
    assert server.owned
    assert server.alive()
    assert server.start() == address
    assert server.pid == pid
    assert len(servers(tmp_path)) == 1
    assert len(watchdogs(pid)) == 1
    remember(address, "kept")

    assert server.stop()
    assert not server.alive()
    assert servers(tmp_path) == []
    assert watchdogs(pid) == []
    assert find_running(tmp_path) is None
    assert not (tmp_path / "server.json").exists()

    with server as address:
        spent = psutil.Process(server.pid).cpu_times()
        assert spent.user + spent.system < 10  # "ready in under 10 s", told apart from what else the machine does
        assert remembered(address) == {"kept"}


def test_is_private(private_server: PrivateServer, neo4j_address: Address) -> None:
    home = private_server.data_dir / "neo4j"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "password").stat().st_mode) == 0o600
    assert neo4j_address.password == (home / "password").read_text()
    assert neo4j_address.password not in (private_server.data_dir / "server.json").read_text()
    assert private_server.pid
    process = psutil.Process(private_server.pid)
    assert neo4j_address.password not in " ".join(process.cmdline())
    listening = {item.laddr for item in process.net_connections() if item.status == psutil.CONN_LISTEN}
    assert {(ip.removeprefix("::ffff:"), port) for ip, port in listening} == {
        ("127.0.0.1", int(neo4j_address.uri.rpartition(":")[2]))
    }


def test_logs_where_it_says(private_server: PrivateServer) -> None:
    assert {"neo4j.log", "debug.log", "console.log"} <= {path.name for path in private_server.logs.iterdir()}
    assert "INFO  Started." in private_server.home.log.read_text()


def test_another_process_joins_and_leaves_it_running(
    private_server: PrivateServer, neo4j_address: Address, server_settings: ServerSettings
) -> None:
    command = [sys.executable, "-c", PROGRAM, str(private_server.data_dir), str(server_settings.cache_dir)]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines() == [f"guest None {neo4j_address.uri}", "clean"]
    assert private_server.alive()


def test_another_object_joins(private_server: PrivateServer, neo4j_address: Address) -> None:
    guest = PrivateServer(private_server.data_dir, private_server.settings)
    with guest as address:
        assert address == neo4j_address
        assert not guest.owned
        assert guest.alive()
    assert not guest.alive()
    assert private_server.alive()


def test_starts_again_after_kill_9_of_the_server(tmp_path: Path, server_settings: ServerSettings) -> None:
    server = PrivateServer(tmp_path, server_settings)
    with server as address:
        remember(address, "kept")
        assert server.pid
        os.kill(server.pid, signal.SIGKILL)
        give_up = time.monotonic() + 5
        while server.alive():
            assert time.monotonic() < give_up
            time.sleep(0.01)
        assert find_running(tmp_path) is None
        assert remembered(server.start()) == {"kept"}


def test_starts_again_after_kill_9_of_the_owner(tmp_path: Path, server_settings: ServerSettings) -> None:
    with program(tmp_path, server_settings) as owner:
        role, _, _ = report(owner)
        assert role == "owner"
        address = find_running(tmp_path)
        assert address
        remember(address, "kept")
        owner.kill()
        owner.wait()
        assert find_running(tmp_path) is None
        until_gone(tmp_path)  # the watchdog ends it, whether or not anybody starts again
        with PrivateServer(tmp_path, server_settings) as address:
            assert remembered(address) == {"kept"}


def test_starts_again_after_kill_9_of_owner_and_watchdog(tmp_path: Path, server_settings: ServerSettings) -> None:
    with program(tmp_path, server_settings) as owner:
        _, pid, _ = report(owner)
        address = find_running(tmp_path)
        assert address
        remember(address, "kept")
        for dog in watchdogs(int(pid)):
            dog.kill()
        owner.kill()
        owner.wait()
        assert [server.pid for server in servers(tmp_path)] == [int(pid)]
        server = PrivateServer(tmp_path, server_settings)
        with server as address:
            assert server.pid != int(pid)
            assert [server.pid for server in servers(tmp_path)] == [server.pid]
            assert remembered(address) == {"kept"}


def test_of_two_starters_one_owns_and_one_joins(tmp_path: Path, server_settings: ServerSettings) -> None:
    with program(tmp_path, server_settings) as one, program(tmp_path, server_settings) as two:
        (role, pid, uri), (other_role, other_pid, other_uri) = report(one), report(two)
        assert {role, other_role} == {"owner", "guest"}
        assert uri == other_uri
        owner, guest = (one, two) if role == "owner" else (two, one)
        assert [server.pid for server in servers(tmp_path)] == [int(pid if role == "owner" else other_pid)]
        # Ctrl-C reaches every process of the terminal's group; the owner alone ends the server, and in order.
        os.killpg(guest.pid, signal.SIGINT)
        assert [report(guest), report(guest)] == [["interrupted"], ["clean"]]
        assert len(servers(tmp_path)) == 1
        os.killpg(owner.pid, signal.SIGINT)
        assert [report(owner), report(owner)] == [["interrupted"], ["clean"]]
        assert servers(tmp_path) == []


def test_a_holder_without_a_server_is_told(tmp_path: Path, server_settings: ServerSettings) -> None:
    holder = PrivateServer(tmp_path, server_settings)
    impatient = PrivateServer(tmp_path, ServerSettings(server_settings.cache_dir, start_timeout=0.2))
    state = read_state(tmp_path)
    assert state is None
    holder._lock.acquire()
    try:
        with pytest.raises(ServerBusyError, match="another process holds it") as caught:
            impatient.start()
        assert str(tmp_path) in caught.value.place
    finally:
        holder.stop()


def test_a_taken_port_is_told(tmp_path: Path, server_settings: ServerSettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"port {port}"):
            PrivateServer(tmp_path, ServerSettings(server_settings.cache_dir, port=port)).start()
    assert servers(tmp_path) == []


def test_an_unwritable_data_directory_is_told(tmp_path: Path, server_settings: ServerSettings) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataDirectoryError, match="--data-dir"):
        PrivateServer(tmp_path / "file" / "data", server_settings).start()


def test_a_server_that_cannot_run_is_told(tmp_path: Path, server_settings: ServerSettings) -> None:
    settings = ServerSettings(server_settings.cache_dir, java_options=("-XX:NoSuchOption",))
    with pytest.raises(ServerError, match="NoSuchOption") as caught:
        PrivateServer(tmp_path, settings).start()
    assert str(Home(tmp_path / "neo4j").logs) in caught.value.remedy
    assert find_running(tmp_path) is None
