"""Where a question begins: each of its root fields.

A root's `ranking` holds for all below it: which values are shown, tested and ordered by.
"""

from dataclasses import dataclass

from graph.question.analysis import AnalysisRoot
from graph.question.change import ComparedRoot, SurgesRoot
from graph.question.distance import DistancesRoot
from graph.question.path import PathsRoot
from graph.question.relation import NeighbourhoodRoot, RelationPart
from graph.question.selection import ClaimConnection, ConflictConnection, Connection, Groups, Selection
from graph.question.value import Condition, Value
from graph.question.where import EVERYTHING, Where
from schema.ranking import DEFAULT_RANKING, Ranking


@dataclass(frozen=True, slots=True)
class SingleRoot:
    """One thing of a noun (or of an interface) by its id."""

    key: str
    noun: str
    id: Value
    selection: Selection
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING


@dataclass(frozen=True, slots=True)
class NodeRoot:
    """One thing of any noun by its id: `node(id)`."""

    key: str
    id: Value
    selection: Selection
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING


@dataclass(frozen=True, slots=True)
class NodesRoot:
    """Things of any noun by their ids, in that order, null where there is none: `nodes(ids)`.

    What is of a noun in `filters` and does not pass its filter counts as none.
    """

    key: str
    ids: Value
    selection: Selection
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING
    filters: tuple[tuple[str, Where], ...] = ()


@dataclass(frozen=True, slots=True)
class RelationsRoot:
    """Relations by their kinds and ends, in that order, null where there is none.

    `ids` is a list of lists of a kind and the ids of both ends.
    """

    key: str
    ids: Value
    parts: tuple[RelationPart, ...]
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING


@dataclass(frozen=True, slots=True)
class ListRoot:
    """A connection over all things of a noun or interface."""

    key: str
    noun: str
    connection: Connection
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING


@dataclass(frozen=True, slots=True)
class GroupsRoot:
    """The things of a noun that pass, put together by what they have in common."""

    key: str
    noun: str
    groups: Groups
    where: Where = EVERYTHING
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING


@dataclass(frozen=True, slots=True)
class TypenameRoot:
    """`__typename` of the root."""

    key: str
    name: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictsRoot:
    """The entities on which claims disagree, those of a noun or interface alone, and on one field or link alone."""

    key: str
    connection: ConflictConnection
    noun: Value | None = None
    field: Value | None = None
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING


@dataclass(frozen=True, slots=True)
class ReviewRoot:
    """The claims that wait for somebody's word, those of things of a noun or interface alone."""

    key: str
    connection: ClaimConnection
    noun: Value | None = None
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING


@dataclass(frozen=True, slots=True)
class CandidatesRoot:
    """Pairs of things that may be one, those of a noun or interface alone; each is told once.

    The order of its connection is not asked for: it is that of the pairs' ids.
    """

    key: str
    connection: Connection
    noun: Value | None = None
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING


@dataclass(frozen=True, slots=True)
class SearchRoot:
    """What a text finds, of `kinds` (a list of nouns and interfaces) alone; a hit that is of a noun in `filters` passes
    the filter of it.

    The order of its connection is not asked for: it is that of how well things match.
    """

    key: str
    text: Value
    connection: Connection
    kinds: Value | None = None
    filters: tuple[tuple[str, Where], ...] = ()
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING


Root = (
    AnalysisRoot
    | CandidatesRoot
    | ComparedRoot
    | ConflictsRoot
    | DistancesRoot
    | GroupsRoot
    | NeighbourhoodRoot
    | PathsRoot
    | RelationsRoot
    | ReviewRoot
    | SearchRoot
    | SingleRoot
    | SurgesRoot
    | NodeRoot
    | NodesRoot
    | ListRoot
    | TypenameRoot
)


@dataclass(frozen=True, slots=True)
class Question:
    """All root fields of one operation, in the order asked."""

    roots: tuple[Root, ...]
