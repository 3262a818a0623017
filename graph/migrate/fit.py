"""Stored statements and documents x an ontology -> how often each field and link is claimed, and what has no place."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.rebuild.recorded import Recorded
from graph.view.node import pack_key
from schema.claim import SAME_AS, Claim
from schema.errors import InvalidValueError, OntologyError
from schema.field import Field
from schema.identity import is_hint, noun_of
from schema.ontology import Ontology
from schema.values.value import Json

#: So many examples are kept of what has no place.
EXAMPLES = 3
_SHOWN = 60


@dataclass(slots=True)
class Misfit:
    """Stored claims that an ontology has no place for: what they are of, why, how many, and some of them."""

    what: str
    cause: str
    count: int = 0
    examples: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        claims = "1 claim" if self.count == 1 else f"{self.count:,} claims"
        return f"{self.what}: {self.cause}; {claims}, such as {'; '.join(self.examples)}"


class Fit:
    """Counts claims, standing and closed, and collects those that do not fit."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.statements = 0
        #: Claims by noun and key, and of whole nouns, as subject or object, by noun and null.
        self.claims: Counter[tuple[str, str | None]] = Counter()
        self.misfits: dict[tuple[str, str], Misfit] = {}

    def document(self, identifier: str, publisher: str | None) -> None:
        """Look at a document's publisher."""
        if publisher is not None:
            self._entity(identifier, "its publisher", publisher)

    def statement(self, recorded: Recorded) -> None:
        """Look at a statement."""
        statement = recorded.statement
        self.statements += 1
        place = f"Statement:{statement.id}"
        for actor, _ in statement.said_by:
            self._entity(place, "a speaker", actor)
        for mention in statement.mentions:
            self._entity(place, "a mention", mention)
        for claim in statement.claims:
            self._claim(place, claim)

    def _claim(self, place: str, claim: Claim) -> None:
        noun = noun_of(claim.subject)
        self.claims[noun, claim.key] += 1
        for one in {noun, *([noun_of(claim.object)] if claim.object is not None else ())}:
            self.claims[one, None] += 1
        if not self._entity(place, "its subject", claim.subject):
            return
        for what, cause in self._wrong(noun, claim):
            shown = claim.object if claim.object is not None else pack_key(claim.value)
            self._note(what, cause, f"{place} {claim.subject} {claim.key} {_short(shown)}")

    def _wrong(self, noun: str, claim: Claim) -> Iterator[tuple[str, str]]:
        what = f"{noun}.{claim.key}"
        if claim.object is None:
            declared = self.ontology.fields(noun).get(claim.key)
            if declared is None:
                yield what, "there is no such field"
            elif declared.computed:
                yield what, "it is computed from other claims"
            else:
                yield from _unfit(what, declared, claim.value)
        elif claim.key != SAME_AS:
            yield from self._wrong_link(what, noun, claim, claim.object)

    def _wrong_link(self, what: str, noun: str, claim: Claim, target: str) -> Iterator[tuple[str, str]]:
        try:
            link = self.ontology.link(noun, claim.key)
        except OntologyError:
            yield what, "there is no such link"
            return
        aim = noun_of(target)
        if not self._known(aim):
            yield f"noun {aim}", "there is no such noun"
        elif not link.claimed or not self.ontology.is_a(aim, link.target):
            yield what, f"it does not lead to a {aim}"
        periods: Iterable[Field] = (one for one in link.fields if one.name == "period")
        if claim.period is not None:
            for declared in periods:
                yield from _unfit(what, declared, claim.period)

    def _entity(self, place: str, role: str, identifier: str) -> bool:
        noun = noun_of(identifier)
        if is_hint(identifier) or self._known(noun):
            return True
        self._note(f"noun {noun}", "there is no such noun", f"{place}, {role} {identifier}")
        return False

    def _known(self, noun: str) -> bool:
        nouns = self.ontology.nouns
        return noun in nouns and self.ontology.is_entity(noun) and not nouns[noun].abstract

    def _note(self, what: str, cause: str, example: str) -> None:
        found = self.misfits.setdefault((what, cause), Misfit(what, cause))
        found.count += 1
        if len(found.examples) < EXAMPLES:
            found.examples.append(example)


def _unfit(what: str, declared: Field, value: Json) -> Iterator[tuple[str, str]]:
    """A value is kept as it was claimed, so its type must take it as it is; 5 is as good as 5.0."""
    try:
        if declared.type.pack(value) != value:
            yield what, f"{declared.type.kind} writes the value otherwise"
    except InvalidValueError:
        yield what, f"{declared.type.kind} does not take the value"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
