"""Values that claims disagree on, and who says them -> the one that is shown."""

from collections.abc import Collection, Mapping, Sequence

from graph.view.standing import Standing
from schema.claim import Claim, Modality
from schema.ranking import Ranking

_STRENGTH = {modality: -place for place, modality in enumerate(Modality)}


def choose(
    ranking: Ranking, candidates: Mapping[str, Sequence[tuple[Claim, Standing]]], denied: Collection[str] = ()
) -> str:
    """The key of the candidate to show, of those asserted; there is at least one.

    How strongly a value is held comes first: what somebody says is so is shown before what is expected, possible or in
    question, however late. Then what nobody denies. Then the ranking decides, among the statements that hold the value
    that strongly; keys order what is otherwise equal.
    """

    def weight(key: str) -> tuple[int, bool, tuple[object, ...]]:
        said = candidates[key]
        strength = max(_STRENGTH[claim.modality] for claim, _ in said)
        held = {statement.id: statement for claim, statement in said if _STRENGTH[claim.modality] == strength}
        return strength, key not in denied, _weight(ranking, held)

    return max(sorted(candidates), key=weight)


def _weight(ranking: Ranking, held: Mapping[int, Standing]) -> tuple[object, ...]:
    latest = max(statement.published for statement in held.values())
    match ranking:
        case Ranking.LATEST_PUBLISHED:
            return latest, len(held)
        case Ranking.MOST_STATEMENTS:
            return len(held), latest
        case Ranking.OFFICIAL_SOURCE:
            official = [statement.published for statement in held.values() if statement.official]
            return bool(official), max(official, default=latest), len(held)
