"""Movements of one machine, verb by verb -> Legs: a flight for each stretch from one place to the next."""

import re
from dataclasses import dataclass, field

from ingest.analysis import Analysis, Placed, Sentence
from ingest.extract.lexicon import Role, Verb
from ingest.extract.movement import FlightNoun, Subject
from ingest.reading import Slot, When
from schema.claim import Modality, Polarity

_ONWARD = {"return", "continue", "proceed", "carry", "go", "move", "head", "fly", "on", "onward", "onwards",
           "then", "later", "from", "thereafter"}  # fmt: skip
_BACK = {"return", "divert", "back"}
_HOME = {"back", "home"}
_ENDING = {"reach", "land", "arrive", "touch"}
_GATHERING = {"pick", "collect"}
_LEAVING = {"leave", "depart", "take", "lift"}
_BEFORE = {"having", "after"}
_INSTEAD = re.compile(r"\binstead\b|turned (?:it|them) away|turned away|diverted")
_AGAIN = re.compile(r"\b(?:again|then|onward|onwards|back|later|before|on (?:to|from))\b")


@dataclass
class Leg:
    """A flight in the making: the verb or noun at token `first`, its words up to `limit`, and the places so far.

    `above`: what it flew over. `assumed`: its end is only where the article was, so another telling may know better.
    """

    sentence: Sentence
    trigger: Slot
    verb: Verb | None
    subject: Subject
    first: int
    limit: int
    origin: list[tuple[Placed, int]] = field(default_factory=list)
    destination: list[tuple[Placed, int]] = field(default_factory=list)
    via: list[tuple[Placed, int]] = field(default_factory=list)
    modality: Modality = Modality.ACTUAL
    polarity: Polarity = Polarity.ASSERTED
    noun: FlightNoun | None = None
    by_verb: bool = False
    inherited: bool = False
    stopped: bool = False
    assumed: bool = False
    above: list[tuple[Placed, int]] = field(default_factory=list)
    when: When | None = None

    @property
    def role(self) -> Role:
        """What the places around its verb are."""
        return self.verb.role if self.verb else "noun"

    @property
    def back(self) -> bool:
        """Whether it goes back, or elsewhere than it was to: "returned", "flew back", "headed home", "diverted"."""
        if self.verb is None:
            return False
        ahead = self.sentence.span.doc[self.first + 1 : self.first + 2].text
        return self.verb.base in _BACK or bool(_HOME & {*self.verb.rest, ahead})

    @property
    def placed(self) -> bool:
        """Whether any place is known."""
        return bool(self.origin or self.destination or self.via)

    def take(self, other: "Leg") -> "Leg":
        """Take over the places of a movement that continues this one."""
        self.origin += other.origin
        self.via += other.via
        self.destination += other.destination
        self.stopped |= other.role == "stop" and bool(other.destination)
        self.limit = max(self.limit, other.limit)
        self.by_verb |= other.by_verb
        if self.noun is None and other.subject.noun is None:
            self.noun = other.noun
        return self


def join(analysis: Analysis, current: Leg | None, before: Leg | None, leg: Leg) -> Leg:
    """The leg under way with this movement in it, or this movement as the next leg.

    `current` is under way in this sentence; `before` is the machine's last leg, wherever it was told.
    """
    if current is not None and leg.role == "call":
        current.via += leg.via
        return current
    if current is not None and leg.role == "stop" and current.destination and analysis.doc[leg.first].tag_ == "VBG":
        current.via += leg.destination  # "flew to X, stopping over in Y"
        return current
    if current is not None and not current.placed and current.role == "arrive" and leg.verb is None and leg.origin:
        return current.take(leg)  # "landed after a flight from X"
    stopped = current is not None and current.role == "stop" and current.destination and not current.origin
    if (
        current is not None
        and stopped
        and leg.role == "arrive"
        and leg.destination
        and not leg.origin
        and _ends_at(leg)
    ):
        current.via, current.destination, current.verb = [*current.via, *current.destination], leg.destination, leg.verb
        current.limit = leg.limit
        return current  # "made a stopover in X and reached Y"
    if current is None or not current.placed:
        _carry_on(analysis, current if current is not None and current.placed else before, leg)
        return leg
    if current.modality != leg.modality and current.destination:
        return leg
    if leg.destination and current.destination and not leg.origin and _elsewhere(analysis, current, leg):
        current.destination, current.limit = leg.destination, leg.limit  # "left X for Y, but landed in Z instead"
        return current
    if leg.role == "depart":
        return _departed(analysis, current, leg)
    return _moved(analysis, current, leg)


def _ends_at(leg: Leg) -> bool:
    return leg.verb is not None and leg.verb.base in _ENDING


def _elsewhere(analysis: Analysis, current: Leg, leg: Leg) -> bool:
    """Whether a flight ended elsewhere than where it was to go."""
    if current.role == "arrive" or leg.role not in {"arrive", "go", "stop"}:
        return False
    diverted = leg.verb is not None and leg.verb.base == "divert"
    said = analysis.doc[current.limit : min(leg.limit + 2, leg.sentence.span.end)].text.casefold()
    return diverted or _INSTEAD.search(said) is not None


def _departed(analysis: Analysis, current: Leg, leg: Leg) -> Leg:
    if (
        leg.verb is not None
        and leg.verb.base in _GATHERING
        and current.origin
        and not current.destination
        and leg.origin
    ):
        current.destination = list(leg.origin)  # "left X, picked up people in Y and took them to Z"
        return leg if leg.destination else current
    if not leg.origin and not leg.destination:
        if current.role == "arrive" and current.destination and leg.verb and leg.verb.base in _LEAVING:
            leg.origin = list(current.destination)  # "landed at X and left an hour later"
            return leg
        return current
    had = analysis.doc[max(leg.first - 3, leg.sentence.span.start) : leg.first].text.casefold().split()
    if current.role == "arrive" and not current.origin and not leg.destination and _BEFORE & {*had}:
        return current.take(leg)  # "landed in X, having left Y hours earlier"
    if current.role == "arrive" and current.origin and not current.destination and leg.destination:
        return leg  # "flew in from X and left again for Y"
    if not current.origin and not leg.destination and analysis.doc[current.first].tag_ in {"VBN", "VBG"}:
        return current.take(leg)  # "a jet bound for X left Y"
    if not current.destination and not (current.origin and leg.origin):
        return current.take(leg)
    arrived = current.role in {"arrive", "stop"} and leg.destination and not leg.origin
    if arrived and _names(current.destination).isdisjoint(_names(leg.destination)):
        leg.origin = list(current.destination)  # "landed at X, took on fuel and departed for Y"
    _carry_on(analysis, current, leg)
    return leg


def _moved(analysis: Analysis, current: Leg, leg: Leg) -> Leg:
    finite = analysis.doc[current.first].tag_ != "VBG"
    if current.role == "call" and finite and not (current.origin or current.destination or leg.origin):
        current.destination, current.via = current.via, []  # "called at X and went on to Y"
    if leg.above and current.origin and not current.destination and not leg.placed:
        current.destination = leg.above  # "jets which took off from X passed low above Y"
        return current
    parted = any(t.text == ";" for t in analysis.doc[current.first : leg.first])
    if parted and leg.role == "stop" and not current.destination:
        return leg  # "all came from X; later they stopped at Y"
    if not leg.placed:
        if leg.verb and leg.verb.base == "return" and current.origin and current.destination:
            # "took off from X, landed in Y and returned"
            leg.origin, leg.destination = list(current.destination), list(current.origin[:1])
            return leg
        return current
    if leg.verb and leg.verb.base == "return" and leg.via and not (leg.origin or leg.destination):
        leg.origin, leg.destination = list(current.destination), list(current.origin[:1])
        return leg  # "flew from X to Y and returned via Z"
    if not current.destination:
        if leg.origin and current.origin and _names(leg.origin) == _names(current.origin):
            leg.origin = []  # "a jet carrying aid from X landed in Y"
        return leg if leg.origin and current.origin else current.take(leg)
    if leg.destination and _names(leg.destination) == _names(current.destination):
        return current
    if not leg.destination and not current.origin:
        return current.take(leg)
    if (
        leg.sentence is current.sentence
        and not leg.origin
        and leg.by_verb
        and not leg.subject.others
        and _coordinated(analysis, leg)
    ):
        leg.origin = list(current.destination)  # "stopped in X and proceeded to Y"
        return leg
    _carry_on(analysis, current, leg)
    return leg


def _coordinated(analysis: Analysis, leg: Leg) -> bool:
    """Whether the verb goes on from the one before, with no subject of its own."""
    before = analysis.doc[max(leg.first - 2, leg.sentence.span.start) : leg.first].text.casefold()
    return before.endswith(("and", ",", "then", "later", "finally", "eventually"))


def _names(ends: list[tuple[Placed, int]]) -> set[str]:
    return {placed.mention.text for placed, _ in ends}


def _carry_on(analysis: Analysis, before: Leg | None, leg: Leg) -> None:
    """A leg without a beginning begins where the one before ended, if the words say that it goes on from there."""
    if before is None or leg.origin or not before.destination or leg.verb is None:
        return
    verb = leg.verb
    said = analysis.doc[max(leg.first - 3, leg.sentence.span.start) : leg.limit].text
    onward = verb.base in _ONWARD
    again = (verb.role == "depart" or onward) and _AGAIN.search(said) is not None
    if verb.base == "return" or (onward and verb.rest) or again:
        leg.origin = list(before.destination)
        leg.inherited = True
