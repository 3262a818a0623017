"""A data directory -> a private Neo4j that runs on it, started here or joined where it runs already."""

import socket
import time
from pathlib import Path
from types import TracebackType

import psutil
from filelock import FileLock, Timeout
from rich.console import Console

from graph.connection import Address, open_driver
from graph.errors import GraphError, PortTakenError, ServerBusyError, ServerError, UnreachableError
from graph.server.fetch import fetch
from graph.server.home import USER, Home, unusable
from graph.server.process import ServerProcess
from graph.server.settings import ServerSettings
from graph.server.state import State, find_running, read_state, state_file, write_state
from graph.server.watchdog import end

LOOPBACK = "127.0.0.1"
PORT_TRIES = 3  # another program may take a free port before the server does
POLL = 0.05  # seconds


class PrivateServer:
    """The Neo4j of one data directory; a context manager whose value is the address.

    One process owns the server: it starts and stops it. Others that come while it runs join it, and leave it running.
    A server left behind by an owner that was killed is ended before a new one starts, and its store recovers.
    """

    def __init__(self, data_dir: Path, settings: ServerSettings | None = None, console: Console | None = None) -> None:
        self.data_dir = data_dir.absolute()
        self.settings = settings or ServerSettings()
        self.home = Home(self.data_dir / "neo4j")
        self._console = console
        self._lock = FileLock(self.data_dir / "owner.lock", thread_local=False)
        self._process: ServerProcess | None = None
        self._joined: Address | None = None

    def __enter__(self) -> Address:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def owned(self) -> bool:
        """Whether this object started the server, rather than joined it."""
        return self._process is not None

    @property
    def logs(self) -> Path:
        """The folder with the server's log files."""
        return self.home.logs

    @property
    def pid(self) -> int | None:
        """The JVM's process number, None unless it was started here."""
        return self._process.pid if self._process else None

    def alive(self) -> bool:
        """Whether the server runs: a service asks this when the database stops answering."""
        if self._process:
            return self._process.alive()
        return self._joined is not None and find_running(self.data_dir) == self._joined

    def start(self) -> Address:
        """Start the server or join it, and return its address once it answers.

        Calling it again after the server died starts it anew. Raises FetchError, DataDirectoryError, PortTakenError,
        ServerBusyError, ServerError.
        """
        if self.alive() and (address := find_running(self.data_dir)):
            return address
        self.stop()
        class_path = fetch(self.settings.cache_dir, console=self._console)
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            joined = self._own_or_join()
        except OSError as error:
            raise unusable(self.data_dir, error) from error
        if joined:
            self._joined = joined
            return joined
        try:
            self._end_leftover()
            return self._start(class_path)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> bool:
        """Stop the server if it was started here, else leave it; True unless it had to be killed."""
        clean = True
        self._joined = None
        if self._process:
            state_file(self.data_dir).unlink(missing_ok=True)  # nobody joins a server that is going
            clean = self._process.stop()
            self._process = None
        self._lock.release()
        return clean

    def _own_or_join(self) -> Address | None:
        """Take the data directory's lock, or return the address that its holder offers."""
        give_up = time.monotonic() + self.settings.start_timeout
        while True:
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                if address := find_running(self.data_dir):
                    return address
                if time.monotonic() > give_up:
                    state = read_state(self.data_dir)
                    holder = f"process {state.owner}" if state else "another process"
                    raise ServerBusyError(
                        f"data directory {self.data_dir}",
                        f"{holder} holds it, but its Neo4j did not become ready",
                        f"Stop that process, or use another --data-dir. The server's log: {self.logs}",
                    ) from None
                time.sleep(POLL)
            else:
                return None

    def _end_leftover(self) -> None:
        """End the server of an owner that was killed (its watchdog is doing so already, unless killed too)."""
        state = read_state(self.data_dir)
        server = state.server() if state else None
        if server:
            end(server, self.settings.stop_timeout)
        state_file(self.data_dir).unlink(missing_ok=True)

    def _start(self, class_path: tuple[Path, ...]) -> Address:
        for attempt in range(PORT_TRIES):
            port = self.settings.port or _free_port()
            _check_port(port)
            self.home.prepare(port, self.settings.page_cache)
            address = Address(f"bolt://{LOOPBACK}:{port}", USER, self.home.password())
            self._process = ServerProcess(self.home, class_path, self.settings)
            me = psutil.Process()
            state = State(self._process.pid, address.uri, str(self.home.folder), me.pid, me.create_time())
            write_state(self.data_dir, state)
            try:
                self._wait(address, port)
            except PortTakenError:
                self._process.stop()
                if self.settings.port or attempt + 1 == PORT_TRIES:
                    raise
            else:
                write_state(
                    self.data_dir, State(state.pid, state.uri, state.home, state.owner, state.owner_created, ready=True)
                )
                return address
        raise AssertionError("unreachable")

    def _wait(self, address: Address, port: int) -> None:
        """Return once the server answers a query."""
        give_up = time.monotonic() + self.settings.start_timeout
        cause = "it did not open its port"
        while time.monotonic() < give_up:
            if not self.alive():
                raise self._died(port)
            if _answers(port):
                try:
                    open_driver(address).close()
                    return
                except UnreachableError as error:
                    cause = error.cause
                except GraphError as error:
                    raise self._failed(error.cause) from error
            time.sleep(POLL)
        raise self._failed(f"not ready after {self.settings.start_timeout:.0f} s: {cause}")

    def _died(self, port: int) -> ServerError:
        text = self.home.console.read_text("utf-8", "replace")
        if "Address already in use" in text or "BindException" in text:
            return _port_taken(port)
        lines = [line for line in text.splitlines() if "ERROR" in line or "Caused by" in line or "rror:" in line]
        return self._failed("it ended while starting: " + " | ".join(lines[-3:] or text.splitlines()[-3:]))

    def _failed(self, cause: str) -> ServerError:
        return ServerError(f"private Neo4j in {self.home.folder}", cause, f"Its logs are in {self.logs}.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: TIME_WAIT is no obstacle
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise _port_taken(port) from error


def _port_taken(port: int) -> PortTakenError:
    return PortTakenError(
        f"Bolt port {port} on {LOOPBACK}",
        "another program uses it",
        "Stop that program, or let Contrail choose a free port.",
    )


def _answers(port: int) -> bool:
    try:
        socket.create_connection((LOOPBACK, port), 1).close()
    except OSError:
        return False
    return True
