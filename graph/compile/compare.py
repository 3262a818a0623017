"""Two periods -> a subquery for groups of journeys, what each has in both, and what surely changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.answer.aggregate import column_reader
from graph.answer.change import side_reader
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot, constant
from graph.compile.change import Changing
from graph.compile.draft import Draft, Select, Shape, listing
from graph.compile.order import Term
from graph.compile.source import Source
from graph.compile.summary import Columns
from graph.errors import InputError
from graph.question import ComparedRoot, GroupKeys, Piece, Side
from schema.values.period import PERIOD
from schema.values.value import Json

#: Kinds of changes, those that are sure of something first, in the order in which they are told.
CHANGES = ("NEW", "GONE", "GROWN", "SHRUNK", "UNSURE", "SAME")


def compile_compared(draft: Draft, root: ComparedRoot, source: Source, path: Path, select: Select) -> Shape:
    """A list of the page's groups and how many there are; those of which most is sure come first."""
    writing = Changing(draft, root, source, path, select)
    a, b = (_side(writing, value, (*path, name)) for name, value in (("a", root.a), ("b", root.b)))
    undated = writing.columns.gather(f"count(CASE WHEN {writing.counts} AND {writing.undated} THEN 1 END)")
    kind, size = writing.derive(_change(a, b), "k"), writing.derive(f"abs({b.low} - {a.low})", "k")
    ranks = listing(f"'{each}'" for each in CHANGES)
    rank = writing.derive(f"[x IN range(0, {len(CHANGES) - 1}) WHERE {ranks}[x] = {kind}][0]", "k")
    first = (Term(rank, "INTEGER", nullable=False), Term(size, "INTEGER", descending=True, nullable=False))
    sides = {"a": a, "b": b}

    def readers(parts: Sequence[Any], path: Path) -> Iterator[tuple[Slot, Reader]]:
        for part, when in draft.wanted(parts, path):
            match part:
                case Side(key, period):
                    side = sides[period]
                    places = side.places(writing.columns)
                    inner = writing.pieces(part.parts, (*path, key), side.things, when)
                    read = side_reader(list(inner), places, f"{root.noun}ChangeSide")
                case Piece(_, "change"):
                    read = column_reader(writing.columns.add(kind))
                case Piece():
                    read = column_reader(writing.columns.add(undated))
                case GroupKeys(key):
                    read = writing.key(part, when, (*path, key))
                case _:
                    read = constant(part.name)
            yield Slot(part.key, None, when), read

    keep = f"{a.count} + {b.count} + {undated} > 0"
    return writing.shape(first, keep, readers)


@dataclass(frozen=True, slots=True)
class _Side:
    """The names of what is gathered of one period."""

    low: str
    open: str
    high: str
    count: str
    things: str
    length: str

    def places(self, columns: Columns) -> dict[str, int]:
        """Where it stands in a group's row."""
        texts = {"low": self.low, "open": self.open, "high": self.high, "count": self.count}
        return {name: columns.add(text) for name, text in texts.items()} | {
            "ids": columns.add(f"[x IN {self.things} | x.id]")
        }


def _side(writing: Changing, value: Any, path: Path) -> _Side:
    """What of a group lies surely, or may lie, in a period."""
    window = "$" + writing.draft.parameter(value, _bounds, path)
    begins, ends = f"{window}[0]", f"{window}[1]"
    early, late = f"coalesce({writing.start} <= {ends}, true)", f"coalesce({writing.end} >= {begins}, true)"
    touches = f"(NOT {writing.undated} AND {early} AND {late})"
    after = f"({begins} IS NULL OR coalesce({writing.start} >= {begins}, false))"
    before = f"({ends} IS NULL OR coalesce({writing.end} <= {ends}, false))"
    within = f"{writing.counts} AND {writing.sure} AND NOT {writing.undated} AND {after} AND {before}"
    touching = f"{writing.counts} AND {touches}"
    gather, thing = writing.columns.gather, writing.source.node.name
    sure = gather(f"collect(DISTINCT CASE WHEN {within} THEN {thing} END)")
    may = gather(f"collect(DISTINCT CASE WHEN {touching} AND NOT ({within}) THEN {thing} END)")
    return _Side(
        gather(f"sum(CASE WHEN {within} THEN {writing.low} END)"),
        gather(f"count(CASE WHEN {touching} AND {writing.high} IS NULL THEN 1 END)"),
        gather(f"sum(CASE WHEN {touching} THEN {writing.high} END)"),
        gather(f"count(CASE WHEN {touching} THEN 1 END)"),
        f"({sure} + {may})",
        f"{window}[2]",
    )


def _change(a: _Side, b: _Side) -> str:
    """What surely changed; rates are compared, so that periods may differ in length."""
    grown = f"{a.open} = 0 AND {b.low} * {a.length} > {a.high} * {b.length}"
    shrunk = f"{b.open} = 0 AND {b.high} * {a.length} < {a.low} * {b.length}"
    exact = f"{a.open} + {b.open} = 0 AND {a.low} = {a.high} AND {b.low} = {b.high}"
    return (
        f"CASE WHEN {a.count} = 0 AND {b.low} > 0 THEN 'NEW' WHEN {b.count} = 0 AND {a.low} > 0 THEN 'GONE' "
        f"WHEN {grown} THEN 'GROWN' WHEN {shrunk} THEN 'SHRUNK' WHEN {exact} THEN 'SAME' ELSE 'UNSURE' END"
    )


def _bounds(raw: Json) -> list[int | None]:
    """The first and last millisecond of a period, and the days by which its numbers are weighed, 1 where it is open."""
    given = PERIOD.argument("overlaps", raw)
    assert isinstance(given, dict)
    start, end = given["start"], given["end"]
    if isinstance(start, int) and isinstance(end, int):
        if start > end:
            raise InputError("the period ends before it starts", "Give start <= end.")
        return [start, end, (end - start + 1) // 1000]
    return [start if isinstance(start, int) else None, end if isinstance(end, int) else None, 1]
