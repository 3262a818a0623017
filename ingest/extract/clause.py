"""A verb in the parse -> the aircraft that its clause, or the one that it hangs on, says moves."""

from collections.abc import Mapping

from spacy.tokens import Token

from ingest.analysis import Analysis
from ingest.extract.group import Group

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
