"""A connection -> a subquery for its page of rows and, where asked for, one for its total."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.answer.connection import PartReader, connection_reader, list_reader, page_info_reader, row_reader
from graph.answer.cursor import Cursors, digest
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot, constant, object_reader
from graph.compile import order as ordering
from graph.compile.aggregate import Aggregating
from graph.compile.draft import Column, Draft, Select, Shape, apart, block, guard, listing
from graph.compile.evidence import compile_evidence
from graph.compile.field import field_column, piece_slots
from graph.compile.highlight import highlight_column
from graph.compile.page import compile_page
from graph.compile.predicate import both
from graph.compile.slice import Slice
from graph.compile.source import Source
from graph.compile.where import compile_where, node_subject
from graph.cypher import STATEMENT
from graph.question import (
    EVERYTHING,
    Aggregate,
    Connection,
    Cursor,
    EdgeNode,
    EdgePart,
    Edges,
    EdgeSource,
    EdgeWhole,
    EvidenceItem,
    FieldItem,
    Highlights,
    Named,
    Nodes,
    PageInfo,
    Piece,
    TotalCount,
)
from schema.ranking import DEFAULT_RANKING

#: No id comes after it.
_LAST_TEXT = chr(0x10FFFF)


def compile_connection(draft: Draft, connection: Connection, source: Source, path: Path, select: Select) -> Shape:
    """A list of rows, a count, or a list of both."""
    writing = _Writing(draft, connection, source, path, select)
    parts: list[tuple[Slot, PartReader | _Column]] = []
    totals: list[tuple[str, ...]] = []
    aggregating = writing.aggregating() if any(isinstance(part, Aggregate) for part in connection.parts) else None
    for part, when in draft.wanted(connection.parts, path):
        slot = Slot(part.key, None, when)
        match part:
            case Aggregate() | TotalCount() if aggregating:
                parts.append((slot, aggregating.add(part, when, (*path, part.key))))
            case TotalCount():
                totals.append(when)
                parts.append((slot, lambda all_: all_.total))
            case Named(_, name):
                parts.append((slot, lambda _all, name=name: name))  # type: ignore[misc]
            case PageInfo(_, pieces):
                parts.append((slot, writing.page_info(pieces, when)))
            case Nodes(_, selection):
                shape = select(draft, selection, source.node, (*path, part.key))
                parts.append((slot, writing.rows(shape, when)))
            case Edges(_, edge_parts):
                columns = list(writing.edge_columns(edge_parts, (*path, part.key)))
                reader = object_reader([column.slot for column in columns])
                parts.append((slot, writing.rows(Shape(listing(column.text for column in columns), reader), when)))
    # Rows or counts that one condition leaves out cost nothing then; where there are several, each part is dropped.
    texts = [guard(_common(writing.wants), writing.rows_text())] if writing.wants else []
    if totals:
        texts.append(guard(_common(totals), source.count()))
    if writing.behind:
        texts.append(guard(_common(writing.behind), writing.slice.behind()))
    if aggregating:
        texts.append(aggregating.text())
    text = texts[0] if len(texts) == 1 else listing(texts) if texts else "null"
    return Shape(text, _reader(writing, parts, total=bool(totals), aggregates=aggregating is not None))


def compile_listed(draft: Draft, connection: Connection, all_: str, noun: str, path: Path, select: Select) -> Shape:
    """A connection over a list of things of a noun, all of them different."""
    node = draft.node(noun)
    tests = [] if connection.where == EVERYTHING else [compile_where(draft, connection.where, node_subject(node), path)]
    clauses = (f"UNWIND {all_} AS {node.name}", f"WITH {node.name}")
    source = Source(clauses, tuple(tests), node, None, ("listed", noun), outer=(all_,), held=True)
    return compile_connection(draft, connection, source, path, select)


@dataclass(frozen=True, slots=True)
class _Column:
    """Nodes or edges: how each is read, and which of the row's columns it is."""

    read: Reader
    place: int


def _reader(
    writing: "_Writing", parts: Sequence[tuple[Slot, PartReader | _Column]], *, total: bool, aggregates: bool
) -> Reader:
    single = len(writing.columns) == 1
    match parts:
        case [(Slot(key, _, ()), _Column(read))] if single:
            return list_reader(key, read, writing.paging)
    made = [
        (slot, row_reader(part.read, None if single else part.place) if isinstance(part, _Column) else part)
        for slot, part in parts
    ]
    behind = bool(writing.behind)
    return connection_reader(
        made, writing.paging, rows=bool(writing.wants), total=total, behind=behind, aggregates=aggregates
    )


def _common(wants: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The conditions without which nobody wants it."""
    return wants[0] if len(set(wants)) == 1 else ()


class _Writing:
    """One connection while it is written: which columns its rows need."""

    def __init__(self, draft: Draft, connection: Connection, source: Source, path: Path, select: Select) -> None:
        self.draft, self.source, self.path, self.select = draft, source, path, select
        self.order = ordering.terms(draft, connection.order, source.node, source.edge, path)
        ranking = () if draft.ranking is DEFAULT_RANKING else (draft.ranking.value,)
        cursors = Cursors(
            digest(source.identity, ordering.identity(connection.order), *ranking),
            tuple(term.place for term in self.order),
        )
        self.paging = compile_page(draft, connection.page, cursors, path, self._nowhere(-1, ""),
                                   self._nowhere(2**63 - 1, _LAST_TEXT))  # fmt: skip
        self.slice = Slice(draft, source, self.order, connection.page, self.paging)
        self.wants: list[tuple[str, ...]] = []
        self.behind: list[tuple[str, ...]] = []
        self.columns: list[str] = []

    def rows(self, shape: Shape, when: tuple[str, ...]) -> "_Column":
        """Nodes or edges as a column of each row."""
        self.wants.append(when)
        self.columns.append(guard(when, shape.text))
        return _Column(shape.read, len(self.columns) - 1)

    def page_info(self, pieces: Sequence[Piece], when: tuple[str, ...]) -> PartReader:
        """`pageInfo`, with the cursor as a column where it is asked for."""
        self.wants.append(when)
        chosen = piece_slots(self.draft, pieces, self.path)
        other = "hasNextPage" if self.paging.backward else "hasPreviousPage"
        if self.slice.cursor_behind() and any(name == other for name, _ in chosen):
            self.behind.append(when)
        cursor = None
        if any(name in {"startCursor", "endCursor"} for name, _ in chosen):
            self.columns.append(self.cursor_text())
            place = len(self.columns) - 1
            cursor = lambda row: self.cursor(row if len(self.columns) == 1 else row[place])  # noqa: E731
        return page_info_reader(self.paging, chosen, cursor)

    def edge_columns(self, parts: Sequence[EdgePart], path: Path) -> Sequence[Column]:
        """One column for each thing asked of an edge."""
        draft, source = self.draft, self.source
        columns = []
        for part, when in draft.wanted(parts, path):
            match part:
                case Cursor(key):
                    column = Column(self.cursor_text(), Slot(key, lambda values, _: self.cursor(values), when))
                case EdgeNode(key, selection):
                    shape = self.select(draft, selection, source.node, (*path, key))
                    column = Column(guard(when, shape.text), Slot(key, shape.read, when))
                case EdgeSource(key, selection):
                    assert source.begins is not None
                    shape = self.select(draft, selection, source.begins, (*path, key))
                    column = Column(guard(when, shape.text), Slot(key, shape.read, when))
                case EdgeWhole(key, inner):
                    whole = list(self.edge_columns(inner, (*path, key)))
                    read = object_reader([each.slot for each in whole])
                    column = Column(guard(when, listing(each.text for each in whole)), Slot(key, read, when))
                case FieldItem():
                    assert source.edge is not None
                    column = field_column(draft, part, source.edge.name, when, path)
                case EvidenceItem(key):
                    assert source.edge is not None
                    shape = compile_evidence(draft, part, source.edge, (*path, key), self.select)
                    column = Column(guard(when, shape.text), Slot(key, shape.read, when))
                case Highlights(key):
                    column = highlight_column(draft, part, source.node, source.sought, when, (*path, key))
                case Named(key, name):
                    column = Column("null", Slot(key, constant(name), when))
            columns.append(column)
        return columns

    def cursor_text(self) -> str:
        """What a cursor is made of."""
        return self.order[0].text if self.slice.by_id else listing(term.text for term in self.order)

    def cursor(self, values: Any) -> str:
        """The cursor of a row from what `cursor_text` returned."""
        return self.paging.cursors.encode([values] if self.slice.by_id else values)

    def rows_text(self) -> str:
        """The page, in order."""
        columns = self.columns or ["1"]
        returned = columns[0] if len(columns) == 1 else listing(columns)
        lines = self.slice.lines(columns)
        if self.source.held:
            return apart(self.draft, self.source.outer, lines, returned)
        return block("COLLECT", [*lines, f"RETURN {returned}"])

    def aggregating(self) -> Aggregating:
        """What is asked of all things on all pages."""
        source = self.source
        names = [each.name for each in (source.begins, source.node) if each]
        if source.edge and not source.distinct:
            names.append(source.edge.name)
        rows = [*source.clauses, *source.shown, f"WHERE {both(list(source.tests))}" if source.tests else ""]
        if source.distinct:
            rows.append(f"WITH DISTINCT {', '.join(names)}")
        edge = None if source.distinct else source.edge
        known = source.edge is None and not source.tests and not source.distinct
        return Aggregating(
            self.draft, rows, source.outer, source.count(), known, source.node, edge, self.select, compile_listed
        )

    def _nowhere(self, number: int, text: str) -> Any:
        """Before all ids, or after them; no test is made on other orders."""
        if len(self.order) > 1:
            return None
        return [number] if self.source.node.nouns == (STATEMENT,) else [text]
