"""Legs of an article -> the same, those joined that go on from a sentence before, and wholes told in parts."""

import re

from ingest.analysis import Analysis, Placed
from ingest.extract.again import part_of
from ingest.extract.group import Group
from ingest.extract.leg import Leg
from schema.claim import Modality

_THEY = re.compile(r"(?:They|He|She|All|Both|The (?:men|soldiers|troops|officers|trainers|group|contingent)) ")
_HAD = re.compile(r"\bhad\b")
#: Where a machine was to go that landed elsewhere.
_BOUND = re.compile(r"\b(?:was|were) (?:heading|headed|flying|bound|en route|on (?:its|their) way)\b")
_LATER = re.compile(r"\b(?:then|later|next|after|again|back|following|subsequently|since)\b")
_PARTED = re.compile(
    r"(?:the (?:first|second|third|other|last)|another|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|\d+)(?! more)",
    re.IGNORECASE,
)
#: Of how many machines, or parts of them, it makes sense to say that they went apart.
_FEWEST = 2


def follow_up(analysis: Analysis, legs: list[Leg]) -> list[Leg]:
    """Join a departure to the arrival that a next sentence tells: "The jets left X. … All landed at Y."."""
    kept: list[Leg] = []
    for leg in legs:
        before = kept[-1] if kept else None
        if leg.subject.retold:
            if before is not None and leg.origin and not before.origin and _one_mover(before, leg):
                before.origin = leg.origin
            continue
        if before is not None and _continues(before, leg):
            before.destination, before.via = leg.destination, [*before.via, *leg.via]
            before.when = before.when or leg.when
            continue
        if before is not None and _called_at(before, leg):
            before.via = [*before.via, *leg.destination]
            continue
        if before is not None and _came_from(analysis, before, leg):
            stops = leg.destination if leg.stopped and not leg.assumed else []
            before.origin, before.via = leg.origin, [*before.via, *stops, *leg.via]
            before.when = before.when or leg.when
            continue
        if before is not None and _carried(analysis, before, leg):
            before.subject, before.origin = leg.subject, before.origin or leg.origin
            before.destination = leg.destination or before.destination
            before.when = before.when or leg.when
            continue
        kept.append(leg)
    return [leg for leg in kept if not _in_parts(leg, kept)]


def is_same_again(leg: Leg) -> bool:
    """ "The same jet visited X in May": another flight than those told before."""
    group = leg.subject.groups[0] if leg.subject.groups else None
    return group is not None and "same" in leg.sentence.span.doc[max(group.first - 2, 0) : group.last].text.split()


def _in_parts(whole: Leg, legs: list[Leg]) -> bool:
    """ "Two jets landed at X. The first came from Y, the second from Z": whether each of its machines is told of apart.

    What is told of all of them, and not of a part, is then put to that part.
    """
    group = whole.subject.groups[0] if len(whole.subject.groups) == 1 else None
    number = group.count.number if group is not None and group.count is not None else None
    if group is None or number is None or number < _FEWEST or not _both_actual(whole, whole):
        return False
    parts = [leg for leg in legs if leg is not whole and _part_of_group(leg, group)]
    counts = [one.count.number for leg in parts for one in leg.subject.groups if one.count is not None]
    told = all(_PARTED.match(leg.sentence.span.doc[g.first : g.last].text) for leg in parts for g in leg.subject.groups)
    if len(parts) < _FEWEST or not told or sum(count or 0 for count in counts) != number:
        return False
    if not all(_both_actual(whole, leg) and leg.placed for leg in parts):
        return False
    for leg in parts:
        leg.origin, leg.destination = leg.origin or list(whole.origin), leg.destination or list(whole.destination)
    return True


def _part_of_group(leg: Leg, group: Group) -> bool:
    one = leg.subject.groups[0] if len(leg.subject.groups) == 1 else None
    return (
        one is not None and one.of is not None and (one.of is group or one.crafts == group.crafts) and one is not group
    )


def _called_at(before: Leg, leg: Leg) -> bool:
    """ "A 787 landed at X. The jet refuelled at Y.": a stop on its way there."""
    if leg.role != "stop" or leg.origin or leg.via or not (before.destination and leg.destination):
        return False
    if leg.sentence.line - before.sentence.line > 1 or before.role == "stop":
        return False
    return _both_actual(before, leg) and _one_mover(before, leg)


def _came_from(analysis: Analysis, before: Leg, leg: Leg) -> bool:
    """ "Six transports flew to X. The C-5s came from Y and Z.": the second tells where the first began."""
    if leg.sentence is before.sentence or leg.sentence.line - before.sentence.line > 1:
        return False
    if before.via or not before.destination or not leg.origin:
        return False
    nearer = all(any(_lies_in(analysis, end, wide) for end, _ in leg.origin) for wide, _ in before.origin)
    known = {place.mention.text for place, _ in before.origin} & {place.mention.text for place, _ in leg.origin}
    if known or not nearer:
        return False
    if leg.stopped and before.origin and not leg.subject.others:
        return _both_actual(before, leg) and _one_mover(before, leg)  # "It took off from X and refuelled in Y"
    before_it = leg.stopped or _BOUND.search(leg.sentence.text) is not None
    if leg.destination and not leg.assumed and not (before_it and _HAD.search(leg.sentence.text)):
        return False
    if {p.mention.text for p, _ in leg.origin} & {p.mention.text for p, _ in before.destination}:
        return False  # back from there
    doc = leg.sentence.span.doc
    said = doc[max(leg.first - 4, leg.sentence.span.start) : leg.limit].text
    if leg.role == "depart" and not _HAD.search(leg.sentence.text) and _LATER.search(said):
        return False  # "It landed at X. It took off from Y an hour later"
    return _both_actual(before, leg) and _one_mover(before, leg)


def _carried(analysis: Analysis, before: Leg, leg: Leg) -> bool:
    """ "500 officers landed at X. They came in on a Boeing that left Y.": the machine that carried those who landed."""
    if before.subject.groups or before.noun or not before.placed or not leg.subject.groups:
        return False
    doc = leg.sentence.span.doc
    them = doc[leg.first + 1 : leg.first + 2].text == "them" and not before.destination
    if leg.sentence.line != before.sentence.line or not (them or _THEY.match(leg.sentence.text)):
        return False
    if not before.destination and (not them or leg.origin):
        return False
    fits = all(any(_lies_in(analysis, end, wide) for wide, _ in before.destination) for end, _ in leg.destination)
    return _both_actual(before, leg) and (fits or not before.destination)


def _lies_in(analysis: Analysis, end: Placed, wide: Placed) -> bool:
    one, other = analysis.clusters.site(wide.mention), analysis.clusters.site(end.mention)
    return one is not None and other is not None and part_of(analysis, one, other) is not None


def _both_actual(before: Leg, leg: Leg) -> bool:
    return before.modality is Modality.ACTUAL and leg.modality is Modality.ACTUAL


def _one_mover(before: Leg, leg: Leg) -> bool:
    if before.subject.others or leg.subject.others:
        return False  # "A third arrived in Y" is another machine
    crafts = [{index for group in one.subject.groups for index in group.crafts} for one in (before, leg)]
    return bool(crafts[0]) and crafts[0] == crafts[1]


def _continues(before: Leg, leg: Leg) -> bool:
    if leg.sentence is before.sentence or leg.sentence.line - before.sentence.line > 1:
        return False
    if before.destination or not before.origin or leg.origin or not leg.destination:
        return False
    if leg.role not in {"arrive", "go"} and not (leg.verb is not None and leg.verb.base == "fly"):
        return False
    if leg.back:
        return False  # "They sent a jet from X. It returned to Y": there, and back
    return _both_actual(before, leg) and _one_mover(before, leg)
