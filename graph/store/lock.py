"""Ids -> nodes locked by a transaction, in the order of the ids, so that writers of the same things take turns.

What is read of a node after it was locked stays so until the transaction ends.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from neo4j import ManagedTransaction

from graph.cypher import DOCUMENT, GONE, MERGED, SAME_AS, past, quote
from graph.store.each import gather
from schema.ontology import ENTITY

State = Literal["LIVE", "MERGED", "GONE"]
STATES: tuple[State, ...] = ("LIVE", "MERGED", "GONE")
#: A property that comes and goes takes the node's lock and leaves nothing written; setting it to null would not lock.
_LOCK = "SET n.`_lock` = true REMOVE n.`_lock`"


class RacedError(Exception):
    """Another transaction was in the way, and nothing is written; this one is to be tried again."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A locked entity: the database's handle of its node, what it was, and, of a live one, all its ids."""

    handle: str
    state: State
    canonical: str
    members: tuple[str, ...]


def lock_entities(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, Locked]:
    """Lock the nodes of these ids, made where there are none. Raises RacedError."""
    wanted = sorted(ids)
    if not wanted:
        return {}
    handles = _handles(tx, wanted, (ENTITY, MERGED, GONE))
    lock_handles(tx, [handles[one] for one in wanted if one in handles])
    if missing := [one for one in wanted if one not in handles]:
        made = gather(
            tx,
            f"UNWIND $ids AS i MERGE (n:{quote(GONE)} {{id: i}}) {_LOCK}",
            "id: i, handle: elementId(n)",
            ids=missing,
        )
        handles |= {row["id"]: row["handle"] for row in made}
        if _handles(tx, missing, (ENTITY, MERGED)):
            raise RacedError
    rows = gather(
        tx,
        "UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h",
        f"id: n.id, handle: h, members: n.members, states: [n:{ENTITY}, n:{MERGED}, n:{quote(GONE)}], "
        f"root: CASE WHEN n:{MERGED} THEN [(n)-[:{SAME_AS}]->(o) | o.id][0] END",
        handles=list(handles.values()),
    )
    if len(rows) != len(wanted) or any(sum(row["states"]) != 1 for row in rows):
        raise RacedError
    return {row["id"]: _locked(row) for row in rows}


def lock_handles(tx: ManagedTransaction, handles: Sequence[str]) -> None:
    """Lock nodes one after the other, in the order of these handles."""
    tx.run(f"UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h {_LOCK}", handles=handles).consume()


def _handles(tx: ManagedTransaction, ids: Sequence[str], labels: Iterable[str]) -> dict[str, str]:
    """The database's handles of those that are there, looked for under one label after the other."""
    found: dict[str, str] = {}
    for label in labels:
        if rest := [one for one in ids if one not in found]:
            look = f"UNWIND $ids AS i MATCH (n:{quote(label)} {{id: i}})"
            found |= {row["id"]: row["handle"] for row in gather(tx, look, "id: i, handle: elementId(n)", ids=rest)}
    return found


def _locked(row: Mapping[str, Any]) -> Locked:
    state = STATES[row["states"].index(True)]
    members = tuple(row["members"] or (row["id"],)) if state != "MERGED" else ()
    return Locked(row["handle"], state, row["root"] or row["id"], members)


def lock_documents(tx: ManagedTransaction, ids: Iterable[str], *, create: bool) -> None:
    """Lock documents of these ids; with `create`, those that are not there are made, closed. Raises RacedError.

    References are locked after all other documents, and entities after references.
    """
    wanted = sorted(ids)
    if not wanted:
        return
    labels = (DOCUMENT, past(DOCUMENT))
    _lock(tx, labels, wanted, create=past(DOCUMENT) if create else None)
    rows = tx.run(f"{_find(labels)} RETURN n0 IS NOT NULL AND n1 IS NOT NULL AS doubled", ids=wanted)
    if any(row["doubled"] for row in rows):
        raise RacedError


def lock_references(tx: ManagedTransaction) -> None:
    """Lock all documents of reference, of which there are few: what closes may take some of their statements along."""
    rows = tx.run(f"MATCH (d:{DOCUMENT}) WHERE d.reference RETURN d.id AS id")
    lock_documents(tx, [row["id"] for row in rows], create=False)


def _find(labels: Iterable[str]) -> str:
    matches = (f"OPTIONAL MATCH (n{at}:{quote(label)} {{id: i}})" for at, label in enumerate(labels))
    return f"UNWIND $ids AS i {' '.join(matches)}"


def _lock(tx: ManagedTransaction, labels: tuple[str, ...], wanted: list[str], create: str | None) -> None:
    every = ", ".join(f"n{at}" for at in range(len(labels)))
    rows = tx.run(
        f"{_find(labels)} WITH i, coalesce({every}) AS n WHERE n IS NOT NULL {_LOCK} RETURN i AS id", ids=wanted
    )
    missing = sorted(set(wanted) - {row["id"] for row in rows})
    if missing and create:
        tx.run(f"UNWIND $ids AS i MERGE (n:{quote(create)} {{id: i}}) {_LOCK}", ids=missing).consume()
