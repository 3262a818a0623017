"""`python -m benchmarks.analysis`: what networkx works out of 3,214 airports, by its own code and by the backend.

    python -m benchmarks.analysis [--rounds N] [--shared DIR]

OpenFlights in a private Neo4j. Both sides take turns within one run, and must give the same values to 1e-9 before
anything is told. "With reading" begins at the database, and ends at a dict of values by id.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import networkx as nx
from neo4j import Driver

from benchmarks.openflights import load
from benchmarks.options import add_shared, parser
from graph.analysis import projection
from graph.analysis.projection import Projection
from graph.backend import BACKEND, convert_to_nx
from graph.compile.draft import Draft
from graph.compile.projection import compile_projection
from graph.connection import open_driver
from graph.question import By, Subgraph
from graph.server import PrivateServer
from graph.store import Store
from schema.discover import discover

_MINUTES = 600.0
#: As somebody would who has networkx and the driver: a row for each pair of airports.
_BY_HAND = """
MATCH (a)<-[o:ORIGIN]-(f:Flight)-[d:DESTINATION]->(b) WHERE o.modality = 'ACTUAL' AND d.modality = 'ACTUAL'
  AND coalesce(f.modality, 'ACTUAL') = 'ACTUAL' AND coalesce(f.cancelled, false) = false
RETURN DISTINCT a.id AS a, b.id AS b
"""
#: Functions, and on which form of the graph.
_FUNCTIONS: Mapping[str, tuple[Callable[..., Any], bool]] = {
    "betweenness_centrality": (nx.betweenness_centrality, True),
    "edge_betweenness_centrality": (nx.edge_betweenness_centrality, True),
    "closeness_centrality": (nx.closeness_centrality, True),
    "strongly_connected_components": (nx.strongly_connected_components, True),
    "connected_components": (nx.connected_components, False),
    "bridges": (nx.bridges, False),
    "articulation_points": (nx.articulation_points, False),
}


def project(driver: Driver, database: str) -> Projection:
    """The airports as columns."""
    draft = Draft(discover())
    text = compile_projection(draft, Subgraph(by=By("Flight")), ())
    return projection.project(projection.read(driver, database, text, draft.fixed, _MINUTES))


def fetch(driver: Driver, database: str) -> "nx.DiGraph[str]":
    """The airports as a graph of networkx, by hand."""
    rows = driver.execute_query(_BY_HAND, database_=database).records
    return nx.DiGraph((row["a"], row["b"]) for row in rows)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what came of it."""
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def values(found: Any) -> Any:
    """An answer that can be compared."""
    if isinstance(found, dict):
        return found
    every = list(found)
    return sorted(tuple(sorted(map(str, each))) if isinstance(each, set | tuple) else str(each) for each in every)


def same(ours: Any, theirs: Any) -> float:
    """The largest difference. Raises AssertionError where it is above 1e-9."""
    ours, theirs = values(ours), values(theirs)
    if not isinstance(ours, dict):
        assert [set(each) if isinstance(each, tuple) else each for each in ours] == [
            set(each) if isinstance(each, tuple) else each for each in theirs
        ]
        return 0.0
    assert ours.keys() == theirs.keys()
    worst: float = max(abs(ours[key] - theirs[key]) for key in theirs)
    assert worst <= 1e-9, worst
    return worst


def measure(driver: Driver, database: str, rounds: int) -> None:
    """Print a line for each function: medians, ratios of each round's, and the largest difference."""
    fetch(driver, database)
    projection = project(driver, database)
    theirs: dict[bool, Any] = {True: convert_to_nx(_named(projection, directed=True))}
    theirs[False] = nx.Graph(theirs[True])
    print(f"{len(theirs[True]):,} airports, {theirs[True].number_of_edges():,} edges")
    print(f"{'function':34}{'networkx':>12}{'contrail':>12}{'×':>8}{'differs by':>12}")
    with nx.config(cache_converted_graphs=False):
        for name, (function, directed) in _FUNCTIONS.items():
            pairs = []
            for _ in range(rounds):
                network = _named(projection, directed=directed)
                own, mine = timed(partial(_all, function, network, BACKEND))
                other, plain = timed(partial(_all, function, theirs[directed], "networkx"))
                pairs.append((own, other))
            _say(name, pairs, same(mine, plain))
        pairs, worst = [], 0.0
        for _ in range(rounds):
            own, mine = timed(
                lambda: nx.betweenness_centrality(_named(project(driver, database), directed=True), backend=BACKEND)
            )
            other, plain = timed(lambda: nx.betweenness_centrality(fetch(driver, database), backend="networkx"))
            pairs.append((own, other))
            worst = max(worst, same(mine, plain))
        _say("betweenness_centrality with reading", pairs, worst)


def _named(projection: Projection, *, directed: bool) -> Any:
    network = projection.network(directed=directed)
    network.names = list(projection.ids)
    return network


def _all(function: Callable[..., Any], graph: Any, backend: str) -> Any:
    found = function(graph, backend=backend)
    return found if isinstance(found, dict) else list(found)


def _say(name: str, pairs: list[tuple[float, float]], worst: float) -> None:
    own, other = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    ratio = statistics.median(theirs / ours for ours, theirs in pairs)
    print(f"{name:34}{other * 1000:10.1f}ms{own * 1000:10.1f}ms{ratio:8.1f}{worst:12.1e}", flush=True)


def main() -> None:
    """Load, work out, print."""
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=3, help="turns of both sides (default 3)")
    add_shared(options)
    given = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        PrivateServer(Path(folder)) as address,
        open_driver(address) as driver,
    ):
        Store(driver, address.database, discover()).prepare()
        load(driver, address.database, given.shared / "data")
        measure(driver, address.database, given.rounds)


if __name__ == "__main__":
    main()
