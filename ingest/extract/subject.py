"""A verb of movement in a sentence -> who moves: aircraft before it, after it, or taken up by "it" and "they"."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.analysis import Analysis, Placed, Sentence
from ingest.extract.group import Group

_SKIPPED = {"been", "have", "has", "had", "be", "to", "also", "reportedly", "'ve", "’ve", "being", "then", "later"}
_PREPOSITIONS = {"of", "from", "by", "for", "with", "in", "at", "to", "on", "near", "including", "under", "between",
                 "carrying", "via", "into", "aboard", "over", "like", "without", "through"}  # fmt: skip
_PEOPLE = {"he", "she", "we", "i", "you", "who", "someone", "nobody"}
_SINGULAR, _PLURAL = {"it"}, {"they", "both", "all", "some"}


@dataclass(frozen=True, slots=True)
class FlightNoun:
    """"flights", "trips": a movement told as a noun at a token."""

    token: int


@dataclass(frozen=True, slots=True)
class Subject:
    """Who moves; `same` says that it is who moved by the verb before."""

    groups: tuple[Group, ...] = ()
    noun: FlightNoun | None = None
    actor: Placed | None = None
    same: bool = False
    taken_up: bool = False


class Subjects:
    """Finds the subjects of verbs in one analysis."""

    def __init__(self, analysis: Analysis, groups: Sequence[Group]) -> None:
        self._analysis = analysis
        self._groups = groups
        self.recent: Group | None = None
        self._in = {token: group for group in groups for token in range(group.first, group.last)}

    def group_at(self, token: int) -> Group | None:
        """The noun phrase of aircraft that covers a token."""
        return self._in.get(token)

    def before(self, token: int, sentence: Sentence, floor: int, nouns: dict[int, FlightNoun]) -> Subject:
        """The subject of the verb at `token`; nothing left of `floor`, where the verb before ends, is looked at."""
        linear = self._scan(token, sentence, floor, nouns)
        if linear.groups or linear.noun or linear.same:
            return linear
        tree = self._tree(token)
        return Subject((tree,)) if tree is not None and not linear.actor else linear

    def _scan(self, token: int, sentence: Sentence, floor: int, nouns: dict[int, FlightNoun]) -> Subject:
        doc, at, passed = self._analysis.doc, token - 1, False
        while at >= sentence.span.start:
            word = doc[at]
            if at < floor:
                return Subject(same=not passed or self._continues(token))
            group = self._in.get(at)
            if group is not None:
                if passed:
                    return Subject()
                return Subject(self._coordinated(group))
            if at in nouns:
                return Subject(noun=nouns[at])
            if word.lower_ in _SINGULAR | _PLURAL and word.pos_ == "PRON":
                return self._taken_up(at, plural=word.lower_ in _PLURAL)
            if word.lower_ in _PEOPLE:
                return Subject()
            placed = self._analysis.at(at)
            if placed is not None and placed.mention.kind in {"registration", "callsign"}:
                at = placed.first - 1
                continue
            if placed is not None:
                start = self._preposition(placed.first, max(floor, sentence.span.start))
                if start is None and floor > sentence.span.start and self._continues(token):
                    return Subject(same=True)  # it is the object of the verb before
                if start is None:
                    return Subject(actor=None if passed else placed)
                at, passed = start - 1, False
                continue
            if word.lower_ in _PREPOSITIONS or word.text == ",":
                passed = False
            elif word.pos_ in {"NOUN", "PROPN"}:
                passed = True
            elif word.pos_ == "VERB":
                if word.tag_ not in {"VBN", "VBG"}:
                    return Subject()
                passed = False
            at -= 1
        return Subject()

    def _continues(self, token: int) -> bool:
        """Whether a verb goes on from the one before: "and landed", ", heading"."""
        doc, at = self._analysis.doc, token - 1
        while at > 0 and doc[at].pos_ in {"ADV", "AUX"}:
            at -= 1
        return doc[at].pos_ == "CCONJ" or doc[at].text == "," or doc[token].tag_ == "VBG"

    def _preposition(self, first: int, floor: int) -> int | None:
        """The preposition that a phrase ending at `first` hangs on, a few words back; a list of names is one phrase."""
        doc = self._analysis.doc
        for at in range(first - 1, max(floor - 1, first - 9), -1):
            if doc[at].lower_ in _PREPOSITIONS:
                return at
            if doc[at].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "CCONJ", "NUM", "PUNCT"} and doc[at].lower_ not in _BRIDGE:
                return None
        return None

    def _coordinated(self, group: Group) -> tuple[Group, ...]:
        found = [group]
        number = next(i for i, known in enumerate(self._groups) if known is group)
        while number > 0:
            before = self._groups[number - 1]
            if before.sentence is not group.sentence:
                break
            between = self._analysis.doc[before.stop : found[0].first]
            joined = any(t.lower_ in {"and", "or", "with"} for t in between)
            if not joined or any(
                t.pos_ not in {"DET", "NUM", "CCONJ", "PUNCT", "ADJ"} and t.lower_ not in {"together", "with", "other"}
                for t in between
            ):
                break
            if found[0].type is None and any(t.lower_ == "other" for t in between):
                found = []  # "and other transports" are nobody in particular
            found.insert(0, before)
            number -= 1
        return tuple(found)

    def _taken_up(self, token: int, *, plural: bool) -> Subject:
        sentence = self._analysis.sentence_of(token)
        for group in reversed(self._groups):
            if group.first >= token or group.sentence.headline:
                continue
            if sentence.line - group.sentence.line > 2 or sentence.span.start - group.last > 45:
                break
            if group.plural == plural:
                return Subject((group,), taken_up=True)
        recent = self.recent
        if recent is not None and recent.plural == plural and sentence.span.start - recent.sentence.span.end < 150:
            return Subject((recent,), taken_up=True)
        return Subject()

    def _tree(self, token: int) -> Group | None:
        verb = self._analysis.doc[token]
        seen = 0
        while seen < 3:
            for child in verb.children:
                if child.dep_ in {"nsubj", "nsubjpass"}:
                    return self._in.get(child.i) or self._relative(child)
            if verb.dep_ == "acl":
                return self._in.get(verb.head.i)
            if verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head is verb:
                return None
            verb, seen = verb.head, seen + 1
        return None

    def _relative(self, child: Token) -> Group | None:
        if child.lower_ in {"which", "that"} and child.head.dep_ == "relcl":
            return self._in.get(child.head.head.i)
        return None


_BRIDGE = {"'s", "’s", "(", ")", "-", "the"}
