"""Keys by which things are grouped -> a subquery for a page of groups and how many there are, and its reader."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.answer.aggregate import stretch as shown_stretch
from graph.answer.connection import PartReader, connection_reader, row_reader
from graph.answer.cursor import Cursors, digest
from graph.answer.reading import Path, Reader, Reading
from graph.answer.shape import Slot, constant, parts_reader, placed
from graph.answer.value import pieces_reader
from graph.compile import order as ordering
from graph.compile.draft import Draft, Select, Shape, apart, guard, listing
from graph.compile.field import piece_slots
from graph.compile.key import Keys, Place, described
from graph.compile.order import Term
from graph.compile.page import compile_page, page_part
from graph.compile.summary import Columns, compile_count, compile_summary
from graph.question import (
    Connection,
    Counted,
    GroupBy,
    GroupKey,
    GroupKeys,
    GroupNodes,
    Groups,
    GroupThings,
    Named,
    PageInfo,
    Piece,
    Summary,
    TotalCount,
)
from schema.field import Field
from schema.ontology import Way

#: Compiles a connection over a list of things of a noun: handed down, because connections hold groups in turn.
Listed = Callable[[Draft, Connection, str, str, Path, Select], Shape]


def compile_groups(
    columns: Columns,
    groups: Groups,
    rows: Sequence[str],
    outer: Sequence[str],
    path: Path,
    select: Select,
    listed: Listed,
) -> Shape:
    """The groups of things that `rows` match: a list of rows, and how many there are where that is asked.

    `outer` are the variables of what is around, of which the rows make use.
    """
    draft, node, edge = columns.draft, columns.node, columns.edge
    keys = Keys(draft, {(): Place(node, edge.name if edge else None)})
    for by in groups.by:
        keys.add(by)
    count = columns.gather("count(*)")
    order = tuple(_order(groups, count, keys))
    cursors = Cursors(
        digest("groups", node.noun, described(groups.by), groups.order), tuple(term.place for term in order)
    )
    paging = compile_page(draft, groups.page, cursors, path, None)
    writing = Grouping(
        draft, keys, columns, path, select, listed, cursors, columns.add(listing(term.text for term in order))
    )
    parts: list[tuple[Slot, PartReader]] = []
    total = False
    for part, when in draft.wanted(groups.parts, path):
        match part:
            case TotalCount() | Named() | PageInfo():
                reader = page_part(draft, part, paging, path, writing.cursor)
                total |= isinstance(part, TotalCount)
            case GroupNodes(key, wanted):
                reader = row_reader(parts_reader(list(writing.parts(wanted, when, (*path, key)))), None)
        parts.append((Slot(part.key, None, when), reader))
    text = _text(
        columns, keys, outer, rows, order, f"${paging.start[0]}" if paging.start else "", paging.limit, total=total
    )
    return Shape(text, connection_reader(parts, paging, rows=True, total=total))


def _order(groups: Groups, count: str, keys: Keys) -> Iterator[Term]:
    down = groups.order.endswith("_DESC")
    if groups.order.startswith("COUNT"):
        yield Term(count, "INTEGER", down, nullable=False)
        yield from keys.terms
    else:
        yield from (Term(term.text, term.storage, down) for term in keys.terms)


def _text(
    columns: Columns,
    keys: Keys,
    outer: Sequence[str],
    rows: Sequence[str],
    order: Sequence[Term],
    cursor: str,
    limit: str,
    *,
    total: bool,
) -> str:
    """Rows are put together once; where it is asked how many groups there are, all are kept until they are counted."""
    held = [name if name == text else f"{text} AS {name}" for name, text in keys.texts.items()]
    gathered = [f"{text} AS {name}" for text, name in columns.gathered.items()]
    lines = [*rows, *keys.clauses]
    if keys.repeated:
        thing = [columns.node.name, *([columns.edge.name] if columns.edge else [])]
        lines.append(f"WITH DISTINCT {', '.join(dict.fromkeys([*thing, *held]))}")
        held = list(keys.texts)
    lines += [*columns.reading, f"WITH {', '.join([*held, *gathered])}"]
    after = [f"WHERE {cursor} IS NULL OR {ordering.beyond(order, cursor)}"] if cursor else []
    returned = listing(columns.returned)
    if not total:
        lines += [*after, *_ordered(columns, keys, after, order), f"LIMIT ${limit}"]
        return apart(columns.draft, outer, lines, returned)
    names = [*keys.texts, *columns.gathered.values()]
    all_, each = columns.draft.name("l"), columns.draft.name("l")
    page = [
        f"UNWIND {all_} AS {each}",
        f"WITH {', '.join(f'{each}[{place}] AS {name}' for place, name in enumerate(names))}",
        *after,
        *([f"WITH {', '.join(names)}"] if after else []),
        f"LIMIT ${limit}",
    ]
    told = listing([apart(columns.draft, [all_], page, returned), f"size({all_})"])
    lines += [ordering.order_by(order), f"WITH collect({listing(names)}) AS {all_}"]
    return f"{apart(columns.draft, outer, lines, told)}[0]"


def _ordered(columns: Columns, keys: Keys, after: Sequence[str], order: Sequence[Term]) -> list[str]:
    """A WHERE ends what a WITH may hold: the order needs another."""
    names = ", ".join([*keys.texts, *columns.gathered.values()])
    return [*([f"WITH {names}"] if after else []), ordering.order_by(order)]


@dataclass(frozen=True, slots=True)
class Grouping:
    """What of each group is wanted, as columns of its row; the first is what its cursor is made of."""

    draft: Draft
    keys: Keys
    columns: Columns
    path: Path
    select: Select
    listed: Listed
    cursors: Cursors
    place: int

    def cursor(self, row: Sequence[object]) -> str:
        """A group's cursor."""
        values = row[self.place]
        assert isinstance(values, list)
        return self.cursors.encode(values)

    def parts(
        self, parts: Sequence[GroupKeys | GroupThings | Counted | Summary | Named], outer: tuple[str, ...], path: Path
    ) -> Iterator[tuple[Slot, Reader]]:
        """How what is wanted of each group is read."""
        for part, when in self.draft.wanted(parts, path):
            both, below = (*outer, *when), (*path, part.key)
            match part:
                case Counted():
                    read = compile_count(self.columns, part)
                case Summary():
                    read = compile_summary(self.columns, part, both, below)
                case GroupThings(_, connection):
                    name = self.columns.gather(f"collect(DISTINCT {self.columns.node.name})")
                    shape = self.listed(self.draft, connection, name, self.columns.node.noun, below, self.select)
                    read = placed(shape.read, self.columns.add(guard(both, shape.text)))
                case GroupKeys():
                    read = self.key(part, both, below)
                case Named(_, name):
                    read = constant(name)
            yield Slot(part.key, None, when), read

    def key(self, part: GroupKeys, outer: tuple[str, ...], path: Path) -> Reader:
        """A group's key."""
        return parts_reader(list(self._keys(part.parts, (), outer, path)))

    def _keys(
        self,
        parts: Sequence[GroupKey | Piece | Named],
        ways: tuple[Way, ...],
        outer: tuple[str, ...],
        path: Path,
        *,
        edge: bool = False,
    ) -> Iterator[tuple[Slot, Reader]]:
        for part in parts:
            assert not isinstance(part, Piece)
            when = self.draft.when(part.when, path)
            if when is None:
                continue
            both, below = (*outer, *when), (*path, part.key)
            match part:
                case Named(_, name):
                    read = constant(name)
                case GroupKey(_, "node"):
                    read = self._node(part, ways, both, below)
                case GroupKey(_, "edge"):
                    read = parts_reader(list(self._keys(part.parts, ways, both, below, edge=True)))
                case GroupKey(_, Way() as way):
                    read = parts_reader(list(self._keys(part.parts, (*ways, way), both, below)))
                case GroupKey(_, Field() as declared):
                    read = self._field(part, declared, ways, edge=edge, path=below)
            yield Slot(part.key, None, when), read

    def _node(self, part: GroupKey, ways: tuple[Way, ...], when: tuple[str, ...], path: Path) -> Reader:
        """The thing itself: read of the groups on the page alone."""
        assert part.selection is not None
        (name,) = self.keys.variables[GroupBy(ways)]
        node = self.keys.reach(ways).node
        assert node.name == name
        shape = self.select(self.draft, part.selection, node, path)
        place, read = self.columns.add(guard(when, shape.text, f"{name} IS NOT NULL")), shape.read
        return lambda row, reading: None if row[place] is None else read(row[place], reading)

    def _field(self, part: GroupKey, declared: Field, ways: tuple[Way, ...], *, edge: bool, path: Path) -> Reader:
        by = next(each for each in self.keys.variables if (each.ways, each.field, each.edge) == (ways, declared, edge))
        pieces = pieces_reader(
            piece_slots(self.draft, [piece for piece in part.parts if isinstance(piece, Piece)], path)
        )
        variables = self.keys.variables[by]
        place = self.columns.add(variables[0] if len(variables) == 1 else listing(variables))
        if by.unit is not None:
            unit = by.unit

            def time(row: Sequence[object], reading: Reading) -> object:
                told: Any = row[place]
                number, spans = told
                return None if number is None else pieces(shown_stretch(unit, number, spans=spans), reading)

            return time
        kind = declared.type
        if len(variables) == 1:
            return lambda row, _reading: None if row[place] is None else kind.show_group((row[place],))

        def value(row: Sequence[object], reading: Reading) -> object:
            stored = row[place]
            assert isinstance(stored, list)
            if all(each is None for each in stored):
                return None
            shown = kind.show_group(stored)
            assert isinstance(shown, dict)
            return pieces({**shown, "__typename": kind.name}, reading)

        return value
