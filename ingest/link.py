"""Names of sites -> Links to known records: by alias, by exact name, or by a scored likeness; else none."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from ingest.gazetteer.airport import distinctive
from ingest.gazetteer.gazetteer import Gazetteer
from ingest.gazetteer.name import skeleton
from ingest.reading import Link

#: Below this a likeness is no link: measured on transliterations, right ones score 0.75 and more.
_LEAST = 0.75
#: A second candidate this close makes the first one ambiguous.
_MARGIN = 0.1
#: Letters with which two spellings of one name may begin.
_ALIKE = {letter: group for group in ("gkqc", "jy", "vbw", "szc", "aeiou", "td") for letter in group}
_MILITARY = re.compile(
    r"\b(?:AFB|Afb|AAF|Aaf|NAS|MCAS|Air Base|Air Reserve|Air Force|Naval|Marine|Joint Base|Army|ANGB|Space)\b"
)


class Linker:
    """Links names within the countries that an article speaks of."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._words = lru_cache(maxsize=256)(self._named)

    def site(self, name: str, countries: Collection[str], *, military: bool = False) -> Link | None:
        """The one known base or airport of this name; None where there is none, or more than one."""
        ours = self._gazetteer.site_named(name)
        near = [site for site in ours if site.country in countries] or list(ours)
        if len(near) == 1:
            site = near[0]
            record = (self._gazetteer.airports.get(site.value) if site.scheme == "icao" else None) or site
            return Link(record, "alias", 1.0 if site.country in countries else 0.9)
        return self._airport(name, countries, military=military)

    def _named(self, country: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
        return tuple(
            (code, distinctive(text), skeleton(" ".join(distinctive(text))))
            for code, text, _ in self._gazetteer.airports.named(country)
        )

    def _airport(self, name: str, countries: Collection[str], *, military: bool) -> Link | None:
        wanted = distinctive(name)
        sound = skeleton(" ".join(wanted))
        exact: list[str] = []
        like: list[tuple[float, str]] = []
        for country in sorted(countries):
            for code, words, consonants in self._words(country):
                # Where every other town has an airfield, a base is one that says so.
                if military and country == "US" and not _MILITARY.search(self._gazetteer.airports.name(code)):
                    continue
                if words == wanted:
                    exact.append(code)
                elif len(wanted) <= len(words) and any(
                    words[i : i + len(wanted)] == wanted for i in range(len(words) - len(wanted) + 1)
                ):
                    # One word of a long name says little: "Yuma" is not "Laguna (Yuma Proving Ground)".
                    like.append((0.9 if len(wanted) > 1 or len(words) <= 2 else 0.7, code))
                elif len(sound) >= 3 and consonants == sound and words[0][0] in _ALIKE.get(wanted[0][0], wanted[0][0]):
                    alike = fuzz.ratio(" ".join(words), " ".join(wanted)) / 100
                    # Three consonants are soon shared: "Semera" is not "Asmara".
                    like.append(((0.6 if len(sound) > 3 or alike >= 0.8 else 0.4) + 0.3 * alike, code))
        if len(exact) == 1:
            return self._linked(exact[0], "exact", 1.0)
        if exact or not like:
            return None
        like.sort(key=lambda candidate: (-candidate[0], candidate[1]))
        if like[0][0] < _LEAST or (len(like) > 1 and like[0][0] - like[1][0] < _MARGIN):
            return None
        return self._linked(like[0][1], "fuzzy", round(like[0][0], 3))

    def _linked(self, code: str, method: Literal["exact", "fuzzy"], score: float) -> Link | None:
        record = self._gazetteer.airports.get(code)
        if record is None:
            return None
        return Link(record, method, score)
