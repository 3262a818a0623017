"""Words that take up aircraft, and aircraft joined to others -> the noun phrases that they speak of."""

from collections.abc import Sequence

from ingest.analysis import Analysis, Sentence
from ingest.extract.clause import opens_clause
from ingest.extract.group import Group
from ingest.extract.movement import Subject

_PEOPLE = {"he", "she", "we", "i", "you", "who", "someone", "nobody"}
_SINGULAR, _PLURAL = {"it"}, {"they", "both", "all", "some", "each"}
#: "The pair left": several machines taken up by a noun.
_TAKEN_UP = {"pair", "duo", "trio", "quartet", "formation", "foursome"}


class Antecedents:
    """What "it", "they" and "the pair" speak of in one analysis; `recent` is what moved last."""

    def __init__(self, analysis: Analysis, groups: Sequence[Group]) -> None:
        self._analysis = analysis
        self._groups = groups
        self.recent: Group | None = None

    def stand_in(self, at: int) -> Subject | None:
        """What "it", "they" and "the pair" take up; nothing for people; none where the word is another."""
        doc, word = self._analysis.doc, self._analysis.doc[at]
        if word.pos_ == "PRON" and word.lower_ in _SINGULAR | _PLURAL | _PEOPLE:
            return Subject() if word.lower_ in _PEOPLE else self.taken_up(at, plural=word.lower_ in _PLURAL)
        if word.lower_ in _TAKEN_UP and at and doc[at - 1].lower_ in {"the", "this", "that"}:
            return self.taken_up(at, plural=True)
        return None

    def taken_up(self, token: int, *, plural: bool) -> Subject:
        """The aircraft that a singular or a plural word at a token takes up."""
        sentence = self._analysis.sentence_of(token)
        if plural and self._people_before(sentence, token):
            return Subject()
        mover = self.recent
        if self._moved_before(mover, sentence, plural=plural) and mover is not None:
            return Subject((mover,), taken_up=True)
        for group in reversed(self._groups):
            if group.first >= token or group.sentence.headline:
                continue
            if sentence.line - group.sentence.line > 1 or sentence.span.start - group.last > 45:
                break
            joined = self.coordinated(group) if plural else (group,)
            if group.plural == plural or len(joined) > 1:
                return Subject(joined, taken_up=True)
        recent = self.recent
        if recent is not None and recent.plural == plural and sentence.span.start - recent.sentence.span.end < 150:
            return Subject((recent,), taken_up=True)
        return Subject()

    def _moved_before(self, mover: Group | None, sentence: Sentence, *, plural: bool) -> bool:
        """ "The bombers flew to X, where F-18s met them. They …": whether it was the subject of the sentence before."""
        if mover is None or mover.plural != plural or mover.of is not None:
            return False
        before = self._analysis.sentence_before(sentence)
        if before is None or mover.sentence is not before or len(self.coordinated(mover)) > 1:
            return False
        return any(t.dep_ in {"nsubj", "nsubjpass"} for t in self._analysis.doc[mover.first : mover.last]) and all(
            mover.first <= group.first for group in self._groups if group.sentence is before
        )

    def _people_before(self, sentence: Sentence, token: int) -> bool:
        """ "His men hold the town. They …": whether the subject before is several of something else."""
        if self._analysis.doc[token].lower_ != "they" or token - sentence.span.start > 2:
            return False
        before = self._analysis.sentence_before(sentence)
        if before is None or any(before.span.start <= g.first < before.span.end for g in self._groups):
            return False
        subject = next((t for t in before.span.root.children if t.dep_ in {"nsubj", "nsubjpass"}), None)
        return subject is not None and subject.tag_ == "NNS"

    def coordinated(self, group: Group) -> tuple[Group, ...]:
        """A noun phrase and those joined to it before: "two jets and a tanker"."""
        found = [group]
        number = next(i for i, known in enumerate(self._groups) if known is group)
        while number > 0:
            before = self._groups[number - 1]
            if before.sentence is not group.sentence or opens_clause(self._analysis.doc, before, found[0]):
                break
            between = self._analysis.doc[before.stop : found[0].first]
            listed = len(found) > 1 and any(t.text == "," for t in between)
            joined = listed or any(t.lower_ in {"and", "or", "with"} for t in between)
            sourced = self._sourced(before, found[0])
            if not joined or not (
                sourced
                or all(
                    self._is_mark(t.i)
                    or t.pos_ in {"DET", "NUM", "CCONJ", "PUNCT", "ADJ"}
                    or t.lower_ in {"together", "along", "with", "other"}
                    for t in between
                )
            ):
                break
            if found[0].type is None and any(t.lower_ == "other" for t in between):
                found = []  # "and other transports" are nobody in particular
            found.insert(0, before)
            number -= 1
        return tuple(found)

    def _is_mark(self, token: int) -> bool:
        """ "A C-130J ZH866, callsign RRR2601, and an A400M"."""
        placed = self._analysis.at(token)
        marked = placed is not None and placed.mention.kind in {"registration", "callsign"}
        return marked or self._analysis.doc[token].lower_ in {"call", "sign", "callsign", "registration", "registered"}

    def _sourced(self, before: Group, group: Group) -> bool:
        """ "A jet from X and a jet": only where it comes from stands between them."""
        doc, at = self._analysis.doc, before.stop
        placed = self._analysis.at(at + 1) if doc[at].lower_ == "from" else None
        if placed is None or placed.last >= group.first:
            return False
        rest = doc[placed.last : group.first]
        plain = (t.pos_ in {"DET", "NUM", "CCONJ", "PUNCT", "ADJ"} or t.tag_ == "VBN" for t in rest)
        return len(rest) > 0 and all(plain)
