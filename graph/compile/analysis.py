"""An analysis -> a study of a part of the graph, and a subquery for the things of one page of its results."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.analysis.outcome import Outcome
from graph.answer.analysis import Part, analysis_reader, figures, piece, result_piece, results_reader, truncated
from graph.answer.reading import Path, Reader, Reading
from graph.answer.shape import Slot, constant, first, parts_reader
from graph.compile.compiled import Study
from graph.compile.connection import compile_connection
from graph.compile.draft import Draft, Select, Shape, block, guard, listing
from graph.compile.field import piece_slots
from graph.compile.page import compile_numbered, numbers
from graph.compile.projection import compile_projection
from graph.compile.seek import found
from graph.compile.source import Source
from graph.compile.where import compile_where, node_subject
from graph.question import (
    EVERYTHING,
    MEASURES,
    AnalysisRoot,
    Connection,
    Constant,
    Cursor,
    EdgeNode,
    EdgeSource,
    Figures,
    Measure,
    Members,
    Named,
    Piece,
    ResultPart,
    Results,
    TotalCount,
    Toward,
    Truncated,
)
from schema.ontology import ENTITY
from schema.values.value import Json

_CURSORS = numbers("analysis")
#: Of a result's things, so many are told apart from all others: `node` and `other`.
_NAMED = 2


def compile_analysis(draft: Draft, root: AnalysisRoot, path: Path, select: Select) -> Shape:
    """The rows of a page of results; what they are comes as a parameter, from a study that is made before."""
    paging, start = compile_numbered(draft, root.page, _CURSORS, path)
    outcome = draft.parameter(Constant(None), lambda raw: raw, path)
    rows = _Rows(draft, outcome, select)
    parts: list[tuple[Slot, Part]] = []
    told = False
    for part, now in draft.wanted(root.parts, path):
        match part:
            case Results(key, wanted):
                read: Part = results_reader(rows.reader(wanted, (*path, key)))
                told = True
            case TotalCount():
                read = piece("totalCount")
            case Piece(_, name):
                read = piece(name)
            case Figures(key, name, pieces):
                read = figures(name, piece_slots(draft, pieces, (*path, key)))
            case Truncated(key, pieces):
                read = truncated(piece_slots(draft, pieces, (*path, key)), _CURSORS)
            case Named(_, name):
                read = lambda _all, name=name: name  # type: ignore[misc]  # noqa: E731
        parts.append((Slot(part.key, None, now), read))
    task = _task(draft, root)
    draft.studies.append(
        _study(draft, root, task, outcome, path, _chosen(start, paging.limit, told=told, whole=rows.whole))
    )
    return Shape(rows.text(), analysis_reader(parts, root.measure, outcome, paging, _parameters(root, task)))


def _task(draft: Draft, root: AnalysisRoot) -> dict[str, Json]:
    toward = root.of.toward or (Toward.OUT if root.of.by else Toward.BOTH)
    nouns = None if root.nouns is None else [each for noun in root.nouns for each in draft.ontology.possible(noun)]
    return {
        "is": "measure",
        "measure": root.measure.value,
        "toward": toward.value,
        "nouns": list[Json](sorted(set(nouns))) if nouns is not None else None,
        "weighted": root.weighted,
        "seed": root.seed,
        "resolution": root.resolution,
    }


def _parameters(root: AnalysisRoot, task: dict[str, Json]) -> dict[str, Json]:
    """Those that this measure knows."""
    own: dict[str, Json] = {"direction": task["toward"], "noun": list[Json](root.nouns) if root.nouns else None}
    if MEASURES[root.measure].weighted:
        own["weighted"] = root.weighted
    match root.measure:
        case Measure.COMMUNITIES:
            own |= {"seed": root.seed, "resolution": root.resolution}
        case Measure.PAGERANK:
            own |= {"damping": 0.85, "tolerance": 1e-6}
        case Measure.EIGENVECTOR:
            own |= {"tolerance": 1e-9}
    return own


def _study(draft: Draft, root: AnalysisRoot, task: dict[str, Json], outcome: str, path: Path, value: Any) -> Study:
    apart = Draft(draft.ontology, ranking=draft.ranking)
    text = compile_projection(apart, root.of, path)
    return Study(outcome, text, "", tuple(apart.parameters), apart.fixed, task, draft.asked, value)


def _chosen(start: str, limit: str, *, told: bool, whole: bool) -> Any:
    """The ids of the things of each result on a page; where only some of them are told, no others."""

    def chosen(outcome: Outcome, reading: Reading) -> list[list[str]]:
        begin = reading.values[start][0]
        end = min(begin + reading.values[limit] - 1, len(outcome))
        some = [outcome.things(place, None if whole else _NAMED) for place in range(begin, end)]
        return some if told else []

    return chosen


@dataclass(slots=True)
class _Rows:
    """The rows of a page while they are written: each is a place in the list of lists of ids of results' things.

    No row holds a list: the database would count its size for each of the things in it.
    """

    draft: Draft
    outcome: str
    select: Select
    place: str = field(init=False)
    columns: list[str] = field(default_factory=list)
    whole: bool = False

    def __post_init__(self) -> None:
        self.place = self.draft.name("i")

    def reader(self, parts: Sequence[ResultPart], path: Path) -> Reader:
        """How a result's parts are read from its row; adds the columns that they need."""
        chosen: list[tuple[Slot, Reader]] = []
        for part, when in self.draft.wanted(parts, path):
            below = (*path, part.key)
            match part:
                case Piece(_, name):
                    read = result_piece(name)
                case EdgeSource(_, selection) | EdgeNode(_, selection):
                    node = self.draft.node(ENTITY)
                    shape = self.select(self.draft, selection, node, below)
                    seek = found(
                        self.draft, node, f"{self._ids}[{0 if isinstance(part, EdgeSource) else 1}]", self.place
                    )
                    read = self._add(guard(when, block("COLLECT", [seek, f"RETURN {shape.text}"])), first(shape.read))
                case Members(_, connection):
                    shape = compile_connection(
                        self.draft, connection, self._members(connection, below), below, self.select
                    )
                    read, self.whole = self._add(guard(when, shape.text), shape.read), True
                case Cursor():
                    read = lambda row, _reading: _CURSORS.encode([row.place + 1])  # noqa: E731
                case Named(_, name):
                    read = constant(name)
            chosen.append((Slot(part.key, None, when), read))
        return parts_reader(chosen)

    def text(self) -> str:
        """All rows of the page."""
        rows = f"UNWIND range(0, size(${self.outcome}) - 1) AS {self.place}"
        return block("COLLECT", [rows, f"RETURN {listing(self.columns)}"])

    @property
    def _ids(self) -> str:
        return f"${self.outcome}[{self.place}]"

    def _members(self, connection: Connection, path: Path) -> Source:
        node, each = self.draft.node(ENTITY), self.draft.name("m")
        tests = []
        if connection.where != EVERYTHING:
            tests.append(compile_where(self.draft, connection.where, node_subject(node), path))
        clauses = (f"UNWIND {self._ids} AS {each}", found(self.draft, node, each, each), f"WITH {node.name}")
        return Source(clauses, tuple(tests), node, None, ("members",), distinct=True, outer=(self.place,))

    def _add(self, text: str, read: Reader) -> Reader:
        self.columns.append(text)
        place = len(self.columns) - 1
        return lambda row, reading: read(row.columns[place], reading)
