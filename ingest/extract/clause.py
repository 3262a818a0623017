"""A verb in the parse -> the aircraft that its clause, or the one that it hangs on, says moves."""

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from ingest.analysis import Analysis
from ingest.extract.group import Group

#: What a phrase hangs on that is no subject.
PREPOSITIONS = {"of", "from", "by", "for", "with", "in", "at", "to", "on", "near", "including", "under", "between",
                 "carrying", "via", "into", "aboard", "over", "like", "without", "through"}  # fmt: skip
_BRIDGE = {"'s", "’s", "(", ")", "-", "the"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_HANGING = {"conj", "xcomp", "advcl", "pcomp", "prep"}
#: How many verbs up a subject may stand.
_REACH = 3


def by_parse(analysis: Analysis, inside: Mapping[int, Group], token: int) -> Group | None:
    """The subject of the verb at a token; `inside` are the tokens of noun phrases of aircraft."""
    verb = analysis.doc[token]
    for _ in range(_REACH):
        for child in verb.children:
            if child.dep_ in _SUBJECTS:
                return inside.get(child.i) or _relative(inside, child) or _cleft(inside, verb, child)
        if verb.dep_ == "acl":
            return inside.get(verb.head.i)
        if verb.dep_ not in _HANGING or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _relative(inside: Mapping[int, Group], child: Token) -> Group | None:
    if child.lower_ in {"which", "that"} and child.head.dep_ == "relcl":
        return inside.get(child.head.head.i)
    return None


def _cleft(inside: Mapping[int, Group], verb: Token, child: Token) -> Group | None:
    """ "What landed in X was a Y-20"."""
    if child.lower_ != "what" or verb.dep_ not in {"csubj", "csubjpass"} or verb.head.lemma_ != "be":
        return None
    return next((inside[c.i] for c in verb.head.children if c.dep_ == "attr" and c.i in inside), None)


def preposition(doc: Doc, first: int, floor: int) -> int | None:
    """The preposition that a phrase ending at `first` hangs on, a few words back; a list of names is one phrase."""
    for at in range(first - 1, max(floor - 1, first - 9), -1):
        if doc[at].lower_ in PREPOSITIONS:
            return at
        if doc[at].pos_ == "DET" and at > floor and doc[at - 1].pos_ in {"NOUN", "PROPN", "NUM"}:
            return None  # "From late May the army …": another noun phrase
        if (
            doc[at].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "CCONJ", "NUM", "PUNCT"}
            and doc[at].lower_ not in _BRIDGE
            and doc[at].tag_ != "PRP$"
        ):
            return None
    return None
