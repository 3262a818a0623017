"""A Projection whose hops have weights -> the lightest paths between some of its things.

Best first: a path that is begun weighs what it has, and at least what any walk to the end would add within the hops
that are left. Those bounds come from one pass over all edges for each hop (Bellman and Ford's), so that paths come out
the lightest first, and hardly any is begun in vain. Complexity: O(maxLength · m) for each end, then O(d log d) for each
step, where d is how many hops lead from a thing.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.best import Best, Found, Ways
from graph.analysis.outcome import Outcome
from graph.analysis.projection import Projection
from graph.question import Search, Toward, Weight

Marks = Mapping[str, list[str] | None]


def lightest(projection: Projection, marks: Marks, task: Mapping[str, Any]) -> Outcome:
    """What a task asks for: `search`, `weight`, `toward`, `least`, `most`, `ends`, `walks`, and `wanted` paths."""
    wanted = Wanted.of(projection.ids, marks, task)
    hops = Hops.of(projection, task, wanted.shunned)

    def ways(end: int) -> Ways[float]:
        return _Walks(hops, Bounds.of(hops, end, task["most"], wanted.via), wanted.via)

    found, over = wanted.search(ways)
    return wanted.outcome(found, over=over, edges=len(hops.sources))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The paths that are sought, among things that are places in `ids`."""

    ids: list[str]
    marks: Marks
    task: Mapping[str, Any]
    shunned: set[int]
    via: set[int] | None
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, ids: list[str], marks: Marks, task: Mapping[str, Any]) -> "Wanted":
        """What a task and the names of things say."""
        places = {name: place for place, name in enumerate(ids)}
        shunned = {places[name] for name in marks["avoid"] or () if name in places}
        via = None if marks["via"] is None else {places[name] for name in marks["via"] if name in places}
        starts, ends = (
            sorted({places[name] for name in (marks[end] or ())[: task["ends"]] if name in places} - shunned)
            for end in ("begins", "ends")
        )
        return cls(ids, marks, task, shunned, via, starts, ends)

    def search(self, ways: Callable[[int], Ways[Any]]) -> tuple[list[Found], bool]:
        """The paths in their order, given how they go to each end; and whether some were left out."""
        found: list[Found] = []
        over = False
        in_turn = Search(self.task["search"]) is Search.K_SHORTEST
        for end in self.ends:
            others = [start for start in self.starts if start != end]
            going = ways(end)
            # Paths sought in turn are sought for all beginnings at once, others for each.
            for some in [others] if in_turn else [[start] for start in others]:
                paths, cut = Best(going, end, self.via, self.task).run(some)
                found += paths
                over = over or cut
        found.sort(key=lambda each: (float(f"{each[0]:.9g}"), len(each[1]), each[1]))
        return found[: self.task["wanted"]] if in_turn else found, over

    def outcome(self, found: list[Found], *, over: bool, edges: int, beside: tuple[bytes, ...] = ()) -> Outcome:
        """The paths that were found, as columns."""
        named = sorted({place for _, path in found for place in path})
        renamed = {place: number for number, place in enumerate(named)}
        return Outcome(
            tuple(self.ids[place] for place in named),
            array("q", np.cumsum([0, *(len(path) for _, path in found)]).tolist()),
            array("q", [renamed[place] for _, path in found for place in path]),
            array("d", [weight for weight, _ in found]),
            {
                "begins": len(self.marks["begins"] or ()),
                "ends": len(self.marks["ends"] or ()),
                "over": over,
                "total": len(found),
                "nodes": len(self.ids),
                "edges": edges,
            },
            beside,
        )


@dataclass(frozen=True, slots=True)
class Hops:
    """What leads where and how much it weighs: each pair of things once, by where it begins."""

    size: int
    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    weights: NDArray[np.float64]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, projection: Projection, task: Mapping[str, Any], shunned: set[int]) -> "Hops":
        """The hops that may be taken: what weighs nothing that is known was left out before."""
        toward, weight = Toward(task["toward"]), Weight(task["weight"])
        sources, targets = projection.sources, projection.targets
        # Where nothing leads anywhere, no statement told a value.
        values = np.empty(0) if projection.values is None else projection.values
        if toward is Toward.IN:
            sources, targets = targets, sources
        size = max(len(projection.ids), 1)
        kept = sources != targets
        if shunned:
            kept &= ~np.isin(sources, list(shunned)) & ~np.isin(targets, list(shunned))
        pairs, inverse = np.unique(sources[kept] * size + targets[kept], return_inverse=True)
        if weight is Weight.EVIDENCE:
            # What rests on no statement that is undisputed weighs as if on one.
            weights = 1 / np.maximum(np.bincount(inverse, values[kept], len(pairs)), 1)
        else:
            weights = np.full(len(pairs), np.inf)
            np.minimum.at(weights, inverse, values[kept])
        first, second = np.divmod(pairs, size)
        return cls(size, first, second, weights, np.searchsorted(first, np.arange(size + 1)))

    def leading(self, place: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """What leads from a thing: where to, and the weights."""
        some = slice(self.starts[place], self.starts[place + 1])
        return self.targets[some], self.weights[some]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least that any walk to an end weighs, within so many hops: `free[hops][thing]`; and `through[hops][thing]`
    of those that still come by a thing that paths must come by.
    """

    free: list[NDArray[np.float64]]
    through: list[NDArray[np.float64]] = field(default_factory=list)

    @classmethod
    def of(cls, hops: Hops, end: int, most: int, via: set[int] | None) -> "Bounds":
        """The bounds for one end."""
        nothing = np.full(hops.size, np.inf)
        first = nothing.copy()
        first[end] = 0
        free, through = [first], [nothing]
        passed = np.zeros(hops.size, np.bool_)
        passed[list(via or ())] = True
        for _ in range(most):
            free.append(cls._step(hops, free[-1], free[-1]))
            if via is not None:
                there = np.where(passed, free[-2], through[-1])
                through.append(cls._step(hops, through[-1], there))
        return cls(free, through if via is not None else [])

    @staticmethod
    def _step(hops: Hops, last: NDArray[np.float64], there: NDArray[np.float64]) -> NDArray[np.float64]:
        found = last.copy()
        np.minimum.at(found, hops.sources, hops.weights + there[hops.targets])
        return found

    def ahead(
        self, targets: NDArray[np.int64], left: int, via: set[int] | None, *, passed: bool
    ) -> NDArray[np.float64]:
        """What is still to come at the least from each of these with so many hops left."""
        if passed or not self.through:
            return self.free[left][targets]
        return np.where(np.isin(targets, list(via or ())), self.free[left][targets], self.through[left][targets])


@dataclass(frozen=True, slots=True)
class _Walks:
    """Paths whose hops weigh the same whatever they come after: a state is what they weigh so far."""

    hops: Hops
    bounds: Bounds
    via: set[int] | None

    def begin(self, _place: int) -> float:
        return 0.0

    def following(
        self, path: tuple[int, ...], state: float, left: int, *, passed: bool
    ) -> Iterator[tuple[float, float, int]]:
        targets, weights = self.hops.leading(path[-1])
        totals = state + weights + self.bounds.ahead(targets, left, self.via, passed=passed)
        order = np.argsort(totals, kind="stable")
        for place in order.tolist():
            if totals[place] == np.inf:
                return
            target = int(targets[place])
            if target not in path:
                yield float(totals[place]), float(state + weights[place]), target

    def weigh(self, _path: tuple[int, ...], state: float) -> float:
        return state
