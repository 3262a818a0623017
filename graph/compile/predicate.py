"""A value type's predicate -> a Cypher condition on the parts of a value."""

from collections.abc import Callable
from dataclasses import dataclass

from schema.predicate import All, Any, Compare, Holds, InBox, Missing, Not, Predicate, Unbounded, Within
from schema.values.location import EARTH_RADIUS_KM

#: The database's sphere is that of WGS 84's equator; ours is the mean one.
SCALE = 6378.14 / EARTH_RADIUS_KM


@dataclass(frozen=True, slots=True)
class Operand:
    """What a predicate speaks of: its parts as Cypher, and its argument, a parameter with its `$`."""

    part: Callable[[str], str]
    argument: str

    def at(self, name: str) -> str:
        """A piece of the argument, or all of it."""
        return f"{self.argument}.{name}" if name else self.argument


def compile_predicate(predicate: Predicate, operand: Operand, *, guarded: bool) -> str:
    """The condition; `guarded`: it is never null, so that it may stand under a negation.

    Elsewhere null does as well as false, and a bare comparison lets the database use its indexes.
    """
    match predicate:
        case Compare(part, op, at):
            return _two_valued(f"{operand.part(part)} {op} {operand.at(at)}", guarded=guarded)
        case Missing(part):
            return f"{operand.part(part)} IS NULL"
        case Unbounded(at):
            return f"{operand.at(at)} IS NULL"
        case Within(part):
            centre = f"point({{latitude: {operand.at('latitude')}, longitude: {operand.at('longitude')}}})"
            radius = f"{operand.at('radius')} * {SCALE!r}"
            return _two_valued(f"point.distance({operand.part(part)}, {centre}) <= {radius}", guarded=guarded)
        case InBox(part):
            corners = (
                f"point({{latitude: {operand.at(latitude)}, longitude: {operand.at(longitude)}}})"
                for latitude, longitude in (("south", "west"), ("north", "east"))
            )
            return _two_valued(f"point.withinBBox({operand.part(part)}, {', '.join(corners)})", guarded=guarded)
        case All(of):
            return both([compile_predicate(each, operand, guarded=guarded) for each in of])
        case Any(of):
            return either([compile_predicate(each, operand, guarded=guarded) for each in of])
        case Not(of):
            return f"NOT ({compile_predicate(of, operand, guarded=True)})"
        case Holds(of):
            return f"({compile_predicate(of, operand, guarded=True)}) = {operand.argument}"


def both(tests: list[str]) -> str:
    """All of these hold."""
    return " AND ".join(_bracketed(tests)) or "true"


def either(tests: list[str]) -> str:
    """One of these holds, in brackets of its own."""
    return f"({' OR '.join(_bracketed(tests))})" if tests else "false"


def _bracketed(tests: list[str]) -> list[str]:
    return [f"({test})" if len(tests) > 1 and not _closed(test) else test for test in tests]


def _closed(test: str) -> bool:
    """Whether a test keeps its meaning beside others: it is one comparison, or stands in brackets."""
    if " AND " not in test and " OR " not in test:
        return True
    depth = 0
    for place, character in enumerate(test):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return place == len(test) - 1
    return False


def _two_valued(comparison: str, *, guarded: bool) -> str:
    return f"coalesce({comparison}, false)" if guarded else comparison
