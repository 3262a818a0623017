"""Stored statements -> what they say and when they stood, read page by page in the order of their ids."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import Driver, ManagedTransaction

from graph.cypher import REPORTED_IN, STATEMENT, past, quote
from graph.pack import unpack
from graph.view.standing import Standing

#: What a query returns of a statement `s` in its document `d`, for `recorded`.
RECORDED = (
    "s.id AS id, s.packed AS packed, s.known AS known, s.reference AS reference, d.id AS document, "
    "s.official AS official, "
    "d.publishedAt AS published"
)
#: Of a statement to its document, whether it stands or not.
IN_DOCUMENT = f"-[:{REPORTED_IN}|{quote(past(REPORTED_IN))}]->"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A statement and the times, in milliseconds, at which it came in, went, came again…"""

    statement: Standing
    known: tuple[int, ...]

    def stood(self, at: int) -> bool:
        """Whether it stood once all that happened at this time was done."""
        return sum(time <= at for time in self.known) % 2 == 1

    @property
    def stands(self) -> bool:
        """Whether it stands today."""
        return len(self.known) % 2 == 1


def recorded(row: Mapping[str, Any]) -> Recorded:
    """A row of the columns RECORDED."""
    claims, said_by, mentions = unpack(row["packed"])
    statement = Standing(
        row["id"],
        row["document"],
        row["published"] or "",
        claims,
        said_by,
        mentions,
        bool(row["reference"]),
        bool(row["official"]),
    )
    return Recorded(statement, tuple(row["known"]))


def page(tx: ManagedTransaction, label: str, after: int, size: int) -> list[Recorded]:
    """The next statements with this label, `Statement` or `_Statement`."""
    rows = tx.run(
        f"MATCH (s:{quote(label)}) WHERE s.id > $after WITH s ORDER BY s.id LIMIT $size "
        f"MATCH (s){IN_DOCUMENT}(d) RETURN {RECORDED} ORDER BY id",
        after=after,
        size=size,
    )
    return [recorded(row) for row in rows]


def stream(driver: Driver, database: str, where: str = "") -> Iterator[Recorded]:
    """All statements, those that stand first; `where` is a condition on `s`."""
    condition = f"WHERE {where} " if where else ""
    with driver.session(database=database) as session:
        for label in (STATEMENT, past(STATEMENT)):
            for row in session.run(f"MATCH (s:{quote(label)}) {condition}MATCH (s){IN_DOCUMENT}(d) RETURN {RECORDED}"):
                yield recorded(row)


def count(driver: Driver, database: str) -> int:
    """How many statements there are, standing or not."""
    row = driver.execute_query(
        f"RETURN COUNT {{ (:{STATEMENT}) }} + COUNT {{ (:{quote(past(STATEMENT))}) }} AS statements",
        database_=database,
        routing_="r",
    ).records[0]
    return int(row["statements"])
