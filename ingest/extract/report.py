"""Verbs of saying in a sentence -> Reports: what they say, clause by clause, and who says it."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.analysis import Analysis, Sentence
from ingest.extract.quote import Quote
from ingest.extract.said import Said
from ingest.extract.speaker import Speaker, Speakers
from ingest.extract.speech import Speech
from ingest.extract.wording import trim
from ingest.reading import Slot

_AND_THAT = re.compile(r",? (?:and|but) that (?=(?:[\w’'-]+ ){2})")
_GOING_ON = re.compile(r", (?:and|but|while) ")
#: Between a clause with words in quotation marks and one without.
_AND = re.compile(r",? (?:and|but|when|while|because|after|before|although|until) |: ")
#: Before another who says something else.
_JOINING = frozenset(("and", "but", "while", "whereas", "although", "though", "yet"))
_KEEPING = frozenset(("decline", "refuse", "fail", "omit", "hesitate", "stop", "forget", "neglect"))
_DISPUTING = frozenset(("deny", "reject", "dispute", "dismiss", "refute", "contest"))
_CHARGES = frozenset(
    ("charge", "claim", "accusation", "allegation", "account", "version", "suggestion", "assertion", "report")
)
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


@dataclass(frozen=True, slots=True)
class Report:
    """Words that a verb (the token `cue`) reports as a speaker's."""

    words: Slot
    speaker: Speaker
    cue: Token


class Reports:
    """Reads reported speech in one analysis."""

    def __init__(self, analysis: Analysis, speakers: Speakers, speech: Speech) -> None:
        self._analysis = analysis
        self._speakers = speakers
        self._speech = speech
        self._said = Said(analysis, speech)

    def of(self, sentence: Sentence, verbs: list[Token], quotes: list[Quote]) -> Iterator[Report]:
        """Reports of each stretch between semicolons; of verbs joined by "and", each takes what follows it.

        Clauses with words in quotation marks are left out: those words are what is said.
        """
        text = self._analysis.text
        marks = [m.end() for m in re.finditer(";", text[sentence.start : sentence.end])]
        edges = [sentence.start, *(sentence.start + mark for mark in marks), sentence.end]
        for start, end in itertools.pairwise(edges):
            inside = [v for v in verbs if start <= v.idx < end]
            for report in self._between(sentence, inside, start, end, quotes):
                parts = _unquoted(self._analysis, report.words, quotes) if quotes else [report.words]
                yield from (Report(part, report.speaker, report.cue) for part in parts)

    def _between(
        self, sentence: Sentence, verbs: list[Token], start: int, end: int, quotes: list[Quote]
    ) -> Iterator[Report]:
        spoken: list[Speaker] = []
        first: Token | None = None
        for verb in verbs:
            goes_on = self._goes_on(verb)
            begin = self._begins(verb, first)
            if (spoken and not goes_on and begin is None) or self._unsaid(verb):
                continue
            limit = self._limit(verb, verbs, end)
            if self._disputed(verb) is not None and begin is not None:
                yield from self._disputes(verb, begin, limit)
                continue
            speakers = spoken if goes_on and spoken else self._speakers.of_verb(verb)
            words = self._said.of(sentence, verb, speakers, begin or start, limit) if speakers else None
            if words is not None and words.start > verb.idx and self._after_quote(verb, speakers[0], quotes):
                words = None  # "“…,” he said of the drive, during which …"
            least = 2 if verb.lemma_.casefold() in self._speech.accuse else 3
            if words is None or len(words.text.split()) < least:
                continue
            for speaker in speakers:
                agent = any(c.dep_ == "agent" for c in verb.rights)
                if words.start <= speaker.words.start < words.end and not agent:
                    continue
                for part in (*self._clauses(words), *self._rest(verb, words, limit)):
                    yield Report(part, speaker, verb)
            spoken, first = speakers, first or verb

    def _limit(self, verb: Token, verbs: list[Token], end: int) -> int:
        """Where what a verb says ends at the latest: before the next that says something of its own."""
        later = [v for v in verbs if v.i > verb.i]
        onward = [self._analysis.doc[v.i - 1].idx for v in later if self._goes_on(v)][:1]
        return min([end, *onward, *(begin for v in later if (begin := self._begins(v, verb)) is not None)])

    def _begins(self, verb: Token, first: Token | None) -> int | None:
        """Where a report of its own begins that is joined to another: ", and B denied it", ", which B denies"."""
        if (disputed := self._disputed(verb)) is not None:
            return disputed.left_edge.idx
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        at = subject.left_edge.i - 1 if subject is not None else -1
        if first is None or at <= first.i or verb.doc[at].lower_ not in _JOINING:
            return None
        joined = verb.dep_ == "conj" and verb.head.i == first.i
        if not joined and verb.doc[at - 1].text != "," and verb.doc[at].lower_ in {"and", "although", "though"}:
            return None
        return verb.doc[at].idx if subject is not None and self._speakers.of_noun(subject) else None

    def _disputed(self, verb: Token) -> Token | None:
        """ "…, which B denies", "a charge (that) B denies": the word for what is disputed."""
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if verb.lemma_.casefold() not in _DISPUTING or subject is None or subject.pos_ not in {"NOUN", "PROPN", "PRON"}:
            return None
        at = subject.left_edge.i - 1
        what = verb.doc[at - 1] if at and verb.doc[at].lower_ == "that" else verb.doc[max(at, 0)]
        if what.lemma_.casefold() in _CHARGES:
            return what
        return what if what.lower_ == "which" and what.i and verb.doc[what.i - 1].text == "," else None

    def _disputes(self, verb: Token, begin: int, end: int) -> Iterator[Report]:
        """What is disputed, and that it is."""
        text = self._analysis.text
        comma = text.find(",", verb.idx, end)
        words = trim(self._analysis, begin, comma if comma >= 0 else end)
        subject = next(c for c in verb.lefts if c.dep_ == "nsubj")
        for speaker in self._speakers.of_noun(subject):
            yield Report(words, speaker, verb)

    def _after_quote(self, verb: Token, speaker: Speaker, quotes: list[Quote]) -> bool:
        start = self._said.subject_start(verb, speaker)
        return start is not None and any(0 <= start - quote.end < 4 for quote in quotes)

    def _unsaid(self, verb: Token) -> bool:
        """ "Did not say whether …", "declined to say how", "nor told what was paid": nothing is said."""
        if verb.lemma_.casefold() in self._speech.accuse:
            return False
        kept = verb.head.lemma_ in _KEEPING and verb.dep_ == "xcomp"
        denied = kept or any(c.dep_ == "neg" for c in verb.lefts)
        return denied or (verb.i > 0 and verb.doc[verb.i - 1].lower_ in {"nor", "neither"})

    def _clauses(self, words: Slot) -> list[Slot]:
        """ "… that A and that B": a statement for each."""
        found, start = [], words.start
        for match in _AND_THAT.finditer(words.text):
            found.append(trim(self._analysis, start, words.start + match.start()))
            start = words.start + match.end()
        return [*found, trim(self._analysis, start, words.end)]

    def _rest(self, verb: Token, words: Slot, end: int) -> list[Slot]:
        """ "A, it said, and B": what follows the words that tell who says it."""
        after = verb.idx + len(verb)
        if words.start > after:
            return []
        joined = _GOING_ON.match(self._analysis.text, after, end)
        if joined is None or not _finite(self._analysis, joined.end(), end):
            return []
        first = self._analysis.doc.char_span(joined.end(), joined.end() + 1, alignment_mode="expand")
        if first is not None and first[0].pos_ in {"VERB", "AUX"}:
            return []  # "…, he said, and were well treated": no clause of its own
        return [trim(self._analysis, joined.end(), end)]

    def _goes_on(self, verb: Token) -> bool:
        """ "… and says": a verb of saying whose subject is that of the one before."""
        before = self._analysis.doc[verb.i - 1] if verb.i else None
        own = any(c.dep_ == "nsubj" for c in verb.lefts)
        return before is not None and before.lower_ in {"and", "but"} and not own


def _finite(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a finite verb stands in [start, end)."""
    span = analysis.doc.char_span(start, end, alignment_mode="expand")
    return span is not None and any(t.tag_ in _FINITE for t in span)


def _unquoted(analysis: Analysis, words: Slot, quotes: list[Quote]) -> list[Slot]:
    """The coordinated clauses of what is reported that hold no words in quotation marks."""
    if not any(q.start < words.end and words.start < q.end for q in quotes):
        return [words]
    marks = [
        m
        for m in _AND.finditer(analysis.text, words.start, words.end)
        if not any(q.start <= m.start() < q.end for q in quotes)
    ]
    starts = [words.start, *(m.end() for m in marks)]
    ends = [*(m.start() for m in marks), words.end]
    parts = [trim(analysis, start, end) for start, end in zip(starts, ends, strict=True)]
    return [
        part
        for part in parts
        if not any(q.start < part.end and part.start < q.end for q in quotes)
        and len(part.text.split()) > 3
        and _finite(analysis, part.start, part.end)
    ]
