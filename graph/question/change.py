"""What changed: groups of journeys in one period beside another, and when the level of a group changed."""

from dataclasses import dataclass
from typing import Literal

from graph.question.aggregate import GroupBy, TimeUnit
from graph.question.leaf import PageInfo, Piece, TotalCount
from graph.question.selection import GroupKeys, Selection
from graph.question.value import Condition, Named, Value
from graph.question.where import FIRST_PAGE, Page, Where
from schema.ranking import DEFAULT_RANKING, Ranking

#: The stretches that a series is told by, where none is asked for, and the rate of false alarms.
DEFAULT_UNIT: TimeUnit = "WEEK"
DEFAULT_ALARM = 0.05


@dataclass(frozen=True, slots=True)
class Behind:
    """The things behind a number: a list of at most `first`, those that surely are before those that may be."""

    key: str
    selection: Selection
    first: Value | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What of a group lies in one of the periods that are compared; pieces are `low`, `high` and `count`."""

    key: str
    period: Literal["a", "b"]
    parts: tuple[Piece | Behind | Named, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """A stretch of constant rate on one side of a change; pieces are the numbers that tell of it."""

    key: str
    side: Literal["before", "after"]
    parts: tuple[Piece | Behind | Named, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Levels:
    """`levels` of a group, in turn."""

    key: str
    parts: tuple[Piece | Behind | Named, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class SurgeList:
    """`surges` of a group: where one level ends and another begins; `before` and `after` are Levels."""

    key: str
    parts: tuple[Piece | Level | Named, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRows:
    """`nodes`: what is wanted of each group; pieces of its own are `change`, `count` and `undated`."""

    key: str
    parts: tuple[GroupKeys | Piece | Side | Levels | SurgeList | Named, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedRoot:
    """Groups of a noun's journeys in two periods; `modalities` (null: ACTUAL alone) are those that count."""

    key: str
    noun: str
    where: Where
    by: tuple[GroupBy, ...]
    a: Value
    b: Value
    parts: tuple[GroupRows | TotalCount | PageInfo | Named, ...]
    modalities: Value | None = None
    page: Page = FIRST_PAGE
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING


@dataclass(frozen=True, slots=True)
class SurgesRoot:
    """Groups of a noun's journeys, and when in a period the level of each changed; `unit` is that of its series."""

    key: str
    noun: str
    where: Where
    by: tuple[GroupBy, ...]
    period: Value
    parts: tuple[GroupRows | TotalCount | PageInfo | Named, ...]
    unit: TimeUnit = DEFAULT_UNIT
    alarm: Value | None = None
    modalities: Value | None = None
    page: Page = FIRST_PAGE
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING
