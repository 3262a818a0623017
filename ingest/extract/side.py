"""Side of a pattern's match -> End: who or what a name, a pronoun or a noun of the sentence stands for."""

import re

from ingest.analysis import Analysis
from ingest.extract.typed import Typed
from ingest.mention.mention import Mention
from ingest.reading import Craft, End, Predicate

#: What the sides of links are, where both are not actors.
_SITES = {"LOCATED_IN": ("site", "site"), "CONTROLS": ("actor", "site"), "DEPLOYED_TO": ("actor", "site"),
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
_THE_BASE = re.compile(r"[Tt]he (?:air ?)?(?:base|airport|airfield|facility|field)")
_THE_COUNTRY = re.compile(r"[Tt]he (?:country|nation)")
_CRAFT_WORDS = re.compile(r"[Ii]t|[Tt]he (?:same )?(?:aircraft|plane|jet|freighter|transport|airlifter)")
#: What no state has: "its commander".
_OF_BODY = re.compile(r" (?:[a-z]+ ){0,2}(?:chief|commander|chairman|chairwoman|director|boss|CEO|secretary)\b")
#: What "its leader" and "the group" can take up.
_GROUPS = frozenset({"ARMED_GROUP", "ARMED_FORCE", "UNIT", "ORGANIZATION"})
#: Whose "its subsidiary" may be.
_OWNING = frozenset({"STATE", "GOVERNMENT", "COMPANY"})
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


def senses(predicate: str) -> tuple[str, str]:
    """What the subject and the object of a link are: "actor" or "site"."""
    return _SITES.get(predicate, ("actor", "actor"))


def end_of(
    analysis: Analysis, text: Typed, match: re.Match[str], name: str, predicate: Predicate, crafts: list[Craft]
) -> End | None:
    """What one side of a match of a rule for `predicate` stands for. None where nothing known is meant."""
    sense, said = senses(predicate)[name.startswith("o")], match[name]
    found = re.fullmatch(r"⟨\w(\d+)⟩", said)
    if found is not None:
        return _named(analysis, text.mentions[int(found[1])].mention, sense)
    words = analysis.slot(text.source(match.start(name)), text.source(match.end(name)))
    entity: int | None
    if _THE_BASE.fullmatch(said):
        entity = analysis.last_base(words.start)
    elif _THE_COUNTRY.fullmatch(said):
        besides = _of_subject(text, match) if name.startswith("o") else None
        entity = analysis.last_country(text.source(0), besides, acting=sense == "actor")
    elif kinds := _kinds(text, match, name, predicate):
        entity = _beside(analysis, text, match.start(name), kinds) or analysis.last_actor(words.start, kinds)
    elif sense == "actor" and _CRAFT_WORDS.fullmatch(said):
        entity = _operator_before(words.start, crafts)
    else:
        entity = analysis.clusters.unnamed(words, "UNKNOWN", None)
    return End(entity, words) if entity is not None else None


def _named(analysis: Analysis, mention: Mention, sense: str) -> End | None:
    entity = analysis.clusters.site(mention) if sense == "site" else analysis.clusters.actor(mention)
    if entity is None and sense == "actor":
        entity = analysis.clusters.site(mention)
        if entity is not None and analysis.clusters.all[entity].noun != "Actor":
            return None
    return End(entity, analysis.words(mention)) if entity is not None else None


def _kinds(text: Typed, match: re.Match[str], name: str, predicate: Predicate) -> frozenset[str] | None:
    """The kinds of actors that "its", "their" or "the group" takes up; None where a side is none of these."""
    its = re.fullmatch(r"[Ii]ts|[Tt]heir|[Tt]he (?:[a-z]+ )?(?P<what>[a-z]+)", match[name])
    if its is None or (its["what"] or "") not in _BODIES:
        return None
    if predicate == "HOLDS":
        return _OWNING if name.startswith("s") else frozenset({"COMPANY"})
    kinds = _BODIES[its["what"] or ""]
    if its["what"] is None and (match[name].lower() == "their" or _OF_BODY.match(text.text, match.end(name))):
        kinds = kinds - {"STATE"}
    return kinds


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


def with_listed(
    analysis: Analysis, text: Typed, match: re.Match[str], predicate: Predicate, subjects: list[End], objects: list[End]
) -> tuple[list[End], list[End]]:
    """ "A, B and C rely on X", "X supports A, B and C": all of those joined to the one that the pattern took."""
    both = []
    for name, ends, sense in zip("so", (subjects, objects), senses(predicate), strict=True):
        found = re.fullmatch(r"⟨\w(\d+)⟩", match[name]) if match.groupdict().get(name) else None
        listed = found is not None and found[0][1] != "H" and (predicate, name) in _LISTS
        joined = analysis.listed(text.mentions[int(found[1])]) if found and listed else []
        find = analysis.clusters.site if sense == "site" else analysis.clusters.actor
        more = [(find(one.mention), one) for one in joined]
        known = {end.entity for end in ends}
        both.append(
            [*ends, *(End(e, analysis.words(one.mention)) for e, one in more if e is not None and e not in known)]
        )
    return both[0], both[1]
