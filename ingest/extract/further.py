"""Legs of a sentence -> further ones: the way back, movers with origins of their own, machines somebody followed."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.analysis import Analysis, Sentence
from ingest.extract.frame import read_ends
from ingest.extract.group import Group
from ingest.extract.leg import Leg
from ingest.extract.modality import modality_of
from ingest.extract.movement import Subject, Trigger
from ingest.extract.route import FOLLOWED

_SAME = re.compile(
    r"\b(?:the|its|their) (?P<kind>same|identical|reverse|opposite|return) (?:route|trip|journey|path|run|course)\b"
)
#: How many words after a colon a list of machines begins.
_NEAR = 5
_AND_BACK = re.compile(r",? ?(?:and|then) (?:then )?back\b(?! (?:to|from|with)\b| (?:in|at) (?:the |[A-Z]))")


def shared(trigger: Trigger, current: Leg | None, leg: Leg) -> Leg | None:
    """Give a mover whose verb is left out the end that it shares with those before; what is under way then."""
    if trigger.mover is None or current is None:
        return current
    if leg.role == "depart" and not leg.origin:
        leg.origin = list(current.origin)  # "Two jets left X, one for Y and the other for Z."
        return current if current.destination else None
    if leg.role in {"go", "send"} and leg.destination and not leg.origin and current.destination:
        leg.origin = list(current.origin)  # "A flew from X to Y, B to Z"
        return current
    if trigger.mover.of is not None and leg.origin and not leg.destination and current.destination:
        leg.destination = list(current.destination)  # "Two jets left for X, one from Y and one from Z."
        return current if current.origin else None
    return current


def parted(analysis: Analysis, leg: Leg) -> list[Leg]:
    """ "A jet from X and a jet from Y came in": each mover with an origin of its own."""
    groups = leg.subject.groups
    if len(groups) < 2 or leg.subject.taken_up or groups[-1].stop > leg.first:
        return [leg]
    limits = [*(group.first for group in groups[1:]), leg.first]
    own = [
        read_ends(analysis, group.stop, limit, "noun", None).origin for group, limit in zip(groups, limits, strict=True)
    ]
    if not all(own):
        return [leg]
    return [
        replace(leg, subject=replace(leg.subject, groups=(g,)), origin=list(o))
        for g, o in zip(groups, own, strict=True)
    ]


def repeated(leg: Leg, route: Leg | None) -> Leg:
    """ "Another Il-76 took the same route", "it made the return trip": with the ends of the flight told before."""
    words = leg.sentence.span.doc[leg.first : leg.limit].text
    open_ended = not leg.placed and leg.role != "depart" and bool(leg.subject.groups)
    match = _SAME.search(words) if route is not None and open_ended else None
    if match is None or route is None:
        return leg
    back = match["kind"] in {"reverse", "opposite", "return"}
    ends = (route.destination, route.origin) if back else (route.origin, route.destination)
    return replace(leg, origin=list(ends[0]), destination=list(ends[1]), by_verb=True)


def leave_where_arrived(legs: Sequence[Leg]) -> None:
    """ "It arrived from X and left for Y": from where it came to, which other sentences tell."""
    for leg, after in itertools.pairwise(legs):
        crafts = [{i for group in one.subject.groups for i in group.crafts} for one in (leg, after)]
        goes = after.role == "depart" and not after.origin and leg.role == "arrive" and leg.assumed
        there = {place.mention.text for place, _ in leg.destination} & {p.mention.text for p, _ in after.destination}
        if goes and crafts[0] and crafts[0] == crafts[1] and not there:
            after.origin = list(leg.destination)


def share_end(legs: Sequence[Leg]) -> None:
    """ "Two jets flew in from X and one from Y, landing in Z": an end that the words tell of the last alone."""
    for leg, after in itertools.pairwise(legs):
        gapped = after.trigger.start == leg.trigger.start or (after.by_verb and after.subject.others)
        if leg.role == "arrive" and leg.origin and not leg.destination and gapped and after.origin:
            leg.destination = list(after.destination)


def itemised(analysis: Analysis, groups: Sequence[Group], leg: Leg) -> Leg:
    """ "36 transports flew to X: 30 A400Ms and six C-17s": the machines that a list names after all."""
    group = leg.subject.groups[0] if len(leg.subject.groups) == 1 else None
    if group is None or group.type is not None or not group.plural or leg.subject.taken_up:
        return leg
    colon = next((t.i for t in analysis.doc[leg.first : leg.sentence.span.end] if t.text in {":", "—", "–"}), None)
    listed = [g for g in groups if colon is not None and colon < g.first < leg.sentence.span.end and g.type is not None]
    near = bool(listed) and colon is not None and listed[0].first - colon < _NEAR
    if not near or any(t.pos_ == "VERB" for t in analysis.doc[colon : listed[-1].last]):
        return leg
    return replace(leg, subject=replace(leg.subject, groups=tuple(listed)))


def and_back(analysis: Analysis, leg: Leg) -> list[Leg]:
    """ "Ran from X to Y and back": the way back as well."""
    ends = [placed.last for placed, _ in leg.destination]
    if not leg.origin or not ends or not leg.by_verb:
        return []
    after = analysis.doc[max(ends) : min(max(ends) + 4, leg.limit)].text
    if _AND_BACK.match(after) is None:
        return []
    return [replace(leg, origin=list(leg.destination), destination=list(leg.origin), via=[])]


def followed(analysis: Analysis, sentence: Sentence, groups: Sequence[Group], told: list[Leg]) -> list[Leg]:
    """ "Trackers followed an Il-76 from X to Y": machines of which only the words after them tell both ends."""
    known = {group.first for leg in told for group in leg.subject.groups}
    starts = frozenset(group.first for group in groups)
    found = []
    for group in groups:
        if not sentence.span.start <= group.first < sentence.span.end or group.first in known or group.of is not None:
            continue
        if any(leg.verb and leg.verb.cargo and leg.first < group.first < leg.limit for leg in told):
            continue  # "carried three Tigers from X to Y"
        if analysis.doc[min(group.stop, len(analysis.doc) - 1)].lower_ != "from" or _governed(analysis, group):
            continue
        ends = read_ends(analysis, group.stop, sentence.span.end, "noun", None, starts)
        if not (ends.origin and ends.destination):
            continue
        modality, polarity = modality_of(analysis, group.first, sentence)
        words = analysis.tokens(group.first, group.last)
        found.append(
            Leg(sentence, words, FOLLOWED, Subject((group,)), group.first, sentence.span.end, ends.origin,
                ends.destination, ends.via, modality, polarity, by_verb=True)
        )  # fmt: skip
    return found


def _governed(analysis: Analysis, group: Group) -> bool:
    """ "Parts of helicopters from X to Y": whether the machine hangs on another word."""
    lead = group.first - 1
    while lead > group.sentence.span.start and analysis.doc[lead].pos_ in {"DET", "NUM", "ADJ"}:
        lead -= 1
    return lead >= 0 and analysis.doc[lead].pos_ == "ADP"
