"""How far things are from each other: the GraphQL types, and a root field -> DistancesRoot."""

from collections.abc import Callable, Iterator

from api import names
from api.aggregates import AFTER, FIRST
from api.collect import Merged
from api.given import Given
from api.path import THINGS, read_things
from api.selection import Selector
from api.types import Member, Types
from api.where import read_page
from graph.question import (
    MAX_ENDS,
    DistancePart,
    Distances,
    DistancesPart,
    DistancesRoot,
    EdgeNode,
    EdgeSource,
    Piece,
    TotalCount,
    Truncated,
)
from schema.ontology import ENTITY
from schema.ranking import Ranking

DISTANCES = "distances"
_ALL, _ONE = "Distances", "Distance"


def distances_arguments() -> Iterator[Member]:
    """The arguments of the root field."""
    yield Member("from", THINGS + "!", f"From which things: {MAX_ENDS} at most.")
    yield Member("to", THINGS + "!", f"To which things: {MAX_ENDS} at most.")
    yield FIRST
    yield AFTER


def declare_distances(types: Types) -> None:
    """Pairs of things, and how far they are from each other."""
    types.object(
        _ONE,
        "How far one thing is from another, whether or not anything connects them.",
        [
            Member("from", ENTITY + "!", "The one."),
            Member("to", ENTITY + "!", "The other."),
            Member("kilometres", "Float!", "Great-circle kilometres, on a sphere."),
        ],
    )
    types.object(
        _ALL,
        "Pairs of different things, nearest first and then by ids; those of which either has no known position are "
        "left out.",
        [
            Member(DISTANCES, f"[{_ONE}!]!", "The pairs on this page."),
            Member("totalCount", "Int!", "How many there are."),
            Member("truncated", names.TRUNCATION, "What was left out; null where this is all."),
        ],
    )


def read_distances(selector: Selector, merged: Merged, given: dict[str, Given], ranking: Ranking) -> DistancesRoot:
    """The root field. Raises BadInputError."""
    things = selector.collector.possible[ENTITY]
    inner: dict[str, Callable[[Merged], DistancePart]] = {
        "from": lambda part: EdgeSource(part.key, selector.thing(part.sets, things), part.when),
        "to": lambda part: EdgeNode(part.key, selector.thing(part.sets, things), part.when),
        "kilometres": lambda part: Piece(part.key, part.name, part.when),
    }
    readers: dict[str, Callable[[Merged], DistancesPart]] = {
        DISTANCES: lambda part: Distances(part.key, selector.parts(part.sets, _ONE, inner), part.when),
        "totalCount": lambda part: TotalCount(part.key, part.when),
        "truncated": lambda part: Truncated(part.key, selector.pieces(part.sets, names.TRUNCATION), part.when),
    }
    return DistancesRoot(
        merged.key,
        read_things(selector, given["from"]),
        read_things(selector, given["to"]),
        selector.parts(merged.sets, _ALL, readers),
        read_page(given, selector.collector.givens),
        merged.when,
        ranking,
    )
