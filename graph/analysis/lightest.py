"""A Projection whose hops have weights -> the lightest paths between some of its things.

Best first: a path that is begun weighs what it has, and at least what any walk to the end would add within the hops
that are left. Those bounds come from one pass over all edges for each hop (Bellman and Ford's), so that paths come out
the lightest first, and hardly any is begun in vain. Complexity: O(maxLength · m) for each end, then O(d log d) for each
step, where d is how many hops lead from a thing.
"""

import heapq
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.outcome import Outcome
from graph.analysis.projection import Projection
from graph.question import Search, Toward, Weight

#: Weights that differ by no more are equal: they are sums of fractions.
_EQUAL = 1e-9
Marks = Mapping[str, list[str] | None]
Found = tuple[float, tuple[int, ...]]


def lightest(projection: Projection, marks: Marks, task: Mapping[str, Any]) -> Outcome:
    """What a task asks for: `search`, `weight`, `toward`, `least`, `most`, `ends`, `walks`, and `wanted` paths."""
    places = {name: place for place, name in enumerate(projection.ids)}
    begins, ends = (marks[name] or [] for name in ("begins", "ends"))
    shunned = {places[name] for name in marks["avoid"] or () if name in places}
    via = None if marks["via"] is None else {places[name] for name in marks["via"] if name in places}
    hops = Hops.of(projection, task, shunned)
    most = task["ends"]
    search, wanted = Search(task["search"]), task.get("wanted", 0)
    starts = sorted({places[name] for name in begins[:most] if name in places} - shunned)
    found: list[Found] = []
    over = False
    for end in sorted({places[name] for name in ends[:most] if name in places} - shunned):
        bounds = Bounds.of(hops, end, task["most"], via)
        others = [start for start in starts if start != end]
        # Paths sought in turn are sought for all beginnings at once, others for each.
        for some in [others] if search is Search.K_SHORTEST else [[start] for start in others]:
            paths, cut = _best(hops, bounds, some, end, via, task, search, wanted)
            found += paths
            over = over or cut
    found.sort(key=lambda each: (float(f"{each[0]:.9g}"), len(each[1]), each[1]))
    if search is Search.K_SHORTEST:
        found = found[:wanted]
    named = sorted({place for _, path in found for place in path})
    renamed = {place: number for number, place in enumerate(named)}
    return Outcome(
        tuple(projection.ids[place] for place in named),
        array("q", np.cumsum([0, *(len(path) for _, path in found)]).tolist()),
        array("q", [renamed[place] for _, path in found for place in path]),
        array("d", [weight for weight, _ in found]),
        {
            "begins": len(begins),
            "ends": len(ends),
            "over": over,
            "total": len(found),
            "nodes": len(projection.ids),
            "edges": len(hops.sources),
        },
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

    def at(self, left: int, *, passed: bool) -> NDArray[np.float64]:
        """What is still to come at the least with so many hops left."""
        return self.free[left] if passed or not self.through else self.through[left]


def _best(
    hops: Hops,
    bounds: Bounds,
    starts: Sequence[int],
    end: int,
    via: set[int] | None,
    task: Mapping[str, Any],
    search: Search,
    wanted: int,
) -> tuple[list[Found], bool]:
    """The lightest paths to an end, and whether too many steps were needed to find all that were sought."""
    least, most, steps = task["least"], task["most"], task["walks"]
    numbers = count()
    queue: list[tuple[float, int, tuple[int, ...], bool, Iterator[tuple[float, float, int]], float, int]] = []
    found: list[Found] = []
    limit = np.inf

    def push(path: tuple[int, ...], weight: float, passed: bool) -> None:  # noqa: FBT001
        offer(path, passed, _following(hops, bounds, path, weight, passed, via, most))

    def offer(path: tuple[int, ...], passed: bool, more: Iterator[tuple[float, float, int]]) -> None:  # noqa: FBT001
        following = next(more, None)
        if following is not None and following[0] <= limit:
            total, weight, place = following
            heapq.heappush(queue, (total, next(numbers), path, passed, more, weight, place))

    for start in starts:
        push((start,), 0.0, via is None or start in via)
    while queue:
        total, _, path, passed, more, weight, place = heapq.heappop(queue)
        if total > limit:
            break
        if steps == 0:
            return found, True
        steps -= 1
        offer(path, passed, more)
        longer = (*path, place)
        arrived = passed or (via is not None and place in via)
        if place != end:
            push(longer, weight, arrived)
        elif arrived and len(path) >= least:
            found.append((weight, longer))
            # What is as light as the last one wanted is found as well: which is told is for the order of ids to say.
            if search is not Search.K_SHORTEST or len(found) == wanted:
                limit = min(limit, weight * (1 + _EQUAL) + _EQUAL)
    if search is Search.SHORTEST:
        found = sorted(found, key=lambda each: (len(each[1]), each[1]))[:1]
    return found, False


def _following(
    hops: Hops,
    bounds: Bounds,
    path: tuple[int, ...],
    weight: float,
    passed: bool,  # noqa: FBT001
    via: set[int] | None,
    most: int,
) -> Iterator[tuple[float, float, int]]:
    """The hops that may follow, the most promising first: the least that a path so begun weighs, what it weighs so
    far, and the thing."""
    left = most - len(path)
    if left < 0:
        return
    targets, weights = hops.leading(path[-1])
    if not len(targets):
        return
    rest = bounds.at(left, passed=passed)[targets]
    if not passed and via is not None:
        there = np.isin(targets, list(via))
        rest = np.where(there, bounds.free[left][targets], rest)
    totals = weight + weights + rest
    order = np.argsort(totals, kind="stable")
    for place in order.tolist():
        if totals[place] == np.inf:
            return
        target = int(targets[place])
        if target not in path:
            yield float(totals[place]), float(weight + weights[place]), target
