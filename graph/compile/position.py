"""The positions of a conflict -> columns of its row: the statements on its key, and what its link leads to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from graph.answer.claim import Keys
from graph.answer.conflict import MOST_STATEMENTS, Layout, StatementPart, positions_reader
from graph.answer.connection import PartReader, connection_reader, row_reader
from graph.answer.cursor import Cursors, Place, digest
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot, constant, parts_reader, placed
from graph.compile.draft import Draft, Node, Select, block, guard, listing
from graph.compile.page import compile_page, page_part
from graph.cypher import ABOUT, STATEMENT, quote
from graph.question import (
    Connection,
    Cursor,
    EdgeNode,
    EdgePart,
    Edges,
    Named,
    Nodes,
    PageInfo,
    Piece,
    Positions,
    PositionStatements,
    TotalCount,
)
from schema.ontology import ENTITY

_CURSORS = Cursors(digest("positions"), (Place("INTEGER", nullable=False),))
#: Id and key of a row come first, then the columns that are asked for.
_FIRST = 2


@dataclass(slots=True)
class Rows:
    """The rows of a page of conflicts while they are written: a thing, a key, and the columns after both."""

    draft: Draft
    node: Node
    key: str
    select: Select
    columns: list[str] = field(default_factory=list)

    def add(self, text: str) -> int:
        """A column's place in the row."""
        self.columns.append(text)
        return _FIRST + len(self.columns) - 1


def compile_positions(rows: Rows, keys: Keys, positions: Positions, when: tuple[str, ...], path: Path) -> Reader:
    """How the positions are read from a row, whose columns are added."""
    draft = rows.draft
    statement, end = draft.node(STATEMENT, "s"), draft.node(ENTITY)
    columns, ends = [f"{statement.name}.id", f"{statement.name}.packed"], [f"{end.name}.id", f"{end.name}.members"]
    pieces: list[tuple[str, Slot]] = []
    nodes: list[tuple[Slot, Reader]] = []
    statements: list[tuple[Slot, StatementPart]] = []
    for part, now in draft.wanted(positions.parts, path):
        slot = Slot(part.key, None, now)
        match part:
            case Piece(_, name):
                pieces.append((name, slot))
            case EdgeNode(key, selection):
                shape = rows.select(draft, selection, end, (*path, key))
                ends.append(guard(now, shape.text))
                nodes.append((slot, placed(shape.read, len(ends) - 1)))
            case PositionStatements(key, connection):
                made = _Statements(draft, statement, rows.select, columns).connection(connection, (*path, key))
                statements.append((slot, made))
    layout = Layout(
        rows.add(guard(when, listing([f"{rows.node.name}.id", f"{rows.node.name}.members"]))),
        rows.add(guard(when, _spoken(rows, statement.name, columns))),
        rows.add(guard(when, _ends(rows, end.name, ends))),
    )
    return positions_reader(keys, layout, pieces, nodes, statements, path)


@dataclass(frozen=True, slots=True)
class _Statements:
    """A connection over statements whose rows are read already, to which it adds `columns`."""

    draft: Draft
    node: Node
    select: Select
    columns: list[str]

    def connection(self, connection: Connection, path: Path) -> StatementPart:
        draft = self.draft
        paging = compile_page(draft, connection.page, _CURSORS, path, [-1])
        parts: list[tuple[Slot, PartReader]] = []
        for part, when in draft.wanted(connection.parts, path):
            match part:
                case TotalCount() | Named() | PageInfo():
                    reader = page_part(draft, part, paging, path, _cursor)
                case Nodes(key, selection):
                    shape = self.select(draft, selection, self.node, (*path, key))
                    reader = row_reader(shape.read, self._add(guard(when, shape.text)))
                case Edges(key, edge_parts):
                    reader = row_reader(self._edge(edge_parts, (*path, key)), None)
            parts.append((Slot(part.key, None, when), reader))
        return StatementPart(connection_reader(parts, paging, rows=True, total=True), paging)

    def _edge(self, parts: Sequence[EdgePart], path: Path) -> Reader:
        chosen: list[tuple[Slot, Reader]] = []
        for part, when in self.draft.wanted(parts, path):
            match part:
                case Cursor():
                    read: Reader = lambda row, _reading: _cursor(row)  # noqa: E731
                case EdgeNode(key, selection):
                    shape = self.select(self.draft, selection, self.node, (*path, key))
                    read = placed(shape.read, self._add(guard(when, shape.text)))
                case Named(_, name):
                    read = constant(name)
                case _:
                    raise AssertionError(part)
            chosen.append((Slot(part.key, None, when), read))
        return parts_reader(chosen)

    def _add(self, text: str) -> int:
        self.columns.append(text)
        return len(self.columns) - 1


#: The cursor of a statement's row.
_cursor: Callable[[Sequence[int]], str] = lambda row: _CURSORS.encode([row[0]])  # noqa: E731


def _spoken(rows: Rows, name: str, columns: Sequence[str]) -> str:
    """Statements that claim this key of the thing; of a link without direction its other end may be the subject."""
    node, member = rows.node, rows.draft.name("m")
    mark = f"'|' + {rows.key} + '|'"
    keys = f"""split(split({name}.packed, '["' + {member} + '","|')[1], '"')[0]"""
    ids = f"coalesce({node.name}.members, [{node.name}.id])"
    tests = [f"any({member} IN {ids} WHERE ('|' + {keys}) CONTAINS {mark})"]
    symmetric = sorted({link.type for link in rows.draft.ontology.links if link.symmetric})
    if symmetric:
        kinds = listing(f"'{kind}'" for kind in symmetric)
        tests.append(f"({rows.key} IN {kinds} AND {name}.packed CONTAINS {mark})")
    return block(
        "COLLECT",
        [
            f"MATCH ({name}:{quote(STATEMENT)})-[:{quote(ABOUT)}]->({node.name})",
            f"WHERE {' OR '.join(tests)}",
            f"WITH {name}",
            f"ORDER BY {name}.id",
            f"LIMIT {MOST_STATEMENTS + 1}",
            f"RETURN {listing(columns)}",
        ],
    )


def _ends(rows: Rows, name: str, columns: Sequence[str]) -> str:
    """What the link leads to, shown or not."""
    edge = rows.draft.name("r")
    return block(
        "COLLECT",
        [
            f"MATCH ({rows.node.name})-[{edge}]->({name}:{quote(ENTITY)})",
            f"WHERE type({edge}) IN [{rows.key}, '_' + {rows.key}] AND {edge}.known_to IS NULL",
            f"RETURN {listing(columns)}",
        ],
    )
