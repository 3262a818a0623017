"""The view of some batches -> rows, written by nothing but `UNWIND … MERGE`: what loading is measured against."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from neo4j import Driver

from graph.cypher import labels, quote
from graph.store.difference import database_value
from graph.view import view
from schema.claim import Batch
from schema.identity import noun_of
from schema.ontology import Ontology

#: Rows of one transaction.
ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Bare:
    """Queries, each with the rows that it writes; counts of nodes and edges."""

    work: Sequence[tuple[str, Sequence[Any]]]
    nodes: int
    edges: int

    def write(self, driver: Driver, database: str) -> None:
        """Write all rows, some thousand in a transaction."""
        for text, rows in self.work:
            for start in range(0, len(rows), ROWS):
                driver.execute_query(text, rows=rows[start : start + ROWS], database_=database)


def bare(ontology: Ontology, tables: Sequence[Sequence[Batch]], there: int = 0) -> Bare:
    """What to write for these tables: the nodes and edges that their claims make, and none of what is behind them.

    Nodes and edges that the first tables make, as many as are `there`, are left out.
    """
    whole = [
        Batch(table[0].documents, tuple(statement for batch in table for statement in batch.statements))
        for table in tables
    ]
    made, known = view(ontology, whole), view(ontology, whole[:there])
    nodes: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for identifier, node in made.nodes.items():
        if identifier in known.nodes:
            continue
        properties = {name: database_value(value) for name, value in node.properties.items()}
        nodes[node.noun].append({"id": identifier, "properties": {**properties, "id": identifier}})
    edges: defaultdict[tuple[str, str, str], list[list[str]]] = defaultdict(list)
    for kind, source, target in made.edges.keys() - known.edges.keys():
        edges[kind, noun_of(source), noun_of(target)].append([source, target])
    work: list[tuple[str, Sequence[Any]]] = []
    for noun, rows in sorted(nodes.items()):
        others = labels(ontology, noun)
        work.append(
            (f"UNWIND $rows AS r MERGE (n:{quote(noun)} {{id: r.id}}) SET n = r.properties SET n{others}", rows)
        )
    for (kind, source, target), pairs in sorted(edges.items()):
        text = (
            f"UNWIND $rows AS r MATCH (a:{quote(source)} {{id: r[0]}}) MATCH (b:{quote(target)} {{id: r[1]}}) "
            f"MERGE (a)-[:{quote(kind)}]->(b)"
        )
        work.append((text, pairs))
    return Bare(work, sum(map(len, nodes.values())), sum(map(len, edges.values())))
