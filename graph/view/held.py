"""Claims that a machine read and is not sure of -> those that count, and those that wait for somebody's word."""

from collections.abc import Hashable, Iterable, Sequence

from graph.view.node import Said, pack_key
from schema.claim import SAME_AS, Claim, Modality


def waiting(own: Sequence[Said], judged: Iterable[Said]) -> tuple[str, ...]:
    """The held claims of a thing on which nobody has spoken, as `STATEMENT.INDEX`, sorted.

    `own` are the claims whose subject it is, `judged` at least the judgements with it at either end. What is asserted
    or denied by a claim that is not held itself waits no more.
    """
    held = [(claim, statement) for claim, statement in own if claim.held]
    if not held:
        return ()
    decided = {_said(claim) for claim, _ in own if _decides(claim)}
    decided |= {_said(claim) for claim, _ in judged if claim.key == SAME_AS and _decides(claim)}
    places = {
        (statement.id, _index(statement.claims, claim)) for claim, statement in held if _said(claim) not in decided
    }
    return tuple(f"{statement}.{index}" for statement, index in sorted(places))


def _decides(claim: Claim) -> bool:
    return claim.modality is Modality.ACTUAL and not claim.held


def _said(claim: Claim) -> Hashable:
    """What a claim speaks of, whether it asserts or denies it."""
    if claim.object is None:
        return claim.key, pack_key(claim.value)
    return claim.key, frozenset((claim.subject, claim.object)) if claim.key == SAME_AS else claim.object


def _index(claims: Iterable[Claim], wanted: Claim) -> int:
    """Where a claim stands among those of its statement as they are packed: by subject, in their first order."""
    subjects: dict[str, list[Claim]] = {}
    for claim in claims:
        subjects.setdefault(claim.subject, []).append(claim)
    return next(at for at, claim in enumerate(one for of in subjects.values() for one in of) if claim is wanted)
