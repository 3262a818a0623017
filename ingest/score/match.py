"""Weights of pairs -> the pairs, one to one, whose weights add up to most."""

from collections.abc import Sequence

_NEVER = float("-inf")
_LEAST = 1e-12


def match(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """(row, column) of pairs with a positive weight, no row or column twice, their sum the greatest there is.

    Grows the matching by its best augmenting path (Bellman-Ford) until none gains: O(n · n · m).

    >>> match([[0.9, 1.0], [0.0, 0.9]])
    [(0, 0), (1, 1)]
    """
    held: dict[int, int] = {}  # column -> row
    while True:
        path = _best_path(weights, held)
        if path is None:
            return sorted((row, column) for column, row in held.items())
        held.update((column, row) for row, column in path)


def _best_path(weights: Sequence[Sequence[float]], held: dict[int, int]) -> list[tuple[int, int]] | None:
    """The pairs that a free row and a chain of displaced rows take, where that gains most; None where nothing gains."""
    columns = range(len(weights[0]) if weights else 0)
    gain = dict.fromkeys(range(len(weights)), _NEVER) | {r: 0.0 for r in range(len(weights)) if r not in held.values()}
    came: dict[int, int] = {}  # column -> the row that takes it
    best = dict.fromkeys(columns, _NEVER)
    for _ in weights:
        changed = False
        for row, so_far in gain.items():
            for column in columns if so_far > _NEVER else ():
                weight = weights[row][column]
                if weight <= 0 or held.get(column) == row or so_far + weight <= best[column] + _LEAST:
                    continue
                best[column], came[column], changed = so_far + weight, row, True
        for column, row in held.items():
            gain[row] = max(gain[row], best[column] - weights[row][column])
        if not changed:
            break
    end = max((c for c in columns if c not in held), key=lambda c: best[c], default=None)
    if end is None or best[end] <= _LEAST:
        return None
    path, mine = [], {row: column for column, row in held.items()}
    at: int | None = end
    while at is not None:
        path.append((came[at], at))
        at = mine.get(came[at])
    return path
