"""Analysis -> StatementFacts: who says what, in quotation marks or as a report."""

import itertools
import re
from collections.abc import Iterator

from spacy.tokens import Token

from ingest.analysis import Analysis, Sentence
from ingest.extract.chain import chained
from ingest.extract.quote import Quote, find_quotes
from ingest.extract.speaker import Speaker, Speakers
from ingest.extract.speech import Speech
from ingest.reading import Slot, StatementFact

_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Cc]iting|[Ii]n the (?:words|view|opinion|account|eyes) of|(?<=, )per)"
    r" (?:(?:[\w-]+ ){0,2}(?:data|figures|records|documents|imagery|images|reports?"
    r"|analysis|estimates|sources)(?: [a-z]+){0,2} (?:by|from|at|of) )?"
)
_VIEW = re.compile(
    r"\b[Ii]n (?P<who>his|her|their|its) (?:own )?(?:view|opinion|words|account|telling|judgement|judgment)\b"
)
_AS = re.compile(r"(?:^|, )[Aa]s (?=[\w ]+ (?:report|reports|reported|say|says|said|note|notes|noted|put)\b)")
_AS_BY = re.compile(r"\bas (?:confirmed|reported|stated|announced|noted|claimed|quoted|cited|described) by ")
_REFUSED = re.compile(r"den\w+ (?:[\w’'-]+ ){0,4}(?:entry|access|permission|clearance|overflight|visas?|landing)\b")
_NOTING = {"note", "report", "announce", "claim", "allege", "count", "estimate"}
_AND_THAT = re.compile(r",? (?:and|but) that (?=(?:[\w’'-]+ ){2})")
_GOING_ON = re.compile(r", (?:and|but|while) ")
_POSTED = re.compile(
    r" (?:on|in|via|over) (?:a )?(?:X|Telegram|Twitter|Facebook|social media|Instagram|post|video|VK|Weibo|TV)\b"
)
_CUT = re.compile(r",? (?:according to|citing|quoting|adding|as quoted by)\b")
_DATELINE = re.compile(
    r"[A-Z][A-Z'’. -]{2,}(?:[,/] [^–—\n]{0,45}?)? [-–—] |[A-Z][A-Z'’. -]{2,} \((?:Reuters|AFP|AP)\) [-–—] "
)
_END = " \n\t.,;:!?—–-"


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
        self._quotes = find_quotes(analysis.text)
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
            return
        facts = list(self._according(sentence)) or list(self._as(sentence)) or list(self._reported(sentence, verbs))
        yield from facts

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
        known = self._speech.say | self._speech.accuse | (self._speech.quote if quotes else frozenset())
        return token.lemma_.casefold() in known and not any(q.start <= token.idx < q.end for q in quotes)

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
            else:
                yield from self._according(sentence, words)
                yield from self._viewed(sentence, words)

    def _alone(self, sentence: Sentence, quotes: list[Quote]) -> bool:
        inside = sum(min(q.end, sentence.end) - max(q.start, sentence.start) for q in quotes)
        return inside >= 0.85 * (sentence.end - sentence.start)

    def _fact(
        self, sentence: Sentence, words: Slot, speaker: Speaker, cue: Slot, *, quoted: bool, rule: str
    ) -> StatementFact:
        self._line = sentence.line
        self._speakers.remember(speaker)
        evidence = self._analysis.slot(min(sentence.start, words.start), max(sentence.end, words.end))
        chain = chained(self._analysis, sentence, speaker, cue, self._named_from)
        return StatementFact(evidence, words, speaker.entity, speaker.words, cue, quoted, f"statement.{rule}", chain)

    def _according(self, sentence: Sentence, quoted: Slot | None = None) -> Iterator[StatementFact]:
        match = _ACCORDING.search(sentence.text)
        if match is None or (match[0].casefold().startswith("citing") and quoted is None):
            return
        start = sentence.start + match.start()
        speaker, after = self._named_from(sentence, sentence.start + match.end())
        if speaker is None:
            return
        cue = self._analysis.slot(start, start + len(match[0]))
        if quoted is not None:
            yield self._fact(sentence, quoted, speaker, cue, quoted=True, rule="according")
            return
        leading = match.start() == 0
        words = self._clause_after(sentence, after) if leading else self._trim(sentence.start, start)
        if len(words.text.split()) > 2:
            yield self._fact(sentence, words, speaker, cue, quoted=False, rule="according")

    def _viewed(self, sentence: Sentence, quoted: Slot) -> Iterator[StatementFact]:
        """ "In his view …": who "his" is."""
        match = _VIEW.search(sentence.text)
        token = next((t for t in sentence.span if match and t.idx == sentence.start + match.start("who")), None)
        speakers = self._speakers.of_noun(token) if token is not None else []
        if match is not None and speakers:
            start = sentence.start + match.start()
            cue = self._analysis.slot(start, start + len(match[0]))
            yield self._fact(sentence, quoted, speakers[0], cue, quoted=True, rule="view")

    def _named_from(self, sentence: Sentence, at: int) -> tuple[Speaker | None, int]:
        """The speaker whose noun phrase starts at a code point, and where it ends."""
        for token in sentence.span:
            if token.idx < at:
                continue
            if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ in {
                "pobj",
                "nsubj",
                "ROOT",
                "dobj",
                "npadvmod",
                "appos",
                "attr",
            }:
                found = self._speakers.of_noun(token)
                if found:
                    return found[0], found[0].words.end
                return None, at
            if token.idx > at + 60:
                break
        return None, at

    def _clause_after(self, sentence: Sentence, after: int) -> Slot:
        """What follows "According to X, " or "According to X, which quoted Y, "."""
        rest = self._analysis.text[after : sentence.end]
        aside = re.match(r",? (?:which|who|whose|citing|quoting)\b[^,]*,", rest) or re.match(r"[^,]*,", rest)
        return self._trim(after + (aside.end() if aside else 0), sentence.end)

    def _trim(self, start: int, end: int) -> Slot:
        text = self._analysis.text
        while end > start and text[end - 1] in _END:
            end -= 1
        while start < end and text[start] in " ,\n:":
            start += 1
        if text.startswith("that ", start, end):
            start += len("that ")
        dateline = _DATELINE.match(text, start, end)
        if dateline and (start == 0 or text[start - 1] == "\n"):
            start = dateline.end()
        return self._analysis.slot(start, end)

    def _as(self, sentence: Sentence) -> Iterator[StatementFact]:
        text = sentence.text
        by = _AS_BY.search(text)
        if by:
            speaker, _ = self._named_from(sentence, sentence.start + by.end())
            if speaker is not None:
                before = text[: by.start()]
                # "With the overthrow of …, Russia is …": an opening phrase is not what was said.
                opening = re.match(r"(?:With|After|Following|Amid|Since|Despite)\b[^,]*, ", before)
                words = self._trim(sentence.start + (opening.end() if opening else 0), sentence.start + by.start())
                cue = self._analysis.slot(sentence.start + by.start(), sentence.start + by.end())
                yield self._fact(sentence, words, speaker, cue, quoted=False, rule="as-by")
            return
        as_ = _AS.search(text)
        if as_ is None:
            return
        verb = next(
            (
                t
                for t in sentence.span
                if t.idx >= sentence.start + as_.end() and t.lemma_.casefold() in self._speech.say
            ),
            None,
        )
        if verb is None:
            return
        noun = next(
            (t for t in reversed(sentence.span[: verb.i - sentence.span.start]) if t.pos_ in {"NOUN", "PROPN", "PRON"}),
            None,
        )
        found = self._speakers.of_noun(noun) if noun is not None else []
        if not found:
            return
        cue = self._analysis.tokens(verb.i, verb.i + 1)
        if as_.start() == 0:
            words = self._trim(verb.idx + len(verb), sentence.end)
        else:
            words = self._trim(sentence.start, sentence.start + as_.start())
        yield self._fact(sentence, words, found[0], cue, quoted=False, rule="as")

    def _reported(self, sentence: Sentence, verbs: list[Token]) -> Iterator[StatementFact]:
        """Reports of each stretch between semicolons; of verbs joined by "and", each takes what follows it."""
        text = self._analysis.text
        marks = [m.end() for m in re.finditer(";", text[sentence.start : sentence.end])]
        edges = [sentence.start, *(sentence.start + mark for mark in marks), sentence.end]
        for start, end in itertools.pairwise(edges):
            yield from self._reports(sentence, [v for v in verbs if start <= v.idx < end], start, end)

    def _reports(self, sentence: Sentence, verbs: list[Token], start: int, end: int) -> Iterator[StatementFact]:
        spoken: list[Speaker] = []
        for verb in verbs:
            goes_on = self._goes_on(verb)
            if spoken and not goes_on:
                continue
            onward = next((v for v in verbs if v.i > verb.i and self._goes_on(v)), None)
            limit = self._analysis.doc[onward.i - 1].idx if onward is not None else end
            speakers = spoken if goes_on and spoken else self._speakers.of_verb(verb)
            words = self._words_of(sentence, verb, speakers, start, limit) if speakers else None
            least = 2 if verb.lemma_.casefold() in self._speech.accuse else 3
            if words is None or len(words.text.split()) < least:
                continue
            cue = self._analysis.tokens(verb.i, verb.i + 1)
            for speaker in speakers:
                if words.start <= speaker.words.start < words.end:
                    continue
                for part in (*self._clauses(words), *self._rest(verb, words, limit)):
                    yield self._fact(sentence, part, speaker, cue, quoted=False, rule="report")
            spoken = speakers

    def _clauses(self, words: Slot) -> list[Slot]:
        """ "… that A and that B": a statement for each."""
        found, start = [], words.start
        for match in _AND_THAT.finditer(words.text):
            found.append(self._trim(start, words.start + match.start()))
            start = words.start + match.end()
        return [*found, self._trim(start, words.end)]

    def _rest(self, verb: Token, words: Slot, end: int) -> list[Slot]:
        """ "A, it said, and B": what follows the words that tell who says it."""
        after = verb.idx + len(verb)
        if words.start > after:
            return []
        joined = _GOING_ON.match(self._analysis.text, after, end)
        if joined is None or not any(
            t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and joined.end() <= t.idx < end
            for t in self._analysis.sentence_of(verb.i).span
        ):
            return []
        return [self._trim(joined.end(), end)]

    def _goes_on(self, verb: Token) -> bool:
        """ "… and says": a verb of saying whose subject is that of the one before."""
        before = self._analysis.doc[verb.i - 1] if verb.i else None
        own = any(c.dep_ == "nsubj" for c in verb.lefts)
        return before is not None and before.lower_ in {"and", "but"} and not own

    def _words_of(self, sentence: Sentence, verb: Token, speakers: list[Speaker], begin: int, end: int) -> Slot | None:
        """What is said within [begin, end): after the verb, else before its speaker."""
        text, doc = self._analysis.text, self._analysis.doc
        after = verb.idx + len(verb)
        lemma = verb.lemma_.casefold()
        that = next((t for t in doc[verb.i + 1 : min(verb.i + 16, sentence.span.end)] if t.lower_ == "that"), None)
        if that is not None and that.idx < end and that.pos_ in {"SCONJ", "PRON"} and that.dep_ == "mark":
            if lemma in self._speech.accuse:
                return self._trim(verb.idx, self._cut(after, end))  # what is denied is not what is said
            return self._trim(that.idx + 4, self._cut(that.idx + 4, end))
        if lemma in self._speech.accuse:
            return self._accused(verb, end)
        subject = self._subject_start(verb, speakers[0])
        rest = text[after:end]
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and verb.i < c.i and c.idx < end), None)
        if clause is not None:
            start = self._clause_start(verb, clause)
            return self._trim(start, self._cut(start, end))
        if subject is not None:
            before = text[begin:subject]
            inserted = re.match(r"(?: [\w-]+){0,3},", rest)
            if before.rstrip().endswith((",", "”", '"')):
                clause_before = [t for t in sentence.span if begin <= t.idx < subject]
                if any(t.pos_ in {"VERB", "AUX"} or t.tag_[:2] == "VB" for t in clause_before):
                    return self._trim(begin, subject)
                if inserted:
                    return self._trim(after + inserted.end(), end)
        if lemma in self._speech.note and self._takes_noun(verb):
            return self._trim(after, self._cut(after, end))
        return None

    def _accused(self, verb: Token, end: int) -> Slot | None:
        """What a verb of denying or accusing says, itself included."""
        said = self._analysis.text[verb.idx : end]
        if verb.lemma_ == "deny" and (any(c.dep_ == "dative" for c in verb.children) or _REFUSED.match(said)):
            return None  # "denied it entry"
        if verb.i and verb.doc[verb.i - 1].lower_ in {"which", "who"}:
            end = min(end, verb.idx + said.find(", ")) if ", " in said else end
        return self._trim(verb.idx, self._cut(verb.idx + len(verb), end))

    def _takes_noun(self, verb: Token) -> bool:
        """ "reported a landing", but not "announced it on Friday"."""
        target = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
        lemma = verb.lemma_.casefold()
        return target is not None and target.pos_ != "PRON" and lemma in _NOTING

    def _clause_start(self, verb: Token, clause: Token) -> int:
        doc = self._analysis.doc
        first = max(clause.left_edge.i, verb.i + 1)
        # "told Reuters the jets …": the one told is not part of what is told.
        placed = self._analysis.at(first)
        if (
            verb.lemma_ == "tell"
            and placed is not None
            and placed.mention.kind in {"org", "person"}
            and first == verb.i + 1
        ):
            first = placed.last
        return doc[first].idx

    def _subject_start(self, verb: Token, speaker: Speaker) -> int | None:
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None:
            return min(subject.left_edge.idx, verb.idx)
        if speaker.words.start > verb.idx:
            return verb.idx
        comma = self._analysis.text.rfind(", ", max(0, speaker.words.start - 60), speaker.words.start)
        return comma + 2 if comma >= 0 and speaker.words.start < verb.idx else None

    def _cut(self, start: int, end: int) -> int:
        match = _CUT.search(self._analysis.text, start, end)
        return match.start() if match else end


def _is_finite(token: Token) -> bool:
    return token.tag_ in {"VBD", "VBZ", "VBP"} or (token.tag_ == "VBN" and any(c.lemma_ == "have" for c in token.lefts))


def _distance(verb: Token, start: int, end: int) -> int:
    return min(abs(verb.idx - end), abs(start - verb.idx - len(verb)))
