"""A database -> everything in it as plain data: nodes, edges, times, whatever they mean."""

from typing import Any

from neo4j import Driver

from graph.snapshot import plain_value


def raw(driver: Driver) -> dict[str, Any]:
    """Nodes by labels and id, edges by type and ends with all that there are of each; no handles.

    Bare ids that nothing leads to or from are left out: they were locked once, and stand for nothing.
    """
    nodes = {}
    for row in driver.execute_query(
        "MATCH (n) WHERE NOT (n:_Contrail OR n:_Log OR n:_Changes) "
        "AND (NOT (n:_Entity OR n:Key) OR EXISTS { (n)--() }) "
        "RETURN labels(n) AS labels, properties(n) AS own"
    ).records:
        labels = tuple(sorted(row["labels"]))
        key = (labels, row["own"]["id"])
        assert key not in nodes, key
        nodes[key] = plain(row["own"])
    edges: dict[tuple[str, Any, Any], list[Any]] = {}
    for row in driver.execute_query(
        "MATCH (a)-[r]->(b) RETURN a.id AS source, type(r) AS type, b.id AS target, properties(r) AS own"
    ).records:
        edges.setdefault((row["type"], row["source"], row["target"]), []).append(plain(row["own"]))
    return {
        "nodes": nodes,
        "edges": {key: sorted(found, key=lambda own: sorted(map(str, own.items()))) for key, found in edges.items()},
    }


def plain(properties: dict[str, Any]) -> dict[str, Any]:
    """Properties free of the driver's types."""
    return {name: plain_value(value) for name, value in properties.items()}
