"""Ways that go on from thing to thing -> the lightest whole paths between some, best first.

A path that is begun is taken up by the least that it can come to. What it does come to may be known only once it is
whole: then it waits for its turn by that, so that paths come out the lightest first.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Generic, Protocol, TypeVar

import numpy as np

from graph.question import Search

#: Weights that differ by no more are equal: they are sums of fractions.
_EQUAL = 1e-9
State = TypeVar("State")
Found = tuple[float, tuple[int, ...]]


class Ways(Protocol[State]):
    """How paths go on; a state is what must be known of a path that is begun."""

    def begin(self, place: int) -> State:
        """Of a path that is one thing."""

    def following(
        self, path: tuple[int, ...], state: State, left: int, *, passed: bool
    ) -> Iterator[tuple[float, State, int]]:
        """The things that may follow, the most promising first: the least that such a path comes to, with `left` hops
        after it at the most; its state; and the thing. `passed`: it came by what paths must come by."""

    def weigh(self, path: tuple[int, ...], state: State) -> float:
        """What a whole path weighs."""


@dataclass(frozen=True, slots=True)
class _Begun(Generic[State]):
    """A path, what else may follow on it, and what follows first: its state, and the thing."""

    path: tuple[int, ...]
    passed: bool
    more: Iterator[tuple[float, State, int]]
    state: State
    place: int


@dataclass(slots=True)
class Best(Generic[State]):
    """The search for the lightest paths to an end; a task says which: see `lightest`."""

    ways: Ways[State]
    end: int
    via: set[int] | None
    task: Mapping[str, Any]
    found: list[Found] = field(default_factory=list)
    _limit: float = np.inf
    _queue: list[tuple[float, int, _Begun[State] | tuple[int, ...]]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def run(self, starts: Sequence[int]) -> tuple[list[Found], bool]:
        """The paths from some things, and whether too many steps were needed to find all that were sought."""
        steps = self.task["walks"]
        for start in starts:
            self._push((start,), self.ways.begin(start), passed=self.via is None or start in self.via)
        while self._queue:
            total, _, begun = heapq.heappop(self._queue)
            if total > self._limit:
                break
            if not isinstance(begun, _Begun):
                self._keep(total, begun)
                continue
            if steps == 0:
                return self.found, True
            steps -= 1
            self._go_on(begun)
        if Search(self.task["search"]) is Search.SHORTEST:
            return sorted(self.found, key=lambda each: (len(each[1]), each[1]))[:1], False
        return self.found, False

    def _keep(self, weight: float, path: tuple[int, ...]) -> None:
        self.found.append((weight, path))
        # What is as light as the last one wanted is found as well: which is told is for the order of ids to say.
        in_turn = Search(self.task["search"]) is Search.K_SHORTEST
        if not in_turn or len(self.found) == self.task["wanted"]:
            self._limit = min(self._limit, weight + abs(weight) * _EQUAL + _EQUAL)

    def _go_on(self, begun: _Begun[State]) -> None:
        self._offer(begun.path, begun.more, passed=begun.passed)
        longer = (*begun.path, begun.place)
        passed = begun.passed or (self.via is not None and begun.place in self.via)
        if begun.place != self.end:
            self._push(longer, begun.state, passed=passed)
        elif passed and len(begun.path) >= self.task["least"]:
            weight = self.ways.weigh(longer, begun.state)
            if weight <= self._limit and weight < np.inf:
                heapq.heappush(self._queue, (weight, next(self._numbers), longer))

    def _push(self, path: tuple[int, ...], state: State, *, passed: bool) -> None:
        left = self.task["most"] - len(path)
        if left >= 0:
            self._offer(path, self.ways.following(path, state, left, passed=passed), passed=passed)

    def _offer(self, path: tuple[int, ...], more: Iterator[tuple[float, State, int]], *, passed: bool) -> None:
        following = next(more, None)
        if following is not None and following[0] <= self._limit:
            total, state, place = following
            heapq.heappush(self._queue, (total, next(self._numbers), _Begun(path, passed, more, state, place)))
