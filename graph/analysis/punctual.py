"""A Timetable -> the lightest paths between some of its places by journeys that follow each other in time.

What makes the lightest way to a place may arrive too late for what leads on: so paths are told apart by the things on
the way, and of each is kept how early it can have arrived; by time, of what departed when. What cannot get to the
end in time any more is left.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from graph.analysis.best import Ways
from graph.analysis.lightest import Bounds, Hops, Marks, Wanted
from graph.analysis.outcome import Outcome
from graph.analysis.projection import Projection
from graph.analysis.timetable import Label, Timetable, begun, known, measured, needed
from graph.question import Toward, Weight

_MINUTE = 60_000
#: What a path weighs so far, and how one can have come along it.
Weighed = tuple[float, list[Label]]


def punctual(timetable: Timetable, marks: Marks, task: Mapping[str, Any]) -> Outcome:
    """What a task asks for, as `lightest` does; beside each path, the ids of the journeys of each of its hops."""
    wanted = Wanted.of(timetable.ids, marks, task)
    kept = timetable.without(wanted.shunned)
    weight = Weight(task["weight"])
    most, via = task["most"], wanted.via
    if weight is Weight.TIME:
        lasting = _Times.of(kept)

        def ways(end: int) -> Ways[Any]:
            return _Lasting(lasting, lasting.bounds(end, most, via), lasting.bounds(end, most, None), end, via)

    else:
        own = Projection(kept.ids, kept.sources, kept.targets, measured(kept, weight))
        hops = Hops.of(own, {**task, "toward": Toward.OUT.value}, set())

        def ways(end: int) -> Ways[Any]:
            return _Measured(kept, hops, Bounds.of(hops, end, most, via), kept.latest(end, most), via, weight)

    found, over = wanted.search(ways)
    beside = (
        orjson.dumps([[kept.legs[place].journey for place in hop] for hop in kept.taken(path)]) for _, path in found
    )
    return wanted.outcome(found, over=over, edges=sum(map(len, kept.between.values())), beside=tuple(beside))


@dataclass(frozen=True, slots=True)
class _Measured:
    """Paths by what their hops weigh.

    By evidence a hop weighs at least what it does with all its journeys, until it is known which of them are taken.
    """

    timetable: Timetable
    hops: Hops
    bounds: Bounds
    latest: list[NDArray[np.int64]]
    via: set[int] | None
    by: Weight

    def begin(self, _place: int) -> Weighed:
        return 0.0, [begun()]

    def following(
        self, path: tuple[int, ...], state: Weighed, left: int, *, passed: bool
    ) -> Iterator[tuple[float, Weighed, int]]:
        weight, labels = state
        others = self.timetable.between.get(path[-1], {})
        targets, weights = self.hops.leading(path[-1])
        totals = weight + weights + self.bounds.ahead(targets, left, self.via, passed=passed)
        for place in np.argsort(totals, kind="stable").tolist():
            if totals[place] == np.inf:
                return
            target = int(targets[place])
            if target in path:
                continue
            latest = self.latest[left][target]
            onward = [label for label in self.timetable.onward(others[target], labels) if label.last <= latest]
            if onward:
                yield float(totals[place]), (float(weight + weights[place]), onward), target

    def weigh(self, path: tuple[int, ...], state: Weighed) -> float:
        if self.by is Weight.KILOMETRES:
            return state[0]
        legs = self.timetable.legs
        told = (set().union(*(legs[place].weight for place in hop)) for hop in self.timetable.taken(path))
        return float(sum(1 / max(len(each), 1) for each in told))


@dataclass(frozen=True, slots=True)
class _Times:
    """A timetable with the moments that are known to the minute, and its journeys by where and when they depart."""

    timetable: Timetable
    departs: NDArray[np.float64]
    arrives: NDArray[np.float64]
    #: For each journey the soonest known arrival of it or a later one: see `Timetable.least`.
    soonest: NDArray[np.float64]
    order: NDArray[np.int64]
    #: Where the journeys from each place begin in `order`, and when those depart.
    starts: NDArray[np.int64]
    moments: NDArray[np.int64]
    #: For each journey in `order` the place of the first one that may follow it; that of no journey where none may.
    onward: NDArray[np.int64]

    @classmethod
    def of(cls, timetable: Timetable) -> "_Times":
        """Of a timetable whose journeys weigh as by TIME."""
        departs, arrives = known(timetable)
        order = np.lexsort((timetable.departs, timetable.sources))
        sources, moments = timetable.sources[order], timetable.departs[order]
        size = len(timetable.ids)
        starts = np.searchsorted(sources, np.arange(size + 1))
        # Moments by rank, so that a place and a moment are one number.
        every = np.unique(np.concatenate([moments, timetable.arrives]))
        among = len(every) + 1
        targets = timetable.targets[order]
        after = targets * among + np.searchsorted(every, timetable.arrives[order])
        onward = np.searchsorted(sources * among + np.searchsorted(every, moments), after)
        onward = np.where(onward < starts[targets + 1], onward, len(order))
        return cls(
            timetable, departs, arrives, timetable.least(arrives, np.float64(np.inf)), order, starts, moments, onward
        )

    def bounds(self, end: int, most: int, via: set[int] | None) -> list[NDArray[np.float64]]:
        """For so many hops and each journey in `order`: the soonest that it or a later one from there gets to an end,
        whatever came before; with `via`, by one of those."""
        targets, arrives = self.timetable.targets[self.order], self.arrives[self.order]
        there = np.where(targets == end, arrives, np.inf)
        free, through = [np.full(len(self.order) + 1, np.inf)], [np.full(len(self.order) + 1, np.inf)]
        passed = np.isin(targets, list(via or ()))
        for _ in range(most):
            free.append(self._least(np.minimum(there, free[-1][self.onward])))
            if via is not None:
                own = np.minimum(there, free[-2][self.onward])
                through.append(self._least(np.where(passed, own, through[-1][self.onward])))
        return free if via is None else through

    def _least(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        found = np.append(values, np.inf)
        for begin, end in pairwise(self.starts.tolist()):
            if end > begin + 1:
                found[begin:end] = np.minimum.accumulate(values[begin:end][::-1])[::-1]
        return found

    def ahead(self, bound: NDArray[np.float64], place: int, last: int) -> float:
        """The soonest that one gets to the end from a place where one arrived then, by one of the bounds."""
        begin, end = int(self.starts[place]), int(self.starts[place + 1])
        found = begin + int(np.searchsorted(self.moments[begin:end], last))
        return float(bound[found]) if found < end else np.inf


@dataclass(frozen=True, slots=True)
class _Lasting:
    """Paths by the minutes from their departure to their arrival, which are known once they are whole."""

    times: _Times
    through: list[NDArray[np.float64]]
    free: list[NDArray[np.float64]]
    end: int
    via: set[int] | None

    def begin(self, _place: int) -> Weighed:
        return np.inf, [begun()]

    def following(
        self, path: tuple[int, ...], state: Weighed, left: int, *, passed: bool
    ) -> Iterator[tuple[float, Weighed, int]]:
        labels = state[1]
        found = []
        for target, some in self.times.timetable.between.get(path[-1], {}).items():
            if target in path:
                continue
            if target == self.end:
                onward: list[Label] = []
                total = self._whole(some, labels, first=len(path) == 1)
            else:
                onward = self._first(some) if len(path) == 1 else self.times.timetable.onward(some, labels)
                bound = (self.free if passed or target in (self.via or ()) else self.through)[left]
                soonest = (self.times.ahead(bound, target, label.last) - label.begun for label in onward)
                total = min(soonest, default=np.inf)
            if total < np.inf:
                found.append((total / _MINUTE, (total / _MINUTE, onward), target))
        return iter(sorted(found, key=lambda each: (each[0], each[2])))

    def weigh(self, _path: tuple[int, ...], state: Weighed) -> float:
        return state[0]

    def _whole(self, some: slice, labels: list[Label], *, first: bool) -> float:
        """The least from departure to arrival, by a last hop."""
        times, timetable = self.times, self.times.timetable
        if first:
            return float(np.min(times.arrives[some] - times.departs[some]))
        found = [np.inf]
        for label in labels:
            place = timetable.first(some, label.last)
            if place < some.stop:
                found.append(times.soonest[place] - label.begun)
            found += [
                times.arrives[other] - label.begun
                for other in timetable.again.get(some.start, ())
                if other >= place and timetable.journey(other) not in label.used
            ]
        return float(min(found))

    def _first(self, some: slice) -> list[Label]:
        """By a first hop."""
        times, timetable = self.times, self.times.timetable
        again = timetable.again.get(some.start, ())
        return needed(
            Label(
                float(times.departs[place]),
                int(timetable.arrives[place]),
                frozenset({timetable.journey(place)} if place in again else ()),
            )
            for place in range(some.start, some.stop)
            if times.departs[place] > -np.inf
        )
