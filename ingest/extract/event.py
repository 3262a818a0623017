"""Analysis -> OverthrowFacts and roles: who lost power, and what offices people hold."""

import re
from collections.abc import Iterable, Iterator

from ingest.analysis import Analysis, Sentence
from ingest.extract.typed import Typed
from ingest.mention.person import TITLE
from ingest.period import resolve
from ingest.phrase import find_periods
from ingest.reading import End, OverthrowFact, Slot, When
from schema.values.period import Period

_ACTOR = r"⟨[HOFKG]\d+⟩"
_TITLES = r"(?:then-|former |elected |[Pp]resident |[Pp]rime [Mm]inister |[Ll]eader |the ){0,4}"
_FALL = "overthrow|ouster|ousting|toppling|removal|downfall|fall"
_LOST = re.compile(
    rf"(?P<when>[Rr]ecent |[Ss]udden |swift )?\b(?P<cue>{_FALL})(?: from power)? of {_TITLES}(?P<o>{_ACTOR})"
    rf"|\b(?P<cue2>toppled|ousted|overthrew|deposed|unseated) {_TITLES}(?P<o2>{_ACTOR})"
    rf"|(?P<o3>{_ACTOR}) (?:was|were|had been|has been) (?P<cue3>toppled|ousted|overthrown|deposed|unseated)"
    rf"|(?P<o4>{_ACTOR})['’]s? (?P<cue4>overthrow|ouster|ousting|toppling|downfall|fall from power)\b"
)
_ROLE = re.compile(rf"(?P<role>(?:(?:[A-Z][\w-]+|\w+ military)[’']?s? )?{TITLE}) $")


def find_overthrows(analysis: Analysis, texts: Iterable[Typed]) -> list[OverthrowFact]:
    """Actors that lost power, each once; `texts` are the sentences, typed."""
    found: dict[int, OverthrowFact] = {}
    for text in texts:
        for fact in _in(analysis, text):
            found.setdefault(fact.actor.entity, fact)
    return list(found.values())


def _in(analysis: Analysis, text: Typed) -> Iterator[OverthrowFact]:
    for match in _LOST.finditer(text.text):
        slot = next(name for name in ("o", "o2", "o3", "o4") if match[name])
        cue = next(name for name in ("cue", "cue2", "cue3", "cue4") if match[name])
        number = re.search(r"\d+", match[slot])
        assert number is not None
        mention = text.mentions[int(number[0])].mention
        evidence = analysis.slot(text.source(match.start()), max(mention.end, text.source(match.end(cue))))
        when = _when(analysis, text.sentence, text.source(match.start(cue)), evidence)
        if match["when"]:
            words = analysis.slot(text.source(match.start("when")), text.source(match.end("when")))
            when = When(words, Period(None, None, words.text, "UNKNOWN"))
        if when is None:
            words = analysis.slot(text.source(match.start(cue)), text.source(match.end(cue)))
            when = When(words, Period(None, None, words.text, "UNKNOWN"))
        for entity, words in analysis.clusters.holders(mention):
            yield OverthrowFact(End(entity, words), evidence, when)


def _when(analysis: Analysis, sentence: Sentence, cue: int, evidence: Slot) -> When | None:
    for phrase in find_periods(sentence.text):
        start, end = sentence.start + phrase.start, sentence.start + phrase.end
        if evidence.end <= start <= evidence.end + 12 or (cue - 40 <= end <= cue and sentence.start == start - 3):
            words = analysis.slot(start, end)
            return When(words, resolve(phrase, analysis.article.metadata.published), phrase.lead)
    return None


def give_roles(analysis: Analysis) -> None:
    """Note of each person the office or rank that stands before the name."""
    text = analysis.text
    for placed in analysis.placed:
        mention = placed.mention
        entity = analysis.clusters.actor(mention)
        if mention.kind != "person" or entity is None or analysis.clusters.all[entity].role is not None:
            continue
        begin = max(0, mention.start - 60)
        begin = max(begin, text.rfind("\n", 0, mention.start) + 1)
        match = _ROLE.search(text[begin : mention.start])
        if match:
            start = begin + match.start("role")
            analysis.clusters.all[entity].role = analysis.slot(start, mention.start)
