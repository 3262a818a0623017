"""A whole database, whatever made it <-> lines of JSON: its indexes, its nodes and its edges."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from neo4j import Driver
from neo4j.spatial import WGS84Point

from graph.snapshot import plain_value
from schema.values.value import Point


def dump(driver: Driver) -> Iterator[str]:
    """Everything, in a stable order; nodes and edges are told apart by their own numbers."""
    rows = driver.execute_query(
        "SHOW INDEXES YIELD name, type, createStatement WHERE type <> 'LOOKUP' RETURN createStatement ORDER BY name"
    ).records
    yield from (_line({"index": row["createStatement"]}) for row in rows)
    nodes = driver.execute_query("MATCH (n) RETURN elementId(n) AS at, labels(n) AS labels, properties(n) AS own")
    found = sorted((sorted(row["labels"]), str(row["own"]["id"]), row["at"], row["own"]) for row in nodes.records)
    numbers = {at: number for number, (_, _, at, _) in enumerate(found)}
    yield from (_line({"node": numbers[at], "labels": labels, "own": _plain(own)}) for labels, _, at, own in found)
    edges = driver.execute_query(
        "MATCH (a)-[r]->(b) RETURN elementId(a) AS a, type(r) AS type, elementId(b) AS b, properties(r) AS own"
    ).records
    lines = [
        _line({"edge": row["type"], "from": numbers[row["a"]], "to": numbers[row["b"]], "own": _plain(row["own"])})
        for row in edges
    ]
    yield from sorted(lines)


def load(driver: Driver, path: Path) -> None:
    """Fill an empty database with what was dumped."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    with driver.session() as session, session.begin_transaction() as transaction:
        for line in lines:
            if "index" in line:
                transaction.run(line["index"]).consume()
        transaction.commit()
    driver.execute_query(
        "UNWIND $rows AS r CREATE (n:$(r[1])) SET n = r[2], n._number = r[0]",
        rows=[[line["node"], line["labels"], _stored(line["own"])] for line in lines if "node" in line],
    )
    driver.execute_query(
        "UNWIND $rows AS r MATCH (a {_number: r[1]}) MATCH (b {_number: r[2]}) "
        "CREATE (a)-[e:$(r[0])]->(b) SET e = r[3]",
        rows=[[line["edge"], line["from"], line["to"], _stored(line["own"])] for line in lines if "edge" in line],
    )
    driver.execute_query("MATCH (n) REMOVE n._number")


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _plain(own: dict[str, Any]) -> dict[str, Any]:
    values = {name: plain_value(value) for name, value in own.items()}
    return {name: _told(value) for name, value in values.items()}


def _told(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"base64": b64encode(value).decode()}
    return {"latitude": value.latitude, "longitude": value.longitude} if isinstance(value, Point) else value


def _stored(own: dict[str, Any]) -> dict[str, Any]:
    return {name: _read(value) if isinstance(value, dict) else value for name, value in own.items()}


def _read(told: dict[str, Any]) -> Any:
    if "base64" in told:
        return b64decode(told["base64"])
    return WGS84Point((told["longitude"], told["latitude"]))
