"""A verb in the parse -> the aircraft that its clause, or the one that it hangs on, says moves."""

import re
from collections.abc import Mapping

from spacy.tokens import Doc, Token

from ingest.analysis import Analysis
from ingest.extract.group import Group
from ingest.extract.movement import Trigger

#: What a phrase hangs on that is no subject.
PREPOSITIONS = {"of", "from", "by", "for", "with", "in", "at", "to", "on", "near", "including", "under", "between",
                 "carrying", "via", "into", "aboard", "over", "like", "without", "through"}  # fmt: skip
_BRIDGE = {"'s", "’s", "(", ")", "-", "the"}
_INSIDE = re.compile(r"\b(?:inside|aboard|on board|in the (?:hold|belly))\b")
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
            return None if _opens(doc, first, at) else at
        if doc[at].pos_ == "DET" and at > floor and doc[at - 1].pos_ in {"NOUN", "PROPN", "NUM"}:
            return None  # "From late May the army …": another noun phrase
        if (
            doc[at].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "CCONJ", "NUM", "PUNCT"}
            and doc[at].lower_ not in _BRIDGE
            and doc[at].tag_ != "PRP$"
        ):
            return None
    return None


def _opens(doc: Doc, first: int, at: int) -> bool:
    """ "On Sunday Mahan Air brought …": the day hangs on the preposition, the name is the subject."""
    word = doc[first]
    while word.dep_ == "compound" and word.head.i > word.i:
        word = word.head
    return word.dep_ == "nsubj" and doc[at].head == word.head and doc[at + 1].ent_type_ == "DATE"


def first_word(doc: Doc, token: int) -> int:
    """Where a verb that is joined to a word before begins: "crash-landed"."""
    joined = token > 1 and doc[token - 1].text == "-" and not doc[token - 2].whitespace_
    return token - 2 if joined else token


def is_taken_along(inside: Mapping[int, Group], group: Group, token: int) -> bool:
    """Whether machines are what another one takes that goes on: "an An-124 took helicopters on board and left"."""
    doc = group.sentence.span.doc
    taken = next((t for t in doc[group.first : group.last] if t.dep_ == "dobj"), None)
    if taken is None or doc[token].dep_ != "conj" or doc[token].head.i != taken.head.i:
        return False
    subject = next((c for c in taken.head.children if c.dep_ in _SUBJECTS), None)
    return subject is not None and subject.i in inside


def opens_clause(doc: Doc, one: Group, other: Group) -> bool:
    """Whether the second of two noun phrases is the subject of what follows, the first no part of it.

    "Brought goods with a C-130, and two C-17s carried tents".
    """
    return doc[other.first : other.last].root.dep_ in _SUBJECTS and doc[one.first : one.last].root.dep_ == "pobj"


def helps(word: Token, token: int) -> bool:
    """Whether a word is an auxiliary that the tagger took for a verb: "have shuttled weapons"."""
    return word.lemma_ in {"have", "be"} and all(t.pos_ == "ADV" for t in word.doc[word.i + 1 : token])


def is_flown_inside(doc: Doc, trigger: Trigger) -> bool:
    """Whether others flew what is the subject: "four MiG-29s were flown to X inside two An-124s"."""
    verb = doc[trigger.token]
    passive = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children)
    return passive and _INSIDE.search(doc[trigger.after : trigger.limit].text) is not None
