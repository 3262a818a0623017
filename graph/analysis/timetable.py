"""One streamed read of Neo4j -> journeys as columns: from where to where, when, and what each weighs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.analysis.projection import columns
from graph.question import Timing, Toward, Weight

#: Before and after all moments, also those that stand for what is not known; and what is before none of them.
_BEFORE, _AFTER = -(2**63), 2**63 - 1
_NEVER = _BEFORE + 1
Number = TypeVar("Number", np.int64, np.float64)
_Whole = NDArray[np.int64]
_Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Leg:
    """A journey's row: its id, when it departs and arrives as far as order goes by it, and its weight: kilometres,
    the statements that tell of it, or when it departs and arrives where that is known to the minute.
    """

    journey: str
    departs: int
    arrives: int
    weight: Any


@dataclass(frozen=True, slots=True)
class Label:
    """How one came along a path: when one departed where that counts, the least that one can have arrived, and the
    journeys taken of those that also lead between other places.
    """

    begun: float
    last: int
    used: frozenset[str]


@dataclass(frozen=True)
class Timetable:
    """Journeys between places, by their ends and then by when they depart. Times are in milliseconds.

    A journey may follow what arrived no later than it departs: with CERTAINLY that is the latest that something
    arrives and the earliest that it departs, with POSSIBLY the other way round.
    """

    ids: list[str]
    timing: Timing
    sources: _Whole
    targets: _Whole
    departs: _Whole
    arrives: _Whole
    legs: list[Leg]

    @classmethod
    def of(cls, rows: Iterable[list[Any]], task: Mapping[str, Any], most: int) -> "Timetable":
        """Rows of a place, a list of others, and a list of what a Leg holds. Raises RowLimitError."""
        ids, sources, targets, values = columns(rows, most)
        if Toward(task["toward"]) is Toward.IN:
            sources, targets = targets, sources
        legs = [Leg(*value) for value in values or ()]
        departs = np.array([leg.departs for leg in legs], np.int64)
        order = np.lexsort((departs, targets, sources))
        arrives = np.array([leg.arrives for leg in legs], np.int64)
        return cls(ids, Timing(task["timing"]), sources[order], targets[order], departs[order], arrives[order],
                   [legs[place] for place in order.tolist()])  # fmt: skip

    def without(self, shunned: set[int]) -> "Timetable":
        """Neither journeys from or to these, nor such as lead nowhere."""
        kept = (self.sources != self.targets) & ~np.isin(self.sources, list(shunned))
        kept &= ~np.isin(self.targets, list(shunned))
        return Timetable(self.ids, self.timing, self.sources[kept], self.targets[kept], self.departs[kept],
                         self.arrives[kept], [self.legs[place] for place in np.flatnonzero(kept).tolist()])  # fmt: skip

    @cached_property
    def between(self) -> dict[int, dict[int, slice]]:
        """The journeys from each place to each other one."""
        found: dict[int, dict[int, slice]] = {}
        begins = np.flatnonzero(np.diff(self.sources, prepend=-1) | np.diff(self.targets, prepend=-1))
        for begin, end in pairwise([*begins.tolist(), len(self.sources)]):
            found.setdefault(int(self.sources[begin]), {})[int(self.targets[begin])] = slice(begin, end)
        return found

    @cached_property
    def again(self) -> dict[int, list[int]]:
        """By where the journeys between two places begin: those that lead elsewhere too, as "from one or other"."""
        count = Counter(leg.journey for leg in self.legs)
        return {
            some.start: several
            for others in self.between.values()
            for some in others.values()
            if (several := [place for place in range(some.start, some.stop) if count[self.legs[place].journey] > 1])
        }

    def least(self, values: NDArray[Number], none: Number) -> NDArray[Number]:
        """For each journey the least value of it and all later ones between the same places that lead nowhere else."""
        own = values.copy()
        for several in self.again.values():
            own[several] = none
        for others in self.between.values():
            for some in others.values():
                own[some] = np.minimum.accumulate(own[some][::-1])[::-1]
        return own

    @cached_property
    def soonest(self) -> _Whole:
        """For each journey the least that it or a later one arrives, as `least` does."""
        return self.least(self.arrives, np.int64(_AFTER))

    def first(self, some: slice, last: int) -> int:
        """The first of some journeys that may follow what arrived then; all behind it may as well."""
        return int(some.start) + int(np.searchsorted(self.departs[some], last))

    def onward(self, some: slice, labels: Iterable[Label]) -> list[Label]:
        """What is reached by some journeys; no journey is taken twice."""
        found = []
        for label in labels:
            place = self.first(some, label.last)
            if place < some.stop and (soonest := int(self.soonest[place])) < _AFTER:
                found.append(Label(label.begun, self._after(label.last, soonest), label.used))
            found += [
                Label(
                    label.begun, self._after(label.last, int(self.arrives[other])), label.used | {self.journey(other)}
                )
                for other in self.again.get(some.start, ())
                if other >= place and self.journey(other) not in label.used
            ]
        return needed(found)

    def journey(self, place: int) -> str:
        """The id of a journey."""
        return self.legs[place].journey

    def _after(self, last: int, arrives: int) -> int:
        return arrives if self.timing is Timing.CERTAINLY or arrives > last else last

    def latest(self, end: int, most: int) -> list[_Whole]:
        """The latest that one may have arrived at each place to get to an end, within so many hops."""
        found = [np.full(len(self.ids), _BEFORE, np.int64)]
        found[0][end] = _AFTER
        for _ in range(most):
            there = found[-1][self.targets]
            by = np.minimum(self.departs, there) if self.timing is Timing.POSSIBLY else self.departs
            step = found[-1].copy()
            np.maximum.at(step, self.sources, np.where(self.arrives <= there, by, _BEFORE))
            found.append(step)
        return found

    def taken(self, path: tuple[int, ...]) -> list[list[int]]:
        """For each hop of a path the journeys of all chains in order of time that lead along it."""
        hops = [self.between[one][other] for one, other in pairwise(path)]
        lasts = [_NEVER]
        for some in hops[:-1]:
            lasts.append(self._after(lasts[-1], int(self.arrives[self.first(some, lasts[-1]) : some.stop].min())))
        found: list[list[int]] = []
        allowed = _AFTER
        for some, last in zip(reversed(hops), reversed(lasts), strict=True):
            departs, arrives = self.departs[some], self.arrives[some]
            sure = self.timing is Timing.CERTAINLY
            after = arrives if sure else np.maximum(arrives, last)
            found.append((some.start + np.flatnonzero((last <= departs) & (after <= allowed))).tolist())
            leads = arrives <= allowed
            allowed = int((departs if sure else np.minimum(departs, allowed))[leads].max())
        found.reverse()
        again = Counter(self.journey(place) for hop in found for place in hop)
        if max(again.values()) == 1:
            return found
        return [[place for place in hop if self._leads(hops, number, place)] for number, hop in enumerate(found)]

    def _leads(self, hops: list[slice], number: int, place: int) -> bool:
        """Whether a chain of different journeys takes this one on the hop of this number."""
        labels = [begun()]
        for each, some in enumerate(hops):
            labels = self.onward(some, labels) if each != number else self._by(place, labels)
        return bool(labels)

    def _by(self, place: int, labels: Iterable[Label]) -> list[Label]:
        own = self.journey(place)
        return needed(
            Label(label.begun, self._after(label.last, int(self.arrives[place])), label.used | {own})
            for label in labels
            if label.last <= self.departs[place] and own not in label.used
        )


def begun() -> Label:
    """Of a path that is one place: nothing has arrived."""
    return Label(0.0, _NEVER, frozenset())


def needed(labels: Iterable[Label]) -> list[Label]:
    """Those before which none departed later, arrived as early, and left as many journeys to be taken."""
    kept: list[Label] = []
    for label in sorted(labels, key=lambda each: (each.last, -each.begun, len(each.used))):
        if not any(label.begun <= other.begun and other.used <= label.used for other in kept):
            kept.append(label)
    return kept


def measured(timetable: Timetable, weight: Weight) -> _Real:
    """What each journey adds to its hop: kilometres, or how many statements tell of it."""
    values = (leg.weight if weight is Weight.KILOMETRES else len(leg.weight) for leg in timetable.legs)
    return np.fromiter(values, np.float64, len(timetable.legs))


def known(timetable: Timetable) -> tuple[_Real, _Real]:
    """When each journey departs and arrives where that is known to the minute; else never, and too late."""
    ends = ((-np.inf if each is None else each for each in (leg.weight[0] for leg in timetable.legs)),
            (np.inf if each is None else each for each in (leg.weight[1] for leg in timetable.legs)))  # fmt: skip
    departs, arrives = (np.fromiter(each, np.float64, len(timetable.legs)) for each in ends)
    return departs, arrives
