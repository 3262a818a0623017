"""What is wanted of paths: from which things to which, along what, how far, and what of each path and hop."""

from dataclasses import dataclass
from enum import StrEnum

from graph.question.leaf import Piece, TotalCount
from graph.question.relation import Relations, Toward, Truncated
from graph.question.selection import Connection, EdgeNode, EdgeSource, Nodes
from graph.question.value import Condition, Named, Value
from graph.question.where import EVERYTHING, FIRST_PAGE, Page, Where
from schema.ranking import DEFAULT_RANKING, Ranking

#: How many hops a path has at most, and where nobody says so.
MAX_HOPS = 8
DEFAULT_HOPS = 4
#: How many things may stand at either end, and how many ways through the graph are walked between two of them.
MAX_ENDS = 100
MAX_WALKS = 20_000


class Search(StrEnum):
    """Which paths are sought between two things."""

    SHORTEST = "SHORTEST"
    ALL_SHORTEST = "ALL_SHORTEST"
    K_SHORTEST = "K_SHORTEST"


class Timing(StrEnum):
    """Whether each leg departs after the last has arrived."""

    CERTAINLY = "CERTAINLY"
    POSSIBLY = "POSSIBLY"


class Weight(StrEnum):
    """What makes a path long: the least of it is sought. See docs/connect.md."""

    KILOMETRES = "KILOMETRES"
    EVIDENCE = "EVIDENCE"
    TIME = "TIME"


@dataclass(frozen=True, slots=True)
class Things:
    """Some things: those of these ids, or those of a noun or interface that pass a filter."""

    ids: Value | None = None
    noun: str = ""
    where: Where = EVERYTHING


@dataclass(frozen=True, slots=True)
class By:
    """Only by journeys of this noun that pass a filter, from place to place."""

    noun: str
    where: Where = EVERYTHING


@dataclass(frozen=True, slots=True)
class JourneysItem:
    """The journeys of a noun that make up a hop, as a connection."""

    key: str
    noun: str
    connection: Connection
    when: tuple[Condition, ...] = ()


#: The pieces of a hop are `certainty` and `kilometres`.
HopPart = Piece | EdgeSource | EdgeNode | Relations | JourneysItem | Named


@dataclass(frozen=True, slots=True)
class Hops:
    """`hops` of a path."""

    key: str
    parts: tuple[HopPart, ...]
    when: tuple[Condition, ...] = ()


#: The pieces of a path are `length`, `certainty`, `kilometres` and `weight`.
PathPart = Piece | Nodes | Hops | Named


@dataclass(frozen=True, slots=True)
class Paths:
    """`paths`: each of them."""

    key: str
    parts: tuple[PathPart, ...]
    when: tuple[Condition, ...] = ()


PathsPart = Paths | TotalCount | Truncated | Named


@dataclass(frozen=True, slots=True)
class PathsRoot:
    """Paths between things, shortest first and then by their ids.

    `end` None: to whatever can be reached. `by` given: hops are journeys; else they are relations of `kinds` (None:
    all), where a journey between two places counts as the two relations that it is. `toward` None: journeys are taken
    from where they begin, relations both ways. `modalities` are those that every relation on the way may have. With a
    `weight` paths are sought, and told, the lightest first.
    """

    key: str
    begin: Things
    end: Things | None
    parts: tuple[PathsPart, ...]
    search: Search = Search.SHORTEST
    least: int = 1
    most: int = DEFAULT_HOPS
    kinds: tuple[str, ...] | None = None
    by: By | None = None
    toward: Toward | None = None
    via: Things | None = None
    avoid: Things | None = None
    modalities: tuple[str, ...] = ("ACTUAL",)
    timing: Timing | None = None
    weight: Weight | None = None
    page: Page = FIRST_PAGE
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING
