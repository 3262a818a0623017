"""The outcome of a study and the rows of a page's things -> an analysis."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis.outcome import Outcome
from graph.answer.connection import Paging
from graph.answer.cursor import Cursors
from graph.answer.reading import Reader, Reading
from graph.answer.shape import Slot
from graph.question import MEASURES, Measure
from schema.values.value import Json


@dataclass(frozen=True, slots=True)
class Analysis:
    """An analysis while it is read: its outcome, where its page begins, and the rows of the page."""

    measure: Measure
    outcome: Outcome
    start: int
    rows: list[Any]
    more: bool
    given: Mapping[str, Json]
    reading: Reading

    @property
    def total(self) -> int:
        """How many results there are, those that are not kept included."""
        total = self.outcome.facts.get("total", len(self.outcome))
        assert isinstance(total, int)
        return total


@dataclass(frozen=True, slots=True)
class Row:
    """One result: its place among all, and the columns that were asked of its things."""

    place: int
    columns: Any
    outcome: Outcome


Part = Callable[[Analysis], Any]


def analysis_reader(
    parts: Sequence[tuple[Slot, Part]], measure: Measure, outcome: str, paging: Paging, given: Mapping[str, Json]
) -> Reader:
    """The rows of a page -> the parts of the analysis whose outcome that parameter holds."""

    def read(rows: Any, reading: Reading) -> dict[str, Any]:
        found = reading.outcomes[outcome]
        assert paging.start is not None
        start = min(reading.values[paging.start[0]][0], len(found))
        size = reading.values[paging.limit] - 1
        more = start + size < len(found)
        if more and not (paging.asked if isinstance(paging.asked, bool) else reading.values[paging.asked]):
            reading.partial[paging.path] = None
        all_ = Analysis(measure, found, start, rows or [], more, given, reading)
        return {slot.key: part(all_) for slot, part in parts if reading.holds(slot.when)}

    return read


def results_reader(read: Reader) -> Part:
    """`results`."""

    def results(all_: Analysis) -> list[Any]:
        rows = all_.reading.counted(all_.rows)
        return [read(Row(all_.start + place, row, all_.outcome), all_.reading) for place, row in enumerate(rows)]

    return results


def result_piece(name: str) -> Reader:
    """What is known of a result without its things."""
    read: Mapping[str, Callable[[Row], Json]] = {
        "rank": lambda row: row.place + 1,
        "score": lambda row: row.outcome.score(row.place),
        "size": lambda row: row.outcome.offsets[row.place + 1] - row.outcome.offsets[row.place],
    }
    chosen = read[name]
    return lambda row, _reading: chosen(row)


def piece(name: str) -> Part:
    """What is known of an analysis without its results."""
    read: Mapping[str, Part] = {
        "measure": lambda all_: all_.measure.value,
        "definition": lambda all_: MEASURES[all_.measure].text,
        "complexity": lambda all_: MEASURES[all_.measure].complexity,
        "exact": lambda all_: MEASURES[all_.measure].exact,
        "engine": lambda all_: all_.outcome.facts["engine"],
        "totalCount": lambda all_: all_.total,
    }
    return read[name]


def figures(name: str, pieces: Sequence[tuple[str, Slot]]) -> Part:
    """`graph`: how large what was looked at is; `parameters`: each that the measure was given."""

    def graph(all_: Analysis) -> dict[str, Any]:
        facts = {**all_.outcome.facts, "__typename": "AnalysedGraph"}
        return {slot.key: facts[one] for one, slot in pieces if all_.reading.holds(slot.when)}

    def parameters(all_: Analysis) -> list[dict[str, Any]]:
        told = {**all_.given, **{one: all_.outcome.facts[one] for one in _FOUND if one in all_.outcome.facts}}
        every = [
            {"name": one, "value": _word(value), "__typename": "AnalysisParameter"}
            for one, value in told.items()
            if value is not None
        ]
        return [{slot.key: each[one] for one, slot in pieces if all_.reading.holds(slot.when)} for each in every]

    return graph if name == "graph" else parameters


def truncated(pieces: Sequence[tuple[str, Slot]], cursors: Cursors) -> Part:
    """`truncated`: null where all results are on this page."""

    def read(all_: Analysis) -> dict[str, object] | None:
        kept = len(all_.outcome)
        if not all_.more and kept == all_.total:
            return None
        end = all_.start + len(all_.rows)
        values: dict[str, object] = {
            "reason": "PAGE" if all_.more else "RESULTS",
            "hint": f"{kept - end:,} more results follow: ask for them by after: cursor."
            if all_.more
            else f"Of {all_.total:,} results the best {kept:,} are kept: look at fewer things, by `where` or `noun`.",
            "cursor": cursors.encode([end]) if all_.more else None,
            "__typename": "Truncation",
        }
        return {slot.key: values[name] for name, slot in pieces if all_.reading.holds(slot.when)}

    return read


#: What is found out on the way and told beside the parameters.
_FOUND = ("modularity",)


def _word(value: Json) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
