"""Doc -> its mentions: patterns, known names and the model's entities, the surer one winning where they overlap."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from ingest.gazetteer.gazetteer import Found, Gazetteer
from ingest.gazetteer.name import fold
from ingest.mention.actor import (
    find_bodies,
    find_domains,
    find_forces,
    find_forces_of,
    find_groups_of,
    find_organizations,
)
from ingest.mention.aircraft import Types, find_classes, find_makers
from ingest.mention.body import find_headed, find_shortened, find_spelled
from ingest.mention.mark import find_marks, find_serials
from ingest.mention.mention import Kind, Mention, without_overlap
from ingest.mention.model import Models
from ingest.mention.person import find_people, find_surnames, find_titled
from ingest.mention.site import (
    NAME,
    find_bare_capitals,
    find_bases,
    find_capitals,
    find_cores,
    find_located_bases,
    find_regions,
    find_several,
    find_told,
    find_unnamed_bases,
)
from ingest.mention.slot import find_held, find_objects, find_pairs, find_slotted

_TABLES: dict[str, Kind] = {
    "country": "country",
    "capital": "place",
    "government": "government",
    "adjective": "adjective",
    "people": "people",
    "site": "base",
    "town": "place",
    "region": "place",
    "actor": "org",
}
#: Of those that a word before their name tells, the ones whose name may hold that of a country: "the website X UK".
_LEAVING = frozenset({"left", "departed", "leaving", "departing", "leaves", "departs"})
#: "Left Akrotiri for Tel Aviv": two towns, which the model takes for one name.
_LEFT_FOR = re.compile(r"(?P<one>[^,]+) for (?P<other>[^,]+)")
_NAMED_KINDS = frozenset({"MEDIA", "ORGANIZATION"})
#: Last words of names that tell what the named is.
_ARMED = {
    **dict.fromkeys(("Army", "Front", "Forces", "Militia", "Brigades", "Fighters"), "ARMED_GROUP"),
    **dict.fromkeys(("Division", "Brigade", "Battalion", "Regiment", "Squadron", "Wing"), "UNIT"),
}
#: Before a single name that is a town's, even where the model takes it for an organisation.
_LEADS = frozenset({"from", "to", "via", "through", "toward", "towards", "into", "near", "outside"})
#: Tables whose names say more than the letters that follow them.
_NAMED_TABLES = frozenset({"actor", "country"})
_NATIONAL = frozenset({"country", "capital", "adjective"})
_PLACES = frozenset({"country", "capital", "site", "town", "region"})
_TRAILING = frozenset({"'s", "’s", "’", "'", "of", "the", "and", "in", "for"})
_TOWARD = re.compile(
    r"(?:(?<= )[-–—→]|\b(?:from|to|in|into|near|via|through|toward|towards|at|for|between|and|or|reached"
    r"|left|departed|entered|leaving|departing|reaching|entering))"
    rf" (?P<name>{NAME})"
)
#: "In Agadez" is in the town, also where a base bears its name alone.
_INSIDE = re.compile(r"\b[Ii]n $")
_CONNECTED = re.compile(r"(?:[ -](?:al|el|bin|ibn)[- ][A-Z]\w+)+")
#: What the model takes for organisations and people: portfolios, time zones, parts of a list.
_NOT_ACTORS = re.compile(
    r"(?:Defen[cs]e|State|War|Interior|Foreign(?: Affairs)?|Finance|Transport|Health|Justice|GMT|UTC|CET"
    r"|(?:Major|Lieutenant|Brigadier|Colonel|Brig|Maj|Lt)\.?(?: (?:General|Gen|Colonel|Col)\.?)?|General|Colonel"
    r"|Patriots?|Javelins?|Stingers?|Iskanders?|Kornets?|Hellfires?|HIMARS|Grads?|Tomahawks?|Humvees?|Abrams|Leopards?"
    r"|EST|EDT|ADS(?:-B)?|UAVs?|UAS|SOS|VIPs?|FIR|MANPADS|RCH|Mode S|Leg \d+:?"
    r"|X\.?|IFF|NOTAMs?|ICAO|Reg|Sgt|Col|Gen|MSN|AGL|FL\d+|Airport|Air Base|Army|Embassy|Spokesman|Parliament|House)"
)
_NOT_NAMES = frozenset(name.casefold() for name in (*calendar.month_name, *calendar.day_name))


class Proposer:
    """Finds mentions; holds the gazetteer and the types of aircraft."""

    def __init__(self, gazetteer: Gazetteer, common: Callable[[str], bool] = lambda _: False) -> None:
        self.gazetteer = gazetteer
        self._common = common
        self.types = Types(gazetteer)
        self.models = Models()

    def propose(self, doc: Doc) -> list[Mention]:
        """Mentions in the text's order, none overlapping another."""
        found = without_overlap(self._candidates(doc, doc.text))
        short = [(-1.0, m) for m in find_shortened(doc.text, found)]
        again = ((1.0, m) for m in find_surnames(doc.text, found))
        return without_overlap([*short, *((0.0, m) for m in found), *again])

    def _candidates(self, doc: Doc, text: str) -> Iterator[tuple[float, Mention]]:
        known = self.gazetteer.find(text)
        starts = {found.start for found in known}
        sited = {found.start: found for found in known if found.name.table == "site"}
        types = list(self.types.find(text))
        yield from ((0, m) for m in types)
        yield from ((0, m) for m in find_serials(text, types))
        yield from ((0, m) for m in find_marks(text))
        yield from ((1, m) for m in self.models.find(text))
        bases = [*find_bases(text, known), *find_told(text, known), *find_several(text, known)]
        yield from ((1, m) for m in bases)
        yield from ((4, m) for m in find_cores(text, [b for b in bases if not self.gazetteer.towns.served(b.core)]))
        yield from ((3, m) for m in find_capitals(text, known))
        yield from ((3, m) for m in find_bare_capitals(text, known))
        yield from ((2, m) for m in find_located_bases(text, known))
        yield from ((2, m) for m in find_unnamed_bases(text, known) if m.start not in sited)
        yield from ((2, m) for m in find_regions(text, known))
        yield from ((2, m) for m in find_forces(text, known))
        yield from ((2, m) for m in find_forces_of(text, known))
        yield from ((2.5, m) for m in find_bodies(text, known))
        named = {(f.start if f.name.table in _NATIONAL else -1, f.end) for f in known if f.name.table in _NAMED_TABLES}
        yield from ((1.5, m) for m in find_spelled(text) if not {(m.start, m.end), (-1, m.end)} & named)
        nations = {found.start for found in known if found.name.table in {"country", "adjective", "people"}}
        actors = [(f.start, f.end) for f in known if f.name.table == "actor"]
        for body in find_headed(text):
            within = {start == body.start for start, end in actors if start < body.end and body.start < end}
            mission = within == {True} and " Mission in " in body.text  # "UN Mission in South Sudan"
            if body.start not in nations and (mission or not within):
                yield (3.5 if " of " in body.text else 2.9), body
        yield from ((2, m) for m in find_groups_of(text, known))
        yield from ((4, m) for m in find_domains(text))
        yield from ((3, m) for m in self._known(known, text))
        yield from (
            (2 if m.sub == "COMPANY" or (m.sub in _NAMED_KINDS and " " in m.text) else 4, m)
            for m in find_organizations(text)
        )
        yield from ((5, m) for m, _ in find_titled(text))
        yield from ((5.8, m) for m in find_people(text, known))
        yield from self._entities(doc, known)
        yield from ((2, m) for m in find_makers(text))
        for craft in find_classes(text):
            if _is_noun(doc, craft):
                yield 7, craft
                if len(craft.core) < len(craft.text):  # "a Wamos Air jumbo"
                    yield 7.5, replace(craft, start=craft.end - len(craft.core), text=craft.text[-len(craft.core) :])
        countries = frozenset(f.name.record.country or "" for f in known if f.name.table in _NATIONAL)
        yield from self._towns(text, countries)
        yield from ((5.5, replace(m, country=self._country_of(m.text))) for m in find_slotted(text))
        yield from ((6.5, replace(m, country=self._country_of(m.text))) for m in find_objects(text))
        yield from ((5.9, replace(m, country=self._country_of(m.text))) for m in find_held(text))
        for pair in find_pairs(text):
            if all(self._is_place(m.text, known) for m in pair):
                yield from ((1, replace(m, country=self._country_of(m.text))) for m in pair if m.start not in starts)

    def _known(self, known: list[Found], text: str) -> Iterator[Mention]:
        for found in known:
            record, kind = found.name.record, _TABLES[found.name.table]
            if found.name.table == "town":
                yield Mention(
                    kind, found.start, found.end, text[found.start : found.end], "CITY", country=record.country
                )
                continue
            name = text[found.start : found.end]
            if found.name.table == "site" and _INSIDE.search(text, 0, found.start) and self._is_city(name):
                yield Mention("place", found.start, found.end, name, "CITY", country=record.country)
                continue
            sub = "CITY" if found.name.table == "capital" else record.kind
            yield Mention(kind, found.start, found.end, text[found.start : found.end], sub,
                          country=record.country, record=record)  # fmt: skip

    def _is_city(self, name: str) -> bool:
        return bool(self.gazetteer.towns.countries(name))

    def _entities(self, doc: Doc, known: list[Found]) -> Iterator[tuple[float, Mention]]:
        countries = {found.name.record.country for found in known}
        whole = doc.text
        for entity in doc.ents:
            span = _trimmed(entity)
            if span is None or "\n" in span.text or not span.text[0].isupper():
                continue
            start, end, text = span.start_char, span.end_char, span.text
            if entity.label_ in {"ORG", "PERSON"} and len(span) == 1 and self._is_word(span[0]):
                continue
            if entity.label_ in {"ORG", "PERSON"} and (_NOT_ACTORS.fullmatch(text) or fold(text) in _NOT_NAMES):
                continue
            town = bool(self.gazetteer.towns.served(text) & countries)
            lead = doc[span.start - 1].lower_ if span.start else ""
            town = town or (entity.label_ == "ORG" and lead in _LEADS and len(span) == 1 and self._is_city(text))
            if entity.label_ in {"GPE", "LOC"} or (town and entity.label_ in {"PERSON", "ORG"}):
                sub = "REGION" if entity.label_ == "LOC" else "CITY"
                yield 6, Mention("place", start, end, text, sub, country=self._country_of(text))
            elif entity.label_ == "PERSON":
                more = _CONNECTED.match(whole, end)
                end = more.end() if more else end
                yield 6, Mention("person", start, end, whole[start:end])
            elif entity.label_ == "ORG" and (ends := _LEFT_FOR.fullmatch(text)) and lead in _LEAVING:
                for name in ("one", "other"):
                    if self._is_city(ends[name]):
                        yield 6, Mention("place", start + ends.start(name), start + ends.end(name), ends[name], "CITY",
                                         country=self._country_of(ends[name]))  # fmt: skip
            elif entity.label_ == "ORG":
                # "Stockholm International Peace Research Institute" is no town.
                names = text.split()
                proper = all(n[0].isupper() or n in {"of", "for", "the", "and", "on", "in"} for n in names)
                inside = [found.name.table for found in known if start <= found.start < end]
                long = len(names) >= 4 and proper and bool(inside) and "actor" not in inside
                yield 2 if long else 6, Mention("org", start, end, text, _ARMED.get(names[-1], "ORGANIZATION"))

    def _is_word(self, token: Token) -> bool:
        """ "Hardware had been coming": a common word that opens a sentence, which the model takes for a name."""
        if token.is_upper or not (token.is_sent_start or token.tag_ == "JJ"):
            return False
        return self._common(token.lower_) or self._common(token.lower_.removesuffix("s"))

    def _towns(self, text: str, named: frozenset[str]) -> Iterator[tuple[float, Mention]]:
        """Towns where something goes: those with an airport, and those of the countries that are `named`."""
        for match in _TOWARD.finditer(text):
            name = match["name"]
            if fold(name) in _NOT_NAMES:
                continue
            served = bool(self.gazetteer.towns.served(name))
            if served or self.gazetteer.towns.countries(name) & named:
                yield (
                    (5 if served else 6.2),
                    Mention(
                        "place", match.start("name"), match.end("name"), name, "CITY", country=self._country_of(name)
                    ),
                )

    def _is_place(self, name: str, known: list[Found]) -> bool:
        """Whether a table knows a name as a town, a country or a site."""
        if self.gazetteer.towns.served(name):
            return True
        return any(f.name.text == name and f.name.table in _PLACES for f in known)

    def _country_of(self, city: str) -> str | None:
        countries = self.gazetteer.towns.countries(city)
        return next(iter(countries)) if len(countries) == 1 else None


def _trimmed(entity: Span) -> Span | None:
    first, last = entity.start, entity.end
    doc = entity.doc
    while first < last and (doc[first].lower_ in {"the", "a", "an"} or doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > first and (doc[last - 1].lower_ in _TRAILING or doc[last - 1].is_space or doc[last - 1].is_punct):
        last -= 1
    return doc[first:last] if first < last and any(c.isalpha() for c in doc[first:last].text) else None


def _is_noun(doc: Doc, mention: Mention) -> bool:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    last = span[-1]
    following = doc[span.end] if span.end < len(doc) else None
    if mention.core.startswith("transport") and last.pos_ not in {"NOUN", "PROPN"}:
        return False
    return not (mention.core in {"transport", "air"} and following is not None and following.pos_ in {"NOUN", "PROPN"})
