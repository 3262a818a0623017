"""A model's answer -> further facts of a reading, each found in the text, linked and checked like the rules' own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from ingest.analysis import Analysis, Placed
from ingest.extract.relation import sensible
from ingest.extract.side import senses
from ingest.llm.endpoint import Endpoint
from ingest.llm.ground import Grounded, ground
from ingest.llm.prompt import MODALITIES, PREDICATES, SCHEMA, messages
from ingest.llm.tally import Kept
from ingest.period import resolve
from ingest.phrase import find_periods
from ingest.reading import Craft, End, Facts, FlightFact, Predicate, RelationFact, Slot, StatementFact, When
from schema.claim import Modality, Polarity

Answer = Mapping[str, Any]
#: Facts of one kind that are looked at; a model that tells more of an article makes them up.
_MOST = 60
#: Of two statements of one speaker that share so much of their words the rules' stands.
_SAME = 0.6


@dataclass(slots=True)
class Extension:
    """Asks a model about each article, and counts what becomes of its answers."""

    endpoint: Endpoint
    tally: Kept = field(default_factory=Kept)

    def extend(self, analysis: Analysis, crafts: list[Craft], facts: Facts) -> Facts:
        """The rules' facts and the model's besides; where both tell one, the rules' stands. Raises EndpointError."""
        answer = self.endpoint.ask(messages(analysis.article), SCHEMA)
        reading = _Reading(analysis, crafts, facts)
        for kind, read in (
            ("flights", reading.flight), ("statements", reading.statement), ("relations", reading.relation)
        ):  # fmt: skip
            for one in _objects(answer.get(kind)):
                if read(one):
                    self.tally.kept += 1
                else:
                    self.tally.rejected += 1
        return reading.facts


def _objects(told: object) -> list[Answer]:
    if not isinstance(told, list):
        return []
    found: list[Answer] = [one for one in told if isinstance(one, dict)]
    return found[:_MOST]


def _text(one: Answer, key: str) -> str:
    value = one.get(key)
    return value if isinstance(value, str) else ""


def _texts(one: Answer, key: str) -> list[str]:
    value = one.get(key)
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


class _Reading:
    def __init__(self, analysis: Analysis, crafts: list[Craft], facts: Facts) -> None:
        self._analysis = analysis
        self._crafts = crafts
        self.facts = facts

    def flight(self, one: Answer) -> bool:
        """Take a flight that leads somewhere, from somewhere or through somewhere that its quote names."""
        quote = self._quote(one)
        modality = _text(one, "modality")
        if quote is None or modality not in MODALITIES:
            return False
        ends = {key: tuple(self._ends(quote, _texts(one, key))) for key in ("origins", "destinations", "via")}
        if not any(ends.values()) or sum(map(len, ends.values())) < sum(len(_texts(one, key)) for key in ends):
            return False  # a place that the quote does not name
        craft = self._craft(quote, _text(one, "aircraft"))
        denied = modality == "DENIED"
        held = Modality.ACTUAL if denied else Modality(modality)
        operator = self._actor(quote, _text(one, "operator"))
        first = next(iter(slot for group in ends.values() for slot in group))
        fact = FlightFact(
            evidence=quote.slot, trigger=first.words, craft=craft, origin=ends["origins"],
            destination=ends["destinations"], via=ends["via"],
            count=self._crafts[craft].count if craft is not None else None, when=self._when(quote, held),
            operator=operator, modality=held, polarity=Polarity.DENIED if denied else Polarity.ASSERTED,
            rule=_rule(quote),
        )  # fmt: skip
        if not any(_one_flight(fact, known) for known in self.facts.flights):
            self.facts.flights.append(fact)
        return True

    def statement(self, one: Answer) -> bool:
        """Take a statement whose words and speaker both stand in its quote."""
        quote = self._quote(one)
        words = self._within(quote, _text(one, "words"))
        speaker = self._actor(quote, _text(one, "speaker")) if quote else None
        if quote is None or words is None or speaker is None:
            return False
        fact = StatementFact(
            quote.slot, words.slot, speaker.entity, speaker.words, words.slot, self._is_quoted(words.slot), _rule(quote)
        )
        if not any(_one_statement(fact, known) for known in self.facts.statements):
            self.facts.statements.append(fact)
        return True

    def relation(self, one: Answer) -> bool:
        """Take a link between two things that its quote names, if such things can be linked so."""
        quote, predicate = self._quote(one), _text(one, "predicate")
        if quote is None or predicate not in PREDICATES:
            return False
        subject, obj = (
            next(self._ends(quote, [_text(one, key)]), None) if sense == "site" else self._actor(quote, _text(one, key))
            for key, sense in zip(("subject", "object"), senses(predicate), strict=True)
        )
        if subject is None or obj is None or subject.entity == obj.entity:
            return False
        fact = RelationFact(cast("Predicate", predicate), subject, obj, quote.slot, _rule(quote))
        known = {(r.predicate, r.subject.entity, r.object.entity): r for r in self.facts.relations}
        if not sensible(self._analysis, fact, known):
            return False
        if (fact.predicate, subject.entity, obj.entity) not in known:
            self.facts.relations.append(fact)
            for end, sense in zip((subject, obj), senses(predicate), strict=True):
                self._analysis.clusters.all[end.entity].acts |= sense == "actor"
        return True

    def _quote(self, one: Answer) -> Grounded | None:
        return ground(_text(one, "quote"), self._analysis.text)

    def _within(self, quote: Grounded | None, words: str) -> Grounded | None:
        return ground(words, self._analysis.text, quote.slot.start, quote.slot.end) if quote else None

    def _placed(self, slot: Slot) -> list[Placed]:
        return [p for p in self._analysis.placed if p.mention.start < slot.end and slot.start < p.mention.end]

    def _ends(self, quote: Grounded, names: list[str]) -> Iterator[End]:
        clusters = self._analysis.clusters
        for name in names:
            found = self._within(quote, name)
            if found is None:
                continue
            known = [entity for p in self._placed(found.slot) if (entity := clusters.site(p.mention)) is not None]
            if known:
                yield End(known[0], found.slot)
            elif found.slot.text[0].isupper() and not self._placed(found.slot):
                yield End(clusters.settle(found.slot), found.slot)

    def _actor(self, quote: Grounded | None, name: str) -> End | None:
        found = self._within(quote, name)
        if found is None:
            return None
        clusters = self._analysis.clusters
        known = [entity for p in self._placed(found.slot) if (entity := clusters.actor(p.mention)) is not None]
        if known:
            return End(known[-1], found.slot)
        if self._placed(found.slot):
            return None  # a place or an aircraft does not act
        named = found.slot.text[0].isupper()
        entity = clusters.speaking(found.slot) if named else clusters.unnamed(found.slot, "UNKNOWN", None)
        return End(entity, found.slot)

    def _craft(self, quote: Grounded, words: str) -> int | None:
        found = self._within(quote, words)
        if found is None:
            return None
        return next(
            (
                index
                for index, craft in enumerate(self._crafts)
                if any(m.start < found.slot.end and found.slot.start < m.end for m in craft.mentions)
            ),
            None,
        )

    def _when(self, quote: Grounded, modality: Modality) -> When | None:
        phrase = next(iter(find_periods(quote.slot.text)), None)
        if phrase is None:
            return None
        published = self._analysis.article.metadata.published
        period = resolve(phrase, published, future=modality is Modality.EXPECTED)
        start = quote.slot.start + phrase.start
        return When(self._analysis.slot(start, quote.slot.start + phrase.end), period, phrase.lead)

    def _is_quoted(self, slot: Slot) -> bool:
        """Whether quotation marks stand around words: the model's word for it is not taken."""
        before, after = self._analysis.text[: slot.start].rstrip(), self._analysis.text[slot.end :].lstrip(" ,.")
        return before.endswith(('"', "“", "«")) and after.startswith(('"', "”", "»"))


def _rule(quote: Grounded) -> str:
    """The rule that claims name: by whom they were read, and how surely the quote was found."""
    return "llm.exact" if quote.grounding == "exact" else f"llm.fuzzy {quote.score}"


def _one_flight(fact: FlightFact, known: FlightFact) -> bool:
    """Whether both tell of one flight: to the same places, or one within the sentence of the other."""
    to = {end.entity for end in fact.destination}
    same = to == {end.entity for end in known.destination}
    near = fact.evidence.start < known.evidence.end and known.evidence.start < fact.evidence.end
    return same and (near or {e.entity for e in fact.origin} == {e.entity for e in known.origin})


def _one_statement(fact: StatementFact, known: StatementFact) -> bool:
    shared = min(fact.words.end, known.words.end) - max(fact.words.start, known.words.start)
    longest = max(fact.words.end - fact.words.start, known.words.end - known.words.start)
    return fact.speaker == known.speaker and shared >= _SAME * longest
