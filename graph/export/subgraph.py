"""Ids of things -> the things within some relations of them, and these with their relations and evidence, page by page.

Each page is one read-only query under the time limit; what is in memory at once is a page and the set of ids.
"""

from collections.abc import AsyncIterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

import orjson
from neo4j import AsyncDriver, AsyncResult

from graph.answer.relation import relation_id
from graph.ask import attempt
from graph.compile.relation import directed, followed, symmetric_types
from graph.cypher import ABOUT, DOCUMENT, MERGED, REPORTED_IN, SAME_AS, STATEMENT, quote, types
from graph.errors import RowLimitError
from graph.export.record import DOCUMENT_FIELDS, STATEMENT_FIELDS, Relation, Source, Thing, Words, shown
from graph.question import Toward
from schema.ontology import ENTITY, Ontology

#: Things, relations' beginnings or statements that one query reads.
SIZE = 1_000
_ENTITY = quote(ENTITY)


@dataclass(frozen=True, slots=True)
class Around:
    """How far a subgraph reaches beyond what it is of, along which relations; `kinds` None: all."""

    depth: int = 0
    kinds: tuple[str, ...] | None = None
    toward: Toward = Toward.BOTH


@dataclass(slots=True)
class Subgraph:
    """Reads a subgraph of a database. `words`: things and relations bring along the statements behind them.

    `told` gathers the statements behind what was read by then.
    """

    driver: AsyncDriver
    database: str
    ontology: Ontology
    around: Around
    seconds: float
    words: bool = False
    told: set[int] = field(default_factory=set)
    _read: dict[str, int] = field(default_factory=lambda: {"things": 0, "relations": 0})
    _symmetric: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._symmetric = symmetric_types(self.ontology)

    @property
    def counts(self) -> dict[str, int]:
        """How many things and relations were read by now, and how many statements stand behind them."""
        return {**self._read, "statements": len(self.told)}

    async def members(self, ids: Sequence[str] | None, most: int) -> AbstractSet[str]:
        """The ids of its things, sorted: those within reach of `ids`, all entities where that is None.

        Raises RowLimitError for more than `most`, QuestionError.
        """
        kinds = directed(self.ontology, self.around.kinds, self.around.toward, ())
        if ids is None:
            rows = await self._rows(f"MATCH (n:{_ENTITY}) RETURN n.id ORDER BY n.id LIMIT $most", most=most + 1)
            return _limited(dict.fromkeys(row[0] for row in rows), most)
        found: dict[str, None] = {}
        start = (
            f"UNWIND $ids AS i OPTIONAL MATCH (a:{_ENTITY} {{id: i}}) "
            f"OPTIONAL MATCH (:{MERGED} {{id: i}})-[:{SAME_AS}]->(b:{_ENTITY}) "
            "WITH coalesce(a, b) AS n WHERE n IS NOT NULL RETURN DISTINCT n.id"
        )
        edge = await self._found(start, sorted(set(ids)), found, most)
        hop = followed(f"a:{_ENTITY} {{id: i}}", "", f"n:{_ENTITY}", kinds, self.around.toward)
        for _ in range(self.around.depth):
            edge = await self._found(f"UNWIND $ids AS i MATCH {hop} RETURN DISTINCT n.id", edge, found, most)
        return _limited(dict.fromkeys(sorted(found)), most)

    async def _found(self, query: str, ids: Sequence[str], found: dict[str, None], most: int) -> list[str]:
        """The new ids that a query leads to from these, which are added to those found."""
        new: list[str] = []
        for page in _pages(ids):
            for row in await self._rows(query, ids=page):
                if row[0] not in found:
                    found[row[0]] = None
                    new.append(row[0])
            _limited(found, most)
        return new

    async def things(self, members: AbstractSet[str]) -> AsyncIterator[Thing]:
        """The things of these ids."""
        query = (
            f"UNWIND $ids AS i MATCH (n:{_ENTITY} {{id: i}}) RETURN n.id, labels(n), n {{.*}}, "
            f"COLLECT {{ MATCH (s:{STATEMENT})-[:{ABOUT}]->(n) RETURN s.id AS id ORDER BY id }}"
        )
        self._read["things"] = 0
        for page in _pages([*members]):
            rows = await self._rows(query, ids=page)
            words = await self._told([one for row in rows for one in row[3]])
            self._read["things"] += len(rows)
            for identifier, labels, own, evidence in rows:
                noun = next(label for label in labels if not self.ontology.noun(label).abstract)
                fields = {name: each for name, each in self.ontology.fields(noun).items() if name != "label"}
                nouns = self.ontology.labels(noun)
                yield Thing(
                    identifier, nouns, own["label"], shown(fields, own),
                    tuple(_id(one) for one in evidence), tuple(words[one] for one in evidence if one in words),
                )  # fmt: skip

    async def relations(self, members: AbstractSet[str]) -> AsyncIterator[Relation]:
        """The relations of the kinds asked for among these things, each once."""
        kinds = directed(self.ontology, self.around.kinds, Toward.BOTH, ())
        query = (
            f"UNWIND $ids AS i MATCH (a:{_ENTITY} {{id: i}})-[r:{types(kinds)}]->(b:{_ENTITY}) "
            "RETURN type(r), a.id, b.id, properties(r)"
        )
        fields = {link.type: {each.name: each for each in link.fields} for link in self.ontology.links if link.claimed}
        self._read["relations"] = 0
        for page in _pages([*members]):
            rows = sorted(
                (row for row in await self._rows(query, ids=page) if row[2] in members), key=lambda row: row[:3]
            )
            words = await self._told([one for row in rows for one in row[3].get("evidence", ())])
            self._read["relations"] += len(rows)
            for kind, source, target, own in rows:
                evidence = own.get("evidence", ())
                yield Relation(
                    relation_id(kind, source, target, self._symmetric), kind, source, target,
                    kind in self._symmetric, shown(fields[kind], own),
                    tuple(_id(one) for one in evidence), tuple(words[one] for one in evidence if one in words),
                )  # fmt: skip

    async def statements(self) -> AsyncIterator[Words]:
        """The statements behind all that was read, in the order of their numbers."""
        for page in _pages(sorted(self.told)):
            found = await self._words(page)
            for one in sorted(found):
                yield found[one]

    async def documents(self) -> AsyncIterator[Source]:
        """The documents in which those statements stand, in the order of their ids."""
        ids: set[str] = set()
        query = f"UNWIND $ids AS i MATCH (:{STATEMENT} {{id: i}})-[:{REPORTED_IN}]->(d) RETURN DISTINCT d.id"
        for page in _pages(sorted(self.told)):
            ids.update(row[0] for row in await self._rows(query, ids=page))
        for names in _pages(sorted(ids)):
            query = f"UNWIND $ids AS i MATCH (d:{DOCUMENT} {{id: i}}) RETURN d {{.*}}"
            for (own,) in await self._rows(query, ids=names):
                yield Source(own["id"], {name: own[name] for name in DOCUMENT_FIELDS if own.get(name) is not None})

    async def _told(self, numbers: Sequence[int]) -> dict[int, Words]:
        self.told.update(numbers)
        return await self._words(sorted(set(numbers))) if self.words and numbers else {}

    async def _words(self, numbers: Sequence[int]) -> dict[int, Words]:
        query = (
            f"UNWIND $ids AS i MATCH (n:{STATEMENT} {{id: i}})-[:{REPORTED_IN}]->(d) RETURN n.id, d.id, n.packed, "
            f"n {{{', '.join(f'.{name}' for name in (*STATEMENT_FIELDS, 'span_start', 'span_end'))}}}"
        )
        rows = [row for page in _pages(numbers) for row in await self._rows(query, ids=page)]
        speakers = {row[0]: [tuple(one) for one in orjson.loads(row[2])["saidBy"]] for row in rows}
        labels = await self._labels(sorted({actor for said in speakers.values() for actor, _ in said}))
        found = {}
        for number, document, _, own in rows:
            fields = {name: own[name] for name in STATEMENT_FIELDS if own.get(name) is not None}
            if own.get("span_start") is not None:
                fields["span"] = {"start": own["span_start"], "end": own["span_end"]}
            said = tuple((labels.get(actor, (actor, None)), step) for actor, step in speakers[number])
            found[number] = Words(_id(number), document, fields, tuple((*one, step) for one, step in said))
        return found

    async def _labels(self, ids: Sequence[str]) -> dict[str, tuple[str, str | None]]:
        """What speakers are known as now, and called."""
        query = (
            f"UNWIND $ids AS i OPTIONAL MATCH (a:{_ENTITY} {{id: i}}) "
            f"OPTIONAL MATCH (:{MERGED} {{id: i}})-[:{SAME_AS}]->(b:{_ENTITY}) "
            "WITH i, coalesce(a, b) AS n WHERE n IS NOT NULL RETURN i, n.id, n.label"
        )
        rows = [row for page in _pages(ids) for row in await self._rows(query, ids=page)]
        return {row[0]: (row[1], row[2]) for row in rows}

    async def _rows(self, query: str, **parameters: Any) -> list[Any]:
        async def read(result: AsyncResult) -> list[Any]:
            return [record.values() async for record in result]

        return await attempt(self.driver, query, parameters, read, database=self.database, timeout=self.seconds)


def _id(number: int) -> str:
    return f"{STATEMENT}:{number}"


def _pages(ids: Sequence[Any]) -> list[Sequence[Any]]:
    return [ids[start : start + SIZE] for start in range(0, len(ids), SIZE)]


def _limited(found: dict[str, None], most: int) -> AbstractSet[str]:
    if len(found) > most:
        raise RowLimitError.over(most)
    return found.keys()
