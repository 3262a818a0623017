"""Order keys -> ORDER BY, and the condition that leaves what comes after a cursor."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.answer.cursor import Place
from graph.compile.draft import Draft, Edge, Node
from graph.compile.property import property_of
from graph.cypher import STATEMENT
from graph.question import OrderKey
from schema.values.value import Storage


@dataclass(frozen=True, slots=True)
class Term:
    """One expression to order by; missing values come last either way."""

    text: str
    storage: Storage
    descending: bool = False
    nullable: bool = True

    @property
    def place(self) -> Place:
        """The term's value in a cursor."""
        return Place(self.storage, self.nullable)


def terms(draft: Draft, keys: Sequence[OrderKey], node: Node, edge: Edge | None) -> tuple[Term, ...]:
    """The keys' terms, and the id that breaks ties."""
    found: list[Term] = []
    for key in keys:
        name = edge.name if key.edge and edge else node.name
        value_type = key.field.type
        storages = {part.name: part.storage for part in value_type.parts}
        found += [
            Term(property_of(draft, name, key.field, part), storages[part], key.descending) for part in value_type.order
        ]
        if len(value_type.order) > 1:
            # A value none of whose ordering parts is known still comes before no value at all.
            missing = f"({property_of(draft, name, key.field, value_type.presence)} IS NULL)"
            found.append(Term(missing, "BOOLEAN", nullable=False))
    return (*found, _id_term(node))


def order_by(order: Sequence[Term]) -> str:
    """`ORDER BY` of all terms. Cypher puts null last going up, and first going down."""
    texts = []
    for term in order:
        if term.descending:
            texts += [f"{term.text} IS NULL", f"{term.text} DESC"]
        else:
            texts.append(term.text)
    return "ORDER BY " + ", ".join(texts)


def after(order: Sequence[Term], cursor: str) -> str:
    """What comes after the list in `cursor`, a parameter with its `$`, which is null at the beginning."""
    condition = ""
    for place, term in reversed(list(enumerate(order))):
        value = f"{cursor}[{place}]"
        later = f"{term.text} {'<' if term.descending else '>'} {value}"
        same = f"{term.text} = {value}"
        if term.nullable:
            later = f"({later} OR ({value} IS NOT NULL AND {term.text} IS NULL))"
            same = f"({same} OR ({value} IS NULL AND {term.text} IS NULL))"
        condition = f"{later} OR ({same} AND ({condition}))" if condition else later
    return f"{cursor} IS NULL OR {condition}"


def _id_term(node: Node) -> Term:
    return Term(f"{node.name}.id", "INTEGER" if node.nouns == (STATEMENT,) else "STRING", nullable=False)
