"""Mentions -> Clusters: which of them speak of one thing within an article, and which sense a country's name has."""

import re
from typing import Literal

from spacy.tokens import Doc

from ingest.cluster import Cluster, body_key, person_key
from ingest.gazetteer.gazetteer import Gazetteer
from ingest.gazetteer.name import fold, words
from ingest.link.base import Bases
from ingest.link.judge import Judged
from ingest.link.linker import Linker
from ingest.mention.mention import Mention
from ingest.reading import Entity, Link, Noun, Slot
from ingest.sense import acts

Sense = Literal["site", "actor"]
_PLATFORMS = {"telegram", "twitter", "x", "facebook", "youtube", "instagram", "tiktok", "whatsapp", "google earth"}
_STATES = {"country", "adjective", "people", "government"}


class Clusters:
    """The things an article speaks of, in order of first mention."""

    def __init__(self, gazetteer: Gazetteer, linker: Linker) -> None:
        self._gazetteer = gazetteer
        self._linker = linker
        self._bases = Bases(gazetteer, linker)
        self.all: list[Cluster] = []
        self.countries: frozenset[str] = frozenset()
        self._sure: frozenset[str] = frozenset()
        self._states: dict[str, int] = {}
        self._keys: dict[tuple[str, ...], int] = {}
        self._of: dict[tuple[int, Sense], int] = {}
        #: "The rebels" after "the M23 rebels": whose men a noun takes up.
        self._men: dict[str, tuple[str, ...]] = {}
        self._towns: dict[int, tuple[int, Slot]] = {}
        self._places: set[str] = set()
        self._inner: dict[int, tuple[int, Slot]] = {}
        self._text = ""

    def build(self, doc: Doc, mentions: list[Mention]) -> None:
        """Go through all mentions; afterwards `actor` and `site` tell what each stands for."""
        # A known group's or medium's own country is no country that the article names.
        self.countries = frozenset(m.country for m in mentions if m.country and not _named_by_record(m))
        self._text = doc.text  # spaCy joins the tokens anew each time
        self._sure = frozenset(
            m.country for m in mentions if m.country and m.kind in {*_STATES, "place"} and not self._shared(m.text)
        )
        known_places = self._places = {fold(m.text) for m in mentions if m.kind == "place"}
        for mention in mentions:
            if mention.kind in {"person", "org"} and fold(mention.text) in known_places:
                self._place(mention)
            elif mention.kind in _STATES or (mention.kind == "place" and mention.sub == "CITY" and mention.record):
                self._state(doc, mention)
            elif mention.kind == "place":
                self._place(mention)
            elif mention.kind == "base":
                self._base(mention)
            elif mention.kind in {"person", "org", "party"}:
                self._actor(mention)
                self._within(doc, mention)
        for cluster in self.all:
            if cluster.noun == "Place" and cluster.kind in {"CITY", "REGION"} and cluster.link is None:
                self._locate(cluster)

    def _locate(self, place: Cluster) -> None:
        """Link a town or region by the first of its names that is known."""
        countries = {place.country} if place.country else self.countries
        find = self._linker.town if place.kind == "CITY" else self._linker.region
        for name in place.names:
            judged = find(name, countries)
            place.take(judged)
            if place.link:
                place.country = place.link.record.country or place.country
                return

    def _within(self, doc: Doc, mention: Mention) -> None:
        """The person named inside "NAME's regime"."""
        if mention.kind != "org" or not re.search(r"[’']s ", mention.text):
            return
        name = re.split(r"[’']s ", mention.text)[0]
        person = next(
            (e for e in doc.ents if e.label_ == "PERSON" and mention.start <= e.start_char < mention.end), None
        )
        if person is None and len(name.split()) < 2:
            return
        inner = Mention("person", mention.start, mention.start + len(name), name)
        if not self._gazetteer.find(name):
            index = self._join(person_key(self._keys, name), inner, "Actor", "PERSON", name)
            self.all[index].acts = True
            self._inner[mention.start] = (index, Slot(inner.start, inner.end, name))

    def _new(self, cluster: Cluster) -> int:
        self.all.append(cluster)
        return len(self.all) - 1

    def _join(self, key: tuple[str, ...], mention: Mention, noun: Noun, kind: str, name: str | None) -> int:
        index = self._keys.get(key)
        if index is None:
            index = self._keys[key] = self._new(Cluster(noun, kind, country=mention.country, record=mention.record))
        self.all[index].add(mention, name)
        return index

    def _state(self, doc: Doc, mention: Mention) -> None:
        code = mention.country or ""
        if mention.kind == "country":
            site = self._join(("place", code), mention, "Place", "COUNTRY", mention.text)
            self.all[site].take(self._country(code, mention.text))
            self._of[mention.start, "site"] = site
        elif mention.kind == "place":
            self._place(mention)
        if code not in self._states:
            state = Cluster("Actor", "STATE", country=code, record=self._gazetteer.countries.get(code))
            state.take(self._country(code, mention.text))
            self._states[code] = self._new(state)
        index = self._states[code]
        acting = mention.kind in {"government", "people"} or acts(doc, self._text, mention)
        name = mention.text if acting and mention.kind != "adjective" else None
        self.all[index].add(mention, name)
        self.all[index].acts |= acting and mention.kind != "adjective"
        self._of[mention.start, "actor"] = index

    def _shared(self, name: str) -> bool:
        """Whether a country's name is another's, or a region's, too."""
        return len((*self._gazetteer.countries_named(name), *self._gazetteer.regions_named(name))) > 1

    def _country(self, code: str, name: str) -> Judged:
        """The country of this code, if the article names it by words that can mean nothing else; else by this name."""
        record = self._gazetteer.countries.get(code)
        if record is not None and code in self._sure:
            return Judged(Link(record, "exact", 1.0))
        judged = self._linker.country(name, self._sure)
        kept = tuple(link for link in judged.candidates if link.record.kind == "COUNTRY")
        return Judged(judged.link, kept)

    def _place(self, mention: Mention) -> None:
        kind = mention.sub if mention.sub in {"CITY", "REGION", "COUNTRY"} else "CITY"
        name = mention.text
        if mention.core == "capital":
            # "the Haitian capital" is the city that the article names, if it does.
            capitals = self._gazetteer.capitals.get(mention.country or "", ())
            name = next((city for city in capitals if fold(city) in self._places), name)
            name = next((city for city in capitals if name == "capital" and city in self._text), name)
        self._of[mention.start, "site"] = self._join(("place", *words(name)), mention, "Place", kind, name)

    def _base(self, mention: Mention) -> None:
        key, judged = self._bases.judge(mention, self.countries)
        linked = judged.link
        index = self._join(key, mention, "Base", mention.sub, mention.text)
        cluster = self.all[index]
        if mention.core and mention.core != mention.text and mention.core not in cluster.names:
            cluster.names.append(mention.core)
        if linked and cluster.link is None:
            cluster.record, cluster.country = linked.record, linked.record.country
        cluster.take(judged)
        self._of[mention.start, "site"] = index
        where = re.search(
            rf"(?: in |(?:[Mm]ain|[Ii]nternational) airport of |of the (?:\w+ )?(?:city|town|port) of )"
            rf"(?:the (?:\w+ )?(?:city|town|port) of )?(?={re.escape(mention.core)}$)",
            mention.text,
        )
        owned = re.match(rf"{re.escape(mention.core)}[’']s? \w+ \w+", mention.text) if mention.core else None
        if mention.core and (where or (owned and self._gazetteer.towns.served(mention.core))):
            start = mention.start + (where.end() if where else 0)
            end = start + len(mention.core)
            inner = Mention("place", start, end, mention.core, "CITY")
            self._towns[mention.start] = (
                self._join(("place", *words(mention.core)), inner, "Place", "CITY", mention.core),
                Slot(start, end, mention.core),
            )

    def capital_of(self, place: int) -> tuple[str, ...]:
        """The names of the city that "the Haitian capital" is, if a place is called so."""
        cluster = self.all[place]
        if cluster.noun != "Place" or not any(name.endswith(" capital") for name in cluster.names):
            return ()
        return tuple(self._gazetteer.capitals.get(cluster.country or "", ()))

    def town(self, base: Mention) -> tuple[int, Slot] | None:
        """The town by which a base is named: "the main airport of Addis Ababa"."""
        return self._towns.get(base.start) if base.kind == "base" else None

    def _actor(self, mention: Mention) -> None:
        text = mention.text
        if fold(text) in _PLATFORMS:
            return
        sure = True
        if mention.kind == "person" or self._surname(mention):
            index = self._join(person_key(self._keys, text), mention, "Actor", "PERSON", text)
            # A single word that the model alone takes for a name acts only once it speaks or is spoken of again.
            sure = len(self.all[index].slots) > 1 or " " in text or bool(mention.sub)
        elif mention.record is not None:
            index = self._join(("org", mention.record.value), mention, "Actor", mention.sub, mention.name)
            if " " in text and text.split()[-1].islower():
                self._men[words(text)[-1]] = ("org", mention.record.value)
            self.all[index].take(self._linker.actor(text, self.countries))
        else:
            key = body_key(self._keys, self.all, mention, self._men, self._gazetteer.countries)
            index = self._join(key, mention, "Actor", mention.sub or "ORGANIZATION", mention.name)
        if mention.core and " " not in text and text not in self.all[index].names:
            self.all[index].names.append(text)  # its short form
        self.all[index].acts |= sure
        self._of[mention.start, "actor"] = index

    def _surname(self, mention: Mention) -> bool:
        """Whether what the model takes for an organisation is the surname of a person already named."""
        if mention.sub != "ORGANIZATION" or mention.record is not None:
            return False
        name = words(mention.text)
        return len(name) == 1 and any(key[0] == "person" and len(key) > 2 and key[-1:] == name for key in self._keys)

    def actor(self, mention: Mention) -> int | None:
        """The actor that a mention stands for: of "Moscow" and "Russian" it is Russia."""
        return self._of.get((mention.start, "actor"))

    def site(self, mention: Mention) -> int | None:
        """The site that a mention stands for: of "Moscow" it is the city."""
        return self._of.get((mention.start, "site"))

    def state(self, country: str) -> int | None:
        """The actor that is a country, if the article speaks of it."""
        return self._states.get(country)

    def place(self, country: str) -> int | None:
        """The place that is a country, if the article names it so."""
        return self._keys.get(("place", country))

    def home(self, base: Mention) -> int | None:
        """The place in which bases known by a country lie: its capital where the words say so, else the country."""
        if "capital" in base.text:
            names = self._gazetteer.capitals.get(base.country or "", ())
            return next((self._keys[("place", *words(n))] for n in names if ("place", *words(n)) in self._keys), None)
        return self.place(base.country or "")

    def owner(self, base: Mention) -> tuple[int, Slot] | None:
        """Whose the bases are: "Russia's bases in Syria"."""
        match = re.match(r"(?P<owner>.+?)[’']s? ", base.text)
        if match is None:
            return None
        for found in self._gazetteer.find(match["owner"]):
            code = found.name.record.country
            if found.name.table in {"country", "capital", "government"} and code and code != base.country:
                index = self._states.get(code)
                slot = Slot(base.start, base.start + len(match["owner"]), match["owner"])
                return (index, slot) if index is not None else None
        return None

    def holders(self, mention: Mention) -> list[tuple[int, Slot]]:
        """Who holds power by these words: "Assad's regime" is the regime and the man."""
        found = []
        actor = self.actor(mention)
        if actor is not None:
            found.append((actor, Slot(mention.start, mention.end, mention.text)))
        inner = self._inner.get(mention.start)
        return found + ([inner] if inner else [])

    def speaking(self, slot: Slot) -> int:
        """An actor with a name that no table and no pattern knows, because it speaks."""
        key = ("org", *words(slot.text))
        if self._surname(Mention("org", slot.start, slot.end, slot.text, "ORGANIZATION")):
            key = person_key(self._keys, slot.text)
        if key not in self._keys:
            self._keys[key] = self._new(Cluster("Actor", "ORGANIZATION", [slot.text], acts=True))
        self.all[self._keys[key]].slots.append(slot)
        return self._keys[key]

    def settle(self, slot: Slot) -> int:
        """A place that no table and no pattern knows, because a flight leads there."""
        key = ("place", *words(slot.text))
        fresh = key not in self._keys
        index = self._join(key, Mention("place", slot.start, slot.end, slot.text, "CITY"), "Place", "CITY", slot.text)
        if fresh:
            self._locate(self.all[index])
        return index

    def unnamed(self, slot: Slot, kind: str, country: str | None) -> int:
        """A party without a name of its own, known by these words."""
        key = ("party", *words(slot.text))
        if key not in self._keys:
            self._keys[key] = self._new(Cluster("Actor", kind, [slot.text], country=country, acts=True, named=False))
        self.all[self._keys[key]].slots.append(slot)
        return self._keys[key]

    def entities(self) -> tuple[Entity, ...]:
        """All of them, in order of first mention by index."""
        return tuple(cluster.entity() for cluster in self.all)


def _named_by_record(mention: Mention) -> bool:
    return mention.kind == "base" or (mention.kind == "org" and mention.record is not None)
