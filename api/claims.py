"""Changes and judgements by hand -> a Batch: a document of their author, and statements that claim them."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import orjson

from api.changes import NAMED, Decision, Verdict, given, linked
from api.errors import BadInputError
from api.outputs import STATEMENT
from schema import identity
from schema.claim import SAME_AS, Batch, Claim, Document, Modality, Polarity, Statement
from schema.errors import InvalidValueError
from schema.ontology import Ontology
from schema.values.instant import INSTANT
from schema.values.period import PERIOD
from schema.values.text import TEXT
from schema.values.value import Json, ValueType

Input = Mapping[str, Any]
#: What reads changes by hand.
EXTRACTOR = "hand@1"
_KIND = "NOTE"
_OPPOSITE = {Polarity.ASSERTED: Polarity.DENIED, Polarity.DENIED: Polarity.ASSERTED}


@dataclass(frozen=True, slots=True)
class ByHand:
    """What is to be written, the things that it speaks of in the order of the request, and those that must be there."""

    batch: Batch
    nodes: tuple[str, ...]
    needs: tuple[str, ...]
    gone: tuple[str, ...] = ()


def speaker_of(ontology: Ontology, author: str) -> str:
    """Who says what an author writes, and publishes it."""
    return identity.keyed(ontology.link(STATEMENT, "SAID_BY").target, "source:contrail", author)


def read_write(
    ontology: Ontology, author: str, asked: Input, asserted: Mapping[str, tuple[Claim, ...]] = MappingProxyType({})
) -> ByHand:
    """The changes of one request. The same changes of one author are one document. Raises BadInputError.

    `asserted` is what others say of the things that are to be deleted.
    """
    source = asked["source"]
    note = _Note(ontology, author, [source, asked["changes"]], source["statement"])
    changes = _Changes(ontology, note.document, asked["changes"], asserted)
    statements = [note.statement(str(number), claims) for number, claims in enumerate(changes.claims(), 1)]
    published = _packed(INSTANT, source.get("published") or _now(), "source.published")
    title, url = source.get("title"), source.get("url")
    found = note.by_hand(statements, published, title, url, changes.nodes, changes.needs)
    return replace(found, gone=tuple(changes.gone))


def read_judgement(ontology: Ontology, author: str, asked: Input) -> ByHand:
    """A judgement; an author has one of each pair, the latest. Raises BadInputError."""
    pair = sorted((asked["one"], asked["other"]))
    if pair[0] == pair[1]:
        raise BadInputError("`one` and `other` are the same id.", "Judge two things.")
    verdict = Verdict(asked["verdict"])
    note = _Note(ontology, author, ["judgement", *pair], asked["reason"])
    claim = Claim(
        pair[0], SAME_AS, object=pair[1], method="by hand",
        polarity=Polarity.DENIED if verdict is Verdict.DIFFERENT else Polarity.ASSERTED,
        modality=Modality.POSSIBLE if verdict is Verdict.UNSURE else Modality.ACTUAL,
    )  # fmt: skip
    published = _packed(INSTANT, _now(), "now")
    return note.by_hand([note.statement("judgement", (claim,))], published, None, None, pair, pair)


class _Note:
    """What an author writes: a document of theirs, whose statements are their words."""

    def __init__(self, ontology: Ontology, author: str, content: Json, words: str) -> None:
        self._ontology = ontology
        self._author = author
        self._words = _packed(TEXT, words, "the words")
        self._sha256 = hashlib.sha256(orjson.dumps([author, content], option=orjson.OPT_SORT_KEYS)).hexdigest()
        self.document = identity.document(self._sha256, f"hand:{author}")
        self._speaker = speaker_of(ontology, author)

    def statement(self, row: str, claims: tuple[Claim, ...]) -> Statement:
        """What the author says in a row of the document."""
        return Statement(
            self.document, EXTRACTOR, claims, row=row, text=str(self._words), attributed=True,
            said_by=((self._speaker, 0),),
        )  # fmt: skip

    def by_hand(
        self, statements: list[Statement], published: Json, title: str | None, url: str | None,
        nodes: list[str], needs: list[str],
    ) -> ByHand:  # fmt: skip
        """All of it, with who the author is."""
        assert isinstance(published, str)
        name = (Claim(self._speaker, "name", TEXT.pack(self._author)),)
        who = Statement(self.document, EXTRACTOR, name, row="author", said_by=((self._speaker, 0),))
        document = Document(
            self.document, self._sha256, _KIND, title, url, None, published, publisher=self._speaker
        )  # fmt: skip
        return ByHand(Batch((document,), (*statements, who)), tuple(nodes), tuple(needs))


def read_review(ontology: Ontology, author: str, asked: Input, claim: Claim) -> ByHand:
    """A decision on a claim; an author has one of each, the latest. Raises BadInputError."""
    note = _Note(ontology, author, ["review", asked["claim"]], asked["reason"])
    decision = Decision(asked["decision"])
    corrects = decision is Decision.CORRECT
    given_ = {name for name in ("value", "to") if asked.get(name) is not None}
    wanted = {"value" if claim.object is None else "to"} if corrects else set()
    if given_ != wanted:
        told = f"`{' and '.join(sorted(wanted))}` alone" if wanted else "neither `value` nor `to`"
        raise BadInputError(f"{decision} of this claim takes {told}.", "Give what the decision takes.")
    own = Claim(
        claim.subject, claim.key, claim.value, claim.object, modality=Modality.ACTUAL, method="by hand",
        alternative=claim.alternative if decision is Decision.ACCEPT else None,
        period=claim.period if decision is Decision.ACCEPT else None,
        polarity=claim.polarity if decision is Decision.ACCEPT else _OPPOSITE[claim.polarity],
    )  # fmt: skip
    found, needs = [own], [claim.subject]
    if corrects and claim.object is None:
        field_ = ontology.fields(identity.noun_of(claim.subject))[claim.key]
        found.append(Claim(claim.subject, claim.key, _packed(field_.type, asked["value"], "value"), method="by hand"))
    elif corrects:
        needs.append(asked["to"])
        found.append(Claim(claim.subject, claim.key, object=asked["to"], method="by hand"))
    statements = [note.statement("review", tuple(found))]
    return note.by_hand(statements, _packed(INSTANT, _now(), "now"), None, None, [claim.subject], needs)


def _denied(claim: Claim) -> Claim:
    return Claim(claim.subject, claim.key, claim.value, claim.object, Polarity.DENIED, method="by hand")


@dataclass(slots=True)
class _Changes:
    """Changes read one after another; names of things may be used before they are given."""

    ontology: Ontology
    document: str
    changes: list[Input]
    asserted: Mapping[str, tuple[Claim, ...]]
    nodes: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    _named: dict[str, str] = field(init=False, default_factory=dict)
    _made: dict[int, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        if not self.changes:
            raise BadInputError("`changes` is empty.", "Give at least one change.")
        for number, change in enumerate(self.changes):
            if change.get("create") is None:
                continue
            noun, said = self._thing(change["create"])
            made = self._made[number] = identity.local(noun, self.document, [str(number + 1), "by hand", 0])
            name = said.get("as")
            if name is not None and self._named.setdefault(name, made) != made:
                raise BadInputError(f"changes[{number}]: another thing is named `{name}` too.", "Take another name.")

    def claims(self) -> Iterator[tuple[Claim, ...]]:
        """What each change claims."""
        for number, change in enumerate(self.changes):
            place = f"changes[{number}]"
            ((kind, asked),) = change.items()
            if kind in {"create", "update"}:
                noun, said = self._thing(asked if kind == "create" else asked["set"])
                subject = self._made[number] if kind == "create" else self._there(place, asked["id"])
                if kind == "update" and identity.noun_of(subject) != noun:
                    raise BadInputError(f"{place}: {subject} is no {noun}.", "Set what a thing of its noun has.")
                found = tuple(self._said(place, noun, subject, said))
            elif kind == "delete":
                subject = asked
                self.needs.append(subject)
                self.gone.append(subject)
                self.nodes.append(subject)
                yield tuple(_denied(claim) for claim in self.asserted.get(subject, ()))
                continue
            else:
                subject = self._there(place, asked["from"])
                polarity = Polarity.DENIED if kind == "unlink" else Polarity.ASSERTED
                found = (self._link(place, subject, asked["link"], asked, polarity),)
            if not found:
                raise BadInputError(f"{place}: it says nothing.", "Give a field or a link.")
            self.nodes.append(subject)
            yield found

    def _thing(self, given: Input) -> tuple[str, Input]:
        ((single, said),) = given.items()
        return next(noun.name for noun in self.ontology.nouns.values() if noun.single == single), said

    def _there(self, place: str, reference: str) -> str:
        if not reference.startswith(NAMED):
            self.needs.append(reference)
            return reference
        if reference[1:] not in self._named:
            raise BadInputError(f"{place}: no thing is named {reference}.", "Give that name by `as`.")
        return self._named[reference[1:]]

    def _said(self, place: str, noun: str, subject: str, said: Input) -> Iterator[Claim]:
        for name, field_ in given(self.ontology, noun).items():
            value = said.get(name)
            for each in value if isinstance(value, list) else [value]:
                if each is not None:
                    yield Claim(subject, name, _packed(field_.type, each, f"{place}.{name}"))
        for name in linked(self.ontology, noun):
            for target in said.get(name) or ():
                yield self._link(f"{place}.{name}", subject, name, target, Polarity.ASSERTED)

    def _link(self, place: str, subject: str, name: str, target: Input, polarity: Polarity) -> Claim:
        noun = identity.noun_of(subject)
        links = linked(self.ontology, noun) if noun in self.ontology.nouns else {}
        if name not in links:
            known = ", ".join(links) or "none"
            raise BadInputError(f"{place}: {subject} has no link `{name}`.", f"It has: {known}.")
        period = target.get("period")
        return Claim(
            subject, links[name].type, object=self._there(place, target["to"]), polarity=polarity,
            modality=Modality(target.get("modality") or Modality.ACTUAL), alternative=target.get("alternative"),
            period=None if period is None else _packed(PERIOD, period, f"{place}.period"),
        )  # fmt: skip


def _packed(kind: ValueType, raw: object, place: str) -> Json:
    try:
        return kind.pack(raw)
    except InvalidValueError as error:
        raise BadInputError(f"{place}: {error}", "Correct the value, or leave it out.") from error


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
