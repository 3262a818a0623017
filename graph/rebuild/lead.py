"""Statements and documents -> a bare node for every id that they name, and the edges that lead to it."""

from collections.abc import Callable, Iterable
from typing import Any

from neo4j import Driver, ManagedTransaction

from graph.cypher import ABOUT, DOCUMENT, GONE, PUBLISHED_BY, SAID_BY, STATEMENT, past, quote
from graph.rebuild.identity import Identities
from graph.rebuild.recorded import Recorded
from graph.view.whole import first_steps, spoken_of
from schema.ontology import Ontology

#: Tells, while the view is computed, that something that stands names the thing.
HELD = "_held"


def lead_statements(
    tx: ManagedTransaction, ontology: Ontology, identities: Identities, told: Iterable[Recorded]
) -> None:
    """Lead statements to what they are about and to who said them; those that went, to what these were then."""
    every = list(told)
    named = {one: False for recorded in every for one in _named(recorded)}
    about, said = [], []
    for recorded in every:
        statement, canonical = recorded.statement, _then(recorded, identities)
        for root in map(canonical, _named(recorded)):
            # What it was then is named by another statement perhaps, which a later page holds.
            named[root] = named.get(root, False) or recorded.stands
        label, prefix = (STATEMENT, "") if recorded.stands else (past(STATEMENT), "_")
        roots = sorted({canonical(one) for one in spoken_of(ontology, statement)})
        about += [[label, statement.id, prefix + ABOUT, root, {}] for root in roots]
        steps = sorted(first_steps(statement.said_by, canonical).items())
        said += [[label, statement.id, prefix + SAID_BY, root, {"step": step}] for root, step in steps]
    _name(tx, named)
    for label in (STATEMENT, past(STATEMENT)):
        _lead(tx, label, [row for row in (*about, *said) if row[0] == label])


def lead_documents(tx: ManagedTransaction, identities: Identities, documents: Iterable[dict[str, Any]]) -> None:
    """Lead documents to who published them."""
    every = list(documents)
    named = {row["publisher"]: False for row in every}
    rows = []
    for row in every:
        root = identities.canonical(row["publisher"], None if row["stands"] else row["at"] - 1)
        named[root] = named.get(root, False) or row["stands"]
        label, kind = (DOCUMENT, PUBLISHED_BY) if row["stands"] else (past(DOCUMENT), past(PUBLISHED_BY))
        rows.append([label, row["id"], kind, root, {}])
    _name(tx, named)
    for label in (DOCUMENT, past(DOCUMENT)):
        _lead(tx, label, [row for row in rows if row[0] == label])


def published(driver: Driver, database: str) -> list[dict[str, Any]]:
    """Of every document its id, its publisher, whether it stands, and when it last came or went; sorted."""
    rows = driver.execute_query(
        f"MATCH (d:{DOCUMENT}|{quote(past(DOCUMENT))}) WHERE d.publisher IS NOT NULL "
        f"RETURN d.id AS id, d.publisher AS publisher, d:{DOCUMENT} AS stands, d.known[-1] AS at ORDER BY id",
        database_=database,
        routing_="r",
    )
    return [row.data() for row in rows.records]


def _named(recorded: Recorded) -> set[str]:
    return {*recorded.statement.subjects(), *recorded.statement.named()}


def _then(recorded: Recorded, identities: Identities) -> Callable[[str], str]:
    """Canonical ids of today, or, of a statement that went, of the moment before it did."""
    at = None if recorded.stands else recorded.known[-1] - 1
    return lambda one: identities.canonical(one, at)


def _name(tx: ManagedTransaction, named: dict[str, bool]) -> None:
    tx.run(
        f"UNWIND $ids AS i MERGE (n:{quote(GONE)} {{id: i[0]}}) "
        f"SET n.{quote(HELD)} = CASE WHEN i[1] THEN true ELSE n.{quote(HELD)} END",
        ids=[[one, held] for one, held in sorted(named.items())],
    ).consume()


def _lead(tx: ManagedTransaction, label: str, rows: list[list[Any]]) -> None:
    if rows:
        tx.run(
            f"UNWIND $rows AS r MATCH (o:{quote(label)} {{id: r[1]}}) MATCH (n:{quote(GONE)} {{id: r[3]}}) "
            "CREATE (o)-[e:$(r[2])]->(n) SET e = r[4]",
            rows=rows,
        ).consume()
