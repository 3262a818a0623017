"""A data directory -> a private Neo4j that runs on it, started here or joined where it runs already."""

import time
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import psutil
from filelock import FileLock, Timeout
from rich.console import Console

from graph.connection import Address
from graph.errors import PortTakenError, ServerBusyError
from graph.server.archive import archive
from graph.server.fetch import fetch
from graph.server.home import USER, Home, unusable
from graph.server.port import LOOPBACK, check_port, free_port, is_free
from graph.server.process import POLL, ServerProcess
from graph.server.settings import ServerSettings
from graph.server.state import State, find_running, read_state, serves, state_file, write_state
from graph.server.watchdog import end

PORT_TRIES = 3  # another program may take a free port before the server does


class PrivateServer:
    """The Neo4j of one data directory; a context manager whose value is the address.

    One process owns the server: it starts and stops it. Others that come while it runs join it, and leave it running.
    A server left behind by an owner that was killed is ended before a new one starts, and its store recovers.
    """

    def __init__(self, data_dir: Path, settings: ServerSettings | None = None, console: Console | None = None) -> None:
        self.data_dir = data_dir.resolve()
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

    def start(self, port: int | None = None) -> Address:
        """Start the server or join it, and return its address once it answers.

        Calling it again after the server died starts it anew; `port` is the one to take again, if it is still free, so
        that connections find the way back. Raises FetchError, DataDirectoryError, PortTakenError,
        ServerBusyError, ServerError.
        """
        if self.alive() and (address := find_running(self.data_dir)):
            return address
        self.stop()
        class_path = fetch(self.settings.cache_dir, console=self._console, repository=self.settings.repository)
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
            classes = archive(class_path, self.settings, self._console)
            return self._start(class_path, (f"-XX:AOTCache={classes}",) if classes else (), port)
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
        for process in psutil.process_iter():
            if serves(process, self.home.folder):
                end(process, self.settings.stop_timeout)
        state_file(self.data_dir).unlink(missing_ok=True)

    def _start(self, class_path: tuple[Path, ...], options: tuple[str, ...], again: int | None) -> Address:
        for attempt in range(PORT_TRIES):
            port = self.settings.port or (again if again and attempt == 0 and is_free(again) else free_port())
            check_port(port)
            self.home.prepare(port, self.settings.page_cache, self.settings.asked)
            address = Address(f"bolt://{LOOPBACK}:{port}", USER, self.home.password())
            self._process = ServerProcess(self.home, class_path, self.settings, options)
            me = psutil.Process()
            state = State(self._process.pid, address.uri, str(self.home.folder), me.pid, me.create_time())
            write_state(self.data_dir, state)
            try:
                self._process.wait_until_ready(address)
            except PortTakenError:
                self._process.stop()
                if self.settings.port or attempt + 1 == PORT_TRIES:
                    raise
            else:
                write_state(self.data_dir, replace(state, ready=True))
                return address
        raise AssertionError("unreachable")
