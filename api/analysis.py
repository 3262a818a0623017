"""Analyses of a part of the graph: their GraphQL types, and a root field -> AnalysisRoot."""

from collections.abc import Callable, Iterator

from api import names
from api.aggregates import AFTER, FIRST
from api.collect import Merged
from api.errors import BadInputError
from api.given import Given
from api.inputs import EDGE, WHERE, arguments, order_name
from api.outputs import PAGE
from api.path import THINGS, journeys, read_by, read_modalities, read_things
from api.relation import FOLLOWED, read_kinds
from api.selection import Selector
from api.types import Member, Types
from api.where import read_edge, read_page
from graph.question import (
    EVERYTHING,
    MEASURES,
    AnalysisPart,
    AnalysisRoot,
    Cursor,
    EdgeNode,
    EdgeSource,
    Figures,
    Measure,
    Members,
    Piece,
    ResultPart,
    Results,
    Subgraph,
    Tells,
    TotalCount,
    Toward,
    Truncated,
)
from schema.link import MODALITY
from schema.ontology import ENTITY, Ontology
from schema.ranking import Ranking

ANALYSIS = "analysis"
_OF, _MEASURE, _ANALYSIS, _RESULT = "AnalysisOf", "AnalysisMeasure", "Analysis", "AnalysisResult"
_GRAPH, _PARAMETER = "AnalysedGraph", "AnalysisParameter"
#: Seeds of random numbers are not negative and have 32 bits.
_SEEDS = 2**31


def analysis_arguments() -> Iterator[Member]:
    """The arguments of the root field."""
    yield Member("of", _OF + "!", "Of which part of the graph; `{}` is all that relations connect.")
    yield Member("measure", _MEASURE + "!", "What is worked out.")
    yield Member("noun", "String", "Only things of this noun or interface are ranked, or paired; all others count "
                 "on the way.")  # fmt: skip
    yield Member("weighted", "Boolean", "Whether an edge counts as often as there are relations, or flights, that it "
                 "stands for.")  # fmt: skip
    yield Member("seed", "Int", "Of COMMUNITIES: the same seed finds the same groups; 0 where it is left out.")
    yield Member("resolution", "Float", "Of COMMUNITIES: above 1 favours small groups, below 1 large ones.")
    yield FIRST
    yield AFTER


def declare_analysis_inputs(types: Types, ontology: Ontology) -> frozenset[str]:
    """The input that names a part of the graph; answers the names of inputs whose form decides what is asked."""
    flights = [
        Member(noun.plural, names.filter_of(noun.name),
               f"Things are places, and edges lead by these {noun.plural}; `{{}}` is by any.")
        for noun in journeys(ontology)
    ]  # fmt: skip
    types.input(
        _OF,
        "A part of the graph: things, and an edge between two wherever something leads from one to the other.",
        [
            *flights,
            FOLLOWED[0],
            Member("direction", names.TOWARD, "Which way edges lead: OUT where it is left out for journeys, BOTH for "
                   "relations."),
            Member(EDGE, names.edge_filter(names.CLAIMED), "Only relations that pass this filter."),
            Member(WHERE, THINGS, "Only among these things."),
            Member("modalities", f"[{MODALITY.name}!]", "Only relations said so; ACTUAL alone where it is left out."),
        ],
    )  # fmt: skip
    return frozenset({_OF})


def declare_analysis(types: Types, ontology: Ontology) -> None:
    """An analysis, its results, and what it was made of."""
    told = " ".join(f"{measure}: {each.text}" for measure, each in MEASURES.items())
    types.enum(_MEASURE, f"What can be worked out of a part of the graph. {told}", [each.value for each in Measure])
    sought = list(arguments(names.filter_of(ENTITY), order_name(ontology, ENTITY)))
    connection = names.connection(ontology, ENTITY) + "!"
    types.object(
        _RESULT,
        "One result: a thing, two of them, or a group.",
        [
            Member("cursor", "String!", "Where it stands, for `after`."),
            Member("rank", "Int!", "Its place, from 1; equal scores stand in the order of ids."),
            Member("score", "Float", "How much; null where the measure has none."),
            Member("size", "Int!", "How many things it is of."),
            Member("node", ENTITY, "The thing, or the first of them by id."),
            Member("other", ENTITY, "The second of them; null where there is one alone."),
            Member("members", connection, "All of its things.", (*sought, *PAGE)),
        ],
    )
    types.object(
        _GRAPH,
        "How large the part of the graph is. Things without any edge are no part of it.",
        [
            Member("nodes", "Int!", "How many things."),
            Member("edges", "Int!", "How many pairs of things with an edge; with direction, both ways count."),
            Member("relations", "Int!", "How many relations, or flights, the edges stand for."),
            Member("loops", "Int!", "How many edges lead from a thing to itself."),
            Member("directed", "Boolean!", "Whether edges have a direction."),
        ],
    )
    types.object(
        _PARAMETER,
        "What the measure was given, or found on the way.",
        [Member("name", "String!", "Its name."), Member("value", "String!", "Its value.")],
    )
    types.object(
        _ANALYSIS,
        "What a measure tells of a part of the graph.",
        [
            Member("measure", _MEASURE + "!", "Which measure."),
            Member("definition", "String!", "What it tells, in words."),
            Member("complexity", "String!", "What it costs for n things and m edges."),
            Member(
                "exact", "Boolean!", "Whether it is the measure itself, not what a heuristic or iteration comes to."
            ),
            Member("engine", "String!", "What worked it out."),
            Member("parameters", f"[{_PARAMETER}!]!", "What it was given."),
            Member("graph", _GRAPH + "!", "What was looked at."),
            Member("results", f"[{_RESULT}!]!", "Highest scores or largest groups first, then by ids."),
            Member("totalCount", "Int!", "How many results there are."),
            Member("truncated", names.TRUNCATION, "What was left out; null where this is all."),
        ],
    )
    types.object(
        names.PROGRESS,
        "How far an analysis has come. It is told with every step and every second, and ends with the analysis.",
        [
            Member("doing", "String!", "What is being done, in words."),
            Member("done", "Int!", "How many steps are done."),
            Member("total", "Int!", "How many there are."),
            Member("seconds", "Float!", "How long it has taken so far."),
            Member(ANALYSIS, "Analysis", "What it came to; null until then."),
        ],
    )


def read_analysis(selector: Selector, merged: Merged, given: dict[str, Given], ranking: Ranking) -> AnalysisRoot:
    """The root field. Raises BadInputError."""
    givens = selector.collector.givens
    measure = Measure(str(givens.decides(given["measure"])))
    weighted = bool(givens.decides(given["weighted"])) if "weighted" in given else False
    if weighted and not MEASURES[measure].weighted:
        able = ", ".join(each for each, about in MEASURES.items() if about.weighted)
        raise BadInputError(f"`{measure}` takes no weights.", f"Leave `weighted` out, or ask for one of {able}.")
    noun = str(givens.decides(given["noun"])) if "noun" in given else None
    if noun is not None:
        _check_noun(noun, measure, selector.ontology)
    seed, resolution = _number(selector, given, "seed", 0), _number(selector, given, "resolution", 1)
    if not 0 <= seed < _SEEDS or resolution <= 0:
        raise BadInputError(
            "No groups are found by such a seed or resolution.", "Give a seed from 0, a resolution > 0."
        )
    if measure is not Measure.COMMUNITIES and ("seed" in given or "resolution" in given):
        raise BadInputError(f"`seed` and `resolution` mean nothing to `{measure}`.", "Leave them out.")
    return AnalysisRoot(
        merged.key,
        _subgraph(selector, given["of"]),
        measure,
        _parts(selector, merged),
        None if noun is None else (noun,),
        weighted,
        int(seed),
        float(resolution),
        read_page(given, givens),
        merged.when,
        ranking,
    )


def _check_noun(noun: str, measure: Measure, ontology: Ontology) -> None:
    known = [name for name in ontology.nouns if ontology.is_entity(name)]
    if noun not in known:
        raise BadInputError("There is no such noun of entities.", f"Use one of {', '.join(known)}.")
    if MEASURES[measure].tells is Tells.GROUP or measure is Measure.BRIDGES:
        raise BadInputError(f"`noun` means nothing to `{measure}`.", "Name things by `of: {where: …}`.")


def _number(selector: Selector, given: dict[str, Given], name: str, default: int) -> float:
    found = selector.collector.givens.decides(given[name]) if name in given else default
    assert isinstance(found, int | float)
    return found


def _subgraph(selector: Selector, given: Given) -> Subgraph:
    givens = selector.collector.givens
    of = dict(givens.members(given))
    by, kinds = read_by(selector, of), read_kinds(of, givens)
    if by and (kinds or EDGE in of):
        raise BadInputError(
            f"Filters of relations and of journeys cannot both be given: {by.noun}.", "Leave one of them out."
        )
    return Subgraph(
        kinds,
        by,
        Toward(str(givens.decides(of["direction"]))) if "direction" in of else None,
        read_edge(of[EDGE], selector.ontology, givens) if EDGE in of else EVERYTHING,
        read_things(selector, of[WHERE]) if WHERE in of else None,
        modalities=read_modalities(selector, of),
    )


def _parts(selector: Selector, merged: Merged) -> tuple[AnalysisPart, ...]:
    def piece(part: Merged) -> AnalysisPart:
        return Piece(part.key, part.name, part.when)

    def figures(type_name: str) -> Callable[[Merged], AnalysisPart]:
        return lambda part: Figures(part.key, part.name, selector.pieces(part.sets, type_name), part.when)

    readers: dict[str, Callable[[Merged], AnalysisPart]] = {
        **dict.fromkeys(("measure", "definition", "complexity", "exact", "engine"), piece),
        "parameters": figures(_PARAMETER),
        "graph": figures(_GRAPH),
        "results": lambda part: Results(part.key, _result(selector, part), part.when),
        "totalCount": lambda part: TotalCount(part.key, part.when),
        "truncated": lambda part: Truncated(part.key, selector.pieces(part.sets, names.TRUNCATION), part.when),
    }
    return selector.parts(merged.sets, _ANALYSIS, readers)


def _result(selector: Selector, merged: Merged) -> tuple[ResultPart, ...]:
    things = selector.collector.possible[ENTITY]

    def members(part: Merged) -> ResultPart:
        connection = selector.connection(ENTITY, ENTITY, None, part, selector.given(_RESULT, part))
        return Members(part.key, connection, part.when)

    readers: dict[str, Callable[[Merged], ResultPart]] = {
        **dict.fromkeys(("rank", "score", "size"), lambda part: Piece(part.key, part.name, part.when)),
        "cursor": lambda part: Cursor(part.key, part.when),
        "node": lambda part: EdgeSource(part.key, selector.thing(part.sets, things), part.when),
        "other": lambda part: EdgeNode(part.key, selector.thing(part.sets, things), part.when),
        "members": members,
    }
    return selector.parts(merged.sets, _RESULT, readers)
