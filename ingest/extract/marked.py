"""Crafts and the marks that a noun phrase lists -> a craft for each: "three A400Ms, 54+11, 54+25 and 54+31"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.analysis import Analysis
from ingest.extract.group import Group
from ingest.reading import Count, Craft, Slot

#: Between two marks of a list.
_BETWEEN = re.compile(r"\)?(?:,? (?:and|or|&) |, | ?/ ?|; )(?:call ?sign )?(?:[A-Z]{3,8}\d{1,3} )?\(?")


def marked(analysis: Analysis, groups: Sequence[Group], crafts: list[Craft]) -> list[Craft]:
    """The crafts, those of which several marks are told as one each; their numbers stay, others are added."""
    found = list(crafts)
    known = {craft.registration.text for craft in crafts if craft.registration is not None}
    for group in groups:
        if not group.plural or group.registration is None or len(group.crafts) != 1:
            continue
        index = group.crafts[0]
        for mark in _further(analysis, group):
            if found[index].registration != group.registration or mark.text in known:
                continue
            known.add(mark.text)
            found.append(replace(found[index], registration=mark, callsign=None, count=_one(mark)))
        if len(found) > len(crafts) and any(c.type_words == found[index].type_words for c in found[len(crafts) :]):
            found[index] = replace(found[index], count=_one(group.registration))
    return found


def _further(analysis: Analysis, group: Group) -> list[Slot]:
    """The marks after the first one, as long as nothing but what joins them stands between."""
    assert group.registration is not None
    marks, end = [], group.registration.end
    for placed in group.sentence.mentions:
        mention = placed.mention
        if mention.kind != "registration" or mention.start < end:
            continue
        if _BETWEEN.fullmatch(analysis.text, end, mention.start) is None:
            break
        marks.append(analysis.words(mention))
        end = mention.end
    return marks


def _one(mark: Slot) -> Count:
    return Count(1, 1, mark, 1, "exactly")
