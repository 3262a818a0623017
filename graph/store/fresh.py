"""Statements that come in -> those about things that are new, written by one query for each shape."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from neo4j import ManagedTransaction

from graph.changelog.event import Kind
from graph.cypher import CANDIDATE, DIFFERENT, GONE, KEY, MERGED, STATEMENT, past, quote
from graph.store.change import Change
from graph.store.each import each, gather
from graph.store.lock import RacedError
from graph.store.shape import Fused, Shape, query
from graph.view.whole import first_steps
from schema.claim import Statement
from schema.ontology import ENTITY, Ontology

K = TypeVar("K", int, str)
#: A shape of fewer rows than this goes the general way, unless its query is known: planning one takes 20 to 50 ms.
FEWEST_ROWS = 20


def named(statements: Iterable[Statement]) -> Counter[str]:
    """How many of the statements speak of an id or name it."""
    found: Counter[str] = Counter()
    for statement in statements:
        ids = {claim.subject for claim in statement.claims}
        ids.update(claim.object for claim in statement.claims if claim.object is not None)
        ids.update(statement.mentions)
        ids.update(actor for actor, _ in statement.said_by)
        found.update(ids)
    return found


def unknown(tx: ManagedTransaction, fused: Sequence[Fused]) -> list[Fused]:
    """Those that have no node in the database, nor have their things, as far as can be seen before these are locked."""
    said: set[int] = set()
    for label in (STATEMENT, past(STATEMENT)):
        said |= _there(tx, label, [one.statement.id for one in fused])
    fused = [one for one in fused if one.statement.id not in said] if said else fused
    there: set[str] = set()
    for label in (ENTITY, MERGED, GONE):
        there |= _there(tx, label, [identifier for one in fused for identifier in one.about])
    return [one for one in fused if there.isdisjoint(one.about)] if there else list(fused)


def _there(tx: ManagedTransaction, label: str, ids: Sequence[K]) -> set[K]:
    rows = gather(tx, f"UNWIND $ids AS i MATCH (n:{quote(label)} {{id: i}})", "id: i", ids=ids)
    return {row["id"] for row in rows}


def write(
    tx: ManagedTransaction,
    ontology: Ontology,
    change: Change,
    fused: Sequence[tuple[Fused, Mapping[str, object]]],
    canonical: Mapping[str, str],
) -> list[Statement]:
    """Write statements with their things and edges; their documents and all `outside` stand. Raises RacedError.

    Answers those that it leaves, because two things that they link to turned out to be one.
    """
    if not fused:
        return []
    rows: defaultdict[tuple[str, Shape, tuple[tuple[str, int], ...]], list[object]] = defaultdict(list)
    ids: defaultdict[Shape, list[list[str]]] = defaultdict(list)
    left = [one.statement for one, _ in fused if len({canonical[to] for to in one.outside}) < len(one.outside)]
    leaving = {statement.id for statement in left}
    fused = [(one, properties) for one, properties in fused if one.statement.id not in leaving]
    for one, properties in fused:
        said = tuple(first_steps(one.statement.said_by, canonical.__getitem__).items())
        rows[one.statement.document, one.shape, said].append(one.row(properties, canonical))
        ids[one.shape].append([*(thing["id"] for thing in one.things), *(canonical[to] for to in one.outside)])
    for (document, shape, said), group in rows.items():
        tx.run(
            query(ontology, shape, len(said)), rows=group, document=document, said=[list(one) for one in said],
            now=change.now,
        ).consume()  # fmt: skip
        change.outcome.nodes_created += len(shape.things) * len(group)
        change.outcome.edges_created += shape.shown * len(group)
    for shape, told in ids.items():
        change.trace.rows(len(shape.things), shape.ends, told)
    change.trace.statements(Kind.CREATED, (one.statement.id for one, _ in fused))
    change.outcome.statements_added += len(fused)
    _judge(tx, [one for one, _ in fused])
    found = tx.run(
        f"UNWIND $ids AS i MATCH (n:{MERGED} {{id: i}}) RETURN count(*) AS count",
        ids=[identifier for one, _ in fused for identifier in one.about],
    ).single(strict=True)
    # Other labels are held apart by constraints and by the locks of their ids.
    if found["count"] != sum(len(one.merged) for one, _ in fused):
        raise RacedError
    return left


def _judge(tx: ManagedTransaction, fused: Iterable[Fused]) -> None:
    """Lead things to what they may be, and to what they are not."""
    judged = sorted((row for one in fused for row in one.judged), key=lambda row: row[2])
    for kind in (CANDIDATE, DIFFERENT):
        each(
            tx,
            f"MATCH (n:{ENTITY} {{id: r[0]}}) MERGE (k:{KEY} {{id: r[1]}}) CREATE (n)-[e:{kind}]->(k) SET e = r[2]",
            [row[1:] for row in judged if row[0] == kind],
        )


def outside(fused: Iterable[Fused]) -> set[str]:
    """What they link to and who said them: all this must be there and stay as it is meanwhile."""
    wanted: set[str] = set()
    for one in fused:
        wanted.update(one.outside)
        wanted.update(actor for actor, _ in one.statement.said_by)
    return wanted


def common(fused: Sequence[Fused]) -> list[Fused]:
    """Those of shapes that many of them have."""
    shapes = Counter(one.shape for one in fused)
    return [one for one in fused if shapes[one.shape] >= FEWEST_ROWS]
