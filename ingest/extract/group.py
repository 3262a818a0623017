"""Analysis -> Groups: the noun phrases of aircraft, each with its count, operators and marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.analysis import Analysis, Placed, Sentence
from ingest.count import count_before
from ingest.extract.operator import operators_of, shared
from ingest.mention.mention import Mention
from ingest.reading import Count, Slot

_CLASS_WORDS = {"cargo", "military", "transport", "heavy", "strategic", "tactical", "fighter", "freighter", "variant",
                "model", "type", "-", "airlift", "turboprop", "stealth", "attack", "multirole"}  # fmt: skip
_CLASS_HEADS = {"fighter", "fighters", "bomber", "bombers", "stealth", "airlifters", "airlifter", "gunship", "gunships"}
_DEFINITE_COUNT = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Aa]ll) [\w ]+$")
_ONE_OF = re.compile(r"\b([Oo]ne|[Tt]he (?:first|second|third|last)) of (?:(?:the|its|their|these|those|\w+) )?$")
_IN_ALL = re.compile(r",? \(?(?P<count>[\w -]{1,24}?) (?:in all|in total|of them|altogether|all told)\b")
#: "In 2021 bombers came": a count of that many would have a comma.
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTING = {"several", "many", "other", "same", "multiple", "few"}
#: "The first aircraft of the series" is none of which something was told.
_ORDINALS = {"first", "second", "third", "fourth", "fifth", "next", "other", "final", "last"}
_DEFINITE = {"the", "this", "that", "these", "those", "its", "their", "same"}


@dataclass
class Group:
    """A noun phrase of aircraft: tokens [first, last), and what its words say.

    `of`: more of, or `part` of, those; `ordinal`: one of a series ("the first plane"); `lent`: whose it is is told
    of another one that it is joined to.
    """

    first: int
    last: int
    sentence: Sentence
    type: Mention | None
    craft: Mention | None
    count: Count | None
    plural: bool
    definite: bool
    operators: tuple[Placed, ...] = ()
    registration: Slot | None = None
    callsign: Slot | None = None
    crafts: tuple[int, ...] = ()
    of: "Group | None" = None
    part: bool = False
    ordinal: bool = False
    lent: bool = False

    @property
    def stop(self) -> int:
        """The token after it and those named as its operators."""
        return max([self.last, *(placed.last for placed in self.operators if not self.lent)])

    def number_fits(self, other: "Group") -> bool:
        """Whether both are one machine, or both several."""
        return self.plural == other.plural


def find_groups(analysis: Analysis) -> list[Group]:
    """Every noun phrase of aircraft, in order."""
    groups: list[Group] = []
    for sentence in analysis.sentences:
        heads = [p for p in sentence.mentions if p.mention.kind in {"aircraft", "craft"}]
        used, begun = -1, len(groups)
        for placed in heads:
            if placed.first < used:
                continue
            if _apposed(analysis, placed, heads):
                continue
            group = _group(analysis, sentence, placed, heads)
            used = group.last
            groups.append(group)
        told = shared(analysis, [(g.first, g.last, g.operators) for g in groups[begun:]])
        for group, operators in zip(groups[begun:], told, strict=True):
            group.lent = group.operators != operators
            group.operators = operators
        groups += _by_mark(analysis, sentence, groups)
    return sorted(groups, key=lambda group: group.first)


def _by_mark(analysis: Analysis, sentence: Sentence, groups: list[Group]) -> Iterator[Group]:
    """ "EX-76005 left Nairobi": machines that the sentence calls by their marks alone."""
    taken = {group.registration for group in groups if group.sentence is sentence}
    for placed in sentence.mentions:
        if placed.mention.kind != "registration" or analysis.words(placed.mention) in taken:
            continue
        if analysis.doc[placed.last - 1].dep_ not in {"nsubj", "nsubjpass"} or _appended(analysis, placed):
            continue
        words = analysis.words(placed.mention)
        apposed = next(
            (g for g in groups if analysis.doc[placed.last : g.first].text in {", a", ", an", ", the"}), None
        )
        if apposed is not None:  # "EP-FAB, a Boeing 747, landed"
            apposed.registration = apposed.registration or words
            continue
        yield Group(
            placed.first, placed.last, sentence, None, None, None, plural=False, definite=True, registration=words
        )


def _appended(analysis: Analysis, mark: Placed) -> bool:
    """ "Two others, EX-76017 and EX-76022, have flown": marks of machines that other words name."""
    before = analysis.doc[mark.first - 1] if mark.first else None
    if before is None or before.is_space:
        return False
    return before.text in {",", "(", "-", "–"} or (before.lower_ == "and" and not before.is_sent_start)


def _apposed(analysis: Analysis, head: Placed, heads: list[Placed]) -> bool:
    """ "18 aircraft Il-76", "planes of the type L-39": it only says what the type after it is."""
    if head.mention.kind != "craft":
        return False
    following = next((h for h in heads if h.first >= head.last), None)
    if following is None or following.mention.kind != "aircraft":
        return False
    return re.fullmatch(r"\s*(?:of(?: the)?(?: type)?)?\s*", analysis.doc[head.last : following.first].text) is not None


def _group(analysis: Analysis, sentence: Sentence, head: Placed, heads: list[Placed]) -> Group:
    kind = head.mention if head.mention.kind == "aircraft" else None
    craft, last = _head_end(analysis, head, heads)
    before_it = next((h for h in reversed(heads) if h.last <= head.first), None)
    start = before_it.first if before_it is not None and _apposed(analysis, before_it, heads) else head.first
    first = _left(analysis, start, sentence.span.start)
    before = analysis.text[sentence.start : analysis.doc[first].idx]
    count = _count(analysis, sentence, before)
    plural = _is_plural(analysis, head, last, count, before)
    lead = before.split()[-1].casefold() if before.split() else ""
    counted = count.words.text.casefold().split() if count else []
    ordinal = any(t.lower_ in _ORDINALS for t in analysis.doc[first : head.first]) or bool(_ORDINALS & {*counted})
    owned = lead.endswith(("'s", "’s")) and head.mention.kind == "craft"
    one_of = _ONE_OF.search(before)
    if one_of is not None and analysis.doc[min(last, len(analysis.doc) - 1)].lower_ in {"that", "which"}:
        one_of = None  # "one of three C-17s that flew": all of them did
    if one_of is not None:  # "the first of three C-17s"
        number = analysis.slot(sentence.start + one_of.start(1), sentence.start + one_of.end(1))
        count, plural, ordinal = Count(1, 1, number, 1, "exactly"), False, True
    definite = ((owned or lead in _DEFINITE | {"all", "both"}) and not ordinal) or (
        count is not None and one_of is None and _DEFINITE_COUNT.search(before) is not None
    )
    if count is None and not lead and kind is None and first == head.first and not plural:
        definite = True  # "Plane, with tail number X, left Y"
    if count is None or count.number is None:
        count = _in_all(analysis, sentence, last) or count
    if count is None and plural:
        count = Count(2, None, analysis.tokens(head.first, last))
    operators = tuple(operators_of(analysis, sentence, first, last))
    group = Group(first, last, sentence, kind, craft, count, plural, definite, operators, ordinal=ordinal)
    _mark(analysis, group, [h.first for h in heads])
    return group


def _head_end(analysis: Analysis, head: Placed, heads: list[Placed]) -> tuple[Mention | None, int]:
    """The word of class that belongs to a head, and the token after both: "Il-76 cargo planes", "F-35 fighters"."""
    if head.mention.kind == "craft":
        return head.mention, head.last
    doc, last = analysis.doc, head.last
    following = next((h for h in heads if h.first >= last), None)
    if following and following.mention.kind == "craft":
        between = range(last, following.first)
        if all(doc[i].lower_ in _CLASS_WORDS for i in between):
            return following.mention, following.last
    while last < len(doc) and doc[last].lower_ in _CLASS_WORDS | _CLASS_HEADS and analysis.at(last) is None:
        last += 1
    if last == head.last and head.mention.kind == "aircraft" and last + 1 < len(doc) and analysis.at(last) is None:
        # A nickname that no table knows: "an A330 Phenix".
        last += doc[last].tag_ in {"NNP", "NNPS"} and doc[last].is_title and doc[last - 1].i + 1 == last
    return None, last


def _count(analysis: Analysis, sentence: Sentence, before: str) -> Count | None:
    counted = count_before(before) if before else None
    if counted is None:
        return None
    words = analysis.slot(sentence.start + counted.start, sentence.start + counted.end)
    return Count.of(counted, words) if not _YEAR.fullmatch(words.text) else None


def _in_all(analysis: Analysis, sentence: Sentence, last: int) -> Count | None:
    """ "Cargo planes, eight in all": the count that follows."""
    start = analysis.end_of(last)
    match = _IN_ALL.match(analysis.text, start, sentence.end)
    counted = count_before(match["count"] + " ") if match else None
    if match is None or counted is None:
        return None
    words = analysis.slot(match.start("count"), match.end("count"))
    return Count.of(counted, words)


def _is_plural(analysis: Analysis, head: Placed, last: int, count: Count | None, before: str) -> bool:
    if count is not None and (count.low or 0) > 1:
        return True
    token = analysis.doc[last - 1]
    if token.lower_ == "aircraft":
        return not (count and count.high == 1) and not before.rstrip().casefold().endswith(("the", "same", "this"))
    if head.mention.kind == "aircraft" and last == head.last:
        return head.mention.text.endswith("s") and not head.mention.core.endswith("s") and not _named_so(head.mention)
    return token.tag_ == "NNS" or token.lower_.endswith("s")


def _named_so(kind: Mention) -> bool:
    """ "Hercules", "Atlas": one machine of a type that is called so."""
    names = (kind.record.name, *kind.record.aliases) if kind.record is not None else ()
    return kind.text.split()[-1] in {word.rstrip("?") for name in names for word in name.split()}


def _mark(analysis: Analysis, group: Group, heads: list[int]) -> None:
    """Give a group the registration and call sign that follow it, before any other aircraft is named."""
    limit = min((at for at in heads if at >= group.last), default=group.last + 15)
    for placed in group.sentence.mentions:
        if not group.last <= placed.first < min(limit, group.last + 15):
            continue
        if placed.mention.kind == "registration" and group.registration is None:
            group.registration = analysis.words(placed.mention)
        elif placed.mention.kind == "callsign" and group.callsign is None:
            group.callsign = analysis.words(placed.mention)


def _left(analysis: Analysis, first: int, floor: int) -> int:
    """The first token of the adjectives, operators and names before a head."""
    while first > floor:
        token, placed = analysis.doc[first - 1], analysis.at(first - 1)
        if placed and placed.mention.kind in {"adjective", "org", "country"}:
            first = placed.first
        elif placed is None and first - 3 >= floor and analysis.doc[first - 2].text == "-" and token.is_alpha:
            first -= 3  # "long-range", "Soviet-built"
        elif (token.lower_ in {"and", ",", "/"} and _listed(analysis, first)) or (
            placed is None and (_is_adjective(token) or (token.lower_ in {"'s", "’s"} and analysis.at(first - 2)))
        ):
            first -= 1
        else:
            break
    return first


def _listed(analysis: Analysis, first: int) -> bool:
    """ "US and Canadian C-17s": whether a nation stands on both sides of what joins them."""
    sides = analysis.at(first - 2), analysis.at(first)
    return all(side is not None and side.mention.kind in {"adjective", "country"} for side in sides)


def _is_adjective(token: Token) -> bool:
    if token.lower_ in _CLASS_WORDS:
        return True
    return token.tag_ == "JJ" and token.is_alpha and token.lower_ not in _COUNTING
