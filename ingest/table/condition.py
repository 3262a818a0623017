"""What a mapping says under `when` or `rows` -> a function of a row's cells that is true or false."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.table.expression import Cells, Places, Scope, column
from ingest.table.node import Node

Test = Callable[[Cells], bool]

KEYS = ("present", "empty", "equals", "matches", "not")


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of a row; `columns` are those that it reads."""

    columns: tuple[str, ...]
    bind: Callable[[Places], Test]


def read_condition(node: Node, scope: Scope) -> Condition:
    """A map of `present empty equals matches not`, or a list of such maps; all of them must hold. Raises MappingError.

    `present: column`, `empty: column`, `equals: {column: value or values}`, `matches: {column: regular expression}`.
    """
    parts: list[Condition] = []
    for item in node.items():
        for key, argument in item.only(KEYS).items():
            if key == "not":
                parts.append(_negated(read_condition(argument, scope)))
            elif key in {"present", "empty"}:
                parts += [_filled(one, scope, key == "present") for one in argument.items()]
            else:
                parts += [_compared(key, name, one, scope) for name, one in argument.map().items()]
    return _all(parts)


def _all(parts: list[Condition]) -> Condition:
    def bind(places: Places) -> Test:
        tests = [part.bind(places) for part in parts]
        if len(tests) == 1:
            return tests[0]
        return lambda cells: all(test(cells) for test in tests)

    return Condition(tuple(name for part in parts for name in part.columns), bind)


def _negated(condition: Condition) -> Condition:
    def bind(places: Places) -> Test:
        test = condition.bind(places)
        return lambda cells: not test(cells)

    return Condition(condition.columns, bind)


def _filled(node: Node, scope: Scope, wanted: bool) -> Condition:  # noqa: FBT001
    cell = column(node, scope)

    def bind(places: Places) -> Test:
        read = cell.bind(places)
        return lambda cells: (read(cells) is not None) is wanted

    return Condition(cell.columns, bind)


def _compared(key: str, name: str, node: Node, scope: Scope) -> Condition:
    cell = column(Node(node.file, node.line, node.path, name), scope)
    if key == "equals":
        values = frozenset(item.raw() for item in node.items())

        def bind(places: Places) -> Test:
            read = cell.bind(places)
            return lambda cells: (read(cells) or "") in values

        return Condition(cell.columns, bind)
    try:
        pattern = re.compile(node.text())
    except re.error as error:
        node.fail(f"{node.value!r} is not a regular expression: {error}", "Correct it; see Python's `re`.")

    def bind_pattern(places: Places) -> Test:
        read = cell.bind(places)
        return lambda cells: pattern.search(str(read(cells) or "")) is not None

    return Condition(cell.columns, bind_pattern)
