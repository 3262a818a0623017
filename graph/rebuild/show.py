"""Bare nodes and the statements that lead to them -> entities with their fields, and the edges between them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from neo4j import ManagedTransaction

from graph.cypher import ABOUT, GONE, KEY, MERGED, SAME_AS, past, quote
from graph.rebuild.history import Lived, history
from graph.rebuild.identity import Identities
from graph.rebuild.lead import HELD
from graph.rebuild.recorded import IN_DOCUMENT, RECORDED, Recorded, recorded
from graph.store.difference import database_value
from graph.view.conflict import conflicts
from graph.view.edge import Edge
from graph.view.held import waiting
from graph.view.judgement import judgements
from graph.view.node import Said, node
from schema.identity import noun_of
from schema.ontology import ENTITY, Ontology

#: So many ids are looked at together, and no more than so many statements about them, one circle excepted.
IDS, STATEMENTS = 1_000, 4_000
_GONE, _HELD = quote(GONE), quote(HELD)
_ABOUT = f"{ABOUT}|{quote(past(ABOUT))}"


@dataclass(slots=True)
class Rows:
    """What is written at once.

    `nodes` are [id, properties, labels], `merged` [id, canonical id], `gone` ids alone, `edges` [type, from, to,
    properties], and `keys`, what judgements name without joining it, [from, type, key, properties].
    """

    nodes: list[list[Any]] = field(default_factory=list)
    merged: list[list[str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    edges: list[list[Any]] = field(default_factory=list)
    keys: list[list[Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Next:
    """The first ids of the next circles, the last id that was looked at (None where none is left), and how many."""

    firsts: tuple[str, ...]
    last: str | None
    looked: int


def left(tx: ManagedTransaction, after: str) -> int:
    """How many ids are still to be looked at."""
    row = tx.run(f"MATCH (n:{_GONE}) WHERE n.id > $after RETURN count(n) AS n", after=after).single(strict=True)
    return int(row["n"])


def next_ids(tx: ManagedTransaction, identities: Identities, after: str) -> Next:
    """What comes after an id: so much as is read at once."""
    rows = tx.run(
        f"MATCH (n:{_GONE}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $size "
        f"RETURN n.id AS id, COUNT {{ (n)<-[:{_ABOUT}]-() }} AS statements",
        after=after,
        size=IDS,
    ).data()
    looked: list[str] = []
    statements = 0
    for row in rows:
        if looked and statements + row["statements"] > STATEMENTS:
            break
        looked.append(row["id"])
        statements += row["statements"]
    firsts = tuple(one for one in looked if identities.circle(one)[0] == one)
    return Next(firsts, looked[-1] if looked else None, len(looked))


def show(tx: ManagedTransaction, ontology: Ontology, identities: Identities, firsts: Sequence[str]) -> None:
    """Compute the things of some circles, each of which is named by its first id."""
    circles = {first: identities.circle(first) for first in firsts}
    told = _told(tx, {one: first for first, circle in circles.items() for one in circle})
    held = _held(tx, [one for circle in circles.values() for one in circle])
    rows = Rows()
    for first, circle in circles.items():
        _compute(rows, ontology, identities, circle, [*told.get(first, {}).values()], held)
    _write(tx, rows)


def _told(tx: ManagedTransaction, firsts: dict[str, str]) -> dict[str, dict[int, Recorded]]:
    """What was ever said of circles, by their first ids."""
    found: dict[str, dict[int, Recorded]] = {}
    read: dict[int, Recorded] = {}
    for row in tx.run(
        f"UNWIND $ids AS i MATCH (:{_GONE} {{id: i}})<-[:{_ABOUT}]-(s) WITH s, collect(i) AS ids "
        f"MATCH (s){IN_DOCUMENT}(d) RETURN ids, {RECORDED}",
        ids=sorted(firsts),
    ):
        one = read.setdefault(row["id"], recorded(row))
        for identifier in row["ids"]:
            found.setdefault(firsts[identifier], {})[one.statement.id] = one
    return found


def _held(tx: ManagedTransaction, ids: list[str]) -> set[str]:
    rows = tx.run(f"UNWIND $ids AS i MATCH (n:{_GONE} {{id: i}}) WHERE n.{_HELD} RETURN i AS id", ids=ids)
    return {row["id"] for row in rows}


def _compute(
    rows: Rows,
    ontology: Ontology,
    identities: Identities,
    circle: Sequence[str],
    about: Sequence[Recorded],
    held: set[str],
) -> None:
    members: dict[str, list[str]] = {}
    for one in circle:
        members.setdefault(identities.canonical(one), []).append(one)
    begun: dict[str, list[Edge]] = {root: [] for root in members}
    for lived in history(ontology, circle, about, identities):
        rows.edges.append(_edge(lived))
        if lived.until is None:
            begun[lived.edge.source].append(lived.edge)
    said, judged = _said(members, identities, about)
    for root, ids in members.items():
        rows.merged += ([one, root] for one in ids if one != root)
        if root not in held:
            rows.gone.append(root)
            continue
        disagree = conflicts(ontology, noun_of(root), said[root], begun[root])
        wait = waiting(said[root], judged[root])
        shown = node(ontology, root, ids if len(ids) > 1 else (), said[root], conflicts=disagree, waiting=wait)
        properties = {name: database_value(value) for name, value in shown.properties.items()}
        together = {"members": list(shown.members)} if shown.members else {}
        rows.nodes.append([root, {"id": root, **properties, **together}, ontology.labels(noun_of(root))])
        rows.keys += (
            [one.source, one.type, one.key, {name: database_value(value) for name, value in one.properties.items()}]
            for one in judgements(root, ids, judged[root])
        )


def _said(
    members: Iterable[str], identities: Identities, about: Iterable[Recorded]
) -> tuple[dict[str, list[Said]], dict[str, list[Said]]]:
    """By canonical id, the standing claims whose subject it is, and the judgements with it at either end."""
    said: dict[str, list[Said]] = {root: [] for root in members}
    judged: dict[str, list[Said]] = {root: [] for root in said}
    for statement in (one.statement for one in about if one.stands):
        for claim in statement.claims:
            subject = identities.canonical(claim.subject)
            if subject in said:
                said[subject].append((claim, statement))
            if claim.key == SAME_AS and claim.object is not None:
                for root in {subject, identities.canonical(claim.object)} & judged.keys():
                    judged[root].append((claim, statement))
    return said, judged


def _edge(lived: Lived) -> list[Any]:
    edge = lived.edge
    properties: dict[str, Any] = {"evidence": list(edge.evidence), "known_from": lived.since}
    if lived.until is not None:
        return [past(edge.type), edge.source, edge.target, {**properties, "known_to": lived.until}]
    if not edge.shown:
        return [past(edge.type), edge.source, edge.target, {**properties, "hidden": True}]
    shown = {name: database_value(value) for name, value in edge.properties.items()}
    return [edge.type, edge.source, edge.target, {**shown, **properties}]


def _write(tx: ManagedTransaction, rows: Rows) -> None:
    _each(tx, f"MATCH (n:{_GONE} {{id: r[0]}}) SET n = r[1] SET n:$(r[2]) REMOVE n:{_GONE}", rows.nodes)
    _each(tx, f"MATCH (n:{_GONE} {{id: r}}) SET n = {{id: r}}", rows.gone)
    _each(
        tx,
        f"MATCH (n:{_GONE} {{id: r[0]}}) MATCH (root:{quote(ENTITY)} {{id: r[1]}}) "
        f"SET n = {{id: r[0]}} SET n:{MERGED} REMOVE n:{_GONE} CREATE (n)-[:{SAME_AS}]->(root)",
        rows.merged,
    )
    handles = dict(_handles(tx, {one for row in rows.edges for one in row[1:3]}))
    _each(
        tx,
        "MATCH (a) WHERE elementId(a) = r[1] MATCH (b) WHERE elementId(b) = r[2] "
        "CREATE (a)-[e:$(r[0])]->(b) SET e = r[3]",
        [[kind, handles[source], handles[target], properties] for kind, source, target, properties in rows.edges],
    )
    _each(
        tx,
        f"MATCH (a:{quote(ENTITY)} {{id: r[0]}}) MERGE (k:{KEY} {{id: r[2]}}) CREATE (a)-[e:$(r[1])]->(k) SET e = r[3]",
        rows.keys,
    )


def _handles(tx: ManagedTransaction, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    labels = (ENTITY, MERGED, GONE)
    matches = " ".join(f"OPTIONAL MATCH (n{at}:{quote(label)} {{id: i}})" for at, label in enumerate(labels))
    rows = tx.run(
        f"UNWIND $ids AS i {matches} RETURN i AS id, elementId(coalesce(n0, n1, n2)) AS handle", ids=sorted(ids)
    )
    return ((row["id"], row["handle"]) for row in rows)


def _each(tx: ManagedTransaction, cypher: str, rows: Sequence[Any]) -> None:
    if rows:
        tx.run(f"UNWIND $rows AS r {cypher}", rows=rows).consume()
