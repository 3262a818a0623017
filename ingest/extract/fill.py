"""Legs and their ends -> the places that other words than theirs tell: "there", "where", "the airport"."""

import re

from ingest.analysis import Analysis, Placed
from ingest.extract.frame import Ends
from ingest.extract.leg import Leg
from ingest.extract.movement import Subject, Trigger
from ingest.extract.site import FIELDS, is_site

_FROM_THERE = re.compile(r"(?:[,;]? ?and )?from (?:there|here)\b")
_EARLIER = re.compile(r"\b(?:before|earlier)\b")
_WHERE = {"where", "which", "whence"}


def fill_base(analysis: Analysis, leg: Leg) -> None:
    """ "On Friday the airport reopened. A jet came in.": the base that the paragraph speaks of."""
    if leg.destination or leg.via or leg.verb is None or not leg.by_verb or not leg.subject.groups:
        return
    if leg.origin or leg.subject.part or (leg.role != "arrive" and not brought_in(analysis, leg)):
        return
    bases = [
        p
        for p in analysis.placed
        if p.mention.kind == "base" and p.last <= leg.first and analysis.doc[leg.first].idx - p.mention.end < 350
    ]
    here = bases[-1] if bases else None
    if here is None or not is_site(here, analysis):
        return
    same_line = analysis.sentence_of(here.first).line == leg.sentence.line or _taken_up_before(analysis, leg)
    if same_line and here.mention.text not in told_names(leg):
        leg.destination = [(here, 0)]


def brought_in(analysis: Analysis, leg: Leg) -> bool:
    """ "Rushed in officers from X": the verb says that they came here."""
    return leg.role in {"send", "go"} and leg.by_verb and analysis.doc[leg.first + 1].lower_ == "in"


def told_names(leg: Leg) -> set[str]:
    """The names of where a leg begins."""
    return {placed.mention.text for placed, _ in leg.origin}


def _taken_up_before(analysis: Analysis, leg: Leg) -> bool:
    """Whether the sentence before, in this line, speaks of "the airport"."""
    start = leg.sentence.span.start
    before = analysis.sentence_of(start - 1) if start else leg.sentence
    if before is leg.sentence or before.line != leg.sentence.line:
        return False
    return any(t.lower_ in FIELDS and t.i and analysis.doc[t.i - 1].lower_ == "the" for t in before.span)


def fill_there(analysis: Analysis, ends: Ends, token: int, arrived: list[tuple[Placed, int]]) -> None:
    """ "There" is where one was last told to have `arrived`, else the base spoken of last."""
    if not ends.there or ends.destination:
        return
    home = analysis.dateline if analysis.doc[token + 1].lower_ == "here" else None
    if home is not None and is_site(home, analysis):
        ends.destination.append((home, 0))
        return
    if arrived:
        ends.destination += list(arrived)
        return
    sites = [p for p in analysis.placed if p.first < token and is_site(p, analysis)]
    here = [p for p in sites if p.mention.kind == "base"] or sites
    ends.destination += [(here[-1], 0)] if here else []


def fill_from_there(analysis: Analysis, ends: Ends, trigger: Trigger, arrived: list[tuple[Placed, int]]) -> None:
    """ "From there the plane continued to X"."""
    words = analysis.doc[trigger.floor : trigger.token].text.casefold()
    if not ends.origin and ends.destination and _FROM_THERE.match(words):
        ends.origin += [place for place in arrived if place[0].mention.text != ends.destination[0][0].mention.text]


def fill_where(analysis: Analysis, ends: Ends, trigger: Trigger, found: Subject) -> None:
    """ "X, where two jets landed", "X, from where it flew on": the place before the clause."""
    doc = analysis.doc
    first = found.groups[-1].first if found.groups and not found.taken_up else trigger.token
    where = next((i for i in range(trigger.token - 1, max(first - 6, 0), -1) if doc[i].lower_ in _WHERE), None)
    if where is None or any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in doc[where + 1 : trigger.token - 1]):
        return  # "X, where it spent the night, and landed"
    source = doc[where - 1].lower_ == "from"
    before = where - 1 - source
    placed = analysis.at(before - (doc[before].text == ","))
    if placed is None or not is_site(placed, analysis):
        return
    if source and not ends.origin:
        ends.origin.append((placed, 0))
    elif doc[where].lower_ == "where" and trigger.verb and trigger.verb.role == "arrive" and not ends.destination:
        ends.destination.append((placed, 0))


def fill_back(analysis: Analysis, leg: Leg, before: Leg | None) -> None:
    """ "It left X. … Earlier it had arrived from Y": an arrival before a departure is where that began."""
    words = analysis.doc[max(leg.first - 4, leg.sentence.span.start) : leg.first].text.casefold()
    if not leg.origin or leg.destination or before is None or "had" not in words.split():
        return
    came = leg.verb is not None and leg.verb.base in {"come", "fly", "take", "leave", "depart", "set"}
    if leg.role == "arrive":
        leg.destination = list(before.origin)
    elif (
        leg.role in {"send", "depart"}
        and before.origin
        and before.destination
        and re.search(r"\b(?:before|earlier)\b", leg.sentence.text)
    ):
        leg.destination = list(before.origin)  # "It left X for Y. It had been sent from Z the day before"
    elif came and before.verb is not None and before.verb.base == "stand":
        leg.destination = list(before.destination)  # "An Il-76 was seen at X. It had come from Y"
