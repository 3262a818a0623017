"""What a neighbourhood's things may be, or are not, x what the database holds of it -> the differences, written.

Keys are never deleted, and no writer locks one: what is read from one is asked through its edges.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from neo4j import ManagedTransaction

from graph.cypher import CANDIDATE, DIFFERENT, KEY
from graph.store.each import each, gather
from graph.store.neighbourhood import Neighbourhood
from graph.view.judgement import judgements
from graph.view.node import Said


def write(tx: ManagedTransaction, near: Neighbourhood, said: Mapping[str, Sequence[Said]]) -> None:
    """Bring the judgements of recomputed groups up to date; `said` has the claims at either end of each."""
    members = near.members()
    wanted = {
        (one.type, one.source, one.key): {
            name: list(value) if isinstance(value, tuple) else value for name, value in one.properties.items()
        }
        for root, claims in said.items()
        for one in judgements(root, members[root], claims)
    }
    there = _there(tx, near)
    each(
        tx,
        "MATCH ()-[e]->() WHERE elementId(e) = r DELETE e",
        [handle for key, (handle, _) in there.items() if key not in wanted],
    )
    each(
        tx,
        "MATCH ()-[e]->() WHERE elementId(e) = r[0] SET e = r[1]",
        [[handle, wanted[key]] for key, (handle, own) in there.items() if key in wanted and own != wanted[key]],
    )
    starting = sorted((key, kind, source) for kind, source, key in wanted if (kind, source, key) not in there)
    each(
        tx,
        f"MATCH (a) WHERE elementId(a) = r[0] MERGE (k:{KEY} {{id: r[2]}}) CREATE (a)-[e:$(r[1])]->(k) SET e = r[3]",
        [[near.locked[source].handle, kind, key, wanted[kind, source, key]] for key, kind, source in starting],
    )


def _there(tx: ManagedTransaction, near: Neighbourhood) -> dict[tuple[str, str, str], tuple[str, dict[str, Any]]]:
    """(type, thing, key) -> handle, properties, for the groups as they were."""
    handles = [near.locked[root].handle for root in set(near.before.values()) if near.locked[root].state == "LIVE"]
    if not handles:
        return {}
    rows = gather(
        tx,
        f"UNWIND $handles AS h MATCH (n) WHERE elementId(n) = h MATCH (n)-[e:{CANDIDATE}|{DIFFERENT}]->(k)",
        "type: type(e), source: n.id, key: k.id, handle: elementId(e), properties: properties(e)",
        handles=handles,
    )
    return {(row["type"], row["source"], row["key"]): (row["handle"], row["properties"]) for row in rows}
