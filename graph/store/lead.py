"""Statements and documents x canonical ids -> the edges ABOUT, SAID_BY and PUBLISHED_BY that lead to the view."""

from collections.abc import Iterable, Mapping
from typing import Any

from neo4j import ManagedTransaction

from graph.cypher import ABOUT, DOCUMENT, PUBLISHED_BY, REPORTED_IN, SAID_BY, STATEMENT, past, quote
from graph.pack import unpack
from graph.store.change import Change
from graph.store.each import each
from graph.store.neighbourhood import Neighbourhood
from graph.store.record import stored
from graph.view.standing import Standing
from graph.view.whole import first_steps, spoken_of


def lead(tx: ManagedTransaction, change: Change, near: Neighbourhood) -> None:
    """Lead statements that come in to what they are about and to who said them, documents to who published them."""
    _enter(tx, change, near)
    about: list[tuple[int, str]] = []
    said: list[tuple[int, str, int]] = []
    for identifier in change.reopened:
        statement = change.opened[identifier]
        about += [(identifier, root) for root in _roots(near, statement)]
        said += [(identifier, root, step) for root, step in first_steps(statement.said_by, near.canonical).items()]
    _about(tx, near, about)
    _said_by(tx, near, said)
    moving = sorted(change.publishers)
    gone, published = quote(past(DOCUMENT)), quote(past(PUBLISHED_BY))
    each(
        tx,
        f"MATCH (d:{gone} {{id: r}})-[e:{PUBLISHED_BY}]->(o) CREATE (d)-[:{published}]->(o) DELETE e",
        moving,
    )
    # A document that comes back, perhaps without a publisher, leaves none behind.
    back = {document.id for document in change.reopened_documents}
    each(tx, f"MATCH (d:{DOCUMENT} {{id: r}})-[e:{PUBLISHED_BY}|{published}]->() DELETE e", sorted({*moving, *back}))
    _published_by(tx, near, [(one, near.canonical(to)) for one, (_, to) in change.publishers.items() if to])


def _enter(tx: ManagedTransaction, change: Change, near: Neighbourhood) -> None:
    """Write new statements with all that leads from them, by one query whatever they are about and whoever spoke."""
    groups: dict[str, list[list[Any]]] = {}
    for statement in change.added:
        about = [near.locked[root].handle for root in _roots(near, change.opened[statement.id])]
        speakers = first_steps(statement.said_by, near.canonical).items()
        said = [[near.locked[root].handle, step] for root, step in speakers]
        row = [{**stored(statement), "known": [change.now]}, about, said]
        groups.setdefault(statement.document, []).append(row)
    each(
        tx,
        f"MATCH (d:{DOCUMENT} {{id: r[0]}}) UNWIND r[1] AS q "
        f"CREATE (s:{STATEMENT}) SET s = q[0] CREATE (s)-[:{REPORTED_IN}]->(d) "
        "WITH s, q CALL (s, q) { UNWIND q[2] AS p MATCH (n) WHERE elementId(n) = p[0] "
        f"CREATE (s)-[:{SAID_BY} {{step: p[1]}}]->(n) }} "
        f"WITH s, q UNWIND q[1] AS h MATCH (n) WHERE elementId(n) = h CREATE (s)-[:{ABOUT}]->(n)",
        list(groups.items()),
    )
    change.outcome.statements_added += len(change.added)


def _roots(near: Neighbourhood, statement: Standing) -> list[str]:
    """The canonical ids of what a statement is about, sorted."""
    return sorted({near.canonical(one) for one in spoken_of(near.ontology, statement)})


def redirect(tx: ManagedTransaction, change: Change, near: Neighbourhood) -> None:
    """Lead statements and documents that stay to the ids that are canonical now."""
    roots = {near.before[one] for one in near.moved if near.locked[near.before[one]].state == "LIVE"}
    handles = {near.locked[root].handle: root for root in sorted(roots)}
    if not roots:
        return
    stale: list[list[int | str]] = []
    about: set[tuple[int, str]] = set()
    for root in sorted(roots):
        for identifier in near.spoken[root] - change.closed.keys():
            statement = near.statements[identifier]
            old = {near.before[one] for one in _within(near, spoken_of(near.ontology, statement))}
            new = {near.after[one] for one in _within(near, spoken_of(near.ontology, statement))}
            if root not in new:
                stale.append([identifier, near.locked[root].handle])
            about |= {(identifier, one) for one in new - old}
    each(tx, f"MATCH (s:{STATEMENT} {{id: r[0]}})-[e:{ABOUT}]->(n) WHERE elementId(n) = r[1] DELETE e", stale)
    _about(tx, near, sorted(about))
    _redirect_speakers(tx, change, near, handles)
    rows = tx.run(
        f"UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h MATCH (d:{DOCUMENT})-[r:{PUBLISHED_BY}]->(n) "
        "RETURN d.id AS id, d.publisher AS publisher, n.id AS root",
        handles=list(handles),
    ).data()
    wrong = [row for row in rows if near.after[row["publisher"]] != row["root"]]
    each(tx, f"MATCH (d:{DOCUMENT} {{id: r}})-[e:{PUBLISHED_BY}]->() DELETE e", [row["id"] for row in wrong])
    _published_by(tx, near, [(row["id"], near.after[row["publisher"]]) for row in wrong])


def _redirect_speakers(tx: ManagedTransaction, change: Change, near: Neighbourhood, handles: Mapping[str, str]) -> None:
    """Every edge from a statement that stays to a speaker in a group that changed is made anew."""
    found = tx.run(
        f"UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h MATCH (s:{STATEMENT})-[r:{SAID_BY}]->(n) "
        "RETURN DISTINCT s.id AS id, s.packed AS packed",
        handles=list(handles),
    ).data()
    # What came in was led to what is canonical now, which may be a thing that did not stand before.
    rows = [row for row in found if row["id"] not in change.opened]
    said: list[tuple[int, str, int]] = []
    for row in rows:
        _, said_by, _ = unpack(row["packed"])
        here = [(actor, step) for actor, step in said_by if actor in near.after]
        said += [(row["id"], root, step) for root, step in first_steps(here, near.canonical).items()]
    old = sorted({near.locked[near.before[one]].handle for one in near.after})
    each(
        tx,
        f"MATCH (s:{STATEMENT} {{id: r}})-[e:{SAID_BY}]->(n) WHERE elementId(n) IN $old DELETE e",
        [row["id"] for row in rows],
        old=old,
    )
    _said_by(tx, near, said)


def _within(near: Neighbourhood, ids: Iterable[str]) -> set[str]:
    return {one for one in ids if one in near.after}


def _about(tx: ManagedTransaction, near: Neighbourhood, rows: Iterable[tuple[int, str]]) -> None:
    each(tx, _lead(STATEMENT, ABOUT), [[one, near.locked[root].handle] for one, root in rows])


def _said_by(tx: ManagedTransaction, near: Neighbourhood, rows: Iterable[tuple[int, str, int]]) -> None:
    each(
        tx, f"{_lead(STATEMENT, SAID_BY)} SET e.step = r[2]",
        [[one, near.locked[root].handle, step] for one, root, step in rows],
    )  # fmt: skip


def _published_by(tx: ManagedTransaction, near: Neighbourhood, rows: Iterable[tuple[str, str]]) -> None:
    each(tx, _lead(DOCUMENT, PUBLISHED_BY), [[one, near.locked[root].handle] for one, root in rows])


def _lead(label: str, kind: str) -> str:
    return f"MATCH (o:{label} {{id: r[0]}}) MATCH (n) WHERE elementId(n) = r[1] CREATE (o)-[e:{kind}]->(n)"
