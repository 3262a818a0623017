"""Analysis -> FlightFacts: movements of aircraft told by verbs and by nouns, a flight for each leg."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.analysis import Analysis, Placed, Sentence
from ingest.count import count_before
from ingest.extract.frame import Ends, is_site, read_ends
from ingest.extract.group import Group
from ingest.extract.lexicon import Lexicon, Verb
from ingest.extract.modality import modality_of
from ingest.extract.subject import FlightNoun, Subject, Subjects
from ingest.period import find_periods, resolve
from ingest.reading import Count, Craft, End, FlightFact, Slot, When
from schema.claim import Modality, Polarity

_NOUNS = {"flight", "flights", "trip", "trips", "sortie", "sorties", "journey", "journeys"}
_MAKING = {"make", "conduct", "carry", "complete", "operate", "perform", "undertake", "run", "fly", "log"}
_RECORDED = re.compile(
    r"\b(?:recorded|logged|tracked|observed|registered|detected|conducted|made|operated|carried out|completed|flown"
    r"|identified|documented|counted|monitored|noted|took place|landed|arrived)\b"
)
_ONWARD = {"return", "continue", "proceed", "carry", "go", "move", "head", "fly"}
_AGAIN = re.compile(r"\b(?:again|then|onward|onwards|back|later|before)\b")
_CARGO = re.compile(
    r"\b(?:transporting|carrying|delivering|bringing|loaded with|laden with|hauling|delivered|transported|carried|brought|with)"
    r" (?P<cargo>(?!the registration|registration|a registration|the call|the aim)[^,.;]+?)(?= (?:to|from|for|into|on|at|in|since|along|between|via)\b|[,.;]|$)"
)


@dataclass
class _Leg:
    """A flight in the making."""

    sentence: Sentence
    trigger: Slot
    rule: str
    subject: Subject
    first: int
    limit: int
    origin: list[tuple[Placed, int]] = field(default_factory=list)
    destination: list[tuple[Placed, int]] = field(default_factory=list)
    via: list[tuple[Placed, int]] = field(default_factory=list)
    modality: Modality = Modality.ACTUAL
    polarity: Polarity = Polarity.ASSERTED
    noun: FlightNoun | None = None
    by_verb: bool = False
    when: When | None = None
    sender: Placed | None = None
    inherited: bool = False


class FlightExtractor:
    """Reads the movements of an article."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()

    def extract(self, analysis: Analysis, groups: list[Group], crafts: list[Craft]) -> list[FlightFact]:
        """The flights told in the body, in order; those of headlines only where the body tells none."""
        reader = _Reader(analysis, groups, self._lexicon)
        body = [leg for s in analysis.sentences if not s.headline for leg in reader.legs(s)]
        legs = body or [leg for s in analysis.sentences if s.headline for leg in reader.legs(s)]
        facts = [fact for leg in legs for fact in _facts(analysis, leg, crafts)]
        return _without_previews(analysis, facts)


class _Reader:
    def __init__(self, analysis: Analysis, groups: list[Group], lexicon: Lexicon) -> None:
        self._analysis = analysis
        self._lexicon = lexicon
        self._subjects = Subjects(analysis, groups)
        self._groups = groups
        self._starts = frozenset(group.first for group in groups)
        self._last: _Leg | None = None

    def legs(self, sentence: Sentence) -> list[_Leg]:
        triggers = self._triggers(sentence)
        nouns = {t: FlightNoun(t) for t, _, verb in triggers if verb is None}
        open_leg: _Leg | None = None
        done: list[_Leg] = []
        floor, subject = sentence.span.start, Subject()
        for number, (token, after, verb) in enumerate(triggers):
            limit = triggers[number + 1][0] if number + 1 < len(triggers) else sentence.span.end
            found = self._subject(token, after, verb, sentence, floor, nouns, limit)
            if found.same:
                found = subject
            floor = after
            if not (found.groups or found.noun):
                subject = found
                continue
            role = verb.role if verb else "noun"
            if verb is not None and verb.cargo and self._passive(token) and found.groups and not found.taken_up:
                subject = Subject()  # "drones were delivered": what is carried, not what flies
                continue
            ends = read_ends(self._analysis, after, limit, role, verb, self._starts)
            if found.groups and found is not subject and not found.taken_up and found.groups[-1].stop < token:
                ends.origin += read_ends(self._analysis, found.groups[-1].stop, token, "noun", None).origin
            if ends.there:
                here = self._there(token)
                ends.destination += [(here, 0)] if here else []
            modality, polarity = modality_of(self._analysis, token, sentence)
            leg = _Leg(sentence, self._analysis.tokens(token, after), verb.rule if verb else "flight.noun", found, token,
                       limit, ends.origin, ends.destination, ends.via, modality, polarity, found.noun, verb is not None)  # fmt: skip
            leg.sender = found.actor
            continues = open_leg is not None and _same_mover(open_leg.subject, found, subject)
            subject = found
            if role == "arrive" and not ends.destination and not ends.some() and open_leg is not None and not continues:
                # "X landed at A, and Y came in": where the other one landed.
                leg.destination = list(open_leg.destination)
            joined = self._join(open_leg if continues else None, leg, verb, done)
            if joined is not open_leg:
                if open_leg is not None:
                    done.append(open_leg)
                open_leg = joined
        if open_leg is not None:
            done.append(open_leg)
        kept = [leg for leg in done if self._stands(leg)]
        for leg in kept:
            leg.when = self._when(leg)
        if kept:
            self._last = kept[-1]
            if kept[-1].subject.groups:
                self._subjects.recent = kept[-1].subject.groups[-1]
        return kept

    def _passive(self, token: int) -> bool:
        doc = self._analysis.doc
        before = [doc[i].lemma_ for i in range(max(0, token - 3), token)]
        return doc[token].tag_ == "VBN" and "be" in before

    def _triggers(self, sentence: Sentence) -> list[tuple[int, int, Verb | None]]:
        doc, found, at = self._analysis.doc, [], sentence.span.start
        while at < sentence.span.end:
            if self._analysis.at(at) is None or self._subjects.group_at(at) is None:
                hit = self._lexicon.at(doc, at, sentence.span.end)
                if hit and self._analysis.at(at) is None:
                    found.append((at, hit[1], hit[0]))
                    at = hit[1]
                    continue
                if doc[at].lower_ in _NOUNS and self._analysis.at(at) is None:
                    found.append((at, at + 1, None))
            at += 1
        return found  # type: ignore[return-value]

    def _subject(self, token: int, after: int, verb: Verb | None, sentence: Sentence, floor: int,
                 nouns: dict[int, FlightNoun], limit: int) -> Subject:  # fmt: skip
        if verb is None:
            return self._of_noun(token, sentence, floor, nouns, limit)
        found = self._subjects.before(token, sentence, floor, nouns)
        if verb.role == "send" and not (found.groups or found.noun or found.same):
            group = next((g for i in range(after, min(after + 9, limit)) if (g := self._subjects.group_at(i))), None)
            if group is not None and not any(self._analysis.doc[i].lower_ in {"to", "from", "by", "with"} for i in range(after, group.first)):
                return Subject(self._right_coordinated(group, limit), actor=found.actor)
            return Subject()
        return found

    def _right_coordinated(self, group: Group, limit: int) -> tuple[Group, ...]:
        found, at = [group], group.last
        while at < limit:
            nxt = self._subjects.group_at(at)
            if nxt is not None:
                found.append(nxt)
                at = nxt.last
                continue
            token = self._analysis.doc[at]
            if token.lower_ not in {"and", ","} and token.pos_ not in {"NUM", "DET"}:
                break
            at += 1
        return tuple(found)

    def _of_noun(self, token: int, sentence: Sentence, floor: int, nouns: dict[int, FlightNoun], limit: int) -> Subject:
        doc, at = self._analysis.doc, token - 1
        noun = FlightNoun(token)
        while at >= max(floor, sentence.span.start):
            group = self._subjects.group_at(at)
            if group is not None:
                return Subject((group,), noun)
            if doc[at].lemma_ in _MAKING and doc[at].pos_ in {"VERB", "AUX"}:
                found = self._subjects.before(at, sentence, floor, nouns)
                return Subject(found.groups, noun, found.actor)
            if doc[at].pos_ not in {"ADJ", "NUM", "DET", "NOUN", "ADV", "PROPN", "PUNCT", "CCONJ"} and doc[at].lower_ not in {"of", "-", "least", "at"}:
                break
            at -= 1
        for i in range(token + 1, min(token + 6, limit)):
            group = self._subjects.group_at(i)
            if group is not None and doc[token + 1].lower_ in {"by", "of", "using", "involving", "with"}:
                return Subject((group,), noun)
        recent = self._recent(sentence, token)
        return Subject((recent,) if recent else (), noun, taken_up=True)

    def _recent(self, sentence: Sentence, token: int) -> Group | None:
        """The one machine that this paragraph is about: it was taken up in it before."""
        near = [g for g in self._groups if g.first < token and g.sentence.line == sentence.line]
        one = near[-1] if near else None
        return one if one is not None and not one.plural and one.definite and one.crafts else None

    def _there(self, token: int) -> Placed | None:
        sites = [p for p in self._analysis.placed if p.first < token and is_site(p, self._analysis)]
        bases = [p for p in sites if p.mention.kind == "base"]
        return bases[-1] if bases else sites[-1] if sites else None

    def _join(self, current: _Leg | None, leg: _Leg, verb: Verb | None, done: list[_Leg]) -> _Leg:
        """Put a movement to the leg under way, or begin a new one."""
        role = verb.role if verb else "noun"
        if role == "call":
            if current is not None:
                current.via += leg.via
                return current
            return leg
        if current is None or not (current.origin or current.destination or current.via):
            self._carry_on(current or self._last_of(leg), leg, verb)
            return leg
        if current.modality != leg.modality and current.destination:
            return leg
        if role == "depart":
            if not current.origin and not current.destination:
                current.origin += leg.origin
                current.destination += leg.destination
                return current
            if not leg.origin and not leg.destination:
                return current
            if not current.destination and not leg.origin:
                current.destination += leg.destination
                return current
            self._carry_on(current, leg, verb)
            return leg
        if not leg.origin and not leg.destination and not leg.via:
            return current
        if current.destination:
            if leg.destination and _sites(leg.destination) == _sites(current.destination):
                return current
            if not leg.destination and not current.origin:
                current.origin += leg.origin
                current.via += leg.via
                return current
            self._carry_on(current, leg, verb)
            return leg
        if leg.origin and current.origin:
            return leg
        current.origin += leg.origin
        current.via += leg.via
        current.destination += leg.destination
        current.limit = leg.limit
        current.by_verb |= leg.by_verb
        if leg.subject.noun is None and current.noun is None:
            current.noun = leg.noun
        return current

    def _last_of(self, leg: _Leg) -> _Leg | None:
        last = self._last
        if last is None or not leg.subject.groups or not last.subject.groups:
            return None
        return last if set(leg.subject.groups[0].crafts) & set(last.subject.groups[0].crafts) else None

    def _carry_on(self, before: _Leg | None, leg: _Leg, verb: Verb | None) -> None:
        """A leg without a beginning begins where the one before ended, if the words say that it goes on from there."""
        if before is None or leg.origin or not before.destination or verb is None:
            return
        said = self._analysis.doc[max(leg.first - 3, leg.sentence.span.start) : leg.limit].text
        if verb.base == "return" or (verb.base in _ONWARD and verb.rest) or (
            (verb.role == "depart" or verb.base in _ONWARD) and _AGAIN.search(said)
        ):  # fmt: skip
            leg.origin = list(before.destination)
            leg.inherited = True

    def _stands(self, leg: _Leg) -> bool:
        if not (leg.origin or leg.destination) or (leg.inherited and not leg.destination):
            return False
        if leg.subject.groups or leg.by_verb:
            return True
        if leg.origin and leg.destination:
            return True
        noun = leg.subject.noun
        if noun is None:
            return False
        counted = _noun_count(self._analysis, noun.token, leg.sentence)
        return (counted is not None and counted.number is not None) or bool(
            _RECORDED.search(self._analysis.doc[noun.token : leg.sentence.span.end].text)
        )

    def _when(self, leg: _Leg) -> When | None:
        start = leg.sentence.start
        phrases = find_periods(leg.sentence.text)
        if not phrases:
            return None
        doc = self._analysis.doc
        trigger = doc[leg.first].idx - start
        limit = doc[leg.limit - 1].idx + len(doc[leg.limit - 1]) - start
        inside = [p for p in phrases if trigger <= p.start < limit]
        before = [p for p in phrases if p.start < trigger]
        phrase = inside[0] if inside else before[-1] if before else None
        if phrase is None:
            return None
        words = self._analysis.slot(start + phrase.start, start + phrase.end)
        published = self._analysis.article.metadata.published
        future = leg.modality is Modality.EXPECTED
        return When(words, resolve(phrase, published, future=future), phrase.lead)


def _same_mover(before: Subject, found: Subject, last: Subject) -> bool:
    if found is last or found is before:
        return True
    if found.groups and before.groups:
        return bool(set(found.groups[0].crafts) & set(before.groups[0].crafts))
    return found.noun is not None and found.noun == before.noun


def _sites(ends: list[tuple[Placed, int]]) -> set[str]:
    return {placed.mention.text for placed, _ in ends}


def _noun_count(analysis: Analysis, token: int, sentence: Sentence) -> Count | None:
    doc, first = analysis.doc, token
    while first > sentence.span.start and doc[first - 1].pos_ in {"ADJ", "NOUN", "PROPN"} and doc[first - 1].lower_ not in {
        "several", "multiple", "many", "dozen", "dozens", "numerous", "first", "second", "few"}:  # fmt: skip
        first -= 1
    before = analysis.text[sentence.start : doc[first].idx]
    counted = count_before(before)
    if counted is None:
        if doc[token].tag_ == "NNS" or doc[token].text.endswith("s"):
            return Count(2, None, analysis.tokens(token, token + 1))
        return None
    words = analysis.slot(sentence.start + counted.start, sentence.start + counted.end)
    return Count(counted.low, counted.high, words, counted.number, counted.qualifier)


def _facts(analysis: Analysis, leg: _Leg, crafts: list[Craft]) -> Iterator[FlightFact]:
    doc, sentence = analysis.doc, leg.sentence
    ends = {name: tuple(_ends(analysis, getattr(leg, name))) for name in ("origin", "destination", "via")}
    noun = leg.subject.noun or leg.noun
    trips = _noun_count(analysis, noun.token, sentence) if noun else None
    window = doc[leg.first : leg.limit].text
    match = _CARGO.search(window)
    cargo = None
    if match:
        start = doc[leg.first].idx
        cargo = analysis.slot(start + match.start("cargo"), start + match.end("cargo"))
    fact = FlightFact(
        evidence=analysis.slot(sentence.start, sentence.end), trigger=leg.trigger, craft=None, **ends, trips=trips,
        when=leg.when, cargo=cargo, modality=leg.modality, polarity=leg.polarity, rule=leg.rule,
    )  # fmt: skip
    operator = _sender(analysis, leg)
    indices = [index for group in leg.subject.groups for index in group.crafts]
    if not indices:
        yield replace(fact, operator=operator or _noun_operator(analysis, noun, leg))
        return
    for index in dict.fromkeys(indices):
        craft = crafts[index]
        own = operator
        if craft.operator is not None and craft.operator_words is not None:
            own = End(craft.operator, craft.operator_words)
        count = craft.count
        if noun and leg.subject.groups[0].last == noun.token:
            count = None  # "four Il-76 flights" counts the flights
        yield replace(fact, craft=index, operator=own, count=count)


def _ends(analysis: Analysis, ends: list[tuple[Placed, int]]) -> Iterator[End]:
    seen = set()
    for placed, group in ends:
        entity = analysis.clusters.site(placed.mention)
        if entity is not None and entity not in seen:
            seen.add(entity)
            yield End(entity, analysis.words(placed.mention), group or None)


def _sender(analysis: Analysis, leg: _Leg) -> End | None:
    if leg.sender is None:
        return None
    entity = analysis.clusters.actor(leg.sender.mention)
    if entity is None or analysis.clusters.all[entity].kind not in {"STATE", "ARMED_FORCE", "COMPANY", "GOVERNMENT", "UNIT"}:
        return None
    return End(entity, analysis.words(leg.sender.mention))


def _noun_operator(analysis: Analysis, noun: FlightNoun | None, leg: _Leg) -> End | None:
    if noun is None:
        return None
    for placed in leg.sentence.mentions:
        near = noun.token - 4 <= placed.first < noun.token and placed.mention.kind == "adjective"
        of = noun.token < placed.first <= noun.token + 3 and placed.mention.kind in {"org", "party"}
        entity = analysis.clusters.actor(placed.mention) if near or of else None
        if entity is not None:
            return End(entity, analysis.words(placed.mention))
    return None


def _without_previews(analysis: Analysis, facts: list[FlightFact]) -> list[FlightFact]:
    """Drop a flight that a later one of the same machine tells again with a nearer place.

    "A transport reached eastern Poland. … The transport departed Richmond and flew to Rzeszow." is one flight.
    """
    kept: list[FlightFact] = []
    for number, fact in enumerate(facts):
        later = next((f for f in facts[number + 1 :] if _tells_again(analysis, fact, f)), None)
        if later is None:
            kept.append(fact)
    return kept


def _tells_again(analysis: Analysis, fact: FlightFact, later: FlightFact) -> bool:
    entities = analysis.clusters.all
    if fact.craft is None or fact.craft != later.craft or fact.origin or len(fact.destination) != 1 or not later.destination:
        return False
    if fact.modality != later.modality or fact.evidence == later.evidence or not later.origin:
        return False
    wide, near = entities[fact.destination[0].entity], entities[later.destination[0].entity]
    return wide.kind in {"REGION", "COUNTRY"} and near.kind not in {"REGION", "COUNTRY"} and near.country == wide.country
