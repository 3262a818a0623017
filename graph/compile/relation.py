"""Relations, which are edges of any kind -> Cypher for them and for how many a thing has, and how each is read."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from graph.answer.reading import Path, Reader
from graph.answer.relation import Count, relation_id
from graph.answer.shape import Inline, Slot, constant, in_places, parts_reader, placed
from graph.compile.draft import Draft, Edge, Node, Select, Shape, block, guard, listing
from graph.compile.evidence import compile_evidence
from graph.compile.field import field_column
from graph.compile.seek import found
from graph.cypher import claimed_types, quote
from graph.errors import InputError
from graph.question import (
    MAX_FIRST,
    EdgeNode,
    EdgeSource,
    EvidenceItem,
    FieldItem,
    Identifier,
    Named,
    Piece,
    RelationPart,
    RelationsRoot,
    Toward,
)
from schema.ontology import ENTITY, Ontology
from schema.values.value import Json

#: Kind and both ids of a relation's row come first.
_FIRST = 3


@dataclass(slots=True)
class Relation:
    """A relation while it is written: its variables, and the columns that are asked for."""

    draft: Draft
    select: Select
    name: str
    source: Node
    target: Node
    columns: list[str] = field(default_factory=list)

    def reader(self, parts: Sequence[RelationPart], path: Path) -> Reader:
        """How its parts are read from its row; adds the columns that they need."""
        symmetric = symmetric_types(self.draft.ontology)
        chosen: list[tuple[Slot, Reader]] = []
        for part, when in self.draft.wanted(parts, path):
            match part:
                case Piece(_, "id"):
                    read: Reader = lambda row, _reading: relation_id(row[0], row[1], row[2], symmetric)  # noqa: E731
                case Piece():
                    read = Inline.at(0)
                case EdgeSource(key, selection) | EdgeNode(key, selection):
                    place, end = (1, self.source) if isinstance(part, EdgeSource) else (2, self.target)
                    shape = self.select(self.draft, selection, end, (*path, key))
                    if all(type(item) is Identifier and not item.on and not item.when for item in selection.items):
                        # The row has it; an answer may hold thousands of them.
                        read = Inline.at(place, [item.key for item in selection.items])
                    elif shape.text == listing([f"{end.name}.id"]):
                        read = _between(shape.read, place)
                    else:
                        read = placed(shape.read, self._add(guard(when, shape.text)))
                case FieldItem():
                    column = field_column(self.draft, part, self.name, when, path)
                    place = self._add(column.text)
                    read = placed(column.slot.read or _plain, place)
                case EvidenceItem(key):
                    edge = Edge(self.name, None, self.source.name, self.target.name)
                    shape = compile_evidence(self.draft, part, edge, (*path, key), self.select)
                    read = placed(shape.read, self._add(guard(when, shape.text)))
                case Named(_, name):
                    read = constant(name)
            chosen.append((Slot(part.key, None, when), read))
        return parts_reader(chosen)

    @property
    def row(self) -> str:
        """The list of its kind, its ends' ids and its columns."""
        own = (f"type({self.name})", f"{self.source.name}.id", f"{self.target.name}.id")
        return listing([*own, *self.columns])

    def _add(self, text: str) -> int:
        self.columns.append(text)
        return _FIRST + len(self.columns) - 1


def compile_relations(draft: Draft, root: RelationsRoot, path: Path, select: Select) -> Shape:
    """A list of how many are sought, and of the rows of those that are there, each with its place."""
    ids, place = "$" + draft.parameter(root.ids, sought(draft.ontology), path), draft.name("i")
    relation = Relation(draft, select, draft.name("r"), draft.node(ENTITY), draft.node(ENTITY))
    read = relation.reader(root.parts, path)
    source, target, kinds = relation.source, relation.target, claimed_types(draft.ontology)
    text = block(
        "COLLECT",
        [
            f"UNWIND range(0, size({ids}) - 1) AS {place}",
            found(draft, source, f"{ids}[{place}][1]", place),
            found(draft, target, f"{ids}[{place}][2]", place),
            f"MATCH {followed(source.name, relation.name, target.name, kinds, Toward.OUT)}",
            f"WHERE type({relation.name}) = {ids}[{place}][0]",
            f"RETURN {listing([place, relation.row])}",
        ],
    )
    return Shape(listing([f"size({ids})", text]), in_places(read))


def sought(ontology: Ontology) -> Callable[[Json], Json]:
    """Relations as kinds and ends; the ends of those without direction stand as they are stored."""
    symmetric = symmetric_types(ontology)

    def convert(raw: Json) -> Json:
        assert isinstance(raw, list)
        if len(raw) > MAX_FIRST:
            raise InputError(f"there are {len(raw)} relations", f"Ask for at most {MAX_FIRST} at once.")
        return [_placed(each, symmetric) for each in raw]

    return convert


def _placed(raw: Json, symmetric: Collection[str]) -> Json:
    kind, source, target = cast("Sequence[str]", raw)
    return [kind, target, source] if kind in symmetric and target < source else [kind, source, target]


def followed(start: str, edge: str, end: str, kinds: Iterable[str], toward: Toward) -> str:
    """The pattern of relations of these kinds from a thing, whichever way they are followed."""
    left, right = "<-" if toward is Toward.IN else "-", "->" if toward is Toward.OUT else "-"
    return f"({start}){left}[{edge}:{'|'.join(map(quote, kinds))}]{right}({end})"


def directed(ontology: Ontology, kinds: tuple[str, ...] | None, toward: Toward, path: Path) -> tuple[str, ...]:
    """The kinds that can be followed so: those without direction only both ways. Raises InputError where none can."""
    chosen = claimed_types(ontology) if kinds is None else kinds
    if toward is not Toward.BOTH:
        chosen = tuple(kind for kind in chosen if kind not in symmetric_types(ontology))
    if not chosen:
        raise InputError("these kinds of relations have no direction", "Leave direction out.", path)
    return chosen


def symmetric_types(ontology: Ontology) -> frozenset[str]:
    """The kinds that have no direction."""
    return frozenset(link.type for link in ontology.links if link.symmetric)


def counts(draft: Draft, node: Node) -> tuple[tuple[Count, ...], str]:
    """What a thing's relations are counted by, and the list of their counts; each is read off the thing itself."""
    ontology = draft.ontology
    symmetric = symmetric_types(ontology)
    found: list[Count] = []
    for kind in claimed_types(ontology):
        links = [link for link in ontology.links if link.type == kind]
        out = any(ontology.is_a(noun, source) for noun in node.nouns for link in links for source in link.sources)
        back = any(ontology.is_a(noun, link.target) for noun in node.nouns for link in links)
        if kind in symmetric:
            found += [Count(kind, Toward.BOTH)] * (out or back)
        else:
            found += [Count(kind, Toward.OUT)] * out + [Count(kind, Toward.IN)] * back
    texts = (f"COUNT {{ {followed(node.name, '', '', [each.kind], each.toward)} }}" for each in found)
    return tuple(found), listing(texts)


def _between(read: Reader, place: int) -> Reader:
    return lambda row, reading: read(row[place : place + 1], reading)


def _plain(value: object, _reading: object) -> object:
    return value
