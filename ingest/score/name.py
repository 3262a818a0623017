"""Names as two readers write them -> whether they are one name."""

import re
from collections.abc import Collection

from ingest.gazetteer.name import fold

#: Folded words of a name.
Words = tuple[str, ...]
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}")
_POSSESSIVE = re.compile(r"'s?(?!\w)")
_WORD = re.compile(r"\w+")
_ARTICLES = frozenset(("the", "a", "an"))
#: What a name that holds the other is worth, where equal ones are worth 1.
_HOLDS = 0.9


def words(text: str | None) -> Words:
    """The words that are compared: no case, accents, possessive, leading article, nor points in an acronym.

    >>> words("The U.S.’s Air Force")
    ('us', 'air', 'force')
    """
    plain = fold(text or "").replace("’", "'")
    plain = _ACRONYM.sub(lambda match: match[0].replace(".", "") + " ", plain)
    found = _WORD.findall(_POSSESSIVE.sub(" ", plain))
    while len(found) > 1 and found[0] in _ARTICLES:
        del found[0]
    return tuple(found)


def holds(one: Words, other: Words) -> bool:
    """Whether the longer of two names holds the other as whole words in a row."""
    short, long = sorted((one, other), key=len)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def likeness(one: Collection[Words], other: Collection[Words]) -> float:
    """The best of two things' names: 1 where two are equal, 0.9 where one holds the other, else 0."""
    if not set(one).isdisjoint(other):
        return 1.0
    return _HOLDS if any(holds(a, b) for a in one for b in other) else 0.0


def overlap(one: Collection[Collection[Words]], other: Collection[Collection[Words]]) -> float:
    """F1 of two sets of things, each with its names; of two empty sets it is 1."""
    if not one or not other:
        return float(not one and not other)
    found = sum(any(likeness(a, b) for b in other) for a in one) / len(one)
    right = sum(any(likeness(a, b) for a in one) for b in other) / len(other)
    return 2 * found * right / (found + right) if found and right else 0.0
