"""Sentence -> RelationFacts: links that a noun of rules/noun.yaml states: "X, the longtime ally of Y"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Span, Token

from ingest import rules
from ingest.analysis import Analysis, Placed
from ingest.extract.side import senses
from ingest.extract.typed import FORCES, Typed
from ingest.extract.verb import end_at, manner_of, surface
from ingest.reading import Predicate, RelationFact
from schema.claim import Modality, Polarity

#: "The former leader of X" leads it no more, its deputy leader not.
_NOT_NOW = frozenset(
    ("former", "ex", "then", "late", "deputy", "vice", "assistant", "retired", "ousted", "deposed", "sub")
)
#: What may stand before a head of all.
_OF_ALL = frozenset(
    ("the", "new", "top", "overall", "supreme", "current", "interim", "acting", "political",
     "military", "paramilitary", "rebel", "junta", "longtime", "veteran", "transitional", "undisputed", "powerful",
     "general", "chief", "executive", "managing", "authoritarian", "elected", "young", "old", "founding", "founder",
     "long", "time", "prime", "first", "de", "facto", "own", "and")
)  # fmt: skip
_POSSESSIVE = frozenset(("its", "their", "whose"))
_OWNING = frozenset(("poss", "amod", "compound", "nmod"))


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun states: see rules/noun.yaml."""

    predicate: Predicate
    who: frozenset[str]
    of: frozenset[str]
    prepositions: frozenset[str]
    back: bool
    theirs: bool


class Nouns:
    """Reads links from nouns, who is called by them and of whom."""

    @cached_property
    def _nouns(self) -> dict[str, list[Noun]]:
        found: dict[str, list[Noun]] = {}
        for rule in rules.read("noun"):
            noun = Noun(
                rule["predicate"],
                frozenset(rule["who"]),
                frozenset(rule["of"]),
                frozenset(rule.get("in", ("of",))),
                rule.get("back", False),
                rule.get("theirs", False),
            )
            for word in rule["nouns"]:
                found.setdefault(word, []).append(noun)
        return found

    def stated(self, analysis: Analysis, texts: Iterable[Typed]) -> Iterator[RelationFact]:
        """The links of all sentences, in order."""
        for text in texts:
            if len(text.mentions) < 2:
                continue
            at = {token: placed for placed in text.mentions for token in range(placed.first, placed.last)}
            for token in text.sentence.span:
                nouns = self._nouns.get(token.lemma_.lower(), ()) if token.pos_ in {"NOUN", "PROPN"} else ()
                for noun in nouns if token.i not in at else ():
                    yield from _facts(analysis, token, noun, at)
            for placed in text.mentions:
                if placed.mention.sub == "UNIT":
                    yield from _of_force(analysis, placed, at)


def _facts(analysis: Analysis, token: Token, noun: Noun, at: dict[int, Placed]) -> Iterator[RelationFact]:
    if any(c.lower_ in _NOT_NOW for c in token.children):
        return
    manner: tuple[Modality, Polarity] | None = Modality.ACTUAL, Polarity.ASSERTED
    if token.dep_ == "attr":
        manner = manner_of(token.head)
    if manner is None or token.doc[token.left_edge.i - 1].lower_ in {"not", "no", "never"}:
        return
    sense = senses(noun.predicate)[:: -1 if noun.back else 1]
    owned = "poss" if noun.prepositions >= {"of"} else ""
    if noun.predicate == "LEADS" and not _whole_body(token, at):
        noun = replace(noun, predicate="MEMBER_OF")  # "the EU's humanitarian chief"
    named = _of(token, frozenset(("of", "from")), "poss") if noun.theirs else _called(token)
    held = [p for t in named if (p := at.get(t.i)) and p.mention.kind in noun.who]
    whole = [p for t in _of(token, noun.prepositions, owned) if (p := at.get(t.i)) and p.mention.kind in noun.of]
    for one in held:
        for other in whole:
            ends = end_at(analysis, one, sense[0]), end_at(analysis, other, sense[1])
            if noun.predicate == "ALLIED_WITH" and other.mention.sub == "ORGANIZATION":
                continue  # "NATO ally X" is a member of it
            if one is other or ends[0] is None or ends[1] is None:
                continue
            first, last = min(one.first, other.first, token.i), max(one.last, other.last, token.i + 1)
            words = analysis.tokens(first, last)
            source, target = (ends[1], ends[0]) if noun.back else (ends[0], ends[1])
            rule = f"relation.noun-{noun.predicate.lower()}"
            yield RelationFact(noun.predicate, source, target, words, rule, None, *manner)


def _of_force(analysis: Analysis, unit: Placed, at: dict[int, Placed]) -> Iterator[RelationFact]:
    """ "The 6 Squadron of the Pakistan Air Force", "the Pakistan Air Force's 6 Squadron"."""
    for token in _of(analysis.doc[unit.first : unit.last].root, frozenset(("of",)), "poss"):
        force = at.get(token.i)
        if force is None or force is unit or force.mention.sub not in FORCES or force.mention.kind != "org":
            continue
        ends = end_at(analysis, unit, "actor"), end_at(analysis, force, "actor")
        if ends[0] is not None and ends[1] is not None:
            words = analysis.tokens(min(unit.first, force.first), max(unit.last, force.last))
            yield RelationFact("MEMBER_OF", ends[0], ends[1], words, "relation.noun-member_of")


def _whole_body(token: Token, at: dict[int, Placed]) -> bool:
    """Whether a head leads the whole of it: no "an RSF commander", no "UN humanitarian chief"."""
    if any(c.i not in at for of in token.children if of.lower_ in {"of", "for"} for c in of.children):
        return False  # "the army's head of information"
    before = [t for t in token.doc[_left(token) : token.i] if t.i not in at and (t.is_alpha or t.like_num)]
    return all(t.lower_ in _OF_ALL | _POSSESSIVE for t in before)


def _left(token: Token) -> int:
    """Where its noun phrase begins: one whose head is a name begins with that name's."""
    return min(token.left_edge.i, token.head.left_edge.i if token.dep_ == "compound" else token.i)


def _called(token: Token) -> Iterator[Token]:
    """Who or what is called so: "X, the ally", "the ally, X", "commander X", "X is an ally", "the ally is X"."""
    if token.dep_ == "appos":
        # "X and Y, the head of Z": it is Y.
        yield max((t for t in (token.head, *token.head.conjuncts) if t.i < token.i), default=token.head, key=_place)
    if token.dep_ == "pobj" and token.head.lower_ == "as" and token.head.head.pos_ == "VERB":
        yield from [subject] if (subject := surface(token.head.head)) is not None else ()  # "serves as head of Y"
    if token.dep_ == "pobj" and token.head.head.lower_ == "one":  # "X, one of the allies of Y"
        yield from _called(token.head.head)
    if (
        token.dep_ == "conj"
        and token.head.dep_ in {"appos", "attr"}
        and not any(c.dep_ == "det" for c in token.children)
    ):
        yield from _called(token.head)  # "X, founder and leader of Y"
    if token.dep_ in {"attr", "oprd"} and (subject := surface(token.head)) is not None:
        yield from (subject, *subject.conjuncts)
    if token.dep_ in {"compound", "nmod"} and token.head.i > token.i and not _parted(token.doc[token.i : token.head.i]):
        yield token.head
    yield from (c for c in token.children if c.dep_ == "appos")
    if token.dep_ in {"nsubj", "nsubjpass"}:
        yield from (c for c in token.head.children if c.dep_ == "attr")


def _place(token: Token) -> int:
    return token.i


def _parted(span: Span) -> bool:
    return any(t.lower_ in {",", "and", "or"} for t in span)


def _of(token: Token, prepositions: frozenset[str], owned: str) -> Iterator[Token]:
    """Whose: "of X", "X's", "Russian"; "one of the units of X"."""
    for child in token.children:
        if owned and child.lower_ in _POSSESSIVE:
            yield from _owner(child, token)
        elif child.dep_ == "prep" and child.lower_ in prepositions:
            for pobj in (c for c in child.children if c.dep_ == "pobj"):
                yield from (pobj, *pobj.conjuncts)
        elif owned and child.dep_ in _OWNING:
            yield child
    if token.dep_ == "compound" and owned:
        # "NATO chief X": both hang on the name.
        yield from (c for c in token.head.children if c.i < token.i and c.dep_ in _OWNING)


def _owner(pronoun: Token, noun: Token) -> Iterator[Token]:
    """Whose "its" is within the sentence: of what stands before "and", or of the subject that it is no part of."""
    top = noun.head if noun.dep_ in {"compound", "nmod"} else noun
    verb = next((one for one in top.ancestors if one.pos_ in {"VERB", "AUX"}), None)
    subject = surface(verb) if verb is not None else None
    if pronoun.lower_ == "whose":
        yield from [verb.head] if verb is not None and verb.dep_ == "relcl" else ()
    elif top.dep_ == "conj":
        yield top.head
    elif subject is not None and subject is not top and not subject.is_ancestor(top):
        yield subject
