"""Standing judgements that two ids are one thing -> the canonical id of each."""

from collections.abc import Iterable, Mapping

from schema.claim import SAME_AS, Claim, Modality, Polarity
from schema.identity import is_keyed


def is_possible(claim: Claim) -> bool:
    """Whether it judges that two ids may be one; that makes no thing of its object."""
    return claim.key == SAME_AS and claim.polarity is Polarity.ASSERTED and claim.modality is not Modality.ACTUAL


def canonical_ids(claims: Iterable[Claim]) -> dict[str, str]:
    """The canonical id of every id that is one with another; ids that stand alone are left out.

    A judgement joins its two ids if it is asserted as ACTUAL and no standing judgement denies that same pair. The
    canonical id of a group is the smallest of its keyed ids, else the smallest. The order of claims means nothing.
    """
    joined: set[tuple[str, str]] = set()
    denied: set[tuple[str, str]] = set()
    for claim in claims:
        if claim.key == SAME_AS and claim.object is not None and claim.object != claim.subject:
            pair = (min(claim.subject, claim.object), max(claim.subject, claim.object))
            if claim.polarity is Polarity.DENIED:
                denied.add(pair)
            elif claim.modality is Modality.ACTUAL:
                joined.add(pair)
    above: dict[str, str] = {}
    for one, other in joined - denied:
        roots = sorted((_root(above, one), _root(above, other)), key=strength)
        above[roots[1]] = roots[0]
    return {one: _root(above, one) for one in list(above)}


def strength(identifier: str) -> tuple[bool, str]:
    """Sorts the id that may stand for a group first."""
    return not is_keyed(identifier), identifier


def groups(canonical: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The sorted ids of each group, by its canonical id."""
    members: dict[str, list[str]] = {}
    for one, root in sorted(canonical.items()):
        members.setdefault(root, []).append(one)
    return {root: tuple(ids) for root, ids in members.items()}


def _root(above: dict[str, str], one: str) -> str:
    while (up := above.setdefault(one, one)) != one:
        above[one] = above.get(up, up)
        one = above[one]
    return one
