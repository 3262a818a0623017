"""Marks: what a set does, in less memory."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from ingest.table.marks import Marks

numbers = st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3).map(lambda one: one * 8192 + 5)


@given(st.lists(st.lists(numbers)), st.lists(numbers))
def test_it_holds_what_a_set_holds(given: list[list[int]], asked: list[int]) -> None:
    marks, there = Marks(), set[int]()
    for some in given:
        marks.update(some)
        there.update(some)
        assert len(marks) == len(there)
    assert all((one in marks) is (one in there) for one in [*asked, *there])


def test_a_mark_takes_a_few_bytes() -> None:
    tracemalloc.start()
    marks = Marks()
    marks.update(hash((one, "row")) for one in range(200_000))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(marks) == 200_000 and held < 200_000 * 20
