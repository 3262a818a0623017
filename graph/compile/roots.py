"""Roots -> one column each of the statement, whose one row is the whole answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from graph.answer.reading import Path, Reading
from graph.answer.shape import Slot, constant, first, in_places, object_reader
from graph.compile.analysis import compile_analysis
from graph.compile.candidate import pairs
from graph.compile.compare import compile_compared
from graph.compile.compiled import Compiled
from graph.compile.conflict import compile_conflicts
from graph.compile.connection import compile_connection
from graph.compile.distance import compile_distances
from graph.compile.draft import Column, Draft, Node, Shape, block, guard, listing
from graph.compile.evidence import compile_review
from graph.compile.neighbourhood import compile_neighbourhood
from graph.compile.path import compile_paths
from graph.compile.predicate import both
from graph.compile.relation import compile_relations
from graph.compile.search import compile_search
from graph.compile.seek import found, stored_id, stored_ids
from graph.compile.selection import compile_selection
from graph.compile.source import Source
from graph.compile.start import compile_start
from graph.compile.surge import compile_surges
from graph.compile.where import of_their_nouns
from graph.question import (
    Aggregate,
    AllOf,
    AnalysisRoot,
    CandidatesRoot,
    ComparedRoot,
    ConflictsRoot,
    Connection,
    DistancesRoot,
    GroupsRoot,
    ListRoot,
    NeighbourhoodRoot,
    NodeRoot,
    NodesRoot,
    PathsRoot,
    Question,
    RelationsRoot,
    ReviewRoot,
    Root,
    SearchRoot,
    SingleRoot,
    SurgesRoot,
    TypenameRoot,
    Where,
)
from schema.ontology import Ontology
from schema.ranking import DEFAULT_RANKING


def compile_question(question: Question, ontology: Ontology) -> Compiled:
    """The Cypher of a whole Question, however many roots it has.

    Raises InputError where a constant of the Question is a bad value.
    """
    draft = Draft(ontology)
    columns = []
    for root in question.roots:
        when = draft.when(root.when, (root.key,))
        if when is not None:
            columns.append(_column(draft, root, when))
    asked = any(column.text != "null" for column in columns)
    text = f"{draft.language}RETURN " + ",\n".join(f"{column.text} AS a{place}" for place, column in enumerate(columns))
    if not asked:
        text = ""
    return Compiled(text, tuple(draft.parameters), draft.fixed, _reader(columns), tuple(draft.studies))


def _reader(columns: Sequence[Column]) -> Callable[[Sequence[Any], Reading], dict[str, Any]]:
    read = object_reader([column.slot for column in columns])
    nothing = [None] * len(columns)
    return lambda row, reading: read(row or nothing, reading)


def _column(draft: Draft, root: Root, when: tuple[str, ...]) -> Column:
    path = (root.key,)
    draft.asked = when
    draft.ranking = DEFAULT_RANKING if isinstance(root, TypenameRoot) else root.ranking
    match root:
        case TypenameRoot(key, name):
            return Column("null", Slot(key, constant(name), when))
        case SingleRoot() | NodeRoot():
            shape = _single(draft, root, path)
        case NodesRoot() | RelationsRoot():
            shape = _several(draft, root, path)
        case CandidatesRoot(_, connection, noun):
            shape = compile_connection(draft, connection, pairs(draft, noun, path), path, compile_selection)
        case ConflictsRoot() | ReviewRoot():
            shape = _of_claims(draft, root, path)
        case SearchRoot():
            shape = compile_search(draft, root, path, compile_selection)
        case AnalysisRoot() | DistancesRoot() | PathsRoot() | NeighbourhoodRoot():
            shape = _connected(draft, root, path)
        case ComparedRoot() | SurgesRoot():
            shape = _changed(draft, root, path)
        case GroupsRoot():
            shape = _groups(draft, root, path)
        case ListRoot(_, noun, connection):
            shape = compile_connection(
                draft, connection, _source(draft, noun, connection.where, path), path, compile_selection
            )
    return Column(guard(when, shape.text), Slot(root.key, shape.read, when))


def _of_claims(draft: Draft, root: ConflictsRoot | ReviewRoot, path: Path) -> Shape:
    if isinstance(root, ReviewRoot):
        return compile_review(draft, root.connection, root.noun, path, compile_selection)
    return compile_conflicts(draft, root.connection, None, path, compile_selection, (root.noun, root.field))


def _connected(draft: Draft, root: AnalysisRoot | DistancesRoot | PathsRoot | NeighbourhoodRoot, path: Path) -> Shape:
    match root:
        case AnalysisRoot():
            return compile_analysis(draft, root, path, compile_selection)
        case DistancesRoot():
            return compile_distances(draft, root, path, compile_selection)
        case PathsRoot():
            return compile_paths(draft, root, path, compile_selection)
        case NeighbourhoodRoot():
            return compile_neighbourhood(draft, root, path, compile_selection)


def _single(draft: Draft, root: SingleRoot | NodeRoot, path: Path) -> Shape:
    node = draft.node(root.noun) if isinstance(root, SingleRoot) else _any_node(draft)
    sought = "$" + draft.parameter(root.id, stored_id, path)
    shape = compile_selection(draft, root.selection, node, path)
    text = block("COLLECT", [found(draft, node, sought), f"RETURN {shape.text}"])
    return Shape(text, first(shape.read))


def _changed(draft: Draft, root: ComparedRoot | SurgesRoot, path: Path) -> Shape:
    source = _source(draft, root.noun, root.where, path)
    if isinstance(root, ComparedRoot):
        return compile_compared(draft, root, source, path, compile_selection)
    return compile_surges(draft, root, source, path, compile_selection)


def _groups(draft: Draft, root: GroupsRoot, path: Path) -> Shape:
    """The groups of an aggregate of a connection of which nothing else is asked."""
    every, groups = "every", replace(root.groups, key="groups")
    connection = Connection((Aggregate(every, (groups,)),), root.where)
    inner = compile_connection(draft, connection, _source(draft, root.noun, root.where, path), path, compile_selection)
    return Shape(inner.text, lambda value, reading: inner.read(value, reading)[every]["groups"])


def _several(draft: Draft, root: NodesRoot | RelationsRoot, path: Path) -> Shape:
    if isinstance(root, RelationsRoot):
        return compile_relations(draft, root, path, compile_selection)
    ids = "$" + draft.parameter(root.ids, stored_ids, path)
    node, place = _any_node(draft), draft.name("i")
    shape = compile_selection(draft, root.selection, node, path)
    text = block(
        "COLLECT",
        [
            f"UNWIND range(0, size({ids}) - 1) AS {place}",
            found(draft, node, f"{ids}[{place}]", place),
            *(
                [f"WITH {place}, {node.name} WHERE {both([*of_their_nouns(draft, root.filters, node.name, path)])}"]
                * bool(root.filters)
            ),
            f"RETURN {listing([place, shape.text])}",
        ],
    )
    return Shape(listing([f"size({ids})", text]), in_places(shape.read))


def _any_node(draft: Draft) -> Node:
    return Node(draft.name("n"), "", tuple(noun.name for noun in draft.ontology.concrete))


def _source(draft: Draft, noun: str, where: Where, path: Path) -> Source:
    node = draft.node(noun)
    start = compile_start(draft, node, where, path)
    apart = node.nouns if where == AllOf() and len(node.nouns) > 1 else ()
    tests = tuple(test for test in start.tests if test != "true")
    return Source(start.clauses, tests, node, None, (noun,), start.distinct, apart, free=start.free)
