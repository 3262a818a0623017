"""What the view of a neighbourhood is x what it should be -> only the differences, written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from neo4j import ManagedTransaction
from neo4j.spatial import WGS84Point

from graph.changelog.event import Kind
from graph.cypher import (
    ABOUT,
    GONE,
    MERGED,
    PUBLISHED_BY,
    SAID_BY,
    SAME_AS,
    claimed_types,
    past,
    types,
)  # fmt: skip
from graph.store import judgement
from graph.store.change import Change
from graph.store.each import each, gather
from graph.store.incoming import follow
from graph.store.neighbourhood import Neighbourhood
from graph.view.conflict import conflicts
from graph.view.edge import Edge, edges
from graph.view.held import waiting
from graph.view.node import Node, Property, Said, node
from schema.identity import noun_of
from schema.ontology import ENTITY
from schema.values.value import Point

Row = list[Any]


def write(tx: ManagedTransaction, change: Change, near: Neighbourhood) -> None:
    """Bring nodes and edges up to date; statements and what leads from them are there already."""
    subjects, objects = near.said()
    members = near.members()
    said = {root: [*subjects[root], *objects[root]] for root in members}
    made = _edges(tx, change, near, said)
    follow(tx, change, near.following(), {one: locked.handle for one, locked in near.locked.items()})
    judgement.write(tx, near, said)
    nodes = {}
    for root, ids in members.items():
        disagree = conflicts(near.ontology, noun_of(root), subjects[root], made[root])
        wait = waiting(subjects[root], objects[root])
        nodes[root] = node(
            near.ontology, root, ids if len(ids) > 1 else (), subjects[root], conflicts=disagree, waiting=wait
        )
    _nodes(tx, change, near, nodes)


def database_value(value: Property) -> Any:
    """A stored value as the driver sends it."""
    if isinstance(value, Point):
        return WGS84Point((value.longitude, value.latitude))
    if isinstance(value, list | tuple):
        return [database_value(item) for item in value]
    return value


# --- edges ---


def _edges(
    tx: ManagedTransaction, change: Change, near: Neighbourhood, said: Mapping[str, Sequence[Said]]
) -> dict[str, list[Edge]]:
    """Write the edges that begin at each group; answers them, shown or not."""
    others = {
        one
        for claims in said.values()
        for claim, _ in claims
        if claim.key != SAME_AS
        for one in (claim.subject, claim.object)
        if one is not None and one not in near.after and one not in near.locked
    }
    elsewhere = _canonical(tx, others)
    handles = dict(elsewhere.values())
    handles |= {one: locked.handle for one, locked in near.locked.items()}

    def canonical(identifier: str) -> str:
        return elsewhere[identifier][0] if identifier in elsewhere else near.canonical(identifier)

    made = {root: edges(near.ontology, root, claims, canonical) for root, claims in said.items()}
    wanted = {(edge.type, edge.source, edge.target): edge for begun in made.values() for edge in begun}
    there = _there(tx, near)
    ending, changing, starting = [], [], []
    told: dict[Kind, list[tuple[str, str, str]]] = {kind: [] for kind in Kind}
    for key, (handle, shown, properties) in there.items():
        edge = wanted.get(key)
        if edge is None or edge.shown is not shown:
            ending.append((key[0], shown, [handle, change.now]))
            told[Kind.REMOVED] += [key] * shown
        elif properties != (after := _properties(edge)):
            changing.append([handle, properties, after])
            told[Kind.CHANGED] += [key] * shown
    for key, edge in wanted.items():
        if key not in there or there[key][1] is not edge.shown:
            properties = {**_properties(edge), "known_from": change.now}
            starting.append((key[0], edge.shown, [handles[edge.source], handles[edge.target], properties]))
            told[Kind.CREATED] += [key] * edge.shown
    _end(tx, ending)
    _change(tx, changing)
    each(
        tx,
        "MATCH (a) WHERE elementId(a) = r[1] MATCH (b) WHERE elementId(b) = r[2] "
        "CREATE (a)-[e:$(r[0])]->(b) SET e = r[3]",
        [[kind if shown else past(kind), *row] for kind, shown, row in starting],
    )
    change.outcome.edges_created += len(told[Kind.CREATED])
    change.outcome.edges_changed += len(told[Kind.CHANGED])
    change.outcome.edges_removed += len(told[Kind.REMOVED])
    for kind, keys in told.items():
        change.trace.edges(kind, keys)
    return made


def _there(tx: ManagedTransaction, near: Neighbourhood) -> dict[tuple[str, str, str], tuple[str, bool, dict[str, Any]]]:
    """The edges that begin at the groups as they were: (type, source, target) -> handle, whether shown, properties."""
    claimed = claimed_types(near.ontology)
    names = {name: (kind, name == kind) for kind in claimed for name in (kind, past(kind))}
    roots = {near.before[one] for one in near.before}
    handles = [near.locked[root].handle for root in roots if near.locked[root].state == "LIVE"]
    if not handles:
        return {}
    rows = gather(
        tx,
        f"UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h MATCH (n)-[r:{types(names)}]->(o) "
        "WHERE r.known_to IS NULL",
        "source: n.id, type: type(r), target: o.id, handle: elementId(r), properties: properties(r)",
        handles=handles,
    )
    found: dict[tuple[str, str, str], tuple[str, bool, dict[str, Any]]] = {}
    for row in rows:
        kind, shown = names[row["type"]]
        del row["properties"]["known_from"]
        found[kind, row["source"], row["target"]] = (row["handle"], shown, row["properties"])
    return found


def _properties(edge: Edge) -> dict[str, Any]:
    properties = {name: database_value(value) for name, value in edge.properties.items()}
    return properties | {"evidence": list(edge.evidence)} | ({} if edge.shown else {"hidden": True})


def _change(tx: ManagedTransaction, changing: Sequence[Row]) -> None:
    """Mostly an edge gets more evidence, and nothing else of it is written."""
    told: list[Row] = []
    other: list[Row] = []
    for handle, before, after in changing:
        if {**before, "evidence": after["evidence"]} == after:
            told.append([handle, after["evidence"]])
        else:
            other.append([handle, after])
    each(tx, "MATCH ()-[e]->() WHERE elementId(e) = r[0] SET e.evidence = r[1]", told)
    each(
        tx,
        "MATCH ()-[e]->() WHERE elementId(e) = r[0] WITH e, r, e.known_from AS known_from "
        "SET e = r[1] SET e.known_from = known_from",
        other,
    )


def _end(tx: ManagedTransaction, ending: Sequence[tuple[str, bool, Row]]) -> None:
    """What was shown stays as a past link; what was not leaves nothing."""
    each(
        tx,
        "MATCH (a)-[e]->(b) WHERE elementId(e) = r[1] CREATE (a)-[p:$(r[0])]->(b) "
        "SET p = {evidence: e.evidence, known_from: e.known_from, known_to: r[2]} DELETE e",
        [[past(kind), *row] for kind, shown, row in ending if shown],
    )
    each(
        tx,
        "MATCH ()-[e]->() WHERE elementId(e) = r[0] DELETE e",
        [row for _, shown, row in ending if not shown],
    )


def _canonical(tx: ManagedTransaction, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Canonical id and handle of entities that a recomputed one links to already; they cannot change meanwhile."""
    if not ids:
        return {}
    rows = gather(
        tx,
        f"UNWIND $ids AS i OPTIONAL MATCH (a:{ENTITY} {{id: i}}) "
        f"OPTIONAL MATCH (:{MERGED} {{id: i}})-[:{SAME_AS}]->(b) WITH i, coalesce(a, b) AS n",
        "id: i, root: n.id, handle: elementId(n)",
        ids=sorted(ids),
    )
    return {row["id"]: (row["root"], row["handle"]) for row in rows}


# --- nodes ---


def _nodes(tx: ManagedTransaction, change: Change, near: Neighbourhood, nodes: Mapping[str, Node]) -> None:
    roots = {near.canonical(one) for one in near.locked}
    held = _held(tx, near, roots)
    there = _shown(tx, near, nodes)
    joining = [one for one in near.moved if near.after[one] != one]
    going = [root for root in roots - held if near.locked[root].state != "GONE"]
    showing: list[Row] = []
    told: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for root in sorted(held):
        was = near.locked[root].state
        if was == "LIVE" and root not in nodes:
            continue
        wanted = _node(root, nodes.get(root) or node(near.ontology, root, (), ()))
        if was == "LIVE" and there[root] == wanted:
            continue
        showing.append([near.locked[root].handle, wanted, near.ontology.labels(noun_of(root))])
        told[Kind.CHANGED if was == "LIVE" else Kind.CREATED].append(root)
    told[Kind.REMOVED] = [one for one in (*joining, *going) if near.locked[one].state == "LIVE"]
    change.outcome.nodes_changed += len(told[Kind.CHANGED])
    change.outcome.nodes_created += len(told[Kind.CREATED])
    change.outcome.nodes_removed += len(told[Kind.REMOVED])
    for kind, ids in told.items():
        change.trace.nodes(kind, ids)
    _separate(tx, near)
    _hide(tx, near, joining, MERGED)
    _hide(tx, near, going, GONE)
    each(
        tx,
        f"MATCH (n) WHERE elementId(n) = r[0] SET n = r[1] SET n:$(r[2]) REMOVE n:{MERGED}:{GONE}",
        showing,
    )
    each(
        tx,
        f"MATCH (a) WHERE elementId(a) = r[0] MATCH (b) WHERE elementId(b) = r[1] CREATE (a)-[:{SAME_AS}]->(b)",
        [[near.locked[one].handle, near.locked[near.after[one]].handle] for one in joining],
    )


def _node(identifier: str, shown: Node) -> dict[str, Any]:
    properties = {name: database_value(value) for name, value in shown.properties.items()}
    return {"id": identifier, **properties} | ({"members": list(shown.members)} if shown.members else {})


def _held(tx: ManagedTransaction, near: Neighbourhood, roots: Iterable[str]) -> set[str]:
    """The ids that a standing statement or document leads to, or an edge, shown or not."""
    if near.grows:
        # All that is locked was held before, or is named by what comes in.
        return set(roots)
    claimed = claimed_types(near.ontology)
    rows = gather(
        tx,
        "UNWIND $rows AS r MATCH (n) WHERE elementId(n) = r[1] AND ("
        f"EXISTS {{ (n)<-[:{types([ABOUT, SAID_BY, PUBLISHED_BY, *claimed])}]-() }} OR "
        f"EXISTS {{ (n)<-[e:{types(past(kind) for kind in claimed)}]-() WHERE e.hidden }})",
        "id: r[0]",
        rows=[[root, near.locked[root].handle] for root in roots],
    )
    return {row["id"] for row in rows} | {near.canonical(one) for one in near.also}


def _shown(tx: ManagedTransaction, near: Neighbourhood, roots: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The properties of those that are live."""
    handles = [near.locked[root].handle for root in roots if near.locked[root].state == "LIVE"]
    if not handles:
        return {}
    rows = gather(
        tx, "UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h", "properties: properties(n)", handles=handles
    )
    return {row["properties"]["id"]: row["properties"] for row in rows}


def _separate(tx: ManagedTransaction, near: Neighbourhood) -> None:
    each(
        tx,
        f"MATCH (n) WHERE elementId(n) = r MATCH (n)-[e:{SAME_AS}]->() DELETE e",
        [near.locked[one].handle for one in near.moved if near.locked[one].state == "MERGED"],
    )


def _hide(tx: ManagedTransaction, near: Neighbourhood, ids: Iterable[str], label: str) -> None:
    """Leave a node nothing but its id, and a label that no question asks for."""
    other = ({MERGED, GONE} - {label}).pop()
    each(
        tx,
        f"MATCH (n) WHERE elementId(n) = r[0] SET n = {{id: n.id}} REMOVE n:$(r[1]) REMOVE n:{other} SET n:{label}",
        [[near.locked[one].handle, near.ontology.labels(noun_of(one))] for one in ids],
    )
