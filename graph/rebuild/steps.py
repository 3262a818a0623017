"""A database whose view is not that of an ontology -> one whose view is, in steps that can stop anywhere and go on."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from neo4j import Driver, ManagedTransaction, Session

from graph import indexes
from graph.changelog.entry import restart
from graph.cypher import STATEMENT, past
from graph.errors import UnfinishedError
from graph.mark import Mark, Work, advance, read_mark, write_mark
from graph.prepare import today
from graph.progress import Progress, silent
from graph.rebuild.drop import drop
from graph.rebuild.identity import Identities
from graph.rebuild.lead import lead_documents, lead_statements, published
from graph.rebuild.recorded import count, page
from graph.rebuild.show import left, next_ids, show
from schema.ontology import Ontology

T = TypeVar("T")
#: Statements that are led to what they speak of, and documents to their publishers, in one transaction.
SIZE = 1_000
DOING = "rebuild"
#: Before every statement and every id.
_FIRST: int = -1
_LEAD, _LEAD_PAST, _DOCUMENTS, _SHOW = STATEMENT, past(STATEMENT), "documents", "show"


def begin(driver: Driver, database: str, mark: Mark, ontology: Ontology, backup: str | None = None) -> None:
    """Note that the database's view is to be computed anew; until that is done no command uses it.

    `backup` is the checksum of the file that the statements were restored from just now.
    """
    write_mark(driver, database, replace(mark, work=Work(DOING, ontology.fingerprint, "drop", backup=backup)))


def rebuild(driver: Driver, database: str, ontology: Ontology, progress: Progress = silent) -> None:
    """Compute the view that was begun, from where it stopped, and mark the database as this ontology's.

    What is in memory at once is one batch, and the ids that judgements join. Raises UnfinishedError where nothing was
    begun for this ontology, or where another process does the same.
    """
    mark = read_mark(driver, database)
    if mark is None or mark.work is None or mark.work.doing != DOING or mark.work.source != ontology.fingerprint:
        raise UnfinishedError(f"database {database}", "no such work was begun", "Run `contrail migrate`.")
    _Rebuild(driver, database, ontology, progress, mark.work).run()


class _Rebuild:
    """The steps, and how far they have come."""

    def __init__(self, driver: Driver, database: str, ontology: Ontology, progress: Progress, work: Work) -> None:
        self.driver = driver
        self.database = database
        self.ontology = ontology
        self.progress = progress
        self.work = work
        self.identities = Identities(())

    def run(self) -> None:
        """Each phase leads to the next; the last leads to the mark."""
        if self.work.phase == "drop":
            drop(self.driver, self.database, self.progress)
            self._renew_indexes()
            self._step(_LEAD, _FIRST, _nothing)
        self.identities = Identities.read(self.driver, self.database)
        for phase, following in ((_LEAD, _LEAD_PAST), (_LEAD_PAST, _DOCUMENTS)):
            if self.work.phase == phase:
                self._lead_statements(phase, following)
        if self.work.phase == _DOCUMENTS:
            self._lead_documents()
        self._show()
        with self.driver.session(database=self.database) as session:
            session.execute_write(restart)
        write_mark(self.driver, self.database, today(self.ontology))

    def _renew_indexes(self) -> None:
        self.progress("renewing indexes", 0, 1)
        stale = indexes.stale(self.driver, self.database, self.ontology)
        indexes.drop(self.driver, self.database, stale)
        indexes.create(self.driver, self.database, self.ontology)
        self.progress("renewing indexes", 1, 1)

    def _lead_statements(self, label: str, following: str) -> None:
        total = count(self.driver, self.database)
        done = 0
        while True:
            assert isinstance(self.work.after, int)
            told = self._read(partial(page, label=label, after=self.work.after, size=SIZE))
            if not told:
                self._step(following, 0 if following == _DOCUMENTS else _FIRST, _nothing)
                return
            lead = partial(lead_statements, ontology=self.ontology, identities=self.identities, told=told)
            self._step(label, told[-1].statement.id, lead)
            done += len(told)
            self.progress("reading statements", done, total)

    def _lead_documents(self) -> None:
        rows = published(self.driver, self.database)
        while isinstance(self.work.after, int) and self.work.after < len(rows):
            upto = self.work.after + SIZE
            some = rows[self.work.after : upto]
            self._step(_DOCUMENTS, upto, partial(lead_documents, identities=self.identities, documents=some))
        self._step(_SHOW, "", _nothing)

    def _show(self) -> None:
        total, done = self._read(partial(left, after=str(self.work.after))), 0
        while True:
            found = self._read(partial(next_ids, identities=self.identities, after=str(self.work.after)))
            if found.last is None:
                return
            self._step(
                _SHOW,
                found.last,
                partial(show, ontology=self.ontology, identities=self.identities, firsts=found.firsts),
            )
            done += found.looked
            self.progress("computing the view", done, total)

    def _read(self, read: Callable[[ManagedTransaction], T]) -> T:
        with self._session() as session:
            return session.execute_read(read)

    def _step(self, phase: str, after: int | str, do: Callable[[ManagedTransaction], None]) -> None:
        """Do a part and note it, in one transaction."""
        following = replace(self.work, phase=phase, after=after)

        def work(tx: ManagedTransaction) -> None:
            if advance(tx, self.work, following):
                do(tx)

        with self._session() as session:
            session.execute_write(work)
        self.work = following

    def _session(self) -> Session:
        return self.driver.session(database=self.database, bookmark_manager=self.driver.execute_query_bookmark_manager)


def _nothing(tx: ManagedTransaction) -> None:
    """Done already: only to be noted."""
