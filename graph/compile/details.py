"""What tells a thing from others of its label -> its fields, the labels of what it leads to, and the line they make."""

from collections.abc import Iterable

from graph.answer.details import details_reader
from graph.answer.reading import Path
from graph.compile.draft import Draft, Node, Shape, block, guard, listing
from graph.compile.field import field_column
from graph.compile.property import property_of
from graph.compile.relation import followed
from graph.cypher import quote
from graph.question import FieldItem, Toward
from schema.field import Field
from schema.ontology import ENTITY, Way

#: Of so many things that it leads to the labels are read at most; the line names fewer.
_MOST = 25


def compile_details(draft: Draft, node: Node, path: Path) -> Shape:
    """A list: the thing's id, what it leads to, there and back, and the fields that any of its nouns declares."""
    ontology = draft.ontology
    fields: dict[str, Field] = {}
    ways: dict[Way, list[str]] = {}
    for noun in node.nouns:
        for name in (name for group in ontology.noun(noun).details for name in group):
            if name in ontology.fields(noun):
                # Fields of one name are stored alike whatever noun they are of; the ontology sees to it.
                fields[name] = ontology.fields(noun)[name]
            else:
                ways.setdefault(ontology.ways(noun)[name], []).append(noun)
    columns = [field_column(draft, FieldItem(name, field), node.name, (), path) for name, field in fields.items()]
    reached = [_reached(draft, node, {way: nouns for way, nouns in ways.items() if way.forward is to}) for to in _BOTH]
    text = listing([f"{node.name}.id", *reached, *(column.text for column in columns)])
    groups = {noun: (ontology.noun(noun).details, ontology.ways(noun)) for noun in node.nouns}
    return Shape(text, details_reader(groups, fields, [column.slot.read for column in columns]))


_BOTH = (True, False)


def _reached(draft: Draft, node: Node, ways: dict[Way, list[str]]) -> str:
    """Along ways of one direction: the kind of each edge, the label at its end, whether it is one of several."""
    if not ways:
        return "null"
    edge, end = draft.name("r"), draft.node(ENTITY)
    toward = Toward.OUT if next(iter(ways)).forward else Toward.IN
    label = property_of(draft, end.name, draft.ontology.fields(ENTITY)["label"])
    kinds = dict.fromkeys(way.link.type for way in ways)
    lines = [
        f"MATCH {followed(node.name, edge, end.name, kinds, toward)}",
        f"RETURN [type({edge}), {label}, {edge}.alternative IS NOT NULL] LIMIT {_MOST}",
    ]
    return guard((), block("COLLECT", lines), _only(node, (noun for nouns in ways.values() for noun in nouns)))


def _only(node: Node, nouns: Iterable[str]) -> str:
    """The test that keeps a subquery from running for things of other nouns."""
    some = dict.fromkeys(nouns)
    return "" if set(some) == set(node.nouns) else f"{node.name}:{'|'.join(map(quote, some))}"
