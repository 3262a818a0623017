"""Analysis -> FlightFacts: movements of aircraft told by verbs and by nouns, a flight for each leg."""

import re
from dataclasses import replace

from ingest.analysis import Analysis, Sentence
from ingest.extract.again import told_once
from ingest.extract.ellipsis import elliptic_groups
from ingest.extract.fill import brought_in, fill_back, fill_base, fill_from_there, fill_there, fill_where
from ingest.extract.frame import read_ends
from ingest.extract.further import (
    and_back,
    followed,
    itemised,
    leave_where_arrived,
    parted,
    repeated,
    share_end,
    shared,
)
from ingest.extract.group import Group
from ingest.extract.leg import Leg, join
from ingest.extract.lexicon import Lexicon
from ingest.extract.modality import modality_of, noun_modality
from ingest.extract.movement import FlightNoun, Subject, Trigger
from ingest.extract.receive import received
from ingest.extract.route import routed
from ingest.extract.scene import ended
from ingest.extract.sequel import follow_up, is_same_again
from ingest.extract.subject import Subjects
from ingest.extract.tell import flights_of, noun_count, told_again, when_of
from ingest.extract.trigger import ANY, Triggers
from ingest.extract.unnamed import Unnamed, Words
from ingest.extract.whereabouts import Whereabouts, had
from ingest.reading import Craft, FlightFact

_RECORDED = re.compile(
    r"\b(?:recorded|logged|tracked|observed|registered|detected|conducted|made|operated|carried out|completed|flown"
    r"|identified|documented|counted|monitored|noted|took place|landed|arrived)\b"
)
_SENDING = frozenset(("send", "dispatch", "rush"))
_LIGHT = re.compile(r"drone|copter|chopper|UAV|HELICOPTER|DRONE", re.IGNORECASE)
_COMING = frozenset(("come", "accompany", "escort"))
#: "They flew by way of X" says of neither end.
_BY_WAY = frozenset(("fly", "go", "travel", "come", "return"))


class FlightExtractor:
    """Reads the movements of an article."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._words = Words()

    def extract(self, analysis: Analysis, groups: list[Group], crafts: list[Craft]) -> list[FlightFact]:
        """The flights told in the body, in order; those of headlines only where the body tells none."""
        groups = _with_ellipsis(analysis, groups, self._lexicon)
        reader = _Reader(analysis, groups, self._lexicon, self._words)
        body = [leg for s in analysis.sentences if not s.headline for leg in reader.legs(s)]
        legs = body or [leg for s in analysis.sentences if s.headline for leg in reader.legs(s)]
        facts = [fact for leg in follow_up(analysis, legs) for fact in flights_of(analysis, leg, crafts)]
        others = frozenset(leg.trigger.start for leg in legs if leg.subject.others or is_same_again(leg))
        told = [fact for fact in told_once(analysis, facts, crafts, others) if _says_enough(fact, crafts)]
        return told_once(analysis, ended(analysis, told), crafts, others)


def _says_enough(fact: FlightFact, crafts: list[Craft]) -> bool:
    """Whether it is told where to, or how many left: "jets take off from X" is what happens there, not a flight.

    Where only the beginning is told, of no type of aircraft, there must be a time at least: the end of such a flight is
    mostly told elsewhere.
    """
    if fact.destination:
        return True
    typed = fact.craft is not None and (crafts[fact.craft].type_words or crafts[fact.craft].registration)
    if not typed and fact.when is None and fact.count is None and fact.trips is None:
        return False
    if fact.craft is None:
        return True
    told = [count.number for count in (fact.count, fact.trips) if count is not None]
    return not told or any(number is not None for number in told)


def _with_ellipsis(analysis: Analysis, groups: list[Group], lexicon: Lexicon) -> list[Group]:
    """The noun phrases of aircraft and the words that stand for some of them, in order."""
    found = list(groups)
    for sentence in analysis.sentences:
        found = sorted([*found, *elliptic_groups(analysis, sentence, found, lexicon.moves)], key=lambda g: g.first)
    return found


class _Reader:
    def __init__(self, analysis: Analysis, groups: list[Group], lexicon: Lexicon, words: Words) -> None:
        self._analysis = analysis
        self._groups = groups
        self._triggers = Triggers(analysis, groups, lexicon)
        self._subjects = Subjects(analysis, groups)
        self._unnamed = Unnamed(analysis, self._subjects, words)
        self._starts = frozenset(group.first for group in groups)
        self._where = Whereabouts(analysis)

    def legs(self, sentence: Sentence) -> list[Leg]:
        """The legs that a sentence tells, in order."""
        triggers = self._triggers.of(sentence)
        nouns = {t.token: FlightNoun(t.token) for t in triggers if t.verb is None or t.verb.kind == "noun"}
        current: Leg | None = None
        done: list[Leg] = []
        subject = Subject()
        for trigger in triggers:
            again = trigger.lead >= 0 and trigger.mover is None
            found = Subject(same=True) if again else self._subject(trigger, sentence, nouns)
            found = subject if found.same else found
            if self._is_cargo(trigger, found):
                found = self._subjects.aboard(trigger)  # "the tanks were flown in by an An-124"
            if self._unnamed.bombs(trigger) or (trigger.verb is ANY and not found.groups):
                continue
            if not found.groups and (noun := self._unnamed.shuttle(trigger, nouns)):
                found = replace(found, noun=noun)
            if not (found.groups or found.noun or self._unnamed.flew(trigger, found)):
                self._take_passengers(trigger)
                subject = Subject()
                continue
            leg = self._leg(trigger, sentence, found, current, fresh=found is not subject)
            follows = trigger.verb is not None and trigger.verb.base == "follow"
            more = found.further or (follows and bool(found.groups or found.noun) and not found.part)
            brings = trigger.verb is not None and trigger.verb.base == "bring" and bool(found.groups)
            arrives = leg.role == "arrive" or brings
            if current is None and arrives and (leg.origin or more) and not leg.destination:
                leg.destination = self._where.with_others(sentence, more=more)
            current = shared(trigger, current, leg)
            fill_back(self._analysis, leg, self._where.last_of(leg))
            self._where.arrive(leg, found, current)
            same = current is not None and _same_mover(current.subject, found, subject)
            if not same:
                self._where.depart(leg)
            apart = trigger.mover is not None and trigger.mover.of is not None
            own = current is not None and found.groups and found.groups == current.subject.groups
            further = found is not subject and found.others and not own
            same = same and not apart and not (more and (further or (leg.role == "arrive" and not leg.placed)))
            subject = found
            if current is not None and self._after_flight(trigger, current, leg):
                current.take(leg)
                continue
            if current is not None and not same and leg.role == "arrive" and not leg.destination:
                leg.destination = list(current.destination)  # "X landed at A, and Y came in"
            joined = join(self._analysis, current if same else None, self._where.last_of(leg), leg)
            if current is not None and joined is not current:
                done.append(current)
            current = joined
        done += [current] if current else []
        done = [itemised(self._analysis, self._groups, repeated(leg, self._where.route)) for leg in done]
        done = [part for leg in done for part in (*parted(self._analysis, leg), *and_back(self._analysis, leg))]
        share_end(done)
        done += followed(self._analysis, sentence, self._groups, done)
        return self._kept(
            sentence,
            [*done, *received(self._analysis, sentence, self._groups), *routed(self._analysis, sentence, self._groups)],
        )

    def _subject(self, trigger: Trigger, sentence: Sentence, nouns: dict[int, FlightNoun]) -> Subject:
        return self._unnamed.led(trigger) or self._subjects.of(trigger, sentence, nouns)

    def _after_flight(self, trigger: Trigger, current: Leg, leg: Leg) -> bool:
        """ "Landed in X after a flight from Y": where the flight that ended so began."""
        if trigger.verb is not None or not leg.origin or leg.destination or current.origin or not current.destination:
            return False
        return "after" in self._analysis.doc[max(trigger.token - 4, trigger.floor) : trigger.token].text.split()

    def _kept(self, sentence: Sentence, legs: list[Leg]) -> list[Leg]:
        if not any(leg.placed for leg in legs):
            for leg in legs[:1]:
                fill_base(self._analysis, leg)
        for leg in legs:
            alone = not any(other.destination for other in legs)
            if leg.above and alone and not leg.via:
                leg.destination = leg.above  # "two Mirages flew low over X"
            if self._comes(leg, alone=alone):
                leg.destination = self._where.scene(leg)
                leg.assumed = bool(leg.destination)
        leave_where_arrived(legs)
        for leg in legs:
            left = {place.mention.text for place, _ in leg.origin}
            leg.destination = [end for end in leg.destination if end[0].mention.text not in left]
        kept = [leg for leg in legs if self._stands(leg) and not self._there_already(leg)]
        for leg in kept:
            leg.when = when_of(self._analysis, leg, alone=len(kept) == 1)
            fill_base(self._analysis, leg)
        for leg in kept:
            if not leg.origin and not leg.destination and (leg.verb is None or leg.verb.base not in _BY_WAY):
                leg.destination, leg.via = leg.via, []  # "A jet called at X"
        self._where.note([leg for leg in kept if not leg.subject.retold])
        if not kept:
            self._where.stand(sentence, self._groups)
        if kept and kept[-1].subject.groups:
            self._subjects.antecedents.recent = kept[-1].subject.groups[-1]
        return [told for leg in kept for told in (leg, *told_again(self._analysis, leg))]

    def _comes(self, leg: Leg, *, alone: bool) -> bool:
        """Whether it is told that somebody arrives, and not where."""
        if leg.destination or leg.verb is None or not leg.by_verb or not (leg.subject.groups or leg.origin):
            return False
        if leg.origin and leg.role == "depart":
            return bool(leg.subject.groups) and not leg.verb.cargo and had(self._analysis, leg)
        if leg.origin:
            coming = leg.verb.base in _COMING and not leg.verb.rest
            sent = leg.role == "send" and bool(leg.subject.groups) and leg.verb.base in _SENDING
            return leg.role == "arrive" or coming or sent or brought_in(self._analysis, leg)
        group = leg.subject.groups[0]
        new = not leg.subject.taken_up and not group.definite and group.count is not None and not leg.subject.part
        finite = self._analysis.doc[leg.first].tag_ == "VBD"
        return leg.role == "arrive" and not leg.via and new and finite and alone

    def _take_passengers(self, trigger: Trigger) -> None:
        """ "They were flown out of X. They arrived in Y.": where those arrive who were flown."""
        before = self._where.before[-1] if self._where.before else None
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

    def _leg(self, trigger: Trigger, sentence: Sentence, found: Subject, current: Leg | None, *, fresh: bool) -> Leg:
        role = trigger.verb.role if trigger.verb else "noun"
        starts = self._starts - {group.first for group in found.groups}
        ends = read_ends(self._analysis, trigger.after, trigger.limit, role, trigger.verb, starts)
        if fresh and found.groups and not found.taken_up and found.groups[-1].stop < trigger.token:
            # "A jet from Doha landed": the words between tell where it came from.
            own = read_ends(self._analysis, found.groups[-1].stop, trigger.token, "noun", None)
            ends.origin += own.origin
        there = self._where.there(sentence, trigger.token, current)
        fill_there(self._analysis, ends, trigger.token, there)
        fill_from_there(self._analysis, ends, trigger, there)
        fill_where(self._analysis, ends, trigger, found)
        held = noun_modality if trigger.verb is None or trigger.verb.kind == "noun" else modality_of
        modality, polarity = held(self._analysis, trigger.token if trigger.lead < 0 else trigger.lead, sentence)
        return Leg(
            sentence, self._analysis.tokens(trigger.token, trigger.after), trigger.verb, found, trigger.token,
            trigger.limit, ends.origin, ends.destination, ends.via, modality, polarity, found.noun,
            trigger.verb is not None and trigger.verb.kind != "noun", above=ends.above,
        )  # fmt: skip

    def _stands(self, leg: Leg) -> bool:
        """Whether enough is told to call it a flight, not a trend or a plan of some sort."""
        if not leg.placed or (leg.inherited and not leg.destination):
            return False
        if not leg.origin and not leg.destination and leg.verb is not None and leg.verb.base in _BY_WAY:
            return False
        if leg.verb is None and not leg.destination and not self._counted(leg):
            return False  # "made daily runs from X"
        if leg.subject.groups or leg.by_verb or (leg.origin and leg.destination):
            return True
        noun = leg.subject.noun
        if noun is None:
            return False
        counted = noun_count(self._analysis, noun.token, leg.sentence)
        if counted is not None and counted.number is not None:
            return True
        return _RECORDED.search(self._analysis.doc[noun.token : leg.sentence.span.end].text) is not None

    def _there_already(self, leg: Leg) -> bool:
        """ "A jet landed in X. It had unloaded by noon": an end that is only assumed, and where the machine was."""
        before = self._where.last_of(leg)
        if not leg.assumed or leg.origin or before is None or leg.subject.others:
            return False
        ends = [{place.mention.text for place, _ in one.destination} for one in (leg, before)]
        return leg.verb is not None and leg.verb.cargo and ends[0] == ends[1]

    def _counted(self, leg: Leg) -> bool:
        noun = leg.subject.noun
        counts = [group.count for group in leg.subject.groups]
        counts += [noun_count(self._analysis, noun.token, leg.sentence)] if noun is not None else []
        return any(count is not None and count.number is not None for count in counts)


def _same_mover(before: Subject, found: Subject, last: Subject) -> bool:
    if found is last or found is before:
        return True
    if found.groups and before.groups:
        return bool(set(found.groups[0].crafts) & set(before.groups[0].crafts))
    return found.noun is not None and found.noun == before.noun
