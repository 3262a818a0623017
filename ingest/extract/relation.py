"""Analysis -> RelationFacts: links that a sentence states, by the patterns of rules/relation.yaml."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

import yaml

from ingest.analysis import Analysis
from ingest.extract.implied import from_flights, possessed
from ingest.extract.typed import Typed, compile_pattern, needs
from ingest.reading import Craft, End, FlightFact, Predicate, RelationFact
from schema.claim import Modality, Polarity

SITES = {"LOCATED_IN": ("site", "site"), "CONTROLS": ("actor", "site"), "DEPLOYED_TO": ("actor", "site"),
          "OPERATES_FROM": ("actor", "site")}  # fmt: skip
#: Sides of links whose names may stand in a list, the link holding for each.
_LISTS = frozenset(
    (predicate, side)
    for sides, predicates in (
        ("so", ("SUPPORTS", "SUPPLIED", "DEPLOYED_TO", "OPERATES_FROM", "CONTROLS", "OPPOSES")),
        ("s", ("MEMBER_OF",)),
        ("o", ("ALLIED_WITH",)),
    )
    for predicate in predicates
    for side in sides
)
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
#: What no state has: "its commander".
_OF_BODY = re.compile(r" (?:[a-z]+ ){0,2}(?:chief|commander|chairman|chairwoman|director|boss|CEO|secretary)\b")
#: "Is not used by X alone": it is, by others too.
_NOT_ALONE = re.compile(r"\bnot\b.*\b(?:alone|only|just)\b")
_COMING = re.compile(r"\b(?:landed|landing|arriv\w+|touched)\b")
_CRAFT_WORDS = re.compile(r"[Ii]t|[Tt]he (?:same )?(?:aircraft|plane|jet|freighter|transport|airlifter)")
_AGENT = re.compile(r"\b(?:led|headed|commanded|ruled|run|owned) by (?:the )?(?:[A-Z][a-z]+\.? ){0,3}$")
#: What "its leader" and "the group" can take up.
_GROUPS = frozenset({"ARMED_GROUP", "ARMED_FORCE", "UNIT", "ORGANIZATION"})
_BODIES = {
    "": frozenset({"STATE", "GOVERNMENT", "COMPANY"}) | _GROUPS,
    "group": _GROUPS - {"UNIT"},
    "militia": frozenset({"ARMED_GROUP"}),
    "movement": frozenset({"ARMED_GROUP", "ORGANIZATION"}),
    "force": _GROUPS,
    "unit": _GROUPS,
    "mission": _GROUPS,
    "army": frozenset({"ARMED_FORCE"}),
    "council": frozenset({"GOVERNMENT", "ORGANIZATION"}),
    "organisation": _GROUPS,
    "organization": _GROUPS,
    "company": frozenset({"COMPANY"}),
    "airline": frozenset({"COMPANY"}),
    "bloc": frozenset({"ORGANIZATION"}),
    "alliance": frozenset({"ORGANIZATION"}),
    "union": frozenset({"ORGANIZATION"}),
    "party": frozenset({"ORGANIZATION", "ARMED_GROUP"}),
    "junta": frozenset({"GOVERNMENT"}),
}


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


def read_rules() -> list[dict[str, Any]]:
    """The rules as they are written, examples included."""
    with files("ingest.rules").joinpath("relation.yaml").open(encoding="utf-8") as lines:
        return list(yaml.safe_load(lines))


class RelationExtractor:
    """Reads links between actors and sites."""

    def __init__(self) -> None:
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
            for rule in read_rules()
            for pattern in rule["patterns"]
        )

    def extract(
        self, analysis: Analysis, texts: Iterable[Typed], flights: list[FlightFact], crafts: list[Craft]
    ) -> list[RelationFact]:
        """Links in the text's order, each once; `texts` are the sentences, typed."""
        found: dict[tuple[Predicate, int, int], RelationFact] = {}
        for text in texts:
            for fact in (*self._stated(analysis, text, crafts), *possessed(analysis, text.sentence)):
                found.setdefault((fact.predicate, fact.subject.entity, fact.object.entity), fact)
        for fact in from_flights(analysis, flights):
            found.setdefault((fact.predicate, fact.subject.entity, fact.object.entity), fact)
        kept = [f for f in found.values() if f.subject.entity != f.object.entity and sensible(analysis, f, found)]
        for fact in kept:
            for end in (fact.subject, fact.object):
                site = SITES.get(fact.predicate, ("actor", "actor"))[0 if end is fact.subject else 1] == "site"
                if not site:
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
    subject_sense, object_sense = SITES.get(rule.predicate, ("actor", "actor"))
    groups = match.groupdict()
    subjects = [
        e
        for name in ("s", "s2")
        if groups.get(name) and (e := _end(analysis, text, match, name, subject_sense, crafts))
    ]
    objects = [
        e for name in ("o", "o2") if groups.get(name) and (e := _end(analysis, text, match, name, object_sense, crafts))
    ]
    if groups.get("it"):
        base = analysis.last_base(text.sentence.end)
        words = analysis.slot(text.source(match.start("it")), text.source(match.end("it")))
        objects += [End(base, words)] if base is not None else []
    subjects, objects = _with_listed(analysis, text, match, rule, subjects, objects)
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


def _with_listed(
    analysis: Analysis, text: Typed, match: re.Match[str], rule: Rule, subjects: list[End], objects: list[End]
) -> tuple[list[End], list[End]]:
    """ "A, B and C rely on X", "X supports A, B and C": all of those joined to the one that the pattern took."""
    senses = SITES.get(rule.predicate, ("actor", "actor"))
    both = []
    for name, ends, sense in zip("so", (subjects, objects), senses, strict=True):
        found = re.fullmatch(r"⟨\w(\d+)⟩", match[name]) if match.groupdict().get(name) else None
        listed = found is not None and found[0][1] != "H" and (rule.predicate, name) in _LISTS
        joined = analysis.listed(text.mentions[int(found[1])]) if found and listed else []
        find = analysis.clusters.site if sense == "site" else analysis.clusters.actor
        more = [(find(one.mention), one) for one in joined]
        known = {end.entity for end in ends}
        both.append(
            [*ends, *(End(e, analysis.words(one.mention)) for e, one in more if e is not None and e not in known)]
        )
    return both[0], both[1]


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
        return found[1] in "FO" and _OF_SOMEBODY.search(before) is not None and not _OFFICER.search(before)
    return True


def _end(
    analysis: Analysis, text: Typed, match: re.Match[str], name: str, sense: str, crafts: list[Craft]
) -> End | None:
    found = re.fullmatch(r"⟨\w(\d+)⟩", match[name])
    if found is None and re.match(r"[Tt]he (?:air ?)?(?:base|airport|airfield|facility|field)$", match[name]):
        words = analysis.slot(text.source(match.start(name)), text.source(match.end(name)))
        base = analysis.last_base(words.start)
        return End(base, words) if base is not None else None
    if found is None and re.fullmatch(r"[Tt]he (?:country|nation)", match[name]):
        words = analysis.slot(text.source(match.start(name)), text.source(match.end(name)))
        country = analysis.last_country(text.source(0), _of_subject(text, match) if name.startswith("o") else None)
        return End(country, words) if country is not None else None
    if found is None and (its := re.fullmatch(r"[Ii]ts|[Tt]heir|[Tt]he (?:[a-z]+ )?(?P<what>[a-z]+)", match[name])):
        kinds = _BODIES.get(its["what"] or "", _BODIES[""])
        if its["what"] is None and (match[name].lower() == "their" or _OF_BODY.match(text.text, match.end(name))):
            kinds = kinds - {"STATE"}
        if its["what"] is None or its["what"] in _BODIES:
            words = analysis.slot(text.source(match.start(name)), text.source(match.end(name)))
            owner = _beside(analysis, text, match.start(name), kinds) or analysis.last_actor(words.start, kinds)
            return End(owner, words) if owner is not None else None
    if found is None and re.match(r"(?:[Ii]t|[Tt]he .+)$", match[name]) and "⟨" not in match[name] and sense == "actor":
        owner = _operator_before(text.source(match.start(name)), crafts)
        words = analysis.slot(text.source(match.start(name)), text.source(match.end(name)))
        if owner is not None and _CRAFT_WORDS.fullmatch(match[name]):
            return End(owner, words)
        if _CRAFT_WORDS.fullmatch(match[name]):
            return None
    if found is None:
        words = analysis.slot(text.source(match.start(name)), text.source(match.end(name)))
        return End(analysis.clusters.unnamed(words, "UNKNOWN", None), words)
    mention = text.mentions[int(found[1])].mention
    entity = analysis.clusters.site(mention) if sense == "site" else analysis.clusters.actor(mention)
    if entity is None and sense == "actor":
        entity = analysis.clusters.site(mention)
        if entity is not None and analysis.clusters.all[entity].noun != "Actor":
            return None
    return End(entity, analysis.words(mention)) if entity is not None else None


def _of_subject(text: Typed, match: re.Match[str]) -> str | None:
    """The country that a pattern's subject is, or is of."""
    found = re.fullmatch(r"⟨\w(\d+)⟩", match["s"]) if match.groupdict().get("s") else None
    return text.mentions[int(found[1])].mention.country if found else None


def _beside(analysis: Analysis, text: Typed, at: int, kinds: frozenset[str]) -> int | None:
    """ "The army and its commander": whose it is, where that stands right before."""
    before = re.search(r"⟨\w(\d+)⟩,? and $", text.text[:at])
    index = analysis.clusters.actor(text.mentions[int(before[1])].mention) if before else None
    return index if index is not None and analysis.clusters.all[index].kind in kinds else None


def _operator_before(at: int, crafts: list[Craft]) -> int | None:
    """The operator of the aircraft spoken of last before a code point."""
    spoken = [(m.start, craft.operator) for craft in crafts for m in craft.mentions if m.start < at]
    return max(spoken, key=lambda s: s[0])[1] if spoken else None


def sensible(analysis: Analysis, fact: RelationFact, found: dict[tuple[Predicate, int, int], RelationFact]) -> bool:
    """Countries do not lie in countries; nobody is two kinds of head of one thing."""
    clusters = analysis.clusters.all
    subject, obj = clusters[fact.subject.entity], clusters[fact.object.entity]
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
        return ("LEADS", fact.subject.entity, fact.object.entity) not in found
    return subject.noun == "Actor"
