"""A database with a view -> one that holds statements and documents alone."""

from neo4j import Driver

from graph.cypher import GONE, KEY, MERGED, REPORTED_IN, past, quote
from graph.progress import Progress
from schema.ontology import ENTITY

#: Nodes or edges deleted in one transaction.
SIZE = 10_000
_KEPT = {REPORTED_IN, past(REPORTED_IN)}


def drop(driver: Driver, database: str, progress: Progress) -> None:
    """Delete entities and all edges but those from statements to their documents, a batch at a time."""
    rows = driver.execute_query("CALL db.relationshipTypes() YIELD relationshipType AS type", database_=database)
    parts = [f"MATCH ()-[x:{quote(row['type'])}]->()" for row in rows.records if row["type"] not in _KEPT]
    parts += [f"MATCH (x:{quote(label)})" for label in (ENTITY, MERGED, GONE, KEY)]
    total = sum(
        driver.execute_query(f"{part} RETURN count(x) AS n", database_=database).records[0]["n"] for part in parts
    )
    done = 0
    for part in parts:
        while True:
            deleted = driver.execute_query(
                f"{part} WITH x LIMIT $size DELETE x RETURN count(x) AS n", size=SIZE, database_=database
            ).records[0]["n"]
            done += deleted
            progress("dropping the view", done, total)
            if deleted < SIZE:
                break
