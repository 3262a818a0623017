"""What is certain of a total, against every choice of reports that cannot overlap."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answer.aggregate import certain, explanation

Row = tuple[int, int | None, int | None, int | None]


@st.composite
def reports(draw: st.DrawFn) -> Row:
    low = draw(st.integers(1, 6))
    start, end = sorted(draw(st.tuples(st.integers(0, 12), st.integers(0, 12))))
    return (
        low,
        draw(st.none() | st.integers(low, 9)),
        draw(st.sampled_from([start, start, None])),
        draw(st.sampled_from([end, end, None])),
    )


def apart(one: Row, other: Row) -> bool:
    pairs = ((one[3], other[2]), (other[3], one[2]))
    return any(end is not None and start is not None and end < start for end, start in pairs)


@settings(max_examples=200)
@given(st.lists(reports(), max_size=8))
def test_what_is_certain_is_the_most_that_cannot_be_told_twice(rows: list[Row]) -> None:
    choices = (
        sum(row[0] for row in some)
        for size in range(len(rows) + 1)
        for some in combinations(rows, size)
        if all(apart(one, other) for one, other in combinations(some, 2))
    )
    assert certain(rows) == max(choices) <= sum(row[0] for row in rows)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "No report counts."),
        ([(6, None, 1, 5)], "1 report: 6 or more."),
        ([(2, 3, 1, 5), (2, 3, 6, 9)], "2 reports: 2 to 3 (2 times). Added up they are 4 to 6. "
         "No two of them can be of the same time."),
        ([(6, None, 1, 5), (4, 4, None, None)], "2 reports: 6 or more, 4. Added up they are 10 or more; they may "
         "overlap in time, and are 6 at the least."),
    ],
)  # fmt: skip
def test_an_explanation_is_in_words(rows: list[Row], told: str) -> None:
    assert explanation(rows) == told


def test_of_many_different_counts_the_most_frequent_are_told() -> None:
    rows: list[Row] = [(number, number, number, number) for number in range(1, 30)]
    assert "and 17 other counts" in explanation(rows)
