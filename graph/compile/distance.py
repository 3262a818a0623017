"""Distances -> a subquery that tells how far each of some things is from each of others."""

from collections.abc import Sequence

from graph.answer.path import Part, each_path, kilometres, paths_reader, paths_truncated
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot, constant, parts_reader, placed
from graph.compile.draft import Draft, Node, Select, Shape, block, guard, listing
from graph.compile.field import piece_slots
from graph.compile.hop import Hop
from graph.compile.page import compile_numbered, numbers
from graph.compile.projection import some
from graph.question import (
    MAX_ENDS,
    DistancePart,
    Distances,
    DistancesRoot,
    EdgeNode,
    EdgeSource,
    Named,
    Piece,
    Subgraph,
    Things,
    TotalCount,
    Truncated,
)
from schema.ontology import ENTITY

_CURSORS = numbers("distances")


def compile_distances(draft: Draft, root: DistancesRoot, path: Path, select: Select) -> Shape:
    """A list of how many things stand at either end, whether more were left out, the total, and the pairs' rows."""
    paging, number = compile_numbered(draft, root.page, _CURSORS, path)
    start, end = draft.node(ENTITY), draft.node(ENTITY)
    columns = [Hop(draft, Subgraph(), "[]", path).distance(start.name, end.name)]
    parts: list[tuple[Slot, Part]] = []
    for part, when in draft.wanted(root.parts, path):
        match part:
            case Distances(key, wanted):
                read: Part = each_path(_reader(draft, wanted, (start, end), columns, (*path, key), select))
            case TotalCount():
                read = lambda all_: all_.total  # noqa: E731
            case Truncated(key, pieces):
                read = paths_truncated(piece_slots(draft, pieces, (*path, key)))
            case Named(_, name):
                read = lambda _all, name=name: name  # type: ignore[misc]  # noqa: E731
        parts.append((Slot(part.key, None, when), read))
    begins, ends, far, every, each = (draft.name(stem) for stem in "befqp")
    pairs = [
        f"UNWIND {begins}[..{MAX_ENDS}] AS {start.name}",
        f"UNWIND {ends}[..{MAX_ENDS}] AS {end.name}",
        f"WITH {start.name}, {end.name}, {columns[0]} AS {far}",
        f"WHERE {start.name} <> {end.name} AND {far} IS NOT NULL",
        f"WITH * ORDER BY {far}, {start.name}.id, {end.name}.id",
        f"RETURN collect([{start.name}, {end.name}, {far}]) AS {every}",
    ]
    skip = f"${number}[0]"
    page = [
        f"UNWIND {every}[{skip}..{skip} + ${paging.limit}] AS {each}",
        f"WITH {each}[0] AS {start.name}, {each}[1] AS {end.name}, {each}[2] AS {far}",
        f"RETURN {listing([far, *columns[1:]])}",
    ]
    sizes = [f"size({begins})", f"size({ends})", "false", f"size({every})"]
    text = block(
        "COLLECT",
        [
            _listed(draft, root.begin, begins, path),
            _listed(draft, root.end, ends, path),
            block(f"CALL ({begins}, {ends})", pairs),
            f"RETURN {listing([*sizes, block('COLLECT', page)])}",
        ],
    )
    whole = paths_reader(parts, paging, counted=True)
    return Shape(text, lambda found, reading: whole(found[0], reading))


def _reader(
    draft: Draft, parts: Sequence[DistancePart], ends: tuple[Node, Node], columns: list[str], path: Path, select: Select
) -> Reader:
    """How a pair's parts are read from its row, whose columns are added."""
    chosen: list[tuple[Slot, Reader]] = []
    for part, when in draft.wanted(parts, path):
        match part:
            case Piece():
                read = placed(kilometres, 0)
            case EdgeSource(key, selection) | EdgeNode(key, selection):
                shape = select(draft, selection, ends[isinstance(part, EdgeNode)], (*path, key))
                columns.append(guard(when, shape.text))
                read = placed(shape.read, len(columns) - 1)
            case Named(_, name):
                read = constant(name)
        chosen.append((Slot(part.key, None, when), read))
    return parts_reader(chosen)


def _listed(draft: Draft, things: Things, name: str, path: Path) -> str:
    node = draft.name("n")
    kept = (f"ORDER BY {node}.id", f"LIMIT {MAX_ENDS + 1}")
    return block("CALL ()", [*some(draft, things, node, path, kept), f"RETURN collect({node}) AS {name}"])
