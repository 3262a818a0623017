"""Statements with their packed claims -> pages of the claims that a field, an edge or a statement rests on."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from graph.answer.connection import Paging, PartReader, Read
from graph.answer.reading import Reader, Reading
from graph.answer.shape import Slot
from graph.answer.value import show_packed
from schema.claim import SAME_AS, Modality, Polarity
from schema.errors import OntologyError
from schema.identity import noun_of
from schema.ontology import Ontology
from schema.values import instant
from schema.values.period import PERIOD
from schema.values.value import Json

#: How a judgement is called among the fields.
SAME = "same"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A claim of a statement: which one it is, what it says, and the statement's row as the database returned it."""

    statement: int
    index: int
    subject: str
    key: str
    value: Json
    object: str | None
    more: Mapping[str, Json]
    row: Sequence[Any]


#: Whether a claim is among those asked for, from what was returned of the thing or edge, and the request.
Chosen = Callable[[Unpacked], bool]


def unpack(row: Sequence[Any]) -> Iterator[Unpacked]:
    """All claims of a statement's row, which starts with its number and its packed form."""
    index = 0
    for subject, _keys, *claims in orjson.loads(row[1])["claims"]:
        for key, *rest in claims:
            value, object_, more = (*rest, None, None, None)[:3]
            yield Unpacked(row[0], index, subject, key, value, object_, more or {}, row)
            index += 1


def claims_reader(
    paging: Paging, chosen: Callable[[Any, Reading], tuple[Chosen, list[Any]]], parts: Sequence[tuple[Slot, PartReader]]
) -> Reader:
    """A page of claims. `chosen` splits what was returned into a test and the statements' rows."""

    def read(value: Any, reading: Reading) -> dict[str, Any]:
        passes, rows = chosen(value, reading)
        rows.sort(key=lambda row: row[0])
        begin = tuple(reading.values[paging.start[0]]) if paging.start else (-1, -1)
        limit = reading.values[paging.limit]
        found: list[Unpacked] = []
        for row in rows:
            found += [claim for claim in unpack(row) if passes(claim) and (claim.statement, claim.index) > begin]
            if len(found) >= limit:
                del found[limit:]
                break
        all_ = Read(found, None, paging.cut(found, reading), reading)
        return {slot.key: part(all_) for slot, part in parts if reading.holds(slot.when)}

    return read


def of_entity(keys: str | None) -> Callable[[Any, Reading], tuple[Chosen, list[Any]]]:
    """`[id, members, rows]`: claims whose subject the entity is, of the keys in a parameter; see `marks`."""

    def split(value: Any, reading: Reading) -> tuple[Chosen, list[Any]]:
        own, members, rows = value
        known, marks = {own, *(members or ())}, reading.values[keys] if keys else ["|"]
        every = marks == ["|"]
        return lambda claim: claim.subject in known and (every or f"|{claim.key}|" in marks), rows

    return split


def of_edge(link_type: str, *, symmetric: bool) -> Callable[[Any, Reading], tuple[Chosen, list[Any]]]:
    """`[source, its members, target, its members, rows]`: claims of this link between the two."""

    def split(value: Any, _reading: Reading) -> tuple[Chosen, list[Any]]:
        source, source_members, target, target_members, rows = value
        sources, targets = {source, *(source_members or ())}, {target, *(target_members or ())}

        def passes(claim: Unpacked) -> bool:
            if claim.key != link_type:
                return False
            if claim.subject in sources and claim.object in targets:
                return True
            return symmetric and claim.subject in targets and claim.object in sources

        return passes, rows

    return split


def of_relation(symmetric: Collection[str]) -> Callable[[Any, Reading], tuple[Chosen, list[Any]]]:
    """`[type, source, its members, target, its members, rows]`: claims of a link of that type between the two."""

    def split(value: Any, reading: Reading) -> tuple[Chosen, list[Any]]:
        kind, *ends = value
        return of_edge(kind, symmetric=kind in symmetric)(ends, reading)

    return split


def of_candidates(value: Any, _reading: Reading) -> tuple[Chosen, list[Any]]:
    """`[one, its members, other, its members, keys, rows]`: judgements that either may be one of the keys."""
    one, members, other, other_members, keys, rows = value
    either, named = {one, *(members or ()), other, *(other_members or ())}, set(keys)
    return lambda claim: claim.key == SAME_AS and claim.subject in either and claim.object in named, rows


def of_review(value: Any, _reading: Reading) -> tuple[Chosen, list[Any]]:
    """Rows that end with what waits of the statement: those claims."""
    return lambda claim: f"{claim.statement}.{claim.index}" in claim.row[-1], value


def of_statement(value: Any, _reading: Reading) -> tuple[Chosen, list[Any]]:
    """Rows alone: every claim of theirs."""
    return lambda _claim: True, value


@dataclass(slots=True)
class Keys:
    """What claims' keys are called and how their values are shown, by the noun of their subject."""

    ontology: Ontology
    _names: dict[tuple[str, str], str] = field(default_factory=dict)

    def name(self, claim: Unpacked) -> str:
        """The field of GraphQL that a claim is about."""
        return self.of(claim.subject, claim.key)

    def of(self, identifier: str, key: str) -> str:
        """The field of GraphQL that claims of this key are about, on a thing with this id."""
        noun = noun_of(identifier)
        known = self._names.get((noun, key))
        if known is None:
            known = self._names[noun, key] = self._name(noun, key)
        return known

    def _name(self, noun: str, key: str) -> str:
        if key == SAME_AS:
            return SAME
        try:
            return key if key in self.ontology.fields(noun) else self.ontology.link(noun, key).field
        except OntologyError:
            return key

    def value(self, claim: Unpacked) -> Json:
        """A field's value as it is shown; null for a link."""
        if claim.value is None:
            return None
        declared = self.ontology.fields(noun_of(claim.subject)).get(claim.key)
        return claim.value if declared is None else show_packed(declared.type, claim.value)


#: What is not packed because it is so of most claims.
_PLAIN: Mapping[str, Json] = {
    "polarity": Polarity.ASSERTED.value,
    "modality": Modality.ACTUAL.value,
    "held": False,
}
#: A claim -> one of its fields, given where in its statement's row each property of the statement is.
ClaimReader = Callable[[Unpacked], Any]


def field_reader(name: str, keys: Keys, places: Mapping[str, int]) -> ClaimReader:
    """How a field of a claim is read; `places` holds those of the statement's properties that it needs."""
    match name:
        case "id":
            return lambda claim: f"Claim:{claim.statement}.{claim.index}"
        case "field":
            return keys.name
        case "value":
            return keys.value
        case "subject" | "object":
            return (lambda claim: claim.subject) if name == "subject" else (lambda claim: claim.object)
        case "polarity" | "modality" | "held":
            return lambda claim: claim.more.get(name, _PLAIN[name])
        case "text":
            return lambda claim: claim.more.get("text") or claim.row[places["text"]]
        case "row" | "extractor":
            return lambda claim: claim.row[places[name]]
        case "recordedAt":
            return lambda claim: _recorded(claim.row[places["known"]])
        case "span":
            return lambda claim: _span(claim, places)
        case "period":
            return lambda claim: show_packed(PERIOD, claim.more.get("period"))
        case "__typename":
            return lambda _claim: "Claim"
        case _:
            return lambda claim: claim.more.get(name)


#: The statement's properties that each field of a claim needs.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text",),
    "row": ("row",),
    "extractor": ("extractor",),
    "recordedAt": ("known",),
    "span": ("span_start", "span_end"),
}


def _span(claim: Unpacked, places: Mapping[str, int]) -> Json:
    own = claim.more.get("span")
    start, end = own if isinstance(own, list) else (claim.row[places["span_start"]], claim.row[places["span_end"]])
    return None if start is None else {"start": start, "end": end}


def _recorded(known: Sequence[int] | None) -> str | None:
    """When the statement came in: the last time, where it had gone and came again."""
    if not known:
        return None
    return instant.write(known[(len(known) - 1) // 2 * 2], "SECOND")
