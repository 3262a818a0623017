"""Weighted paths -> a study that finds them in a part of the graph, and a subquery that tells what each consists of.

The database has no shortest paths by weight. It tells what every hop weighs; the sequences of things that are found
come back as a parameter, and hops are told as those of all other paths are.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.analysis.outcome import Outcome
from graph.answer.path import paths_reader
from graph.answer.reading import Path, Reading
from graph.compile.compiled import Study
from graph.compile.draft import Draft, Select, Shape, block, listing
from graph.compile.hop import Hop
from graph.compile.page import compile_numbered, numbers
from graph.compile.projection import Weigh, compile_projection, some
from graph.compile.seek import found
from graph.compile.sequence import PathRow
from graph.question import (
    MAX_ENDS,
    MAX_WALKS,
    Constant,
    PathsRoot,
    Search,
    Subgraph,
    Things,
    Timing,
    Toward,
    Weight,
)
from schema.ontology import ENTITY
from schema.values.value import Json

_CURSORS = numbers("lightest paths")
#: Paths sought in turn are sought by so many, so that the next pages need no other search.
_STEP = 64


def compile_lightest(draft: Draft, root: PathsRoot, path: Path, select: Select) -> Shape:
    """The rows of a page of paths; their things come as a parameter, from a study that is made before."""
    # Subqueries of the row may be of Cypher 25, as those of other paths are.
    draft.language = "CYPHER 25 "
    paging, start = compile_numbered(draft, root.page, _CURSORS, path)
    limit = paging.limit
    outcome = draft.parameter(Constant(None), lambda raw: raw, path)
    modalities = "$" + draft.parameter(Constant(list[Json](root.modalities)), lambda raw: raw, path)
    each = draft.name("p")
    hop = Hop(draft, root, modalities, path, contracts=False)
    row = PathRow(draft, hop, select, timed=root.timing is not None, weight=f"{each}[1]")
    parts = row.parts(root.parts, path)

    def chosen(outcome: Outcome, reading: Reading) -> list[Any]:
        begin = reading.values[start][0]
        end = min(begin + reading.values[limit], len(outcome))
        return [[outcome.things(place), outcome.score(place), outcome.told(place)] for place in range(begin, end)]

    def wanted_(reading: Reading) -> Mapping[str, Json]:
        if root.search is not Search.K_SHORTEST:
            return {}
        most = reading.values[start][0] + reading.values[limit]
        return {"wanted": -(-most // _STEP) * _STEP}

    draft.studies.append(_study(draft, root, outcome, path, chosen, wanted_))
    rows = _rows(draft, outcome, each, row)
    whole = paths_reader(parts, paging, counted=root.search is not Search.K_SHORTEST)

    def read_all(found_: Any, reading: Reading) -> Any:
        facts = reading.outcomes[outcome].facts
        return whole([facts["begins"], facts["ends"], facts["over"], facts["total"], found_ or []], reading)

    return Shape(rows, read_all)


def _rows(draft: Draft, outcome: str, each: str, row: PathRow) -> str:
    """What each path consists of; one that holds a thing which is gone is not told."""
    node, place = draft.node(ENTITY), draft.name("i")
    things = [
        f"UNWIND range(0, size({each}[0]) - 1) AS {place}",
        found(draft, node, f"{each}[0][{place}]", f"{each}, {place}"),
        f"WITH {place}, {node.name}",
        f"ORDER BY {place}",
        f"RETURN collect({node.name}) AS {row.things}",
    ]
    return block(
        "COLLECT",
        [
            f"UNWIND ${outcome} AS {each}",
            block(f"CALL ({each})", things),
            f"WITH {each}, {row.things}" + (f", {each}[2] AS {row.flown}" if row.flown else ""),
            f"WHERE size({row.things}) = size({each}[0])",
            f"RETURN {row.text}",
        ],
    )


def _study(draft: Draft, root: PathsRoot, outcome: str, path: Path, chosen: Any, more: Any) -> Study:
    apart = Draft(draft.ontology, ranking=draft.ranking)
    assert root.weight is not None and root.end is not None
    toward = root.toward or (Toward.OUT if root.by else Toward.BOTH)
    of = Subgraph(kinds=root.kinds, by=root.by, toward=toward, modalities=root.modalities)
    weigh = _tell(apart, of, root.weight, root.timing, path) if root.timing else _weigh(apart, of, root.weight, path)
    text = compile_projection(apart, of, path, weigh)
    begins, ends = (_listed(apart, things, path, bound=True) for things in (root.begin, root.end))
    others = ("null" if things is None else _listed(apart, things, path) for things in (root.via, root.avoid))
    marks = f"RETURN {begins} AS begins, {ends} AS ends, " + ", ".join(
        f"{text} AS {name}" for name, text in zip(("via", "avoid"), others, strict=True)
    )
    task: dict[str, Json] = {
        "is": "journeys" if root.timing else "paths",
        "timing": root.timing,
        "measure": f"{root.search} by {root.weight}",
        "search": root.search.value,
        "weight": root.weight.value,
        # What leads either way is told both ways.
        "toward": (Toward.IN if toward is Toward.IN else Toward.OUT).value,
        "least": root.least,
        "most": root.most,
        "ends": MAX_ENDS,
        "walks": MAX_WALKS,
    }
    return Study(outcome, text, marks, tuple(apart.parameters), apart.fixed, task, draft.asked, chosen, more)


def _listed(draft: Draft, things: Things, path: Path, *, bound: bool = False) -> str:
    """The ids of some things; one more than may stand at an end where it is `bound`."""
    name = draft.name("n")
    kept = (f"ORDER BY {name}.id", f"LIMIT {MAX_ENDS + 1}") if bound else ()
    return block("COLLECT", [*some(draft, things, name, path, kept), f"RETURN {name}.id"])


def _weigh(draft: Draft, of: Subgraph, weight: Weight, path: Path) -> Weigh:
    """What one hop is told to weigh: kilometres, how many statements it rests on, or the least of its minutes."""
    hop = Hop(draft, of, "[]", path)

    def weigh(start: str, end: str, relations: Sequence[str], thing: str) -> tuple[Sequence[str], str]:
        value = draft.name("x")
        match weight:
            case Weight.KILOMETRES:
                return [f"WITH DISTINCT {start}, {end}"], hop.distance(start, end)
            case Weight.EVIDENCE:
                return _statements(draft, relations, end, value), value
            case Weight.TIME:
                assert hop.by is not None
                return [f"WITH {end}, min({hop.by.minutes(draft, thing)}) AS {value}"], value

    return weigh


def _tell(draft: Draft, of: Subgraph, weight: Weight, timing: Timing, path: Path) -> Weigh:
    """What is told of each journey: see `Leg`."""
    hop = Hop(draft, of, "[]", path)
    by = hop.by
    assert by is not None

    def weigh(start: str, end: str, relations: Sequence[str], thing: str) -> tuple[Sequence[str], str]:
        match weight:
            case Weight.KILOMETRES:
                value = hop.distance(start, end)
            case Weight.EVIDENCE:
                value = _words(relations)
            case Weight.TIME:
                value = listing(by.moments(draft, thing))
        row = listing([f"{thing}.id", *by.times(draft, thing, timing), value])
        return (), f"CASE WHEN {value} IS NOT NULL THEN {row} END"

    return weigh


def _statements(draft: Draft, relations: Sequence[str], end: str, value: str) -> list[str]:
    """Clauses that keep how many statements tell of relations that nobody denies, under the name `value`."""
    statement, words = draft.name("s"), _words(relations)
    told = f"CASE size({words}) WHEN 0 THEN [null] ELSE {words} END"
    return [f"UNWIND {told} AS {statement}", f"WITH {end}, count(DISTINCT {statement}) AS {value}"]


def _words(relations: Sequence[str]) -> str:
    """The statements that tell of relations that nobody denies, some of them twice; none of others."""
    denied = " OR ".join(f"coalesce({each}.disputed, false)" for each in relations)
    words = " + ".join(f"coalesce({each}.evidence, [])" for each in relations)
    return f"(CASE WHEN {denied} THEN [] ELSE {words} END)"
