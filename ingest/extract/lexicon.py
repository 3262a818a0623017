"""rules/flight.yaml -> Lexicon: which words of a sentence are verbs of movement, and what role they play."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from spacy.tokens import Doc, Token

from ingest import rules
from ingest.phrase import DAYS, MONTHS

Role = Literal["depart", "arrive", "go", "send", "stop", "call", "noun"]
#: A verb; a noun of movement ("arrival"), whose mover follows "of"; a word that is neither ("inbound").
Kind = Literal["verb", "noun", "word"]

#: Past, participle where they are not regular.
_IRREGULAR = {
    "take": ("took", "taken"),
    "leave": ("left",),
    "fly": ("flew", "flown"),
    "go": ("went", "gone"),
    "come": ("came", "come"),
    "set": ("set",),
    "put": ("put",),
    "send": ("sent",),
    "make": ("made",),
    "bring": ("brought",),
    "run": ("ran", "run"),
    "bind": ("bound",),
    "supply": ("supplied",),
    "ferry": ("ferried",),
    "carry": ("carried",),
    "deploy": ("deployed",),
    "redeploy": ("redeployed",),
    "travel": ("travelled", "traveled"),
    "transfer": ("transferred",),
    "stop": ("stopped",),
    "drop": ("dropped",),
    "airdrop": ("airdropped",),
    "quit": ("quit",),
    "withdraw": ("withdrew", "withdrawn"),
    "get": ("got",),
    "sweep": ("swept",),
    "show": ("showed", "shown"),
    "wind": ("wound",),
    "hop": ("hopped",),
    "ply": ("plied",),
    "speed": ("sped",),
    "swing": ("swung",),
    "spot": ("spotted",),
    "log": ("logged",),
    "ship": ("shipped",),
    "jet": ("jetted",),
    "lend": ("lent",),
    "commute": ("commuted",),
    "accompany": ("accompanied",),
}
_ING = {"travel": "travelling", "transfer": "transferring", "stop": "stopping", "drop": "dropping", "set": "setting",
        "put": "putting", "run": "running", "refuel": "refuelling", "quit": "quitting", "get": "getting",
        "hop": "hopping", "spot": "spotting", "log": "logging", "ship": "shipping", "jet": "jetting",
        "airdrop": "airdropping"}  # fmt: skip


_IDLE = {"fire", "part", "place", "control", "aim", "hits", "damage", "charge", "command", "over", "shape", "orders",
         "advantage", "responsibility", "credit", "turns", "cover", "shelter", "delivery"}  # fmt: skip
_STAYING = {"stay", "remain", "stand", "sit", "keep", "park", "stick", "leave", "hold"}
#: What machines enter that is no place.
_SERVICE = {
    "service",
    "production",
    "use",
    "force",
    "operation",
    "negotiations",
    "talks",
    "airspace",
    "its",
    "their",
    "inventory",
    "fleet",
}


#: What follows a verb of movement.
_AFTER = {"from", "to", "at", "in", "for", "through", "into", "toward", "towards", "on", "between", "via", "over"}


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb (or noun) of movement: the words after its first one, its role, what follows it."""

    base: str
    rest: tuple[str, ...]
    role: Role
    takes_object: bool
    takes_for: bool
    cargo: bool
    rule: str
    kind: Kind = "verb"


def forms(base: str) -> set[str]:
    """The written forms of a verb.

    >>> sorted(forms("leave"))
    ['leave', 'leaves', 'leaving', 'left']
    """
    stem = base[:-1] if base.endswith("e") else base
    third = (
        base[:-1] + "ies"
        if base.endswith("y") and base[-2] not in "aeou"
        else base + ("es" if base.endswith(("s", "sh", "ch", "x", "o")) else "s")
    )
    past = _IRREGULAR.get(base, (stem + "ed",))
    made = {base, third, _ING.get(base, stem + "ing"), *past}
    return made | ({"refueling", "refuelled"} if base == "refuel" else set())


class Lexicon:
    """The verbs of movement."""

    @cached_property
    def _index(self) -> dict[str, tuple[Verb, ...]]:
        index: dict[str, list[Verb]] = {}
        for rule in rules.read("flight"):
            for kind, phrase in _phrases(rule):
                first, *rest = phrase.split()
                verb = Verb(
                    first,
                    tuple(rest),
                    rule["role"],
                    bool(rule.get("object")),
                    bool(rule.get("for")),
                    bool(rule.get("cargo")),
                    f"flight.{rule['role']}.{phrase.replace(' ', '-')}",
                    kind,
                )
                for form in forms(first) if kind == "verb" else _number(first) if kind == "noun" else {first}:
                    index.setdefault(form, []).append(verb)
        return {form: tuple(sorted(verbs, key=lambda v: -len(v.rest))) for form, verbs in index.items()}

    @cached_property
    def moves(self) -> frozenset[str]:
        """The first words of all verbs of movement, in every form."""
        return frozenset(form for form, verbs in self._index.items() if any(v.kind == "verb" for v in verbs))

    def at(self, doc: Doc, token: int, end: int) -> tuple[Verb, int] | None:
        """The verb that starts at a token, and the token after its last word."""
        for verb in self._index.get(doc[token].lower_, ()):
            last = self._matched(doc, token, end, verb)
            if last:
                return verb, last
        return None

    def _matched(self, doc: Doc, token: int, end: int, verb: Verb) -> int | None:
        at = token + 1
        for word in verb.rest:
            # "made a short stop": up to two words may stand between.
            for skip in range(3 if verb.base == "make" else 1):
                if at + skip < end and doc[at + skip].lower_ == word:
                    at += skip + 1
                    break
            else:
                return None
        if verb.rest[-1:] == ("on",) and at < end and _dated(doc, at):
            return None  # "went on Tuesday to X"
        if verb.kind == "word":
            return None if verb.base == "on" and _stays(doc, token) else at
        if verb.kind == "noun":
            return at if doc[token].pos_ in {"NOUN", "PROPN"} else None
        if verb.base == "follow" and doc[token].tag_ == "VBG":
            return None  # "following a ceremony"
        if _other(doc, token, at, end, verb):
            return None
        if verb.base == "enter" and any(doc[i].lower_ in _SERVICE for i in range(at, min(at + 2, end))):
            return None
        if verb.base == "get" and verb.rest[-1:] == ("into",) and not _named(doc, at, end):
            return None  # "got into trouble in X"
        if not verb.rest and doc[token].pos_ not in {"VERB", "AUX"} and not _verbal(doc, token):
            return None
        return at


def _dated(doc: Doc, at: int) -> bool:
    """Whether a day follows."""
    return doc[at].like_num or doc[at].lower_ in DAYS or doc[at].lower_ in MONTHS


def _number(noun: str) -> set[str]:
    return {noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s"}


def _phrases(rule: dict[str, Any]) -> Iterator[tuple[Kind, str]]:
    kinds: tuple[tuple[Kind, str], ...] = (("verb", "verbs"), ("noun", "nouns"), ("word", "words"))
    for kind, key in kinds:
        for phrase in rule.get(key, ()):
            yield kind, phrase


def _other(doc: Doc, token: int, at: int, end: int, verb: Verb) -> bool:
    """ "Came in a jet from X", "took fire": whether the words mean something else."""
    if verb.rest[-1:] == ("in",):
        return _aboard(doc, at, end)
    return verb.base == "take" and not verb.rest and _idle(doc, at, end)


def _idle(doc: Doc, at: int, end: int) -> bool:
    """Whether what is taken is nothing that is carried."""
    return any(doc[i].lower_ in _IDLE for i in range(at, min(at + 3, end)))


def _stays(doc: Doc, token: int) -> bool:
    """Whether what is on the ground did not come there: "remained on the ground"."""
    return any(doc[i].lemma_ in _STAYING for i in range(max(token - 3, 0), token))


def _aboard(doc: Doc, at: int, end: int) -> bool:
    """Whether an indefinite noun phrase follows that is no time and no place: "a Falcon 7X"."""
    if at >= end or doc[at].lower_ not in {"a", "an", "their", "his", "her"}:
        return False
    head = doc[at].head
    return head.i > at and (head.pos_ == "PROPN" or head.lower_ in {"jet", "plane", "aircraft", "helicopter"})


def _named(doc: Doc, at: int, end: int) -> bool:
    """Whether a name follows, with no more than an article before it."""
    at += at < end and doc[at].pos_ == "DET"
    return at < end and (doc[at].pos_ == "PROPN" or doc[at].is_title)


def _verbal(doc: Doc, token: int) -> bool:
    """A form that the tagger took for a noun and that stands like a verb: before a preposition, after no article."""
    before = doc[token - 1] if token else None
    after = doc[token + 1] if token + 1 < len(doc) else None
    if doc[token].tag_.startswith("V"):
        return True
    return (
        after is not None
        and after.lower_ in _AFTER
        and before is not None
        and (before.tag_ in {"NNS", "NNP", "NN", "NNPS", ",", "RB", "CC", "-RRB-"} or _is_code(before))
        and (doc[token].tag_ != "NNS" or not any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in _sentence(doc, token)))
    )


def _is_code(token: Token) -> bool:
    """ "Il-76s unloading at X": a designation, which the tagger may take for anything."""
    return any(c.isdigit() for c in token.text) and any(c.isalpha() for c in token.text)


def _sentence(doc: Doc, token: int) -> Iterator[Token]:
    """The tokens of a token's sentence, without the cost of `Token.sent`."""
    first, last = token, token + 1
    while first > 0 and not doc[first].is_sent_start:
        first -= 1
    while last < len(doc) and not doc[last].is_sent_start:
        last += 1
    return (doc[i] for i in range(first, last))
