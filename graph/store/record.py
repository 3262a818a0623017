"""A change's documents and statements -> written to the database, without what leads from them to the view."""

from datetime import UTC, datetime
from typing import Any

from neo4j import ManagedTransaction

from graph.changelog.event import Kind
from graph.cypher import ABOUT, DOCUMENT, REPORTED_IN, SAID_BY, STATEMENT, past, quote, types
from graph.pack import pack
from graph.store.change import Change, metadata
from graph.store.each import each
from schema.claim import Document, Statement


def record(tx: ManagedTransaction, change: Change) -> None:
    """Let documents and statements come in and go; the edges of what goes take the underscore along.

    Statements that are new are written by `graph.store.lead`.
    """
    _documents(tx, change)
    _close(tx, change)
    _reopen(tx, change)
    _tell(change)


def _documents(tx: ManagedTransaction, change: Change) -> None:
    live, gone = quote(DOCUMENT), quote(past(DOCUMENT))
    each(
        tx,
        f"MATCH (d:{gone} {{id: r}}) SET d:{live}, d.retrievedAt = $retrieved, "
        f"d.known = coalesce(d.known, []) + $now REMOVE d:{gone}",
        [document.id for document in (*change.new, *change.reopened_documents)],
        now=change.now,
        retrieved=datetime.fromtimestamp(change.now / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    each(
        tx,
        f"MATCH (d:{live} {{id: r.id}}) WITH d, r, properties(d) AS p SET d = r.properties "
        "SET d.id = p.id, d.known = p.known, d.retrievedAt = p.retrievedAt",
        [{"id": one.id, "properties": _document(one)} for one in (*change.new, *change.replaced)],
    )
    each(
        tx,
        f"MATCH (d:{live} {{id: r}}) SET d:{gone}, d.known = d.known + $now REMOVE d:{live}",
        change.closed_documents,
        now=change.now,
    )
    change.outcome.documents_closed += len(change.closed_documents)


def _document(document: Document) -> dict[str, Any]:
    return metadata(document) | ({} if document.text is None else {"text": document.text})


def _tell(change: Change) -> None:
    trace = change.trace
    coming = [document.id for document in (*change.new, *change.reopened_documents)]
    trace.nodes(Kind.CREATED, coming)
    trace.nodes(Kind.CHANGED, (one.id for one in change.replaced if one.id not in coming))
    trace.nodes(Kind.REMOVED, change.closed_documents)
    trace.statements(Kind.CREATED, (*(one.id for one in change.added), *change.reopened))
    trace.statements(Kind.REMOVED, sorted(change.closed))


def _close(tx: ManagedTransaction, change: Change) -> None:
    """Relabel what goes; its edges take the underscore along."""
    ids = sorted(change.closed)
    each(
        tx,
        f"MATCH (s:{STATEMENT} {{id: r}})-[e:{REPORTED_IN}|{ABOUT}|{SAID_BY}]->(o) "
        "CREATE (s)-[p:$('_' + type(e))]->(o) SET p = properties(e) DELETE e",
        ids,
    )
    each(
        tx,
        f"MATCH (s:{STATEMENT} {{id: r}}) "
        f"SET s:{quote(past(STATEMENT))}, s.known = s.known + $now REMOVE s:{STATEMENT}",
        ids,
        now=change.now,
    )
    change.outcome.statements_closed += len(change.closed)


def _reopen(tx: ManagedTransaction, change: Change) -> None:
    gone, edges = quote(past(STATEMENT)), types(past(kind) for kind in (REPORTED_IN, ABOUT, SAID_BY))
    each(
        tx,
        f"MATCH (s:{gone} {{id: r[0]}}) MATCH (d:{DOCUMENT} {{id: r[1]}}) "
        f"SET s:{STATEMENT}, s.known = s.known + $now REMOVE s:{gone} CREATE (s)-[:{REPORTED_IN}]->(d) "
        f"WITH s MATCH (s)-[p:{edges}]->() DELETE p",
        [[one, change.opened[one].document] for one in change.reopened],
        now=change.now,
    )
    change.outcome.statements_reopened += len(change.reopened)


def stored(statement: Statement) -> dict[str, Any]:
    """A statement's stored properties, without its times; what is missing is left out."""
    properties = {
        "id": statement.id,
        "text": statement.text,
        "quoted": statement.quoted,
        "attributed": statement.attributed,
        "occasion": statement.occasion,
        "span_start": statement.span[0] if statement.span else None,
        "span_end": statement.span[1] if statement.span else None,
        "row": statement.row,
        "extractor": statement.extractor,
        "credibility": statement.credibility,
        "ordinal": statement.ordinal or None,
        "reference": statement.reference or None,
        "official": statement.official or None,
        "packed": pack(statement.claims, statement.said_by, statement.mentions),
    }
    return {name: value for name, value in properties.items() if value is not None}
