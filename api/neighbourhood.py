"""The neighbourhood of things: its GraphQL types, and a root field -> NeighbourhoodRoot."""

from collections.abc import Callable, Iterator

from api import names
from api.aggregates import AFTER, FIRST
from api.collect import Merged
from api.errors import BadInputError, LimitError
from api.given import Given
from api.relation import FOLLOWED, read_counts, read_kinds, read_relation, read_toward
from api.selection import Selector
from api.types import Member, Types
from api.where import read_page, read_where
from graph.question import (
    MAX_DEPTH,
    MAX_RELATIONS,
    Cursor,
    EdgeNode,
    NeighbourhoodPart,
    NeighbourhoodRoot,
    NeighbourPart,
    Neighbours,
    Piece,
    Relations,
    TotalCount,
    Truncated,
)
from schema.ontology import ENTITY
from schema.ranking import Ranking

NEIGHBOURHOOD = "neighbourhood"


def neighbourhood_arguments() -> Iterator[Member]:
    """The arguments of the root field."""
    yield Member("ids", "[ID!]!", "What it is the neighbourhood of; an id that nothing has counts as none.")
    yield Member("depth", "Int", f"How many relations away at most, from 0 to {MAX_DEPTH}; 1 where it is left out.")
    yield from FOLLOWED
    yield Member("where", names.filter_of(ENTITY), "Only through and to things that pass this filter.")
    yield Member("beside", "[ID!]", "Things known already: relations to them are told too, they themselves are not.")
    yield FIRST
    yield AFTER


def declare_neighbourhood(types: Types) -> None:
    """What is around things, with what was left out and why."""
    types.object(
        names.NEIGHBOUR,
        "A thing of a neighbourhood.",
        [
            Member("cursor", "String!", "Where it stands, for `after`."),
            Member("node", ENTITY + "!", "The thing itself."),
            Member("distance", "Int!", "How many relations away it is; 0 for what the neighbourhood is of."),
            Member("relationCounts", f"[{names.RELATION_COUNT}!]!",
                   "How many relations it has by kind and direction, and how many of them this answer does not tell."),
        ],
    )  # fmt: skip
    types.object(
        names.NEIGHBOURHOOD,
        "Things around others, nearest first and then by id, and the relations among them.",
        [
            Member("nodes", f"[{names.NEIGHBOUR}!]!", "The things on this page."),
            Member("relations", f"[{names.RELATION}!]!",
                   "The relations of the kinds asked for, of the things on this page to each other, to earlier ones and"
                   f" to those beside; at most {MAX_RELATIONS:,}."),
            Member("totalCount", "Int!", "How many things there are on all pages."),
            Member("truncated", names.TRUNCATION, "What was left out; null where this is all."),
        ],
    )  # fmt: skip


def read_neighbourhood(
    selector: Selector, merged: Merged, given: dict[str, Given], ranking: Ranking
) -> NeighbourhoodRoot:
    """The root field. Raises BadInputError and LimitError."""
    givens = selector.collector.givens
    things = selector.collector.possible[ENTITY]
    inner: dict[str, Callable[[Merged], NeighbourPart]] = {
        "cursor": lambda part: Cursor(part.key, part.when),
        "node": lambda part: EdgeNode(part.key, selector.thing(part.sets, things), part.when),
        "distance": lambda part: Piece(part.key, "distance", part.when),
        "relationCounts": lambda part: read_counts(selector, part),
    }
    readers: dict[str, Callable[[Merged], NeighbourhoodPart]] = {
        "nodes": lambda part: Neighbours(part.key, selector.parts(part.sets, names.NEIGHBOUR, inner), part.when),
        "relations": lambda part: Relations(part.key, read_relation(selector, part), part.when),
        "totalCount": lambda part: TotalCount(part.key, part.when),
        "truncated": lambda part: Truncated(part.key, selector.pieces(part.sets, names.TRUNCATION), part.when),
    }
    return NeighbourhoodRoot(
        merged.key,
        givens.value(given["ids"]),
        selector.parts(merged.sets, names.NEIGHBOURHOOD, readers),
        read_depth(selector, given, "depth", 1, MAX_DEPTH),
        read_kinds(given, givens),
        read_toward(given, givens),
        read_where(given.get("where"), ENTITY, selector.ontology, givens),
        read_page(given, givens),
        merged.when,
        ranking,
        givens.value(given["beside"]) if "beside" in given else None,
    )


def read_depth(selector: Selector, given: dict[str, Given], name: str, default: int, most: int) -> int:
    """A number of steps, which decides what is asked. Raises BadInputError and LimitError."""
    if name not in given:
        return default
    depth = selector.collector.givens.decides(given[name])
    assert isinstance(depth, int)
    if depth < 0:
        raise BadInputError(f"`{name}: {depth}` is negative.", f"Give a number from 0 to {most}.")
    if depth > most:
        raise LimitError(
            "steps", f"steps for `{name}`", most, depth, "Ask in steps: take ids from one answer into the next."
        )
    return depth
