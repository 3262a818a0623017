"""Analysis -> StatementFacts: who says what, in quotation marks or as a report."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from ingest.analysis import Analysis, Sentence
from ingest.extract.attribution import Attributed, Attribution
from ingest.extract.chain import chained
from ingest.extract.quote import Quote, find_quotes
from ingest.extract.report import Reports
from ingest.extract.speaker import Speaker, Speakers
from ingest.extract.speech import Speech
from ingest.reading import Slot, StatementFact

_POSTED = re.compile(
    r" (?:on|in|via|over) (?:a )?(?:X|Telegram|Twitter|Facebook|social media|Instagram|post|video|VK|Weibo|TV)\b"
)


_COLON = re.compile(r": [“\"«„]$")


class StatementExtractor:
    """Reads the statements of an article's body."""

    def __init__(self) -> None:
        self._speech = Speech()

    def extract(self, analysis: Analysis) -> list[StatementFact]:
        """Statements in the text's order; each quoted piece is one of its own."""
        reader = _Reader(analysis, self._speech)
        body = [sentence for sentence in analysis.sentences if not sentence.headline]
        found = [fact for sentence in body for fact in reader.read(sentence)]
        unique = {(f.words, f.speaker): f for f in found}
        return sorted(unique.values(), key=lambda f: (f.words.start, f.words.end, f.speaker))


class _Reader:
    def __init__(self, analysis: Analysis, speech: Speech) -> None:
        self._analysis = analysis
        self._speech = speech
        self._speakers = Speakers(analysis, speech)
        self._attribution = Attribution(analysis, self._speakers, speech)
        self._reports = Reports(analysis, self._speakers, speech)
        self._quotes = [q for q in find_quotes(analysis.text) if not _is_name(analysis, q)]
        self._line = -1

    def read(self, sentence: Sentence) -> Iterator[StatementFact]:
        quotes = [q for q in self._quotes if q.start < sentence.end and sentence.start < q.end]
        verbs = [t for t in sentence.span if self._is_speech(t, quotes)]
        # A quote that runs on over sentences is one statement, told where its speaker is named, else where it begins.
        quotes = [q for q in quotes if not self._runs_on(q, sentence, told=bool(verbs))]
        inside = any(q.start <= sentence.start and sentence.end <= q.end + 1 for q in self._quotes)
        if inside and not quotes:
            return
        if quotes:
            yield from self._quoted(sentence, quotes, verbs)
        attributed = self._attribution.of(sentence) if not quotes else []
        yield from (self._attributed(sentence, one) for one in attributed)
        for report in self._reports.of(sentence, verbs, quotes):
            if any(a.words.start < report.words.end and report.words.start < a.words.end for a in attributed):
                continue
            cue = self._analysis.tokens(report.cue.i, report.cue.i + 1)
            yield self._fact(sentence, report.words, report.speaker, cue, rule="report")

    def _attributed(self, sentence: Sentence, one: Attributed, *, quoted: bool = False) -> StatementFact:
        return self._fact(sentence, one.words, one.speaker, one.cue, quoted=quoted, rule=one.rule)

    def _runs_on(self, quote: Quote, sentence: Sentence, *, told: bool) -> bool:
        """Whether a quote of several sentences is told in another one than this."""
        if sentence.start <= quote.start and quote.end <= sentence.end:
            return False
        parts = [s for s in self._analysis.sentences if quote.start < s.end and s.start < quote.end]
        named = [s for s in parts if any(self._is_speech(t, [quote]) for t in s.span)]
        home = named[0] if named else parts[0]
        return home is not sentence

    def _is_speech(self, token: Token, quotes: list[Quote]) -> bool:
        if token.pos_ not in {"VERB", "AUX"} and not (
            token.tag_ in {"NN", "NNS"} and token.lower_ in {"report", "reports", "claims", "notes"}
        ):
            return False
        if token.lemma_.casefold() in self._speech.soft and not _is_finite(token):
            return False  # "trying to find"
        if quotes and token.tag_ in {"VBD", "VBZ"} and self._beside_quote(token, quotes):
            return True
        if (
            token.tag_ == "VBD"
            and _POSTED.match(self._analysis.text, token.idx + len(token))
            and self._ends_clause(token)
        ):
            return True
        known = (
            self._speech.say
            | self._speech.accuse
            | self._judging(token)
            | (self._speech.quote if quotes else frozenset())
        )
        return token.lemma_.casefold() in known and not any(q.start <= token.idx < q.end for q in quotes)

    def _judging(self, token: Token) -> frozenset[str]:
        """Verbs of judging say something only of a subject of their own, in a finite form."""
        own = any(c.dep_ == "nsubj" for c in token.lefts) or token.dep_ == "conj"
        return self._speech.judge if own and _is_finite(token) else frozenset()

    def _ends_clause(self, verb: Token) -> bool:
        """ "…, the ministry crowed on Telegram": what is said stands before the subject, after which is a comma."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        return subject is not None and subject.left_edge.i > 1 and verb.doc[subject.left_edge.i - 1].text == ","

    def _beside_quote(self, verb: Token, quotes: list[Quote]) -> bool:
        """ "…," he gushed. / "…," gushed the minister: whatever the verb, a person who stands right after a quote."""
        text = self._analysis.text
        for quote in quotes:
            after = re.match(r"[,.!?]?[”\"»]? ", text[quote.end : quote.end + 4])
            if after is None or verb.idx < quote.end:
                continue
            between = text[quote.end + after.end() : verb.idx]
            person = re.fullmatch(r"(?:[Hh]e|[Ss]he|they) ", between) or (
                (placed := self._analysis.at(verb.i - 1)) is not None
                and placed.mention.kind == "person"
                and placed.mention.start >= quote.end
                and placed.mention.start - quote.end < 4
            )
            if person and text[quote.end - 1 : quote.end + 2].count(",") > 0:
                return True
        return False

    def _quoted(self, sentence: Sentence, quotes: list[Quote], verbs: list[Token]) -> Iterator[StatementFact]:
        speakers: dict[int, list[Speaker]] = {verb.i: self._speakers.of_verb(verb) for verb in verbs}
        alone = self._alone(sentence, quotes)
        for quote in quotes:
            start, end = quote.start, quote.end
            words = self._analysis.slot(start, end)
            while words.text and words.text[-1] in '”"»,':
                words = self._analysis.slot(words.start, words.end - 1)
            for verb in verbs:
                speakers[verb.i] = [s for s in speakers[verb.i] if not start <= s.words.start < end]
            near = sorted((v for v in verbs if speakers[v.i]), key=lambda v: _distance(v, start, end))
            if near:
                verb = near[0]
                for speaker in speakers[verb.i]:
                    yield self._fact(
                        sentence, words, speaker, self._analysis.tokens(verb.i, verb.i + 1), quoted=True, rule="quote"
                    )
            elif alone and self._speakers.last is not None and sentence.line == self._line:
                yield self._fact(sentence, words, self._speakers.last, words, quoted=True, rule="quote-goes-on")
            elif named := self._before_colon(sentence, quote):
                yield self._fact(sentence, words, named, named.words, quoted=True, rule="colon")
            else:
                for found in (self._attribution.according, self._attribution.viewed):
                    yield from (self._attributed(sentence, one, quoted=True) for one in found(sentence, words))

    def _before_colon(self, sentence: Sentence, quote: Quote) -> Speaker | None:
        """ "NAME: “…”": somebody named right before a quote."""
        match = _COLON.search(self._analysis.text, sentence.start, quote.start)
        placed = next((p for p in sentence.mentions if match is not None and p.mention.end == match.start()), None)
        if placed is None or placed.mention.kind not in {"person", "org", "party"}:
            return None
        found = self._speakers.of_noun(self._analysis.doc[placed.last - 1])
        return found[0] if found else None

    def _alone(self, sentence: Sentence, quotes: list[Quote]) -> bool:
        inside = sum(min(q.end, sentence.end) - max(q.start, sentence.start) for q in quotes)
        return inside >= 0.85 * (sentence.end - sentence.start)

    def _fact(
        self, sentence: Sentence, words: Slot, speaker: Speaker, cue: Slot, *, rule: str, quoted: bool = False
    ) -> StatementFact:
        self._line = sentence.line
        self._speakers.remember(speaker)
        evidence = self._analysis.slot(min(sentence.start, words.start), max(sentence.end, words.end))
        chain = chained(self._analysis, sentence, speaker, cue, self._attribution.named_from)
        return StatementFact(evidence, words, speaker.entity, speaker.words, cue, quoted, f"statement.{rule}", chain)


def _is_name(analysis: Analysis, quote: Quote) -> bool:
    """ "An-124 «Ruslan»": what a thing is called, after the noun for it."""
    words = analysis.text[quote.start : quote.end].split()
    before = analysis.text[max(0, quote.start - 14) : quote.start - 1].split()
    named = len(words) < 4 and all(word[0].isupper() or word[0].isdigit() for word in words)
    return named and bool(before) and (before[-1][0].isupper() or before[-1][-1].isdigit())


def _is_finite(token: Token) -> bool:
    return token.tag_ in {"VBD", "VBZ", "VBP"} or (token.tag_ == "VBN" and any(c.lemma_ == "have" for c in token.lefts))


def _distance(verb: Token, start: int, end: int) -> int:
    return min(abs(verb.idx - end), abs(start - verb.idx - len(verb)))
