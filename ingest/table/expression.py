"""What a mapping says of a value -> an Expression: which columns it reads, and a function of a row's cells."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from ingest.table import local
from ingest.table.node import Node
from ingest.table.step import Function, Step, read_step

Cells = Sequence[str]
#: Cells -> a value, or None where there is none.
Read = Callable[[Cells], object]
#: Names of cells -> their places; repeated things add `$item` and the like.
Places = Mapping[str, int]

_HOLE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Expression:
    """A value made of cells. `many`: it is a list. `bind` fixes the places of the columns once for all rows."""

    columns: tuple[str, ...]
    bind: Callable[[Places], Read]
    many: bool = False
    constant: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that expressions may use where they stand: None means any column of the table."""

    variables: frozenset[str] = frozenset()


#: The keys of an expression that say what to begin with; `do` says what to do with it.
_SOURCES = ("from", "constant", "template", "location", "period", "local", "first", "list")
KEYS = (*_SOURCES, "do")


def read_expression(node: Node, scope: Scope) -> Expression:
    """A column's name, or a map with one of `from constant template location period local first list`.

    Raises MappingError.
    """
    if isinstance(node.value, str):
        return column(node, scope)
    given = node.only(KEYS)
    sources = [key for key in given if key in _SOURCES]
    if len(sources) != 1:
        node.fail("a value begins with exactly one source", f"Write one of {', '.join(_SOURCES)}.")
    found = _READERS[sources[0]](given[sources[0]], scope)
    steps = [read_step(item) for item in given["do"].items()] if "do" in given else []
    return _with_steps(found, steps, given.get("do", node))


def column(node: Node, scope: Scope) -> Expression:
    """The cell of a column, trimmed; nothing where it is empty."""
    name = node.text()
    if name.startswith("$") and name not in scope.variables:
        node.unknown("variable", name, scope.variables)

    def bind(places: Places) -> Read:
        place = places[name]
        return lambda cells: cells[place] or None

    return Expression((name,), bind)


def _constant(node: Node, scope: Scope) -> Expression:
    del scope
    text = node.text()
    return Expression((), lambda places: lambda cells: text, constant=text)


def _template(node: Node, scope: Scope) -> Expression:
    text = node.text()
    # Words and columns take turns, beginning and ending with words.
    first, *rest = _HOLE.split(text)
    names, words = rest[::2], rest[1::2]
    parts = [column(Node(node.file, node.line, node.path, name), scope) for name in names]

    def bind(places: Places) -> Read:
        reads = [part.bind(places) for part in parts]

        def read(cells: Cells) -> object:
            values = [one(cells) for one in reads]
            if None in values:
                return None
            return first + "".join(f"{value}{word}" for value, word in zip(values, words, strict=True))

        return read

    return Expression(tuple(names), bind)


def _several(node: Node, scope: Scope, count: int, what: str) -> tuple[Expression, ...]:
    items = node.items()
    if len(items) != count:
        node.fail(f"{what} takes {count} values, here are {len(items)}", "Write them as a list.")
    return tuple(read_expression(item, scope) for item in items)


def _all_columns(parts: Iterable[Expression]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part.columns))


def _location(node: Node, scope: Scope) -> Expression:
    parts = _several(node, scope, 2, "a location: latitude and longitude; it")

    def bind(places: Places) -> Read:
        latitude, longitude = (part.bind(places) for part in parts)

        def read(cells: Cells) -> object:
            north, east = latitude(cells), longitude(cells)
            return None if north is None or east is None else {"latitude": north, "longitude": east}

        return read

    return Expression(_all_columns(parts), bind)


def _period(node: Node, scope: Scope) -> Expression:
    parts = _several(node, scope, 2, "a period: start and end; it")

    def bind(places: Places) -> Read:
        first, last = (part.bind(places) for part in parts)

        def read(cells: Cells) -> object:
            start, end = first(cells), last(cells)
            return None if start is None and end is None else {"start": start, "end": end}

        return read

    return Expression(_all_columns(parts), bind)


def _local(node: Node, scope: Scope) -> Expression:
    given = node.only(("date", "time", "zone", "after", "early"))
    needed = ("time", "zone", "after") if "after" in given else ("date", "time", "zone")
    for key in needed:
        if key not in given:
            node.fail(f"a local time needs {key}", "Give time, zone, and either date or after.")
    if "after" in given and "date" in given:
        node.fail("a local time has date or after, not both", "Leave one of them out.")
    parts = tuple(read_expression(given[key], scope) for key in needed)
    early = int(given["early"].number()) if "early" in given else 0
    by_day = "date" in given

    def bind(places: Places) -> Read:
        reads = [part.bind(places) for part in parts]

        def read(cells: Cells) -> object:
            values = [one(cells) for one in reads]
            if None in values:
                return None
            if by_day:
                day, time, zone = map(str, values)
                return local.on_day(day, time, zone)
            time, zone, after = map(str, values)
            return local.next_after(after, time, zone, early)

        return read

    return Expression(_all_columns(parts), bind)


def _first(node: Node, scope: Scope) -> Expression:
    parts = tuple(read_expression(item, scope) for item in node.items())

    def bind(places: Places) -> Read:
        reads = [part.bind(places) for part in parts]
        return lambda cells: next((value for one in reads if (value := one(cells)) is not None), None)

    return Expression(_all_columns(parts), bind, many=any(part.many for part in parts))


def _listed(node: Node, scope: Scope) -> Expression:
    parts = tuple(read_expression(item, scope) for item in node.items())

    def bind(places: Places) -> Read:
        reads = [part.bind(places) for part in parts]

        def read(cells: Cells) -> object:
            found: list[object] = []
            for one in reads:
                value = one(cells)
                if isinstance(value, list):
                    found += value
                elif value is not None:
                    found.append(value)
            return found or None

        return read

    return Expression(_all_columns(parts), bind, many=True)


_READERS: Mapping[str, Callable[[Node, Scope], Expression]] = {
    "from": read_expression,
    "constant": _constant,
    "template": _template,
    "location": _location,
    "period": _period,
    "local": _local,
    "first": _first,
    "list": _listed,
}


def _with_steps(expression: Expression, steps: Sequence[Step], node: Node) -> Expression:
    many = expression.many
    functions: list[Function] = []
    for step in steps:
        if step.takes == "many" and not many:
            node.fail("`at` and `join` need a list", "Put `split` or `find` before them.")
        if step.gives == "many" and many:
            node.fail("`split` and `find` need one value, not a list", "Put `at` or `join` before them.")
        functions.append(_each(step.function) if many and step.takes == "one" else step.function)
        many = step.gives == "many" if step.takes != step.gives else many
    if not functions:
        return expression

    def bind(places: Places) -> Read:
        begin = expression.bind(places)

        def read(cells: Cells) -> object:
            value = begin(cells)
            for function in functions:
                if value is None:
                    return None
                value = function(value)
            return value

        return read

    return Expression(expression.columns, bind, many)


def _each(function: Function) -> Function:
    def each(value: object) -> object:
        return [one for item in cast("list[object]", value) if (one := function(item)) is not None] or None

    return each
