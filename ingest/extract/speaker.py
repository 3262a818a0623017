"""A noun or a verb of saying -> who speaks: a name, a described party, or one that "he" and "the ministry" take up."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.analysis import Analysis, Placed
from ingest.extract.resumed import HE, HUMAN, IT, THEY, Resumed, kind_of
from ingest.extract.sayer import Sayers
from ingest.extract.speech import Speech
from ingest.reading import Slot

#: What somebody says in: "his statement read".
_WORDS = {
    "statement", "post", "tweet", "message", "note", "letter", "communique", "communiqué", "release", "report",
    "channel", "account", "page", "website",
}  # fmt: skip
#: Kinds of mentions that name somebody.
_SPEAKING = frozenset(("person", "org", "party", "country", "people", "government", "place"))
#: How a name within a noun phrase hangs on it.
_IN_PHRASE = frozenset(("appos", "nsubj", "conj", "compound", "flat", "attr", "dobj", "nsubjpass", "ROOT"))
_OWNING = frozenset(("poss", "pobj"))
_RELATIVE = {"who", "which", "whose", "that", "whom"}
_PHRASE = {"of", "in", "for", "from", "at", "with", "on", "within", "inside", "close"}


_COUNTED = re.compile(r"(?:two|three|four|several|some|other|\d)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor (an index of the clusters) and the words that name it here."""

    entity: int
    words: Slot


class Speakers:
    """Finds speakers in one analysis and remembers who spoke last."""

    def __init__(self, analysis: Analysis, speech: Speech) -> None:
        self._analysis = analysis
        self._speech = speech
        self._sayers = Sayers(analysis, speech)
        self._resumed = Resumed(analysis, speech)
        self._last: Speaker | None = None

    def of_verb(self, verb: Token) -> list[Speaker]:
        """The speakers of a verb, several where they are joined by "and"."""
        plain = verb.lemma_.casefold() in self._speech.plain
        found = [s for noun in self._sayers.of(verb)[:1] for s in self.of_noun(noun, anybody=plain)]
        if found:
            self._last = found[0]
            self._resumed.remember(tuple(dict.fromkeys(s.entity for s in found)), found[0].words.start)
        return found

    def of_noun(self, token: Token, *, anybody: bool = False) -> list[Speaker]:
        """The speakers that a noun and those joined to it name; by `anybody`, whatever noun for people or bodies."""
        joined = [token, *(c for c in token.conjuncts if c.i > token.i and c.dep_ == "conj")]
        found = [
            speaker for one in joined[:3] if self._together(token, one) for speaker in self._one(one, anybody=anybody)
        ]
        # "The minister NAME and two colleagues": the unnamed add nothing.
        return [
            s
            for i, s in enumerate(found)
            if i == 0 or self._analysis.clusters.all[s.entity].named or not _COUNTED.match(s.words.text)
        ]

    def _together(self, token: Token, other: Token) -> bool:
        """Not "the alliance, to which A and B belong"."""
        between = self._analysis.doc[token.i + 1 : other.i]
        return not any(t.lower_ in _RELATIVE and t.dep_ != "mark" for t in between)

    def _one(self, token: Token, *, anybody: bool) -> list[Speaker]:
        if token.pos_ == "PRON" or token.lower_ in HE | IT | THEY:
            words = self._analysis.tokens(token.i, token.i + 1)
            return [Speaker(entity, words) for entity in self._resumed.pronoun(token)]
        owner = self._owner(token) if token.lower_ in _WORDS else None
        if owner is not None:
            return self._one(owner, anybody=anybody)
        found = (
            self._person(token) or self._body(token) or self._named(token) or self._described(token, anybody=anybody)
        )
        return [found] if found is not None else []

    def _owner(self, token: Token) -> Token | None:
        """ "His statement", "a statement from the ministry": whose it is."""
        owners = [c for c in token.lefts if c.dep_ == "poss"]
        before = self._analysis.at(token.i - 1) if token.i else None
        if before is not None and before.mention.kind == "org":
            return token.nbor(-1)  # "a UN report"
        leads = (c for c in token.rights if c.dep_ == "prep" and c.lower_ in {"from", "by", "of"})
        return next((c for c in (*owners, *(c for lead in leads for c in lead.children)) if c.dep_ in _OWNING), None)

    def _named(self, token: Token) -> Speaker | None:
        """Whom a mention at a token names."""
        placed = self._analysis.at(token.i)
        if placed is None or placed.mention.kind not in _SPEAKING:
            return None
        entity = self._analysis.clusters.actor(placed.mention)
        if entity is None or (placed.mention.kind == "place" and not placed.mention.record):
            return None
        if placed.mention.kind in {"country", "place", "government", "people"}:
            self._analysis.clusters.all[entity].acts = True
        return Speaker(entity, self._analysis.words(placed.mention))

    def _body(self, token: Token) -> Speaker | None:
        """ "Machar's party, the SPLM-IO,": the name between commas after a noun for a body."""
        doc, at = self._analysis.doc, token.i + 1
        if token.pos_ != "NOUN" or kind_of(token.lemma_.casefold()) == "UNKNOWN" or doc[at].text != ",":
            return None
        at += doc[at + 1].lower_ == "the"
        placed = self._analysis.at(at + 1) if at + 1 < len(doc) else None
        if placed is None or placed.mention.kind != "org" or doc[placed.last].text != ",":
            return None
        entity = self._analysis.clusters.actor(placed.mention)
        return Speaker(entity, self._analysis.words(placed.mention)) if entity is not None else None

    def _person(self, token: Token) -> Speaker | None:
        """ "Serbian analyst NAME": the name within the noun phrase."""
        following = self._analysis.at(token.i + 1) if token.i + 1 < len(self._analysis.doc) else None
        if (
            token.pos_ == "NOUN"
            and following
            and following.mention.kind in {"org", "person"}
            and following.first == token.i + 1
        ):
            entity = self._analysis.clusters.actor(following.mention)
            if entity is not None:
                return Speaker(entity, self._analysis.words(following.mention))
        named = self._apposed(token)
        if named is not None:
            return named
        for at in range(token.i, min(token.right_edge.i, token.i + 8) + 1):
            if self._analysis.doc[at].lower_ in _RELATIVE:
                break  # "the RSF, which is led by NAME, said"
            placed = self._analysis.at(at)
            if at > token.i and self._analysis.doc[at].dep_ in {"acl", "relcl"}:
                break  # "RENAMO, led by NAME, complained"
            if placed and placed.mention.kind == "person":
                head = self._analysis.doc[placed.first : placed.last].root
                titled = self._analysis.at(placed.first - 1) is not None  # "Assistant of the President of Togo NAME"
                if head.dep_ not in _IN_PHRASE and not titled and not placed.first <= token.i < placed.last:
                    break
                entity = self._analysis.clusters.actor(placed.mention)
                return Speaker(entity, self._analysis.words(placed.mention)) if entity is not None else None
        return None

    def _apposed(self, token: Token) -> Speaker | None:
        """ "The foreign minister, NAME,": the name between commas after a noun for people."""
        doc, after = self._analysis.doc, token.i + 1
        placed = self._analysis.at(after + 1) if after + 1 < len(doc) and doc[after].text == "," else None
        human = token.pos_ == "NOUN" and token.lemma_.casefold() in HUMAN
        if placed is None or placed.mention.kind != "person" or not human or placed.first != after + 1:
            return None
        if placed.last < len(doc) and doc[placed.last].pos_ != "PUNCT":
            return None
        entity = self._analysis.clusters.actor(placed.mention)
        return Speaker(entity, self._analysis.words(placed.mention)) if entity is not None else None

    def _described(self, token: Token, *, anybody: bool) -> Speaker | None:
        lemma = token.lemma_.casefold()
        if token.pos_ == "NUM" and self._some_of(token):
            words = self._analysis.tokens(*self._phrase(token))
            return Speaker(self._analysis.clusters.unnamed(words, "UNKNOWN", None), words)
        if token.lower_.rstrip("s") in self._speech.mute:
            return None
        if token.pos_ == "PROPN" and lemma not in self._speech.speakers and self._analysis.at(token.i) is None:
            return self._unknown(token)
        known = lemma in self._speech.speakers or (anybody and token.pos_ == "NOUN")
        if lemma in self._speech.mute or not known:
            return None
        if any(c.lower_ in {"the", "that", "its"} for c in token.lefts):
            taken = self._resumed.noun(token)
            if taken is not None:
                return Speaker(taken, self._analysis.tokens(token.left_edge.i, token.i + 1))
        first, last = self._phrase(token)
        if token.lower_ == "one" and last == token.i + 1:
            return None
        words = self._analysis.tokens(first, last)
        party = self._analysis.at(token.i)
        if party is not None and party.mention.kind == "party":
            entity = self._analysis.clusters.actor(party.mention)
            if entity is not None:
                return Speaker(entity, words)
        kind = kind_of(lemma)
        country = next((p.mention.country for p in self._mentions(first, last) if p.mention.country), None)
        return Speaker(self._analysis.clusters.unnamed(words, kind, country), words)

    def _some_of(self, number: Token) -> bool:
        """ "Two of the diplomats"."""
        of = next((c for c in number.rights if c.lower_ == "of"), None)
        noun = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        return noun is not None and noun.lemma_.casefold() in self._speech.speakers - self._speech.mute

    def _unknown(self, token: Token) -> Speaker:
        """A name that no table and no pattern knows."""
        doc, first = self._analysis.doc, token.i
        while first > 0 and doc[first - 1].dep_ == "compound" and doc[first - 1].pos_ == "PROPN":
            first -= 1
        name = self._analysis.tokens(first, token.i + 1)
        return Speaker(self._analysis.clusters.speaking(name), name)

    def _phrase(self, token: Token) -> tuple[int, int]:
        """The tokens of a described speaker: "officials in Chad", without articles and relative clauses."""
        doc, first, last = self._analysis.doc, token.left_edge.i, token.i + 1
        for child in token.rights:
            far = child.right_edge.i - token.i > 8
            doing = any(c.dep_ == "pcomp" for c in child.children)  # "accused by the ministry of selling arms"
            if child.dep_ == "prep" and child.lower_ in _PHRASE and child.i == last and not far and not doing:
                inner = range(child.i, child.right_edge.i + 1)
                ends = (i for i in inner if doc[i].dep_ in {"relcl", "acl"} or doc[i].lower_ in {",", "who", "which"})
                last = next(ends, child.right_edge.i + 1)
        while first < token.i and doc[first].pos_ in {"DET", "PUNCT", "SPACE"}:
            first += 1
        if first == token.i and first > 0 and doc[first - 1].tag_ == "JJ":
            first = token.i - 1  # "local media report", where "report" was taken for a noun
        return first, last

    def _mentions(self, first: int, last: int) -> list[Placed]:
        return [p for p in self._analysis.placed if first <= p.first and p.last <= last]

    @property
    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self._last

    def remember(self, speaker: Speaker) -> None:
        """Someone spoke."""
        if self._last is None or self._last.words != speaker.words:
            self._resumed.remember((speaker.entity,), speaker.words.start)
        self._last = speaker
