"""Conflicts -> a subquery for the entities and keys on which claims disagree, with the statements of each.

An entity names the keys itself (docs/storage.md), so that only those on the page are looked at; their claims are
unpacked when they are read.
"""

from collections.abc import Callable, Sequence

from graph.answer.claim import Keys
from graph.answer.connection import PartReader, connection_reader, row_reader
from graph.answer.cursor import Cursors, Place, digest
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot, constant, parts_reader, placed
from graph.compile.draft import Draft, Node, Select, Shape, block, guard, listing
from graph.compile.page import compile_page, page_part
from graph.compile.position import Rows, compile_positions
from graph.compile.where import entity_noun, quoted
from graph.cypher import CONFLICTS, quote
from graph.errors import InputError
from graph.question import (
    ConflictConnection,
    ConflictEdges,
    ConflictNodes,
    ConflictPart,
    Cursor,
    EdgeNode,
    Named,
    PageInfo,
    Piece,
    Positions,
    TotalCount,
    Value,
)
from schema.ontology import ENTITY, Ontology
from schema.values.value import Json

_TEXT = Place("STRING", nullable=False)
_CURSORS = Cursors(digest("conflicts"), (_TEXT, _TEXT))


def compile_conflicts(
    draft: Draft,
    connection: ConflictConnection,
    of: Node | None,
    path: Path,
    select: Select,
    chosen: tuple[Value | None, Value | None] = (None, None),
) -> Shape:
    """The conflicts of one thing, or those of all things of a noun and on a field, both of which may be null."""
    node = of or draft.node(ENTITY)
    rows = Rows(draft, node, draft.name("f"), select)
    paging = compile_page(draft, connection.page, _CURSORS, path, ["", ""])
    parts: list[tuple[Slot, PartReader]] = []
    totals: list[tuple[str, ...]] = []
    for part, when in draft.wanted(connection.parts, path):
        match part:
            case TotalCount() | Named() | PageInfo():
                reader = page_part(draft, part, paging, path, _cursor)
                totals += [when] * isinstance(part, TotalCount)
            case ConflictNodes(key, wanted):
                reader = row_reader(_conflict(rows, wanted, (*path, key)), None)
            case ConflictEdges(key, wanted_edges):
                reader = row_reader(_edge(rows, wanted_edges, (*path, key)), None)
        parts.append((Slot(part.key, None, when), reader))
    matches = _matches(draft, rows, of, chosen, path)
    columns = [f"{node.name}.id", rows.key, *rows.columns]
    kept = rows.key if of else f"{node.name}, {rows.key}"
    page = [
        *matches,
        *([f"WITH {kept}", f"WHERE {_after(rows, f'${paging.start[0]}')}"] if paging.start else []),
        f"WITH {kept}",
        f"ORDER BY {node.name}.id, {rows.key}",
        f"LIMIT ${paging.limit}",
        f"RETURN {listing(columns)}",
    ]
    text = block("COLLECT", page)
    if totals:
        count = block("COUNT", [*matches, f"RETURN {rows.key}"])
        text = listing([text, guard(totals[0] if len(set(totals)) == 1 else (), count)])
    return Shape(text, connection_reader(parts, paging, rows=True, total=bool(totals)))


def _matches(
    draft: Draft, rows: Rows, of: Node | None, chosen: tuple[Value | None, Value | None], path: Path
) -> list[str]:
    """One row for each thing and key; an index holds the things that name any."""
    node, key, (noun, field_name) = rows.node, rows.key, chosen
    found = [f"UNWIND coalesce({node.name}.{CONFLICTS}, []) AS {key}"]
    if of is None:
        tests = [f"{node.name}.{CONFLICTS} IS NOT NULL"]
        if noun is not None:
            label = "$" + draft.parameter(noun, lambda raw: entity_noun(draft.ontology, raw), path)
            tests.append(f"({label} IS NULL OR {label} IN labels({node.name}))")
        found = [f"MATCH ({node.name}:{quote(ENTITY)})", f"WHERE {' AND '.join(tests)}", *found]
    if field_name is not None:
        keys = "$" + draft.parameter(field_name, _keys(draft.ontology), path)
        kept = key if of else f"{node.name}, {key}"
        found += [f"WITH {kept}", f"WHERE {keys} IS NULL OR {key} IN {keys}"]
    return found


def _after(rows: Rows, cursor: str) -> str:
    identifier = f"{rows.node.name}.id"
    return f"{identifier} > {cursor}[0] OR ({identifier} = {cursor}[0] AND {rows.key} > {cursor}[1])"


def _keys(ontology: Ontology) -> Callable[[Json], Json]:
    """A field's name -> the keys that claims of it have, on any noun."""
    known: dict[str, list[Json]] = {}
    for noun in ontology.concrete:
        if ontology.is_entity(noun.name):
            for name in ontology.fields(noun.name):
                known.setdefault(name, [name])
            for link in ontology.links_of(noun.name):
                keys = known.setdefault(link.field, [])
                keys += [link.type] * (link.type not in keys)

    def convert(raw: Json) -> Json:
        if raw is None:
            return None
        if not isinstance(raw, str) or raw not in known:
            raise InputError(f"there is no field or link{quoted(raw)}", f"Use one of {', '.join(sorted(known))}.")
        return known[raw]

    return convert


def _edge(rows: Rows, parts: Sequence[Cursor | ConflictNodes | Named], path: Path) -> Reader:
    chosen: list[tuple[Slot, Reader]] = []
    for part, when in rows.draft.wanted(parts, path):
        match part:
            case Cursor():
                read: Reader = lambda row, _reading: _cursor(row)  # noqa: E731
            case ConflictNodes(key, wanted):
                read = _conflict(rows, wanted, (*path, key))
            case Named(_, name):
                read = constant(name)
        chosen.append((Slot(part.key, None, when), read))
    return parts_reader(chosen)


def _conflict(rows: Rows, parts: Sequence[ConflictPart], path: Path) -> Reader:
    keys = Keys(rows.draft.ontology)
    chosen: list[tuple[Slot, Reader]] = []
    for part, when in rows.draft.wanted(parts, path):
        match part:
            case EdgeNode(key, selection):
                shape = rows.select(rows.draft, selection, rows.node, (*path, key))
                read = placed(shape.read, rows.add(guard(when, shape.text)))
            case Positions(key):
                read = compile_positions(rows, keys, part, when, (*path, key))
            case Piece(_, "field"):
                read = lambda row, _reading: keys.of(row[0], row[1])  # noqa: E731
            case Piece():
                read = constant("Conflict")
        chosen.append((Slot(part.key, None, when), read))
    return parts_reader(chosen)


def _cursor(row: Sequence[str]) -> str:
    return _CURSORS.encode(row[:2])
