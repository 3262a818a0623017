"""What all things of a connection come to -> one expression that reads them once, however much of them is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.answer.connection import PartReader
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot, constant, parts_reader
from graph.compile.draft import Draft, Edge, Node, Select, apart, guard, guard_any, listing
from graph.compile.group import Listed, compile_groups
from graph.compile.summary import Columns, compile_count, compile_summary
from graph.question import Aggregate, Counted, Groups, Named, Summary, TotalCount

When = tuple[str, ...]


@dataclass(slots=True)
class Aggregating:
    """Everything that is asked of all things of one connection.

    `rows` match one row for each of them, from the variables `outer`; `counted` is an expression that tells how many
    there are; `known`: the database knows that without a look at them. Numbers are put together while the rows are
    read, and so are groups; where both are asked, or groups by several keys, the rows are kept and matched once.
    """

    draft: Draft
    rows: Sequence[str]
    outer: Sequence[str]
    counted: str
    known: bool
    node: Node
    edge: Edge | None
    select: Select
    listed: Listed
    columns: Columns = field(init=False)
    whens: list[When] = field(default_factory=list)
    #: Groups are made where it is known whether their rows are kept.
    groups: list[tuple[Groups, When, Path]] = field(default_factory=list)
    readers: list[Reader] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = Columns(self.draft, self.node, self.edge)

    def add(self, part: Aggregate | TotalCount, when: When, path: Path) -> PartReader:
        """One `aggregate` of the connection, or its `totalCount`, of the same rows."""
        read = self._total(when) if isinstance(part, TotalCount) else self._aggregate(part, when, path)
        return lambda all_: read(all_.aggregates, all_.reading)

    def _aggregate(self, aggregate: Aggregate, when: When, path: Path) -> Reader:
        parts: list[tuple[Slot, Reader]] = []
        for part, now in self.draft.wanted(aggregate.parts, path):
            both, below = (*when, *now), (*path, part.key)
            match part:
                case Counted():
                    read = self._summed(compile_count(self.columns, part), both)
                case Summary():
                    read = self._summed(compile_summary(self.columns, part, both, below), both)
                case Groups():
                    read = self._grouped(part, both, below)
                case Named(_, name):
                    read = constant(name)
            parts.append((Slot(part.key, None, now), read))
        return parts_reader(parts)

    def _total(self, when: When) -> Reader:
        return self._summed(compile_count(self.columns, Counted("")), when)

    def text(self) -> str:
        """A list: the row of numbers, then what each of the groups is made of."""
        sums = bool(self.whens) and not (self.known and list(self.columns.gathered) == ["count(*)"])
        kept = len(self.groups) + sums > 1
        names = [self.node.name, *([self.edge.name] if self.edge else [])]
        all_, each = self.draft.name("l"), self.draft.name("l")
        rows, outer = list(self.rows), list(self.outer)
        if kept:
            outer = [all_]
            own = ", ".join(f"{each}[{place}] AS {name}" for place, name in enumerate(names))
            rows = [f"UNWIND {all_} AS {each}", f"WITH {own}"] if self.edge else [f"UNWIND {all_} AS {self.node.name}"]
        texts = [guard_any(self.whens, self._numbers(rows, outer, f"size({all_})" if kept else self.counted))]
        for groups, when, path in self.groups:
            columns = Columns(self.draft, self.node, self.edge)
            shape = compile_groups(columns, groups, rows, outer, path, self.select, self.listed)
            texts.append(guard(when, shape.text))
            self.readers.append(shape.read)
        if not kept:
            return listing(texts)
        lines = [*self.rows, f"WITH collect({listing(names) if self.edge else names[0]}) AS {all_}"]
        gathered = f"{apart(self.draft, self.outer, lines, listing(texts))}[0]"
        return guard_any([*self.whens, *(when for _, when, _ in self.groups)], gathered)

    def _summed(self, read: Reader, when: When) -> Reader:
        self.whens.append(when)
        return lambda row, reading: read(row[0], reading)

    def _grouped(self, groups: Groups, when: When, path: Path) -> Reader:
        self.groups.append((groups, when, path))
        place = len(self.groups)
        return lambda row, reading: self.readers[place - 1](row[place], reading)

    def _numbers(self, rows: Sequence[str], outer: Sequence[str], counted: str) -> str:
        if not self.whens:
            return "null"
        gathered = self.columns.gathered
        if list(gathered) == ["count(*)"]:
            return listing([counted])
        held = ", ".join(f"{text} AS {name}" for text, name in gathered.items())
        return (
            apart(self.draft, outer, [*rows, *self.columns.reading, f"WITH {held}"], listing(self.columns.returned))
            + "[0]"
        )
