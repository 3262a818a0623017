"""Order keys -> ORDER BY, and the conditions that leave what comes after a cursor or before one."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.answer.cursor import Place
from graph.answer.reading import Path
from graph.compile.draft import Draft, Edge, Node
from graph.compile.property import property_of
from graph.compile.where import compile_tally
from graph.cypher import STATEMENT
from graph.question import OrderKey, TallyKey
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
        indexed = "lookup" in key.field.index and not key.edge and draft.ranking is DEFAULT_RANKING
        for part in value_type.order:
            text = property_of(draft, name, key.field, part)
            found.append(Term(text, storages[part], key.descending, indexed=indexed))
        if len(value_type.order) > 1:
            # A value none of whose ordering parts is known still comes before no value at all.
            missing = f"({property_of(draft, name, key.field, value_type.presence)} IS NULL)"
            found.append(Term(missing, "BOOLEAN", nullable=False))
    return (*found, _id_term(node))


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


def _id_term(node: Node) -> Term:
    """Statements have numbers, all else has text; beside each other both are text, lest a comparison is null."""
    if STATEMENT in node.nouns and len(node.nouns) > 1:
        return Term(f"toString({node.name}.id)", "STRING", nullable=False)
    return Term(f"{node.name}.id", "INTEGER" if node.nouns == (STATEMENT,) else "STRING", nullable=False, indexed=True)
