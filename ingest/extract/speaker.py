"""A noun or a verb of saying -> who speaks: a name, a described party, or one that "he" and "the ministry" take up."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.analysis import Analysis, Placed
from ingest.extract.sayer import Sayers
from ingest.extract.speech import Speech
from ingest.reading import Slot

_HE, _IT, _THEY = {"he", "she", "him", "her", "his"}, {"it", "its"}, {"they", "them", "their"}
#: What somebody says in: "his statement read".
_WORDS = {"statement", "post", "tweet", "message", "note", "letter", "communique", "communiqué", "release", "report"}
_MEDIA = {
    "channel",
    "broadcaster",
    "outlet",
    "website",
    "site",
    "agency",
    "newspaper",
    "magazine",
    "portal",
    "paper",
    "daily",
}
_BODIES = {
    "GOVERNMENT": ("ministry", "government", "embassy", "junta"),
    "COMPANY": ("company", "airline", "carrier", "operator", "firm"),
    "ARMED_GROUP": ("group", "militia", "movement"),
    "ARMED_FORCE": ("army", "military", "force", "command"),
    "ORGANIZATION": ("organization", "organisation", "institute", "mission", "charity", "party"),
}
_HUMAN = {
    "official", "minister", "president", "spokesman", "spokeswoman", "spokesperson", "general", "analyst", "source",
    "officer", "commander", "leader", "diplomat", "colonel", "captain", "major", "admiral", "marshal", "premier",
    "ambassador", "senator", "lawmaker", "chancellor", "king", "envoy", "adviser", "advisor", "researcher", "expert",
    "governor", "mayor", "strongman", "politician", "secretary", "chief", "head", "director",
}  # fmt: skip
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
        self._last: Speaker | None = None

    def of_verb(self, verb: Token) -> list[Speaker]:
        """The speakers of a verb, several where they are joined by "and"."""
        found = [s for noun in self._sayers.of(verb)[:1] for s in self.of_noun(noun)]
        if found:
            self._last = found[0]
        return found

    def of_noun(self, token: Token) -> list[Speaker]:
        """The speakers that a noun and those joined to it name."""
        joined = [token, *(c for c in token.conjuncts if c.i > token.i and c.dep_ == "conj")]
        found = [speaker for one in joined[:3] if (speaker := self._one(one))]
        # "The minister NAME and two colleagues": the unnamed add nothing.
        return [
            s
            for i, s in enumerate(found)
            if i == 0 or self._analysis.clusters.all[s.entity].named or not _COUNTED.match(s.words.text)
        ]

    def _one(self, token: Token) -> Speaker | None:
        if token.pos_ == "PRON" or token.lower_ in _HE | _IT | _THEY:
            return self._taken_up(token.lower_, token)
        placed = self._analysis.at(token.i)
        owner = next((c for c in token.lefts if c.dep_ == "poss"), None) if token.lower_ in _WORDS else None
        if owner is not None:
            return self._one(owner)
        person = self._person(token)
        if person is not None:
            return person
        if placed is not None and placed.mention.kind in {
            "person",
            "org",
            "party",
            "country",
            "people",
            "government",
            "place",
        }:
            entity = self._analysis.clusters.actor(placed.mention)
            if entity is not None and (placed.mention.kind != "place" or placed.mention.record):
                if placed.mention.kind in {"country", "place", "government", "people"}:
                    self._analysis.clusters.all[entity].acts = True
                return Speaker(entity, self._analysis.words(placed.mention))
        return self._described(token)

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
            if placed and placed.mention.kind == "person":
                if (
                    self._analysis.doc[at].dep_
                    not in {"appos", "nsubj", "conj", "compound", "flat", "attr", "dobj", "nsubjpass", "ROOT"}
                    and at != token.i
                ):
                    break
                entity = self._analysis.clusters.actor(placed.mention)
                return Speaker(entity, self._analysis.words(placed.mention)) if entity is not None else None
        return None

    def _apposed(self, token: Token) -> Speaker | None:
        """ "The foreign minister, NAME,": the name between commas after a noun for people."""
        doc, after = self._analysis.doc, token.i + 1
        placed = self._analysis.at(after + 1) if after + 1 < len(doc) and doc[after].text == "," else None
        human = token.pos_ == "NOUN" and token.lemma_.casefold() in _HUMAN
        if placed is None or placed.mention.kind != "person" or not human or placed.first != after + 1:
            return None
        if placed.last < len(doc) and doc[placed.last].pos_ != "PUNCT":
            return None
        entity = self._analysis.clusters.actor(placed.mention)
        return Speaker(entity, self._analysis.words(placed.mention)) if entity is not None else None

    def _described(self, token: Token) -> Speaker | None:
        lemma = token.lemma_.casefold()
        if token.pos_ == "NUM" and self._some_of(token):
            words = self._analysis.tokens(*self._phrase(token))
            return Speaker(self._analysis.clusters.unnamed(words, "UNKNOWN", None), words)
        if token.lower_.rstrip("s") in self._speech.mute:
            return None
        if token.pos_ == "PROPN" and lemma not in self._speech.speakers and self._analysis.at(token.i) is None:
            return self._unknown(token)
        if lemma in self._speech.mute or lemma not in self._speech.speakers:
            return None
        if any(c.lower_ in {"the", "that", "its"} for c in token.lefts):
            taken = self._class(lemma, token)
            if taken is not None:
                return taken
        first, last = self._phrase(token)
        if token.lower_ == "one" and last == token.i + 1:
            return None
        words = self._analysis.tokens(first, last)
        party = self._analysis.at(token.i)
        if party is not None and party.mention.kind == "party":
            entity = self._analysis.clusters.actor(party.mention)
            if entity is not None:
                return Speaker(entity, words)
        kind = "MEDIA" if lemma in _MEDIA | {"medium", "media"} else "UNKNOWN"
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
            if child.dep_ == "prep" and child.lower_ in _PHRASE and child.i == last and not far:
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

    def _class(self, lemma: str, token: Token) -> Speaker | None:
        clusters = self._analysis.clusters
        if lemma in _MEDIA:
            kinds = {"MEDIA", "ORGANIZATION"}
        elif lemma in _HUMAN:
            kinds = {"PERSON", "UNKNOWN"}
        else:
            kinds = {kind for kind, nouns in _BODIES.items() if lemma in nouns}
        between = {t.lower_ for t in self._analysis.doc[token.left_edge.i + 1 : token.i]}
        if not kinds or between - {"same", "state", "news", "latter"}:
            return None
        if self._last and clusters.all[self._last.entity].kind in kinds and self._called(self._last.entity, lemma):
            return Speaker(self._last.entity, self._analysis.tokens(token.left_edge.i, token.i + 1))
        for placed in reversed(self._analysis.placed):
            if placed.first >= token.i:
                continue
            entity = clusters.actor(placed.mention)
            if entity is None or clusters.all[entity].kind not in kinds - {"UNKNOWN"}:
                continue
            if kinds != {"ARMED_FORCE"} or lemma in placed.mention.text.casefold():
                return Speaker(entity, self._analysis.tokens(token.left_edge.i, token.i + 1))
        return None

    def _called(self, entity: int, lemma: str) -> bool:
        """Whether "the LEMMA" can take up an actor: one without a name must have been called so."""
        cluster = self._analysis.clusters.all[entity]
        return cluster.named or any(lemma in name.casefold() for name in cluster.names)

    def _several(self, entity: int) -> bool:
        """Whether an unnamed speaker is more than one: "other sources"."""
        cluster = self._analysis.clusters.all[entity]
        words = cluster.names[0].casefold().split() if cluster.names else []
        return not cluster.named and any(w.endswith("s") and w[:-1] in self._speech.speakers for w in words)

    def _taken_up(self, pronoun: str, token: Token) -> Speaker | None:
        clusters, words = self._analysis.clusters, self._analysis.tokens(token.i, token.i + 1)
        people = {"PERSON", "UNKNOWN"}
        if pronoun in _HE:
            wanted = people
        elif pronoun in _IT:
            wanted = {"MEDIA", "ORGANIZATION", "GOVERNMENT", "ARMED_FORCE", "COMPANY", "ARMED_GROUP", "STATE"}
        elif pronoun in _THEY:
            wanted = {"UNKNOWN", "MEDIA", "ARMED_GROUP", "ARMED_FORCE"}
        else:
            return None
        sentence = self._analysis.sentence_of(token.i)
        near = [p for p in self._analysis.placed if p.last <= token.i and p.first >= token.i - 90]
        subjects = [p for p in near if self._analysis.doc[p.last - 1].dep_ in {"nsubj", "nsubjpass"}]
        candidates: list[tuple[int, int]] = []
        last = self._last
        if last is not None and pronoun in _HE and self._several(last.entity):
            last = None
        if last is not None and clusters.all[last.entity].kind in wanted:
            candidates.append((last.words.start, last.entity))
        for placed in subjects:
            entity = clusters.actor(placed.mention)
            if entity is not None and clusters.all[entity].kind in wanted and placed.last < token.i - 1:
                if pronoun in _IT and clusters.all[entity].kind == "STATE" and placed.first >= sentence.span.start:
                    continue
                candidates.append((placed.mention.start, entity))
        if not candidates and pronoun in _HE:
            candidates = [
                (p.mention.start, e)
                for p in near
                if p.mention.kind == "person" and (e := clusters.actor(p.mention)) is not None
            ]
        if not candidates:
            return None
        return Speaker(max(candidates)[1], words)

    @property
    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self._last

    def remember(self, speaker: Speaker) -> None:
        """Someone spoke."""
        self._last = speaker
