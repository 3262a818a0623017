"""Sentence -> RelationFacts: links that a verb of rules/verb.yaml states between its subject and its objects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from ingest import rules
from ingest.analysis import Analysis, Placed
from ingest.extract.side import senses
from ingest.extract.typed import FORCES, Typed, word_classes
from ingest.mention.mention import Mention
from ingest.reading import End, Predicate, RelationFact
from schema.claim import Modality, Polarity

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
#: "Continues to back": what these govern is as true as they are.
_ACTUAL = frozenset(("continue", "begin", "start", "keep", "help", "go", "remain"))
_ACCUSING = frozenset(("accuse", "suspect", "blame"))
_DENYING = frozenset(("deny", "refuse", "reject", "stop", "fail", "cease"))
_MAYBE = frozenset(("may", "might", "could", "can"))
_TO_COME = frozenset(("will", "would", "shall", "should", "must", "'ll", "’ll"))
_NUMBERS = frozenset(
    ("number", "dozen", "hundred", "thousand", "most", "some", "lot", "batch", "shipment", "delivery", "part")
)
#: "The forces of X", "X's fighters": whose they are acts.
_STANDING_FOR = frozenset(
    ("force", "troop", "soldier", "fighter", "man", "army", "government", "military", "unit", "state")
)


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb states: see rules/verb.yaml."""

    predicate: Predicate
    source: str | tuple[str, ...]
    target: str | tuple[str, ...]
    needs: str | None
    site: frozenset[str]
    who: frozenset[str]


class Clauses:
    """Reads links from verbs and what stands around them."""

    @cached_property
    def _verbs(self) -> dict[str, list[Verb]]:
        found: dict[str, list[Verb]] = {}
        for rule in rules.read("verb"):
            source, target = (tuple(at) if isinstance(at := rule[end], list) else at for end in ("from", "to"))
            verb = Verb(
                rule["predicate"],
                source,
                target,
                rule.get("with"),
                frozenset(rule.get("site", ())),
                frozenset(rule.get("who", ())),
            )
            for lemma in rule["verbs"]:
                found.setdefault(lemma, []).append(verb)
        return found

    @cached_property
    def _classes(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(w.split(" ")[-1].lower() for w in words) for name, words in word_classes().items()}

    def stated(self, analysis: Analysis, texts: Iterable[Typed]) -> Iterator[RelationFact]:
        """The links of all sentences, in order."""
        for text in texts:
            if len(text.mentions) < 2:
                continue
            at = {token: placed for placed in text.mentions for token in range(placed.first, placed.last)}
            for token in text.sentence.span:
                if token.pos_ == "VERB" and token.i not in at:
                    for verb in self._verbs.get(token.lemma_.lower(), ()):
                        yield from self._facts(_Clause(analysis, token, at), verb)

    def _facts(self, clause: "_Clause", verb: Verb) -> Iterator[RelationFact]:
        if clause.particle or (verb.needs and not self._has(clause, verb.needs)):
            return
        manner = manner_of(clause.verb)
        if manner is None:
            return
        sense = senses(verb.predicate)
        sources = list(clause.ends(verb.source, sense[0], verb.who))
        targets = list(clause.ends(verb.target, sense[1], verb.site))
        for source in sources:
            for target in targets:
                start = min(source.words.start, target.words.start, clause.verb.idx)
                end = max(source.words.end, target.words.end, clause.verb.idx + len(clause.verb))
                words = clause.analysis.slot(start, end)
                yield RelationFact(
                    verb.predicate, source, target, words, f"relation.verb-{verb.predicate.lower()}", None, *manner
                )

    def _has(self, clause: "_Clause", name: str) -> bool:
        """Whether what is given or sent is of a class: its head, or that of what stands after "with"."""
        things = [*clause.objects, *clause.after(("with",))]
        return any(
            word.lower_ in self._classes[name] or _is_machine(clause.at.get(word.i), name)
            for thing in things
            for word in (thing, *thing.conjuncts)
        )


def _is_machine(placed: Placed | None, name: str) -> bool:
    return name == "arms" and placed is not None and placed.mention.kind in {"aircraft", "craft"}


class _Clause:
    """A verb with what stands around it."""

    def __init__(self, analysis: Analysis, verb: Token, at: dict[int, Placed]) -> None:
        self.analysis = analysis
        self.verb = verb
        self.at = at
        children = list(verb.children)
        self.particle = any(c.dep_ == "prt" and c.lower_ not in {"up", "over"} for c in children)
        self.passive = verb.tag_ == "VBN" and not any(c.lemma_ == "have" and c.i < verb.i for c in children)
        if any(c.dep_ in {"auxpass", "nsubjpass"} for c in children):
            self.passive = True
        self.surface = surface(verb)
        direct = [c for c in children if c.dep_ == "dobj"]
        if verb.dep_ == "relcl" and any(c.lower_ in _RELATIVE for c in direct):
            direct = [verb.head]
        whole = verb
        while whole.dep_ == "conj" and whole.head is not whole and not direct:
            whole = whole.head  # "which X hosts and arms"
        if not direct and whole is not verb and whole.dep_ == "relcl":
            direct = [whole.head] if self.surface is not None and self.surface is not whole.head else []
        if not direct and verb.dep_ == "relcl" and self.surface is not None and self.surface is not verb.head:
            direct = [verb.head] if not self.passive else []
        direct += [c for one in direct if _counts(one) for of in one.children if of.lower_ == "of" for c in of.children]
        self.objects = [self.surface] if self.passive and self.surface is not None else direct
        self.held = direct if self.passive else []

    @property
    def subjects(self) -> list[Token]:
        """Who does it."""
        if self.passive:
            return [p for c in self.verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
        return [self.surface] if self.surface is not None else []

    def after(self, prepositions: tuple[str, ...]) -> list[Token]:
        """What stands after the verb's prepositions; those of its object may be the verb's."""
        found = []
        for head in (self.verb, *self.objects):
            if head is not self.verb and head.i < self.verb.i:
                continue
            for child in head.children:
                if child.dep_ not in {"prep", "dative"} or child.i < self.verb.i:
                    continue
                inner = next((c for c in child.children if c.dep_ == "prep"), None)
                name = child.lower_ if inner is None else f"{child.lower_} {inner.lower_}"
                if name in prepositions:
                    found += [c for c in (inner or child).children if c.dep_ == "pobj"]
        return found

    def ends(self, where: str | tuple[str, ...], sense: str, kinds: frozenset[str]) -> Iterator[End]:
        """What the link leads from or to, each of a list."""
        if where == "subject":
            tokens = self.subjects
        elif where == "object":
            tokens = self.objects
        elif where == "receiver":
            given = [c for c in self.verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
            first = self.objects if self.after(("with",)) or self.held else []
            tokens = [*given, *first, *self.after(("to",))]
        else:
            assert isinstance(where, tuple)
            tokens = self.after(where)
        for token in tokens:
            for one in (token, *token.conjuncts):
                if end := self._end(one, sense, kinds):
                    yield end

    def _end(self, token: Token, sense: str, kinds: frozenset[str]) -> End | None:
        placed = self.at.get(token.i) or self._stood_for(token, sense)
        if placed is None or (kinds and not is_one_of(placed.mention, kinds)):
            return None
        return end_at(self.analysis, placed, sense)

    def _stood_for(self, token: Token, sense: str) -> Placed | None:
        """ "The forces of X", "X's army", "the militia, X": X."""
        for child in token.children:
            if child.dep_ == "appos" and child.i in self.at:
                return self.at[child.i]
        if sense == "site" or token.lemma_.lower() not in _STANDING_FOR:
            return None
        for child in token.children:
            owners = [child] if child.dep_ in {"poss", "amod", "compound", "nmod"} else []
            owners += [c for c in child.children if child.lower_ == "of" and c.dep_ == "pobj"]
            for owner in owners:
                if owner.i in self.at:
                    return self.at[owner.i]
        return None


def end_at(analysis: Analysis, placed: Placed, sense: str) -> End | None:
    """What a mention stands for as an "actor" or a "site"; None where it is no such thing."""
    clusters, mention = analysis.clusters, placed.mention
    entity = clusters.site(mention) if sense == "site" else clusters.actor(mention)
    if entity is None or (sense == "actor" and mention.kind in {"place", "base"}):
        return None
    return End(entity, analysis.tokens(placed.first, placed.last))


def is_one_of(mention: Mention, kinds: frozenset[str]) -> bool:
    """Whether a mention is of one of these kinds; "force" is an armed one, by its name or as "Rwandan soldiers"."""
    return mention.kind in kinds or ("force" in kinds and (mention.kind == "party" or mention.sub in FORCES))


def _counts(token: Token) -> bool:
    """ "1,000 of its soldiers", "a number of drones": how many of what stands after it."""
    return token.pos_ in {"NUM", "DET", "ADJ"} or token.lemma_.lower() in _NUMBERS


def manner_of(verb: Token) -> tuple[Modality, Polarity] | None:
    """How the clause holds; None where it is only a condition, a wish or a command."""
    modality, polarity, first = Modality.ACTUAL, Polarity.ASSERTED, verb
    for _ in range(4):
        words = list(verb.children)
        if any(c.dep_ == "mark" and c.lower_ in {"if", "whether", "unless"} for c in words):
            return None
        if any(c.dep_ == "neg" or c.lower_ in {"never", "neither", "without"} for c in words):
            polarity = Polarity.DENIED
        auxiliaries = {c.lower_ for c in words if c.dep_ == "aux"}
        if auxiliaries & _MAYBE:
            modality = Modality.POSSIBLE
        elif auxiliaries & _TO_COME or (verb is first and "to" in auxiliaries and verb.dep_ != "xcomp"):
            modality = Modality.EXPECTED
        head = verb.head
        if verb.dep_ == "pcomp" and head.lower_ == "without":
            return None
        if verb.dep_ in {"xcomp", "ccomp", "pcomp"} and head.lemma_ in _DENYING | {"of"}:
            polarity = Polarity.DENIED if head.lemma_ in _DENYING else polarity
        if verb.dep_ == "xcomp" and head.lemma_ not in _ACTUAL | _DENYING:
            modality = Modality.EXPECTED
        if verb.dep_ not in {"xcomp", "conj"} or head is verb:
            break
        verb = head
    return modality, polarity


def surface(verb: Token) -> Token | None:
    """The subject as it stands: its own, that of the clause it hangs on, or the noun that it describes."""
    # "X has, as before, backed Y": the parser hangs X on the auxiliary.
    parts = [verb, *(c for c in verb.children if c.lemma_ in {"have", "do", "be"} and c.i < verb.i)]
    own = next((c for part in parts for c in part.children if c.dep_ in _SUBJECTS), None)
    if own is not None:
        relative = own.lower_ in _RELATIVE and verb.dep_ == "relcl"
        return verb.head if relative else own
    if verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBG", "VBD"}:
        return verb.head
    if verb.dep_ == "pcomp" and verb.head.head.lemma_ in _ACCUSING:
        accuser = verb.head.head
        return next((c for c in accuser.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    joined = verb.dep_ in {"conj", "xcomp"} or (verb.dep_ == "advcl" and verb.tag_ in {"VBN", "VBG"})
    if joined and verb.head is not verb and verb.head.pos_ in {"VERB", "AUX"}:
        marked = any(c.dep_ == "mark" for c in verb.children)
        return None if marked else surface(verb.head)
    return None
