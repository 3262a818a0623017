"""Recorded judgements -> the canonical id of each id, today and at any time before."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from neo4j import Driver

from graph.rebuild.recorded import Recorded, stream
from graph.view.union import canonical_ids
from schema.claim import SAME_AS, Claim, Modality, Polarity
from schema.identity import is_hint

#: A judgement and the times at which it came in and went.
_Judged = tuple[Claim, tuple[int, ...]]
#: From this time on these ids stand for others.
_State = tuple[int, dict[str, str]]


class Identities:
    """Which ids were one, and when.

    A *circle* holds all ids that any judgement, standing or closed, ever joined; what merged things look like at any
    time is told by the statements about the ids of one circle alone. Ids that nothing ever joined take no memory.
    """

    def __init__(self, judged: Iterable[Recorded]) -> None:
        judgements = list(_judgements(judged))
        circles = canonical_ids(claim for claim, _ in judgements if claim.polarity is Polarity.ASSERTED)
        members: defaultdict[str, list[str]] = defaultdict(list)
        for one, root in sorted(circles.items()):
            members[root].append(one)
        within: defaultdict[str, list[_Judged]] = defaultdict(list)
        for claim, known in judgements:
            circle = circles.get(claim.subject)
            if circle is not None and circle == circles.get(claim.object or ""):
                within[circle].append((claim, known))
        self._circles: dict[str, tuple[str, ...]] = {}
        self._states: dict[str, tuple[_State, ...]] = {}
        for root, ids in members.items():
            states, together = tuple(_states(within[root])), tuple(ids)
            for one in ids:
                self._circles[one], self._states[one] = together, states

    @classmethod
    def read(cls, driver: Driver, database: str) -> "Identities":
        """Those of a database: one look at all its statements."""
        return cls(stream(driver, database, f"s.packed CONTAINS '|{SAME_AS}|'"))

    def circle(self, one: str) -> tuple[str, ...]:
        """All ids that were ever one with this one, itself too, sorted."""
        return self._circles.get(one, (one,))

    def canonical(self, one: str, at: int | None = None) -> str:
        """The id that stands for it today, or stood for it once all that happened at a time was done."""
        states = self._states.get(one)
        if states is None:
            return one
        place = len(states) if at is None else bisect_right(states, at, key=lambda state: state[0])
        return states[place - 1][1].get(one, one) if place else one

    def times(self, one: str) -> Iterator[int]:
        """When the canonical ids of its circle changed."""
        return (time for time, _ in self._states.get(one, ()))


def _judgements(judged: Iterable[Recorded]) -> Iterator[_Judged]:
    for one in judged:
        for claim in one.statement.claims:
            decides = claim.polarity is Polarity.DENIED or claim.modality is Modality.ACTUAL
            if claim.key == SAME_AS and decides and claim.object is not None and not is_hint(claim.object):
                yield claim, one.known


def _states(judged: list[_Judged]) -> Iterator[_State]:
    before: dict[str, str] = {}
    for time in sorted({time for _, known in judged for time in known}):
        now = canonical_ids(claim for claim, known in judged if sum(one <= time for one in known) % 2)
        if now != before:
            yield time, now
            before = now
