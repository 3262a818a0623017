"""A verb of movement in a sentence -> where it begins and ends, read from left to right from its prepositions."""

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc

from ingest.analysis import Analysis, Placed
from ingest.extract.lexicon import Role, Verb
from ingest.extract.site import is_site, joined, past_qualifier, site_at

_ORIGIN = {"from"}
_TO = {"to", "into", "toward", "towards", "onto"}
_VIA = {"via", "through"}
_AT = {"at", "in", "on", "near", "outside", "inside", "over", "along", "across", "above"}
_WITHIN = {"in", "at", "of", "near", "outside", "on", "around"}
_STOPS = {"when", "while", "after", "before", "where", "which", "who", "whose", "because", "although", "though", ";",
          "according", "said", "says", "saying", "whereas", "but", "amid", "despite", "followed"}  # fmt: skip
_HOURS_AFTER = {"before", "after"}
_HOURS = {"dawn", "noon", "midnight", "sunset", "sunrise", "midday", "nightfall", "dark", "dusk", "daybreak", "lunch"}
_LOADED = {"with", "carrying", "loaded", "bringing", "delivering", "transporting"}
_THERE = {"there", "here"}
#: "with technical stops in", "after refuelling at", "by way of": a place follows on the way.
_CALL = re.compile(
    r"by way of\b"
    r"|(?:, )?(?:after|with|and|including|plus|having made|making|following)(?: (?:made|making|having made))?"
    r" (?:(?:an?|the|its|some|short|brief|long|quick|one|two|three|several"
    r"|technical|refuell?ing|fuel|unscheduled|overnight|intermediate|night|[\w-]+hour|crew) )*"
    r"(?:stop|stops|stopover|stopovers|stop-over|stop-overs|layovers?|calls?|halts?|pauses?|stopping|calling"
    r"|refuell?ing) (?:over )?(?:in|at|on)\b"
    r"|(?:, )?(?:stopping|calling|refuell?ing|pausing)(?: over| off| briefly| first| only| just)?"
    r"(?: to refuel| for fuel)? (?:in|at|on)\b"
)
_LED = {("into",), ("to",), ("of",), ("from",), ("onto",), ("for",)}
_OVER = {"over", "above"}
_APPOSED = {"capital", "city", "town", "port", "island", "base", "airport", "airfield", "hub", "stronghold"}
_COMPASS = ("east", "west", "north", "south")
_CROSSING = {"fly", "pass", "swing", "cruise"}
_LINKING = {"link", "connect"}
_SAYING = {"say", "report", "tell", "announce", "add", "write", "confirm", "show", "note", "claim", "state", "find"}


@dataclass
class Ends:
    """Places by role, each with the group of alternatives that it is in (0: it is certain)."""

    origin: list[tuple[Placed, int]] = field(default_factory=list)
    destination: list[tuple[Placed, int]] = field(default_factory=list)
    via: list[tuple[Placed, int]] = field(default_factory=list)
    there: bool = False
    above: list[tuple[Placed, int]] = field(default_factory=list)

    def some(self) -> bool:
        """Whether any place was found."""
        return bool(self.origin or self.destination or self.via or self.there)


def read_ends(
    analysis: Analysis, first: int, limit: int, role: Role, verb: Verb | None, groups: frozenset[int] = frozenset()
) -> Ends:
    """The places that the words [first, limit) give a movement of this role.

    `groups` are the tokens at which noun phrases of aircraft begin: one after "and" is the next clause's subject.
    """
    doc, ends = analysis.doc, Ends()
    mode, gap, loaded, at = _object_mode(verb), 0, False, first
    while at < limit:
        word, placed = doc[at].lower_, analysis.at(at)
        site = site_at(analysis, at, mode)
        if site is not None:
            owner = site.last < len(doc) and doc[site.last].lower_ in {"'s", "’s"}
            at = _fill(analysis, ends, mode, site, limit) if mode and gap <= 6 and not owner else site.last
            mode, gap = ("", 0) if mode and not owner else (mode, gap)
            continue
        if placed is not None and placed.mention.kind in {"aircraft", "craft"}:
            mode, at = "", placed.last  # "came in on a plane of X"
            first = at if role == "send" and not ends.some() else first  # "sent a C-2 there"
            continue
        call = _CALL.match(doc[at : min(at + 8, limit)].text.casefold())
        if call:
            mode, gap, at = "via", 0, at + len(call[0].split())
            continue
        instead = _instead(doc, at, limit)
        if instead is not None:
            mode, gap, at = "", 0, instead
            continue
        if word == "as" and doc[at - 1].lower_ == "far":
            mode, gap, at = "destination", 0, at + 1
            continue  # "flew as far as X"
        if word == "," and _attribution(doc, at, limit):
            break
        if _closes(analysis, at, first, limit, groups, some=ends.some() or (verb is not None and verb.kind == "noun")):
            break
        near = at - first <= 1 or (verb is not None and verb.cargo and not ends.some())
        ends.there |= word in _THERE and role in {"arrive", "stop", "go", "send"} and near
        loaded = loaded or word in _LOADED
        # "Left with aid for Sudan" says no end; "left with evacuees for Larnaca" does.
        bars = loaded and not (role == "depart" and _is_town(analysis.at(at + 1)))
        new = _mode_of(doc, at, role, verb, loaded=bars, ends=ends)
        if _leads_to(analysis, at, limit):
            new = "destination"
        if new is not None and not (mode and word in _WITHIN and gap > 0):
            mode, gap = new, 0
        elif mode:
            gap += 1
            named = word == "," and doc[at - 1].lower_ in _APPOSED  # "in Niger's capital, Niamey"
            mode = "" if doc[at].pos_ == "VERB" or (word in {",", "(", "—"} and not named) else mode
        at = placed.last if placed is not None and placed.last > at else at + 1
    return ends


def _leads_to(analysis: Analysis, at: int, limit: int) -> bool:
    """ "To X", which the tagger may take for a verb; "with X as its destination"."""
    doc = analysis.doc
    if at + 1 >= limit or not is_site(analysis.at(at + 1), analysis):
        return False
    return doc[at].lower_ in _TO or (doc[at].lower_ == "with" and "destination" in doc[at + 2 : at + 6].text)


def _is_town(placed: Placed | None) -> bool:
    return placed is not None and (placed.mention.kind == "base" or placed.mention.sub == "CITY")


def _instead(doc: Doc, at: int, limit: int) -> int | None:
    """ "Came not from X but from Y": the token at which what holds begins."""
    if doc[at].lower_ != "not" or at + 1 >= limit or doc[at + 1].lower_ not in _ORIGIN | _TO | _AT:
        return None
    return next((i + 1 for i in range(at + 1, min(at + 10, limit)) if doc[i].lower_ == "but"), None)


def _closes(analysis: Analysis, at: int, first: int, limit: int, groups: frozenset[int], *, some: bool) -> bool:
    """Whether what follows is another clause."""
    doc, word = analysis.doc, analysis.doc[at].lower_
    if at > first and _new_subject(analysis, at, groups):
        return True
    if some and doc[at].pos_ == "VERB" and doc[at].tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    if word in _HOURS_AFTER and at + 1 < limit and (doc[at + 1].lower_ in _HOURS or doc[at + 1].pos_ == "NUM"):
        return False  # "arrived before dawn from X"
    far = doc[at - 1].lower_ == "far"
    clause = word == "as" and not far and at + 1 < limit and doc[at + 1].pos_ in {"DET", "PRON", "PROPN"}
    return word in _STOPS or clause


def _new_subject(analysis: Analysis, at: int, groups: frozenset[int]) -> bool:
    if at not in groups:
        return False
    doc, before = analysis.doc, at - 1
    while before > 0 and doc[before].pos_ in {"DET", "NUM", "ADJ", "ADV"}:
        before -= 1
    return doc[before].lower_ in {"and", ",", "but"}


def _attribution(doc: Doc, comma: int, limit: int) -> bool:
    """ ", officials in Miami said": who says it, and where those are."""
    for at in range(comma + 1, min(comma + 14, limit)):
        if doc[at].tag_ in {"VBD", "VBZ"}:
            return doc[at].lemma_ in _SAYING and at > comma + 1
        if doc[at].pos_ in {"VERB", "AUX", "CCONJ"} or doc[at].text in {",", ";"}:
            return False
    return False


def _object_mode(verb: Verb | None) -> str:
    if verb is None or not (verb.takes_object or verb.rest[-1:] in _LED):
        return ""
    if verb.base in _LINKING:
        return "between"
    return {"depart": "origin", "call": "via"}.get(verb.role, "destination")


def _mode_of(doc: Doc, at: int, role: Role, verb: Verb | None, *, loaded: bool, ends: Ends) -> str | None:
    word = doc[at].lower_
    if word in _ORIGIN or (word == "of" and doc[at - 1].lower_ == "out"):
        return "origin"
    if word in {"destination", "destined"}:
        return "destination"
    if word == "between" and role in {"noun", "go", "send"}:
        return "between"
    if word in _VIA:
        return "destination" if verb and verb.rest == ("through",) else "via"
    if word in _TO:
        return "" if at + 1 < len(doc) and doc[at + 1].tag_ == "VB" and doc[at + 1].ent_type_ == "" else "destination"
    if word == "for" and verb is not None and verb.takes_for and not loaded:
        return "destination"
    if word in _OVER and doc[at - 1].lower_.startswith(_COMPASS):
        return None  # "flew east over X": on the way
    if word in _OVER and role in {"go", "send"} and verb is not None and verb.base in _CROSSING:
        return "above"
    if word in _AT:
        mode = {"arrive": "destination", "depart": "origin", "stop": "destination", "call": "via"}.get(role)
        return mode if mode and not getattr(ends, mode) and not (mode == "origin" and ends.destination) else None
    return None


def _fill(analysis: Analysis, ends: Ends, mode: str, placed: Placed, limit: int) -> int:
    """Take a place and those joined to it; the token after them."""
    listed, either = [placed], False
    at = past_qualifier(analysis, placed, limit)
    while True:
        nxt, conjunction = joined(analysis, listed[-1], at, limit)
        if nxt is None:
            break
        either = either or conjunction == "or"
        listed.append(nxt)
        at = past_qualifier(analysis, nxt, limit)
    if mode == "between":
        if len(listed) == 1 and at < limit and analysis.doc[at].lower_ in {"with", "to"}:
            other = analysis.at(at + 1)
            if other is not None and is_site(other, analysis):
                listed.append(other)  # "linked X with Y"
                at = other.last
        ends.origin.append((listed[0], 0))
        ends.destination.extend((one, 0) for one in listed[1:])
        return at
    target: list[tuple[Placed, int]] = getattr(ends, mode)
    group = 1 + max((number for _, number in target), default=0) if either else 0
    target.extend((one, group) for one in listed)
    return at
