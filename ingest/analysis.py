"""Article text -> Analysis: tokens, sentences, mentions and the entities they stand for, ready to be read for facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span

from ingest.article import Article
from ingest.clusters import Clusters
from ingest.mention.mention import Mention
from ingest.reading import Slot

_DATELINE = re.compile(r"[^.;\n]{0,60}? ?[-–—] ")
_CLOSED = re.compile(r"[.!?…:][\"'”’»)\]]*$")

#: Between two names of a list.
_JOINT = re.compile(r", (?:the )?|,? (?:and|or|as well as) (?:the )?")
#: Kinds of mentions that stand in one list.
_STATES = frozenset(("country", "government"))
_BODIES = frozenset(("org", "party"))
_LISTED = {**dict.fromkeys(_STATES, _STATES), **dict.fromkeys(_BODIES, _BODIES)}


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention and the tokens [first, last) that it covers."""

    mention: Mention
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the number of the line it stands in (empty ones not counted), whether that is a headline, and the
    mentions inside.

    `text` is its words at [start, end), white space after them left out.
    """

    span: Span
    line: int
    headline: bool
    mentions: tuple[Placed, ...]
    start: int
    end: int
    text: str


class Analysis:
    """What every extractor reads: the parsed article and what its mentions stand for."""

    def __init__(self, article: Article, doc: Doc, mentions: list[Mention], clusters: Clusters) -> None:
        self.article = article
        self.doc = doc
        self.text = article.text
        self.placed = [placed for mention in mentions if (placed := _place(doc, mention))]
        self.clusters = clusters
        self.sentences = list(self._sentences())
        self._at = {token: placed for placed in self.placed for token in range(placed.first, placed.last)}

    def _sentences(self) -> Iterator[Sentence]:
        text, index, paragraph = self.text, 0, 0
        seen = 0  # where the sentence before began
        for span in self.doc.sents:
            if not span.text.strip():
                continue
            start = text.rfind("\n", 0, span.start_char) + 1
            end = text.find("\n", span.start_char)
            line = text[start : end if end >= 0 else len(text)].strip()
            inside: list[Placed] = []
            while index < len(self.placed) and self.placed[index].first < span.end:
                if self.placed[index].first >= span.start:
                    inside.append(self.placed[index])
                index += 1
            words = text[span.start_char : span.end_char].rstrip()
            paragraph += text.find("\n", seen, span.start_char) >= 0
            seen = span.start_char
            headline = not _CLOSED.search(line) and len(line.split()) < 30
            yield Sentence(
                span, paragraph, headline, tuple(inside), span.start_char,
                span.start_char + len(words), words,
            )  # fmt: skip

    @cached_property
    def dateline(self) -> Placed | None:
        """The place where the article was written: "Niamey, 3 June (Reuters) - …"."""
        for sentence in self.sentences[:6]:
            first = sentence.mentions[0] if sentence.mentions else None
            if sentence.headline or first is None or first.mention.start > self.text.rfind("\n", 0, sentence.end) + 3:
                continue
            return first if _DATELINE.match(self.text, first.mention.end) else None
        return None

    def at(self, token: int) -> Placed | None:
        """The mention that covers a token."""
        return self._at.get(token)

    def listed(self, placed: Placed) -> list[Placed]:
        """A mention and those joined to it, in order: all of "A, B and C" for any of them."""
        number = next((i for i, one in enumerate(self.placed) if one is placed), None)
        if number is None:
            return [placed]
        alike = _LISTED.get(placed.mention.kind, frozenset((placed.mention.kind,)))
        first = last = number
        while first > 0 and self._joins(self.placed[first - 1], self.placed[first], alike):
            first -= 1
        while last + 1 < len(self.placed) and self._joins(self.placed[last], self.placed[last + 1], alike):
            last += 1
        found = self.placed[first : last + 1]
        ends = self.doc[found[0].first : found[-1].last]
        return found if any(t.lower_ in {"and", "or"} for t in ends) else [placed]

    def _joins(self, one: Placed, other: Placed, alike: frozenset[str]) -> bool:
        if not {one.mention.kind, other.mention.kind} <= alike:
            return False
        return _JOINT.fullmatch(self.text, one.mention.end, other.mention.start) is not None

    def slot(self, start: int, end: int) -> Slot:
        """The words at [start, end), white space at both ends left out."""
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Slot(start, end, text[start:end])

    def words(self, mention: Mention) -> Slot:
        """A mention's words."""
        return Slot(mention.start, mention.end, mention.text)

    def tokens(self, first: int, last: int) -> Slot:
        """The words of the tokens [first, last)."""
        span = self.doc[first:last]
        return self.slot(span.start_char, span.end_char)

    def last_base(self, before: int) -> int | None:
        """The base spoken of last before a code point: what "the base" and "there" take up."""
        bases = [p.mention for p in self.placed if p.mention.kind == "base" and p.mention.start < before]
        return self.clusters.site(bases[-1]) if bases else None

    def last_country(self, before: int, besides: str | None = None, *, acting: bool = False) -> int | None:
        """The country spoken of last before a code point, as a place or an actor: "the country" of another one."""
        named = [p.mention for p in self.placed if p.mention.kind == "country" and p.mention.start < before]
        named = [mention for mention in named if besides is None or mention.country != besides]
        if not named:
            return None
        return self.clusters.actor(named[-1]) if acting else self.clusters.site(named[-1])

    def last_actor(self, before: int, kinds: frozenset[str]) -> int | None:
        """The actor of one of these kinds spoken of last before a code point: subjects first, then any other."""
        found = [
            (p, index)
            for p in self.placed
            if p.mention.end <= before and before - p.mention.end < 300
            and p.mention.kind not in {"adjective", "people"}
            and (index := self.clusters.actor(p.mention)) is not None and self.clusters.all[index].kind in kinds
        ]  # fmt: skip
        subjects = [index for p, index in found if self.doc[p.last - 1].dep_ in {"nsubj", "nsubjpass"}]
        return subjects[-1] if subjects else found[-1][1] if found else None

    def end_of(self, last: int) -> int:
        """One past the last code point of the tokens before `last`."""
        token = self.doc[last - 1]
        return token.idx + len(token)

    def sentence_before(self, sentence: Sentence) -> Sentence | None:
        """The one right before; none where line breaks or other white space of their own part them."""
        start = sentence.span.start
        return self.sentence_of(start - 1) if start and self.doc[start - 1].text.strip() else None

    def sentence_of(self, token: int) -> Sentence:
        """The sentence of a token."""
        return next(s for s in self.sentences if s.span.start <= token < s.span.end)


def _place(doc: Doc, mention: Mention) -> Placed | None:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return Placed(mention, span.start, span.end) if span is not None and len(span) else None
