"""Reading: one request's values, and what is found out while its rows are read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """One request's parameter values by name, and the connections that have more than was asked of them.

    `partial` is a set that keeps its order: paths of response keys of connections asked without `first`.
    """

    values: dict[str, Any]
    partial: dict[Path, None] = field(default_factory=dict)

    def holds(self, names: tuple[str, ...]) -> bool:
        """Whether all of these conditions hold."""
        values = self.values
        return all(values[name] for name in names)


#: A returned value, and the request -> the answer's value.
Reader = Callable[[Any, Reading], Any]
