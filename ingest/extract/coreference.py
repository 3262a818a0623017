"""Sentence -> the pronouns and nouns in it that take up an actor: "it", "they", "he", "the army"."""

from collections.abc import Iterator

from spacy.tokens import Token

from ingest.analysis import Analysis, Placed, Sentence

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_CLAUSES = frozenset(("ccomp", "advcl", "pcomp"))
#: What a pronoun can take up: kinds of mentions.
_KINDS = {
    "it": frozenset(("country", "org", "government", "place")),
    "they": frozenset(("org", "party")),
    "he": frozenset(("person",)),
    "she": frozenset(("person",)),
}
#: What a noun can take up: kinds of organisations.
_FORCES = frozenset(("ARMED_FORCE", "ARMED_GROUP"))
_NOUNS = {
    "army": frozenset(("ARMED_FORCE",)),
    "militia": frozenset(("ARMED_GROUP",)),
    "paramilitaries": frozenset(("ARMED_GROUP",)),
    "group": frozenset(("ARMED_GROUP", "ORGANIZATION")),
    "movement": frozenset(("ARMED_GROUP",)),
    "force": _FORCES,
    "alliance": frozenset(("ORGANIZATION",)),
    "bloc": frozenset(("ORGANIZATION",)),
    "airline": frozenset(("COMPANY",)),
    "carrier": frozenset(("COMPANY",)),
    "mission": frozenset(("ORGANIZATION",)),
    **dict.fromkeys(("division", "brigade", "wing", "squadron", "battalion", "unit", "regiment"), frozenset(("UNIT",))),
    "corps": frozenset(("UNIT", "ARMED_FORCE", "ARMED_GROUP")),
    "company": frozenset(("COMPANY",)),
}
#: How far back, in code points, a noun reaches.
_REACH = 400


def takes_up(analysis: Analysis, sentence: Sentence) -> list[Placed]:
    """The actors taken up, each at the tokens that do so, in order."""
    return [*_pronouns(analysis, sentence), *_nouns(analysis, sentence)]


def _pronouns(analysis: Analysis, sentence: Sentence) -> Iterator[Placed]:
    for token in sentence.span:
        if token.lower_ not in _KINDS or token.dep_ not in _SUBJECTS:
            continue
        if token.lower_ == "it" and _machine_near(analysis, sentence, token):
            continue
        subject = _governing(token) or _before(analysis, sentence, token)
        placed = analysis.at(subject.i) if subject is not None else None
        if placed is not None and placed.mention.kind in _KINDS[token.lower_] and _acts(analysis, placed):
            yield Placed(placed.mention, token.i, token.i + 1)


def _machine_near(analysis: Analysis, sentence: Sentence, token: Token) -> bool:
    """Whether "it" may be an aircraft, named a sentence ago or less."""
    return any(
        p.mention.kind in {"aircraft", "craft"} and p.first < token.i and sentence.start - p.mention.end < 160
        for p in analysis.placed
    )


def _acts(analysis: Analysis, placed: Placed) -> bool:
    return analysis.clusters.actor(placed.mention) is not None


def _governing(pronoun: Token) -> Token | None:
    """ "The army said that it held X": the subject of the clause on which the pronoun's hangs."""
    verb = _chain(pronoun.head)
    return _subject(_chain(verb.head)) if verb.dep_ in _CLAUSES else None


def _chain(verb: Token) -> Token:
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _before(analysis: Analysis, sentence: Sentence, pronoun: Token) -> Token | None:
    """The subject of the sentence before, for a pronoun that is the subject of this one."""
    if _chain(pronoun.head).dep_ != "ROOT" or pronoun.i - sentence.span.start > 3:
        return None
    before = analysis.sentence_before(sentence)
    if before is None or before.headline or sentence.line - before.line > 1:
        return None
    subject = _subject(before.span.root)
    if subject is not None and subject.lower_ in _KINDS:
        return None  # a chain of pronouns leads too far
    return subject


def _nouns(analysis: Analysis, sentence: Sentence) -> Iterator[Placed]:
    """ "The army": the one spoken of last."""
    doc = analysis.doc
    for token in sentence.span[1:]:
        kinds = _NOUNS.get(token.lower_)
        if kinds is None or doc[token.i - 1].lower_ != "the" or analysis.at(token.i) is not None:
            continue
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if after is not None and (after.lower_ in {"of", "-"} or after.pos_ in {"NOUN", "PROPN"}):
            continue
        known = [
            p
            for p in analysis.placed
            if p.last <= token.i and token.idx - p.mention.end < _REACH and p.mention.kind == "org"
            and (index := analysis.clusters.actor(p.mention)) is not None
            and analysis.clusters.all[index].kind in kinds
        ]  # fmt: skip
        if known:
            yield Placed(known[-1].mention, token.i, token.i + 1)
