"""Reading -> Batch: the document, its statements with their claims, and the records that its mentions are linked to."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from ingest.reading import Count, Craft, End, Entity, FlightFact, Link, Reading, RelationFact, Slot, StatementFact
from ingest.reference import RecordNoun, dataset, record_id, reference
from ingest.told import headline, spoken_of
from schema import identity
from schema.claim import SAME_AS, Batch, Claim, Document, Modality, Polarity, Statement
from schema.errors import InvalidValueError
from schema.nodes.actor import OFFICIAL_KINDS
from schema.values.code import CALLSIGN, REGISTRATION
from schema.values.count import COUNT
from schema.values.country import COUNTRY
from schema.values.period import PERIOD
from schema.values.text import TEXT
from schema.values.value import Json

EXTRACTOR = "article@3"


def to_claims(reading: Reading) -> Batch:
    """The claims of an article. What nobody is named as saying is the document's own voice, a statement a sentence."""
    return _Claims(reading).batch()


class _Claims:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        about = reading.article.metadata
        origin = about.url or about.outlet
        self._document = identity.document(reading.article.sha256, origin)
        self._taken: dict[tuple[str, int, int], int] = defaultdict(int)
        self._voice: dict[Slot, list[Claim]] = {sentence: [] for sentence in reading.sentences}
        self._said: list[list[Claim]] = [[] for _ in reading.statements]
        self._records: dict[str, Statement] = {}
        self._datasets: dict[str, Document] = {}
        self._used = spoken_of(reading)
        self._entities = [self._local(e.noun, e.mentions[0]) for e in reading.entities]
        self._types: dict[str, str] = {}
        self._publisher = self._publishing()

    def batch(self) -> Batch:
        """Everything, in the text's order."""
        for index, entity in enumerate(self._reading.entities):
            if index in self._used:
                self._entity(index, entity)
        moved = {flight.craft for flight in self._reading.flights} | {fact.craft for fact in self._reading.owners}
        crafts = {
            index: self._craft(craft)
            for index, craft in enumerate(self._reading.crafts)
            if craft.type_words or craft.registration or index in moved
        }
        for flight in self._reading.flights:
            self._flight(flight, crafts)
        for relation in self._reading.relations:
            self._relation(relation)
        for owned in self._reading.owners:
            claim = self._of_words(self._entities[owned.owner.entity], "OWNS", owned.evidence)
            held = replace(
                claim, object=crafts[owned.craft], modality=owned.modality, polarity=owned.polarity, method=owned.rule
            )
            self._put(owned.statement, held)
        for lost in self._reading.overthrows:
            if lost.when is not None:
                claim = self._of_words(self._entities[lost.actor.entity], "overthrown", lost.evidence)
                self._put(lost.statement, replace(claim, value=PERIOD.pack(lost.when.period)))
        return Batch((self._article(), *self._datasets.values()), (*self._statements(), *self._records.values()))

    def _local(self, noun: str, first: Slot) -> str:
        ordinal = self._taken[noun, first.start, first.end]
        self._taken[noun, first.start, first.end] += 1
        return identity.local(noun, self._document, [first.start, first.end], ordinal)

    def _of_words(self, subject: str, key: str, words: Slot) -> Claim:
        return Claim(subject, key, span=(words.start, words.end), text=words.text)

    def _put(self, statement: int | None, claim: Claim) -> None:
        """Give a claim to who says it, or to the sentence of the document in which its words begin."""
        if statement is not None:
            self._said[statement].append(claim)
            return
        assert claim.span is not None
        start = claim.span[0]
        sentence = next(s for s in reversed(self._voice) if s.start <= start)
        self._voice[sentence].append(claim)

    def _entity(self, index: int, entity: Entity) -> None:
        subject = self._entities[index]
        first = entity.mentions[0]
        for number, name in enumerate(entity.names):
            words = next((m for m in entity.mentions if m.text == name), first)
            self._put(
                None, replace(self._of_words(subject, "aliases" if number else "name", words), value=TEXT.pack(name))
            )
        kind = "siteKind" if entity.noun in {"Base", "Place"} else "actorKind"
        self._put(None, replace(self._of_words(subject, kind, first), value=entity.kind))
        if entity.country:
            self._put(None, replace(self._of_words(subject, "country", first), value=COUNTRY.pack(entity.country)))
        if entity.role is not None:
            self._put(None, replace(self._of_words(subject, "role", entity.role), value=TEXT.pack(entity.role.text)))
        for link in (entity.link,) if entity.link else entity.candidates:
            self._judge(subject, entity.noun, first, link, sure=link is entity.link)

    def _judge(self, subject: str, noun: RecordNoun, words: Slot, link: Link, *, sure: bool) -> None:
        """A mention is a known thing, or may be one: the judgement, and what the record says."""
        known = record_id(noun, link.record)
        claim = replace(
            self._of_words(subject, SAME_AS, words), object=known, method=f"gazetteer {link.method}", score=link.score,
            modality=Modality.ACTUAL if sure else Modality.POSSIBLE,
        )  # fmt: skip
        self._put(None, claim)
        document = dataset(link.record)
        self._datasets.setdefault(document.id, document)
        self._records.setdefault(known, reference(noun, link.record))

    def _craft(self, craft: Craft) -> str:
        first = craft.mentions[0]
        subject = self._local("Aircraft", first)
        if craft.count is not None:
            self._put(None, self._count(subject, "count", craft.count))
        if craft.registration is not None:
            self._code(subject, "registration", craft.registration)
        if craft.type_words is not None:
            kind = self._type(craft)
            self._put(None, replace(self._of_words(subject, "OF_TYPE", craft.type_words), object=kind))
        if craft.operator is not None and craft.operator_words is not None:
            operates = self._of_words(self._entities[craft.operator], "OPERATES", craft.operator_words)
            self._put(None, replace(operates, object=subject))
        return subject

    def _type(self, craft: Craft) -> str:
        assert craft.type_words is not None
        words, record = craft.type_words, craft.type
        key = f"{record.source} {record.name}" if record else words.text.casefold()
        if key not in self._types:
            self._types[key] = self._local("AircraftType", words)
            self._put(None, replace(self._of_words(self._types[key], "name", words), value=TEXT.pack(words.text)))
            if record is not None and record.scheme:
                self._judge(self._types[key], "AircraftType", words, Link(record, "code", 1.0), sure=True)
        return self._types[key]

    def _code(self, subject: str, key: str, words: Slot) -> None:
        kind = REGISTRATION if key == "registration" else CALLSIGN
        try:
            self._put(None, replace(self._of_words(subject, key, words), value=kind.pack(words.text)))
        except InvalidValueError:
            return  # words that look like a mark and are none

    def _count(self, subject: str, key: str, count: Count) -> Claim:
        value: Json = COUNT.pack({"low": count.low, "high": count.high, "text": count.words.text})
        return replace(self._of_words(subject, key, count.words), value=value)

    def _flight(self, flight: FlightFact, crafts: dict[int, str]) -> None:
        subject = self._local("Flight", flight.trigger)
        claims = [replace(self._of_words(subject, "flightKind", flight.trigger), value="MOVEMENT")]
        if flight.count is not None:
            claims.append(self._count(subject, "count", flight.count))
        if flight.trips is not None:
            claims.append(self._count(subject, "trips", flight.trips))
        if flight.when is not None:
            period = self._of_words(subject, "period", flight.when.words)
            claims.append(replace(period, value=PERIOD.pack(flight.when.period)))
        if flight.cargo is not None:
            claims.append(replace(self._of_words(subject, "cargo", flight.cargo), value=TEXT.pack(flight.cargo.text)))
        for key, ends in (("ORIGIN", flight.origin), ("DESTINATION", flight.destination), ("VIA", flight.via)):
            claims += [self._link(subject, key, end) for end in ends]
        if flight.operator is not None:
            claims.append(self._link(subject, "OPERATED_BY", flight.operator))
        if flight.craft is not None:
            craft = self._reading.crafts[flight.craft]
            claims.append(replace(self._of_words(subject, "FLOWN_BY", flight.trigger), object=crafts[flight.craft]))
            if craft.type_words is not None:
                claims.append(replace(self._of_words(subject, "OF_TYPE", craft.type_words), object=self._type(craft)))
        for telling in flight.earlier:
            self._retold(subject, telling)
        # All of it is said where the movement is told, even if "it" was named a sentence before.
        for claim in claims:
            held = replace(
                claim, modality=Modality(flight.modality), polarity=Polarity(flight.polarity), method=flight.rule
            )
            self._put_at(flight.statement, flight.trigger, held)

    def _retold(self, subject: str, telling: FlightFact) -> None:
        """What was told of a flight before: its places and time, said where they stand."""
        claims = [self._link(subject, "DESTINATION", end) for end in telling.destination]
        if telling.when is not None:
            period = self._of_words(subject, "period", telling.when.words)
            claims.append(replace(period, value=PERIOD.pack(telling.when.period)))
        for claim in claims:
            told = replace(claim, modality=telling.modality, method=telling.rule)
            self._put_at(telling.statement, telling.trigger, told)

    def _put_at(self, statement: int | None, words: Slot, claim: Claim) -> None:
        if statement is not None:
            self._said[statement].append(claim)
            return
        sentence = next(s for s in reversed(self._voice) if s.start <= words.start)
        self._voice[sentence].append(claim)

    def _link(self, subject: str, key: str, end: End) -> Claim:
        alternative = f"{key.casefold()} {end.alternative}" if end.alternative else None
        return replace(
            self._of_words(subject, key, end.words), object=self._entities[end.entity], alternative=alternative
        )

    def _relation(self, relation: RelationFact) -> None:
        claim = self._of_words(self._entities[relation.subject.entity], relation.predicate, relation.evidence)
        period = PERIOD.pack(relation.when.period) if relation.when else None
        held = replace(
            claim, object=self._entities[relation.object.entity], modality=relation.modality,
            polarity=relation.polarity, period=period, method=relation.rule,
        )  # fmt: skip
        self._put(relation.statement, held)

    def _publishing(self) -> str | None:
        """Who published the article: an entity of it where its words name the outlet, else one of its own."""
        outlet = self._reading.article.metadata.outlet
        if outlet is None:
            return None
        named = (
            self._entities[index]
            for index, entity in enumerate(self._reading.entities)
            if outlet in entity.names and entity.kind in {"MEDIA", "ORGANIZATION"} and index in self._used
        )
        return next(named, None) or identity.local("Actor", self._document, "outlet")

    def _article(self) -> Document:
        article, about = self._reading.article, self._reading.article.metadata
        return Document(
            self._document, article.sha256, "ARTICLE", about.title or headline(self._reading), about.url, about.outlet,
            about.published.isoformat() if about.published else None, article.text, self._publisher,
        )  # fmt: skip

    def _statements(self) -> Iterator[Statement]:
        seen: Counter[Slot] = Counter()
        for fact, claims in zip(self._reading.statements, self._said, strict=True):
            seen[fact.words] += 1
            yield self._statement(
                fact.words, claims, quoted=fact.quoted, said_by=self._chain(fact),
                official=self._reading.entities[fact.speaker].kind in OFFICIAL_KINDS, ordinal=seen[fact.words] - 1,
            )  # fmt: skip
        for sentence, claims in self._voice.items():
            if claims:
                yield self._statement(sentence, claims)
        if self._publisher and self._publisher not in self._entities:
            yield self._imprint(self._publisher)

    def _chain(self, fact: StatementFact) -> tuple[tuple[str, int], ...]:
        told = [end.entity for end in fact.chain] or [fact.speaker]
        return tuple((self._entities[entity], step) for step, entity in enumerate(told))

    def _imprint(self, publisher: str) -> Statement:
        """What the article's metadata say of who published it; they stand nowhere in the text."""
        outlet = self._reading.article.metadata.outlet
        claims = (Claim(publisher, "name", TEXT.pack(outlet)), Claim(publisher, "actorKind", "MEDIA"))
        return Statement(self._document, EXTRACTOR, claims, row="outlet", said_by=((publisher, 0),))

    def _statement(self, words: Slot, claims: list[Claim], *, quoted: bool = False,
                   said_by: tuple[tuple[str, int], ...] = (), official: bool = False,
                   ordinal: int = 0) -> Statement:  # fmt: skip
        about = {claim.subject for claim in claims} | {claim.object for claim in claims}
        mentions = tuple(
            self._entities[index]
            for index, entity in enumerate(self._reading.entities)
            if index in self._used
            and self._entities[index] not in about
            and any(words.start <= m.start and m.end <= words.end for m in entity.mentions)
        )
        return Statement(
            self._document, EXTRACTOR, _once(claims), (words.start, words.end), text=words.text,
            quoted=quoted, attributed=bool(said_by), said_by=said_by or self._own_voice(), mentions=mentions,
            ordinal=ordinal, official=official,
        )  # fmt: skip

    def _own_voice(self) -> tuple[tuple[str, int], ...]:
        return ((self._publisher, 0),) if self._publisher else ()


def _once(claims: list[Claim]) -> tuple[Claim, ...]:
    kept: list[Claim] = []
    for claim in claims:
        if claim not in kept:
            kept.append(claim)
    return tuple(kept)
