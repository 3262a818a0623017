"""Pronoun or definite noun -> the actor that it takes up: "he", "they", "the ministry", "the former president"."""

from collections.abc import Iterator

from spacy.tokens import Token

from ingest.analysis import Analysis, Placed
from ingest.extract.speech import Speech

HE, IT, THEY = {"he", "she", "him", "her", "his"}, {"it", "its"}, {"they", "them", "their"}
MEDIA = {
    "channel", "broadcaster", "outlet", "website", "site", "agency", "newspaper", "magazine", "portal", "paper",
    "daily",
}  # fmt: skip
_BODIES = {
    "GOVERNMENT": ("ministry", "government", "embassy", "junta", "presidency", "council", "administration"),
    "COMPANY": ("company", "airline", "carrier", "operator", "firm"),
    "ARMED_GROUP": ("group", "militia", "movement"),
    "ARMED_FORCE": ("army", "military", "force", "command"),
    "ORGANIZATION": ("organization", "organisation", "institute", "mission", "charity", "party", "alliance", "bloc"),
}
#: Nouns for people by what they are, by which a named one may be taken up.
HUMAN = {
    "official", "minister", "president", "spokesman", "spokeswoman", "spokesperson", "general", "analyst", "source",
    "officer", "commander", "leader", "diplomat", "colonel", "captain", "major", "admiral", "marshal", "premier",
    "ambassador", "senator", "lawmaker", "chancellor", "king", "envoy", "adviser", "advisor", "researcher", "expert",
    "governor", "mayor", "strongman", "politician", "secretary", "chief", "head", "director",
}  # fmt: skip
#: How far apart, in code points, those may stand who say one thing.
_JOINT = 100
#: Words before such a noun that tell which of those just spoken of it is, and nothing new.
_SAME = {"same", "state", "news", "latter"}
#: Words before an office that need not have been told with it before.
_TIMED = {"former", "ousted", "deposed", "then", "late", "outgoing", "exiled", "toppled", "new", "old", "veteran"}
_PEOPLE = frozenset(("PERSON", "UNKNOWN"))
_ONE = frozenset(("MEDIA", "ORGANIZATION", "GOVERNMENT", "ARMED_FORCE", "COMPANY", "ARMED_GROUP", "STATE"))
_SEVERAL = frozenset(("UNKNOWN", "MEDIA", "ARMED_GROUP", "ARMED_FORCE"))
_PRONOUNS = {**dict.fromkeys(HE, _PEOPLE), **dict.fromkeys(IT, _ONE), **dict.fromkeys(THEY, _SEVERAL)}


def kind_of(noun: str) -> str:
    """The kind of actor that a noun says; UNKNOWN of one for people.

    >>> kind_of("ministry"), kind_of("newspaper"), kind_of("pilot")
    ('GOVERNMENT', 'MEDIA', 'UNKNOWN')
    """
    if noun in MEDIA | {"medium", "media"}:
        return "MEDIA"
    return next((kind for kind, nouns in _BODIES.items() if noun in nouns), "UNKNOWN")


class Resumed:
    """Remembers who spoke in one analysis, and tells whom a word takes up."""

    def __init__(self, analysis: Analysis, speech: Speech) -> None:
        self._analysis = analysis
        self._speech = speech
        #: Who spoke last: actors, and where that is told.
        self._last: tuple[tuple[int, ...], int] | None = None

    def remember(self, actors: tuple[int, ...], at: int) -> None:
        """These spoke, as the words at a code point tell; of several, each is told once more."""
        if self._last is not None and set(actors) <= set(self._last[0]) and 0 <= at - self._last[1] < _JOINT:
            return
        self._last = (actors, at)

    def pronoun(self, token: Token) -> tuple[int, ...]:
        """Whom "he", "it" or "they" takes up: who spoke last, or a subject named since."""
        clusters, pronoun = self._analysis.clusters, token.lower_
        wanted = _PRONOUNS.get(pronoun)
        if wanted is None:
            return ()
        candidates: list[tuple[int, tuple[int, ...]]] = []
        if self._last is not None:
            spoke, at = self._last
            if len(spoke) > 1 and pronoun in THEY:
                candidates.append((at, spoke))
            elif clusters.all[spoke[0]].kind in wanted and not (pronoun in HE and self._several(spoke[0])):
                candidates.append((at, spoke[:1]))
        near = [p for p in self._analysis.placed if p.last <= token.i and p.first >= token.i - 90]
        candidates += [
            (p.mention.start, (e,)) for p, e in self._subjects(near, token) if clusters.all[e].kind in wanted
        ]
        if not candidates and pronoun in HE:
            candidates = [
                (p.mention.start, (e,))
                for p in near
                if p.mention.kind == "person" and (e := clusters.actor(p.mention)) is not None
            ]
        return max(candidates)[1] if candidates else ()

    def _fits(self, entity: int, pronoun: str, wanted: frozenset[str]) -> bool:
        """Whether a pronoun may take up an actor; "they" may a body of a plural name, "the Bears"."""
        cluster = self._analysis.clusters.all[entity]
        plural = pronoun in THEY and cluster.kind != "PERSON" and any(n.endswith("s") for n in cluster.names)
        return cluster.kind in wanted or plural

    def _subjects(self, near: list[Placed], token: Token) -> Iterator[tuple[Placed, int]]:
        """Those named as subjects shortly before a pronoun; of countries, not those of its own sentence."""
        sentence, doc, clusters = self._analysis.sentence_of(token.i), self._analysis.doc, self._analysis.clusters
        for placed in near:
            entity = clusters.actor(placed.mention)
            if doc[placed.last - 1].dep_ not in {"nsubj", "nsubjpass"} or entity is None or placed.last >= token.i - 1:
                continue
            state = token.lower_ in IT and clusters.all[entity].kind == "STATE"
            if not (state and placed.first >= sentence.span.start):
                yield placed, entity

    def noun(self, token: Token) -> int | None:
        """Whom a definite noun takes up: "the ministry", "the former president"."""
        lemma = token.lemma_.casefold()
        kinds = frozenset(("MEDIA", "ORGANIZATION") if lemma in MEDIA else (kind_of(lemma),))
        if lemma in HUMAN:
            kinds = _PEOPLE
        elif kinds == frozenset(("UNKNOWN",)):
            return None
        before = {t.lower_ for t in self._analysis.doc[token.left_edge.i + 1 : token.i]}
        if before - _SAME:
            return self._holder(token, lemma, before - _TIMED) if lemma in HUMAN else None
        clusters = self._analysis.clusters
        last = self._last[0][0] if self._last is not None else None
        if last is not None and clusters.all[last].kind in kinds and self._called(last, lemma):
            return last
        for placed in reversed(self._analysis.placed):
            if placed.first >= token.i:
                continue
            entity = clusters.actor(placed.mention)
            if entity is None or clusters.all[entity].kind not in kinds - {"UNKNOWN"}:
                continue
            if kinds != {"ARMED_FORCE"} or lemma in placed.mention.text.casefold():
                return entity
        return None

    def _holder(self, token: Token, lemma: str, words: set[str]) -> int | None:
        """ "The former president": the person told to be president before."""
        for placed in reversed(self._analysis.placed):
            if placed.first < token.i and placed.mention.kind == "person":
                told = self._told_of(placed)
                if lemma in told and words <= told:
                    return self._analysis.clusters.actor(placed.mention)
        return None

    def _told_of(self, placed: Placed) -> set[str]:
        """The words before a person's name, and of what stands between commas behind it."""
        doc, first, last = self._analysis.doc, placed.first, placed.last
        while first > 0 and placed.first - first < 8 and doc[first - 1].pos_ in {"PROPN", "NOUN", "ADJ", "ADP"}:
            first -= 1
        if last < len(doc) and doc[last].text == ",":
            end = next((i for i in range(last + 1, min(last + 12, len(doc))) if doc[i].text in {",", "."}), last)
            return {t.lower_ for t in (*doc[first : placed.first], *doc[last:end])}
        return {t.lower_ for t in doc[first : placed.first]}

    def _called(self, entity: int, lemma: str) -> bool:
        """Whether "the LEMMA" can take up an actor: one without a name must have been called so."""
        cluster = self._analysis.clusters.all[entity]
        return cluster.named or any(lemma in name.casefold() for name in cluster.names)

    def _several(self, entity: int) -> bool:
        """Whether an unnamed speaker is more than one: "other sources"."""
        cluster = self._analysis.clusters.all[entity]
        words = cluster.names[0].casefold().split() if cluster.names else []
        return not cluster.named and any(w.endswith("s") and w[:-1] in self._speech.speakers for w in words)
