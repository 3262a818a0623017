"""A name and the address of a view -> a node of its own beside the graph, kept for everybody who asks; and back."""

from dataclasses import dataclass
from datetime import UTC, datetime

from neo4j import ManagedTransaction

from graph.cypher import CONTRAIL, VIEW, quote
from graph.errors import NotOwnError, UnknownThingError, WriteError

_VIEW, _MARK = quote(VIEW), quote(CONTRAIL)
#: How many are kept.
MOST = 1000


@dataclass(frozen=True, slots=True)
class SavedView:
    """What somebody saved: `address` restores it, `at` is when, ISO 8601 in UTC."""

    name: str
    author: str
    at: str
    address: str


def read_views(tx: ManagedTransaction) -> list[SavedView]:
    """All of them, by name."""
    return [SavedView(**row["own"]) for row in tx.run(f"MATCH (v:{_VIEW}) RETURN v {{.*}} AS own ORDER BY v.name")]


def save_view(tx: ManagedTransaction, name: str, address: str, author: str, *, own: bool) -> SavedView:
    """Keep a view; one of that name takes its place. `own`: what others saved may not be replaced.

    Raises NotOwnError, and WriteError where there are too many.
    """
    there = _lock(tx)
    _check(there.get(name), author, own=own)
    if name not in there and len(there) >= MOST:
        raise WriteError("saved views", f"there are {MOST} already", "Delete one that nobody needs.")
    view = SavedView(name, author, datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"), address)
    kept = {"name": view.name, "author": view.author, "at": view.at, "address": view.address}
    tx.run(f"MERGE (v:{_VIEW} {{name: $name}}) SET v = $own", name=name, own=kept).consume()
    return view


def drop_view(tx: ManagedTransaction, name: str, author: str, *, own: bool) -> None:
    """Forget a view. Raises UnknownThingError, NotOwnError."""
    there = _lock(tx)
    if name not in there:
        raise UnknownThingError(name, "no view of that name is saved", "Look again: it can be gone.")
    _check(there[name], author, own=own)
    tx.run(f"MATCH (v:{_VIEW} {{name: $name}}) DELETE v", name=name).consume()


def _lock(tx: ManagedTransaction) -> dict[str, str]:
    """Who saved each view; nobody else saves one until the transaction ends, so that no name is there twice."""
    tx.run(f"MATCH (c:{_MARK}) SET c.`_lock` = true REMOVE c.`_lock`").consume()
    return {view.name: view.author for view in read_views(tx)}


def _check(saved_by: str | None, author: str, *, own: bool) -> None:
    if own and saved_by not in {None, author}:
        raise NotOwnError("saved view", f"{saved_by} saved it", "Take another name, or have an admin do that.")
