"""Sentence -> Legs of a route written as a line: "Il-76TD EW-412TH, Minsk - Tripoli - Benghazi"."""

import itertools
import re
from collections.abc import Iterator

from ingest.analysis import Analysis, Placed, Sentence
from ingest.extract.frame import is_site
from ingest.extract.group import Group
from ingest.extract.leg import Leg
from ingest.extract.lexicon import Verb
from ingest.extract.modality import modality_of
from ingest.extract.subject import Subject

_DASH = re.compile(r"\s+[-–—]\s+|\s*(?:→|->|»|>)\s*")
_VERB = Verb("route", (), "go", takes_object=False, takes_for=False, cargo=False, rule="flight.route")


def routed(analysis: Analysis, sentence: Sentence, groups: list[Group]) -> Iterator[Leg]:
    """A leg for each stretch between sites joined by dashes or arrows, where the sentence names an aircraft."""
    inside = tuple(g for g in groups if sentence.span.start <= g.first < sentence.span.end)
    marked = any(p.mention.kind in {"registration", "callsign"} for p in sentence.mentions)
    if not inside and not marked:
        return
    for start, end in itertools.pairwise(sentence.mentions):
        if not _joined(analysis, start, end):
            continue
        modality, polarity = modality_of(analysis, start.first, sentence)
        yield Leg(
            sentence, analysis.tokens(start.first, end.last), _VERB, Subject(inside[:1]), start.first, end.last,
            [(start, 0)], [(end, 0)], [], modality, polarity, by_verb=True,
        )  # fmt: skip


def _joined(analysis: Analysis, start: Placed, end: Placed) -> bool:
    between = analysis.text[start.mention.end : end.mention.start]
    return is_site(start, analysis) and is_site(end, analysis) and _DASH.fullmatch(between) is not None
