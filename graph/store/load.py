"""Batches of one table, as they come -> the graph, a transaction for each; what is known is passed over."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from neo4j import Driver, ManagedTransaction

from graph.changelog.entry import Log
from graph.connection import FAILURES
from graph.cypher import DOCUMENT, REPORTED_IN, STATEMENT, past, quote
from graph.errors import InvalidBatchError, LoadError, Problem
from graph.outcome import Outcome
from graph.store import change, fresh
from graph.store.ahead import ahead
from graph.store.apply import apply
from graph.store.change import Change
from graph.store.each import portions
from graph.store.fused import fuse
from graph.store.incoming import WideError
from graph.store.plain import Plain
from graph.store.record import stored
from graph.store.shape import Fused
from graph.store.update import view
from graph.validate import check
from graph.view.standing import Standing
from schema.claim import Batch, Document, Statement
from schema.ontology import Ontology

Watch = Callable[[Outcome], None]
#: Things that link to what the rows of one transaction merge, at most; a row by itself may have any number.
WIDEST = 25_000
#: Parts in which statements are counted.
PARTS = 8


def unwatched(outcome: Outcome) -> None:
    """Looks at nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A valid batch: `fused` are statements that one query may write, with what is stored of them; `rest` the others.

    `known` stood when it was prepared.
    """

    document: Document
    known: int
    fused: Sequence[tuple[Fused, Mapping[str, Any]]]
    rest: Sequence[Statement]

    def halves(self) -> tuple["Part", ...]:
        """Two parts of it; none of one statement alone."""
        if len(self.fused) + len(self.rest) < 2:
            return ()
        fused, rest = (len(self.fused) + 1) // 2, len(self.rest) // 2
        return (
            replace(self, fused=self.fused[:fused], rest=self.rest[:rest]),
            replace(self, known=0, fused=self.fused[fused:], rest=self.rest[rest:]),
        )


class Load:
    """One load of one table.

    A batch is prepared in another thread while the one before it is being written.
    """

    def __init__(
        self,
        driver: Driver,
        database: str,
        ontology: Ontology,
        clock: Callable[[], int],
        log: Log,
        replace: bool,  # noqa: FBT001
        watch: Watch,
    ) -> None:
        self.driver = driver
        self.database = database
        self.ontology = ontology
        self.clock = clock
        self.log = log
        self.replace = replace
        self.watch = watch
        self.outcome = Outcome()
        self.document: Document | None = None
        self._stated = array("q")
        self._blank = False
        self._plain = Plain(ontology)

    def run(self, batches: Iterable[Batch]) -> Outcome:
        """Write all batches, then close what the document said otherwise."""
        try:
            with ahead(self._prepared(batches)) as parts:
                for part in parts:
                    self._write(part)
            if self.document is not None:
                self._close(self.document)
        except FAILURES as error:
            raise LoadError(
                f"table {self._name}",
                f"the database failed after {self._done} statements: {error}",
                "What was written stays. Once the database answers, and has room, the same command goes on from there.",
            ) from error
        return self.outcome

    @property
    def _name(self) -> str:
        return "" if self.document is None else self.document.title or self.document.url or self.document.id

    @property
    def _done(self) -> int:
        done = self.outcome
        return done.statements_added + done.statements_known + done.statements_reopened

    def _add(self, outcome: Outcome) -> None:
        first = not self._done
        for one in fields(Outcome):
            # Every part finds the document that the first one brought.
            if first or not one.name.startswith("documents_"):
                setattr(self.outcome, one.name, getattr(self.outcome, one.name) + getattr(outcome, one.name))
        self.watch(self.outcome)

    # --- preparing, in another thread ---

    def _prepared(self, batches: Iterable[Batch]) -> Iterator[Part]:
        for batch in batches:
            document = self._document(batch)
            self._stated.extend(statement.id for statement in batch.statements)
            known = self._known(batch.statements)
            new = tuple(one for one in batch.statements if one.id not in known) if known else batch.statements
            check(Batch((document,), new), self.ontology)
            named = fresh.named(new)
            fused: list[tuple[Fused, Mapping[str, Any]]] = []
            rest: list[Statement] = []
            for statement in new:
                published = document.published_at
                one = self._plain.fuse(statement, published) or fuse(self.ontology, statement, published)
                if one is None or any(named[identifier] > 1 for identifier in one.about):
                    rest.append(statement)
                else:
                    fused.append((one, stored(statement)))
            yield Part(document, len(known), fused, rest)

    def _document(self, batch: Batch) -> Document:
        """The document that this batch is a part of."""
        given = {document.id: document for document in batch.documents}
        if self.document is not None:
            given.setdefault(self.document.id, self.document)
        first = next(iter(batch.documents), self.document)
        if first is None or len(given) != 1 or first != (self.document or first) or first.reference:
            raise InvalidBatchError(
                [
                    Problem(
                        f"document {first.title or first.url or first.id}" if first else "the first batch",
                        "the batches of a load are parts of one document, which the first one has, and no reference",
                        "Load each table by itself.",
                    )
                ]
            )
        if self.document is None:
            self.document = first
            self._blank = not self._count(first, past_too=True)
        return first

    def _known(self, statements: Sequence[Statement]) -> set[int]:
        """Those that stand; they are passed over without being looked at again."""
        if self._blank:
            return set()
        look = f"UNWIND $ids AS i MATCH (s:{STATEMENT} {{id: i}}) RETURN collect(i) AS ids"
        (row,) = self._read(look, ids=[one.id for one in statements])
        return set(row["ids"])

    # --- writing ---

    def _write(self, part: Part) -> None:
        """Write a part, in halves where its rows merge so much that it would not fit into one transaction."""
        halves = part.halves()
        try:
            self._add(apply(self.driver, self.database, self._work(part, WIDEST if halves else None)))
        except WideError:
            for half in halves:
                self._write(half)

    def _work(self, part: Part, most: int | None) -> Callable[[ManagedTransaction], Outcome]:
        def work(tx: ManagedTransaction) -> Outcome:
            found = change.of_part(tx, part.document, part.rest, self.clock(), self.replace)
            found.outcome.statements_known += part.known
            rows = fresh.common(fresh.unknown(tx, [one for one, _ in part.fused]))
            alone = {one.statement.id for one in rows}
            others = [one.statement for one, _ in part.fused if one.statement.id not in alone]
            change.more_of_part(tx, found, part.document, others)
            near = view(tx, self.ontology, found, fresh.outside(rows), most)
            canonical = {one: near.canonical(one) for one in near.also}
            new = [(one, {**row, "known": [found.now]}) for one, row in part.fused if one.statement.id in alone]
            if left := fresh.write(tx, self.ontology, found, new, canonical):
                again = Change(found.now, found.outcome, added=left, trace=found.trace)
                again.opened = {one.id: Standing.of(one, part.document.published_at) for one in left}
                view(tx, self.ontology, again)
            self.log.append(tx, found.trace, found.now)
            return found.outcome

        return work

    # --- what is no longer said ---

    def _close(self, document: Document) -> None:
        if self._count(document) == self._distinct():
            return
        stated = set(self._stated)
        there = f"MATCH (:{DOCUMENT} {{id: $id}})<-[:{REPORTED_IN}]-(s:{STATEMENT}) RETURN s.id AS id"
        rest = [row["id"] for row in self._read(there, id=document.id) if row["id"] not in stated]
        for ids in portions(rest):

            def work(tx: ManagedTransaction, ids: Sequence[int] = ids) -> Outcome:
                found = change.of_rest(tx, document.id, ids, self.clock())
                view(tx, self.ontology, found)
                self.log.append(tx, found.trace, found.now)
                return found.outcome

            self._add(apply(self.driver, self.database, work))
        if self._count(document) != len(stated):
            raise LoadError(
                f"table {self._name}",
                "while it was loaded, others retracted it or loaded it by another mapping",
                "Load it again when they are done.",
            )

    def _distinct(self) -> int:
        """How many statements the batches made; looked at part by part, since a set of all takes ten times as much."""
        return sum(len({one for one in self._stated if one % PARTS == part}) for part in range(PARTS))

    def _count(self, document: Document, *, past_too: bool = False) -> int:
        """How many statements of a document stand, or ever did."""
        label = f"{DOCUMENT}|{quote(past(DOCUMENT))}" if past_too else DOCUMENT
        kinds = f"{REPORTED_IN}|{quote(past(REPORTED_IN))}" if past_too else REPORTED_IN
        rows = self._read(
            f"MATCH (d:{label} {{id: $id}}) RETURN COUNT {{ (d)<-[:{kinds}]-() }} AS count", id=document.id
        )
        return sum(row["count"] for row in rows)

    def _read(self, text: str, **parameters: Any) -> Sequence[Mapping[str, Any]]:
        return self.driver.execute_query(text, parameters, database_=self.database, routing_="r").records
