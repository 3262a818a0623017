"""The indexes and constraints that a database has x those that an ontology needs -> what to create and what to drop."""

from collections.abc import Mapping, Sequence
from typing import Literal

from neo4j import Driver, ManagedTransaction

from graph.constraints import Index, indexes
from schema.ontology import Ontology

_KINDS: Mapping[str, Literal["RANGE", "POINT", "FULLTEXT"]] = {
    "RANGE": "RANGE",
    "POINT": "POINT",
    "FULLTEXT": "FULLTEXT",
}
#: Seconds to wait for indexes of a database that was filled before.
_WAIT = 600


def there(driver: Driver, database: str) -> dict[str, Index]:
    """The indexes and constraints of a database by name, those that Neo4j makes of its own left out."""
    rows = driver.execute_query(
        "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint, options "
        "WHERE type <> 'LOOKUP' RETURN name, type, labelsOrTypes, properties, owningConstraint, "
        "options.indexConfig[$analyzer] AS analyzer",
        analyzer="fulltext.analyzer",
        database_=database,
    ).records
    return {
        row["name"]: Index(
            row["name"],
            "UNIQUE" if row["owningConstraint"] else _KINDS[row["type"]],
            tuple(sorted(row["labelsOrTypes"])),
            tuple(sorted(row["properties"])),
            row["analyzer"] or "",
        )
        for row in rows
        if row["type"] in _KINDS
    }


def stale(driver: Driver, database: str, ontology: Ontology) -> list[Index]:
    """What the database has and the ontology does not need, or needs otherwise."""
    needed = {index.name: index for index in indexes(ontology)}
    return [index for name, index in sorted(there(driver, database).items()) if needed.get(name) != index]


def missing(driver: Driver, database: str, ontology: Ontology) -> list[Index]:
    """What the ontology needs and the database has not, or has otherwise."""
    has = there(driver, database)
    return [index for index in indexes(ontology) if has.get(index.name) != index]


def create(driver: Driver, database: str, ontology: Ontology) -> None:
    """Create what is missing, all of it or nothing, and wait until it can be used; what is there otherwise is left."""
    statements = [index.cypher for index in missing(driver, database, ontology)]
    if statements:
        with driver.session(database=database) as session:
            session.execute_write(_run, statements)
    driver.execute_query("CALL db.awaitIndexes($seconds)", seconds=_WAIT, database_=database)


def drop(driver: Driver, database: str, those: Sequence[Index]) -> None:
    """Drop indexes and constraints, all of them or none."""
    if those:
        with driver.session(database=database) as session:
            session.execute_write(_run, [index.removal for index in those])


def _run(transaction: ManagedTransaction, statements: Sequence[str]) -> None:
    # A transaction for each of them would take half as long again.
    for statement in statements:
        transaction.run(statement).consume()
