"""Settings -> the database of a command that works on the whole of it, whatever made that."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import Driver
from neo4j.exceptions import DriverError, Neo4jError

from contrail.errors import ContrailError
from contrail.settings import Settings
from contrail.signals import stopped_by_signals
from graph.connection import Address, open_driver
from graph.database import Database


@dataclass(frozen=True, slots=True)
class Whole:
    """A database that answers; `joined` where another process runs its private Neo4j."""

    driver: Driver
    address: Address
    joined: bool

    @property
    def database(self) -> str:
        """Its name on the server."""
        return self.address.database


@contextmanager
def open_whole(settings: Settings, again: str) -> Iterator[Whole]:
    """The database of the running service, or the named one; else a private Neo4j runs for as long as it is used.

    Unlike `open_store` it prepares nothing. Ctrl-C, SIGTERM and a database that stops answering end the command;
    `again` says what to do then. Raises GraphError, ContrailError.
    """
    database = Database(settings.database)
    try:
        with stopped_by_signals(), database as address, open_driver(address) as driver:
            joined = database.server is not None and not database.server.owned
            yield Whole(driver, address, joined)
    except KeyboardInterrupt:
        raise ContrailError("stopped", "it was told to stop before it was done", again) from None
    except (Neo4jError, DriverError) as error:
        place = settings.database.uri or f"data directory {settings.database.data_dir}"
        raise ContrailError(place, f"the database did not do it: {error}", again) from error
