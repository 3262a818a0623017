"""Words that stand for aircraft already spoken of -> Groups: "another", "two more", "one … the other"."""

import re
from collections.abc import Iterator

from ingest.analysis import Analysis, Placed, Sentence
from ingest.count import count_before
from ingest.extract.group import Group
from ingest.reading import Count

_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}|several|a few|half a dozen)"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|last|latest|next|remaining|other)"
#: What may stand before: the clause begins here.
_BEGIN = (
    r"(?:^[\"“]?|(?<=[,;:–—] )|(?<=\band )|(?<=\bbut )|(?<=\bwhile )|(?<=\bwith )"
    r"|(?<=\bafter )|(?<=\bbefore )|(?<=\bwhere )|(?<=\bwhen )|(?<=\bas )|(?<=\buntil )"
    r"|(?<=\bsaw )|(?<=\bphotographed )|(?<=\bspotted )|(?<=\bfilmed )|(?<=\btracked )|(?<=\bshow )|(?<=\bshowed ))"
    r"(?:[A-Z][a-z]+ later,? |[Tt]hen )?"
)
_AUXILIARY = r"(?:had|has|have|was|were|also|later|then|reportedly|apparently|being|been|even|only|\w+ly)"
_FORM = re.compile(
    rf"{_BEGIN}(?:(?-i:(?P<owner>(?!Another|The|At|About|Some|Over|Up|More)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,3}})) )?"
    rf"(?P<words>(?:(?:at least|about|some|over|more than|up to) )?(?:"
    rf"the {_ORDINAL}(?: {_NUMBER})?(?: ones?)?|the others?|the rest"
    rf"|an? (?:{_ORDINAL}|further)(?: one)?|a single one|another(?: one| {_NUMBER})?"
    rf"|(?:(?:a|one) )?{_NUMBER} (?:more|others?|of (?:them|these|those|which)|further)"
    rf"|others|both|most|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
    rf"(?: (?:of (?:them|these|those|which)))?"
    rf"(?=(?:, [^,.;]{{2,45}},)? (?:{_AUXILIARY} )*(?P<next>[a-z]+)\b)",
    re.IGNORECASE,
)
#: "The remaining four": some of those that were counted before.
_OF_TOLD = re.compile(rf"the (?:remaining|rest|last|first|other) (?:{_NUMBER})|the rest", re.IGNORECASE)
_PREPOSITIONS = frozenset({"from", "to", "in", "at", "for", "into", "bound", "via"})
#: How far back, in code points, the aircraft were spoken of.
_REACH = 260


def elliptic_groups(
    analysis: Analysis, sentence: Sentence, groups: list[Group], moves: frozenset[str]
) -> Iterator[Group]:
    """Noun phrases without a noun that move in a sentence; `moves` are the forms of the verbs of movement."""
    groups = list(groups)
    for match in _FORM.finditer(sentence.text):
        following = match["next"].casefold()
        if following not in _PREPOSITIONS and following not in moves:
            continue
        start, end = sentence.start + match.start("words"), sentence.start + match.end("words")
        span = analysis.doc.char_span(start, end, alignment_mode="expand")
        if span is None or any(analysis.at(token.i) is not None for token in span):
            continue
        if match["words"].casefold() in {"both", "all"} and following in _PREPOSITIONS:
            continue  # "two more landed, both from X"
        before = _antecedent(groups, span.start, sentence)
        if before is None or (following in _PREPOSITIONS and before.sentence is not sentence):
            continue
        owner = _owner(sentence, span.start) if match["owner"] else None
        if match["owner"] and (owner is None or following not in _PREPOSITIONS):
            continue
        count = _counted(analysis, match["words"], start)
        plural = count is None or (count.low or 0) > 1
        part = " of " in match[0].casefold() or _OF_TOLD.match(match["words"]) is not None
        two = _two(groups, before) if match["words"].casefold() == "both" else ()
        found = Group(
            span.start,
            span.end,
            sentence,
            before.type,
            before.craft,
            count,
            plural,
            definite=False,
            operators=(owner,) if owner else (),
            crafts=two or before.crafts,
            of=None if match["words"].casefold() in {"both", "all"} else before,
            part=part,
        )
        found.count = None if two else count
        groups.append(found)
        yield found


def _two(groups: list[Group], last: Group) -> tuple[int, ...]:
    """ "A C-130 landed. A C-17 followed. Both left": the two machines that were told one after the other."""
    near = [g for g in groups if g.first < last.first and g.crafts and not g.sentence.headline and g.of is None]
    if last.plural or not near or near[-1].plural or near[-1].crafts == last.crafts:
        return ()
    return (*near[-1].crafts, *last.crafts) if last.sentence.start - near[-1].sentence.end < _REACH else ()


def _owner(sentence: Sentence, first: int) -> Placed | None:
    """ "Egypt sent two jets to X, Jordan one to Y": whose the second is."""
    return next((p for p in sentence.mentions if p.last == first and p.mention.kind in {"country", "org"}), None)


def _antecedent(groups: list[Group], first: int, sentence: Sentence) -> Group | None:
    """The aircraft spoken of last."""
    near = [g for g in groups if g.first < first and not g.sentence.headline]
    if not near or sentence.start - near[-1].sentence.end > _REACH or sentence.line - near[-1].sentence.line > 1:
        return None
    return near[-1]


def _counted(analysis: Analysis, words: str, start: int) -> Count | None:
    low = words.casefold()
    slot = analysis.slot(start, start + len(words))
    if re.fullmatch(r"(?:the )?(?:others|rest|both)", low):
        return Count(2, None, slot) if not low.endswith("both") else Count(2, 2, slot, 2, "exactly")
    number = re.sub(r"^the (?:other|last|remaining|next|first) (?=\w)", "", low)
    number = re.sub(r"^another (?=\w)", "", re.sub(r" (?:more|others?|further|ones?|of \w+)$", "", number))
    if re.fullmatch(
        rf"(?:the|an?) {_ORDINAL}(?: one)?|the other|an? further(?: one)?|another(?: one)?|(?:a single )?one", number
    ):
        return Count(1, 1, slot, 1, "exactly")
    counted = count_before(number + " ")
    return Count.of(counted, slot) if counted else None
