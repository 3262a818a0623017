"""A verb of saying and its speaker -> the words that are said: behind the verb, before its subject, or around both."""

import calendar
import re

from spacy.tokens import Token

from ingest.analysis import Analysis, Sentence
from ingest.extract.resumed import HUMAN
from ingest.extract.speaker import Speaker
from ingest.extract.speech import Speech
from ingest.extract.wording import cut, trim
from ingest.reading import Slot

_REFUSED = re.compile(r"den\w+ (?:[\w’'-]+ ){0,4}(?:entry|access|permission|clearance|overflight|visas?|landing)\b")
_NUMBER = re.compile(
    r"(?:the|its|their|his) (?:[\w-]+ ){0,2}(?:number|toll|figure|count|total|cost|value|strength)\b.* at\b"
)
#: After "X said": nothing but when and where, up to a comma or the end.
_CLOSED = re.compile(r"(?: (?:on|in|at|late|early|last)?(?: [\w-]+){0,2})?(?:,|[.;]?$)")
_LAND = frozenset(("island", "territory", "region", "province", "land", "area", "water", "throne"))
#: Before a verb, its subordinate clause is no main one: "When the plane landed, X said, …".
_SUBORDINATE = frozenset(
    ("when", "after", "as", "if", "since", "while", "although", "though", "before", "because", "once")
)
#: What may stand between a verb and what is said, as to when and where.
_TIMES = frozenset(
    ("time", "day", "week", "month", "year", "morning", "evening", "night", "hour", "statement", "post", "interview",
     "briefing", "conference", "telegram", "x", "facebook", "twitter", "television", "phone", "monday", "tuesday",
     "wednesday", "thursday", "friday", "saturday", "sunday")
)  # fmt: skip
#: "Said on Friday it would …": when it was said.
_DAY = re.compile(
    rf"(?:(?:late |early )?on )?(?:{'|'.join(calendar.day_name)})(?: (?:morning|evening|night|afternoon))?,? (?=\w)"
)
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


class Said:
    """Finds what is said in one analysis."""

    def __init__(self, analysis: Analysis, speech: Speech) -> None:
        self._analysis = analysis
        self._speech = speech

    def of(self, sentence: Sentence, verb: Token, speakers: list[Speaker], begin: int, end: int) -> Slot | None:
        """What is said within [begin, end): after the verb, else before its speaker."""
        analysis, text, doc = self._analysis, self._analysis.text, self._analysis.doc
        after = verb.idx + len(verb)
        lemma = verb.lemma_.casefold()
        if lemma in self._speech.judge and self._judges(verb):
            return trim(analysis, verb.idx, cut(analysis, after, end))
        that = next((t for t in doc[verb.i + 1 : min(verb.i + 16, sentence.span.end)] if t.lower_ == "that"), None)
        if that is not None and doc[that.i - 1].lower_ in {"and", "but"}:
            that = None  # "said A, and that B"
        if that is not None and that.idx < end and (that.dep_ == "mark" or self._after_time(verb, that)):
            if lemma in self._speech.accuse:
                return trim(analysis, verb.idx, cut(analysis, after, end))  # what is denied is not what is said
            return trim(analysis, that.idx + 4, cut(analysis, that.idx + 4, end))
        if lemma in self._speech.accuse:
            return self._accused(verb, end)
        subject = self.subject_start(verb, speakers[0])
        rest = text[after:end]
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and verb.i < c.i and c.idx < end), None)
        if clause is not None and self._tells_all(verb, clause):
            clause = None
        if clause is not None and not self._follows_clause(sentence, verb, subject, begin, end):
            start = self._clause_start(verb, clause)
            return trim(analysis, start, cut(analysis, start, end))
        told = None
        if subject is not None and not any(c.lower_ in {"which", "who", "that"} for c in verb.lefts):
            told = self._told_before(sentence, verb, subject, begin, end)
        if told is not None:
            return told
        if lemma in self._speech.stand and self._takes_noun(verb):
            return trim(analysis, verb.idx, cut(analysis, after, end))
        about = " to " if lemma in {"admit", "confess"} else " of "
        if lemma in self._speech.note and (self._takes_noun(verb) or rest.startswith(about)):
            after += len(about) if rest.startswith(about) else 0
            return trim(analysis, after, cut(analysis, after, end))
        return None

    def _tells_all(self, verb: Token, clause: Token) -> bool:
        """ "The junta expects ten jets, its leader told the BBC": the second verb tells who says the first."""
        subjects = (c for c in clause.lefts if c.dep_ == "nsubj")
        parted = any(verb.doc[c.left_edge.i - 1].text == "," for c in subjects)
        return parted and clause.lemma_.casefold() in self._speech.say

    def _after_time(self, verb: Token, that: Token) -> bool:
        """ "Said at the time that no planes …": a clause of its own, not one of what stands before."""
        between, behind = verb.doc[verb.i + 1 : that.i], verb.doc[min(that.i + 1, len(verb.doc) - 1)]
        plain = all(t.pos_ in {"ADP", "DET", "NOUN", "PROPN", "NUM", "ADV", "ADJ", "PART"} for t in between)
        timed = len(between) > 0 and between[-1].lemma_.casefold() in _TIMES
        return timed and plain and behind.pos_ not in {"VERB", "AUX"}

    def _told_before(self, sentence: Sentence, verb: Token, subject: int, begin: int, end: int) -> Slot | None:
        """ "The jet had left, X said", "the jet, X said, had left": what stands before the subject, or around it."""
        text, after = self._analysis.text, verb.idx + len(verb)
        if not text[begin:subject].rstrip().endswith((",", "”", '"')):
            return None
        before = [t for t in sentence.span if begin <= t.idx < subject]
        if any(t.pos_ in {"VERB", "AUX"} or t.tag_[:2] == "VB" for t in before):
            return trim(self._analysis, begin, subject)
        if len(before) > 3 and not text[after:end].strip(" .;"):
            return trim(self._analysis, begin, subject)  # verbs that the parser takes for nouns: "X arms Y, Z says"
        inserted = re.match(r"(?: [\w-]+){0,3},", text[after:end])
        return trim(self._analysis, after + inserted.end(), end) if inserted else None

    def _follows_clause(self, sentence: Sentence, verb: Token, subject: int | None, begin: int, end: int) -> bool:
        """ "The jet landed, X said on Monday, a day after …": a main clause stands before, nothing behind."""
        text, after = self._analysis.text, verb.idx + len(verb)
        if subject is None or not text[begin:subject].rstrip().endswith(",") or not _CLOSED.match(text, after, end):
            return False
        before = [t for t in sentence.span if begin <= t.idx < subject and not t.is_space]
        return bool(before) and before[0].lower_ not in _SUBORDINATE and any(t.tag_ in _FINITE for t in before)

    def _judges(self, verb: Token) -> bool:
        """ "Called the remark undiplomatic", "put the number at ten": what is thought of it is said with the verb."""
        rest = verb.doc[verb.i + 1 : verb.i + 14].text
        if verb.lemma_ == "put":
            return _NUMBER.match(rest) is not None
        if verb.lemma_ in {"call", "deem", "consider"}:
            held = (c for c in verb.children if c.dep_ in {"ccomp", "oprd"} and c.i > verb.i + 1)
            return any(c.pos_ in {"ADJ", "NOUN"} for c in held)
        return any(c.lower_ == "as" for c in verb.subtree if c.i > verb.i)

    def _accused(self, verb: Token, end: int) -> Slot | None:
        """What a verb of denying or accusing says, itself included."""
        said = self._analysis.text[verb.idx : end]
        if verb.lemma_ == "deny" and (any(c.dep_ == "dative" for c in verb.children) or _REFUSED.match(said)):
            return None  # "denied it entry"
        if verb.i and verb.doc[verb.i - 1].lower_ in {"which", "who"}:
            end = min(end, verb.idx + said.find(", ")) if ", " in said else end
        return trim(self._analysis, verb.idx, cut(self._analysis, verb.idx + len(verb), end))

    def _takes_noun(self, verb: Token) -> bool:
        """ "reported a landing", but not "announced it on Friday"."""
        target = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
        return (
            target is not None
            and target.pos_ != "PRON"
            and not self._is_land(verb, target)
            and verb.lemma_.casefold() in self._speech.noun | self._speech.stand
        )

    def _is_land(self, verb: Token, target: Token) -> bool:
        """ "X, which claims the islands" says nothing."""
        placed = self._analysis.at(target.i)
        land = target.lemma_.casefold() in _LAND or (placed is not None and placed.mention.kind in {"place", "country"})
        return verb.lemma_ == "claim" and verb.dep_ == "relcl" and land

    def _clause_start(self, verb: Token, clause: Token) -> int:
        doc = self._analysis.doc
        first = max(clause.left_edge.i, verb.i + 1)
        # "told Reuters the jets …": the one told is not part of what is told.
        placed = self._analysis.at(first)
        told = placed is not None and placed.mention.kind in {"org", "person"} and first == verb.i + 1
        if verb.lemma_ == "tell" and placed is not None and told:
            first = placed.last
        day = _DAY.match(self._analysis.text, doc[first].idx)
        return day.end() if day is not None else doc[first].idx

    def subject_start(self, verb: Token, speaker: Speaker) -> int | None:
        """Where the words that tell who says it begin, where that is known."""
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        apart = subject is not None and "," in self._analysis.text[subject.idx : max(subject.idx, speaker.words.start)]
        if subject is not None and (not apart or _called(subject, speaker)):
            return min(self._phrase_start(subject.left_edge), verb.idx)
        if speaker.words.start > verb.idx:
            return self._auxiliary(verb).idx
        comma = self._analysis.text.rfind(", ", max(0, speaker.words.start - 60), speaker.words.start)
        return comma + 2 if comma >= 0 and speaker.words.start < verb.idx else None

    def _phrase_start(self, first: Token) -> int:
        """ "…, the news agency Saba reported": where the phrase before a name begins, if a comma stands before it."""
        at, doc = first.i, first.doc
        while at > 0 and doc[at - 1].pos_ in {"DET", "ADJ", "NOUN", "PROPN"}:
            at -= 1
        return doc[at].idx if at and doc[at - 1].text == "," else first.idx

    def _auxiliary(self, verb: Token) -> Token:
        """The first of "has revealed"."""
        return verb.nbor(-1) if verb.i and verb.nbor(-1).pos_ == "AUX" else verb


def _called(subject: Token, speaker: Speaker) -> bool:
    """ "Its leader, NAME, said": the name of him who is spoken of stands behind the noun."""
    names = (t for t in subject.subtree if t.dep_ == "appos")
    within = any(speaker.words.start <= t.idx < speaker.words.end for t in names)
    return within and subject.lemma_.casefold() in HUMAN
