"""A filter over a World -> the set of what passes it, by set algebra over networkx: the oracle's second opinion.

naive.py asks each thing in turn and walks down from it; here each part of a filter is a set of nodes or edges of the
whole graph, put together from the inside out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any, TypeAlias

import networkx

from graph.question import AllOf, AnyOf, FieldTest, IdTest, LinkTest, NotThat, Tally, TallyTest, Where
from schema.fold import fold
from schema.identity import noun_of
from schema.ontology import Ontology, Way
from tests.graph.compile.naive import OPERATORS
from tests.graph.compile.world import World

Graph: TypeAlias = "networkx.MultiDiGraph[str]"
#: A way's edges: where each begins and ends as the way runs, and its fields.
Steps = list[tuple[str, str, Mapping[str, Any]]]


def network(world: World) -> Graph:
    """The world as a graph: nodes with their fields, edges keyed by their type."""
    graph: Graph = networkx.MultiDiGraph()
    for identifier, fields in world.things.items():
        graph.add_node(identifier, fields=fields)
    for arrow in world.arrows:
        graph.add_edge(arrow.source, arrow.target, arrow.type, fields=arrow.fields)
    return graph


def passing(ontology: Ontology, graph: Graph, noun: str, where: Where) -> set[str]:
    """The things of a noun or interface that pass a filter."""
    every = {identifier for identifier in graph if ontology.is_a(noun_of(identifier), noun)}
    match where:
        case AllOf(of):
            return reduce(set.intersection, (passing(ontology, graph, noun, each) for each in of), every)
        case AnyOf(of):
            return set().union(*(passing(ontology, graph, noun, each) for each in of))
        case NotThat(of):
            return every - passing(ontology, graph, noun, of)
        case IdTest(argument, negated):
            named: Any = argument.of({})
            return every - set(named) if negated else every & set(named)
        case FieldTest():
            return {identifier for identifier in every if _holds(graph.nodes[identifier]["fields"], where)}
        case TallyTest(tally, operator, argument):
            numbers = _numbers(ontology, graph, tally)
            return {one for one in every if OPERATORS[operator](_reduced(tally, numbers.get(one, ())), argument.of({}))}
        case LinkTest(way, quantifier, node, edge):
            steps = _steps(ontology, graph, way)
            good = Counter(begin for begin, _, _ in _passing_steps(ontology, graph, way, node, edge))
            match quantifier:
                case "some":
                    return every & set(good)
                case "none":
                    return every - set(good)
                case "single":
                    return {one for one in every if good[one] == 1}
                case "all":
                    return every - set((Counter(begin for begin, _, _ in steps) - good).elements())


def _steps(ontology: Ontology, graph: Graph, way: Way) -> Steps:
    edges: Steps = [
        (begin, end, data["fields"])
        for begin, end, kind, data in graph.edges(keys=True, data=True)
        if kind == way.link.type
    ]
    turned = [(end, begin, fields) for begin, end, fields in edges]
    both = edges + turned if way.link.symmetric else edges if way.forward else turned
    return [step for step in both if ontology.is_a(noun_of(step[1]), way.target)]


def _passing_steps(ontology: Ontology, graph: Graph, way: Way, node: Where, edge: Where) -> Steps:
    ends = passing(ontology, graph, way.target, node)
    return [step for step in _steps(ontology, graph, way) if step[1] in ends and _edge_holds(step[2], edge)]


def _edge_holds(fields: Mapping[str, Any], edge: Where) -> bool:
    assert isinstance(edge, AllOf | FieldTest), "the tests ask one thing of an edge, or nothing"
    return _holds(fields, edge) if isinstance(edge, FieldTest) else not edge.of


def _holds(fields: Mapping[str, Any], test: FieldTest) -> bool:
    value = fields.get(test.field.name)
    values = (value or [None]) if test.field.many else [value]
    sought: Any = test.argument.of({})
    if test.fold:
        values = [_folded(each) for each in values]
        sought = [_folded(each) for each in sought] if isinstance(sought, list) else _folded(sought)
    return any(OPERATORS[test.operator](each, sought) for each in values)


def _folded(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def _numbers(ontology: Ontology, graph: Graph, tally: Tally) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for begin, end, fields in _passing_steps(ontology, graph, tally.way, tally.node, tally.edge):
        value: Any = 1
        if tally.field is not None:
            value = (fields if tally.of_edge else graph.nodes[end]["fields"]).get(tally.field.name)
            value = value[tally.part] if tally.part and value is not None else value
        found.setdefault(begin, []).append(value)
    return found


def _reduced(tally: Tally, numbers: Iterable[Any]) -> Any:
    known = [number for number in numbers if number is not None]
    if tally.field is None or tally.reduction == "sum":
        return sum(known)
    if not known:
        return None
    return {"min": min(known), "max": max(known), "avg": sum(known) / len(known)}[tally.reduction]
