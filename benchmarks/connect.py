"""`python -m benchmarks.connect`: paths and neighbourhoods over HTTP, against Cypher written by hand.

    python -m benchmarks.connect [--rounds N] [--shared DIR]

OpenFlights in a private Neo4j; both sides are asked in turns, and must answer the same before anything is timed.
"""

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from neo4j import READ_ACCESS

from benchmarks.openflights import load
from benchmarks.options import add_shared, parser
from benchmarks.servers import contrail
from graph.connection import Address, open_async_driver, open_driver
from graph.server import PrivateServer
from graph.store import Store
from schema.discover import discover

_HOP = """((x)<-[o:ORIGIN]-(f:Flight)-[d:DESTINATION]->(y) WHERE o.modality = 'ACTUAL' AND d.modality = 'ACTUAL'
  AND coalesce(f.modality, 'ACTUAL') = 'ACTUAL' AND coalesce(f.cancelled, false) = false){1,4}"""
_ROUTES = """
MATCH (a:Base) WHERE a.icao = $from MATCH (b:Base) WHERE b.icao = $to MATCH SHORTEST 1 %s (a)%s(b)
WITH DISTINCT [a] + y AS things RETURN collect([n IN things | n.iata])
"""
_PATHS = """query ($from: Code, $to: Code) {
  paths(from: {base: {icao: {eq: $from}}}, to: {base: {icao: {eq: $to}}}, flights: {}, search: %s, first: 1000) {
    paths { nodes { ... on Base { iata } } } } }""".replace("Code", "String")
_AROUND = """
MATCH (s:Base) WHERE s.icao = $from
MATCH p = (s)-[:ORIGIN|DESTINATION|OPERATED_BY|OF_TYPE*0..2]-(n) WITH n, min(length(p)) AS far ORDER BY far, n.id
WITH collect(n)[..1000] AS things
RETURN [[n IN things | [n.id, n.label]], COLLECT {
  UNWIND things AS n MATCH (n)-[r:ORIGIN|DESTINATION|OPERATED_BY|OF_TYPE]->(m) WHERE m IN things
  RETURN [type(r), n.id, m.id] }]
"""
_NEIGHBOURHOOD = """query ($ids: [ID!]!) {
  neighbourhood(ids: $ids, depth: 2, first: 1000, edgeKinds: [ORIGIN, DESTINATION, OPERATED_BY, OF_TYPE]) {
    nodes { node { id label } } relations { kind from { id } to { id } } } }"""


@dataclass(frozen=True, slots=True)
class Case:
    """A query, its variables, the Cypher and its parameters, and what of both answers must be equal."""

    name: str
    query: str
    variables: Mapping[str, Any]
    cypher: str
    parameters: Mapping[str, Any]
    ours: Callable[[Any], object]
    theirs: Callable[[Any], object]


def cases(hub: str) -> list[Case]:
    """All of them; `hub` is the id of EDDF."""
    found = []
    for end, search in (("KJFK", "SHORTEST"), ("SCIP", "SHORTEST"), ("SCIP", "ALL_SHORTEST"), ("YSSY", "ALL_SHORTEST")):
        both = {"from": "EDDF", "to": end}
        every = search == "ALL_SHORTEST"
        text = _ROUTES % ("GROUPS" if every else "", _HOP)
        # Which one of several shortest paths is told is anybody's choice.
        told: Callable[[Any], object] = sorted if every else lambda paths: [len(path) for path in paths]

        def ours(data: Any, told: Callable[[Any], object] = told) -> object:
            return told([[node["iata"] for node in path["nodes"]] for path in data["paths"]["paths"]])

        found.append(Case(f"{search} from EDDF to {end}", _PATHS % search, both, text, both, ours, told))
    found.append(
        Case(
            "neighbourhood of EDDF, depth 2, 1,000 things", _NEIGHBOURHOOD, {"ids": [hub]}, _AROUND, {"from": "EDDF"},
            lambda data: (
                [[each["node"]["id"], each["node"]["label"]] for each in data["neighbourhood"]["nodes"]],
                sorted([each["kind"], each["from"]["id"], each["to"]["id"]]
                       for each in data["neighbourhood"]["relations"]),
            ),
            lambda row: (row[0], sorted(row[1])),
        )
    )  # fmt: skip
    return found


async def compare(case: Case, address: Address, url: str, rounds: int) -> tuple[float, float]:
    """Medians of HTTP and of the bare driver, in milliseconds. Raises AssertionError where the answers differ."""
    parts = urlsplit(url)
    connection = HTTPConnection(str(parts.hostname), parts.port)
    body = json.dumps({"query": case.query, "variables": dict(case.variables)}).encode()
    times: tuple[list[float], list[float]] = ([], [])
    async with await open_async_driver(address) as driver:
        for turn in range(2 * rounds):
            begun = time.perf_counter()
            connection.request("POST", parts.path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse().read()
            turned = time.perf_counter()
            async with driver.session(database=address.database, default_access_mode=READ_ACCESS) as session:
                record = await (await session.run("CYPHER 25 " + case.cypher, dict(case.parameters))).single(
                    strict=True
                )
                row = record.values()[0]
            ended = time.perf_counter()
            if not turn:
                assert case.ours(json.loads(answer)["data"]) == case.theirs(row), "the answers differ"
            times[0].append(turned - begun)
            times[1].append(ended - turned)
    connection.close()
    http, bare = (statistics.median(side[rounds:]) * 1000 for side in times)
    return http, bare


def measure(address: Address, folder: Path, rounds: int) -> None:
    """Print a line for each case."""
    with open_driver(address) as driver:
        hub = driver.execute_query("MATCH (b:Base {icao: 'EDDF'}) RETURN b.id").records[0][0]
    with contrail(address, folder) as server:
        print(f"{'case':50}{'HTTP p50':>12}{'Cypher p50':>12}{'ratio':>8}")
        for case in cases(hub):
            http, bare = asyncio.run(compare(case, address, server.url, rounds))
            print(f"{case.name:50}{http:10.2f}ms{bare:10.2f}ms{http / bare:8.2f}")


def main() -> None:
    """Load, ask, print."""
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=50, help="requests of each side and case (default 50)")
    add_shared(options)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, PrivateServer(Path(folder)) as address:
        with open_driver(address) as driver:
            Store(driver, address.database, discover()).prepare()
            load(driver, address.database, given.shared / "data")
        measure(address, Path(folder), given.rounds)


if __name__ == "__main__":
    main()
