"""A statement's claims <-> the JSON text in which the database keeps them (docs/storage.md)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from schema.claim import Claim, Modality, Polarity
from schema.values.value import Json


def pack(claims: Iterable[Claim], said_by: Sequence[tuple[str, int]] = (), mentions: Sequence[str] = ()) -> str:
    """Claims grouped by subject in the order of their first appearance, each subject with the keys claimed of it."""
    subjects: dict[str, list[Claim]] = {}
    for claim in claims:
        subjects.setdefault(claim.subject, []).append(claim)
    packed = {
        "claims": [
            [subject, "|" + "".join(f"{key}|" for key in _keys(of_it)), *(_pack(claim) for claim in of_it)]
            for subject, of_it in subjects.items()
        ],
        "saidBy": said_by,
        "mentions": mentions,
    }
    return orjson.dumps(packed).decode()


def unpack(text: str) -> tuple[tuple[Claim, ...], tuple[tuple[str, int], ...], tuple[str, ...]]:
    """Claims, speakers and mentions of a statement."""
    packed = orjson.loads(text)
    claims = tuple(_unpack(subject, claim) for subject, _, *of_it in packed["claims"] for claim in of_it)
    return claims, tuple((actor, step) for actor, step in packed["saidBy"]), tuple(packed["mentions"])


def _keys(claims: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(claim.key for claim in claims))


def _pack(claim: Claim) -> list[Json]:
    packed: list[Json] = [claim.key, claim.value]
    rest = _differing(claim)
    if claim.object is not None or rest:
        packed.append(claim.object)
    if rest:
        packed.append(rest)
    return packed


def _differing(claim: Claim) -> dict[str, Json]:
    if _plain(claim):
        return {}
    rest: dict[str, Json] = {
        "polarity": None if claim.polarity is Polarity.ASSERTED else claim.polarity.value,
        "modality": None if claim.modality is Modality.ACTUAL else claim.modality.value,
        "span": list(claim.span) if claim.span else None,
        "text": claim.text,
        "alternative": claim.alternative,
        "period": claim.period,
        "method": claim.method,
        "score": claim.score,
        "held": claim.held or None,
    }
    return {name: value for name, value in rest.items() if value is not None}


def _plain(claim: Claim) -> bool:
    """Whether it is the plain case, as most claims are."""
    return (
        claim.polarity is Polarity.ASSERTED
        and claim.modality is Modality.ACTUAL
        and claim.span is None
        and claim.text is None
        and claim.alternative is None
        and claim.period is None
        and claim.method is None
        and claim.score is None
        and not claim.held
    )


def _unpack(subject: str, packed: Sequence[Any]) -> Claim:
    key, value, *more = packed
    rest: Mapping[str, Any] = more[1] if len(more) > 1 else {}
    return Claim(
        subject,
        key,
        value,
        more[0] if more else None,
        Polarity(rest.get("polarity", Polarity.ASSERTED)),
        Modality(rest.get("modality", Modality.ACTUAL)),
        (rest["span"][0], rest["span"][1]) if "span" in rest else None,
        rest.get("text"),
        rest.get("alternative"),
        rest.get("period"),
        rest.get("method"),
        rest.get("score"),
        rest.get("held", False),
    )
