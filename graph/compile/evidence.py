"""Evidence -> a subquery for the statements behind a thing or an edge; their claims are unpacked when they are read.

The page is cut in the database: each statement that is read holds at least one claim that was asked for, so two more
statements than claims are enough (one may hold only claims before the cursor, one tells whether there is more).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.answer import claim as claims
from graph.answer.claim import ClaimReader, Keys, Unpacked
from graph.answer.connection import Paging, PartReader, row_reader
from graph.answer.cursor import Cursors, Place, digest
from graph.answer.reading import Path, Reader, Reading
from graph.answer.shape import Slot, parts_reader
from graph.answer.value import pieces_reader
from graph.compile.draft import Draft, Edge, Node, Select, Shape, block, listing
from graph.compile.field import piece_slots
from graph.compile.page import compile_page, page_part
from graph.compile.where import entity_noun
from graph.cypher import ABOUT, STATEMENT, WAITING, quote
from graph.errors import InputError
from graph.question import (
    ClaimConnection,
    ClaimEdges,
    ClaimField,
    ClaimNode,
    ClaimNodes,
    ClaimObject,
    ClaimPart,
    ClaimStatement,
    Cursor,
    EvidenceItem,
    Named,
    PageInfo,
    Value,
)
from schema.candidate import CANDIDATES
from schema.claim import SAME_AS
from schema.ontology import ENTITY, Ontology
from schema.values.period import PERIOD
from schema.values.span import SPAN
from schema.values.value import Json

_CURSORS = Cursors(digest("claims"), (Place("INTEGER", nullable=False), Place("INTEGER", nullable=False)))
#: Before the first claim of the first statement.
_BEGINNING = [-1, -1]
_OBJECTS = {"span": SPAN, "period": PERIOD}


def compile_evidence(draft: Draft, item: EvidenceItem, behind: Node | Edge, path: Path, select: Select) -> Shape:
    """The claims behind a thing or an edge, or those that a statement makes."""
    paging = compile_page(draft, item.connection.page, _CURSORS, path, _BEGINNING)
    node = draft.node(STATEMENT, "s") if STATEMENT in draft.ontology.nouns else Node(draft.name("s"), STATEMENT, ())
    if isinstance(behind, Node) and behind.nouns == (STATEMENT,):
        node = behind
    rows = _Rows(draft, node, path, select)
    parts = list(_parts(rows, item.connection.parts, paging))
    row = listing([f"{node.name}.id", f"{node.name}.packed", *rows.columns])
    if node is behind:
        return Shape(listing([row]), claims.claims_reader(paging, claims.of_statement, parts))
    if isinstance(behind, Edge):
        who = [f"{name}.{key}" for name in (behind.source, behind.target) for key in ("id", "members")]
        if behind.way == CANDIDATES:
            text = listing([*who, f"{behind.name}.keys", _behind_edge(draft, behind, node.name, row, paging)])
            return Shape(text, claims.claims_reader(paging, claims.of_candidates, parts))
        if behind.way is None:
            text = listing([f"type({behind.name})", *who, _behind_edge(draft, behind, node.name, row, paging)])
            symmetric = frozenset(link.type for link in draft.ontology.links if link.symmetric)
            return Shape(text, claims.claims_reader(paging, claims.of_relation(symmetric), parts))
        link = behind.way.link
        text = listing([*who, _behind_edge(draft, behind, node.name, row, paging)])
        return Shape(text, claims.claims_reader(paging, claims.of_edge(link.type, symmetric=link.symmetric), parts))
    marks = draft.parameter(item.field, _marks(draft.ontology, behind.nouns), path) if item.field else None
    subquery = _behind_entity(draft, behind, node.name, row, paging, marks)
    text = listing([f"{behind.name}.id", f"{behind.name}.members", subquery])
    return Shape(text, claims.claims_reader(paging, claims.of_entity(marks), parts))


def compile_review(draft: Draft, connection: ClaimConnection, noun: Value | None, path: Path, select: Select) -> Shape:
    """The claims of all things, or of those of a noun, that wait for somebody's word; an index holds these things."""
    paging = compile_page(draft, connection.page, _CURSORS, path, _BEGINNING)
    node, thing = draft.node(STATEMENT, "s"), draft.node(ENTITY)
    rows = _Rows(draft, node, path, select)
    parts = list(_parts(rows, connection.parts, paging))
    waiting, number = draft.name("w"), draft.name("e")
    tests = [f"{thing.name}.{WAITING} IS NOT NULL"]
    if noun is not None:
        label = "$" + draft.parameter(noun, lambda raw: entity_noun(draft.ontology, raw), path)
        tests.append(f"({label} IS NULL OR {label} IN labels({thing.name}))")
    text = block(
        "COLLECT",
        [
            f"MATCH ({thing.name}:{quote(ENTITY)})",
            f"WHERE {' AND '.join(tests)}",
            f"UNWIND {thing.name}.{WAITING} AS {waiting}",
            f"WITH toInteger(split({waiting}, '.')[0]) AS {number}, collect({waiting}) AS {waiting}",
            *([f"WHERE {number} >= ${paging.start[0]}[0]"] if paging.start else []),
            f"WITH {number}, {waiting}",
            f"ORDER BY {number}",
            f"LIMIT ${paging.limit} + 1",
            f"MATCH ({node.name}:{quote(STATEMENT)})",
            f"WHERE {node.name}.id = {number}",
            f"RETURN {listing([f'{node.name}.id', f'{node.name}.packed', *rows.columns, waiting])}",
        ],
    )
    return Shape(text, claims.claims_reader(paging, claims.of_review, parts))


def _behind_edge(draft: Draft, edge: Edge, name: str, row: str, paging: Paging) -> str:
    """An edge holds the numbers of its statements, sorted."""
    number = draft.name("e")
    evidence = f"{edge.name}.evidence"
    if paging.start:
        each = draft.name("e")
        evidence = f"[{each} IN {evidence} WHERE {each} >= ${paging.start[0]}[0]]"
    return block(
        "COLLECT",
        [
            f"UNWIND {evidence}[..${paging.limit} + 1] AS {number}",
            f"MATCH ({name}:{quote(STATEMENT)})",
            f"WHERE {name}.id = {number}",
            f"RETURN {row}",
        ],
    )


def _behind_entity(draft: Draft, node: Node, name: str, row: str, paging: Paging, marks: str | None) -> str:
    """Statements about a thing that have it as a subject, not only as a mention.

    The packed form holds `["subject","|key|key|",…`, under the ids that things had before they were merged.
    """
    member, mark = draft.name("m"), draft.name("k")
    head = f"""'["' + {member} + '","|'"""
    if marks is None:
        test = f"{name}.packed CONTAINS {head}"
    else:
        keys = f"""('|' + split(split({name}.packed, {head})[1], '"')[0])"""
        test = f"any({mark} IN ${marks} WHERE {keys} CONTAINS {mark})"
    after = f" AND {name}.id >= ${paging.start[0]}[0]" if paging.start else ""
    return block(
        "COLLECT",
        [
            f"MATCH ({name}:{quote(STATEMENT)})-[:{quote(ABOUT)}]->({node.name})",
            f"WHERE any({member} IN coalesce({node.name}.members, [{node.name}.id]) WHERE {test}){after}",
            f"WITH {name}",
            f"ORDER BY {name}.id",
            f"LIMIT ${paging.limit} + 1",
            f"RETURN {row}",
        ],
    )


def _marks(ontology: Ontology, nouns: Sequence[str]) -> Callable[[Json], list[str] | None]:
    """A field's name -> its keys as the packed form marks them; every claim has a mark "|"."""
    known: dict[str, list[str]] = {}
    for noun in nouns:
        for name, declared in ontology.fields(noun).items():
            keys = [] if declared.computed else [name, *declared.gathers]
            known[name] = [f"|{key}|" for key in keys] or ["|"]
        for way in ontology.ways(noun).values():
            if way.link.claimed and (way.forward or way.link.symmetric):
                known[way.name] = [f"|{way.link.type}|"]
    known[claims.SAME] = [f"|{SAME_AS}|"]

    def convert(raw: Json) -> list[str]:
        if raw is None:
            return ["|"]
        if not isinstance(raw, str) or raw not in known:
            raise InputError(f"there are no claims of a field {raw!r:.60}", f"Use one of {', '.join(sorted(known))}.")
        return known[raw]

    return convert


@dataclass(slots=True)
class _Rows:
    """The statements' rows while they are written: what of each statement is needed."""

    draft: Draft
    node: Node
    path: Path
    select: Select
    columns: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def add(self, text: str) -> int:
        """A column; two stand before all others."""
        self.columns.append(text)
        return len(self.columns) + 1

    def need(self, name: str) -> None:
        """A property of the statement."""
        if name not in self.places:
            self.places[name] = self.add(f"{self.node.name}.{quote(name)}")


def _parts(
    rows: _Rows, asked: Sequence[ClaimNodes | ClaimEdges | PageInfo | Named], paging: Paging
) -> Sequence[tuple[Slot, PartReader]]:
    keys, found = Keys(rows.draft.ontology), []
    for part, when in rows.draft.wanted(asked, rows.path):
        match part:
            case Named() | PageInfo():
                reader = page_part(rows.draft, part, paging, rows.path, _cursor)
            case ClaimNodes(key, parts):
                reader = row_reader(_claim(rows, keys, parts, (*rows.path, key)), None)
            case ClaimEdges(key, edge_parts):
                reader = row_reader(_edge(rows, keys, edge_parts, (*rows.path, key)), None)
        found.append((Slot(part.key, None, when), reader))
    return found


def _edge(rows: _Rows, keys: Keys, parts: Sequence[Cursor | ClaimNode | Named], path: Path) -> Reader:
    chosen: list[tuple[Slot, Reader]] = []
    for part, when in rows.draft.wanted(parts, path):
        match part:
            case Cursor():
                read: Reader = lambda claim, _reading: _cursor(claim)  # noqa: E731
            case ClaimNode(key, node_parts):
                read = _claim(rows, keys, node_parts, (*path, key))
            case Named(_, name):
                read = lambda _claim, _reading, name=name: name  # type: ignore[misc]  # noqa: E731
        chosen.append((Slot(part.key, read, when), read))
    return parts_reader(chosen)


def _claim(rows: _Rows, keys: Keys, parts: Sequence[ClaimPart], path: Path) -> Reader:
    chosen: list[tuple[Slot, Reader]] = []
    for part, when in rows.draft.wanted(parts, path):
        match part:
            case ClaimField(_, name):
                read = _plain(_needing(rows, keys, name))
            case ClaimObject(_, name, pieces):
                read = _shown(_needing(rows, keys, name), name, piece_slots(rows.draft, pieces, path))
            case ClaimStatement(key, selection):
                shape = rows.select(rows.draft, selection, rows.node, (*path, key))
                read = _placed(shape.read, rows.add(shape.text))
        chosen.append((Slot(part.key, None, when), read))
    return parts_reader(chosen)


def _needing(rows: _Rows, keys: Keys, name: str) -> ClaimReader:
    for needed in claims.NEEDS.get(name, ()):
        rows.need(needed)
    return claims.field_reader(name, keys, rows.places)


def _plain(read: ClaimReader) -> Reader:
    return lambda claim, _reading: read(claim)


def _shown(read: ClaimReader, name: str, pieces: list[tuple[str, Slot]]) -> Reader:
    select, typename = pieces_reader(pieces), _OBJECTS[name].name

    def piece(claim: Unpacked, reading: Reading) -> Any:
        shown = read(claim)
        return None if shown is None else select({**shown, "__typename": typename}, reading)

    return piece


def _placed(read: Reader, place: int) -> Reader:
    return lambda claim, reading: read(claim.row[place], reading)


def _cursor(claim: Unpacked) -> str:
    return _CURSORS.encode([claim.statement, claim.index])
