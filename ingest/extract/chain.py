"""A statement and its sentence -> the chain of those who said it first and who passed it on."""

import re
from collections.abc import Callable

from ingest.analysis import Analysis, Sentence
from ingest.extract.speaker import Speaker
from ingest.reading import End, Slot

#: "Citing A, B said", "B, which quoted A, said": who is named after it said it first.
_CITING = re.compile(r"\b(?:[Cc]iting|[Qq]uoting|(?:which|who) (?:cites|cited|quotes|quoted)) ")
#: "A said, as quoted by B": who is named after it passed it on.
_QUOTED_BY = re.compile(r"\b(?:as )?(?:quoted|cited|carried|relayed|republished) (?:as saying )?by ")
_TELLING = re.compile(r"(?:told|tells?|telling|confided|confides|said|says|spoke|speaking)\b", re.IGNORECASE)
#: What may stand between the verb and the medium that somebody tells something.
_TO = re.compile(
    r"(?: (?:(?:also |later )?to|in an interview (?:with|to|on)|in (?:comments|remarks|a statement) to))?"
    r" (?:the )?(?:[A-Za-z]+ ){0,3}"
)
_TOLD = re.compile(r"t[eo]l|confid", re.IGNORECASE)

NamedFrom = Callable[[Sentence, int], tuple[Speaker | None, int]]


def chained(
    analysis: Analysis, sentence: Sentence, speaker: Speaker, cue: Slot, named_from: NamedFrom
) -> tuple[End, ...]:
    """Who said it first, then who passed it on, in order; empty where only the speaker is named.

    `named_from` gives the speaker whose name begins at a code point.
    """
    if ";" in sentence.text:
        return ()  # whose citation it is, is not told
    own = End(speaker.entity, speaker.words)
    cited = _after(sentence, _CITING, named_from)
    if cited is not None and cited.entity != speaker.entity:
        return End(cited.entity, cited.words), own
    passed = _after(sentence, _QUOTED_BY, named_from)
    if passed is not None and passed.entity != speaker.entity:
        return own, End(passed.entity, passed.words)
    medium = _told(analysis, sentence, cue)
    return (own, medium) if medium is not None and medium.entity != speaker.entity else ()


def _after(sentence: Sentence, words: re.Pattern[str], named_from: NamedFrom) -> Speaker | None:
    match = words.search(sentence.text)
    return named_from(sentence, sentence.start + match.end())[0] if match else None


def _told(analysis: Analysis, sentence: Sentence, cue: Slot) -> End | None:
    """The medium that somebody tells something: "A told B"."""
    if _TELLING.fullmatch(cue.text) is None:
        return None
    for placed in sentence.mentions:
        mention = placed.mention
        if mention.start < cue.end or mention.kind != "org":
            continue
        between = analysis.text[cue.end : mention.start]
        entity = analysis.clusters.actor(mention)
        if entity is None or analysis.clusters.all[entity].kind != "MEDIA":
            return None
        direct = between.strip() in {"", "the"} and _TOLD.match(cue.text) is None
        return End(entity, analysis.words(mention)) if _TO.fullmatch(between) and not direct else None
    return None
