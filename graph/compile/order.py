"""Order keys -> ORDER BY, and the conditions that leave what comes after a cursor or before one."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass

from graph.answer.cursor import Place
from graph.answer.reading import Path
from graph.compile.draft import Draft, Edge, Node
from graph.compile.property import property_of
from graph.compile.where import compile_tally
from graph.cypher import STATEMENT
from graph.question import OrderKey, TallyKey
from schema.field import Field
from schema.ontology import Way
from schema.ranking import DEFAULT_RANKING
from schema.values.value import Storage


@dataclass(frozen=True, slots=True)
class Term:
    """One expression to order by; missing values come last either way.

    `made`: what the expression, then a name, must first be bound to, because working it out takes long. `indexed`: an
    index holds the values in their order.
    """

    text: str
    storage: Storage
    descending: bool = False
    nullable: bool = True
    made: str = ""
    indexed: bool = False

    @property
    def place(self) -> Place:
        """The term's value in a cursor."""
        return Place(self.storage, self.nullable)


def terms(
    draft: Draft, keys: Sequence[OrderKey | TallyKey], node: Node, edge: Edge | None, path: Path
) -> tuple[Term, ...]:
    """The keys' terms, and the id that breaks ties."""
    found: list[Term] = []
    for key in keys:
        if isinstance(key, TallyKey):
            made = compile_tally(draft, key.tally, node, path)
            nullable = key.tally.field is not None
            storage: Storage = "FLOAT" if nullable else "INTEGER"
            found.append(Term(draft.name("o"), storage, key.descending, nullable, made))
            continue
        name = edge.name if key.edge and edge else node.name
        value_type = key.field.type
        storages = {part.name: part.storage for part in value_type.parts}
        indexed = not key.edge and draft.ranking is DEFAULT_RANKING and _held(draft, node, key.field)
        for part in value_type.order:
            text = property_of(draft, name, key.field, part)
            found.append(Term(text, storages[part], key.descending, indexed=indexed))
        if len(value_type.order) > 1:
            # A value none of whose ordering parts is known still comes before no value at all.
            missing = f"({property_of(draft, name, key.field, value_type.presence)} IS NULL)"
            found.append(Term(missing, "BOOLEAN", nullable=False))
    return (*found, _id_term(node))


def identity(keys: Sequence[OrderKey | TallyKey]) -> list[tuple[object, ...]]:
    """What an order is told by from others, by names alone."""
    return list(map(_name, keys))


def order_by(order: Sequence[Term], *, backward: bool = False) -> str:
    """`ORDER BY` of all terms. Cypher puts null last going up, and first going down."""
    texts = []
    for term in order:
        if term.descending and term.nullable:
            texts.append(f"{term.text} IS NULL{' DESC' * backward}")
        texts.append(f"{term.text}{' DESC' * (term.descending is not backward)}")
    return "ORDER BY " + ", ".join(texts)


def beyond(order: Sequence[Term], cursor: str, *, backward: bool = False) -> str:
    """What comes after the list in `cursor`, a parameter with its `$`, or before it; null where it does not."""
    condition = ""
    for place, term in reversed(list(enumerate(order))):
        value = f"{cursor}[{place}]"
        further = f"{term.text} {'<' if term.descending is not backward else '>'} {value}"
        same = f"{term.text} = {value}"
        if term.nullable:
            one, other = (value, term.text) if backward else (term.text, value)
            further = f"({further} OR ({other} IS NOT NULL AND {one} IS NULL))"
            same = f"({same} OR ({value} IS NULL AND {term.text} IS NULL))"
        condition = f"{further} OR ({same} AND ({condition}))" if condition else further
    return condition


def _held(draft: Draft, node: Node, field: Field) -> bool:
    """Whether an index of the node's own label holds a field: an interface's label has those that it declares."""
    if "lookup" not in field.index or not node.noun:
        return False
    noun = draft.ontology.noun(node.noun)
    return not noun.abstract or field in noun.fields


def _id_term(node: Node) -> Term:
    """Statements have numbers, all else has text; beside each other both are text, lest a comparison is null."""
    if STATEMENT in node.nouns and len(node.nouns) > 1:
        return Term(f"toString({node.name}.id)", "STRING", nullable=False)
    return Term(f"{node.name}.id", "INTEGER" if node.nouns == (STATEMENT,) else "STRING", nullable=False, indexed=True)


def _told(what: object) -> object:
    """A part of a Question by names alone, which are the same in every process."""
    if isinstance(what, Field):
        return what.name
    if isinstance(what, Way):
        return what.link.type, what.forward, what.target
    if isinstance(what, tuple):
        return tuple(map(_told, what))
    if is_dataclass(what) and not isinstance(what, type):
        return type(what).__name__, *(_told(getattr(what, each.name)) for each in fields(what))
    return what


def _name(key: OrderKey | TallyKey) -> tuple[object, ...]:
    if isinstance(key, TallyKey):
        return _told(key.tally), key.descending
    return key.field.name, key.descending, key.edge
