"""Judgements that do not join -> what leads from a thing to the ids that it may be, and to those that it is not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.cypher import CANDIDATE, DIFFERENT
from graph.view.node import Property, Said
from graph.view.union import is_possible
from schema.claim import SAME_AS, Claim, Polarity


@dataclass(frozen=True, slots=True)
class Judgement:
    """From a canonical id to an id as a claim names it, whatever was judged to be one with that since.

    `type` is CANDIDATE or DIFFERENT. `properties` are the sorted `evidence`, and of a candidate its `reasons` and the
    highest `score`.
    """

    type: str
    source: str
    key: str
    properties: Mapping[str, Property]


def judgements(identifier: str, members: Iterable[str], said: Iterable[Said]) -> list[Judgement]:
    """Those of `identifier` and the ids merged into it, from all standing claims with one of them at either end.

    Things that may be one key are candidates of each other and of what has that id. A denial holds from either end.
    """
    own = {identifier, *members}
    found: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for claim, statement in said:
        for key in _candidates(claim, own):
            found[CANDIDATE, key].append((claim, statement))
        for key in _different(claim, own):
            found[DIFFERENT, key].append((claim, statement))
    return [Judgement(kind, identifier, key, _properties(kind, about)) for (kind, key), about in found.items()]


def _candidates(claim: Claim, own: set[str]) -> Iterable[str]:
    if is_possible(claim) and claim.subject in own and claim.object is not None:
        yield claim.object


def _different(claim: Claim, own: set[str]) -> Iterable[str]:
    if claim.key == SAME_AS and claim.polarity is Polarity.DENIED and claim.object is not None:
        if claim.subject in own:
            yield claim.object
        if claim.object in own:
            yield claim.subject


def _properties(kind: str, about: Iterable[Said]) -> Mapping[str, Property]:
    claims = [claim for claim, _ in about]
    evidence: dict[str, Property] = {"evidence": tuple(sorted({statement.id for _, statement in about}))}
    if kind == DIFFERENT:
        return evidence
    scores = [claim.score for claim in claims if claim.score is not None]
    reasons = sorted({claim.method for claim in claims if claim.method is not None})
    return evidence | {"reasons": reasons} | ({"score": max(scores)} if scores else {})
