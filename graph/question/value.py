"""Values that a request's text fixes, or that its variables bring, and conditions on them."""

from collections.abc import Mapping
from dataclasses import dataclass

from schema.values.value import Json

#: How many a connection answers where `first` is left out, and at most.
DEFAULT_FIRST = 25
MAX_FIRST = 1000


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that the request's text fixes."""

    value: Json

    def of(self, variables: Mapping[str, Json]) -> Json:
        """The value."""
        del variables
        return self.value


@dataclass(frozen=True, slots=True)
class Variable:
    """A value at a path in the request's variables; None where the path leads nowhere."""

    path: tuple[str | int, ...]

    def of(self, variables: Mapping[str, Json]) -> Json:
        """The value in these variables."""
        found: Json = dict(variables) if not isinstance(variables, dict) else variables
        for step in self.path:
            if isinstance(found, dict) and isinstance(step, str):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int):
                found = found[step] if step < len(found) else None
            else:
                return None
        return found


Value = Constant | Variable


@dataclass(frozen=True, slots=True)
class Condition:
    """`@include(if:)`, or `@skip(if:)` where `negated`; the item is answered if all its conditions hold."""

    value: Value
    negated: bool = False

    def holds(self, variables: Mapping[str, Json]) -> bool:
        """Whether the item is answered."""
        return bool(self.value.of(variables)) is not self.negated


@dataclass(frozen=True, slots=True)
class Named:
    """`__typename` of a connection, an edge or the like, which is known from the schema."""

    key: str
    name: str
    when: tuple[Condition, ...] = ()
