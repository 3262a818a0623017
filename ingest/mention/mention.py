"""Mention: one place of a text that names something, and what is known of it from its words alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ingest.gazetteer.record import Record

#: aircraft: a type ("Il-76"); craft: a class ("cargo plane"); base, place: a site; country: its name;
#: adjective: "Russian"; people: "the Iranians"; government: "Kremlin"; org, person: named actors;
#: party: unnamed people that act ("Syrian rebels"); mark: a registration or call sign.
Kind = Literal[
    "aircraft",
    "craft",
    "base",
    "place",
    "country",
    "adjective",
    "people",
    "government",
    "person",
    "org",
    "party",
    "registration",
    "callsign",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """text[start:end] names something of `kind`; `sub` narrows the kind (AIR_BASE, CITY, ARMED_FORCE, …).

    `core` is the name without what merely says what it is: "al-Khadim" of "al-Khadim air base".
    """

    kind: Kind
    start: int
    end: int
    text: str
    sub: str = ""
    core: str = ""
    country: str | None = None
    record: Record | None = None

    @property
    def name(self) -> str:
        """The name proper."""
        return self.core or self.text


def without_overlap(candidates: Iterable[tuple[float, Mention]]) -> list[Mention]:
    """The candidates of the best (lowest) rank, then the longest; none overlaps another; in the text's order."""
    kept: list[Mention] = []
    taken: list[tuple[int, int]] = []
    for _, mention in sorted(candidates, key=lambda c: (c[0], c[1].start - c[1].end, c[1].start)):
        if not any(mention.start < end and start < mention.end for start, end in taken):
            kept.append(mention)
            taken.append((mention.start, mention.end))
    return sorted(kept, key=lambda mention: mention.start)
