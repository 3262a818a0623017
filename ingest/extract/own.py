"""Analysis -> OwnerFacts: whose aircraft are: "owned by X", "belongs to X", "registered to X", "its owner, X"."""

import re
from collections.abc import Iterator

from ingest.analysis import Analysis, Placed, Sentence
from ingest.extract.group import Group
from ingest.reading import Craft, End, OwnerFact
from schema.claim import Modality, Polarity

#: Between the aircraft and its owner. A registration, a date or an aside may stand after the aircraft.
_OWNED = re.compile(
    r"(?:,? \(?(?:with )?(?:the )?(?:tail number|registration|registered|reg\.?)?:? ?[A-Z0-9]{1,3}-[A-Z0-9]{2,6}\)?,?)?"
    r"(?:,? (?:with )?(?:the )?(?:call ?sign|c/n|msn|serial(?: number)?) [A-Z0-9-]+,?)?"
    r",?(?:,? (?:which|that))?(?: (?:is|was|are|were|has been|have been|reportedly|now|still|formerly))*,? "
    r"(?:(?:owned|leased|bought) by|registered (?:to|in the name of)|belong(?:s|ed|ing)? to|(?:the )?property of"
    r"|whose (?:registered )?owner is)"
    r" (?:the )?(?:(?:[a-z-]+|[A-Z][a-z]+(?:ish|ian|an|ese|ch)) ){0,3}"
)
_OWNER = re.compile(
    r"(?:[Ii]ts|[Tt]heir|[Tt]he (?:plane|aircraft|jet|freighter|machine)[’']s) (?:registered |current |listed )?owner"
    r"(?:,| is| was)? (?:the )?(?:[a-z-]+ ){0,3}"
)
_AS_OWNER = re.compile(r",? as (?:its|the|their) (?:registered )?(?:owner|owners)\b|(?:[^.;]{0,60}), as its owner\b")
_NAMED = re.compile(r"\bnamed (?:the )?$")
_PRONOUN = re.compile(
    r"\b(?:(?P<all>[Tt]hey|[Bb]oth(?: (?:planes|aircraft|jets|machines|helicopters|freighters|of them))?"
    r"|[Tt]he (?:two |three |four )?(?:planes|jets|machines|helicopters|freighters))"
    r"|[Ii]t|[Tt]he (?:plane|aircraft|jet|machine|helicopter|freighter))"
    r"(?=,? (?:is|was|are|were|belong|which|that|[A-Z0-9]{1,3}-[A-Z0-9]{2,6},))"
)
_OWNS = re.compile(
    r",? (?:which |that |also |reportedly )*(?:owns|owned|has bought|acquired) (?:the |an? )?(?:[a-z-]+ )*"
)
_DENIED = re.compile(r"\b(?:not|never|denie[sd]|denying|no longer)\b|n[’']t\b")
_KINDS = {"org", "party", "country", "government", "person"}


def find_owners(analysis: Analysis, groups: list[Group], crafts: list[Craft]) -> list[OwnerFact]:
    """Aircraft with a known owner, each once for every owner, in the text's order."""
    found: dict[tuple[int, int], OwnerFact] = {}
    for sentence in analysis.sentences:
        for fact in _in(analysis, sentence, groups, crafts):
            found.setdefault((fact.owner.entity, fact.craft), fact)
    return sorted(found.values(), key=lambda fact: fact.evidence.start)


def _in(analysis: Analysis, sentence: Sentence, groups: list[Group], crafts: list[Craft]) -> Iterator[OwnerFact]:
    for placed in sentence.mentions:
        if placed.mention.kind not in _KINDS:
            continue
        for owned, start in (
            *_by_phrase(analysis, sentence, placed, groups, crafts),
            *_by_mark(analysis, sentence, placed, crafts),
            *_taken_up(analysis, sentence, placed, crafts),
        ):
            yield from _facts(analysis, sentence, placed, owned, start)


_Owned = tuple[tuple[int, ...], int]


def _by_phrase(
    analysis: Analysis, sentence: Sentence, owner: Placed, groups: list[Group], crafts: list[Craft]
) -> Iterator[_Owned]:
    """ "The An-12, owned by X", "X owns the An-12": the aircraft, and where the words that tell it begin."""
    text, at = analysis.text, owner.mention.start
    for group in groups:
        if not sentence.span.start <= group.first < sentence.span.end:
            continue
        end = analysis.end_of(group.last)
        first = analysis.doc[group.first].idx
        if end <= at and _OWNED.fullmatch(text, end, at):
            yield _marked(sentence, crafts, end, at) or group.crafts, end
        if owner.mention.end <= first and _OWNS.fullmatch(text, owner.mention.end, first):
            yield group.crafts, at


def _marked(sentence: Sentence, crafts: list[Craft], start: int, end: int) -> tuple[int, ...]:
    """ "The aircraft, 4L-AWA, is owned by X": the one of that mark."""
    marks = {p.mention.text for p in sentence.mentions if p.mention.kind == "registration"
             and start <= p.mention.start and p.mention.end <= end}  # fmt: skip
    return tuple(i for i, craft in enumerate(crafts) if craft.registration and craft.registration.text in marks)


def _by_mark(analysis: Analysis, sentence: Sentence, owner: Placed, crafts: list[Craft]) -> Iterator[_Owned]:
    """ "RA-76502 belongs to X"."""
    for placed in sentence.mentions:
        mark = placed.mention
        if mark.kind == "registration" and _OWNED.fullmatch(analysis.text, mark.end, owner.mention.start):
            known = (i for i, c in enumerate(crafts) if c.registration and c.registration.text == mark.text)
            yield tuple(known), mark.start


def _taken_up(analysis: Analysis, sentence: Sentence, owner: Placed, crafts: list[Craft]) -> Iterator[_Owned]:
    """ "Its owner, X", "it belongs to X", "named X as its owner"."""
    text, at = analysis.text, owner.mention.start
    for match in _OWNER.finditer(text, sentence.start, at):
        if match.end() == at:
            yield _spoken_of(crafts, match.start()), match.start()
    for match in _PRONOUN.finditer(text, sentence.start, at):
        if _OWNED.fullmatch(text, match.end(), at):
            told = _all_spoken_of(analysis, crafts, match.start()) if match["all"] else ()
            yield told or _spoken_of(crafts, match.start()), match.start()
    if _AS_OWNER.match(text, owner.mention.end, sentence.end) and _NAMED.search(text[sentence.start : at]):
        yield _spoken_of(crafts, at), at


def _spoken_of(crafts: list[Craft], at: int) -> tuple[int, ...]:
    """The aircraft spoken of last before a code point, if they can be told apart."""
    spoken = [(m.start, i) for i, c in enumerate(crafts) for m in c.mentions if m.start < at and not c.headline]
    return (max(spoken)[1],) if spoken else ()


def _all_spoken_of(analysis: Analysis, crafts: list[Craft], at: int) -> tuple[int, ...]:
    """The aircraft of the sentence that spoke of any last before a code point."""
    spoken = [(m.start, i) for i, c in enumerate(crafts) for m in c.mentions if m.start < at and not c.headline]
    spoken += [(c.registration.start, i) for i, c in enumerate(crafts) if c.registration and c.registration.start < at]
    last = max((start for start, _ in spoken), default=None)
    if last is None:
        return ()
    begin = max(s.start for s in analysis.sentences if s.start <= last)
    return tuple(sorted({i for start, i in spoken if start >= begin}))


def _facts(
    analysis: Analysis, sentence: Sentence, owner: Placed, owned: tuple[int, ...], start: int
) -> Iterator[OwnerFact]:
    entity = analysis.clusters.actor(owner.mention)
    if entity is None:
        return
    words = analysis.words(owner.mention)
    evidence = analysis.slot(min(start, words.start), max(words.end, start))
    denied = _DENIED.search(analysis.text, sentence.start, words.end) is not None
    for craft in owned:
        yield OwnerFact(
            End(entity, words), craft, evidence, "relation.owns", Modality.ACTUAL,
            Polarity.DENIED if denied else Polarity.ASSERTED,
        )  # fmt: skip
