"""A Question over a World -> its answer, as naively as it can be said: the oracle of the compiler's tests."""

from collections.abc import Callable, Mapping
from typing import Any

from graph.question import (
    AllOf,
    AnyOf,
    Connection,
    FieldTest,
    IdTest,
    LinkTest,
    ManyItem,
    Nodes,
    NotThat,
    OrderKey,
    Selection,
    Where,
)
from schema.identity import noun_of
from schema.ontology import Ontology, Way
from schema.values import instant
from tests.graph.compile.world import Arrow, World


def along(ontology: Ontology, world: World, thing: str, way: Way) -> list[tuple[str, Arrow]]:
    """What a way leads to, with the edges."""
    found = []
    for arrow in world.arrows:
        if arrow.type == way.link.type:
            there = (arrow.source, arrow.target) if way.forward else (arrow.target, arrow.source)
            for start, end in [there, there[::-1]] if way.link.symmetric else [there]:
                if start == thing and ontology.is_a(noun_of(end), way.target):
                    found.append((end, arrow))
    return found


def passes(ontology: Ontology, world: World, thing: str, values: Mapping[str, Any], where: Where) -> bool:
    def again(part: Where) -> bool:
        return passes(ontology, world, thing, values, part)

    match where:
        case AllOf(of):
            return all(map(again, of))
        case AnyOf(of):
            return any(map(again, of))
        case NotThat(of):
            return not again(of)
        case IdTest(argument, negated):
            ids: Any = argument.of({})
            return (thing in ids) is not negated
        case FieldTest(field, operator, argument):
            value = values.get(field.name)
            each = value or [None] if field.many else [value]
            return any(OPERATORS[operator](one, argument.of({})) for one in each)
        case LinkTest(way, quantifier, node, edge):
            good = [
                passes(ontology, world, end, world.things[end], node)
                and passes(ontology, world, end, arrow.fields, edge)
                for end, arrow in along(ontology, world, thing, way)
            ]
            return {"some": any(good), "none": not any(good), "all": all(good), "single": good.count(True) == 1}[
                quantifier
            ]


def page(
    ontology: Ontology, world: World, found: list[tuple[str, Arrow | None]], connection: Connection
) -> dict[str, Any]:
    """`totalCount`, `more` and `nodes` of a connection whose part is Nodes; no cursor."""
    found = [
        (thing, arrow)
        for thing, arrow in found
        if passes(ontology, world, thing, world.things[thing], connection.where)
    ]
    found.sort(key=lambda each: each[0])
    for key in reversed(connection.order):

        def packed(each: tuple[str, Arrow | None], key: OrderKey = key) -> Any:
            return (each[1].fields if key.edge and each[1] else world.things[each[0]]).get(key.field.name)

        found.sort(key=lambda each: packed(each) is None)
        for part in reversed(key.field.type.order):

            def value(each: tuple[str, Arrow | None], key: OrderKey = key, part: str = part) -> Any:
                known = packed(each, key)
                return None if known is None else key.field.type.store(known)[f"_{part}" if part else ""]

            told = sorted((each for each in found if value(each) is not None), key=value, reverse=key.descending)
            found = told + [each for each in found if value(each) is None]
    first: Any = connection.page.first.of({}) if connection.page.first else 25
    (nodes,) = (part for part in connection.parts if isinstance(part, Nodes))
    return {
        "totalCount": len(found),
        "more": len(found) > first,
        "nodes": [select(ontology, world, thing, nodes.selection) for thing, _ in found[:first]],
    }


def select(ontology: Ontology, world: World, thing: str, selection: Selection) -> dict[str, Any]:
    """`id`, and connections."""
    answer: dict[str, Any] = {"id": thing}
    for item in selection.items[1:]:
        assert isinstance(item, ManyItem)
        found = along(ontology, world, thing, item.way)
        answer[item.key] = page(ontology, world, list(found), item.connection)
    return answer


def _bounded(low: Any, value: Any, high: Any) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)


def _overlaps(value: Any, argument: Any) -> bool:
    def end(text: str | None, name: str) -> int | None:
        return None if text is None else getattr(instant.parse(text), name)

    if "low" in argument:
        mine, other = (value["low"], value["high"]), (argument["low"], argument["high"])
    else:
        mine, other = ((end(each["start"], "first"), end(each["end"], "last")) for each in (value, argument))
    return (mine[0] is None or other[1] is None or mine[0] <= other[1]) and (
        mine[1] is None or other[0] is None or mine[1] >= other[0]
    )


def _known(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda value, argument: value is not None and test(value, argument)


OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "isNull": lambda value, argument: (value is None) is argument,
    "ne": lambda value, argument: value != argument,
    "notIn": lambda value, argument: value not in argument,
    "eq": _known(lambda value, argument: bool(value == argument)),
    "in": _known(lambda value, argument: value in argument),
    "lt": _known(lambda value, argument: bool(value < argument)),
    "gte": _known(lambda value, argument: bool(value >= argument)),
    "startsWith": _known(lambda value, argument: bool(value.startswith(argument))),
    "contains": _known(
        lambda value, argument: (
            argument in value if isinstance(value, str) else _bounded(value["low"], argument, value["high"])
        )
    ),
    "atLeast": _known(lambda value, argument: value["low"] is not None and value["low"] >= argument),
    "overlaps": _known(_overlaps),
}
