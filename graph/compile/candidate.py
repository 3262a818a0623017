"""The way to a thing's candidates -> the clauses that find them through the keys that they share.

Things that may be one key are candidates of each other, and of what has that key's id, unless a denial stands.
"""

from graph.compile.connection import Source
from graph.compile.draft import Draft, Edge, Node, block
from graph.cypher import CANDIDATE, DIFFERENT, KEY, MERGED, SAME_AS, quote
from schema.candidate import CANDIDATES
from schema.ontology import ENTITY


def candidates(draft: Draft, node: Node) -> Source:
    """The candidates of a thing; each edge is a map of their `keys`, `reasons`, `score` and `evidence`."""
    end = draft.node(CANDIDATES.target)
    edge, key, judged, keys = (draft.name(stem) for stem in ("r", "k", "j", "ks"))
    values = (
        f"keys: {keys}",
        f"score: {_highest(draft, judged)}",
        *(f"{name}: {_distinct(draft, judged, name)}" for name in ("reasons", "evidence")),
    )
    clauses = (
        block(f"CALL ({node.name})", ["\nUNION ALL\n".join(_roads(draft, node, end, key, judged))]),
        f"WITH {end.name}, {key}, {judged}",
        f"WHERE {end.name} <> {node.name} AND {_not_denied(draft, node, end, key)}",
        f"UNWIND {judged} AS {edge}",
        f"WITH {end.name}, collect(DISTINCT {key}) AS {keys}, collect(DISTINCT {edge}) AS {judged}",
        f"WITH {end.name}, {{{', '.join(values)}}} AS {edge}",
    )
    return Source(clauses, (), end, Edge(edge, CANDIDATES, node.name, end.name), (CANDIDATE,), distinct=True)


def _roads(draft: Draft, node: Node, end: Node, key: str, judged: str) -> list[str]:
    """By a key of both; by a key that is the other's id, or was; by one that is this thing's id, or was."""
    one, other, shared, merged = (draft.name(stem) for stem in ("a", "b", "h", "m"))
    mine = f"MATCH ({node.name})-[{one}:{CANDIDATE}]->({shared}:{KEY})"
    returned = f"RETURN {end.name}, {shared}.id AS {key}, "
    return [
        f"{mine}<-[{other}:{CANDIDATE}]-({end.name})\n{returned}[{one}, {other}] AS {judged}",
        f"{mine}\nMATCH ({end.name}:{quote(ENTITY)})\nWHERE {end.name}.id = {shared}.id\n{returned}[{one}] AS {judged}",
        f"{mine}\nMATCH ({merged}:{MERGED})-[:{SAME_AS}]->({end.name})\nWHERE {merged}.id = {shared}.id\n"
        f"{returned}[{one}] AS {judged}",
        f"UNWIND coalesce({node.name}.members, [{node.name}.id]) AS {merged}\n"
        f"MATCH ({shared}:{KEY})<-[{other}:{CANDIDATE}]-({end.name})\nWHERE {shared}.id = {merged}\n"
        f"{returned}[{other}] AS {judged}",
    ]


def _not_denied(draft: Draft, node: Node, end: Node, key: str) -> str:
    """Neither is what the other is not; a denial leads from both, and from each to a key that it is not."""
    one, other = draft.name("d"), draft.name("d")
    ids = f"coalesce({end.name}.members, [{end.name}.id])"
    mine = [f"MATCH ({node.name})-[:{DIFFERENT}]->({one}:{KEY})", f"WHERE {one}.id = {key} OR {one}.id IN {ids}"]
    theirs = [f"MATCH ({end.name})-[:{DIFFERENT}]->({other}:{KEY})", f"WHERE {other}.id = {key}"]
    return f"NOT {block('EXISTS', mine)} AND NOT {block('EXISTS', theirs)}"


def _highest(draft: Draft, judged: str) -> str:
    best, each = draft.name("x"), draft.name("x")
    higher = f"CASE WHEN {each}.score > coalesce({best}, -1) THEN {each}.score ELSE {best} END"
    return f"reduce({best} = null, {each} IN {judged} | {higher})"


def _distinct(draft: Draft, judged: str, name: str) -> str:
    """All values of a list on each of them, sorted."""
    each, value = draft.name("x"), draft.name("x")
    lines = [f"UNWIND {judged} AS {each}", f"UNWIND {each}.{name} AS {value}", f"RETURN DISTINCT {value}"]
    return block("COLLECT", [*lines, f"ORDER BY {value}"])
