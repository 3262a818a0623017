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
    Selection,
    Tally,
    TallyKey,
    TallyTest,
    Where,
)
from schema.field import Field
from schema.fold import fold
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
        case FieldTest(field, operator, argument, ignore_case):
            value = values.get(field.name)
            each = value or [None] if field.many else [value]
            sought: Any = argument.of({})
            if ignore_case:
                each = [fold(one) if isinstance(one, str) else one for one in each]
                sought = [fold(one) for one in sought] if isinstance(sought, list) else sought
                sought = fold(sought) if isinstance(sought, str) else sought
            return any(OPERATORS[operator](one, sought) for one in each)
        case TallyTest(tally, operator, argument):
            return OPERATORS[operator](count_up(ontology, world, thing, tally), argument.of({}))
        case LinkTest(way, quantifier, node, edge):
            good = [
                passes(ontology, world, end, world.things[end], node)
                and passes(ontology, world, end, arrow.fields, edge)
                for end, arrow in along(ontology, world, thing, way)
            ]
            return {"some": any(good), "none": not any(good), "all": all(good), "single": good.count(True) == 1}[
                quantifier
            ]


def count_up(ontology: Ontology, world: World, thing: str, tally: Tally) -> Any:
    """The number that a tally makes of a thing's links."""
    found = [
        (end, arrow)
        for end, arrow in along(ontology, world, thing, tally.way)
        if passes(ontology, world, end, world.things[end], tally.node)
        and passes(ontology, world, end, arrow.fields, tally.edge)
    ]
    if tally.field is None:
        return len(found)
    numbers = []
    for end, arrow in found:
        packed = (arrow.fields if tally.of_edge else world.things[end]).get(tally.field.name)
        number = packed[tally.part] if tally.part and packed is not None else packed
        numbers += [] if number is None else [number]
    if tally.reduction == "sum":
        return sum(numbers)
    mean = sum(numbers) / len(numbers) if numbers else None
    return {"min": min(numbers, default=None), "max": max(numbers, default=None), "avg": mean}[tally.reduction]


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

    def in_order(value: Callable[[tuple[str, Arrow | None]], Any], *, descending: bool) -> None:
        told = sorted((each for each in found if value(each) is not None), key=value, reverse=descending)
        found[:] = told + [each for each in found if value(each) is None]

    for key in reversed(connection.order):
        if isinstance(key, TallyKey):
            tally = key.tally
            in_order(lambda each, tally=tally: count_up(ontology, world, each[0], tally), descending=key.descending)  # type: ignore[misc]
            continue
        field, edge = key.field, key.edge

        def packed(each: tuple[str, Arrow | None], field: Field = field, edge: bool = edge) -> Any:
            return (each[1].fields if edge and each[1] else world.things[each[0]]).get(field.name)

        found.sort(key=lambda each: packed(each) is None)
        for part in reversed(field.type.order):

            def value(
                each: tuple[str, Arrow | None], part: str = part, packed: Any = packed, field: Field = field
            ) -> Any:
                known = packed(each)
                return None if known is None else field.type.store(known)[f"_{part}" if part else ""]

            in_order(value, descending=key.descending)
    given = connection.page.size
    size: Any = given.of({}) if given else None
    size = 25 if size is None else size
    (nodes,) = (part for part in connection.parts if isinstance(part, Nodes))
    cut = found[max(0, len(found) - size) :] if connection.page.backward else found[:size]
    return {
        "totalCount": len(found),
        "more": len(found) > size,
        "nodes": [select(ontology, world, thing, nodes.selection) for thing, _ in cut],
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
    "lte": _known(lambda value, argument: bool(value <= argument)),
    "gt": _known(lambda value, argument: bool(value > argument)),
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
