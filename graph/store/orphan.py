"""Statements that go -> the statements of reference that go with them, since nothing else refers to their records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from neo4j import ManagedTransaction

from graph.cypher import (
    ABOUT,
    CANDIDATE,
    DOCUMENT,
    KEY,
    REPORTED_IN,
    STATEMENT,
    claimed_types,
    past,
    types,
)  # fmt: skip
from graph.store.change import STANDING, Change, standing
from graph.store.each import gather
from graph.store.lock import Locked
from graph.view.reference import objects, supported
from graph.view.standing import Standing
from schema.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Orphans:
    """Statements that fall, and the ids to lock before that can be told."""

    statements: tuple[Standing, ...] = ()
    named: frozenset[str] = frozenset()


def orphans(tx: ManagedTransaction, ontology: Ontology, change: Change, locked: Mapping[str, Locked]) -> Orphans:
    """The standing statements of reference that nothing supports after the change.

    Whatever a closed statement refers to may fall, and what falls takes along what only it refers to. `named` is not
    empty where ids must be locked first; then call it again.
    """
    frontier = set().union(*(objects(statement) for statement in change.closed.values()))
    seen: set[str] = set()
    suspects: dict[int, Standing] = {}
    while frontier := frontier - seen:
        if missing := frontier - locked.keys():
            return Orphans(named=frozenset(missing))
        seen |= frontier
        found = [
            record
            for record in _about(tx, _handles(frontier, locked), references=True)
            if record.id not in change.closed and frontier & set(record.subjects())
        ]
        suspects |= {record.id: record for record in found}
        frontier = set().union(*(objects(record) for record in found))
    if not suspects:
        return Orphans()
    subjects = {subject for record in suspects.values() for subject in record.subjects()}
    if missing := subjects - locked.keys():
        return Orphans(named=frozenset(missing))
    others = {
        one.id: replace(one, reference=False)
        for one in (
            *change.opened.values(),
            *_supporters(tx, ontology, _handles(subjects, locked)),
            *_judging(tx, subjects),
        )
        if one.id not in suspects and one.id not in change.closed
    }
    held = {one.id for one in supported([*suspects.values(), *others.values()])}
    return Orphans(tuple(record for record in suspects.values() if record.id not in held))


def _handles(ids: Iterable[str], locked: Mapping[str, Locked]) -> list[str]:
    return sorted({locked[locked[one].canonical].handle for one in ids})


def _about(tx: ManagedTransaction, handles: list[str], *, references: bool) -> list[Standing]:
    rows = gather(
        tx,
        f"UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h MATCH (n)<-[:{ABOUT}]-(s:{STATEMENT}) "
        f"WHERE NOT $references OR s.reference WITH DISTINCT s MATCH (s)-[:{REPORTED_IN}]->(d:{DOCUMENT})",
        STANDING,
        handles=handles,
        references=references,
    )
    return [standing(row) for row in rows]


def _supporters(tx: ManagedTransaction, ontology: Ontology, handles: list[str]) -> list[Standing]:
    """Statements that may refer to these things: by judgements, which are about both ends, or by links to them."""
    claimed = claimed_types(ontology)
    rows = gather(
        tx,
        "UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h "
        f"MATCH (n)<-[r:{types([*claimed, *(past(kind) for kind in claimed)])}]-() WHERE r.known_to IS NULL "
        f"UNWIND r.evidence AS i WITH DISTINCT i MATCH (s:{STATEMENT} {{id: i}})-[:{REPORTED_IN}]->(d:{DOCUMENT})",
        STANDING,
        handles=handles,
    )
    return [*_about(tx, handles, references=False), *(standing(row) for row in rows)]


def _judging(tx: ManagedTransaction, subjects: Iterable[str]) -> list[Standing]:
    """Statements that something may be one of these things; they are not about them."""
    rows = gather(
        tx,
        f"UNWIND $ids AS i MATCH (:{KEY} {{id: i}})<-[r:{CANDIDATE}]-() UNWIND r.evidence AS e "
        f"WITH DISTINCT e MATCH (s:{STATEMENT} {{id: e}})-[:{REPORTED_IN}]->(d:{DOCUMENT})",
        STANDING,
        ids=sorted(subjects),
    )
    return [standing(row) for row in rows]
