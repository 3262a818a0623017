"""A verb of movement without an aircraft -> whether something flew all the same: people, goods, an airline's load."""

import re
from functools import cached_property

from spacy.tokens import Token

from ingest import rules
from ingest.analysis import Analysis, Placed
from ingest.extract.movement import FlightNoun, Subject, Trigger
from ingest.extract.subject import Subjects

_AIRLINE = re.compile(r"[Aa]ir|Avia|[Ff]lying|Jet|Wings|Cargo")
_AIR_FORCE = re.compile(r"\b(?:[Aa]ir|[Aa]erospace|[Aa]viation)\b|[Aa]irforce|Luftwaffe")
_BOMBS = re.compile(
    r"\b(?:bombs?|missiles?|munitions?|shells?|flares?|leaflets?|out|off (?:the )?radar|to (?:\w+ )?\d)", re.IGNORECASE
)
_BY_AIR = re.compile(r"\bby (?:air|plane)\b")
_FLYING = {"fly", "airlift", "airdrop", "parachute"}
_DROPPING = {"airdrop", "parachute", "drop"}
_CREW = {"pilot", "crew", "airman", "crewman", "they", "he", "she", "aviator", "jumper", "paratrooper"}
_ARGUMENTS = {"nsubj", "nsubjpass", "dobj", "aux", "auxpass"}
_LANDING = {"land", "touch"}
_LIFTING = {"take", "lift"}
_LEADING = {"take", "bring", "carry", "lead"}
#: Between people who are brought somewhere and the flights that bring them.
_ON = re.compile(r"\b(?:on|in|aboard|with|by) (?:[\w-]+ ){0,4}$")
_ACTORS = frozenset(("STATE", "GOVERNMENT", "ARMED_FORCE", "ARMED_GROUP", "COMPANY", "ORGANIZATION", "MEDIA"))


class Words:
    """The classes of words of rules/mover.yaml."""

    @cached_property
    def _all(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(words) for name, words in rules.read("mover").items() if "match" not in name}

    def __getitem__(self, name: str) -> frozenset[str]:
        return self._all[name]


class Unnamed:
    """Judges verbs of movement in one analysis."""

    def __init__(self, analysis: Analysis, subjects: Subjects, words: Words) -> None:
        self._analysis = analysis
        self._subjects = subjects
        self._words = words

    def flew(self, trigger: Trigger, found: Subject) -> bool:
        """Whether something flew although no aircraft is named."""
        return self._flown(trigger) or self._by_airline(trigger, found) or self._by_people(trigger)

    def bombs(self, trigger: Trigger) -> bool:
        """ "Dropped bombs", "dropped to 20,000 feet": nothing is brought."""
        if trigger.verb is None or trigger.verb.base != "drop":
            return False
        return _BOMBS.search(self._analysis.doc[trigger.after : min(trigger.after + 6, trigger.limit)].text) is not None

    def led(self, trigger: Trigger) -> Subject | None:
        """ "The second leg took it from X to Y", "the trip brought the jet to X": the machine is the object."""
        subject = self._subject(trigger)
        if trigger.verb is None or trigger.verb.base not in _LEADING or subject is None:
            return None
        if subject.lemma_.casefold() not in self._words["stages"]:
            return None
        return self._subjects.object_of(trigger)

    def shuttle(self, trigger: Trigger, nouns: dict[int, FlightNoun]) -> FlightNoun | None:
        """ "Brought 388 people to Djibouti on two flights": the flights that carried them."""
        noun = nouns.get(trigger.limit)
        if noun is None or trigger.verb is None or not (trigger.verb.cargo or trigger.verb.role == "send"):
            return None
        words = self._analysis.doc[trigger.after : trigger.limit]
        counted = any(t.pos_ == "NUM" or t.lower_ in {"a", "an", "the"} for t in words[-4:])
        return noun if counted and _ON.search(words.text + " ") else None

    def _subject(self, trigger: Trigger) -> Token | None:
        lefts = self._analysis.doc[trigger.token].lefts
        return next((c for c in lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)

    def _by_people(self, trigger: Trigger) -> bool:
        """ "500 troops landed at X airport", "took off from X": people who do so at a field, or in a town, fly."""
        doc, verb = self._analysis.doc, trigger.verb
        if verb is None or doc[trigger.token].tag_ not in {"VBD", "VBN"}:
            return False
        off = verb.base in _LIFTING and verb.rest == ("off",)
        leads = {"from"} if off else {"at", "in"} if verb.base in _LANDING else set()
        if trigger.after >= trigger.limit or doc[trigger.after].lower_ not in leads:
            return False
        site = self._next_site(trigger)
        if site is None or not (site.mention.kind == "base" or site.mention.sub == "CITY"):
            return False
        subject = self._subject(trigger)
        if subject is None:
            return False
        named = self._analysis.at(subject.i)
        person = named is not None and named.mention.kind == "person"
        person |= named is None and subject.tag_ == "NNP" and site.mention.kind == "base"
        return person or subject.lemma_.casefold() in self._words["travellers"]

    def _next_site(self, trigger: Trigger) -> Placed | None:
        doc, at = self._analysis.doc, trigger.after
        while at < trigger.limit and doc[at].pos_ in {"ADV", "DET", "ADP", "ADJ"} and self._analysis.at(at) is None:
            at += 1
        return self._analysis.at(at) if at < trigger.limit else None

    def _flown(self, trigger: Trigger) -> bool:
        """People and goods that are flown, and people who fly, do so in an aircraft that nobody names."""
        if trigger.verb is None or trigger.verb.role == "stop":
            return False
        if trigger.verb.base not in _FLYING:
            return (
                trigger.verb.cargo
                and _BY_AIR.search(self._analysis.doc[trigger.after : trigger.limit].text) is not None
            )
        if trigger.verb.base in _DROPPING:
            subject = self._subject(trigger)
            crew = subject is not None and subject.lemma_.casefold() in _CREW
            return trigger.verb.base != "parachute" or not crew or self._goods_after(trigger)
        verb = self._analysis.doc[trigger.token]
        if verb.tag_ == "VBG" and not any(c.dep_ in _ARGUMENTS for c in verb.children):
            return False  # "flying east over X": nobody is told
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        return not any(c.lemma_ in self._words["grounded"] for c in subjects)

    def _by_airline(self, trigger: Trigger, found: Subject) -> bool:
        """ "RwandAir ferried soldiers", "the airline took them": who has aircraft carries by air."""
        verb = trigger.verb
        drops = verb is not None and verb.base in _DROPPING
        if verb is None or not (verb.cargo or verb.role == "send" or drops):
            return False
        if found.actor is None:
            subject = self._subject(trigger)
            return subject is not None and (subject.lower_ in self._words["carriers"] or self._takes_up(subject))
        index = self._analysis.clusters.actor(found.actor.mention)
        if index is None:
            return False
        kind, text = self._analysis.clusters.all[index].kind, found.actor.mention.text
        if drops:
            return kind in {"STATE", "ARMED_FORCE"} and (verb.base != "drop" or self._goods_after(trigger))
        by_air = kind == "ARMED_FORCE" and _AIR_FORCE.search(text) is not None
        return by_air or (kind == "COMPANY" and _AIRLINE.search(text) is not None)

    def _goods_after(self, trigger: Trigger) -> bool:
        words = self._analysis.doc[trigger.after : min(trigger.after + 8, trigger.limit)]
        return any({t.lemma_.casefold(), t.lower_} & self._words["goods"] for t in words)

    def _takes_up(self, pronoun: Token) -> bool:
        """Whether "it" is an airline: the actor spoken of last, told to be one."""
        if pronoun.lower_ != "it":
            return False
        index = self._analysis.last_actor(pronoun.idx, _ACTORS)
        if index is None or self._analysis.clusters.all[index].kind != "COMPANY":
            return False
        near = self._analysis.text[max(0, pronoun.idx - 200) : pronoun.idx]
        return any(re.search(rf"\b{word}\b", near) for word in self._words["carriers"])
