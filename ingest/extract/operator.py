"""Noun phrase of aircraft -> those who fly them: named before, inside or after it, or taken up by "its"."""

import re
from collections.abc import Iterator

from ingest.analysis import Analysis, Placed, Sentence

_BY = r"(?:operated|flown|run|chartered|sent|dispatched|provided|supplied|deployed|contributed|crewed|piloted) by"
_OPERATED = re.compile(
    r"(?:,? (?:with (?:the )?)?registration \S+,?| \([^)]*\),?)?,? (?:(?:that|which) )?(?:(?:is|was|are|were) )?"
    rf"(?:{_BY}|owned by|belong(?:s|ing|ed)? to) (?:the )?(?:[a-z-]+ ){{0,4}}"
)
_OF = re.compile(
    r"(?:(?: (?:of|operated by|belonging to|flown by|owned by|chartered by|run by|from)(?: the)?"
    r"(?: (?!(?:and|an?|with|in|to|for|at|on)\b)[a-z]+| [A-Z][\w’']+){0,3}?)"
    r"|(?: \()) $"
)
#: "Flown by X, two jets landed".
_OPENING = re.compile(rf"(?:^|[,;] )(?:\w+ )?(?:{_BY}|belonging to|owned by) (?:the )?(?:[a-z-]+ )?$", re.IGNORECASE)
_OPENED = re.compile(r", (?:(?:an?|the|two|three|four|five|six|several|some|both|\d+) )?(?:[a-z-]+ )*$")
_NATIONS = {"org", "country", "party"}
_SUBJECTS = {"nsubj", "nsubjpass"}


def operators_of(analysis: Analysis, sentence: Sentence, first: int, last: int) -> Iterator[Placed]:
    """Those who fly the aircraft at the tokens [first, last), as far as the words of the sentence tell."""
    explicit = next(
        (p for p in sentence.mentions if last <= p.first <= last + 22 and _operates(analysis, last, p)), None
    )
    opening = _opening(analysis, sentence, first) if explicit is None else None
    if explicit is not None or opening is not None:
        yield from (p for p in (explicit, opening) if p is not None)
        return
    own = [
        p
        for p in sentence.mentions
        if p.mention.kind in {"adjective", *_NATIONS} and first <= p.first and p.last <= last
    ]
    after = list(_after(analysis, sentence, last))
    if own and all(p.mention.kind == "adjective" for p in own) and after and after[0].mention.kind == "org":
        yield after[0]  # "a Russian Il-76 of X": who of Russia
        return
    for number, placed in enumerate(own):
        if number and analysis.doc[placed.first - 1].lower_ not in {"and", ",", "/"}:
            break
        yield placed
    if own:
        return
    yield from after
    possessor = None if after else _possessor(analysis, sentence, first)
    if possessor is not None:
        yield possessor


def _after(analysis: Analysis, sentence: Sentence, last: int) -> Iterator[Placed]:
    """ "C-17s of the US and Canada"."""
    after = [p for p in sentence.mentions if p.first >= last and p.mention.kind in _NATIONS]
    end = last
    after = [
        p
        for p in after
        if not (p.mention.kind == "country" and re.match(r"['’]s? [A-Z]", analysis.text[p.mention.end :][:4]))
    ]
    for number, placed in enumerate(after):
        between = analysis.text[analysis.end_of(end) : placed.mention.start]
        joined = re.fullmatch(r",? (?:and|or|,)? ?(?:the )?", between) if number else _OF.fullmatch(between)
        if number == 0 and joined and re.fullmatch(r" from(?: the)? ", between) and placed.mention.kind == "country":
            return
        if not joined or len(between) > 60:
            return
        yield placed
        end = placed.last


def _operates(analysis: Analysis, last: int, placed: Placed) -> bool:
    """Whether "operated by" or the like leads from the aircraft to an actor."""
    if placed.mention.kind not in _NATIONS:
        return False
    return _OPERATED.fullmatch(analysis.text[analysis.end_of(last) : placed.mention.start]) is not None


def _opening(analysis: Analysis, sentence: Sentence, first: int) -> Placed | None:
    """ "Flown by the air force, two jets landed": who is named in the participle before."""
    text, start = analysis.text, analysis.doc[first].idx
    before = [p for p in sentence.mentions if p.last <= first and p.mention.kind in _NATIONS]
    if not before or not _OPENED.fullmatch(text[before[-1].mention.end : start]):
        return None
    return before[-1] if _OPENING.search(text[sentence.start : before[-1].mention.start]) else None


def _possessor(analysis: Analysis, sentence: Sentence, first: int) -> Placed | None:
    """ "The ministry said three of its A400Ms …": the subject that "its" takes up."""
    doc = analysis.doc
    near = range(first - 1, max(first - 3, sentence.span.start) - 1, -1)
    its = next((i for i in near if doc[i].lower_ in {"its", "their"}), None)
    if its is None:
        return None
    subjects = [
        p
        for p in sentence.mentions
        if p.last <= its and p.mention.kind in _NATIONS and doc[p.first : p.last].root.dep_ in _SUBJECTS
    ]
    return subjects[0] if subjects else None
