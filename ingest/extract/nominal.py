"""A noun of movement in a sentence -> who moves: "two C-17 flights", "the arrival of two jets", "its departure"."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ingest.analysis import Analysis, Sentence
from ingest.extract.antecedent import Antecedents
from ingest.extract.group import Group
from ingest.extract.movement import FlightNoun, Subject, Trigger

#: Verbs that make a movement of a noun: "made ten flights".
MAKING = frozenset(("make", "conduct", "carry", "complete", "operate", "perform", "undertake", "run", "fly", "log"))
_MODIFIERS = {"ADJ", "NUM", "DET", "NOUN", "ADV", "PROPN", "PUNCT", "CCONJ"}
#: What may stand between a verb and the noun of movement that it makes.
_COUNTERS = frozenset(
    ["of", "-", "least", "at", "'s", "’s", "than", "not", "no", "less", "fewer", "more", "over", "about", "some"]
)
_RELOCATING = {"transfer", "redeployment", "relocation", "rotation"}
_OVERLAND = re.compile(r"\bby (?:ship|sea|road|rail|train|truck|lorry|boat|land)\b")
#: The subject of a verb at a token, nothing left of a floor.
Before = Callable[[int, Sentence, int, dict[int, FlightNoun]], Subject]


class Nominals:
    """Finds who moves by the nouns of one analysis; `before` finds the subjects of verbs."""

    def __init__(
        self, analysis: Analysis, groups: Sequence[Group], inside: Mapping[int, Group], antecedents: Antecedents,
        before: Before,
    ) -> None:  # fmt: skip
        self._analysis = analysis
        self._groups = groups
        self._in = inside
        self._antecedents = antecedents
        self._before = before

    def of(self, trigger: Trigger, sentence: Sentence, nouns: dict[int, FlightNoun]) -> Subject:
        """The subject of a noun of movement: before it, after it, or what the paragraph is about."""
        noun = nouns[trigger.token]
        if self._tells_of(trigger.token):
            recent = self._antecedents.recent
            return Subject((recent,) if recent is not None else (), taken_up=True, retold=True)
        found = self._left(trigger, sentence, nouns, noun)
        if found is not None:
            return found
        carrier = self._carrier(trigger, sentence) if trigger.verb is None or trigger.verb.cargo else None
        if carrier is not None:
            return Subject((carrier,), noun)
        if trigger.verb is not None and trigger.verb.cargo and not self._moves_itself(trigger):
            return Subject()
        mover = self._right(trigger)
        if mover is not None:
            return Subject((mover,), noun)
        if trigger.verb is not None:
            return Subject()
        topic = self._topic(sentence, trigger.token) or self._flight_itself(trigger.token)
        return Subject((topic,) if topic else (), noun, taken_up=True)

    def _tells_of(self, token: int) -> bool:
        """ "A jet landed in X. It was the third flight there": says more of a flight that was told."""
        noun = self._analysis.doc[token]
        if self._antecedents.recent is None or noun.dep_ != "attr" or noun.head.lemma_ != "be":
            return False
        subject = next((c for c in noun.head.children if c.dep_ == "nsubj"), None)
        return subject is not None and subject.lower_ in {"it", "this", "that"}

    def _left(
        self, trigger: Trigger, sentence: Sentence, nouns: dict[int, FlightNoun], noun: FlightNoun
    ) -> Subject | None:
        doc, at = self._analysis.doc, trigger.token - 1
        while at >= max(trigger.floor, sentence.span.start):
            group = self._in.get(at)
            if group is not None:
                return Subject((group,), noun)
            if doc[at].lemma_ in MAKING and doc[at].pos_ in {"VERB", "AUX"}:
                found = self._before(at, sentence, trigger.floor, nouns)
                return Subject(found.groups, noun, found.actor)
            if doc[at].lower_ in {"its", "their"} and trigger.verb is not None:
                return replace(self._antecedents.taken_up(at, plural=doc[at].lower_ == "their"), noun=noun)
            own = trigger.verb is None and doc[at].tag_ == "PRP$"  # "made its flight from X"
            if doc[at].pos_ not in _MODIFIERS and doc[at].lower_ not in _COUNTERS and not own:
                break
            at -= 1
        return None

    def _right(self, trigger: Trigger) -> Group | None:
        doc, limit = self._analysis.doc, trigger.limit
        for of in range(trigger.token + 1, limit if trigger.verb is not None else min(trigger.token + 2, limit)):
            if doc[of].pos_ == "VERB":
                return None
            if doc[of].lower_ in {"by", "of", "using", "involving", "with"}:
                group = next((g for i in range(of, min(of + 6, limit)) if (g := self._in.get(i))), None)
                if group is not None and not any(doc[i].pos_ == "VERB" for i in range(of + 1, group.first)):
                    return group
                return None
        return None

    def _moves_itself(self, trigger: Trigger) -> bool:
        """ "The transfer of six jets": those fly, unless they go by other means; "the delivery of six jets": those
        are brought."""
        words = self._analysis.doc[trigger.after : trigger.limit].text
        return trigger.verb is not None and trigger.verb.base in _RELOCATING and _OVERLAND.search(words) is None

    def _carrier(self, trigger: Trigger, sentence: Sentence) -> Group | None:
        """ "The delivery of two jets by an An-124", "flight 501, flown by an Il-76": what carries or flies."""
        doc, limit = self._analysis.doc, trigger.limit
        if limit < sentence.span.end and doc[limit].tag_ == "VBN" and doc[limit].lemma_ in MAKING:
            limit = sentence.span.end  # "the last trip, from X to Y, was flown by an A400M"
        for group in self._groups:
            if not trigger.after <= group.first < limit:
                continue
            at = group.first - 1
            while at > trigger.after and doc[at].pos_ in {"DET", "NUM", "ADJ"}:
                at -= 1
            by = doc[at].lower_ in {"by", "aboard"} or doc[at - 1 : at + 1].text.casefold() == "on board"
            if by and (trigger.verb is not None or doc[at - 1].tag_ == "VBN"):
                return group
        return None

    def _topic(self, sentence: Sentence, token: int) -> Group | None:
        """The one machine that this paragraph is about: it was taken up in it before."""
        near = [g for g in self._groups if g.first < token and g.sentence.line == sentence.line]
        one = near[-1] if near else None
        return one if one is not None and not one.plural and one.definite and one.crafts else None

    def _flight_itself(self, at: int) -> Group | None:
        """ "The flight had come in from X": the machine that was spoken of right before."""
        doc = self._analysis.doc
        if doc[at].lower_ != "flight" or not at or doc[at - 1].lower_ not in {"the", "this", "that"}:
            return None
        return next(iter(self._antecedents.taken_up(at, plural=False).groups), None)
