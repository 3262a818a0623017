"""The pairs chosen are those of greatest weight, whatever the weights."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from ingest.score.match import match

WEIGHTS = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0.0, 0.3, 0.7, 0.9, 1.0]), min_size=width, max_size=width), max_size=5
    )
)


def greatest(weights: list[list[float]]) -> float:
    """The greatest sum over every way to give each row a column of its own or none."""
    if not weights:
        return 0.0
    columns = [*range(len(weights[0])), *[-1] * len(weights)]
    sums: list[float] = [
        sum(weights[row][column] for row, column in enumerate(chosen) if column >= 0)
        for chosen in set(permutations(columns, len(weights)))
    ]
    return max(sums)


@given(WEIGHTS)
def test_pairs_weigh_most(weights: list[list[float]]) -> None:
    pairs = match(weights)
    rows, columns = [row for row, _ in pairs], [column for _, column in pairs]
    assert len(set(rows)) == len(rows)
    assert len(set(columns)) == len(columns)
    assert all(weights[row][column] > 0 for row, column in pairs)
    assert abs(sum(weights[row][column] for row, column in pairs) - greatest(weights)) < 1e-9


def test_a_pair_gives_way_to_two() -> None:
    assert match([[1.0, 0.9], [0.9, 0.0]]) == [(0, 1), (1, 0)]
    assert match([]) == []
    assert match([[], []]) == []
