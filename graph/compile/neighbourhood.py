"""A neighbourhood -> a subquery for the things within some relations of others, and for the relations among them.

Distances are found by one expansion in the database, which visits each thing once; the page is cut by distance and id.
A page tells the relations of its things to each other and to those of earlier pages, so that all pages together tell
each relation once.
"""

from collections.abc import Sequence

from graph.answer.connection import Paging
from graph.answer.cursor import Cursors, Place, digest
from graph.answer.neighbourhood import (
    Counts,
    Neighbourhood,
    NeighbourReader,
    Part,
    neighbourhood_reader,
    neighbours_reader,
    relations_reader,
)
from graph.answer.reading import Path
from graph.answer.relation import counts_reader
from graph.answer.shape import Slot, constant, first, placed
from graph.compile.draft import Draft, Node, Select, Shape, block, guard, listing
from graph.compile.field import piece_slots
from graph.compile.page import compile_page
from graph.compile.relation import Relation, counts, directed, followed, symmetric_types
from graph.compile.seek import found, stored_ids
from graph.compile.where import compile_where, node_subject
from graph.question import (
    EVERYTHING,
    MAX_RELATIONS,
    Cursor,
    EdgeNode,
    Named,
    NeighbourhoodRoot,
    NeighbourPart,
    Neighbours,
    Piece,
    Relations,
    RelationsItem,
    TotalCount,
    Toward,
    Truncated,
)
from schema.ontology import ENTITY
from schema.values.value import Json

_CURSORS = Cursors(digest("neighbourhood"), (Place("INTEGER", nullable=False), Place("STRING", nullable=False)))
#: Before the first thing.
_BEGINNING = [-1, ""]
#: Id and distance of a thing's row come first.
_FIRST = 2


def compile_neighbourhood(draft: Draft, root: NeighbourhoodRoot, path: Path, select: Select) -> Shape:
    """A list of the total, the page's beginning, the things' rows and the relations' rows."""
    paging = compile_page(draft, root.page, _CURSORS, path, _BEGINNING)
    node = draft.node(ENTITY)
    relation = Relation(draft, select, draft.name("r"), draft.node(ENTITY), draft.node(ENTITY))
    parts: list[tuple[Slot, Part]] = []
    columns: list[str] = []
    for part, when in draft.wanted(root.parts, path):
        below = (*path, part.key)
        match part:
            case Neighbours(_, wanted):
                read: Part = neighbours_reader(_neighbour(draft, node, wanted, columns, below, select))
            case Relations(_, wanted_relations):
                read = relations_reader(relation.reader(wanted_relations, below))
            case Truncated(_, pieces):
                read = _truncated(piece_slots(draft, pieces, below))
            case TotalCount():
                read = lambda all_: all_.total  # noqa: E731
            case Named(_, name):
                read = lambda _all, name=name: name  # type: ignore[misc]  # noqa: E731
        parts.append((Slot(part.key, None, when), read))
    text = _text(draft, root, node, columns, relation, paging, path)
    counted = any(
        isinstance(each, RelationsItem) for part in root.parts if isinstance(part, Neighbours) for each in part.parts
    )
    return Shape(text, first(neighbourhood_reader(parts, paging, symmetric_types(draft.ontology), counted=counted)))


def _neighbour(
    draft: Draft, node: Node, parts: Sequence[NeighbourPart], columns: list[str], path: Path, select: Select
) -> Sequence[tuple[Slot, NeighbourReader]]:
    """How a thing's parts are read from its row, whose columns are added."""

    def add(text: str) -> int:
        columns.append(text)
        return _FIRST + len(columns) - 1

    chosen: list[tuple[Slot, NeighbourReader]] = []
    for part, when in draft.wanted(parts, path):
        match part:
            case Cursor():
                read: NeighbourReader = lambda row, _reading: _CURSORS.encode([row[1], row[0]])  # noqa: E731
            case Piece():
                read = lambda row, _reading: row[1]  # noqa: E731
            case EdgeNode(key, selection):
                shape = select(draft, selection, node, (*path, key))
                read = placed(shape.read, add(guard(when, shape.text)))
            case RelationsItem(_, pieces):
                counted, text = counts(draft, node)
                read = Counts(counts_reader(counted, piece_slots(draft, pieces, path)), add(guard(when, text)))
            case Named(_, name):
                read = constant(name)
        chosen.append((Slot(part.key, None, when), read))
    return chosen


def _text(
    draft: Draft, root: NeighbourhoodRoot, node: Node, columns: Sequence[str], relation: Relation, paging: Paging,
    path: Path,
) -> str:  # fmt: skip
    kinds = directed(draft.ontology, root.kinds, root.toward, path)
    ids, place = "$" + draft.parameter(root.ids, stored_ids, path), draft.name("i")
    start, far = draft.node(ENTITY), draft.name("d")
    starts, every, fars, begin, seen = (draft.name(stem) for stem in ("s", "e", "f", "b", "c"))
    before, reached = draft.node(ENTITY), draft.node(ENTITY)
    test = "" if root.where == EVERYTHING else compile_where(draft, root.where, node_subject(reached), path)
    hop = followed(before.name, "", reached.name, kinds, root.toward) + f" WHERE {test}" * bool(test)
    walk, cursor = draft.name("p"), f"${paging.start[0]}" if paging.start else ""
    earlier = f"{far} < {cursor}[0] OR ({far} = {cursor}[0] AND {node.name}.id <= {cursor}[1])"
    # A constant would be what the rest is grouped by: of nothing, there would be no group.
    skipped = f"count(CASE WHEN {earlier} THEN 1 END)" if cursor else "count(null)"
    nodes = block(
        "COLLECT",
        [
            f"UNWIND range({begin}, size({seen}) - 1) AS {place}",
            f"WITH {seen}[{place}] AS {node.name}, {fars}[{place}] AS {far}",
            f"RETURN {listing([f'{node.name}.id', far, *columns])}",
        ],
    )
    source, target = relation.source.name, relation.target.name
    pool, lines, beside = _beside(draft, root, every, seen, path)
    fresh = f" AND ({source} IN {seen}[{begin}..] OR {target} IN {seen}[{begin}..])" if cursor or beside else ""
    relations = block(
        "COLLECT",
        [
            *lines,
            f"UNWIND {pool} AS {source}",
            f"MATCH {followed(source, relation.name, target, kinds, Toward.OUT)}",
            f"WHERE {target} IN {pool}{fresh}",
            f"WITH {source}, {relation.name}, {target}",
            f"LIMIT {MAX_RELATIONS + 1}",
            f"RETURN {relation.row}",
        ],
    )
    return block(
        "COLLECT",
        [
            f"UNWIND {ids} AS {place}",
            found(draft, start, place, place),
            f"WITH collect(DISTINCT {start.name}) AS {starts}",
            block(
                f"CALL ({starts})",
                [
                    f"UNWIND {starts} AS {start.name}",
                    *(
                        [
                            f"MATCH {walk} = ({start.name}) ({hop}){{0,{root.depth}}} ({node.name})",
                            f"WITH {node.name}, min(length({walk})) AS {far}",
                        ]
                        if root.depth
                        else [f"WITH {start.name} AS {node.name}, 0 AS {far}"]
                    ),
                    f"ORDER BY {far}, {node.name}.id",
                    f"RETURN collect({node.name}) AS {every}, collect({far}) AS {fars}, {skipped} AS {begin}",
                ],
            ),
            f"WITH {every}, {fars}, {begin}, {every}[..{begin} + ${paging.limit} - 1] AS {seen}",
            f"RETURN {listing([f'size({every})', begin, nodes, relations])}",
        ],
    )


def _beside(draft: Draft, root: NeighbourhoodRoot, every: str, seen: str, path: Path) -> tuple[str, list[str], bool]:
    """The list of what relations are told among, the lines that make it, and whether others stand beside it."""
    if root.beside is None:
        return seen, [], False
    ids, place, pool = "$" + draft.parameter(root.beside, _known, path), draft.name("i"), draft.name("o")
    other = draft.node(ENTITY)
    known = block(
        "COLLECT",
        [
            f"UNWIND {ids} AS {place}",
            found(draft, other, place, place),
            f"WITH DISTINCT {other.name} WHERE NOT {other.name} IN {every}",
            f"RETURN {other.name}",
        ],
    )
    return pool, [f"WITH {seen} + {known} AS {pool}"], True


def _known(raw: Json) -> list[str | int | None]:
    return stored_ids([] if raw is None else raw)


def _truncated(pieces: Sequence[tuple[str, Slot]]) -> Part:
    def read(all_: Neighbourhood) -> dict[str, object] | None:
        if not all_.more and not all_.cut:
            return None
        values: dict[str, object] = {
            "reason": "RELATIONS" if all_.cut else "PAGE",
            "hint": (
                f"There are more than {MAX_RELATIONS} relations among these things: ask for a smaller first, or for "
                "fewer edgeKinds."
                if all_.cut
                else f"{all_.total - all_.begin - len(all_.nodes)} more things follow: ask for them by after: cursor."
            ),
            "cursor": _CURSORS.encode([all_.nodes[-1][1], all_.nodes[-1][0]]) if all_.nodes else None,
            "__typename": "Truncation",
        }
        return {slot.key: values[name] for name, slot in pieces if all_.reading.holds(slot.when)}

    return read
