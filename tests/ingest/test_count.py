"""Words before a noun say how many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.count import count_before, number


@pytest.mark.parametrize(
    ("words", "low", "high", "qualifier"),
    [
        ("at least half a dozen ", 6, None, "at_least"),
        ("four ", 4, 4, "exactly"),
        ("more than 40 ", 41, None, "at_least"),
        ("about a dozen ", 11, 13, "about"),
        ("up to nine ", None, 9, "at_most"),
        ("another ", 1, 1, "exactly"),
        ("a ", 1, 1, "exactly"),
        ("a pair of ", 2, 2, "exactly"),
        ("multiple ", 2, None, "unstated"),
        ("several dozen ", 24, None, "unstated"),
        ("twenty-four ", 24, 24, "exactly"),
        ("1,200 ", 1200, 1200, "exactly"),
    ],
)
def test_quantity_is_read(words: str, low: int | None, high: int | None, qualifier: str) -> None:
    found = count_before(f"They saw {words}")
    assert found is not None
    assert (found.low, found.high, found.qualifier) == (low, high, qualifier)
    assert f"They saw {words}"[found.start : found.end] == words.strip()


@pytest.mark.parametrize("words", ["the ", "no ", "Russian ", ""])
def test_nothing_said_is_no_quantity(words: str) -> None:
    assert count_before(f"They saw {words}") is None


@given(st.integers(1, 10**6))
def test_figures_are_exact(value: int) -> None:
    assert number(f"{value:,}") == value
    found = count_before(f"saw {value} ")
    assert found is not None
    assert (found.low, found.high) == (value, value)


@given(st.text(max_size=60))
def test_bounds_are_ordered_whatever_the_words(text: str) -> None:
    found = count_before(text)
    if found is not None:
        assert found.low is not None or found.high is not None
        assert found.low is None or found.high is None or found.low <= found.high
        assert 0 <= found.start < found.end <= len(text)
