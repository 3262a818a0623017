"""Question: what is asked of the graph, as plain data that api/ makes from GraphQL and graph/ compiles to Cypher.

    Question
    └── roots   Root: a single thing, things by id, or a connection over a noun
                ├── where   Where: and, or, not, tests on fields and links
                ├── order   OrderKey…
                ├── page    first, after
                └── shape   what of a connection, and of each node, is wanted (Selection of Items)

A Question is made once for a request's text and the shape of its variables; whatever may vary between two such
requests is a `Variable` in it, so that its Cypher is made once as well and the values travel as parameters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from schema.field import Field
from schema.ontology import Way
from schema.values.value import Json

#: How many a connection answers where `first` is left out, and at most.
DEFAULT_FIRST = 25
MAX_FIRST = 1000


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that the request's text fixes."""

    value: Json

    def of(self, variables: Mapping[str, Json]) -> Json:
        """The value."""
        del variables
        return self.value


@dataclass(frozen=True, slots=True)
class Variable:
    """A value at a path in the request's variables; None where the path leads nowhere."""

    path: tuple[str | int, ...]

    def of(self, variables: Mapping[str, Json]) -> Json:
        """The value in these variables."""
        found: Json = dict(variables) if not isinstance(variables, dict) else variables
        for step in self.path:
            if isinstance(found, dict) and isinstance(step, str):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int):
                found = found[step] if step < len(found) else None
            else:
                return None
        return found


Value = Constant | Variable


@dataclass(frozen=True, slots=True)
class Condition:
    """`@include(if:)`, or `@skip(if:)` where `negated`; the item is answered if all its conditions hold."""

    value: Value
    negated: bool = False

    def holds(self, variables: Mapping[str, Json]) -> bool:
        """Whether the item is answered."""
        return bool(self.value.of(variables)) is not self.negated


# --- where ---


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every test holds; an empty one is true."""

    of: tuple["Where", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one test holds; an empty one is false."""

    of: tuple["Where", ...] = ()


@dataclass(frozen=True, slots=True)
class NotThat:
    """The test does not hold."""

    of: "Where"


@dataclass(frozen=True, slots=True)
class FieldTest:
    """A field's operator with its argument; on a field of many values, some value passes.

    `operator` is a name among `field.type.operators`; graph/ passes the argument through `ValueType.argument`.
    """

    field: Field
    operator: str
    argument: Value


@dataclass(frozen=True, slots=True)
class IdTest:
    """The id is one of the argument (a list), or equal to it; `negated`: it is not."""

    argument: Value
    negated: bool = False


Quantifier = Literal["some", "none", "all", "single"]


@dataclass(frozen=True, slots=True)
class LinkTest:
    """So many of the things along a way pass `node`, over edges that pass `edge`. `all` holds where there is none."""

    way: Way
    quantifier: Quantifier
    node: "Where" = AllOf()
    edge: "Where" = AllOf()


Where = AllOf | AnyOf | NotThat | FieldTest | IdTest | LinkTest


@dataclass(frozen=True, slots=True)
class OrderKey:
    """Order by a field's shown value; missing values come last either way, ties are broken by id.

    `edge`: the field is one of the edge, not of the node.
    """

    field: Field
    descending: bool = False
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """How many and from where. `first` None: the default, and the answer tells where there is more."""

    first: Value | None = None
    after: Value | None = None


# --- what is wanted of a thing ---


@dataclass(frozen=True, slots=True)
class Typename:
    """`__typename` of a thing."""

    key: str
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """`id` of a thing."""

    key: str
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One output of an object value under its response key; `name` may be `__typename`."""

    key: str
    name: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldItem:
    """A field's shown value; `pieces` are wanted of an object value, and empty for a scalar."""

    key: str
    field: Field
    pieces: tuple[Piece, ...] = ()
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class OneItem:
    """The one thing along a to-one way."""

    key: str
    way: Way
    selection: "Selection"
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ManyItem:
    """A connection along a way."""

    key: str
    way: Way
    connection: "Connection"
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """The claims behind an entity (`field` given: behind that field or link of it), behind an edge, or the claims
    that a statement makes.
    """

    key: str
    connection: "ClaimConnection"
    field: Value | None = None
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


Item = Typename | Identifier | FieldItem | OneItem | ManyItem | EvidenceItem


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted of each thing.

    `on` of an item names the concrete nouns that it is for, None is all. No two items for the same noun share a
    response key: api/ has merged them.
    """

    items: tuple[Item, ...]


# --- what is wanted of a connection ---


@dataclass(frozen=True, slots=True)
class TotalCount:
    """`totalCount`: how many there are in all, read only when asked."""

    key: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class PageInfo:
    """`pageInfo`; pieces are hasNextPage, hasPreviousPage, startCursor, endCursor, __typename."""

    key: str
    pieces: tuple[Piece, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Nodes:
    """`nodes`."""

    key: str
    selection: Selection
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Cursor:
    """`cursor` of an edge."""

    key: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeNode:
    """`node` of an edge."""

    key: str
    selection: Selection
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """`__typename` of a connection or an edge, which is known from the schema."""

    key: str
    name: str
    when: tuple[Condition, ...] = ()


EdgePart = Cursor | EdgeNode | FieldItem | EvidenceItem | Named


@dataclass(frozen=True, slots=True)
class Edges:
    """`edges`."""

    key: str
    parts: tuple[EdgePart, ...]
    when: tuple[Condition, ...] = ()


ConnectionPart = TotalCount | PageInfo | Nodes | Edges | Named


@dataclass(frozen=True, slots=True)
class Connection:
    """Which things, in which order, how many, and what of them."""

    parts: tuple[ConnectionPart, ...]
    where: Where = AllOf()
    order: tuple[OrderKey, ...] = ()
    page: Page = Page()


# --- claims ---


@dataclass(frozen=True, slots=True)
class ClaimField:
    """A plain field of a claim: id, subject, field, value, object, text, row, polarity, modality, recordedAt,
    extractor, alternative, method, score, or __typename.
    """

    key: str
    name: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimObject:
    """An object field of a claim with pieces: `span {start end}`, `period {…}`."""

    key: str
    name: str
    pieces: tuple[Piece, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimStatement:
    """`statement` of a claim."""

    key: str
    selection: Selection
    when: tuple[Condition, ...] = ()


ClaimPart = ClaimField | ClaimObject | ClaimStatement


@dataclass(frozen=True, slots=True)
class ClaimEdges:
    """`edges { cursor node }` of a claim connection."""

    key: str
    parts: tuple["Cursor | ClaimNode | Named", ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimNode:
    """`node` of a claim connection's edge."""

    key: str
    parts: tuple[ClaimPart, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimNodes:
    """`nodes` of a claim connection."""

    key: str
    parts: tuple[ClaimPart, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimConnection:
    """Which page of the claims, and what of them."""

    parts: tuple[ClaimNodes | ClaimEdges | PageInfo | Named, ...]
    page: Page = Page()


# --- roots ---


@dataclass(frozen=True, slots=True)
class SingleRoot:
    """One thing of a noun (or of an interface) by its id."""

    key: str
    noun: str
    id: Value
    selection: Selection
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeRoot:
    """One thing of any noun by its id: `node(id)`."""

    key: str
    id: Value
    selection: Selection
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class NodesRoot:
    """Things of any noun by their ids, in that order, null where there is none: `nodes(ids)`."""

    key: str
    ids: Value
    selection: Selection
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRoot:
    """A connection over all things of a noun or interface."""

    key: str
    noun: str
    connection: Connection
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class TypenameRoot:
    """`__typename` of the root."""

    key: str
    name: str
    when: tuple[Condition, ...] = ()


Root = SingleRoot | NodeRoot | NodesRoot | ListRoot | TypenameRoot


@dataclass(frozen=True, slots=True)
class Question:
    """All root fields of one operation, in the order asked."""

    roots: tuple[Root, ...]
