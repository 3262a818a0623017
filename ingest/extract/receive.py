"""Sentence -> Legs of aircraft that a base receives: "the airport also received a C-130 from France"."""

from collections.abc import Iterator

from ingest.analysis import Analysis, Placed, Sentence
from ingest.extract.frame import read_ends
from ingest.extract.group import Group
from ingest.extract.leg import Leg
from ingest.extract.lexicon import Verb
from ingest.extract.modality import modality_of
from ingest.extract.movement import Subject
from ingest.extract.site import is_site

_RECEIVING = {"receive", "welcome", "handle", "host", "see", "greet"}
_FIELDS = {"airport", "base", "airbase", "airfield", "airstrip", "field", "facility", "station"}
_VERB = Verb("receive", (), "arrive", takes_object=False, takes_for=False, cargo=False, rule="flight.receive")


def received(analysis: Analysis, sentence: Sentence, groups: list[Group]) -> Iterator[Leg]:
    """A leg for each noun phrase of aircraft that a base receives, from where the words after it say."""
    doc = analysis.doc
    for token in sentence.span:
        if token.lemma_ not in _RECEIVING or token.pos_ != "VERB":
            continue
        base = _receiver(analysis, sentence, token.i)
        inside = [g for g in groups if token.i < g.first < sentence.span.end]
        if base is None or not inside or any(doc[i].pos_ == "VERB" for i in range(token.i + 1, inside[0].first)):
            continue
        modality, polarity = modality_of(analysis, token.i, sentence)
        for number, group in enumerate(inside):
            limit = inside[number + 1].first if number + 1 < len(inside) else sentence.span.end
            ends = read_ends(analysis, group.stop, limit, "noun", None)
            yield Leg(
                sentence, analysis.tokens(token.i, token.i + 1), _VERB, Subject((group,)), token.i, limit, ends.origin,
                [(base, 0)], ends.via, modality, polarity, by_verb=True,
            )  # fmt: skip


def _receiver(analysis: Analysis, sentence: Sentence, verb: int) -> Placed | None:
    """The base that is the verb's subject: by name, or "the airport" after it was named."""
    doc = analysis.doc
    subject = next((c for c in doc[verb].children if c.dep_ == "nsubj" and c.i < verb), None)
    if subject is None:
        return None
    placed = analysis.at(subject.i)
    if placed is not None:
        return placed if placed.mention.kind == "base" and is_site(placed, analysis) else None
    if subject.lower_ not in _FIELDS or doc[subject.left_edge.i].lower_ not in {"the", "this", "that"}:
        return None
    bases = [p for p in analysis.placed if p.mention.kind == "base" and p.first < subject.i and is_site(p, analysis)]
    return Placed(bases[-1].mention, subject.i, subject.i + 1) if bases else None
