"""Sentence -> Attributed: who says it by a phrase without a verb of saying: "according to X", "as X reports"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.analysis import Analysis, Sentence
from ingest.extract.speaker import Speaker, Speakers
from ingest.extract.speech import Speech
from ingest.extract.wording import trim
from ingest.reading import Slot

_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Cc]iting"
    r"|[Ii]n the (?:words|view|opinion|account|eyes|version|telling|reading) of|(?<=, )per)"
    r" (?:(?:[\w-]+ ){0,2}(?:data|figures|records|documents|imagery|images|reports?"
    r"|analysis|estimates)(?: [a-z]+){0,2} (?:by|from|at|of) )?"
)
_OPINION = (
    r"(?:view|opinion|words?|account|telling|judge?ment|reckoning|count|estimate|estimation|eyes|assessment|book)"
)
_VIEW = re.compile(
    rf"\b(?:[Ii]n|[Bb]y) (?P<who>his|her|their|its|(?:the )?[^,.;:“”\"]{{2,40}}?(?:['’]s|s['’]))"
    rf" (?:own )?{_OPINION}\b,?"
)
#: "To him the pattern looks like X", "For the minister, NAME, it was no motive".
_TO_WHOM = re.compile(r"(?:To|For) (?=\S)")
#: "The ministry's position is that", "a statement by the army reads".
_STATED = re.compile(
    r"^(?P<who>(?:[Tt]he |[Aa]n? )?[^,.;:“”\"]{2,60}?(?:['’]s|s['’])|Its|Their|His|Her)"
    r" (?P<cue>(?:own |official |public |stated )?(?:position|line|view|argument|account|explanation|answer|version"
    r"|message|claim|stance|belief|contention|complaint|verdict|conclusion) (?:is|was|remains|has been) that"
    r"|(?:statement|letter|note|message|post|communiqu[eé]|declaration)"
    r" (?:reads|read|says|said|states|stated)(?: that|:))"
)
_SEEMING = frozenset(("be", "look", "seem", "appear", "mean", "amount", "sound", "smell", "show", "prove"))
_AS = re.compile(r"(?:^|, )[Aa]s (?=[\w ]+ (?:report|reports|reported|say|says|said|note|notes|noted|put)\b)")
_AS_BY = re.compile(r"\bas (?:confirmed|reported|stated|announced|noted|claimed|quoted|cited|described) by ")
_OPENING = re.compile(r"(?:With|After|Following|Amid|Since|Despite)\b[^,]*, ")
_NAMED = frozenset(("pobj", "nsubj", "ROOT", "dobj", "npadvmod", "appos", "attr"))


@dataclass(frozen=True, slots=True)
class Attributed:
    """Words, who says them, the phrase that tells it, and the rule."""

    words: Slot
    speaker: Speaker
    cue: Slot
    rule: str


class Attribution:
    """Finds phrases that name a speaker in one analysis."""

    def __init__(self, analysis: Analysis, speakers: Speakers, speech: Speech) -> None:
        self._analysis = analysis
        self._speakers = speakers
        self._speech = speech

    def of(self, sentence: Sentence) -> list[Attributed]:
        """What a sentence without quotation marks says by such a phrase; the first kind of phrase that is there."""
        return (
            list(self.according(sentence))
            or list(self._as(sentence))
            or list(self.viewed(sentence))
            or list(self._seen(sentence))
            or list(self._stated(sentence))
        )

    def according(self, sentence: Sentence, quoted: Slot | None = None) -> Iterator[Attributed]:
        """ "According to X, …", "…, according to X"; of `quoted` words, if some are."""
        match = _ACCORDING.search(sentence.text)
        if match is None or (match[0].casefold().startswith("citing") and quoted is None):
            return
        start = sentence.start + match.start()
        speaker, after = self.named_from(sentence, sentence.start + match.end())
        if speaker is None:
            return
        cue = self._analysis.slot(start, start + len(match[0]))
        if quoted is not None:
            yield Attributed(quoted, speaker, cue, "according")
            return
        leading = match.start() == 0
        words = self._clause_after(sentence, after) if leading else trim(self._analysis, sentence.start, start)
        if len(words.text.split()) > 2:
            yield Attributed(words, speaker, cue, "according")

    def viewed(self, sentence: Sentence, quoted: Slot | None = None) -> Iterator[Attributed]:
        """ "In his view …", "…, by the ministry's count": who "his" is."""
        match = _VIEW.search(sentence.text)
        if match is None:
            return
        start, end = sentence.start + match.start(), sentence.start + match.end()
        found = self._holder(sentence, match.start("who"), match.end("who"))
        if not found:
            return
        cue = self._analysis.slot(start, end)
        words = quoted or trim(
            self._analysis, *((end, sentence.end) if end < sentence.end - 2 else (sentence.start, start))
        )
        if len(words.text.split()) > 2 or quoted is not None:
            yield Attributed(words, found[0], cue, "view")

    def _stated(self, sentence: Sentence) -> Iterator[Attributed]:
        """ "The ministry's position is that …", "its statement reads: …": a noun for what is said, and whose it is."""
        match = _STATED.search(sentence.text)
        found = self._holder(sentence, match.start("who"), match.end("who")) if match is not None else []
        if match is None or not found:
            return
        start, end = sentence.start + match.start("cue"), sentence.start + match.end()
        words = trim(self._analysis, end, sentence.end)
        if len(words.text.split()) > 2:
            yield Attributed(words, found[0], self._analysis.slot(start, end), "stated")

    def _holder(self, sentence: Sentence, first: int, last: int) -> list[Speaker]:
        """Who holds a view, named by the words [first, last) of a sentence."""
        inside = [t for t in sentence.span if sentence.start + first <= t.idx < sentence.start + last]
        nouns = [t for t in inside if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.lower_ not in {"'s", "’s"}]
        return self._speakers.of_noun(nouns[-1]) if nouns else []

    def _seen(self, sentence: Sentence) -> Iterator[Attributed]:
        """ "To him the pattern looks like X": what somebody makes of it."""
        match = _TO_WHOM.match(sentence.text)
        if match is None:
            return
        head = next((c for c in sentence.span[0].children if c.dep_ in {"pobj", "pcomp"}), None)
        if head is None or not self._is_somebody(head):
            return
        found = self._speakers.of_noun(head)
        after = max(head.right_edge.i + 1, *(self._after(s) for s in found)) if found else 0
        rest = [t for t in sentence.span if t.i >= after]
        verb = next((t for t in rest if t.tag_ in {"VBD", "VBZ", "VBP"}), None)
        if not found or verb is None or verb.lemma_ not in _SEEMING or verb.i - after > 14:
            return
        cue = self._analysis.tokens(sentence.span.start, after)
        yield Attributed(trim(self._analysis, cue.end, sentence.end), found[0], cue, "seen")

    def _after(self, speaker: Speaker) -> int:
        """The token after the words that name a speaker."""
        span = self._analysis.doc.char_span(speaker.words.start, speaker.words.end, alignment_mode="expand")
        return span.end if span is not None else 0

    def _is_somebody(self, token: Token) -> bool:
        placed = self._analysis.at(token.i)
        if placed is not None:
            entity = self._analysis.clusters.actor(placed.mention)
            medium = entity is not None and self._analysis.clusters.all[entity].kind in {"MEDIA", "ORGANIZATION"}
            behind = self._analysis.doc[placed.last] if placed.last < len(self._analysis.doc) else None
            return placed.mention.kind == "person" or (medium and behind is not None and behind.text == ",")
        return token.lower_ in {"him", "her", "them"} or (
            token.pos_ == "NOUN" and token.lemma_.casefold() in self._speech.speakers - self._speech.mute
        )

    def named_from(self, sentence: Sentence, at: int) -> tuple[Speaker | None, int]:
        """The speaker whose noun phrase starts at a code point, and where it ends."""
        for token in sentence.span:
            if token.idx < at:
                continue
            if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ in _NAMED:
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
        return trim(self._analysis, after + (aside.end() if aside else 0), sentence.end)

    def _as(self, sentence: Sentence) -> Iterator[Attributed]:
        """ "As X reports, …", "…, as confirmed by X"."""
        text = sentence.text
        by = _AS_BY.search(text)
        if by:
            speaker, _ = self.named_from(sentence, sentence.start + by.end())
            if speaker is not None:
                # "With the overthrow of …, Russia is …": an opening phrase is not what was said.
                opening = _OPENING.match(text[: by.start()])
                begin = sentence.start + (opening.end() if opening else 0)
                cue = self._analysis.slot(sentence.start + by.start(), sentence.start + by.end())
                yield Attributed(trim(self._analysis, begin, sentence.start + by.start()), speaker, cue, "as-by")
            return
        as_ = _AS.search(text)
        verb = self._verb_after(sentence, sentence.start + as_.end()) if as_ else None
        if as_ is None or verb is None:
            return
        before = reversed(sentence.span[: verb.i - sentence.span.start])
        noun = next((t for t in before if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
        found = self._speakers.of_noun(noun) if noun is not None else []
        if not found:
            return
        cue = self._analysis.tokens(verb.i, verb.i + 1)
        leading = as_.start() == 0
        begin = verb.idx + len(verb) if leading else sentence.start
        end = sentence.end if leading else sentence.start + as_.start()
        yield Attributed(trim(self._analysis, begin, end), found[0], cue, "as")

    def _verb_after(self, sentence: Sentence, at: int) -> Token | None:
        said = (t for t in sentence.span if t.idx >= at and t.lemma_.casefold() in self._speech.say)
        return next(said, None)
