"""A running private Neo4j <-> `server.json` in its data directory, by which other commands find it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from graph.connection import Address
from graph.errors import GraphError
from graph.server.home import USER, Home, write_private

CLOCK_SLACK = 10.0  # seconds: create times are counted from boot, and clocks get corrected


@dataclass(frozen=True, slots=True)
class State:
    """What is written of a server once it was started; `ready` once it answers."""

    pid: int
    uri: str
    home: str
    owner: int  # the process that started it and will stop it
    owner_created: float  # seconds since 1970
    ready: bool = False

    def server(self) -> psutil.Process | None:
        """The JVM, if it still runs and is the one of this home (process numbers are used again)."""
        try:
            process = psutil.Process(self.pid)
        except psutil.Error:
            return None
        return process if serves(process, Path(self.home)) else None

    def owned(self) -> bool:
        """Whether the process that started the server still runs."""
        try:
            owner = psutil.Process(self.owner)
            same = abs(owner.create_time() - self.owner_created) < CLOCK_SLACK
            return same and owner.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return False


def serves(process: psutil.Process, home: Path) -> bool:
    """Whether a process is a server that runs on this home."""
    try:
        return f"--home-dir={home}" in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def state_file(data_dir: Path) -> Path:
    """Where the state of a data directory's server is kept."""
    return data_dir / "server.json"


def write_state(data_dir: Path, state: State) -> None:
    """Publish the state in one step."""
    write_private(state_file(data_dir), json.dumps(asdict(state), indent=2) + "\n")


def read_state(data_dir: Path) -> State | None:
    """Read the state; None when there is none, or it cannot be read as one (a file of another release)."""
    try:
        return State(**json.loads(state_file(data_dir).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def find_running(data_dir: Path) -> Address | None:
    """Return the address of the server that runs on a data directory, or None.

    A server whose owner is gone does not count: it is about to be ended.
    """
    data_dir = data_dir.resolve()
    state = read_state(data_dir)
    if state is None or not state.ready or not state.owned() or state.server() is None:
        return None
    try:
        return Address(state.uri, USER, Home(Path(state.home)).password())
    except GraphError:
        return None
