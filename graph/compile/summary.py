"""What many things come to -> aggregating expressions over their rows, and readers of what these return."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.answer.aggregate import TopPage, certain_reader, column_reader, explanation_reader, rollup_reader, top_reader
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot, constant, parts_reader
from graph.compile.draft import Draft, Edge, Node, apart, guard, listing
from graph.compile.link import hop
from graph.compile.page import most
from graph.compile.property import property_of
from graph.errors import InputError
from graph.question import (
    Constant,
    Counted,
    FieldSummary,
    Measured,
    Named,
    PartSummary,
    RollupPart,
    RollupSummary,
    Summary,
    Top,
    TopPart,
    TopValues,
    WaySummary,
)
from schema.field import Field
from schema.link import MODALITY
from schema.rollup import Rollup
from schema.values.value import Json, ValueType


@dataclass(slots=True)
class Columns:
    """What is put together of rows, each of a thing and, where there is one, the edge to it.

    `read` are the properties of each row, each read once under a name; `gathered` are expressions that aggregate these
    over all rows; `returned` is what is made of that afterwards.
    """

    draft: Draft
    node: Node
    edge: Edge | None
    read: dict[str, str] = field(default_factory=dict)
    gathered: dict[str, str] = field(default_factory=dict)
    returned: list[str] = field(default_factory=list)

    def value(self, text: str) -> str:
        """The name of what is read of each row."""
        if text not in self.read:
            self.read[text] = self.draft.name("v")
        return self.read[text]

    @property
    def reading(self) -> list[str]:
        """The clause that reads what is aggregated."""
        return [f"WITH *, {', '.join(f'{text} AS {name}' for text, name in self.read.items())}"] if self.read else []

    def gather(self, text: str) -> str:
        """The name of what an aggregating expression tells of all rows."""
        if text not in self.gathered:
            self.gathered[text] = self.draft.name("a")
        return self.gathered[text]

    def add(self, text: str) -> int:
        """The place of what is returned."""
        if text not in self.returned:
            self.returned.append(text)
        return self.returned.index(text)

    def put(self, text: str) -> int:
        """The place of what an aggregating expression tells."""
        return self.add(self.gather(text))


def compile_count(columns: Columns, counted: Counted) -> Reader:
    """How many rows there are, or how many things."""
    distinct = counted.distinct and columns.edge is not None
    return column_reader(columns.put(f"count(DISTINCT {columns.node.name})" if distinct else "count(*)"))


def compile_summary(columns: Columns, summary: Summary, when: tuple[str, ...], path: Path) -> Reader:
    """What the fields of all things, or of all edges, come to."""
    if summary.edge:
        assert columns.edge is not None
        name = columns.edge.name
    else:
        name = columns.node.name
    writing = _Summary(columns, name)
    return parts_reader(list(writing.parts(summary.parts, when, path)))


@dataclass(frozen=True, slots=True)
class _Operand:
    """What is put together: a column of values, or of lists of values where `many`."""

    text: str
    type: ValueType
    part: str
    many: bool


@dataclass(frozen=True, slots=True)
class _Summary:
    columns: Columns
    name: str

    @property
    def draft(self) -> Draft:
        return self.columns.draft

    def parts(
        self, parts: Sequence[FieldSummary | RollupSummary | WaySummary | Named], outer: tuple[str, ...], path: Path
    ) -> Iterator[tuple[Slot, Reader]]:
        for part, when in self.draft.wanted(parts, path):
            both, below = (*outer, *when), (*path, part.key)
            match part:
                case FieldSummary(_, declared):
                    read = parts_reader(list(self._field(part.parts, declared, "", both, below)))
                case RollupSummary():
                    read = self._rollup(part, both, below)
                case WaySummary():
                    read = self._way(part, below)
                case Named(_, name):
                    read = constant(name)
            yield Slot(part.key, None, when), read

    def _field(
        self,
        parts: Sequence[Measured | Top | PartSummary | Named],
        declared: Field,
        part_name: str,
        outer: tuple[str, ...],
        path: Path,
    ) -> Iterator[tuple[Slot, Reader]]:
        presence = part_name or declared.type.presence
        for part, when in self.draft.wanted(parts, path):
            both = (*outer, *when)
            text = guard(both, property_of(self.draft, self.name, declared, presence))
            match part:
                case Measured():
                    operand = _Operand(self.columns.value(text), declared.type, presence, declared.many)
                    read = self._measured(part, operand)
                case Top():
                    operand = _Operand(self.columns.value(text), declared.type, presence, declared.many)
                    read = self._top(part, operand, (*path, part.key))
                case PartSummary(_, inner):
                    read = parts_reader(list(self._field(part.parts, declared, inner, both, (*path, part.key))))
                case Named(_, name):
                    read = constant(name)
            yield Slot(part.key, None, when), read

    def _measured(self, measured: Measured, operand: _Operand) -> Reader:
        show = None
        if measured.function in {"min", "max"} and type(operand.type).show_part is not ValueType.show_part:
            show = lambda stored: operand.type.show_part(operand.part, stored)  # noqa: E731
        if not operand.many:
            return column_reader(self.columns.put(_aggregating(measured.function, operand.text)), show)
        lists, each, value = self.columns.gather(f"collect({operand.text})"), self.draft.name("x"), self.draft.name("x")
        told = _aggregating(measured.function, value)
        lines = [f"UNWIND {lists} AS {each}", f"UNWIND {each} AS {value}"]
        return column_reader(self.columns.add(f"{apart(self.draft, [lists], lines, told)}[0]"), show)

    def _top(self, top: Top, operand: _Operand, path: Path) -> Reader:
        """All values are gathered while the rows are read, so that they are read once, and counted afterwards."""
        draft = self.draft
        lists = self.columns.gather(f"collect({operand.text})")
        each, value, count, both = (draft.name(stem) for stem in ("x", "x", "c", "t"))
        limit = draft.parameter(top.first or Constant(None), most, path)
        asked: bool | str = isinstance(top.first, Constant) and top.first.value is not None
        if top.first is not None and not isinstance(top.first, Constant):
            asked = draft.parameter(top.first, lambda raw: raw is not None, path)
        unwound = [f"UNWIND {lists} AS {each}", f"UNWIND {each} AS {value}"] if operand.many else []
        lines = [
            *(unwound or [f"UNWIND {lists} AS {value}"]),
            f"WITH {value}, count(*) AS {count}",
            f"ORDER BY {count} DESC, {value}",
            f"WITH collect([{value}, {count}]) AS {both}",
        ]
        told = apart(draft, [lists], lines, f"[size({both}), {both}[..${limit}]]")
        place = self.columns.add(f"{told}[0]")
        parts: list[tuple[Slot, Reader]] = []
        for part, when in draft.wanted(top.parts, path):
            match part:
                case TopValues():
                    read = self._values(part, operand, path)
                case TopPart():
                    read = column_reader(1)
                case Named(_, name):
                    read = constant(name)
            parts.append((Slot(part.key, None, when), read))
        return top_reader(place, TopPage(path, limit, asked), parts)

    def _values(self, values: TopValues, operand: _Operand, path: Path) -> Reader:
        parts: list[tuple[Slot, Reader]] = []
        for part, when in self.draft.wanted(values.parts, path):
            match part:
                case TopPart(_, "value"):
                    read = column_reader(0, lambda stored: operand.type.show_part(operand.part, stored))
                case TopPart():
                    read = column_reader(1)
                case Named(_, name):
                    read = constant(name)
            parts.append((Slot(part.key, None, when), read))
        read_one = parts_reader(parts)
        return lambda found, reading: [read_one(each, reading) for each in found[0]]

    def _way(self, item: WaySummary, path: Path) -> Reader:
        """The things are gathered while the rows are read, and what they lead to is looked up afterwards."""
        draft, columns = self.draft, self.columns
        every = columns.gather(f"collect(DISTINCT {columns.node.name})")
        start, end, edge = draft.node(columns.node.noun), draft.node(item.way.target), draft.name("r")
        walked = f"MATCH {hop(start.name, edge, item.way, end.name)}"
        told = f"count(DISTINCT {end.name})"
        place = columns.add(f"{apart(draft, [every], [f'UNWIND {every} AS {start.name}', walked], told)}[0]")
        parts: list[tuple[Slot, Reader]] = []
        for part, when in draft.wanted(item.parts, path):
            read = constant(part.name) if isinstance(part, Named) else column_reader(place)
            parts.append((Slot(part.key, None, when), read))
        return parts_reader(parts)

    def _rollup(self, item: RollupSummary, when: tuple[str, ...], path: Path) -> Reader:
        rollup, draft, columns = item.rollup, self.draft, self.columns
        modalities = "$" + draft.parameter(item.modalities or Constant(None), chosen_modalities, path)

        def part_of(name: str, part: str = "") -> str:
            declared = draft.ontology.fields(columns.node.noun)[name]
            return columns.value(guard(when, property_of(draft, self.name, declared, part)))

        tests = [f"{part_of(rollup.modality)} IN {modalities}"]
        if rollup.but:
            name, excluded = rollup.but
            kinds = "$" + draft.parameter(Constant(list(excluded)), lambda raw: raw, path)
            tests.append(f"NOT coalesce({part_of(name)} IN {kinds}, false)")
        counts, high = " AND ".join(tests), part_of(*rollup.high)
        low = greatest(draft, rollup.least, [part_of(*part) for part in rollup.low])
        total = rollup_reader(
            columns.put(f"sum(CASE WHEN {counts} THEN {low} END)"),
            columns.put(f"count(CASE WHEN {counts} AND {high} IS NULL THEN 1 END)"),
            columns.put(f"sum(CASE WHEN {counts} THEN {high} END)"),
            columns.put(f"count(CASE WHEN {counts} THEN 1 END)"),
        )
        parts: list[tuple[Slot, Reader]] = []
        for part, now in draft.wanted(item.parts, path):
            match part:
                case RollupPart(_, "certain" | "explanation" as what):
                    read = self._told(rollup, counts, low, high, what, (*when, *now), path)
                case RollupPart(_, what):
                    read = total(what)
                case Named(_, name):
                    read = constant(name)
            parts.append((Slot(part.key, None, now), read))
        return parts_reader(parts)

    def _told(
        self, rollup: Rollup, counts: str, low: str, high: str, what: str, when: tuple[str, ...], path: Path
    ) -> Reader:
        """What needs each of the things: its bounds and when it was."""
        del path
        times = ["null", "null"]
        if rollup.within:
            declared = self.draft.ontology.fields(self.columns.node.noun)[rollup.within]
            times = [
                self.columns.value(guard(when, property_of(self.draft, self.name, declared, end)))
                for end in ("start", "end")
            ]
        row = listing([low, high, *times])
        place = self.columns.put(f"collect(CASE WHEN {counts} THEN {row} END)")
        return certain_reader(place) if what == "certain" else explanation_reader(place)


def greatest(draft: Draft, least: int, texts: Sequence[str]) -> str:
    """The greatest of several numbers that may be null; a comparison with null is none that holds."""
    best, each = draft.name("x"), draft.name("x")
    greater = f"CASE WHEN {each} > {best} THEN {each} ELSE {best} END"
    return f"reduce({best} = {least}, {each} IN {listing(texts)} | {greater})"


def _aggregating(function: str, text: str) -> str:
    match function:
        case "countDistinct":
            return f"count(DISTINCT {text})"
        case "true":
            return f"count(CASE WHEN {text} THEN 1 END)"
        case "false":
            return f"count(CASE WHEN NOT {text} THEN 1 END)"
        case _:
            return f"{function}({text})"


def chosen_modalities(raw: Json) -> Json:
    """The modalities that count; ACTUAL alone where none is named. Raises InputError."""
    if raw is None:
        return [MODALITY.choices[0]]
    if not isinstance(raw, list) or not all(each in MODALITY.choices for each in raw):
        raise InputError(f"modalities is {raw!r:.60}", f"Give a list of {', '.join(MODALITY.choices)}.")
    return raw
