"""A part of the graph -> Cypher that streams it: for each thing, the ids of all that it leads to."""

from collections.abc import Callable, Sequence

from graph.answer.reading import Path
from graph.compile.draft import Draft, Node, block
from graph.compile.hop import Hop
from graph.compile.link import labelled
from graph.compile.predicate import both
from graph.compile.relation import directed, followed
from graph.compile.seek import found, stored_ids
from graph.compile.start import compile_start
from graph.compile.where import Subject, compile_where
from graph.cypher import claimed_types
from graph.question import EVERYTHING, Constant, Subgraph, Things, Toward
from schema.ontology import ENTITY
from schema.values.value import Json

#: What is told of all that leads from one thing to another: clauses after a match, given the names of both things and
#: of the relations (two where they are a journey's) and the journey, and the value.
Weigh = Callable[[str, str, Sequence[str], str], tuple[Sequence[str], str]]


def compile_projection(draft: Draft, of: Subgraph, path: Path, weigh: Weigh | None = None) -> str:
    """A row for each thing that leads anywhere: its id and the ids of what it leads to, as often as it does.

    With `weigh`, each of those stands once, and a list of their values follows. Edges lead as they are stored, or from
    where journeys begin; `of.toward` is for who reads them. But weighed ones are told both ways where they lead so.
    """
    hop = Hop(draft, of, "$" + draft.parameter(Constant(list[Json](of.modalities)), lambda raw: raw, path), path)
    start, end = draft.name("a"), draft.name("b")
    lines, among = _starts(draft, of, hop, start, path)
    toward = Toward.BOTH if weigh and of.toward is Toward.BOTH else Toward.OUT
    if hop.by:
        first, thing, second = (draft.name(stem) for stem in "ofd")
        match = f"MATCH {hop.by.pattern(start, first, thing, second, end, toward)}"
        tests = hop.journey_tests(hop.by, first, thing, second, toward)
        relations: tuple[str, ...] = (first, second)
    else:
        relation, thing = draft.name("r"), ""
        match = f"MATCH {followed(start, relation, end, _kinds(draft, of, path), toward)}"
        tests, relations = [f"{relation}.modality IN {hop.modalities}"], (relation,)
        if of.edge != EVERYTHING:
            tests.append(compile_where(draft, of.edge, Subject(relation), path))
    tests += _test(hop, of.among, among, end)
    where = f"WHERE {both(tests)}"
    if weigh is None:
        led = block("COLLECT", [match, where, f"RETURN {end}.id"])
        others = draft.name("t")
        return "\n".join([*lines, f"WITH {start}, {led} AS {others}", f"WHERE size({others}) > 0",
                          f"RETURN {start}.id, {others}"])  # fmt: skip
    clauses, value = weigh(start, end, relations, thing)
    led = block("COLLECT", [match, where, *clauses, f"RETURN [{end}.id, {value}]"])
    pairs = draft.name("t")
    return "\n".join([*lines, f"WITH {start}, {led} AS {pairs}", f"WHERE size({pairs}) > 0",
                      f"RETURN {start}.id, [p IN {pairs} | p[0]], [p IN {pairs} | p[1]]"])  # fmt: skip


def some(draft: Draft, things: Things, name: str, path: Path, also: Sequence[str] = ()) -> list[str]:
    """Clauses that match some things as a variable, each once, with clauses of their own at the end."""
    if things.ids is not None:
        node, place = Node(name, ENTITY, draft.ontology.possible(ENTITY)), draft.name("i")
        ids = "$" + draft.parameter(things.ids, stored_ids, path)
        lines = [f"UNWIND {ids} AS {place}", found(draft, node, place, place)]
    else:
        node = Node(name, things.noun, draft.ontology.possible(things.noun))
        start = compile_start(draft, node, things.where, path)
        tests = [test for test in start.tests if test != "true"]
        lines = [*start.clauses, *([f"WHERE {both(tests)}"] if tests else [])]
    return [*lines, f"WITH DISTINCT {name}", *also]


def _starts(draft: Draft, of: Subgraph, hop: Hop, start: str, path: Path) -> tuple[list[str], str]:
    """The clauses that match each thing that may lead anywhere, and the list of all where they are named by ids."""
    if of.among is None:
        noun = draft.ontology.ways(hop.by.noun.name)[hop.by.journey.begin].target if hop.by else ENTITY
        return [f"MATCH ({labelled(start, [noun])})"], ""
    if of.among.ids is None:
        return some(draft, of.among, start, path), ""
    among = draft.name("g")
    inner = some(draft, of.among, start, path)
    return [block("CALL ()", [*inner, f"RETURN collect({start}) AS {among}"]), f"UNWIND {among} AS {start}"], among


def _test(hop: Hop, things: Things | None, among: str, end: str) -> list[str]:
    if things is None:
        return []
    return [f"{end} IN {among}" if among else hop.among(end, things)]


def _kinds(draft: Draft, of: Subgraph, path: Path) -> tuple[str, ...]:
    """Those that can be followed so. Raises InputError where there are none."""
    if of.toward in {None, Toward.BOTH}:
        return claimed_types(draft.ontology) if of.kinds is None else of.kinds
    return directed(draft.ontology, of.kinds, Toward.OUT, path)
