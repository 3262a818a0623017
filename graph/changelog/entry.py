"""What a write changed -> an entry of the change log, made in the same transaction and in the order of commits."""

from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph.changelog.trace import Trace
from graph.cypher import CHANGES, LOG, quote

#: Changes that are kept at least, where nobody says otherwise; older entries are deleted as new ones come.
KEPT = 1_000_000
#: Entries are deleted once there is a tenth more than is kept, so that few writes do it; and so many at most at once.
_SLACK, _DELETED = 10, 10_000
_LOG, _CHANGES = quote(LOG), quote(CHANGES)
#: The lock on the one node is held until the transaction ends. So whoever takes the next numbers was preceded by a
#: commit, and a reader that has seen a number never sees a smaller one appear. Nothing may be locked after it.
_APPEND = (
    f"MERGE (l:{_LOG} {{id: 1}}) SET l.`_lock` = true REMOVE l.`_lock` "
    "WITH l, coalesce(l.last, 0) AS before SET l.last = before + $count, l.from = coalesce(l.from, 1) "
    f"CREATE (c:{_CHANGES}) SET c = $entry SET c.id = before + $count, c.first = before + 1 "
    "RETURN before + $count - l.from + 1 AS kept"
)
_SHORTEN = (
    f"MATCH (l:{_LOG} {{id: 1}}) MATCH (c:{_CHANGES}) WHERE c.id <= l.last - $kept "
    f"WITH l, c ORDER BY c.id LIMIT {_DELETED} WITH l, max(c.id) AS last, collect(c) AS gone "
    "SET l.from = last + 1 FOREACH (c IN gone | DELETE c)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one write changed, numbered from `first` to `last`; `at` is in milliseconds of UTC."""

    first: int
    last: int
    at: int
    author: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class Log:
    """The change log of a database as a writer sees it: in whose name it writes, and how many changes are kept."""

    author: str = "local"
    kept: int = KEPT

    def append(self, tx: ManagedTransaction, trace: Trace, at: int, author: str | None = None) -> None:
        """Write down what a transaction changed, if anything; it must be the last that the transaction does.

        `at` is in milliseconds of UTC; `author`, where given, takes the place of the log's.
        """
        if not trace.count:
            return
        entry = {"at": at, "author": author or self.author, "packed": trace.pack()}
        there = tx.run(_APPEND, count=trace.count, entry=entry).single(strict=True)
        if there["kept"] > self.kept + self.kept // _SLACK:
            tx.run(_SHORTEN, kept=self.kept).consume()


#: The log of whoever works on the database's own machine.
OWN = Log()


def restart(tx: ManagedTransaction) -> None:
    """Forget all entries: whoever follows the log learns that anything may have changed."""
    tx.run(
        f"MERGE (l:{_LOG} {{id: 1}}) SET l.`_lock` = true REMOVE l.`_lock` "
        "WITH l, coalesce(l.last, 0) + 1 AS last SET l.last = last, l.from = last + 1"
    ).consume()
    tx.run(f"MATCH (c:{_CHANGES}) DELETE c").consume()
