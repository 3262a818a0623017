"""Noun phrase of aircraft -> those who fly them: named before, inside or after it, or taken up by "its"."""

import re
from collections.abc import Iterator, Sequence

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
#: What a force does with aircraft of its own.
_SENDING = {
    "send", "dispatch", "deploy", "base", "station", "operate", "promise", "provide", "contribute", "commit", "offer",
    "launch", "scramble", "own", "fly",
}  # fmt: skip
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
    if not after:
        told = _possessor(analysis, sentence, first) or _sender(analysis, first, last) or _label(analysis, sentence)
        yield from [told] if told is not None else []


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
    if not _owns(placed):
        return False
    return _OPERATED.fullmatch(analysis.text[analysis.end_of(last) : placed.mention.start]) is not None


def _opening(analysis: Analysis, sentence: Sentence, first: int) -> Placed | None:
    """ "Flown by the air force, two jets landed": who is named in the participle before."""
    text, start = analysis.text, analysis.doc[first].idx
    before = [p for p in sentence.mentions if p.last <= first and p.mention.kind in _NATIONS]
    if not before or not _OPENED.fullmatch(text[before[-1].mention.end : start]):
        return None
    return before[-1] if _OPENING.search(text[sentence.start : before[-1].mention.start]) else None


def _sender(analysis: Analysis, first: int, last: int) -> Placed | None:
    """ "Algeria sent four Il-76s", "the RAF bases a C-17 there": whoever does so with what is its own."""
    head = analysis.doc[first:last].root
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    if head.dep_ != "dobj" or head.head.lemma_.casefold() not in _SENDING:
        return None
    subject = next((c for c in head.head.children if c.dep_ == "nsubj"), None)
    placed = analysis.at(subject.i) if subject is not None else None
    return placed if placed is not None and _owns(placed) else None


def _owns(placed: Placed) -> bool:
    """Whether it may have aircraft: a body, a state, or the capital that stands for one."""
    return placed.mention.kind in _NATIONS | {"government"} or (
        placed.mention.kind == "place" and placed.mention.record is not None
    )


def _label(analysis: Analysis, sentence: Sentence) -> Placed | None:
    """ "Royal Air Force. C-130J ZH866 …", "Germany: an A400M …": whose aircraft a paragraph is about."""
    start = analysis.text.rfind("\n", 0, sentence.start) + 1
    first = next((p for p in analysis.placed if p.mention.start == start), None)
    if first is None or first.mention.kind not in {"org", "country"}:
        return None
    return first if analysis.text.startswith((": ", ". "), first.mention.end) else None


def shared(analysis: Analysis, groups: Sequence[tuple[int, int, tuple[Placed, ...]]]) -> list[tuple[Placed, ...]]:
    """The operators of noun phrases (first and last token, operators) of a sentence; "a C-5 and a C-17 of X" are X's.

    Those behind the last of several that are joined are of all of them that have none of their own.
    """
    found = [operators for _, _, operators in groups]
    for number in range(len(groups) - 2, -1, -1):
        last, first = groups[number][1], groups[number + 1][0]
        between = analysis.doc[last:first]
        joined = len(between) < 5 and any(t.lower_ in {"and", ","} for t in between)
        plain = all(t.pos_ in {"DET", "NUM", "CCONJ", "PUNCT", "ADJ", "ADV"} for t in between)
        behind = all(p.first >= groups[number + 1][1] for p in found[number + 1])
        if joined and plain and behind and not found[number]:
            found[number] = found[number + 1]
    return found


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
    before = analysis.sentence_before(sentence) if its - sentence.span.start < 4 else None
    named = [p for p in before.mentions if p.mention.kind in _NATIONS] if before is not None else []
    return subjects[0] if subjects else named[-1] if len(named) == 1 else None
