"""Reading -> the JSON scheme of the annotated articles: names as written, one object for each fact."""

import re
from collections.abc import Iterable
from typing import Any

from ingest.gazetteer.gazetteer import Gazetteer
from ingest.reading import Count, Craft, End, Entity, FlightFact, OwnerFact, Reading, RelationFact, Slot
from schema.claim import Modality, Polarity

ACTORS = {
    "STATE": "country",
    "GOVERNMENT": "government",
    "ARMED_FORCE": "armed_force",
    "ARMED_GROUP": "armed_group",
    "UNIT": "unit",
    "ORGANIZATION": "organization",
    "COMPANY": "company",
    "MEDIA": "organization",
    "PERSON": "person",
    "UNKNOWN": "person",
}
SITES = {
    "AIR_BASE": "air_base",
    "NAVAL_BASE": "naval_base",
    "MILITARY_BASE": "other",
    "AIRPORT": "airport",
    "PORT": "port",
    "OTHER": "other",
    "CITY": "city",
    "REGION": "region",
    "COUNTRY": "country",
    "SEA": "region",
}
#: Links that the scheme has no word for.
UNTOLD = frozenset(("OPPOSES",))
#: Links for which the scheme has another word than their own.
TOLD_AS = {"DIRECTS": "controls", "HOLDS": "owns"}
SPEAKERS = {"PERSON": "person", "MEDIA": "media", "UNKNOWN": "unnamed"}
_HELD = {Modality.ACTUAL, Modality.QUESTIONED}


def to_scheme(reading: Reading, gazetteer: Gazetteer) -> dict[str, Any]:
    """The reading as `source, actors, bases, places, aircraft, flights, statements, relations`."""
    return _Scheme(reading, gazetteer).everything()


def told_flights(reading: Reading) -> list[FlightFact]:
    """The flights that the scheme takes: told as facts, not as plans or denials."""
    return [f for f in reading.flights if f.modality in _HELD and f.polarity is Polarity.ASSERTED]


def told_relations(reading: Reading) -> list[RelationFact]:
    """The relations that the scheme takes."""
    held = [r for r in reading.relations if r.modality in _HELD and r.polarity is Polarity.ASSERTED]
    return [relation for relation in held if relation.predicate not in UNTOLD]


def told_owners(reading: Reading) -> list[OwnerFact]:
    """The owners of aircraft that the scheme takes: those of aircraft with a mark or a type."""
    named = [f for f in reading.owners if reading.crafts[f.craft].registration or reading.crafts[f.craft].type_words]
    return [f for f in named if f.modality in _HELD and f.polarity is Polarity.ASSERTED]


def rules_of(reading: Reading) -> dict[str, list[str]]:
    """The rule behind each fact of `to_scheme`, by kind, in its order."""
    return {
        "flights": [flight.rule for flight in told_flights(reading)],
        "statements": [statement.rule for statement in reading.statements],
        "relations": [relation.rule for relation in told_relations(reading)]
        + [fact.rule for fact in told_owners(reading)],
    }


class _Scheme:
    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self._reading = reading
        self._countries = gazetteer.countries
        self._linked = {e.entity for r in reading.relations for e in (r.subject, r.object)}

    def everything(self) -> dict[str, Any]:
        reading, about = self._reading, self._reading.article.metadata
        return {
            "source": {
                "title": about.title or _first_line(reading.article.text),
                "outlet": about.outlet,
                "url": about.url,
                "published": about.published.isoformat() if about.published else None,
            },
            "actors": [self._actor(e) for i, e in enumerate(reading.entities) if self._acting(i, e)],
            "bases": [self._base(e) for e in reading.entities if e.noun == "Base"],
            "places": [{"name": e.names[0], "kind": SITES[e.kind]} for e in reading.entities if e.noun == "Place"],
            "aircraft": list(self._aircraft()),
            "flights": [self._flight(f) for f in told_flights(reading)],
            "statements": [self._statement(s) for s in reading.statements],
            "relations": [
                {
                    "subject": self._name(r.subject),
                    "predicate": TOLD_AS.get(r.predicate, r.predicate.casefold()),
                    "object": self._name(r.object),
                    "evidence": r.evidence.text,
                }
                for r in told_relations(reading)
            ]
            + [self._owned(fact) for fact in told_owners(reading)],
        }

    def _acting(self, index: int, entity: Entity) -> bool:
        return entity.noun == "Actor" and (
            (entity.acts and entity.named) or (not entity.named and index in self._linked)
        )

    def _actor(self, entity: Entity) -> dict[str, Any]:
        name, *aliases = entity.names
        found = {"name": name, "kind": ACTORS[entity.kind], "aliases": aliases}
        return found | ({"role": entity.role.text} if entity.role else {})

    def _base(self, entity: Entity) -> dict[str, Any]:
        name, *aliases = sorted(entity.names, key=len)
        found: dict[str, Any] = {"name": name, "kind": SITES[entity.kind]}
        if entity.country in self._countries:
            found["country"] = self._countries[entity.country].name
        return found | {"aliases": aliases}

    def _aircraft(self) -> Iterable[dict[str, Any]]:
        body = [c for c in self._reading.crafts if c.type_words and not c.headline]
        told: set[str] = set()
        for craft in body or [c for c in self._reading.crafts if c.type_words]:
            assert craft.type_words is not None
            if craft.registration is None and _borrowed(craft):
                continue
            if craft.registration is not None and craft.registration.text in told:
                continue  # one machine, spoken of again
            told.update([craft.registration.text] if craft.registration else [])
            found: dict[str, Any] = {"type": type_of(craft)}
            if craft.operator is not None:
                found["operator"] = self._entity(craft.operator)
            yield (
                found | _count(craft.count) | ({"registration": craft.registration.text} if craft.registration else {})
            )

    def _flight(self, flight: FlightFact) -> dict[str, Any]:
        craft = self._reading.crafts[flight.craft] if flight.craft is not None else None
        found: dict[str, Any] = {}
        if craft and craft.type_words:
            found["aircraft_type"] = type_of(craft)
        counts = (flight.count, flight.trips)
        found |= _count(next((count for count in counts if count is not None and count.number is not None), None))
        if flight.operator is not None:
            found["operator"] = self._entity(flight.operator.entity)
        if flight.cargo is not None:
            found["cargo"] = flight.cargo.text
        if flight.when is not None:
            key = {"since": "since", "until": "until"}.get(flight.when.lead, "date")
            found[key] = flight.when.words.text
        found["origin"] = [self._entity(e.entity) for e in (*flight.origin, *flight.via)]
        found["destination"] = [self._entity(e.entity) for e in flight.destination]
        return found | {"evidence": flight.evidence.text}

    def _statement(self, statement: Any) -> dict[str, Any]:
        speaker = self._reading.entities[statement.speaker]
        return {
            "speaker": self._entity(statement.speaker)
            if speaker.named
            else statement.speaker_words.text
            if len(statement.speaker_words.text) > 4
            else speaker.names[0],
            "speaker_kind": SPEAKERS.get(speaker.kind, "organization"),
            "quote": statement.quoted,
            "text": statement.words.text,
            "about": [],
            "evidence": statement.evidence.text,
        }

    def _owned(self, fact: OwnerFact) -> dict[str, Any]:
        craft = self._reading.crafts[fact.craft]
        called = craft.registration.text if craft.registration else type_of(craft)
        return {
            "subject": self._name(fact.owner), "predicate": "owns", "object": called, "evidence": fact.evidence.text,
        }  # fmt: skip

    def _name(self, end: End) -> str:
        return self._entity(end.entity)

    def _entity(self, index: int) -> str:
        entity = self._reading.entities[index]
        return min(entity.names, key=len) if entity.noun == "Base" else entity.names[0]


def _borrowed(craft: Craft) -> bool:
    """Whether its type is told by the words of another machine: "one Ilyushin" of the Il-76s before."""
    words = craft.type_words
    return words is not None and not any(m.start <= words.start and words.end <= m.end for m in craft.mentions)


def _text(words: Slot | None) -> str:
    return words.text if words is not None else ""


def _count(count: Count | None) -> dict[str, Any]:
    if count is None or count.number is None or count.qualifier == "unstated":
        return {}
    qualifier = "about" if count.qualifier == "at_most" else count.qualifier
    return {"count": count.number, "count_qualifier": qualifier}


def _first_line(text: str) -> str | None:
    """The first line that ends like no sentence."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in lines[:4] if line[-1] not in '.!?”"' and len(line.split()) < 30), None)


def type_of(craft: Craft) -> str:
    """The short form of a craft's type: "Chinooks" are of the type Chinook, a Hercules is none of "Hercule"."""
    words = craft.type_words.text if craft.type_words else ""
    names = (craft.type.name, *craft.type.aliases) if craft.type is not None else ()
    known = {word.rstrip("?") for name in names for word in name.split()}
    last = words.split()[-1] if words else ""
    one = next((form for form in (last.removesuffix("s"), re.sub("ies$", "y", last)) if form in known), last)
    return short_type(words.removesuffix(last) + (last if last in known else one))


def short_type(words: str) -> str:
    """A type as it is usually written short: without maker, nickname and plural.

    >>> short_type("Ilyushin II-76"), short_type("C-17A Globemaster III"), short_type("Y-20s")
    ('Il-76', 'C-17A', 'Y-20')
    """
    text = re.sub(r"\b(?:II|1l|1I|IL|EL)[- ]?(?=\d)", "Il-", words)
    text = re.sub(r"^Ilyushin[- ](?=\d)", "Il-", text)
    text = re.sub(r"^Antonov[- ](?=\d)", "An-", text)
    text = re.sub(r"^Tupolev[- ](?=\d)", "Tu-", text)
    text = re.sub(r"^Sukhoi[- ](?=\d)", "Su-", text)
    code = re.search(r"\b[A-Z][A-Za-z]{0,3}-?\d{1,3}[A-Z]{0,3}\b", text.removesuffix("s"))
    if code and not text.startswith("Boeing"):
        return code[0]
    made = re.fullmatch(r"(?:Antonov|Ilyushin|Tupolev|Boeing|MiG|Sukhoi|Embraer|Fokker)s", text)
    return text.removesuffix("s") if made or any(c.isdigit() for c in text) else text
