"""Reading: one request's values, and what is found out while its rows are read."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graph.analysis.outcome import Outcome
from graph.errors import RowLimitError

Path = tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """One request's parameter values by name, and the connections that have more than was asked of them.

    `partial` is a set that keeps its order: paths of response keys of connections asked without `first`. `read` counts
    the things that were read, of which there may be as many as `allowed`. `outcomes` are what studies came to, by the
    parameters that hold their things; `made` tells how each was made. `shared` is what several parts of one row are
    read from, by a name and the row's identity.
    """

    values: dict[str, Any]
    partial: dict[Path, None] = field(default_factory=dict)
    allowed: int = sys.maxsize
    read: int = 0
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    made: list[dict[str, Any]] = field(default_factory=list)
    shared: dict[tuple[str, int], Any] = field(default_factory=dict)

    def counted(self, rows: list[Any]) -> list[Any]:
        """The rows, counted before any of them is read. Raises RowLimitError where the answer holds too many."""
        self.read += len(rows)
        if self.read > self.allowed:
            raise RowLimitError.over(self.allowed)
        return rows

    def holds(self, names: tuple[str, ...]) -> bool:
        """Whether all of these conditions hold."""
        values = self.values
        return all(values[name] for name in names)


#: A returned value, and the request -> the answer's value.
Reader = Callable[[Any, Reading], Any]
