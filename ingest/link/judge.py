"""Scored candidates -> a Judged: the one that a name means, if that is sure, and those that it may mean."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.reading import Link

#: Below this a likeness is no link: measured on the pairs of tests/ingest/link/pairs.csv.
LEAST = 0.75
#: A second candidate this close makes the first one ambiguous.
MARGIN = 0.08
#: Less is no candidate either.
FAINTEST = 0.55
#: As many candidates as one can look through.
MOST = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """What a name means: `link` where it is sure, else None and the `candidates`, the likeliest first."""

    link: Link | None = None
    candidates: tuple[Link, ...] = ()


def judge(found: Iterable[Link]) -> Judged:
    """The best candidate, if it is good enough and no other comes near it; else all of them as candidates.

    Several ways to one record count as the best of them.
    """
    best: dict[tuple[str, str], Link] = {}
    for link in found:
        key = (link.record.scheme, link.record.value)
        if key not in best or best[key].score < link.score:
            best[key] = link
    ranked = sorted(best.values(), key=lambda link: (-link.score, link.record.value))
    if not ranked:
        return Judged()
    first, second = ranked[0].score, ranked[1].score if len(ranked) > 1 else 0.0
    if first >= LEAST and first - second >= MARGIN:
        return Judged(replace(ranked[0], score=round(first, 3)))
    return Judged(
        None, tuple(replace(link, score=round(link.score, 3)) for link in ranked if link.score >= FAINTEST)[:MOST]
    )
