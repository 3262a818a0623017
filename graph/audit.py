"""A driver -> the writes that clients made, from the journal, the latest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import orjson
from neo4j import Driver

from graph.cypher import WRITE, quote
from schema.values import instant


@dataclass(frozen=True, slots=True)
class Write:
    """A write that was made: `at` is ISO 8601 in UTC, `key` the client's word for it, `shown` the id of the key shown.

    `outcome` counts what it changed; `nodes` are the things that it spoke of, for an article none: see its document; of
    a command that wrote several documents at once, the others. `command`: no client made it, but a command.
    """

    at: str
    author: str
    shown: str | None
    action: str
    document: str
    nodes: tuple[str, ...]
    outcome: Mapping[str, int]
    key: str | None
    request: str | None
    command: bool


def read_audit(
    driver: Driver,
    database: str,
    *,
    author: str | None = None,
    document: str | None = None,
    since: datetime | None = None,
    most: int = 100,
) -> list[Write]:
    """The latest writes, at most so many: of an author, to a document, or from a moment on, where they are given."""
    rows = driver.execute_query(
        f"MATCH (w:{quote(WRITE)}) WHERE w.at IS NOT NULL AND ($author IS NULL OR w.author = $author) "
        "AND ($document IS NULL OR w.document = $document OR $document IN w.nodes) "
        "AND ($since IS NULL OR w.at >= $since) "
        "RETURN w {.*} AS own ORDER BY w.at DESC, w.id LIMIT $most",
        author=author,
        document=document,
        since=round(since.timestamp() * 1000) if since else None,
        most=most,
        database_=database,
        routing_="r",
    ).records
    return [_write(row["own"]) for row in rows]


def _write(own: Mapping[str, object]) -> Write:
    at, nodes, outcome = own["at"], own["nodes"], own["outcome"]
    assert isinstance(at, int) and isinstance(nodes, list) and isinstance(outcome, str)
    moment = instant.moment(at)
    word = {name: own.get(name) for name in ("author", "shown", "action", "document", "key", "request")}
    return Write(at=moment, nodes=tuple(nodes), outcome=orjson.loads(outcome), command="command" in own, **word)  # type: ignore[arg-type]
