"""Settings -> a Store on a database that runs and fits the ontology, for as long as a command needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from neo4j.exceptions import DriverError, Neo4jError

from contrail.settings import Settings
from graph.changelog import Log
from graph.connection import open_driver
from graph.database import Database
from graph.errors import DatabaseError
from graph.store import Store
from schema.discover import discover


@contextmanager
def open_store(settings: Settings, *, brief: bool = False) -> Iterator[Store]:
    """The store of the running service or of the named server; else a private Neo4j runs for as long as it is used.

    `brief`: such a Neo4j has little to do, and is to be quick at once rather than after minutes. Raises GraphError.
    """
    server = replace(settings.database.server, brief=brief)
    with Database(replace(settings.database, server=server)) as address, open_driver(address) as driver:
        store = Store(driver, address.database, discover(), log=Log(kept=settings.kept), audits=True)
        try:
            store.prepare()
            yield store
        except (DriverError, Neo4jError) as error:
            raise DatabaseError(
                f"Neo4j at {address.uri}",
                f"it failed: {error}",
                "What was being written is written whole or not at all. Run the command again once Neo4j answers.",
            ) from error
