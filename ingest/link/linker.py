"""Names of sites and actors -> the known things that they mean, in the countries that an article names."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ingest.gazetteer.form import field_form, town_form
from ingest.gazetteer.gazetteer import Gazetteer
from ingest.gazetteer.record import Record
from ingest.link.judge import Judged, judge
from ingest.link.like import Forms, alike, heard
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
        self._names = lru_cache(maxsize=256)(self._ours_of)

    def site(self, name: str, countries: Collection[str], *, military: bool = False) -> Judged:
        """The base or airport of this name: by our own table of names, else by airportsdata."""
        ours = self._gazetteer.sites_named(name)
        if any(site.country in countries for site in ours):
            return judge(self._our_sites(name, ours, countries))
        fields = self._airports(name, countries, military=military)
        spelled = self._spelled(name, countries)
        found = judge((*self._our_sites(name, ours, countries), *fields, *spelled))
        if found.link is not None:
            return found
        like = [site for site in self._gazetteer.sites_like(name) if site.country in countries]
        return judge(self._our_sites(name, like, countries)) if like else found

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

    def country(self, name: str, countries: Collection[str]) -> Judged:
        """The country of this name, or the part of another: "Georgia" in an article on the United States may be either.

        `countries` are those that the article names by other words.
        """
        known = (*self._gazetteer.countries_named(name), *self._gazetteer.regions_named(name))
        near = [record for record in known if record.country in countries]
        if not near or near[0] is known[0]:
            score = 1.0 if near or len(known) == 1 else _FAR
            return judge(Link(record, "exact", _FAINT if number else score) for number, record in enumerate(known))
        return judge(Link(record, "exact", _FAINT) for record in known)

    def actor(self, name: str, countries: Collection[str]) -> Judged:
        """The force, group, company, medium or organisation of this name."""
        known = self._gazetteer.actors_named(name)
        return judge(Link(r, "alias", score) for r, score in self._ours(name, known, countries))

    def _our_sites(self, name: str, known: Iterable[Record], countries: Collection[str]) -> Iterator[Link]:
        for record, score in self._ours(name, known, countries):
            yield Link(self._whole(record), "alias", score)

    def _whole(self, record: Record) -> Record:
        """A site of ours with all that airportsdata knows of it."""
        return (self._gazetteer.airports.get(record.value) if record.scheme == "icao" else None) or record

    def _ours(self, name: str, known: Iterable[Record], countries: Collection[str]) -> Iterator[tuple[Record, float]]:
        """Records of ours that go by a name; those of the article's countries come first."""
        every = tuple(known)
        near = {record for record in every if record.country is None or record.country in countries}
        far = _FAR if not near and len(every) == 1 and self._alone(name, every[0]) else _FAINT
        for record in every:
            yield record, 1.0 if record in near else far

    def _alone(self, name: str, record: Record) -> bool:
        """Whether a name says by itself that this record is meant."""
        if record.kind == "MEDIA":
            return True  # the press is quoted anywhere
        # "RSF" is Sudan's only where Sudan is spoken of.
        return not _ACRONYM.fullmatch(name) and not self._elsewhere(name, record)

    def _elsewhere(self, name: str, record: Record) -> bool:
        """Whether a town or field of another country has this name too."""
        towns, fields = (
            self._gazetteer.towns.countries(name),
            self._gazetteer.airports.countries_of(field_form(name).words),
        )
        return bool((towns | fields) - {record.country})

    def _ours_of(self, country: str) -> Forms:
        """All names of our sites in a country, by which record they name."""
        sites = [(number, site) for number, site in enumerate(self._gazetteer.sites) if site.country == country]
        return Forms(
            (str(number), text, field_form(text)) for number, site in sites for text in (site.name, *site.aliases)
        )

    def _spelled(self, name: str, countries: Collection[str]) -> Iterator[Link]:
        """Sites of ours under a spelling that we do not list."""
        for country in sorted(countries):
            for number, _known, method, score in self._names(country).like(field_form(name)):
                if method != "within":
                    yield Link(self._whole(self._gazetteer.sites[int(number)]), method, score)

    def _airports(self, name: str, countries: Collection[str], *, military: bool) -> Iterator[Link]:
        wanted = field_form(name)
        for country in sorted(countries):
            # A town of just this name is meant rather than a field whose name only sounds like it.
            town = bool(self._gazetteer.cities.named(name, country)[0])
            for record in self._gazetteer.airports.named(country, wanted.words[:1], wanted.sound):
                # Where every other town has an airfield, a base is one that says so.
                if military and country == "US" and not _MILITARY.search(record.name):
                    continue
                if likeness := alike(wanted, field_form(record.name)):
                    method, score = likeness
                    yield Link(record, method, min(score, _FAINT) if method == "sound" and town else score)

    def _like_towns(self, name: str, country: str) -> Iterator[Link]:
        wanted = town_form(name)
        for town in self._gazetteer.cities.sounding(wanted.sound, country):
            letters = heard(wanted, town_form(town.name))
            if letters is not None:
                yield Link(town, "sound", _HEARD + (1 - _HEARD) * letters * _TOWNS)


def _by_size(towns: Iterable[Record], first: Link) -> Iterator[Link]:
    """Towns of one name: the largest is meant where the next is far smaller, else any may be."""
    ranked = sorted(towns, key=lambda town: -(town.population or 0))
    if len(ranked) > 1 and (ranked[0].population or 0) >= _LARGER * (ranked[1].population or 1):
        yield replace(first, record=ranked[0], method="largest", score=_LARGEST)
    else:
        yield from (replace(first, record=town) for town in ranked)
