"""A batch or a retraction x what the database knows -> the documents and statements that come in or go."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from neo4j import ManagedTransaction

from graph.changelog.trace import Trace
from graph.cypher import DOCUMENT, REPORTED_IN, STATEMENT, past, quote
from graph.errors import KnownDocumentError, UnknownDocumentError, WriteError
from graph.outcome import Outcome
from graph.pack import unpack
from graph.store.each import gather
from graph.store.lock import lock_documents, lock_references
from graph.view.standing import Standing
from schema.claim import Batch, Document, Statement

#: What a query returns of a statement `s` in its document `d`, for `standing`.
STANDING = (
    "id: s.id, packed: s.packed, reference: s.reference, official: s.official, document: d.id, published: d.publishedAt"
)


@dataclass(slots=True)
class Change:
    """What comes in and goes. `now` is in milliseconds of UTC.

    `opened` stand after the change and did not before; those among them in `reopened` are in the database, closed.
    `kept` stand before and after, in a document whose date changes. `publishers` says who published the documents
    whose PUBLISHED_BY begins, ends or moves: (before, after). `trace` is told what is done, as it is done.
    """

    now: int
    outcome: Outcome = field(default_factory=Outcome)
    new: list[Document] = field(default_factory=list)
    replaced: list[Document] = field(default_factory=list)
    reopened_documents: list[Document] = field(default_factory=list)
    closed_documents: list[str] = field(default_factory=list)
    publishers: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    added: list[Statement] = field(default_factory=list)
    reopened: list[int] = field(default_factory=list)
    opened: dict[int, Standing] = field(default_factory=dict)
    closed: dict[int, Standing] = field(default_factory=dict)
    kept: dict[int, Standing] = field(default_factory=dict)
    trace: Trace = field(default_factory=Trace)

    def __bool__(self) -> bool:
        return bool(self.new or self.replaced or self.reopened_documents or self.closed_documents) or bool(
            self.opened or self.closed
        )

    def differing(self) -> Iterator[Standing]:
        """Statements whose subjects may look otherwise after the change."""
        yield from self.opened.values()
        yield from self.closed.values()
        yield from self.kept.values()

    def close(self, statements: Iterable[Standing]) -> None:
        """Let more statements go."""
        self.closed |= {statement.id: statement for statement in statements}


@dataclass(frozen=True, slots=True)
class Known:
    """A document as the database has it."""

    standing: bool
    metadata: Mapping[str, Any]


def of_batch(tx: ManagedTransaction, batch: Batch, now: int, replace: bool) -> Change:  # noqa: FBT001
    """What a valid batch changes; its documents are locked. Raises KnownDocumentError."""
    change = Change(now)
    spoken = {statement.document for statement in batch.statements}
    documents = {one.id: one for one in batch.documents if not one.reference or one.id in spoken}
    own = [one for one, document in documents.items() if not document.reference]
    lock_documents(tx, own, create=True)
    # A batch states the whole content of its documents, except of references: others may need their other records.
    change.close(_standing_in(tx, own, [statement.id for statement in batch.statements]))
    if change.closed:
        lock_references(tx)
    lock_documents(tx, documents.keys() - set(own), create=True)
    known = known_documents(tx, documents)
    for document in documents.values():
        _document(change, document, known.get(document.id), replace)
    _statements(tx, change, batch, documents)
    return change


def of_part(
    tx: ManagedTransaction,
    document: Document,
    statements: Sequence[Statement],
    now: int,
    replace: bool,  # noqa: FBT001
) -> Change:
    """What a valid part of a document's statements changes; the document is locked. Raises KnownDocumentError."""
    change = Change(now)
    lock_documents(tx, [document.id], create=True)
    _document(change, document, known_documents(tx, [document.id]).get(document.id), replace)
    more_of_part(tx, change, document, statements)
    return change


def more_of_part(tx: ManagedTransaction, change: Change, document: Document, statements: Sequence[Statement]) -> None:
    """Take more statements of the part's document into what it changes."""
    _statements(tx, change, Batch((document,), tuple(statements)), {document.id: document})


def of_rest(tx: ManagedTransaction, document: str, statements: Sequence[int], now: int) -> Change:
    """What closing these statements of a document changes, where they stand; it is locked."""
    change = Change(now)
    lock_documents(tx, [document], create=False)
    lock_references(tx)
    rows = gather(
        tx,
        f"UNWIND $ids AS i MATCH (s:{STATEMENT} {{id: i}})-[:{REPORTED_IN}]->(d:{DOCUMENT} {{id: $document}})",
        STANDING,
        ids=list(statements),
        document=document,
    )
    change.close([standing(row) for row in rows])
    return change


def of_retraction(tx: ManagedTransaction, identifier: str, now: int) -> Change:
    """What retracting a document changes; it is locked. Raises UnknownDocumentError, WriteError for a reference."""
    change = Change(now)
    lock_documents(tx, [identifier], create=False)
    lock_references(tx)
    known = known_documents(tx, [identifier]).get(identifier)
    place = f"document {identifier}"
    if known is None:
        raise UnknownDocumentError(place, "no such document is in the graph", "See `contrail doctor` for those it has.")
    if known.metadata.get("reference"):
        raise WriteError(
            place, "it is a table of reference, which others refer to", "Retract the documents that refer to it."
        )
    if known.standing:
        change.closed_documents.append(identifier)
        change.publishers[identifier] = (known.metadata.get("publisher"), None)
        change.close(_standing_in(tx, [identifier], []))
    return change


def metadata(document: Document) -> dict[str, Any]:
    """A document's stored properties, without its times, id and text; what is missing is left out."""
    properties = {
        "title": document.title,
        "url": document.url,
        "outlet": document.outlet,
        "publishedAt": document.published_at,
        "sha256": document.sha256,
        "documentKind": document.kind,
        "publisher": document.publisher,
        "reference": document.reference or None,
    }
    return {name: value for name, value in properties.items() if value is not None}


def known_documents(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, Known]:
    """The documents of these ids that the database has ever had."""
    rows = tx.run(
        f"UNWIND $ids AS i OPTIONAL MATCH (a:{DOCUMENT} {{id: i}}) "
        f"OPTIONAL MATCH (b:{quote(past(DOCUMENT))} {{id: i}}) "
        "WITH i, a, coalesce(a, b) AS d WHERE d.known IS NOT NULL "
        "RETURN i AS id, a IS NOT NULL AS standing, d {.title, .url, .outlet, .publishedAt, .sha256, .documentKind, "
        ".publisher, .reference} AS metadata",
        ids=list(ids),
    )
    return {
        row["id"]: Known(row["standing"], {name: value for name, value in row["metadata"].items() if value is not None})
        for row in rows
    }


def standing(row: Mapping[str, Any]) -> Standing:
    """A row of the columns STANDING as a statement."""
    claims, said_by, mentions = unpack(row["packed"])
    return Standing(
        row["id"],
        row["document"],
        row["published"] or "",
        claims,
        said_by,
        mentions,
        bool(row["reference"]),
        bool(row["official"]),
    )


def _document(change: Change, document: Document, known: Known | None, replace: bool) -> None:  # noqa: FBT001
    after = metadata(document)
    before = known.metadata if known else {}
    if known is None:
        change.new.append(document)
        change.outcome.documents_new += 1
    elif before != after:
        differing = ", ".join(
            f"{name} {before.get(name)!r} is now {after.get(name)!r}"
            for name in sorted({*before, *after})
            if before.get(name) != after.get(name)
        )
        if not replace and known.standing:
            raise KnownDocumentError(
                f"document {document.title or document.url or document.id}",
                f"it is in the graph with other metadata: {differing}",
                "Give `replace` (--replace) to replace its metadata and statements.",
            )
        change.replaced.append(document)
        change.outcome.documents_replaced += 1
    if known and not known.standing:
        change.reopened_documents.append(document)
        change.outcome.documents_reopened += 1
    if known and known.standing and before == after:
        change.outcome.documents_known += 1
    then = before.get("publisher") if known and known.standing else None
    if then != document.publisher:
        change.publishers[document.id] = (then, document.publisher)


def _statements(tx: ManagedTransaction, change: Change, batch: Batch, documents: Mapping[str, Document]) -> None:
    if not batch.statements:
        return
    statements = {statement.id: statement for statement in batch.statements}
    ids = list(statements)
    there = _ids(tx, STATEMENT, ids)
    gone = _ids(tx, past(STATEMENT), ids)
    for identifier, statement in statements.items():
        published = documents[statement.document].published_at
        if identifier in there:
            continue
        change.opened[identifier] = Standing.of(statement, published)
        if identifier in gone:
            change.reopened.append(identifier)
        else:
            change.added.append(statement)
    moved = {document.id: document for document in change.replaced}
    change.kept |= {
        identifier: Standing.of(statements[identifier], documents[statements[identifier].document].published_at)
        for identifier in there
        if statements[identifier].document in moved
    }
    change.outcome.statements_known += len(there)


def _ids(tx: ManagedTransaction, label: str, ids: Sequence[int]) -> set[int]:
    return {row["id"] for row in gather(tx, f"UNWIND $ids AS i MATCH (s:{quote(label)} {{id: i}})", "id: i", ids=ids)}


def _standing_in(tx: ManagedTransaction, documents: Sequence[str], others: Sequence[int]) -> list[Standing]:
    """The standing statements of these documents, `others` left out."""
    rows = gather(
        tx,
        f"UNWIND $documents AS i MATCH (d:{DOCUMENT} {{id: i}})<-[:{REPORTED_IN}]-(s:{STATEMENT}) "
        "WHERE NOT s.id IN $others",
        STANDING,
        documents=documents,
        others=others,
    )
    return [standing(row) for row in rows]
