"""The way to a thing's candidates -> the clauses that find them through the keys that they share.

Things that may be one key are candidates of each other, and of what has that key's id, unless a denial stands.
"""

from collections.abc import Callable

from graph.answer.reading import Path
from graph.compile.draft import Draft, Edge, Node, block
from graph.compile.source import Source
from graph.compile.where import entity_noun
from graph.cypher import CANDIDATE, DIFFERENT, KEY, MERGED, SAME_AS, quote
from graph.question import Value
from schema.candidate import CANDIDATES
from schema.identity import HINTED
from schema.ontology import ENTITY, Ontology
from schema.values.value import Json


def candidates(draft: Draft, node: Node) -> Source:
    """The candidates of a thing; each edge is a map of their `keys`, `reasons`, `score` and `evidence`."""
    end = draft.node(CANDIDATES.target)
    edge, key, judged = (draft.name(stem) for stem in ("r", "k", "j"))
    clauses = (
        block(f"CALL ({node.name})", ["\nUNION ALL\n".join(_roads(draft, node, end, key, judged))]),
        f"WITH {end.name}, {key}, {judged}",
        f"WHERE {end.name} <> {node.name} AND {_not_denied(draft, node, end, key)}",
    )
    way, shown = Edge(edge, CANDIDATES, node.name, end.name), _together(draft, (end,), edge, key, judged)
    return Source(clauses, (), end, way, (CANDIDATE,), distinct=True, shown=shown, outer=(node.name,))


def pairs(draft: Draft, noun: Value | None, path: Path) -> Source:
    """All pairs of candidates, from the smaller id to the larger; each edge has its `pair` of ids as well."""
    start, end = draft.node(ENTITY), draft.node(ENTITY)
    edge, shared, key, judged = (draft.name(stem) for stem in ("r", "h", "k", "j"))
    test = f"(COUNT {{ ({shared})<-[:{CANDIDATE}]-() }} > 1 OR NOT {shared}.id CONTAINS '{HINTED}')"
    if noun is not None:
        prefix, each = "$" + draft.parameter(noun, _prefixes(draft.ontology), path), draft.name("x")
        test += f" AND ({prefix} IS NULL OR any({each} IN {prefix} WHERE {shared}.id STARTS WITH {each}))"
    clauses = (
        f"MATCH ({shared}:{KEY})",
        f"WHERE {test}",
        block(f"CALL ({shared})", ["\nUNION ALL\n".join(_meetings(draft, shared, start, end, judged))]),
        f"WITH {start.name}, {end.name}, {shared}.id AS {key}, {judged}",
        f"WHERE {_not_denied(draft, start, end, key)}",
    )
    way, pair = Edge(edge, CANDIDATES, start.name, end.name), f"{start.name}.id + ' ' + {end.name}.id"
    shown = _together(draft, (start, end), edge, key, judged, f"pair: {pair}")
    return Source(clauses, (), end, way, ("pairs",), distinct=True, begins=start, shown=shown)


def _together(draft: Draft, ends: tuple[Node, ...], edge: str, key: str, judged: str, *more: str) -> tuple[str, ...]:
    """One row for each end, with the map that is its edge, of all keys and judgements that lead there."""
    keys, kept = draft.name("ks"), ", ".join(end.name for end in ends)
    values = (
        *more,
        f"keys: {keys}",
        f"score: {_highest(draft, judged)}",
        *(f"{name}: {_distinct(draft, judged, name)}" for name in ("reasons", "evidence")),
    )
    return (
        f"UNWIND {judged} AS {edge}",
        f"WITH {kept}, collect(DISTINCT {key}) AS {keys}, collect(DISTINCT {edge}) AS {judged}",
        f"WITH {kept}, {{{', '.join(values)}}} AS {edge}",
    )


def _meetings(draft: Draft, shared: str, start: Node, end: Node, judged: str) -> list[str]:
    """Two things that may be the key; one that may be it, and what has its id, or has been merged with that."""
    one, other, thing, named, merged = (draft.name(stem) for stem in ("a", "b", "c", "d", "m"))
    direct = (
        f"RETURN CASE WHEN {thing}.id < {named}.id THEN {thing} ELSE {named} END AS {start.name}, "
        f"CASE WHEN {thing}.id < {named}.id THEN {named} ELSE {thing} END AS {end.name}, [{one}] AS {judged}"
    )
    speaks = f"MATCH ({thing})-[{one}:{CANDIDATE}]->({shared})"
    return [
        f"MATCH ({start.name})-[{one}:{CANDIDATE}]->({shared})<-[{other}:{CANDIDATE}]-({end.name})\n"
        f"WHERE {start.name}.id < {end.name}.id\nRETURN {start.name}, {end.name}, [{one}, {other}] AS {judged}",
        f"{speaks}\nMATCH ({named}:{quote(ENTITY)})\nWHERE {named}.id = {shared}.id AND {named} <> {thing}\n{direct}",
        f"{speaks}\nMATCH ({merged}:{MERGED})-[:{SAME_AS}]->({named})\n"
        f"WHERE {merged}.id = {shared}.id AND {named} <> {thing}\n{direct}",
    ]


def _prefixes(ontology: Ontology) -> Callable[[Json], Json]:
    """A noun or interface -> what the ids of its things begin with."""

    def convert(raw: Json) -> Json:
        name = entity_noun(ontology, raw)
        return None if name is None else [f"{noun}:" for noun in ontology.possible(name)]

    return convert


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
