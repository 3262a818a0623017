"""Two names -> how alike they are, and by what they are: the same words, words within words, or the same sound."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from rapidfuzz import fuzz

from ingest.gazetteer.form import Form

Method = Literal["exact", "within", "sound"]
#: Letters with which two spellings of one name may begin.
_ALIKE = {letter: group for group in ("gkqc", "jy", "vbw", "szc", "aeiou", "td") for letter in group}
#: Three consonants are soon shared: "Semera" is not "Asmara".
_SHORT_SOUND = 3
#: Of two names in a script without vowels that sound alike this share is taken to be in common.
_UNWRITTEN = 0.6


class Forms:
    """Names of one country in the form in which they are compared, found by their words and their sound."""

    def __init__(self, names: Iterable[tuple[str, str, Form]]) -> None:
        self._by_word: dict[str, list[tuple[str, str, Form]]] = defaultdict(list)
        self._by_sound: dict[str, list[tuple[str, str, Form]]] = defaultdict(list)
        for entry in names:
            self._by_sound[entry[2].sound].append(entry)
            for word in dict.fromkeys(entry[2].words):
                self._by_word[word].append(entry)

    def like(self, wanted: Form) -> Iterator[tuple[str, str, Method, float]]:
        """Key and name of each that is like a wanted one, how, and how much."""
        found = (*self._by_word.get(wanted.words[0], ()), *self._by_sound.get(wanted.sound, ()))
        for key, name, form in dict.fromkeys(found) if wanted.words else ():
            likeness = alike(wanted, form)
            if likeness:
                yield (key, name, *likeness)


def alike(wanted: Form, known: Form) -> tuple[Method, float] | None:
    """How a wanted name is like a known one, 0 to 1; None where it is not.

    One word of a long name says little: "Yuma" is not "Laguna (Yuma Proving Ground)".
    """
    if known.words == wanted.words:
        return "exact", 1.0
    if _within(wanted.words, known.words):
        return "within", 0.9 if len(wanted.words) > 1 or len(known.words) <= 2 else 0.7
    letters = heard(wanted, known)
    if letters is None:
        return None
    return "sound", (0.6 if len(wanted.sound) > _SHORT_SOUND or letters >= 0.8 else 0.4) + 0.3 * letters


def heard(wanted: Form, known: Form) -> float | None:
    """Of two names that sound alike, the share of letters that they have in common; None where they do not."""
    if len(wanted.sound) < _SHORT_SOUND or known.sound != wanted.sound or not _begin_alike(wanted, known):
        return None
    if not (wanted.vowels and known.vowels):
        return _UNWRITTEN
    return fuzz.ratio(" ".join(known.words), " ".join(wanted.words)) / 100


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def _begin_alike(one: Form, other: Form) -> bool:
    a, b = one.words[0][0], other.words[0][0]
    return b in _ALIKE.get(a, a)
