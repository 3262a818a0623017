"""What is wanted of a thing, of a connection, of claims and of conflicts."""

from dataclasses import dataclass
from typing import Literal

from graph.question.aggregate import Counted, GroupBy, GroupOrder, Summary
from graph.question.leaf import (
    ClaimField,
    ClaimObject,
    Cursor,
    Details,
    FieldItem,
    Highlights,
    Identifier,
    PageInfo,
    Piece,
    RelationsItem,
    TotalCount,
    Typename,
)
from graph.question.value import Condition, Named, Value
from graph.question.where import EVERYTHING, FIRST_PAGE, OrderKey, Page, TallyKey, Where
from schema.field import Field
from schema.ontology import Way

# --- what is wanted of a thing ---


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


@dataclass(frozen=True, slots=True)
class ConflictsItem:
    """The fields and links of an entity on which claims disagree."""

    key: str
    connection: "ConflictConnection"
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class CorroborationItem:
    """How journeys that were seen bear on one that is told; pieces are counts of verdicts and `truncated`."""

    key: str
    parts: tuple["Verdicts | Piece | Named", ...]
    on: tuple[str, ...] | None = None
    when: tuple[Condition, ...] = ()


Item = (
    Typename
    | Identifier
    | FieldItem
    | OneItem
    | ManyItem
    | EvidenceItem
    | ConflictsItem
    | RelationsItem
    | Details
    | CorroborationItem
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted of each thing.

    `on` of an item names the concrete nouns that it is for, None is all. No two items for the same noun share a
    response key: api/ has merged them.
    """

    items: tuple[Item, ...]


# --- what is wanted of a connection ---


@dataclass(frozen=True, slots=True)
class Nodes:
    """`nodes`."""

    key: str
    selection: Selection
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeNode:
    """`node` of an edge."""

    key: str
    selection: Selection
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeSource:
    """Where an edge of a root connection begins."""

    key: str
    selection: Selection
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeWhole:
    """An edge told as a thing of its own, `node` of what leads to it."""

    key: str
    parts: tuple["EdgePart", ...]
    when: tuple[Condition, ...] = ()


EdgePart = Cursor | EdgeNode | EdgeSource | EdgeWhole | FieldItem | EvidenceItem | Highlights | Named


@dataclass(frozen=True, slots=True)
class Edges:
    """`edges`."""

    key: str
    parts: tuple[EdgePart, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupKey:
    """A part of a group's key: its own `node`, one of its fields, of its `edge`, or the same along a `way`.

    Pieces are wanted of an object value, or of a stretch of time.
    """

    key: str
    of: Way | Field | Literal["node", "edge"]
    parts: tuple["GroupKey | Piece | Named", ...] = ()
    selection: Selection | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupNodes:
    """`nodes` of groups: what each is of, and what its things come to."""

    key: str
    parts: tuple["GroupKeys | GroupThings | Counted | Summary | Named", ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupThings:
    """The things of a group, as a connection."""

    key: str
    connection: "Connection"
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupKeys:
    """`key` of a group."""

    key: str
    parts: tuple[GroupKey | Named, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenThing:
    """A journey that was seen, beside one that is told."""

    key: str
    selection: Selection
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Aspects:
    """What a verdict rests on: `name` and `agreement` of each aspect."""

    key: str
    parts: tuple[Piece, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts of at most `first` journeys that were seen; pieces are `verdict` and `reason`."""

    key: str
    parts: tuple[SeenThing | Aspects | Piece | Named, ...]
    first: Value | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Groups:
    """The things of a connection, put together by what they have in common, and what of each such group."""

    key: str
    by: tuple[GroupBy, ...]
    parts: tuple[GroupNodes | TotalCount | PageInfo | Named, ...]
    order: GroupOrder = "COUNT_DESC"
    page: Page = FIRST_PAGE
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`aggregate`: what all things of a connection come to, on whatever page."""

    key: str
    parts: tuple[Counted | Summary | Groups | Named, ...]
    when: tuple[Condition, ...] = ()


ConnectionPart = TotalCount | PageInfo | Nodes | Edges | Aggregate | Named


@dataclass(frozen=True, slots=True)
class Connection:
    """Which things, in which order, how many, and what of them."""

    parts: tuple[ConnectionPart, ...]
    where: Where = EVERYTHING
    order: tuple[OrderKey | TallyKey, ...] = ()
    page: Page = FIRST_PAGE


# --- claims ---


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
    page: Page = FIRST_PAGE


# --- conflicts ---


@dataclass(frozen=True, slots=True)
class PositionStatements:
    """`statements` of a position: a connection that has no filter and no order of its own."""

    key: str
    connection: Connection
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Positions:
    """`positions` of a conflict. Pieces are value, polarity, modality, __typename; a node is what a link leads to."""

    key: str
    parts: tuple[Piece | EdgeNode | PositionStatements, ...]
    when: tuple[Condition, ...] = ()


#: The piece is `field` or `__typename`; the node is the entity.
ConflictPart = Piece | EdgeNode | Positions


@dataclass(frozen=True, slots=True)
class ConflictNodes:
    """`nodes` of a conflict connection, or `node` of one of its edges."""

    key: str
    parts: tuple[ConflictPart, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictEdges:
    """`edges { cursor node }` of a conflict connection."""

    key: str
    parts: tuple[Cursor | ConflictNodes | Named, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictConnection:
    """Which page of the conflicts, and what of them."""

    parts: tuple[ConflictNodes | ConflictEdges | TotalCount | PageInfo | Named, ...]
    page: Page = FIRST_PAGE
