"""A subgraph -> a Cypher script that makes it anew in an empty database: things, relations, statements, documents."""

from collections.abc import AsyncIterator, Mapping
from collections.abc import Set as AbstractSet

import orjson

from graph.cypher import ABOUT, DOCUMENT, REPORTED_IN, SAID_BY, STATEMENT, quote
from graph.export.record import flat, relation_columns, thing_columns
from graph.export.subgraph import Subgraph
from schema.ontology import ENTITY

#: Rows that one statement of the script makes.
_ROWS = 200


async def cypher(subgraph: Subgraph, members: AbstractSet[str]) -> AsyncIterator[str]:
    """Statements that end in a semicolon and a new line, for `cypher-shell` and any driver."""
    things, relations = thing_columns(subgraph.ontology), relation_columns(subgraph.ontology)
    for label in (ENTITY, STATEMENT, DOCUMENT):
        name, label = quote(f"exported_{label}"), quote(label)
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n"
    script = _Script()
    about: list[tuple[str, str]] = []
    async for thing in subgraph.things(members):
        own: dict[str, object] = {"id": thing.id, "label": thing.label}
        own |= {column.name: cell for column, cell in flat(thing.values, things)}
        made = f"CREATE (n{''.join(f':{quote(label)}' for label in thing.nouns)}) SET n = row"
        yield script.row(made, own)
        about += [(one, thing.id) for one in thing.evidence]
    yield script.rest()
    async for each in subgraph.relations(members):
        own = {"evidence": list(each.evidence)}
        own |= {column.name: cell for column, cell in flat(each.values, relations)}
        yield script.row(_edge(ENTITY, each.kind, ENTITY), {"a": each.source, "b": each.target, "own": own})
    yield script.rest()
    async for source in subgraph.documents():
        yield script.row(f"CREATE (n:{quote(DOCUMENT)}) SET n = row", {"id": source.id, **source.fields})
    yield script.rest()
    person = f"MERGE (n:{quote(ENTITY)} {{id: row.id}}) ON CREATE SET n.label = row.label"
    reported, said = _edge(STATEMENT, REPORTED_IN, DOCUMENT), _edge(STATEMENT, SAID_BY, ENTITY)
    script = _Script(f"CREATE (n:{quote(STATEMENT)}) SET n = row", reported, person, said)
    async for words in subgraph.statements():
        fields = {name: value for name, value in words.fields.items() if name != "span"}
        span = words.fields.get("span")
        if isinstance(span, dict):
            fields |= {"span_start": span["start"], "span_end": span["end"]}
        yield script.row(f"CREATE (n:{quote(STATEMENT)}) SET n = row", {"id": words.id, **fields})
        yield script.row(reported, {"a": words.id, "b": words.document, "own": {}})
        for actor, called, step in words.said_by:
            # Who said it may be no part of what is exported; then it is known by id and name alone.
            if actor not in members:
                yield script.row(person, {"id": actor, "label": called})
            yield script.row(said, {"a": words.id, "b": actor, "own": {"step": step}})
    yield script.rest()
    for statement, thing_id in about:
        yield script.row(_edge(STATEMENT, ABOUT, ENTITY), {"a": statement, "b": thing_id, "own": {}})
    yield script.rest()


def _edge(source: str, kind: str, target: str) -> str:
    return (
        f"MATCH (a:{quote(source)} {{id: row.a}}), (b:{quote(target)} {{id: row.b}}) "
        f"CREATE (a)-[r:{quote(kind)}]->(b) SET r = row.own"
    )


class _Script:
    """Gathers rows that are made alike; what comes first in `order` is always written first."""

    def __init__(self, *order: str) -> None:
        self._rows: dict[str, list[str]] = {made: [] for made in order}

    def row(self, made: str, row: Mapping[str, object]) -> str:
        """What can be written by now, nothing as a rule."""
        rows = self._rows.setdefault(made, [])
        rows.append(literal(row))
        return self.rest() if len(rows) >= _ROWS else ""

    def rest(self) -> str:
        """All that was gathered."""
        written = "".join(f"UNWIND [{', '.join(rows)}] AS row {made};\n" for made, rows in self._rows.items() if rows)
        self._rows = {made: [] for made in self._rows}
        return written


def literal(value: object) -> str:
    """A value as Cypher writes it.

    >>> literal({"name": 'a "b"', "n": [1, 2.5, None, True]})
    '{`name`: "a \\\\"b\\\\"", `n`: [1, 2.5, null, true]}'
    """
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{quote(name)}: {literal(each)}' for name, each in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    # Strings, numbers and truths of JSON are those of Cypher.
    return orjson.dumps(value).decode()
