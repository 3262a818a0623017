"""A subgraph -> JSON Lines: things, relations, the statements behind them and the documents these stand in."""

from collections.abc import AsyncIterator
from collections.abc import Set as AbstractSet

import orjson

from graph.export.evidence import told
from graph.export.subgraph import Subgraph


async def jsonl(subgraph: Subgraph, members: AbstractSet[str]) -> AsyncIterator[str]:
    """One object a line, whose `type` is thing, relation, statement or document, in this order."""
    async for thing in subgraph.things(members):
        own = {"id": thing.id, "noun": thing.nouns[0], "label": thing.label}
        yield _line("thing", {**own, "fields": thing.values, "statements": thing.evidence})
    async for each in subgraph.relations(members):
        own = {"id": each.id, "kind": each.kind, "from": each.source, "to": each.target}
        yield _line("relation", {**own, "symmetric": each.symmetric, "fields": each.values, "evidence": each.evidence})
    async for words in subgraph.statements():
        yield _line("statement", told(words))
    async for source in subgraph.documents():
        yield _line("document", {"id": source.id, **source.fields})


def _line(kind: str, fields: dict[str, object]) -> str:
    return orjson.dumps({"type": kind, **fields}, option=orjson.OPT_APPEND_NEWLINE).decode()
