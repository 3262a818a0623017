"""What is wanted of an analysis: of which part of the graph, by which measure, and what of each result."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from graph.question.leaf import Cursor, Piece, TotalCount
from graph.question.path import By, Things
from graph.question.relation import Toward, Truncated
from graph.question.selection import Connection, EdgeNode, EdgeSource
from graph.question.value import Condition, Named
from graph.question.where import EVERYTHING, FIRST_PAGE, Page, Where
from schema.ranking import DEFAULT_RANKING, Ranking

#: Pairs of things alike that are kept and can be paged through: the best.
MAX_PAIRS = 100_000


class Measure(StrEnum):
    """What is worked out."""

    DEGREE = "DEGREE"
    BETWEENNESS = "BETWEENNESS"
    CLOSENESS = "CLOSENESS"
    PAGERANK = "PAGERANK"
    EIGENVECTOR = "EIGENVECTOR"
    COMPONENTS = "COMPONENTS"
    STRONG_COMPONENTS = "STRONG_COMPONENTS"
    COMMUNITIES = "COMMUNITIES"
    BRIDGES = "BRIDGES"
    ARTICULATION_POINTS = "ARTICULATION_POINTS"
    JACCARD = "JACCARD"
    COSINE = "COSINE"


class Tells(StrEnum):
    """What a result of a measure is."""

    NODE = "NODE"
    PAIR = "PAIR"
    GROUP = "GROUP"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a measure is, in words, and what it costs for n things and m edges.

    `exact`: it is the measure itself, not what a heuristic or an iteration comes to. `scored`: results have a score.
    `weighted`: it can take account of how many relations an edge stands for.
    """

    tells: Tells
    text: str
    complexity: str
    exact: bool = True
    scored: bool = True
    weighted: bool = False


MEASURES: Mapping[Measure, Definition] = MappingProxyType(
    {
        Measure.DEGREE: Definition(
            Tells.NODE,
            "How many edges a thing has, both ways together; one to itself counts twice. Weighted: how many relations.",
            "O(n + m)",
            weighted=True,
        ),
        Measure.BETWEENNESS: Definition(
            Tells.NODE,
            "The share of all pairs of other things whose shortest paths lead through a thing; of several equally "
            "short ones, each counts its part.",
            "O(n · m), on all processors",
        ),
        Measure.CLOSENESS: Definition(
            Tells.NODE,
            "The inverse of the mean number of hops from all things that reach a thing, times their share of all "
            "other things.",
            "O(n · m), on all processors",
        ),
        Measure.PAGERANK: Definition(
            Tells.NODE,
            "How likely somebody stands at a thing who follows edges at random and in 15 of 100 steps begins anew "
            "anywhere. All scores sum up to 1.",
            "O(m) for each of at most 100 iterations",
            exact=False,
            weighted=True,
        ),
        Measure.EIGENVECTOR: Definition(
            Tells.NODE,
            "In proportion to the scores of the things that lead to it: the eigenvector of the largest eigenvalue, of "
            "length 1.",
            "O(m) for each of at most 1,000 iterations",
            exact=False,
            weighted=True,
        ),
        Measure.COMPONENTS: Definition(
            Tells.GROUP,
            "The largest groups of things that are connected, whichever way edges lead.",
            "O(n + m)",
            scored=False,
        ),
        Measure.STRONG_COMPONENTS: Definition(
            Tells.GROUP,
            "The largest groups of things each of which leads to all others, along the edges' direction.",
            "O(n + m)",
            scored=False,
        ),
        Measure.COMMUNITIES: Definition(
            Tells.GROUP,
            "Groups with more edges within them than chance would give, found by Louvain's method, which depends on "
            "the seed; the score is the group's part of the modularity.",
            "about O(m · log n)",
            exact=False,
            weighted=True,
        ),
        Measure.BRIDGES: Definition(
            Tells.PAIR,
            "Two things that only the edge between them connects, whichever way edges lead: without it they fall "
            "apart. However many relations an edge stands for, it is one.",
            "O(n + m)",
            scored=False,
        ),
        Measure.ARTICULATION_POINTS: Definition(
            Tells.NODE,
            "Things without which others that are connected would fall apart, whichever way edges lead.",
            "O(n + m)",
            scored=False,
        ),
        Measure.JACCARD: Definition(
            Tells.PAIR,
            "Two things alike by what they are next to, whichever way edges lead: how much of what either is next to "
            "both are.",
            "O(sum of squared degrees)",
        ),
        Measure.COSINE: Definition(
            Tells.PAIR,
            "Two things alike by what they are next to, whichever way edges lead: what both are next to, over the "
            "geometric mean of what each is.",
            "O(sum of squared degrees)",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A part of the graph: things, and an edge between two of them wherever something leads from one to the other.

    `by` given: what leads is journeys; else relations of `kinds` (None: all) that pass `edge`. `among` is of which
    things both ends must be. `toward` None: journeys lead from where they begin, relations both ways. `modalities` are
    those that every relation may have. Things without any edge are no part of it.
    """

    kinds: tuple[str, ...] | None = None
    by: By | None = None
    toward: Toward | None = None
    edge: Where = EVERYTHING
    among: Things | None = None
    avoid: Things | None = None
    modalities: tuple[str, ...] = ("ACTUAL",)


@dataclass(frozen=True, slots=True)
class Members:
    """`members` of a result: all its things, as a connection."""

    key: str
    connection: Connection
    when: tuple[Condition, ...] = ()


#: The pieces of a result are `rank`, `score` and `size`; its first two things are `node` and `other`.
ResultPart = Piece | EdgeSource | EdgeNode | Members | Cursor | Named


@dataclass(frozen=True, slots=True)
class Results:
    """`results`: each of them."""

    key: str
    parts: tuple[ResultPart, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """An object of an analysis whose fields are known once it was made: `graph`, or each of its `parameters`."""

    key: str
    name: str
    pieces: tuple[Piece, ...]
    when: tuple[Condition, ...] = ()


#: The pieces of an analysis are `measure`, `definition`, `complexity`, `exact` and `engine`.
AnalysisPart = Results | Figures | Piece | TotalCount | Truncated | Named


@dataclass(frozen=True, slots=True)
class AnalysisRoot:
    """What a measure tells of a part of the graph, the highest scores or largest groups first, then by ids.

    `nouns` are those whose things are ranked (None: all); all others count on the way. `seed` and `resolution` are of
    communities.
    """

    key: str
    of: Subgraph
    measure: Measure
    parts: tuple[AnalysisPart, ...]
    nouns: tuple[str, ...] | None = None
    weighted: bool = False
    seed: int = 0
    resolution: float = 1.0
    page: Page = FIRST_PAGE
    when: tuple[Condition, ...] = ()
    ranking: Ranking = DEFAULT_RANKING
