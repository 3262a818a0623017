"""Matched facts -> how many of their slots agree: what a fact says beyond being there."""

from collections.abc import Callable, Iterator, Mapping

from ingest.score.craft import same_type
from ingest.score.document import Fact, Facts
from ingest.score.name import Words, likeness, words
from ingest.score.tally import Tally

#: A fact's values in a slot, each in a form that `Agree` compares.
Values = Callable[[Fact, Facts], list[object]]
Agree = Callable[[object, object], bool]


def _plain(key: str) -> Values:
    return lambda fact, _facts: [fact[key]] if fact.get(key) not in (None, "", []) else []


def _words(key: str) -> Values:
    return lambda fact, _facts: [words(fact[key])] if fact.get(key) else []


def _party(key: str) -> Values:
    return lambda fact, facts: [facts.party(fact[key])] if fact.get(key) else []


def _ends(key: str) -> Values:
    return lambda fact, facts: list(facts.ends(fact.get(key)))


def _when(fact: Fact, _facts: Facts) -> list[object]:
    return [words(fact[key]) for key in ("since", "date", "until") if fact.get(key)]


def _equal(one: object, other: object) -> bool:
    return one == other


def _alike(one: object, other: object) -> bool:
    assert isinstance(one, set) and isinstance(other, set)
    return likeness(one, other) > 0


def _typed(one: object, other: object) -> bool:
    return same_type(str(one), str(other))


def _touching(one: object, other: object) -> bool:
    """Phrases of time or cargo that share most of their words: "on December 8" and "December 8"."""
    a, b = _set(one), _set(other)
    return len(a & b) / len(a | b) >= 0.5 if a and b else False


def _set(value: object) -> frozenset[str]:
    assert isinstance(value, tuple)
    found: Words = value
    return frozenset(found)


SLOTS: Mapping[str, Mapping[str, tuple[Values, Agree]]] = {
    "actors": {"kind": (_plain("kind"), _equal)},
    "bases": {"kind": (_plain("kind"), _equal), "country": (_words("country"), _equal)},
    "aircraft": {
        "registration": (_words("registration"), _equal),
        "count": (_plain("count"), _equal),
        "operator": (_party("operator"), _alike),
    },
    "flights": {
        "aircraft_type": (_plain("aircraft_type"), _typed),
        "origin": (_ends("origin"), _alike),
        "destination": (_ends("destination"), _alike),
        "operator": (_party("operator"), _alike),
        "count": (_plain("count"), _equal),
        "count_qualifier": (_plain("count_qualifier"), _equal),
        "time": (_when, _touching),
        "cargo": (_words("cargo"), _touching),
    },
    "statements": {"speaker": (_party("speaker"), _alike), "quote": (_plain("quote"), _equal)},
}


def tally(kind: str, pairs: list[tuple[Fact, Fact]], gold: Facts, told: Facts) -> Iterator[tuple[str, Tally]]:
    """Each slot of a kind: values of matched facts that agree, of all that are told and all that are there.

    A value in a fact that was matched with none counts against precision or recall like the fact itself.
    """
    for slot, (values, agree) in SLOTS.get(kind, {}).items():
        right = sum(_agreeing(values(a, gold), values(b, told), agree) for a, b in pairs)
        there = sum(len(values(fact, gold)) for fact in gold.of(kind))
        yield slot, Tally(right, sum(len(values(fact, told)) for fact in told.of(kind)), there)


def _agreeing(one: list[object], other: list[object], agree: Agree) -> int:
    free = list(other)
    for value in one:
        taken = next((theirs for theirs in free if agree(value, theirs)), None)
        if taken is not None:
            free.remove(taken)
    return len(other) - len(free)
