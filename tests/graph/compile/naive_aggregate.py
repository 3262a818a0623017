"""An Aggregate over a World -> its answer, as naively as it can be said: the oracle of the compiler's tests."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

from graph.question import Aggregate, Counted, FieldSummary, GroupBy, GroupKey, Groups, PartSummary, Summary, Top
from schema.field import Field
from schema.ontology import Ontology, Way
from schema.values import instant
from tests.graph.compile.naive import along
from tests.graph.compile.world import Arrow, World

Row = tuple[str, Arrow | None]
#: What a group is by: for each key, the values that order it.
Key = tuple[tuple[Any, ...], ...]


def aggregate(ontology: Ontology, world: World, rows: Sequence[Row], wanted: Aggregate) -> dict[str, Any]:
    """The answer but for the groups of which no page is asked."""
    answer = sums(world, rows, wanted.parts)
    for part in wanted.parts:
        if isinstance(part, Groups):
            answer[part.key] = groups(ontology, world, rows, part)
    return answer


def sums(world: World, rows: Sequence[Row], parts: Sequence[Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    for part in parts:
        match part:
            case Counted(key, distinct):
                answer[key] = len({thing for thing, _ in rows}) if distinct else len(rows)
            case Summary(key, fields, edge):
                packed = [arrow.fields if edge and arrow else world.things[thing] for thing, arrow in rows]
                answer[key] = {each.key: _field(each, packed) for each in fields if isinstance(each, FieldSummary)}
    return answer


def _field(wanted: FieldSummary, packed: Sequence[Any]) -> dict[str, Any]:
    values = [each[wanted.field.name] for each in packed if each.get(wanted.field.name) is not None]
    if wanted.field.many:
        values = [one for value in values for one in value]
    return _values(wanted.parts, values)


def _values(parts: Sequence[Any], values: Sequence[Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    for part in parts:
        match part:
            case PartSummary(key, name, inner):
                answer[key] = _values(inner, [one for value in values if (one := _part(value, name)) is not None])
            case Top(key):
                found = Counter(values)
                ordered = sorted(found, key=lambda value: (-found[value], value))
                size = part.first.of({}) if part.first else 25
                assert isinstance(size, int)
                shown = [{"value": value, "count": found[value]} for value in ordered[:size]]
                answer[key] = {"values": shown, "more": max(0, len(ordered) - size)}
            case _:
                answer[part.key] = _FUNCTIONS[part.function](values)
    return answer


def _part(value: Any, name: str) -> Any:
    if name in {"start", "end"}:
        moment = _moment(value, name)
        return None if moment is None else _since(moment).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value[name]


def _moment(period: Any, name: str) -> int | None:
    known = period[name] and instant.parse(period[name])
    return (known.first if name == "start" else known.last) if known else None


def _since(milliseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


_FUNCTIONS: dict[str, Callable[[Sequence[Any]], Any]] = {
    "count": len,
    "countDistinct": lambda values: len(set(values)),
    "true": lambda values: sum(value is True for value in values),
    "false": lambda values: sum(value is False for value in values),
    "min": lambda values: min(values, default=None),
    "max": lambda values: max(values, default=None),
    "sum": sum,
    "avg": lambda values: sum(values) / len(values) if values else None,
}

# --- groups ---


def groups(ontology: Ontology, world: World, rows: Sequence[Row], wanted: Groups) -> list[tuple[Key, dict[str, Any]]]:
    """All groups in order, each with its key and what its rows come to."""
    found: dict[Key, list[Row]] = {}
    for row in rows:
        for key in set(_keys(ontology, world, row, wanted.by)):
            found.setdefault(key, []).append(row)
    nodes = next(part for part in wanted.parts if hasattr(part, "parts"))
    told = [(key, sums(world, there, nodes.parts), len(there)) for key, there in found.items()]
    down = wanted.order.endswith("DESC")
    by_count = wanted.order.startswith("COUNT")
    for place in reversed([(i, j) for i, by in enumerate(wanted.by) for j in range(_width(by))]):
        told = _sorted(told, place, down=down and not by_count)
    if by_count:
        told.sort(key=lambda each: each[2], reverse=down)
    return [(key, answer) for key, answer, _ in told]


def _sorted(told: list[Any], place: tuple[int, int], *, down: bool) -> list[Any]:
    def value(each: Any) -> Any:
        return each[0][place[0]][place[1]]

    known = sorted((each for each in told if value(each) is not None), key=value, reverse=down)
    return known + [each for each in told if value(each) is None]


def _width(by: GroupBy) -> int:
    return 2 if by.unit or (by.field and by.field.type.kind == "Count") else 1


def _keys(ontology: Ontology, world: World, row: Row, keys: Sequence[GroupBy]) -> Iterator[Key]:
    """Each combination of what the row's ways lead to, nothing where one leads nowhere."""
    places: dict[tuple[Way, ...], Row | None] = {(): row}
    prefixes = list(dict.fromkeys(by.ways[:n] for by in keys for n in range(1, len(by.ways) + 1)))

    def walk(left: list[tuple[Way, ...]]) -> Iterator[Key]:
        if not left:
            yield from product(*(_values_of(world, places[by.ways], by) for by in keys))
            return
        start = places[left[0][:-1]]
        reached: list[Row | None] = list(along(ontology, world, start[0], left[0][-1])) if start else []
        for each in reached or [None]:
            places[left[0]] = each
            yield from walk(left[1:])

    yield from walk(prefixes)


def _values_of(world: World, place: Row | None, by: GroupBy) -> list[tuple[Any, ...]]:
    if by.field is None:
        return [(place and place[0],)]
    packed: Any = {} if place is None else place[1].fields if by.edge and place[1] else world.things[place[0]]
    value = packed.get(by.field.name)
    if by.unit:
        return [_stretch(value, by.unit)]
    if by.field.type.kind == "Count":
        return [(value["low"], value["high"]) if value else (None, None)]
    return [(one,) for one in value or [None]] if by.field.many else [(value,)]


def _stretch(period: Any, unit: str) -> tuple[Any, ...]:
    start, end = (_moment(period, name) if period else None for name in ("start", "end"))
    if start is None:
        return (None, None)
    return _name(start, unit), end is None or _name(end, unit) != _name(start, unit)


def _name(moment: int, unit: str) -> str:
    day: date = _since(moment).date()
    return day.strftime({"DAY": "%Y-%m-%d", "WEEK": "%G-W%V", "MONTH": "%Y-%m", "YEAR": "%Y"}[unit])


def told_key(by: Sequence[GroupBy], key: Any, parts: Sequence[GroupKey]) -> Key:
    """A key as it was answered, one part for each of `by` -> as the oracle writes it."""
    return tuple(_told(each, key[part.key], part) for each, part in zip(by, parts, strict=True))


def _told(by: GroupBy, value: Any, part: GroupKey) -> tuple[Any, ...]:
    while part.parts and isinstance(part.parts[0], GroupKey):
        part = part.parts[0]
        value = value[part.key]
    if by.field is None:
        return (value and value["id"],)
    if by.unit:
        return (value["text"], value["spans"]) if value else (None, None)
    if by.field.type.kind == "Count":
        return (value["low"], value["high"]) if value else (None, None)
    return (value,)


def groupable(declared: Field) -> bool:
    return bool(declared.type.grouping or declared.type.stretch)
