"""What is wanted of a thing -> the list of its columns, and the reader of that list."""

from graph.answer.reading import Path
from graph.answer.relation import alone, counts_reader
from graph.answer.shape import Slot, choice_reader, constant, first, object_reader
from graph.compile.candidate import candidates
from graph.compile.conflict import compile_conflicts
from graph.compile.connection import compile_connection
from graph.compile.corroboration import compile_corroboration
from graph.compile.details import compile_details
from graph.compile.draft import Column, Draft, Edge, Node, Shape, block, guard, listing
from graph.compile.evidence import compile_evidence
from graph.compile.field import field_column, piece_slots
from graph.compile.link import ends, hop
from graph.compile.relation import counts
from graph.compile.source import Source
from graph.compile.where import compile_where, node_subject
from graph.cypher import STATEMENT, quote
from graph.question import (
    AllOf,
    ConflictsItem,
    CorroborationItem,
    Details,
    EvidenceItem,
    FieldItem,
    Identifier,
    Item,
    ManyItem,
    OneItem,
    RelationsItem,
    Selection,
    Typename,
    Where,
)
from schema.candidate import CANDIDATES
from schema.identity import noun_of
from schema.ontology import Way


def compile_selection(draft: Draft, selection: Selection, node: Node, path: Path) -> Shape:
    """A list with a value for each item; where items are for some nouns only, the thing's id stands before them."""
    columns: list[tuple[tuple[str, ...], Column]] = []
    for item in selection.items:
        nouns = node.nouns if item.on is None else tuple(noun for noun in node.nouns if noun in item.on)
        when = draft.when(item.when, path)
        if nouns and when is not None:
            columns.append((nouns, _column(draft, item, Node(node.name, node.noun, nouns), node, when, path)))
    texts = [column.text for _, column in columns]
    if all(nouns == node.nouns for nouns, _ in columns):
        return Shape(listing(texts), object_reader([column.slot for _, column in columns]))
    chosen = {
        noun: [(place, column.slot) for place, (nouns, column) in enumerate(columns, start=1) if noun in nouns]
        for noun in node.nouns
    }
    return Shape(listing([f"{node.name}.id", *texts]), choice_reader(typename, chosen))


def typename(stored_id: object) -> str:
    """The noun of a thing, which its id tells; a statement's is a number."""
    return STATEMENT if isinstance(stored_id, int) else noun_of(str(stored_id))


def public_id(stored_id: object) -> str:
    """The id as clients know it."""
    return f"{STATEMENT}:{stored_id}" if isinstance(stored_id, int) else str(stored_id)


def _column(draft: Draft, item: Item, node: Node, whole: Node, when: tuple[str, ...], path: Path) -> Column:
    """`node` is narrowed to the nouns that the item is for, `whole` is not."""
    below = (*path, item.key)
    match item:
        case Identifier(key):
            numbered = STATEMENT in node.nouns
            return Column(f"{node.name}.id", Slot(key, (lambda value, _: public_id(value)) if numbered else None, when))
        case Typename(key):
            if len(node.nouns) == 1:
                return Column("null", Slot(key, constant(node.nouns[0]), when))
            return Column(f"{node.name}.id", Slot(key, lambda value, _: typename(value), when))
        case FieldItem():
            return field_column(draft, item, node.name, when, path)
        case OneItem(key, way, selection):
            end = draft.node(way.target)
            shape = compile_selection(draft, selection, end, below)
            pattern = hop(node.name, draft.name("r"), way, ends(draft, node, way, end))
            text = block("COLLECT", [f"MATCH {pattern}", f"RETURN {shape.text} LIMIT 1"])
            read = first(shape.read)
        case ManyItem(key, way, connection):
            source = candidates(draft, node) if way == CANDIDATES else _along(draft, node, way, connection.where, below)
            shape = compile_connection(draft, connection, source, below, compile_selection)
            text, read = shape.text, shape.read
        case ConflictsItem(key, wanted):
            shape = compile_conflicts(draft, wanted, node, below, compile_selection)
            text, read = shape.text, shape.read
        case EvidenceItem(key):
            shape = compile_evidence(draft, item, node, below, compile_selection)
            text, read = shape.text, shape.read
        case CorroborationItem(key):
            shape = compile_corroboration(draft, item, node, below, compile_selection)
            text, read = shape.text, shape.read
        case Details(key):
            shape = compile_details(draft, node, below)
            text, read = shape.text, shape.read
        case RelationsItem(key, pieces):
            counted, texts = counts(draft, node)
            text = listing([f"{node.name}.id", texts])
            read = alone(counts_reader(counted, piece_slots(draft, pieces, below)))
    return Column(guard(when, text, _only(node, whole)), Slot(key, read, when))


def _along(draft: Draft, node: Node, way: Way, where: Where, path: Path) -> Source:
    end, name = draft.node(way.target), draft.name("r")
    source, target = (node.name, end.name) if way.forward else (end.name, node.name)
    tests = () if where == AllOf() else (compile_where(draft, where, node_subject(end), path),)
    return Source(
        clauses=(f"MATCH {hop(node.name, name, way, ends(draft, node, way, end))}",),
        tests=tests,
        node=end,
        edge=Edge(name, way, source, target),
        identity=(way.link.type, way.forward, way.target),
        outer=(node.name,),
    )


def _only(node: Node, whole: Node) -> str:
    """The test that keeps a subquery from running for things of other nouns."""
    return "" if node.nouns == whole.nouns else f"{node.name}:{'|'.join(map(quote, node.nouns))}"
