"""An address and an ontology -> the graph as it is written to by a service: in threads, each write with its author."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter
from types import TracebackType
from typing import Self, TypeVar

from neo4j import Driver, ManagedTransaction

from graph.changelog.entry import OWN, Log
from graph.connection import FAILURES, Address, promise_driver
from graph.cypher import MERGED, STATEMENT, quote
from graph.errors import UnavailableError, UnknownThingError
from graph.failure import translate
from graph.journal import Done, Entry, begin, check_own, end, look
from graph.outcome import Outcome
from graph.pack import unpack
from graph.saved import SavedView, drop_view, read_views, save_view
from graph.spoken import spoken
from graph.store.apply import apply
from graph.store.change import Change, of_batch, of_retraction
from graph.store.lock import lock_references
from graph.store.store import milliseconds
from graph.store.update import view
from graph.validate import check
from schema.claim import Batch, Claim
from schema.ontology import ENTITY, Ontology

#: Writes that are made at once; more of them wait.
_AT_ONCE = 4
#: Seconds after which a database that does not answer is told so.
PATIENCE = 5.0
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a write goes, and what it is written down with."""

    driver: Driver
    database: str
    ontology: Ontology
    log: Log = OWN


class GraphWriter:
    """A graph to write to; an asynchronous context manager that holds the connections.

    Entering it connects to nothing yet, so that a service can start before its database does. A write that was begun
    is finished, also where who asked for it goes away.
    """

    def __init__(self, address: Address, ontology: Ontology, log: Log = OWN) -> None:
        self._address = address
        self._ontology = ontology
        self._log = log
        self._driver: Driver | None = None
        self._threads: ThreadPoolExecutor | None = None

    async def __aenter__(self) -> Self:
        self._driver = promise_driver(self._address, timeout=PATIENCE)
        self._threads = ThreadPoolExecutor(_AT_ONCE, "contrail-write")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads is not None and self._driver is not None:
            await asyncio.to_thread(self._threads.shutdown)
            await asyncio.to_thread(self._driver.close)
        self._threads = self._driver = None

    async def known(self, entry: Entry) -> Done | None:
        """What an earlier write with the same key did. Raises KeyUsedError, QuestionError."""
        if entry.key is None:
            return None
        return await self._in_one(lambda tx: look(tx, entry))

    async def claim(self, identifier: str) -> Claim:
        """A claim of a standing statement, by its id. Raises UnknownThingError, QuestionError."""

        def read(tx: ManagedTransaction) -> Claim:
            statement, _, index = identifier.removeprefix("Claim:").partition(".")
            if statement.isdecimal() and index.isdecimal() and len(statement) < 20 and len(index) < 9:
                row = tx.run(f"MATCH (s:{STATEMENT} {{id: $id}}) RETURN s.packed AS packed", id=int(statement)).single()
                claims = unpack(row["packed"])[0] if row else ()
                if int(index) < len(claims):
                    return claims[int(index)]
            raise UnknownThingError(
                identifier, "no standing statement makes such a claim", "Look it up again: claims can be gone."
            )

        return await self._in_one(read)

    async def asserted(self, identifier: str, publisher: str) -> tuple[Claim, ...]:
        """What standing statements that others published assert of a thing and of links to it.

        Raises UnknownThingError, InvalidBatchError, QuestionError.
        """

        return await self._in_one(lambda tx: spoken(tx, self._ontology, identifier).asserted(publisher))

    async def write(
        self,
        entry: Entry,
        batch: Batch,
        nodes: Iterable[str] = (),
        needs: Iterable[str] = (),
        *,
        replace: bool = False,
        gone: Iterable[str] = (),
    ) -> Done:
        """Write a batch, all or nothing; its first document is the one that the entry tells.

        `nodes` are what it is told to be written to; `needs` are things that must be there. Of things in `gone`,
        whatever the publisher of that document published and that speaks of nothing else is closed.
        Raises InvalidBatchError, KnownDocumentError, UnknownThingError, NotOwnError, KeyUsedError, QuestionError.
        """

        return await self._apart(lambda to: write(to, entry, batch, nodes, needs, replace=replace, gone=gone))

    async def note(self, entry: Entry, document: str, outcome: Outcome) -> Done:
        """Write down what was done in transactions of its own. Raises KeyUsedError, QuestionError."""

        def work(tx: ManagedTransaction) -> Done:
            if done := begin(tx, entry):
                return done
            done = Done(entry.author, milliseconds(), outcome, document)
            end(tx, entry, done)
            return done

        return await self._in_one(work)

    async def retract(self, entry: Entry, document: str) -> Done:
        """Close a document and its statements. Raises WriteError, QuestionError."""
        return await self._apart(
            lambda to: _make(to, entry, document, (), lambda tx, now: of_retraction(tx, document, now))
        )

    async def views(self) -> list[SavedView]:
        """The views that people saved. Raises QuestionError."""
        return await self._in_one(read_views)

    async def save_view(self, name: str, address: str, author: str, *, own: bool) -> SavedView:
        """Keep a view. Raises WriteError, QuestionError."""
        return await self._in_one(lambda tx: save_view(tx, name, address, author, own=own))

    async def drop_view(self, name: str, author: str, *, own: bool) -> None:
        """Forget a view. Raises WriteError, QuestionError."""
        await self._in_one(lambda tx: drop_view(tx, name, author, own=own))

    async def _in_one(self, work: Callable[[ManagedTransaction], T]) -> T:
        """What work gives that is done in one transaction."""
        return await self._apart(lambda to: apply(to.driver, to.database, work))

    async def _apart(self, work: Callable[[Target], T]) -> T:
        if self._driver is None or self._threads is None:
            raise UnavailableError("the service is not connected to its database", "Try again in a moment.")
        target = Target(self._driver, self._address.database, self._ontology, self._log)
        begun = perf_counter()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, target)
        except FAILURES as error:
            raise translate(error, PATIENCE, perf_counter() - begun) from error


def write(
    target: Target,
    entry: Entry,
    batch: Batch,
    nodes: Iterable[str] = (),
    needs: Iterable[str] = (),
    *,
    replace: bool = False,
    gone: Iterable[str] = (),
) -> Done:
    """Write a batch as `GraphWriter.write` does, here and now. Raises WriteError, and what the driver raises."""
    named, wanted, unsaid = tuple(nodes), sorted(set(needs)), sorted(set(gone))
    publisher = batch.documents[0].publisher

    def changed(tx: ManagedTransaction, now: int) -> Change:
        _check_there(tx, wanted)
        change = of_batch(tx, batch, now, replace)
        if unsaid and publisher is not None:
            lock_references(tx)
            for identifier in unsaid:
                own = spoken(tx, target.ontology, identifier).own(publisher)
                change.close(one for one in own if one.document != batch.documents[0].id)
        return change

    check(batch, target.ontology)
    return _make(target, entry, batch.documents[0].id, named, changed)


def _make(
    target: Target,
    entry: Entry,
    document: str,
    nodes: tuple[str, ...],
    changed: Callable[[ManagedTransaction, int], Change],
) -> Done:
    def work(tx: ManagedTransaction) -> Done:
        if done := begin(tx, entry):
            return done
        now = milliseconds()
        change = changed(tx, now)
        check_own(tx, entry, [*change.closed_documents, *(each.id for each in change.replaced)])
        view(tx, target.ontology, change)
        done = Done(entry.author, now, change.outcome, document, nodes)
        end(tx, entry, done)
        target.log.append(tx, change.trace, now, entry.author)
        return done

    return apply(target.driver, target.database, work)


def _check_there(tx: ManagedTransaction, ids: list[str]) -> None:
    labels = f"{quote(ENTITY)}|{quote(MERGED)}"
    rows = tx.run(
        f"UNWIND $ids AS i OPTIONAL MATCH (n:{labels} {{id: i}}) WITH i, n WHERE n IS NULL RETURN i AS id", ids=ids
    )
    for row in rows:
        raise UnknownThingError(row["id"], "no such thing is in the graph", "Look it up again: things can be gone.")
