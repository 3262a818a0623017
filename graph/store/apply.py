"""Work within one transaction -> its result, once it is committed; tried again while other writers are in its way."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from neo4j import Driver, ManagedTransaction
from neo4j.exceptions import Neo4jError

from graph.errors import WriteError
from graph.failure import needs_memory
from graph.store.lock import RacedError

T = TypeVar("T")

#: For so many seconds a write is tried again when others are in its way.
PATIENCE = 60
#: What Neo4j says to one of two writers that wait for each other, and to one whose node another made at once.
RACES = frozenset(
    {"Neo.TransientError.Transaction.DeadlockDetected", "Neo.ClientError.Schema.ConstraintValidationFailed"}
)


def apply(driver: Driver, database: str, work: Callable[[ManagedTransaction], T]) -> T:
    """What `work` returns; all that it wrote is committed, or nothing is. Raises WriteError."""

    def once(tx: ManagedTransaction) -> T:
        try:
            return work(tx)
        except Neo4jError as error:
            # The driver would wait for a second and more; the other writer is done much sooner.
            if error.code in RACES:
                raise RacedError from error
            # The driver would try that again for half a minute.
            if needs_memory(error):
                raise too_large(database, error) from error
            raise

    until = time.monotonic() + PATIENCE
    while True:
        with driver.session(database=database, bookmark_manager=driver.execute_query_bookmark_manager) as session:
            try:
                return session.execute_write(once)
            except RacedError as error:
                if time.monotonic() > until:
                    raise WriteError(
                        f"database {database}",
                        f"others wrote the same things for {PATIENCE} seconds on end",
                        "Try again; the graph is as it was.",
                    ) from error
            except Neo4jError as error:
                # So it is where the memory was not enough to commit.
                if needs_memory(error):
                    raise too_large(database, error) from error
                raise
        time.sleep(random.uniform(0.005, 0.05))


def too_large(database: str, error: Neo4jError) -> WriteError:
    """A write that the database has no memory for."""
    return WriteError(
        f"database {database}",
        f"this write alters more than its memory holds at once ({error.message})",
        "Give it a larger heap (CONTRAIL_NEO4J_HEAP for a private one). The graph is as it was before this part.",
    )
