"""Levels equal those of every partition tried in turn, a published example, and the rate of false alarms asked for."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.change.level import gain, levels, likelihood, price

#: Disasters in British coal mines, 1851 to 1962, by year (Jarrett 1979; Carlin, Gelfand and Smith 1992).
COAL = [
    4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2, 3, 4, 2, 1,
    3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0,
    1, 1, 0, 2, 3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0,
]  # fmt: skip


def worth(counts: list[int], bounds: list[tuple[int, int]], false_alarm: float) -> float:
    cost = price(len(counts), false_alarm)
    return sum(likelihood(sum(counts[start:end]), end - start) - cost for start, end in bounds)


def partitions(size: int) -> list[list[tuple[int, int]]]:
    """Every way to cut a series."""
    found = []
    for cuts in product([False, True], repeat=size - 1):
        places = [0, *(place + 1 for place, cut in enumerate(cuts) if cut), size]
        found.append(list(pairwise(places)))
    return found


@settings(max_examples=60)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=9), st.sampled_from([0.01, 0.05, 0.5]))
def test_no_other_partition_tells_more(counts: list[int], false_alarm: float) -> None:
    found = levels(counts, false_alarm)
    best = max(worth(counts, each, false_alarm) for each in partitions(len(counts)))
    assert worth(counts, found, false_alarm) == pytest.approx(best)
    assert [place for start, end in found for place in range(start, end)] == list(range(len(counts)))


def test_the_mines_grew_safer_about_1890() -> None:
    """Carlin, Gelfand and Smith put the change at 1891, from 3.1 a year to 0.9."""
    assert len(COAL) == 112 and sum(COAL) == 191
    (_, change), *_ = levels(COAL, 0.05)
    # Their posterior of the change lies between 1886 and 1896.
    assert 1851 + change == 1892
    assert sum(COAL[:change]) / change == pytest.approx(3.1, abs=0.1)
    assert sum(COAL[change:]) / (112 - change) == pytest.approx(0.9, abs=0.1)


@pytest.mark.parametrize("rate", [0.3, 2.0, 20.0])
def test_alarms_about_nothing_are_no_more_than_asked_for(rate: float) -> None:
    random = np.random.default_rng(20241208)
    series = random.poisson(rate, (400, 60)).tolist()
    alarms = sum(len(levels(counts, 0.05)) > 1 for counts in series) / len(series)
    assert alarms <= 0.05 + 3 * (0.05 * 0.95 / 400) ** 0.5


def test_what_is_gained_is_nothing_where_nothing_changed() -> None:
    assert gain((6, 3), (4, 2)) == pytest.approx(0)
    assert gain((0, 3), (9, 3)) == pytest.approx(9 * np.log(2))
