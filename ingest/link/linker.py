"""Names of sites and actors -> the known things that they mean, in the countries that an article names."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ingest.gazetteer.gazetteer import Gazetteer
from ingest.gazetteer.record import Record
from ingest.link.judge import Judged, judge
from ingest.link.like import Form, alike, field_form, heard, town_form
from ingest.reading import Link

#: A curated name of a thing in none of the article's countries.
_FAR = 0.9
#: The same where other things go by that name, or it is a short acronym: no more than a candidate.
_FAINT = 0.6
#: A town by another name that GeoNames lists for it.
_OTHER_NAME = 0.95
#: Of towns with one name the first is meant, if it has so many times the people of the next.
_LARGER = 10
_LARGEST = 0.85
#: Towns that sound alike are many: of one with all letters the same but an article or accent this is left.
_HEARD, _TOWNS = 0.35, 0.8
_ACRONYM = re.compile(r"[A-Z][A-Z0-9.-]{1,2}")
_MILITARY = re.compile(
    r"\b(?:AFB|Afb|AAF|Aaf|NAS|MCAS|Air Base|Air Reserve|Air Force|Naval|Marine|Joint Base|Army|ANGB|Space)\b"
)


class Linker:
    """Links names within the countries that an article speaks of."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._fields = lru_cache(maxsize=32)(self._forms)

    def site(self, name: str, countries: Collection[str], *, military: bool = False) -> Judged:
        """The base or airport of this name: by our own table of names, else by airportsdata."""
        ours = self._gazetteer.sites_named(name)
        if ours:
            return judge(Link(self._whole(r), "alias", score) for r, score in self._ours(name, ours, countries))
        return judge(self._airports(name, countries, military=military))

    def town(self, name: str, countries: Collection[str]) -> Judged:
        """The town of this name: by its own, else by another that it is known by, else by one that sounds alike."""
        found = [self._gazetteer.cities.named(name, country) for country in sorted(countries)]
        own, other = ([town for pair in found for town in pair[number]] for number in (0, 1))
        if own:
            return judge(_by_size(own, Link(own[0], "exact", 1.0)))
        if other:
            return judge(_by_size(other, Link(other[0], "variant", _OTHER_NAME)))
        return judge(link for country in countries for link in self._like_towns(name, country))

    def region(self, name: str, countries: Collection[str]) -> Judged:
        """The part of the world or of a country of this name."""
        known = self._gazetteer.regions_named(name)
        return judge(Link(r, "alias", score) for r, score in self._ours(name, known, countries))

    def actor(self, name: str, countries: Collection[str]) -> Judged:
        """The force, group, company, medium or organisation of this name."""
        known = self._gazetteer.actors_named(name)
        return judge(Link(r, "alias", score) for r, score in self._ours(name, known, countries))

    def _whole(self, record: Record) -> Record:
        """A site of ours with all that airportsdata knows of it."""
        return (self._gazetteer.airports.get(record.value) if record.scheme == "icao" else None) or record

    def _ours(self, name: str, known: Iterable[Record], countries: Collection[str]) -> Iterator[tuple[Record, float]]:
        """Records of ours that go by a name; those of the article's countries come first."""
        every = tuple(known)
        near = {record for record in every if record.country is None or record.country in countries}
        alone = len(every) == 1 and not self._elsewhere(name, every[0])
        # The press is quoted anywhere; "RSF" is Sudan's only where Sudan is spoken of.
        alone = alone and (every[0].kind == "MEDIA" or not _ACRONYM.fullmatch(name))
        for record in every:
            yield record, 1.0 if record in near else _FAR if alone else _FAINT

    def _elsewhere(self, name: str, record: Record) -> bool:
        """Whether a town or field of another country has this name too."""
        return bool(self._gazetteer.countries_of(name) - {record.country})

    def _forms(self, country: str) -> tuple[tuple[str, str, Form], ...]:
        return tuple((f.icao, f.name, field_form(f.name)) for f in self._gazetteer.airports.of(country))

    def _airports(self, name: str, countries: Collection[str], *, military: bool) -> Iterator[Link]:
        wanted = field_form(name)
        for country in sorted(countries):
            for code, known, its_form in self._fields(country):
                # Where every other town has an airfield, a base is one that says so.
                if military and country == "US" and not _MILITARY.search(known):
                    continue
                likeness = alike(wanted, its_form)
                record = self._gazetteer.airports.get(code) if likeness else None
                if likeness and record:
                    yield Link(record, *likeness)

    def _like_towns(self, name: str, country: str) -> Iterator[Link]:
        wanted = town_form(name)
        for town in self._gazetteer.cities.of(country):
            letters = heard(wanted, town_form(town.name))
            if letters is not None:
                yield Link(town, "fuzzy", _HEARD + (1 - _HEARD) * letters * _TOWNS)


def _by_size(towns: Iterable[Record], first: Link) -> Iterator[Link]:
    """Towns of one name: the largest is meant where the next is far smaller, else any may be."""
    ranked = sorted(towns, key=lambda town: -(town.population or 0))
    if len(ranked) > 1 and (ranked[0].population or 0) >= _LARGER * (ranked[1].population or 1):
        yield replace(first, record=ranked[0], method="largest", score=_LARGEST)
    else:
        yield from (replace(first, record=town) for town in ranked)
