"""Values that claims disagree on, and who says them -> the one that is shown."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from graph.view.standing import Standing


class Ranking(StrEnum):
    """A named rule that chooses among what standing statements assert."""

    #: The value in the document published last; then the one that most statements assert; then the smallest.
    LATEST = "LATEST"


def choose(ranking: Ranking, candidates: Mapping[str, Iterable[Standing]]) -> str:
    """The key of the candidate to show; keys order what is otherwise equal. There is at least one candidate."""
    assert ranking is Ranking.LATEST
    return max(sorted(candidates), key=lambda key: _latest(candidates[key]))


def _latest(statements: Iterable[Standing]) -> tuple[str, int]:
    published = {statement.id: statement.published for statement in statements}
    return max(published.values()), len(published)
