"""What is wanted of relations: edges of any kind told as things of their own, and how many a thing has."""

from dataclasses import dataclass
from enum import StrEnum

from graph.question.leaf import Cursor, FieldItem, Piece, RelationsItem, TotalCount
from graph.question.selection import EdgeNode, EdgeSource, EvidenceItem
from graph.question.value import Condition, Named, Value
from graph.question.where import EVERYTHING, FIRST_PAGE, Page, Where
from schema.ranking import DEFAULT_RANKING, Ranking

#: How far a neighbourhood reaches at most.
MAX_DEPTH = 5
#: How many relations one neighbourhood tells at most.
MAX_RELATIONS = 20_000


class Toward(StrEnum):
    """Which way relations are followed, seen from a thing."""

    OUT = "OUT"
    IN = "IN"
    BOTH = "BOTH"


#: The pieces of a relation are `id` and `kind`.
RelationPart = Piece | EdgeSource | EdgeNode | FieldItem | EvidenceItem | Named


@dataclass(frozen=True, slots=True)
class Relations:
    """`relations` of a neighbourhood."""

    key: str
    parts: tuple[RelationPart, ...]
    when: tuple[Condition, ...] = ()


#: The piece is `distance`.
NeighbourPart = Piece | EdgeNode | RelationsItem | Cursor | Named


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`nodes` of a neighbourhood."""

    key: str
    parts: tuple[NeighbourPart, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Truncated:
    """`truncated`; pieces are reason, hint, cursor, __typename."""

    key: str
    pieces: tuple[Piece, ...]
    when: tuple[Condition, ...] = ()


NeighbourhoodPart = Neighbours | Relations | Truncated | TotalCount | Named


@dataclass(frozen=True, slots=True)
class NeighbourhoodRoot:
    """Things within `depth` relations of some things, nearest first, with the relations among them.

    `kinds` are the types of the relations followed, None for all. `where` is asked of whatever is walked to. `beside`
    are things that are known elsewhere: relations to them are told, they themselves are not.
    """

    key: str
    ids: Value
    parts: tuple[NeighbourhoodPart, ...]
    depth: int = 1
    kinds: tuple[str, ...] | None = None
    toward: Toward = Toward.BOTH
    where: Where = EVERYTHING
    page: Page = FIRST_PAGE
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING
    beside: Value | None = None
