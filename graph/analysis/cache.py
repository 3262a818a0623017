"""Outcomes that were worked out, by what they are of and the graph's version; the latest used ones, within a size."""

from collections import OrderedDict
from collections.abc import Hashable

from graph.analysis.outcome import Outcome


class Outcomes:
    """Keeps outcomes of at most so many bytes together; those that were not asked for longest go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Outcome] = OrderedDict()
        self._size = 0

    def get(self, key: Hashable) -> Outcome | None:
        """What is kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: Hashable, outcome: Outcome) -> None:
        """Keep it, and let others go for it; one that is too large by itself is not kept."""
        if outcome.size > self._most or key in self._kept:
            return
        self._kept[key] = outcome
        self._size += outcome.size
        while self._size > self._most:
            _, gone = self._kept.popitem(last=False)
            self._size -= gone.size
