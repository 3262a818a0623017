"""A subgraph -> FollowTheMoney entities, one JSON object a line; `schema.followthemoney` tells what becomes what."""

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import orjson

from graph.export.record import Column, Relation, Source, Thing, Words, flat, thing_columns
from graph.export.subgraph import Subgraph
from graph.export.xml import text
from schema.followthemoney import LINKS, NOUNS, UNKNOWN, Interval, Property

#: What a relation is said to be where it is not simply so.
_SURE = "ACTUAL"
_OTHER = re.compile("[^0-9a-zA-Z]")


async def followthemoney(subgraph: Subgraph, members: AbstractSet[str]) -> AsyncIterator[str]:
    """Things and relations as entities, statements as Notes on them, documents as their proof.

    Relations that are expected, possible, one of several or disputed are never told as plain properties: each is an
    UnknownLink whose `status` says so.
    """
    telling = _Telling(thing_columns(subgraph.ontology))
    async for thing in subgraph.things(members):
        telling.known(thing)
    intervals = [each async for each in subgraph.relations(members) if not telling.property_of(each)]
    # All statements are known by now: those behind things and those behind relations.
    notes = [words async for words in subgraph.statements()]
    documents = {words.id: _id(words.document) for words in notes}
    async for thing in subgraph.things(members):
        if entity := telling.thing(thing, documents):
            yield entity
    for each in intervals:
        if entity := telling.interval(each, documents):
            yield entity
    for words in notes:
        yield telling.note(words)
    async for source in subgraph.documents():
        yield _document(source)


@dataclass(slots=True)
class _Telling:
    """What must be known of all before anything is told: schemata, labels, and properties that relations become."""

    columns: tuple[Column, ...]
    schemata: dict[str, str | None] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    linked: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    about: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def known(self, thing: Thing) -> None:
        """Take note of a thing."""
        found = NOUNS.get(thing.nouns[0])
        self.schemata[thing.id] = found.of(thing.values.get(found.by or "")) if found else None
        self.labels[thing.id] = thing.label
        if self.schemata[thing.id]:
            for one in thing.evidence:
                self.about[one].add(thing.id)

    def property_of(self, each: Relation) -> bool:
        """Whether a relation is a property of one of its ends, which is noted."""
        how = LINKS.get(each.kind)
        if not isinstance(how, Property) or _status(each):
            return False
        owner, other = (each.target, each.source) if how.back else (each.source, each.target)
        if not self.schemata[owner] or not (how.label or self.schemata[other]):
            return True
        name = how.name if not how.only or self.schemata[owner] in how.only else how.otherwise
        self.linked[owner][name].add(self.labels[other] if how.label else _id(other))
        return True

    def thing(self, thing: Thing, documents: Mapping[str, str]) -> str | None:
        """A thing with its properties; None where it has no schema there."""
        schema = self.schemata[thing.id]
        if schema is None:
            return None
        names = NOUNS[thing.nouns[0]].properties
        properties: dict[str, set[str]] = defaultdict(set)
        for column, cell in flat(thing.values, self.columns):
            if column.name in names:
                properties[names[column.name]].update(cell if isinstance(cell, list) else [text(cell)])
        for name, values in self.linked[thing.id].items():
            properties[name] |= values
        properties["name"] |= set() if properties["name"] else {thing.label}
        properties["proof"] = {documents[one] for one in thing.evidence if one in documents}
        return _entity(thing.id, schema, properties)

    def interval(self, each: Relation, documents: Mapping[str, str]) -> str | None:
        """A relation as an entity; None where an end is none and has no place as a label."""
        how = LINKS.get(each.kind)
        status = _status(each)
        if not isinstance(how, Interval) or status or (how.only and self.schemata[each.target] not in how.only):
            how = how if isinstance(how, Interval) and how.label else UNKNOWN
        if not self.schemata[each.source] or not (self.schemata[each.target] or how.label):
            return None
        ends = {how.source: {_id(each.source)}}
        if how.target and self.schemata[each.target]:
            ends[how.target] = {_id(each.target)}
        if how.label:
            ends[how.label] = {self.labels[each.target]}
        period = each.values.get("period")
        dates = period if isinstance(period, dict) else {}
        properties = {
            **ends,
            **({} if how.label else {"role": {each.kind.lower().replace("_", " ")}}),
            "status": set(status),
            "startDate": {str(dates["start"])} if dates.get("start") else set(),
            "endDate": {str(dates["end"])} if dates.get("end") else set(),
            "recordId": {each.id},
            "proof": {documents[one] for one in each.evidence if one in documents},
        }
        return _entity(each.id, how.schema, properties)

    def note(self, words: Words) -> str:
        """A statement as a Note on all that it is about."""
        row = words.fields.get("row")
        told = words.fields.get("text") or f"row {row}"
        speakers = {label or actor for actor, label, _ in words.said_by}
        properties = {
            "description": {str(told)},
            "namesMentioned": speakers,
            "summary": {f"said by {', '.join(sorted(speakers))}"} if speakers else set(),
            "entity": {_id(each) for each in self.about.get(words.id, ())},
            "proof": {_id(words.document)},
        }
        return _entity(words.id, "Note", properties)


def _status(each: Relation) -> list[str]:
    """What keeps a relation from being simply so."""
    modality = each.values.get("modality")
    found = [str(modality).lower()] if modality not in {None, _SURE} else []
    found += ["disputed"] if each.values.get("disputed") else []
    return found + (["one of several"] if each.values.get("alternative") else [])


def _document(source: Source) -> str:
    names = {"title": "title", "url": "sourceUrl", "publishedAt": "publishedAt", "outlet": "publisher"}
    properties = {theirs: {str(source.fields[ours])} for ours, theirs in names.items() if ours in source.fields}
    properties["retrievedAt"] = {str(source.fields["retrievedAt"])} if "retrievedAt" in source.fields else set()
    article = source.fields.get("documentKind") == "ARTICLE"
    return _entity(source.id, "Article" if article else "Document", properties)


def _entity(identifier: str, schema: str, properties: Mapping[str, Collection[str]]) -> str:
    held = {name: sorted(values) for name, values in sorted(properties.items()) if values}
    return orjson.dumps(
        {"id": _id(identifier), "schema": schema, "properties": held}, option=orjson.OPT_APPEND_NEWLINE
    ).decode()


def _id(identifier: str) -> str:
    """An id as FollowTheMoney has them, which are of letters, digits, points and hyphens."""
    return _OTHER.sub(".", identifier)
