"""A verb of movement in a sentence -> who moves: aircraft before it, after it, or taken up by "it" and "they"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.analysis import Analysis, Placed, Sentence
from ingest.extract.antecedent import Antecedents
from ingest.extract.clause import (
    PREPOSITIONS,
    by_parse,
    first_word,
    helps,
    is_flown_inside,
    is_taken_along,
    opens_clause,
    preposition,
)
from ingest.extract.group import Group
from ingest.extract.movement import FlightNoun, Subject, Trigger
from ingest.extract.nominal import Nominals

_AWAY = {"to", "from", "by", "with"}
_SETS = {"fleet", "group", "pair", "number", "dozen", "series", "wave", "formation", "flight", "squadron", "convoy",
         "trio", "couple", "score", "hundred", "string", "handful", "one", "some", "several", "most", "many", "two",
         "total", "lot", "batch", "airlift", "bridge", "airbridge", "stream", "procession"}  # fmt: skip
#: What flies itself, and is flown in the hold of others.
_LOADS = re.compile(r"drone|copter|UAV", re.IGNORECASE)
#: "Together with two jets": those move too.
_JOINING = {"together", "along"}
_RELATIVE = {"that", "which", "who", "whose"}
#: What a mark is called.
_MARKED = {"call", "sign", "callsign", "-", "registration", "registered", "number", "tail", "serial", "mark", "as"}
_LANDING = {"land", "bring"}
#: How a verb in a line of a log is tagged.
_LOGGED = {"VBD", "VBN", "VBZ", "NNS"}
#: What may stand before a participle that opens a sentence.
_OPENING = re.compile(r"(?:(?:after|before|having|on|upon|when|while|since|by|once|and|but|then|first) ?)*")
#: What a line of a log may hold before its verb: a label, a day, a time.
_LABEL = re.compile(
    r"(?:[-•*–—]|(?:Leg|Sector|Stage|Flight|Hop|Day|Stop) ?\d*:?|\d{1,2}[:.]?\d{2}Z?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|then|later|today|yesterday|overnight|[,:;]|\s)*",
    re.IGNORECASE,
)


class Subjects:
    """Finds the subjects of verbs in one analysis."""

    def __init__(self, analysis: Analysis, groups: Sequence[Group]) -> None:
        self._analysis = analysis
        self._groups = groups
        self._in = {token: group for group in groups for token in range(group.first, group.last)}
        self.antecedents = Antecedents(analysis, groups)
        self._nominals = Nominals(analysis, groups, self._in, self.antecedents, self.before)

    def of(self, trigger: Trigger, sentence: Sentence, nouns: dict[int, FlightNoun]) -> Subject:
        """The subject of a verb or noun of movement."""
        if trigger.mover is not None:
            return Subject((trigger.mover,))
        if trigger.verb is None or trigger.verb.kind == "noun":
            return self._nominals.of(trigger, sentence, nouns)
        if trigger.verb.base == "follow" and (behind := self._followers(trigger)).groups:
            return behind
        found = self.before(trigger.token, sentence, trigger.floor, nouns)
        inside = found.others or is_flown_inside(self._analysis.doc, trigger)
        if found.groups and (inside or self._is_load(found.groups[-1])):
            carrier = self.aboard(trigger)
            found = carrier if carrier.groups else found
        if found.groups or found.noun or found.same:
            return found
        if trigger.verb.kind == "word" and trigger.floor > sentence.span.start:
            return Subject(same=True)
        if trigger.verb.role == "send" or (trigger.verb.base in _LANDING and found.actor is not None):
            sent = self._sent(trigger, found)
            if trigger.verb.base == "board":
                sent = replace(sent, actor=None)  # who boards does not operate
            if sent.groups:
                return sent
        aboard = self.aboard(trigger)
        if aboard.groups:
            return replace(aboard, actor=found.actor if trigger.carries else None)
        ahead = self._ahead(trigger, sentence)
        return ahead if ahead.groups else replace(ahead, actor=found.actor)

    def _followers(self, trigger: Trigger) -> Subject:
        """ "Followed a day later by two C-17s": those arrive too."""
        doc = self._analysis.doc
        by = next(
            (i for i in range(trigger.after, min(trigger.after + 6, trigger.limit)) if doc[i].lower_ == "by"), None
        )
        group = next((g for i in range(by, by + 4) if (g := self._in.get(i))), None) if by is not None else None
        return Subject(self._with_following(group, trigger.limit)) if group is not None else Subject()

    def _is_load(self, group: Group) -> bool:
        """Whether it is flown in the hold of others as often as it flies."""
        light = group.type is not None and group.type.sub in {"HELICOPTER", "DRONE", "UAV"}
        return light or _LOADS.search(self._analysis.doc[group.first : group.last].text) is not None

    def object_of(self, trigger: Trigger) -> Subject | None:
        """The aircraft right after a verb, by name or taken up by a pronoun."""
        doc = self._analysis.doc
        if doc[trigger.after].lower_ in {"it", "them"}:
            return self.antecedents.taken_up(trigger.after, plural=doc[trigger.after].lower_ == "them")
        group = next((g for i in range(trigger.after, trigger.after + 3) if (g := self._in.get(i))), None)
        return Subject((group,)) if group is not None else None

    def _ahead(self, trigger: Trigger, sentence: Sentence) -> Subject:
        """ "After leaving X the jet …", "Having left X, it …": the subject of the clause that follows."""
        verb = self._analysis.doc[trigger.token]
        opening = self._analysis.doc[sentence.span.start : trigger.token].text.casefold()
        if verb.tag_ not in {"VBG", "VBN"} or not _OPENING.fullmatch(opening):
            return Subject()
        for head in verb.ancestors:
            for child in head.children:
                if child.dep_ in {"nsubj", "nsubjpass"} and child.i > trigger.after:
                    group = self._in.get(child.i)
                    found = Subject((group,)) if group else self.antecedents.stand_in(child.i)
                    return found or Subject()
        return Subject()

    def aboard(self, trigger: Trigger) -> Subject:
        """ "Soldiers left aboard an A330": the aircraft that carries those who move."""
        doc = self._analysis.doc
        for at in range(trigger.after, trigger.limit):
            group = self._in.get(at)
            if group is None:
                continue
            before = group.first - 1
            while before > trigger.token and (
                doc[before].pos_ in {"DET", "NUM", "ADJ"} or doc[before].tag_ in {"VBN", "PRP$"}
            ):
                before -= 1
            lead = doc[max(trigger.token, before - 1) : before + 1].text.casefold()
            leads = (
                "aboard",
                "inside",
                "on board",
                "belly of",
                "hold of",
                "on",
                "in",
                "by",
                *(("with",) if self._is_flown_with(trigger, group) else ()),
                *(("from",) if trigger.verb and "drop" in trigger.verb.base else ()),
            )
            return Subject(self._with_following(group, trigger.limit)) if lead.endswith(leads) else Subject()
        return Subject()

    def _is_flown_with(self, trigger: Trigger, group: Group) -> bool:
        """ "Brought goods to X with a C-130": a machine that carries, not one that is carried along."""
        if trigger.verb is None:
            return False
        return trigger.verb.base == "fly" or (trigger.carries and not self._is_load(group))

    def _sent(self, trigger: Trigger, found: Subject) -> Subject:
        """ "Russia sent two jets": the aircraft stand after the verb."""
        doc, after = self._analysis.doc, trigger.after
        near = range(after, min(after + 9, trigger.limit))
        group = next((g for i in near if (g := self._in.get(i))), None)
        if group is None or any(doc[i].lower_ in _AWAY for i in range(after, group.first)):
            return Subject()
        if trigger.verb is not None and trigger.verb.base == "fly" and doc[trigger.token].tag_ in {"VBZ", "VBP"}:
            return Subject()  # "the wing flies B-1Bs": those are what it has
        return Subject(self._with_following(group, trigger.limit), actor=found.actor)

    def _with_following(self, group: Group, limit: int) -> tuple[Group, ...]:
        """A noun phrase of aircraft and those joined to it: "sent two jets and a tanker"."""
        doc, groups, at = self._analysis.doc, [group], group.last
        while at < limit:
            further = self._in.get(at)
            if further is not None and opens_clause(doc, groups[-1], further):
                break
            if further is not None:
                groups.append(further)
            elif doc[at].lower_ not in {"and", ","} and doc[at].pos_ not in {"NUM", "DET"}:
                break
            at = further.last if further else at + 1
        return tuple(groups)

    def before(self, token: int, sentence: Sentence, floor: int, nouns: dict[int, FlightNoun]) -> Subject:
        """The subject of the verb at `token`; nothing left of `floor`, where the verb before ends, is looked at."""
        linear = self._scan(token, sentence, floor, nouns)
        along = bool(linear.groups) and is_taken_along(self._in, linear.groups[-1], token)
        linear = Subject(same=True) if along and floor > sentence.span.start else linear
        if linear.same and self._has_own(token, floor):
            return Subject()
        if linear.groups or linear.noun:
            return linear
        noun = self._noun_of(token, nouns)
        if noun is not None and not (linear.same and noun.token + 1 == floor):
            return Subject(noun=noun)
        if linear.same:
            return linear
        tree = by_parse(self._analysis, self._in, token)
        if tree is None:
            taken_up = self._pronoun(token) if linear.actor is None else None
            return taken_up or linear
        return linear if linear.actor and not self._has_relative(tree) else Subject((tree,))

    def _pronoun(self, token: int) -> Subject | None:
        """ "It circled twice and landed": who does the one thing does the other."""
        verb = self._analysis.doc[token]
        first = verb.head if verb.dep_ == "conj" else verb
        child = next((c for c in first.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < token), None)
        return self.antecedents.stand_in(child.i) if child is not None and child.lower_ in {"it", "they"} else None

    def _has_own(self, token: int, floor: int) -> bool:
        """ "It came from X, where a ship had unloaded tanks": the verb has another subject than the verb before."""
        subject = next((c for c in self._analysis.doc[token].children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None or not floor <= subject.i < token or subject.pos_ not in {"NOUN", "PROPN"}:
            return False
        return subject.i not in self._in and subject.lemma_.casefold() not in _SETS

    def _noun_of(self, token: int, nouns: dict[int, FlightNoun]) -> FlightNoun | None:
        """ "Three flights carrying flour have arrived": what the tree says is the subject."""
        children = self._analysis.doc[token].children
        return next((nouns[c.i] for c in children if c.dep_ in {"nsubj", "nsubjpass"} and c.i in nouns), None)

    def _has_relative(self, group: Group) -> bool:
        """ "The plane that brought them came": the relative clause stands between the subject and its verb."""
        return self._analysis.doc[group.stop : group.stop + 2].text.lstrip(", ").startswith(("that", "which"))

    def _scan(self, token: int, sentence: Sentence, floor: int, nouns: dict[int, FlightNoun]) -> Subject:
        doc, at, passed = self._analysis.doc, first_word(self._analysis.doc, token) - 1, False
        while at >= max(sentence.span.start, floor):
            word, group, placed = doc[at], self._in.get(at), self._analysis.at(at)
            if group is not None:
                outer = self._governor(group, sentence.span.start)
                if outer is None:
                    return Subject() if passed else Subject(self.antecedents.coordinated(group))
                at, passed = outer - 1, False
                continue
            if at in nouns:
                return Subject(noun=nouns[at])
            if (stand_in := self.antecedents.stand_in(at)) is not None:
                return stand_in
            if placed is not None:
                start = self._left_of(placed, max(floor, sentence.span.start))
                if start is None:
                    return self._blocked(placed, token, sentence, floor, passed=passed)
                at, passed = start - 1, False
                continue
            if word.pos_ == "VERB" and word.tag_ not in {"VBN", "VBG"} and not helps(word, token):
                return Subject()
            if word.lower_ in PREPOSITIONS or word.text == "," or word.pos_ == "VERB":
                passed = False
            elif word.pos_ in {"NOUN", "PROPN"} and not any(c.isdigit() for c in word.text):
                passed = True
            at -= 1
        if floor > sentence.span.start:
            carrying = doc[floor - 1].tag_ == "VBG"  # "planes carrying 80 men crossed into X"
            return Subject(same=not passed or carrying or self._continues(token))
        return self._logged(token, sentence)

    def _logged(self, token: int, sentence: Sentence) -> Subject:
        """ "Leg 2: left Accra": a line of a log has no subject, it is the machine that the log follows."""
        before = self._analysis.doc[sentence.span.start : token].text
        groups = [g for g in self._groups if g.first < token and g.crafts and not g.sentence.headline]
        if not groups or not _LABEL.fullmatch(before) or self._analysis.doc[token].tag_ not in _LOGGED:
            return Subject()
        return Subject((self.antecedents.recent or groups[-1],), taken_up=True)

    def _governor(self, group: Group, floor: int) -> int | None:
        """The "of" on which a noun phrase hangs: "sales of the helicopters" are no helicopters, "a pair of jets" is."""
        doc, at = self._analysis.doc, group.first - 1
        while at > floor and doc[at].pos_ in {"DET", "NUM", "ADJ"}:
            at -= 1
        if at > floor and doc[at].lower_ in {"with", "carrying", "bringing"} and doc[at - 1].lower_ not in _JOINING:
            return at  # "flew in with helicopters and left": those were its load
        relative = any(t.lower_ in _RELATIVE for t in doc[group.stop : min(group.stop + 4, len(doc))])
        if at >= floor and doc[at].lower_ == "by" and not relative:
            return at  # "the flight, operated by a C-130, landed"
        if at <= floor or doc[at].lower_ not in {"of", "about", "for"} or doc[at - 1].lemma_.casefold() in _SETS:
            return None
        return at if doc[at - 1].pos_ in {"NOUN", "PROPN"} and doc[at - 1].lemma_.casefold() not in _SETS else None

    def _left_of(self, placed: Placed, floor: int) -> int | None:
        """Where to go on reading left of a mention: before its preposition; none where it may be the subject."""
        if placed.mention.kind in {"registration", "callsign"}:
            first = placed.first
            while first > floor and self._analysis.doc[first - 1].lower_ in _MARKED:
                first -= 1
            return first
        return preposition(self._analysis.doc, placed.first, floor)

    def _blocked(self, placed: Placed, token: int, sentence: Sentence, floor: int, *, passed: bool) -> Subject:
        participle = self._analysis.doc[floor - 1].tag_ == "VBG" if floor else False
        if floor > sentence.span.start and (participle or self._continues(token)):
            return Subject(same=True)  # it is the object of the verb before
        return Subject(actor=None if passed else placed)

    def _continues(self, token: int) -> bool:
        """Whether a verb goes on from the one before: "and landed", ", heading"."""
        doc, at = self._analysis.doc, token - 1
        while at > 0 and doc[at].pos_ in {"ADV", "AUX"}:
            at -= 1
        return doc[at].pos_ == "CCONJ" or doc[at].text == "," or doc[token].tag_ == "VBG"
