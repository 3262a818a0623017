"""What is wanted of how far things are from each other."""

from dataclasses import dataclass

from graph.question.leaf import Piece, TotalCount
from graph.question.path import Things
from graph.question.relation import Truncated
from graph.question.selection import EdgeNode, EdgeSource
from graph.question.value import Condition, Named
from graph.question.where import FIRST_PAGE, Page
from schema.ranking import DEFAULT_RANKING, Ranking

#: The piece of a pair is `kilometres`.
DistancePart = EdgeSource | EdgeNode | Piece | Named


@dataclass(frozen=True, slots=True)
class Distances:
    """Each pair of things."""

    key: str
    parts: tuple[DistancePart, ...]
    when: tuple[Condition, ...] = ()


DistancesPart = Distances | TotalCount | Truncated | Named


@dataclass(frozen=True, slots=True)
class DistancesRoot:
    """How far each of some things is from each of others, nearest first and then by their ids.

    Pairs of which either has no known position are left out.
    """

    key: str
    begin: Things
    end: Things
    parts: tuple[DistancesPart, ...]
    page: Page = FIRST_PAGE
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING
