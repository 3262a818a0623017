"""Sentence -> Legs of a route written as a line: "Il-76TD EW-412TH, Minsk - Tripoli - Benghazi"."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.analysis import Analysis, Placed, Sentence
from ingest.extract.frame import read_ends
from ingest.extract.group import Group
from ingest.extract.leg import Leg
from ingest.extract.lexicon import Verb
from ingest.extract.modality import modality_of
from ingest.extract.movement import Subject
from ingest.extract.site import is_site

_DASH = re.compile(r"\s+[-–—]\s+|\s*(?:→|->|»|>)\s*")
_DASHED = re.compile(r"\w\s+[-–—]\s+\w|→|->|»")
_TIGHT = re.compile(r"[-–—/]")
_RUN = re.compile(
    r"(?:[-–—/]\s?\S+)? (?:[a-z]+ )?"
    r"(?:flights?|routes?|runs?|legs?|services?|rotations?|sort(?:y|ies)|trips?|line|axis)\b"
)
#: "Routing: X to Y, on to Z": a line of a log that opens with what it is.
_LOG = re.compile(
    r"[^:.]{0,30}\b(?:[Rr]outing|[Rr]oute|[Rr]otation|[Ll]eg|[Ff]light|[Tt]rip"
    r"|[Tt]rack|[Ss]ector|[Ii]tinerary)\b[^:.]{0,12}: "
)
_TO = re.compile(r" (?:to|into|for) ")
#: What stands before a stretch in words that tell no verb of their own: "the hop X-Y", "again: X to Y, then Y to Z".
_LED = re.compile(r"\b(?:hop|route|run|leg|sector|trip|rout(?:e|ing)|itinerary|rotation|flight)[:,]? $")
_BEGUN = re.compile(r"(?:: |, then |; then |, and )$")
_VERB = Verb("route", (), "go", takes_object=False, takes_for=False, cargo=False, rule="flight.route")
#: Where only the words after a machine tell its way.
FOLLOWED = replace(_VERB, rule="flight.followed")


def routed(analysis: Analysis, sentence: Sentence, groups: list[Group]) -> Iterator[Leg]:
    """A leg for each stretch between sites joined by dashes or arrows, where the sentence names an aircraft."""
    inside = tuple(g for g in groups if sentence.span.start <= g.first < sentence.span.end)
    marked = any(p.mention.kind in {"registration", "callsign"} for p in sentence.mentions)
    labelled = _LOG.match(sentence.text) is not None
    if not inside and labelled:
        before = [g for g in groups if g.first < sentence.span.start and g.registration and not g.plural]
        inside = tuple(before[-1:])
    if not inside and marked:  # a line of a log, which the model took for two sentences
        before = [g for g in groups if g.first < sentence.span.start and g.sentence.line == sentence.line]
        inside = tuple(before[-1:])
    if not inside and not marked:
        return
    verbless = not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in sentence.span)
    if verbless and len(inside) == 1 and not labelled and (leg := _told_short(analysis, sentence, inside[0])):
        yield leg
        return
    sites = [p for p in sentence.mentions if is_site(p, analysis)]
    for start, end in itertools.pairwise(sites):
        if not _joined(analysis, start, end, verbless=verbless):
            continue
        modality, polarity = modality_of(analysis, start.first, sentence)
        yield Leg(
            sentence, analysis.tokens(start.first, end.last), _VERB, Subject(inside[:1]), start.first, end.last,
            [(start, 0)], [(end, 0)], [], modality, polarity, by_verb=True,
        )  # fmt: skip


def _told_short(analysis: Analysis, sentence: Sentence, group: Group) -> Leg | None:
    """ "A KC-767 into Beirut from Rome": a note without a verb, of which both ends are told by their prepositions."""
    ends = read_ends(analysis, group.stop, sentence.span.end, "go", None)
    if not (ends.origin and ends.destination) or _DASHED.search(sentence.text):
        return None
    modality, polarity = modality_of(analysis, group.first, sentence)
    return Leg(
        sentence, analysis.tokens(group.first, group.last), _VERB, Subject((group,)), group.first, sentence.span.end,
        ends.origin, ends.destination, ends.via, modality, polarity, by_verb=True,
    )  # fmt: skip


def _joined(analysis: Analysis, start: Placed, end: Placed, *, verbless: bool) -> bool:
    text = analysis.text
    between = text[start.mention.end : end.mention.start]
    if _DASH.fullmatch(between):
        return True
    if _TIGHT.fullmatch(between):
        # "Minsk-Moscow talks" are no flight; "the Minsk-Moscow run" and a line of a log are.
        led = _LED.search(text, max(0, start.mention.start - 14), start.mention.start) is not None
        return verbless or led or _RUN.match(text, end.mention.end) is not None
    if _TO.fullmatch(between) and _BEGUN.search(text, max(0, start.mention.start - 9), start.mention.start):
        return True
    lead = text[max(0, start.mention.start - 5) : start.mention.start]
    if verbless and re.fullmatch(r"(?: on [^,;.]{1,20})?, (?:then |and )?(?:on )?to ", between):
        return True  # "X to Y on Monday, on to Z"
    return verbless and _TO.fullmatch(between) is not None and not re.search(r"\b(?:from|to|in|at|for|of) $", lead)
