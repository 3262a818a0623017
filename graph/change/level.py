"""Counts of equal stretches of time -> levels: the partition into stretches of constant rate that tells them best.

Bayesian Blocks for binned counts: the sum of the blocks' Poisson log-likelihoods, less a price for each change, is
maximised exactly by dynamic programming. The price is calibrated to a rate of false alarms.

References: Scargle, Norris, Jackson and Chiang (2013), Studies in Astronomical Time Series Analysis VI, ApJ 764:167,
sections 3.1 and 3.3, equation 21; Jackson et al. (2005), An algorithm for optimal partitioning of data on an interval.
"""

import math
from collections.abc import Sequence

import numpy as np

#: Stretches that one series may have: the work grows with their square.
MOST = 2_000


def price(stretches: int, false_alarm: float) -> float:
    """What a change must gain in log-likelihood: of so many stretches, the equation's price at this rate of alarms.

    >>> round(price(52, 0.05), 2)
    4.59
    """
    return 4.0 - math.log(73.53 * false_alarm * stretches**-0.478)


def likelihood(count: float, stretches: float) -> float:
    """The greatest Poisson log-likelihood of a block, but for what all partitions have in common."""
    return count * math.log(count / stretches) if count > 0 else 0.0


def gain(before: tuple[float, int], after: tuple[float, int]) -> float:
    """How much two levels, each a count and its stretches, tell better than one that is the same throughout."""
    together = likelihood(before[0] + after[0], before[1] + after[1])
    return likelihood(*before) + likelihood(*after) - together


def levels(counts: Sequence[int], false_alarm: float) -> list[tuple[int, int]]:
    """The levels in turn, each from its first stretch up to, but not with, the next one's.

    Exact; time O(n²) and memory O(n) for n stretches.

    >>> levels([1, 0, 2, 1, 0, 1, 9, 8, 11, 9, 10], 0.05)
    [(0, 6), (6, 11)]
    """
    size = len(counts)
    if size < 2:
        return [(0, size)] if size else []
    cost = price(size, false_alarm)
    total = np.concatenate(([0.0], np.cumsum(np.asarray(counts, dtype=float))))
    best = np.zeros(size + 1)
    last = np.zeros(size + 1, dtype=int)
    for end in range(1, size + 1):
        count = total[end] - total[:end]
        length = np.arange(end, 0, -1)
        block = count * np.log(np.maximum(count, 1e-300) / length)
        told = best[:end] + block - cost
        last[end] = int(np.argmax(told))
        best[end] = told[last[end]]
    found: list[tuple[int, int]] = []
    end = size
    while end > 0:
        found.append((int(last[end]), end))
        end = int(last[end])
    return found[::-1]
