"""The database -> its whole current view as plain data, in the form of `graph.view`; without recorded times."""

from collections.abc import Iterator, Mapping
from typing import Any

from neo4j import Driver
from neo4j.spatial import WGS84Point

from graph.cypher import (
    ABOUT,
    CANDIDATE,
    DIFFERENT,
    DOCUMENT,
    MERGED,
    PUBLISHED_BY,
    REPORTED_IN,
    SAID_BY,
    SAME_AS,
    STATEMENT,
    claimed_types,
    past,
    quote,
    types,
)  # fmt: skip
from graph.view.node import Node, Property
from graph.view.whole import View
from schema.ontology import ENTITY, Ontology
from schema.values.value import Point


def snapshot(driver: Driver, database: str, ontology: Ontology) -> View:
    """Everything that stands now, read whole: for comparing and for export, not for answering questions."""

    def rows(query: str) -> Iterator[Mapping[str, Any]]:
        yield from driver.execute_query(query, database_=database, routing_="r").records

    claimed = claimed_types(ontology)
    nodes = {}
    for row in rows(f"MATCH (n:{quote(ENTITY)}) RETURN labels(n) AS labels, properties(n) AS properties"):
        (noun,) = (name for name in row["labels"] if not ontology.noun(name).abstract)
        properties = {name: plain_value(value) for name, value in row["properties"].items()}
        members = properties.pop("members", ())
        assert isinstance(members, list | tuple) and set(row["labels"]) == set(ontology.labels(noun))
        nodes[str(properties.pop("id"))] = Node(noun, properties, tuple(str(one) for one in members))
    edges: dict[tuple[str, str, str], Mapping[str, Property]] = {}
    for row in rows(f"MATCH (a)-[r:{types(claimed)}]->(b) RETURN a.id, type(r), b.id, properties(r) AS properties"):
        properties = {name: plain_value(value) for name, value in row["properties"].items() if name != "known_from"}
        evidence = properties.pop("evidence")
        assert isinstance(evidence, list)
        key = (row["type(r)"], row["a.id"], row["b.id"])
        assert key not in edges
        edges[key] = {**properties, "evidence": tuple(evidence)}
    return View(
        nodes=nodes,
        edges=edges,
        hidden={
            (row["type(r)"].removeprefix("_"), row["a.id"], row["b.id"]): tuple(row["r.evidence"])
            for row in rows(
                f"MATCH (a)-[r:{types(past(kind) for kind in claimed)}]->(b) WHERE r.hidden "
                "RETURN a.id, type(r), b.id, r.evidence"
            )
        },
        merged={row["a.id"]: row["b.id"] for row in rows(f"MATCH (a:{MERGED})-[:{SAME_AS}]->(b) RETURN a.id, b.id")},
        judged={
            (row["type(r)"], row["a.id"], row["b.id"]): {
                name: tuple(value) if name == "evidence" else value for name, value in row["properties"].items()
            }
            for row in rows(
                f"MATCH (a)-[r:{CANDIDATE}|{DIFFERENT}]->(b) RETURN a.id, type(r), b.id, properties(r) AS properties"
            )
        },
        statements={
            row["s.id"]: row["d.id"]
            for row in rows(f"MATCH (s:{STATEMENT})-[:{REPORTED_IN}]->(d:{DOCUMENT}) RETURN s.id, d.id")
        },
        about=frozenset(
            (row["s.id"], row["n.id"])
            for row in rows(f"MATCH (s:{STATEMENT})-[:{ABOUT}]->(n:{quote(ENTITY)}) RETURN s.id, n.id")
        ),
        said_by={
            (row["s.id"], row["n.id"]): row["r.step"]
            for row in rows(f"MATCH (s:{STATEMENT})-[r:{SAID_BY}]->(n:{quote(ENTITY)}) RETURN s.id, n.id, r.step")
        },
        documents=frozenset(row["d.id"] for row in rows(f"MATCH (d:{DOCUMENT}) RETURN d.id")),
        published_by=frozenset(
            (row["d.id"], row["n.id"])
            for row in rows(f"MATCH (d:{DOCUMENT})-[:{PUBLISHED_BY}]->(n:{quote(ENTITY)}) RETURN d.id, n.id")
        ),
    )


def plain_value(value: Any) -> Property:
    """A property as the driver reads it, free of the driver's own types."""
    if isinstance(value, WGS84Point):
        return Point(value.latitude, value.longitude)
    if isinstance(value, list):
        return [plain_value(item) for item in value]  # type: ignore[misc]
    return value  # type: ignore[no-any-return]
