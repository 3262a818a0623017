"""Analysis -> FlightFacts: movements of aircraft told by verbs and by nouns, a flight for each leg."""

import re
from dataclasses import replace

from ingest.analysis import Analysis, Placed, Sentence
from ingest.extract.again import follow_up, told_once
from ingest.extract.ellipsis import elliptic_groups
from ingest.extract.fill import fill_back, fill_base, fill_there, fill_where
from ingest.extract.frame import read_ends
from ingest.extract.group import Group
from ingest.extract.leg import Leg, join
from ingest.extract.lexicon import Lexicon
from ingest.extract.modality import modality_of, noun_modality
from ingest.extract.receive import received
from ingest.extract.route import routed
from ingest.extract.subject import FlightNoun, Subject, Subjects, Trigger
from ingest.extract.tell import flights_of, noun_count
from ingest.extract.trigger import Triggers
from ingest.period import resolve
from ingest.phrase import find_periods
from ingest.reading import Craft, FlightFact, When
from schema.claim import Modality

_RECORDED = re.compile(
    r"\b(?:recorded|logged|tracked|observed|registered|detected|conducted|made|operated|carried out|completed|flown"
    r"|identified|documented|counted|monitored|noted|took place|landed|arrived)\b"
)
_LIGHT = re.compile(r"drone|copter|chopper|UAV|HELICOPTER|DRONE", re.IGNORECASE)
_BOMBS = re.compile(
    r"\b(?:bombs?|missiles?|munitions?|shells?|flares?|leaflets?|out|off (?:the )?radar|to (?:\w+ )?\d)", re.IGNORECASE
)
_AIRLINE = re.compile(r"[Aa]ir|Avia|[Ff]lying|Jet|Wings|Cargo")
_AIR_FORCE = re.compile(r"\b(?:[Aa]ir|[Aa]erospace|[Aa]viation)\b|[Aa]irforce|Luftwaffe")
_FLYING = {"fly", "airlift", "airdrop", "parachute"}
_GOODS = re.compile(
    r"\b(?:aid|supplies|food|meals?|pallets?|parcels?|packages|crates|medicines?|water|rice|flour|relief|equipment"
    r"|rations|tents|goods|boxes|tonnes|tons)\b"
)
_LANDING = {"land", "touch"}
_TRAVELLERS = {
    "troop", "soldier", "force", "peacekeeper", "officer", "police", "paratrooper", "commando", "instructor", "trainer",
    "adviser", "advisor", "mercenary", "fighter", "marine", "contingent", "team", "delegation", "crew", "passenger",
    "evacuee", "citizen", "national", "engineer", "batch", "battalion", "people", "staff", "personnel", "minister",
    "president", "envoy", "refugee", "deportee", "hostage", "mission", "man", "woman", "child", "medic", "contractor",
}  # fmt: skip
_DROPPING = {"airdrop", "parachute", "drop"}
#: What a leg of a journey does to the machine: "the next leg took it to X".
_STAGES = {
    "leg",
    "hop",
    "flight",
    "trip",
    "journey",
    "route",
    "course",
    "sector",
    "stage",
    "rotation",
    "odyssey",
    "tour",
}
_LEADING = {"take", "bring", "carry", "lead"}
_AIRLINES = {"airline", "carrier", "operator", "airliner"}


class FlightExtractor:
    """Reads the movements of an article."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()

    def extract(self, analysis: Analysis, groups: list[Group], crafts: list[Craft]) -> list[FlightFact]:
        """The flights told in the body, in order; those of headlines only where the body tells none."""
        groups = _with_ellipsis(analysis, groups, self._lexicon)
        reader = _Reader(analysis, groups, self._lexicon)
        body = [leg for s in analysis.sentences if not s.headline for leg in reader.legs(s)]
        legs = body or [leg for s in analysis.sentences if s.headline for leg in reader.legs(s)]
        facts = [fact for leg in follow_up(legs) for fact in flights_of(analysis, leg, crafts)]
        others = frozenset(leg.trigger.start for leg in legs if any(g.of is not None for g in leg.subject.groups))
        return [fact for fact in told_once(analysis, facts, crafts, others) if _says_enough(fact)]


def _says_enough(fact: FlightFact) -> bool:
    """Whether it is told where to, or how many left: "jets take off from X" is what happens there, not a flight."""
    if fact.destination or fact.craft is None:
        return True
    told = [count.number for count in (fact.count, fact.trips) if count is not None]
    return not told or any(number is not None for number in told)


def _with_ellipsis(analysis: Analysis, groups: list[Group], lexicon: Lexicon) -> list[Group]:
    """The noun phrases of aircraft and the words that stand for some of them, in order."""
    found = list(groups)
    for sentence in analysis.sentences:
        for group in elliptic_groups(analysis, sentence, found, lexicon.moves):
            group.crafts = group.of.crafts if group.of else ()
            found = sorted([*found, group], key=lambda g: g.first)
    return found


class _Reader:
    def __init__(self, analysis: Analysis, groups: list[Group], lexicon: Lexicon) -> None:
        self._analysis = analysis
        self._groups = groups
        self._arrived: tuple[int, list[tuple[Placed, int]]] = (-1, [])
        self._triggers = Triggers(analysis, groups, lexicon)
        self._subjects = Subjects(analysis, groups)
        self._starts = frozenset(group.first for group in groups)
        self._last: dict[int, Leg] = {}
        self._before: list[Leg] = []

    def legs(self, sentence: Sentence) -> list[Leg]:
        """The legs that a sentence tells, in order."""
        triggers = self._triggers.of(sentence)
        nouns = {t.token: FlightNoun(t.token) for t in triggers if t.verb is None or t.verb.kind == "noun"}
        current: Leg | None = None
        done: list[Leg] = []
        subject = Subject()
        for trigger in triggers:
            found = self._led(trigger) or self._subjects.of(trigger, sentence, nouns)
            found = subject if found.same else found
            if self._is_cargo(trigger, found):
                found = self._subjects.aboard(trigger)  # "the tanks were flown in by an An-124"
            if (
                trigger.verb is not None
                and trigger.verb.base == "drop"
                and _BOMBS.search(self._analysis.doc[trigger.after : min(trigger.after + 6, trigger.limit)].text)
            ):
                continue
            if not (found.groups or found.noun or self._by_nobody(trigger, found)):
                self._take_passengers(trigger)
                subject = Subject()
                continue
            leg = self._leg(trigger, sentence, found, fresh=found is not subject)
            follows = trigger.verb is not None and trigger.verb.base == "follow"
            # "The first of them landed early" says no more of where: those are told already.
            more = bool(found.groups) and not found.groups[0].part and (found.groups[0].of is not None or follows)
            if current is None and leg.role == "arrive" and (leg.origin or more) and not leg.destination:
                line, where = self._arrived  # "Two jets landed at X. A third came in from Y. Two more followed."
                near = line == sentence.line or (more and line >= sentence.line - 1)
                leg.destination = list(where) if near else []
            if trigger.mover is not None and current is not None and leg.role == "depart" and not leg.origin:
                leg.origin = list(current.origin)  # "Two jets left X, one for Y and the other for Z."
                current = None if not current.destination else current
            fill_back(self._analysis, leg, self._last_of(leg))
            same = current is not None and _same_mover(current.subject, found, subject)
            subject = found
            if current is not None and not same and leg.role == "arrive" and not leg.placed:
                leg.destination = list(current.destination)  # "X landed at A, and Y came in"
            joined = join(self._analysis, current if same else None, self._last_of(leg), leg)
            if current is not None and joined is not current:
                done.append(current)
            current = joined
        done += [current] if current else []
        done = [part for leg in done for part in self._parted(leg)]
        return self._kept(
            [*done, *received(self._analysis, sentence, self._groups), *routed(self._analysis, sentence, self._groups)]
        )

    def _parted(self, leg: Leg) -> list[Leg]:
        """ "A jet from X and a jet from Y came in": each mover with an origin of its own."""
        groups = leg.subject.groups
        if len(groups) < 2 or leg.subject.taken_up or groups[-1].stop > leg.first:
            return [leg]
        limits = [*(group.first for group in groups[1:]), leg.first]
        own = [
            read_ends(self._analysis, group.stop, limit, "noun", None).origin
            for group, limit in zip(groups, limits, strict=True)
        ]
        if not all(own):
            return [leg]
        return [
            replace(leg, subject=replace(leg.subject, groups=(g,)), origin=list(o))
            for g, o in zip(groups, own, strict=True)
        ]

    def _kept(self, legs: list[Leg]) -> list[Leg]:
        kept = [leg for leg in legs if self._stands(leg)]
        for leg in kept:
            leg.when = self._when(leg)
            fill_base(self._analysis, leg)
        for leg in kept:
            if not leg.origin and not leg.destination:
                leg.destination, leg.via = leg.via, []  # "A jet called at X"
        arrivals = [leg for leg in kept if leg.role in {"arrive", "go", "send"} and leg.destination]
        if arrivals:
            self._arrived = (arrivals[-1].sentence.line, arrivals[-1].destination)
        self._before = kept or self._before
        if kept:
            self._last.update({index: leg for leg in kept for group in leg.subject.groups for index in group.crafts})
            if kept[-1].subject.groups:
                self._subjects.recent = kept[-1].subject.groups[-1]
        return kept

    def _by_nobody(self, trigger: Trigger, found: Subject) -> bool:
        """Whether something flew although no aircraft is named."""
        return self._flown(trigger) or self._by_airline(trigger, found) or self._land(trigger)

    def _land(self, trigger: Trigger) -> bool:
        """ "Some 500 troops landed at X airport": people who land at a field, or in a town, came by air."""
        doc = self._analysis.doc
        if trigger.verb is None or trigger.verb.base not in _LANDING or doc[trigger.token].tag_ not in {"VBD", "VBN"}:
            return False
        at = trigger.after
        while at < trigger.limit and doc[at].pos_ in {"ADV", "DET", "ADP", "ADJ"} and self._analysis.at(at) is None:
            at += 1
        site = self._analysis.at(at) if at < trigger.limit else None
        field = site is not None and (site.mention.kind == "base" or site.mention.sub == "CITY")
        if not field or doc[trigger.after].lower_ not in {"at", "in"}:
            return False
        subject = next((c for c in doc[trigger.token].lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None:
            return False
        named = self._analysis.at(subject.i)
        person = named is not None and named.mention.kind == "person"
        return person or subject.lemma_.casefold() in _TRAVELLERS

    def _flown(self, trigger: Trigger) -> bool:
        """People and goods that are flown, and people who fly, do so in an aircraft that nobody names."""
        if trigger.verb is None or trigger.verb.base not in _FLYING or trigger.verb.role == "stop":
            return False
        subjects = [c for c in self._analysis.doc[trigger.token].children if c.dep_ == "nsubj"]
        if trigger.verb.base in _DROPPING:
            return True
        return not any(c.lemma_ in {"force", "country", "nation", "airline", "army", "navy", "state"} for c in subjects)

    def _take_passengers(self, trigger: Trigger) -> None:
        """ "They were flown out of X. They arrived in Y.": where those arrive who were flown."""
        before = self._before[-1] if self._before else None
        pronoun = self._analysis.doc[trigger.token - 1].lower_ if trigger.token else ""
        if (
            before is None
            or trigger.verb is None
            or trigger.verb.role != "arrive"
            or pronoun not in {"they", "he", "she"}
        ):
            return
        near = 0 <= trigger.token - before.sentence.span.end < 4
        if near and not before.subject.groups and before.origin and not before.destination and not before.noun:
            ends = read_ends(self._analysis, trigger.after, trigger.limit, "arrive", trigger.verb, self._starts)
            before.destination = ends.destination

    def _led(self, trigger: Trigger) -> Subject | None:
        """ "The second leg took it from X to Y", "the trip brought the jet to X": the machine is the object."""
        if trigger.verb is None or trigger.verb.base not in _LEADING:
            return None
        subject = next((c for c in self._analysis.doc[trigger.token].lefts if c.dep_ == "nsubj"), None)
        if subject is None or subject.lemma_.casefold() not in _STAGES:
            return None
        return self._subjects.object_of(trigger)

    def _by_airline(self, trigger: Trigger, found: Subject) -> bool:
        """ "RwandAir ferried soldiers", "the airline took them": who has aircraft carries by air."""
        drops = trigger.verb is not None and trigger.verb.base in _DROPPING
        if trigger.verb is None or not (trigger.verb.cargo or trigger.verb.role == "send" or drops):
            return False
        if found.actor is None:
            subjects = [c for c in self._analysis.doc[trigger.token].children if c.dep_ == "nsubj"]
            return any(c.lower_ in _AIRLINES for c in subjects)
        index = self._analysis.clusters.actor(found.actor.mention)
        if index is None:
            return False
        kind, text = self._analysis.clusters.all[index].kind, found.actor.mention.text
        if trigger.verb.base in _DROPPING:
            goods = _GOODS.search(self._analysis.doc[trigger.after : min(trigger.after + 8, trigger.limit)].text)
            return kind in {"STATE", "ARMED_FORCE"} and (trigger.verb.base != "drop" or goods is not None)
        by_air = kind == "ARMED_FORCE" and _AIR_FORCE.search(text) is not None
        return by_air or (kind == "COMPANY" and _AIRLINE.search(text) is not None)

    def _is_cargo(self, trigger: Trigger, found: Subject) -> bool:
        """ "Drones were delivered": what is carried is not what flies."""
        if trigger.verb is None or not trigger.verb.cargo or not found.groups or found.taken_up:
            return False
        if found.groups[0].first > trigger.token:
            return False  # "… were delivered by an An-124"
        craft = found.groups[0].craft or found.groups[0].type
        if trigger.verb.base == "deliver" and craft is not None and not _LIGHT.search(craft.text + craft.sub):
            return False  # fighters that are delivered fly there
        doc = self._analysis.doc
        before = [doc[i].lemma_ for i in range(max(0, trigger.token - 3), trigger.token)]
        return doc[trigger.token].tag_ == "VBN" and "be" in before

    def _leg(self, trigger: Trigger, sentence: Sentence, found: Subject, *, fresh: bool) -> Leg:
        role = trigger.verb.role if trigger.verb else "noun"
        starts = self._starts - {group.first for group in found.groups}
        ends = read_ends(self._analysis, trigger.after, trigger.limit, role, trigger.verb, starts)
        if fresh and found.groups and not found.taken_up and found.groups[-1].stop < trigger.token:
            # "A jet from Doha landed": the words between tell where it came from.
            own = read_ends(self._analysis, found.groups[-1].stop, trigger.token, "noun", None)
            ends.origin += own.origin
        fill_there(self._analysis, ends, trigger.token, self._before)
        fill_where(self._analysis, ends, trigger, found)
        held = noun_modality if trigger.verb is None or trigger.verb.kind == "noun" else modality_of
        modality, polarity = held(self._analysis, trigger.token if trigger.lead < 0 else trigger.lead, sentence)
        return Leg(
            sentence, self._analysis.tokens(trigger.token, trigger.after), trigger.verb, found, trigger.token,
            trigger.limit, ends.origin, ends.destination, ends.via, modality, polarity, found.noun,
            trigger.verb is not None and trigger.verb.kind != "noun",
        )  # fmt: skip

    def _last_of(self, leg: Leg) -> Leg | None:
        """Where the machine was last told to go."""
        crafts = leg.subject.groups[0].crafts if leg.subject.groups else ()
        return next((self._last[index] for index in crafts if index in self._last), None)

    def _stands(self, leg: Leg) -> bool:
        """Whether enough is told to call it a flight, not a trend or a plan of some sort."""
        if not leg.placed or (leg.inherited and not leg.destination):
            return False
        if leg.subject.groups or leg.by_verb or (leg.origin and leg.destination):
            return True
        noun = leg.subject.noun
        if noun is None:
            return False
        counted = noun_count(self._analysis, noun.token, leg.sentence)
        if counted is not None and counted.number is not None:
            return True
        return _RECORDED.search(self._analysis.doc[noun.token : leg.sentence.span.end].text) is not None

    def _when(self, leg: Leg) -> When | None:
        """The phrase of time after the verb, else the one before it."""
        start, doc = leg.sentence.start, self._analysis.doc
        trigger = doc[leg.first].idx - start
        limit = doc[leg.limit - 1].idx + len(doc[leg.limit - 1]) - start
        phrases = find_periods(leg.sentence.text)
        inside = [p for p in phrases if trigger <= p.start < limit]
        before = [p for p in phrases if p.start < trigger]
        phrase = inside[0] if inside else before[-1] if before else None
        if phrase is None:
            return None
        published = self._analysis.article.metadata.published
        period = resolve(phrase, published, future=leg.modality is Modality.EXPECTED)
        return When(self._analysis.slot(start + phrase.start, start + phrase.end), period, phrase.lead)


def _same_mover(before: Subject, found: Subject, last: Subject) -> bool:
    if found is last or found is before:
        return True
    if found.groups and before.groups:
        return bool(set(found.groups[0].crafts) & set(before.groups[0].crafts))
    return found.noun is not None and found.noun == before.noun
