"""Journeys -> groups of them, and what is gathered of each: what two periods and a series are told by."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.answer.change import BehindReader
from graph.answer.connection import PartReader, connection_reader, row_reader
from graph.answer.cursor import Cursors, digest
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot, parts_reader
from graph.compile import order as ordering
from graph.compile.connection import compile_listed
from graph.compile.draft import Draft, Select, Shape, apart, block, guard, listing
from graph.compile.group import Grouping
from graph.compile.journey import known_times
from graph.compile.key import Keys, Place, described
from graph.compile.order import Term
from graph.compile.page import compile_most, compile_page, page_part
from graph.compile.property import property_of
from graph.compile.source import Source
from graph.compile.summary import Columns, chosen_modalities, greatest
from graph.question import (
    Behind,
    ComparedRoot,
    Constant,
    GroupKeys,
    GroupRows,
    Named,
    PageInfo,
    Piece,
    SurgesRoot,
    TotalCount,
)


@dataclass(slots=True)
class Changing:
    """Groups of journeys while they are written: what is known of each, and what is gathered of all."""

    draft: Draft
    root: ComparedRoot | SurgesRoot
    source: Source
    path: Path
    select: Select
    keys: Keys = field(init=False)
    columns: Columns = field(init=False)
    grouping: Grouping = field(init=False)
    derived: dict[str, str] = field(default_factory=dict)
    modalities: str = field(init=False)
    sure: str = field(init=False)
    start: str = field(init=False)
    end: str = field(init=False)
    low: str = field(init=False)
    high: str = field(init=False)
    counts: str = field(init=False)

    def __post_init__(self) -> None:
        draft, root, node = self.draft, self.root, self.source.node
        self.columns = Columns(draft, node, None)
        self.keys = Keys(draft, {(): Place(node, None)})
        for by in root.by:
            self.keys.add(by)
        self.modalities = "$" + draft.parameter(root.modalities or Constant(None), chosen_modalities, self.path)
        self.sure = draft.name("s")
        fields = draft.ontology.fields(root.noun)
        journey = draft.ontology.noun(root.noun).journey
        (rollup, *_) = draft.ontology.rollups(root.noun)
        assert journey is not None

        def value(name: str, part: str = "") -> str:
            return self.columns.value(property_of(draft, node.name, fields[name], part))

        self.start, self.end = (self.columns.value(text) for text in known_times(draft, root.noun, node.name))
        self.low, self.high = greatest(draft, rollup.least, [value(*part) for part in rollup.low]), value(*rollup.high)
        tests = [
            f"coalesce({value(rollup.modality)} IN {self.modalities}, false)",
            f"coalesce({value(journey.void)}, false) = false",
        ]
        if rollup.but:
            name, excluded = rollup.but
            kinds = "$" + draft.parameter(Constant(list(excluded)), lambda raw: raw, self.path)
            tests.append(f"NOT coalesce({value(name)} IN {kinds}, false)")
        self.counts = f"({' AND '.join(tests)})"

    @property
    def undated(self) -> str:
        """Whether nothing is known of when it was."""
        return f"({self.start} IS NULL AND {self.end} IS NULL)"

    def derive(self, text: str, stem: str) -> str:
        """The name of what follows from what was gathered."""
        name = self.draft.name(stem)
        self.derived[name] = text
        return name

    # --- what is wanted of a group ---

    def key(self, part: GroupKeys, when: tuple[str, ...], path: Path) -> Reader:
        """Its key."""
        return self.grouping.key(part, when, path)

    def pieces(
        self, parts: Sequence[Piece | Behind | Named], path: Path, things: str, outer: tuple[str, ...]
    ) -> Iterator[tuple[Slot, str | BehindReader]]:
        """The parts of a period or a level: names of pieces, and the things behind."""
        for part, when in self.draft.wanted(parts, path):
            slot = Slot(part.key, None, when)
            match part:
                case Behind():
                    yield slot, self._behind(part, (*path, part.key), things, (*outer, *when))
                case Piece(_, name):
                    yield slot, name
                case Named():
                    yield slot, "__typename"

    def _behind(self, part: Behind, path: Path, things: str, when: tuple[str, ...]) -> BehindReader:
        draft, noun = self.draft, self.root.noun
        node = draft.node(noun)
        shape = self.select(draft, part.selection, node, path)
        lines = [f"UNWIND {things} AS {node.name}", f"RETURN {listing([f'{node.name}.id', shape.text])}"]
        limit, asked = compile_most(draft, part.first, path)
        return BehindReader(path, self.columns.add(guard(when, block("COLLECT", lines))), limit, asked, shape.read)

    # --- the whole ---

    def shape(
        self,
        first: Sequence[Term],
        keep: str,
        readers: Callable[[Sequence[Any], Path], Iterator[tuple[Slot, Reader]]],
    ) -> Shape:
        """The groups that `keep` lets through, in the order of `first` and then of their keys."""
        draft, root, path = self.draft, self.root, self.path
        order = (*first, *self.keys.terms)
        cursors = Cursors(
            digest(type(root).__name__, root.noun, described(root.by), root.ranking.value),
            tuple(term.place for term in order),
        )
        paging = compile_page(draft, root.page, cursors, path, None)
        self.grouping = Grouping(
            draft, self.keys, self.columns, path, self.select, compile_listed, cursors,
            self.columns.add(listing(term.text for term in order)),
        )  # fmt: skip
        parts: list[tuple[Slot, PartReader]] = []
        for part, when in draft.wanted(root.parts, path):
            match part:
                case TotalCount() | Named() | PageInfo():
                    reader = page_part(draft, part, paging, path, self.grouping.cursor)
                case GroupRows(key, wanted):
                    reader = row_reader(parts_reader(list(readers(wanted, (*path, key)))), None)
            parts.append((Slot(part.key, None, when), reader))
        cursor = f"${paging.start[0]}" if paging.start else ""
        return Shape(
            self._text(order, keep, cursor, paging.limit), connection_reader(parts, paging, rows=True, total=True)
        )

    def _text(self, order: Sequence[Term], keep: str, cursor: str, limit: str) -> str:
        draft, keys, columns, node = self.draft, self.keys, self.columns, self.source.node
        held = [f"{text} AS {name}" for name, text in keys.texts.items() if name != node.name]
        names = [*keys.texts, *columns.gathered.values(), *self.derived]
        gathered = [f"{text} AS {name}" for text, name in columns.gathered.items()]
        derived = [f"{text} AS {name}" for name, text in self.derived.items()]
        tests = f"WHERE {' AND '.join(self.source.tests)}" if self.source.tests else ""
        all_, each = draft.name("l"), draft.name("l")
        lines = [
            *self.source.clauses,
            tests,
            f"WITH DISTINCT {node.name}" if self.source.distinct else "",
            *keys.clauses,
            # A journey is in a group once, surely where one of the ways there is sure.
            f"WITH {', '.join([node.name, *held])}, {self._surely()} AS {self.sure}",
            *columns.reading,
            f"WITH {', '.join([*keys.texts, *gathered])}",
            f"WHERE {keep}" if not derived else "",
            *([f"WITH *, {derived[0]}"] if derived else []),
            *(f"WITH *, {one}" for one in derived[1:]),
            f"WHERE {keep}" if derived else "",
            f"WITH * {ordering.order_by(order)}",
            f"WITH collect({listing(names)}) AS {all_}",
        ]
        page = [
            f"UNWIND {all_} AS {each}",
            f"WITH {', '.join(f'{each}[{place}] AS {name}' for place, name in enumerate(names))}",
            f"WHERE {cursor} IS NULL OR {ordering.beyond(order, cursor)}" if cursor else "",
            f"WITH {', '.join(names)} LIMIT ${limit}",
        ]
        told = listing([apart(draft, [all_], page, listing(columns.returned)), f"size({all_})"])
        return f"{apart(draft, [], lines, told)}[0]"

    def _surely(self) -> str:
        """Whether a way to the keys is certain: neither one of several, nor only said to be possible."""
        tests = [
            f"({place.edge} IS NULL OR ({place.edge}.alternative IS NULL "
            f"AND coalesce({place.edge}.modality IN {self.modalities}, false)))"
            for ways, place in self.keys.places.items()
            if place.edge and ways[-1].link.claimed
        ]
        return f"max(CASE WHEN {' AND '.join(tests) or 'true'} THEN 1 ELSE 0 END) = 1"
