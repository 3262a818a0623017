"""The root field `search` -> a SearchRoot."""

from collections.abc import Callable

from api import names
from api.collect import Merged
from api.given import Given
from api.selection import Selector
from api.where import read_page, read_where
from graph.question import (
    Connection,
    ConnectionPart,
    Cursor,
    EdgeNode,
    EdgePart,
    Edges,
    FieldItem,
    Highlights,
    HighlightSpans,
    Nodes,
    Piece,
    SearchRoot,
    TotalCount,
    Where,
)
from schema.hit import HIT
from schema.ranking import Ranking


def read_search(selector: Selector, merged: Merged, given: dict[str, Given], ranking: Ranking) -> SearchRoot:
    """What is sought, among what, and what is wanted of each hit."""
    givens = selector.collector.givens
    kinds = givens.value(given["kinds"]) if "kinds" in given else None
    connection = Connection(_parts(selector, merged), page=read_page(given, givens))
    return SearchRoot(
        merged.key, givens.value(given["text"]), connection, kinds, read_filters(selector, given), merged.when, ranking
    )


def read_filters(selector: Selector, given: dict[str, Given]) -> tuple[tuple[str, Where], ...]:
    """The filter of each noun that `where` names."""
    givens = selector.collector.givens
    single = {noun.single: noun.name for noun in selector.ontology.nouns.values()}
    return tuple(
        (single[name], read_where(part, single[name], selector.ontology, givens))
        for name, part in (givens.members(given["where"]) if "where" in given else ())
    )


def _parts(selector: Selector, merged: Merged) -> tuple[ConnectionPart, ...]:
    things = selector.collector.possible[names.NODE]
    fields = {field.name: field for field in HIT.link.fields}
    inner: dict[str, Callable[[Merged], EdgePart]] = {
        "cursor": lambda part: Cursor(part.key, part.when),
        "node": lambda part: EdgeNode(part.key, selector.thing(part.sets, things), part.when),
        "highlights": lambda part: Highlights(part.key, _highlight(selector, part), part.when),
        **dict.fromkeys(fields, lambda part: FieldItem(part.key, fields[part.name], (), None, part.when)),
    }
    readers: dict[str, Callable[[Merged], ConnectionPart]] = {
        "totalCount": lambda part: TotalCount(part.key, part.when),
        "pageInfo": selector.page_info,
        "nodes": lambda part: Nodes(part.key, selector.thing(part.sets, things), part.when),
        "edges": lambda part: Edges(part.key, selector.parts(part.sets, names.SEARCH_EDGE, inner), part.when),
    }
    return selector.parts(merged.sets, names.SEARCH_CONNECTION, readers)


def _highlight(selector: Selector, merged: Merged) -> tuple[Piece | HighlightSpans, ...]:
    def part(inner: Merged) -> Piece | HighlightSpans:
        if inner.name == "spans":
            return HighlightSpans(inner.key, selector.pieces(inner.sets, "Span"), inner.when)
        return Piece(inner.key, inner.name, inner.when)

    return tuple(part(inner) for inner in selector.collector.merged(merged.sets, frozenset({names.HIGHLIGHT})))
