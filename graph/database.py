"""Settings -> the address of a database that answers: the Neo4j that was named, else a private one."""

from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from rich.console import Console

from graph.connection import Address, open_driver
from graph.server import PrivateServer, ServerSettings


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """Which database to use: `uri` names a server or cluster; without it a private one runs on `data_dir`."""

    data_dir: Path
    uri: str | None = None
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str = "neo4j"
    server: ServerSettings = field(default_factory=ServerSettings)


class Database:
    """The database of a command or service; a context manager whose value is the verified address."""

    def __init__(self, settings: DatabaseSettings, console: Console | None = None) -> None:
        self.settings = settings
        self.server = None if settings.uri else PrivateServer(settings.data_dir, settings.server, console)
        self._address: Address | None = None

    def __enter__(self) -> Address:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Address:
        """Start or join the private server, or verify the one that was named; raises GraphError."""
        if self.server:
            self._address = self.server.start()
            return self._address
        settings = self.settings
        address = Address(settings.uri or "", settings.user, settings.password, settings.database)
        open_driver(address).close()
        return address

    def revive(self) -> bool:
        """Start the private server anew, at the address that it had, if it died; True if it had. Raises GraphError.

        A server that another command started and stopped counts as dead too.
        """
        if self.server is None or self._address is None or self.server.alive():
            return False
        self.server.start(urlsplit(self._address.uri).port)
        return True

    def stop(self) -> None:
        """Stop the private server if it was started here."""
        if self.server:
            self.server.stop()
