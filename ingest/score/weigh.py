"""Two facts of a kind -> how much they agree, from 0 (different facts) to 1."""

from collections.abc import Callable, Mapping

from ingest.score.craft import same_type
from ingest.score.document import Fact, Facts, names
from ingest.score.name import holds, likeness, overlap, words

#: Given the annotated fact, the told one, and the documents that they stand in.
Weigh = Callable[[Fact, Fact, Facts, Facts], float]
#: Statements that share this much of their words are one.
_SHARED = 0.6
#: One statement may hold another that is not much longer than a sentence.
_LONGEST = 80


def mark(aircraft: Fact) -> str:
    """A registration as it is compared."""
    return "".join(words(aircraft.get("registration")))


def _named(one: Fact, other: Fact, _gold: Facts, _told: Facts) -> float:
    return likeness(names(one), names(other))


def _aircraft(one: Fact, other: Fact, _gold: Facts, _told: Facts) -> float:
    """Of one type; registrations, where both have one, must be equal. Equal counts break ties."""
    if not same_type(one.get("type"), other.get("type")):
        return 0.0
    a, b = mark(one), mark(other)
    if a and b:
        return float(a == b)
    return 0.95 if a == b and one.get("count") == other.get("count") else 0.9


def _flight(one: Fact, other: Fact, gold: Facts, told: Facts) -> float:
    """To a common destination by the same type: a third each, the last for the origins.

    Without a destination the origins decide; a type that the annotation leaves open fits any.
    """
    if one.get("aircraft_type") and not same_type(one["aircraft_type"], other.get("aircraft_type")):
        return 0.0
    to = gold.ends(one.get("destination")), told.ends(other.get("destination"))
    origins = overlap(gold.ends(one.get("origin")), told.ends(other.get("origin")))
    meets = overlap(*to) > 0 if to[0] else not to[1] and origins > 0
    return (2 + origins) / 3 if meets else 0.0


def _statement(one: Fact, other: Fact, gold: Facts, told: Facts) -> float:
    if not likeness(gold.party(one.get("speaker")), told.party(other.get("speaker"))):
        return 0.0
    a, b = words(one.get("text")), words(other.get("text"))
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    shared = len(set(a) & set(b)) / len(set(a) | set(b))
    inside = min(len(a), len(b)) > 1 and max(len(a), len(b)) <= _LONGEST and holds(a, b)
    return max(shared, 0.7) if shared >= _SHARED or inside else 0.0


def _relation(one: Fact, other: Fact, gold: Facts, told: Facts) -> float:
    if one.get("predicate") != other.get("predicate"):
        return 0.0
    subject, object_ = gold.party(one.get("subject")), gold.party(one.get("object"))
    theirs = told.party(other.get("subject")), told.party(other.get("object"))
    straight = min(likeness(subject, theirs[0]), likeness(object_, theirs[1]))
    if one.get("predicate") != "allied_with":
        return straight
    return max(straight, min(likeness(subject, theirs[1]), likeness(object_, theirs[0])))


WEIGH: Mapping[str, Weigh] = {
    "actors": _named,
    "bases": _named,
    "places": _named,
    "aircraft": _aircraft,
    "flights": _flight,
    "statements": _statement,
    "relations": _relation,
}
