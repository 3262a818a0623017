"""Store: writes batches of claims to the database and retracts documents, each all or not at all."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from neo4j import Driver, ManagedTransaction
from neo4j.exceptions import DriverError, Neo4jError

from graph.changelog.entry import OWN, Log
from graph.cypher import DOCUMENT, REPORTED_IN
from graph.journal import Done, Entry, end
from graph.outcome import Outcome
from graph.prepare import prepare
from graph.store import change
from graph.store.apply import apply
from graph.store.change import Change
from graph.store.load import Load, Watch, unwatched
from graph.store.update import view
from graph.validate import check
from schema.claim import Batch
from schema.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as lists show it; `retrieved_at` is ISO 8601 in UTC."""

    id: str
    kind: str
    title: str | None
    url: str | None
    outlet: str | None
    published_at: str | None
    retrieved_at: str
    statements: int
    reference: bool


def milliseconds() -> int:
    """Now, in UTC."""
    return time.time_ns() // 1_000_000


class Store:
    """The graph of one database, for writing.

    `driver` is synchronous and stays the caller's. Several Stores, in several processes, may write to one database at
    once: writers of the same things take turns. `clock` gives milliseconds of UTC. `log` is what every write is
    written down with. `audits`: each write leaves an entry in the journal too, as of a command.
    """

    def __init__(
        self,
        driver: Driver,
        database: str,
        ontology: Ontology,
        clock: Callable[[], int] = milliseconds,
        log: Log = OWN,
        *,
        audits: bool = False,
    ) -> None:
        self.driver = driver
        self.database = database
        self.ontology = ontology
        self.clock = clock
        self.log = log
        self.audits = audits

    def prepare(self) -> None:
        """Create constraints and indexes where they are missing; see `graph.prepare`."""
        prepare(self.driver, self.database, self.ontology)

    def write(self, batch: Batch, *, replace: bool = False) -> Outcome:
        """Write a batch, all or nothing.

        The batch states the whole content of its documents: what stood in one of them and is not in the batch is
        closed. `replace` lets a document that is there take other metadata.
        Raises InvalidBatchError, KnownDocumentError.
        """
        check(batch, self.ontology)
        own = [document.id for document in batch.documents if not document.reference]
        return self._apply("ingest", own, lambda tx: change.of_batch(tx, batch, self.clock(), replace))

    def load(self, batches: Iterable[Batch], *, replace: bool = False, watch: Watch = unwatched) -> Outcome:
        """Write the batches of one table, each in a transaction of its own; each is a part of the table's document.

        What an earlier load wrote is known and passed over, so that a load which was cut off is resumed by the same
        call. When all batches are in, what the document said before and they do not is closed. `watch` is called
        after each batch with the outcome so far. Batches are taken from another thread.
        Raises InvalidBatchError, KnownDocumentError, and LoadError where the database fails.
        """
        load = Load(self.driver, self.database, self.ontology, self.clock, self.log, replace, watch)
        try:
            return load.run(batches)
        finally:
            # What is in stays, also of one that is broken off; a database that went away is told by what broke it off.
            if self.audits and load.document is not None:
                document = load.document.id
                with suppress(Neo4jError, DriverError):
                    apply(self.driver, self.database, lambda tx: self._note(tx, "load", [document], load.outcome))

    def retract(self, document: str) -> Outcome:
        """Close a document and its statements; nothing of them stays in the view. Twice changes nothing.

        Raises UnknownDocumentError, and WriteError for a document of reference.
        """
        return self._apply("retract", [document], lambda tx: change.of_retraction(tx, document, self.clock()))

    def documents(self) -> list[Listed]:
        """The standing documents, the latest published first."""
        rows = self.driver.execute_query(
            f"MATCH (d:{DOCUMENT}) RETURN d.id AS id, d.documentKind AS kind, d.title AS title, d.url AS url, "
            "d.outlet AS outlet, d.publishedAt AS published_at, d.retrievedAt AS retrieved_at, "
            f"COUNT {{ (d)<-[:{REPORTED_IN}]-() }} AS statements, coalesce(d.reference, false) AS reference "
            "ORDER BY coalesce(d.publishedAt, '') DESC, d.id",
            database_=self.database,
            routing_="r",
        ).records
        return [Listed(**row.data()) for row in rows]

    def _apply(self, action: str, documents: Sequence[str], changed: Callable[[ManagedTransaction], Change]) -> Outcome:
        def work(tx: ManagedTransaction) -> Outcome:
            found = changed(tx)
            view(tx, self.ontology, found)
            if self.audits and documents:
                self._note(tx, action, documents, found.outcome)
            self.log.append(tx, found.trace, found.now)
            return found.outcome

        return apply(self.driver, self.database, work)

    def _note(self, tx: ManagedTransaction, action: str, documents: Sequence[str], outcome: Outcome) -> None:
        first, *others = documents
        done = Done(self.log.author, self.clock(), outcome, first, tuple(others))
        end(tx, Entry(self.log.author, action, [*documents], command=True), done)
