"""Analysis -> RelationFacts: links that a sentence states, by the patterns of rules/relation.yaml."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest import rules
from ingest.analysis import Analysis
from ingest.extract.implied import from_flights, possessed
from ingest.extract.noun import Nouns
from ingest.extract.side import end_of, senses, with_listed
from ingest.extract.typed import Typed, compile_pattern, needs
from ingest.extract.verb import Clauses
from ingest.reading import Craft, End, FlightFact, Predicate, RelationFact
from schema.claim import Modality, Polarity

_DENIED = re.compile(r"\b(?:not|never|no longer|denied|denies|without)\b|n[’']t\b")
_MAYBE = re.compile(r"\b(?:may|might|could)\b")
_FUTURE = re.compile(r"\b(?:will|would|(?:is|are|was|were) to be|plans? to|intends? to|vowed to|promised to)\b")
_OF_AIRCRAFT = re.compile(
    r"(?:\w*-?\d+\w*|aircraft|planes?|jets?|transports?|bombers?|fighters?|helicopters?|Globemasters?|Galaxy)"
    r"(?: [A-Z]\w+){0,2} (?:of|from|by) (?:the )?$"
)
#: A pattern of a subject and its verb.
_ACTIVE = re.compile(r"\{s(?::\w+)?\}(?:\[\^[^]]*\]\{\d+,\d+\}\??)? ?(?:\{aside\}|\{aux\})")
_NEGATED = re.compile(r"\b(?:no|not|never|without|neither|nor|denied|denies|deny)(?: \w+){0,2} $")
_RELATIVE = re.compile(r",? (?:who|which|that) ")
_OF_SOMEBODY = re.compile(r"\b(?:of|by|from) (?:the )?$")
#: Of whom it is told that they act, not of the body: "the leader of the army".
_OFFICER = re.compile(
    r"\b(?:two|leader|head|chief|commander|president|minister|members?|ally|allies|enem(?:y|ies)|rivals?|deputy"
    r"|officials?|⟨F\d+⟩) of (?:the )?$"
)
#: "Is not used by X alone": it is, by others too.
_NOT_ALONE = re.compile(r"\bnot\b.*\b(?:alone|only|just)\b")
_COMING = re.compile(r"\b(?:landed|landing|arriv\w+|touched)\b")
_AGENT = re.compile(r"\b(?:led|headed|commanded|ruled|run|owned) by (?:the )?(?:[A-Z][a-z]+\.? ){0,3}$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the link that it states; `needs` are the mentions without which it holds in no sentence."""

    name: str
    predicate: Predicate
    pattern: re.Pattern[str]
    active: bool = False
    needs: tuple[frozenset[str], ...] = ()

    def may_hold(self, letters: frozenset[str], mentions: int) -> bool:
        """Whether a sentence with so many mentions, of these letters, has what it needs."""
        return len(self.needs) <= mentions and not any(letters.isdisjoint(need) for need in self.needs)


class RelationExtractor:
    """Reads links between actors and sites."""

    def __init__(self) -> None:
        self._clauses = Clauses()
        self._nouns = Nouns()
        self._by_letters: dict[tuple[frozenset[str], bool], tuple[Rule, ...]] = {}

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        return tuple(
            Rule(
                rule["name"],
                rule["predicate"],
                compile_pattern(pattern),
                _ACTIVE.match(pattern) is not None,
                needs(pattern),
            )
            for rule in rules.read("relation")
            for pattern in rule["patterns"]
        )

    def extract(
        self, analysis: Analysis, texts: Iterable[Typed], flights: list[FlightFact], crafts: list[Craft]
    ) -> list[RelationFact]:
        """Links in the text's order, each once; `texts` are the sentences, typed."""
        texts = list(texts)
        found: dict[tuple[Predicate, int, int], RelationFact] = {}
        for fact in (
            *(
                f
                for text in texts
                for f in (*self._stated(analysis, text, crafts), *possessed(analysis, text.sentence))
            ),
            *self._clauses.stated(analysis, texts),
            *self._nouns.stated(analysis, texts),
            *from_flights(analysis, flights),
        ):
            back = (fact.predicate, fact.object.entity, fact.subject.entity)
            if fact.predicate != "ALLIED_WITH" or back not in found:
                found.setdefault((fact.predicate, fact.subject.entity, fact.object.entity), fact)
        kept = [f for f in found.values() if f.subject.entity != f.object.entity and sensible(analysis, f, found)]
        for fact in kept:
            for end, sense in zip((fact.subject, fact.object), senses(fact.predicate), strict=True):
                if sense == "actor":
                    analysis.clusters.all[end.entity].acts = True
        return sorted(kept, key=lambda f: (f.evidence.start, f.subject.words.start, f.object.words.start))

    def _rules_for(self, letters: list[str]) -> tuple[Rule, ...]:
        """The rules that may hold in a sentence with these mentions: looked up, for there are hundreds of rules."""
        key = (frozenset(letters), len(letters) > 1)
        if key not in self._by_letters:
            self._by_letters[key] = tuple(rule for rule in self._rules if rule.may_hold(key[0], len(letters)))
        return self._by_letters[key]

    def _stated(self, analysis: Analysis, text: Typed, crafts: list[Craft]) -> Iterator[RelationFact]:
        for rule in self._rules_for(text.letters):
            for match in rule.pattern.finditer(text.text):
                yield from _facts(analysis, text, rule, match, crafts)


def _facts(
    analysis: Analysis, text: Typed, rule: Rule, match: re.Match[str], crafts: list[Craft]
) -> Iterator[RelationFact]:
    if rule.predicate != "LEADS" and _AGENT.search(text.text[: match.start()]):
        return  # "a junta led by X ousted Y": it was not X alone
    if rule.predicate == "DEPLOYED_TO" and _OF_AIRCRAFT.search(text.text[: match.start()]):
        return  # "a C-17 of the US Air Force landed at X": the aircraft did
    if rule.predicate == "DEPLOYED_TO" and _of_machines(analysis, text, match):
        return  # "US Air Force C-17s landed at X": so did those
    if rule.predicate == "DEPLOYED_TO" and _COMING.search(match[0]) and match["o"].startswith("⟨B"):
        return  # "troops landed at the airport of X": they went on from there
    if rule.active and not _acts(analysis, text, match):
        return
    groups = match.groupdict()
    subjects, objects = (
        [
            end
            for name in (side, f"{side}2")
            if groups.get(name) and (end := end_of(analysis, text, match, name, rule.predicate, crafts))
        ]
        for side in "so"
    )
    if groups.get("it"):
        base = analysis.last_base(text.sentence.end)
        words = analysis.slot(text.source(match.start("it")), text.source(match.end("it")))
        objects += [End(base, words)] if base is not None else []
    subjects, objects = with_listed(analysis, text, match, rule.predicate, subjects, objects)
    said = match[0]
    denied = (
        _DENIED.search(said) and not _NOT_ALONE.search(said + text.text[match.end() : match.end() + 12])
    ) or _NEGATED.search(text.text[: match.start()])
    polarity = Polarity.DENIED if denied else Polarity.ASSERTED
    modality = (
        Modality.POSSIBLE if _MAYBE.search(said) else Modality.EXPECTED if _FUTURE.search(said) else Modality.ACTUAL
    )
    evidence = analysis.slot(text.source(match.start()), text.source(match.end()))
    for subject in subjects:
        for obj in objects:
            yield RelationFact(
                rule.predicate, subject, obj, evidence, f"relation.{rule.name}", None, modality, polarity
            )


def _of_machines(analysis: Analysis, text: Typed, match: re.Match[str]) -> bool:
    """Whether the subject only says whose the aircraft after it are."""
    found = re.fullmatch(r"⟨\w(\d+)⟩", match["s"]) if match.groupdict().get("s") else None
    if found is None:
        return False
    following = analysis.at(text.mentions[int(found[1])].last)
    return following is not None and following.mention.kind in {"aircraft", "craft"}


def _acts(analysis: Analysis, text: Typed, match: re.Match[str]) -> bool:
    """Whether the subject of a pattern is not the object, or the place, of the words before it."""
    found = re.match(r"⟨(\w)(\d+)⟩", match["s"])
    if found is None:
        return True
    if _RELATIVE.match(text.text, match.end("s")):
        return True  # "the army of NAME, who toppled X"
    placed = text.mentions[int(found[2])]
    root = analysis.doc[placed.first : placed.last].root
    if root.dep_ == "dobj":
        return False
    if root.dep_ == "pobj" and root.head.lower_ != "according":
        before = text.text[: match.start()]
        return found[1] in "FOK" and _OF_SOMEBODY.search(before) is not None and not _OFFICER.search(before)
    return True


def sensible(analysis: Analysis, fact: RelationFact, found: dict[tuple[Predicate, int, int], RelationFact]) -> bool:
    """Actors act and sites are sites; countries do not lie in countries; nobody is two kinds of head of one thing."""
    clusters = analysis.clusters.all
    subject, obj = clusters[fact.subject.entity], clusters[fact.object.entity]
    if any(
        (end.noun == "Actor") != (sense == "actor")
        for end, sense in zip((subject, obj), senses(fact.predicate), strict=True)
    ):
        return False
    if fact.predicate == "LOCATED_IN":
        if subject.link is not None and obj.kind == "COUNTRY" and subject.country != obj.country:
            return False  # "Russia's Hmeimim base"
        return subject.noun == "Base" and obj.noun == "Place"
    if fact.rule == "relation.whose-base" and subject.kind == "STATE":
        # "Poland's Rzeszow airport" lies there; "Russia's Hmeimim base" is Russia's.
        return obj.country != subject.country and (obj.country is not None or obj.kind != "AIRPORT")
    if fact.predicate == "DEPLOYED_TO":
        if ("OPERATES_FROM", fact.subject.entity, fact.object.entity) in found:
            return False
        abroad = subject.country is None or subject.country != obj.country or obj.kind != "COUNTRY"
        return abroad or subject.kind == "ORGANIZATION"
    if fact.predicate == "MEMBER_OF":
        held = ("HOLDS", fact.object.entity, fact.subject.entity) in found
        return ("LEADS", fact.subject.entity, fact.object.entity) not in found and not held
    if fact.predicate == "DIRECTS" and obj.kind in {"STATE", "PERSON"}:
        return False
    if fact.predicate == "HOLDS" and (
        obj.kind not in {"COMPANY", "ORGANIZATION"} or any(c.isdigit() for c in obj.names[0])
    ):
        return False
    return subject.noun == "Actor"
