"""A subgraph -> JSON-LD in the terms of PROV-O: what is told, the statements it comes from, and who said them where."""

from collections.abc import AsyncIterator
from collections.abc import Set as AbstractSet

import orjson

from graph.cypher import DOCUMENT, STATEMENT
from graph.export.record import Relation, Source, Thing, Words
from graph.export.subgraph import Subgraph
from schema.values.value import Json

#: Nouns, fields and kinds of relations, and the ids of things, are names below this one.
URN = "urn:contrail:"
_CONTEXT = {
    "@vocab": URN,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
_DERIVED, _ATTRIBUTED = "prov:wasDerivedFrom", "prov:wasAttributedTo"


async def jsonld(subgraph: Subgraph, members: AbstractSet[str]) -> AsyncIterator[str]:
    """The whole document. A relation is a triple, and a prov:Entity of its own that holds its fields and evidence."""
    yield f'{{"@context": {orjson.dumps(_CONTEXT).decode()}, "@graph": [\n'
    first = True
    async for node in _nodes(subgraph, members):
        yield ("" if first else ",\n") + orjson.dumps(node).decode()
        first = False
    yield "\n]}\n"


async def _nodes(subgraph: Subgraph, members: AbstractSet[str]) -> AsyncIterator[dict[str, Json]]:
    async for thing in subgraph.things(members):
        yield _thing(thing)
    async for each in subgraph.relations(members):
        yield {"@id": URN + each.source, each.kind: _reference(each.target)}
        yield _relation(each)
    async for words in subgraph.statements():
        yield _statement(words)
    async for source in subgraph.documents():
        yield _document(source)


def _thing(thing: Thing) -> dict[str, Json]:
    own: dict[str, Json] = {"@id": URN + thing.id, "@type": [*thing.nouns, "prov:Entity"], "rdfs:label": thing.label}
    return {**own, **thing.values, _DERIVED: [_reference(one) for one in thing.evidence]}


def _relation(each: Relation) -> dict[str, Json]:
    return {
        "@id": f"{URN}relation:{each.id}",
        "@type": ["rdf:Statement", "prov:Entity"],
        "rdf:subject": _reference(each.source),
        "rdf:predicate": _reference(each.kind),
        "rdf:object": _reference(each.target),
        **each.values,
        _DERIVED: [_reference(one) for one in each.evidence],
    }


def _statement(words: Words) -> dict[str, Json]:
    """Words are quoted from their document; a row says what it says without words, and is derived from its table."""
    agents: list[Json] = [
        {"@id": URN + actor, "@type": "prov:Agent", **({"rdfs:label": label} if label else {})}
        for actor, label, _ in words.said_by
    ]
    steps: list[Json] = [
        {"@type": "prov:Attribution", "prov:agent": _reference(actor), "step": step} for actor, _, step in words.said_by
    ]
    text = words.fields.get("text")
    return {
        "@id": URN + words.id,
        "@type": [STATEMENT, "prov:Entity"],
        **words.fields,
        **({"prov:value": text} if text else {}),
        "prov:wasQuotedFrom" if text else _DERIVED: _reference(words.document),
        **({_ATTRIBUTED: agents, "prov:qualifiedAttribution": steps} if agents else {}),
    }


def _document(source: Source) -> dict[str, Json]:
    publisher = source.fields.get("publisher")
    return {
        "@id": URN + source.id,
        "@type": [DOCUMENT, "prov:Entity"],
        **{name: value for name, value in source.fields.items() if name != "publisher"},
        **({_ATTRIBUTED: _reference(publisher)} if isinstance(publisher, str) else {}),
    }


def _reference(identifier: str) -> Json:
    return {"@id": URN + identifier}
