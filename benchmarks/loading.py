"""`python -m benchmarks.loading`: tables through `Store.load` against the same nodes and edges through bare Cypher.

    python -m benchmarks.loading [--rows N] [--rounds N] [--shared DIR] [--log]

Claims are in memory for both sides. Each round empties the graph before each side; the first round warms up the server
and is not counted. Ratios are of one round; on a machine that others use, those of processor time scatter less. `--log`
measures what the change log costs instead.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

import psutil
from neo4j import Driver, ManagedTransaction

from benchmarks.bare import bare
from benchmarks.options import add_shared, parser
from contrail.collector import spare_collections
from contrail.mappings import find_mapping
from graph.changelog import Log, Trace
from graph.connection import open_driver
from graph.server import PrivateServer, ServerSettings
from graph.store import Store
from ingest.table.mapping import TableMapping
from ingest.table.read import read_table
from schema import identity
from schema.claim import Batch, Statement
from schema.discover import discover
from schema.ontology import Ontology

OPENFLIGHTS = ("openflights_airports", "openflights_airlines", "openflights_routes")
Table = Sequence[Batch]


def main() -> None:
    """Run the benchmark and print a table."""
    options = parser(__doc__)
    options.add_argument("--rows", type=int, help="rows of each table at most (default all)")
    options.add_argument("--rounds", type=int, default=3, help="rounds, the first of which is not counted (default 3)")
    add_shared(options)
    options.add_argument("--log", action="store_true", help="with the change log against without it, in turns")
    given = options.parse_args()
    ontology, data = discover(), given.shared / "data"
    tables = [read(ontology, data, name, given.rows) for name in OPENFLIGHTS]
    spare_collections()
    settings = ServerSettings(heap="2g", page_cache="512m")
    with (
        tempfile.TemporaryDirectory() as folder,
        (server := PrivateServer(Path(folder), settings)) as address,
        open_driver(address) as driver,
    ):
        store = Store(driver, address.database, ontology)
        store.prepare()
        print(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
        (logged if given.log else openflights)(store, server, tables, given.rounds)


def openflights(store: Store, server: PrivateServer, tables: Sequence[Table], rounds: int) -> None:
    """OpenFlights whole: bare, first load, second load, and the routes once more from another document."""
    before = bare(store.ontology, tables[:-1])
    basis = bare(store.ontology, tables, there=len(tables) - 1)
    rows = sum(len(batch.statements) for table in tables for batch in table)
    again = [elsewhere(batch) for batch in tables[-1]]
    nodes, edges = before.nodes + basis.nodes, before.edges + basis.edges
    print(f"OpenFlights: {rows} rows, {nodes} nodes, {edges} edges; seconds, and of processors in brackets")
    print("round     bare: all         routes      merged again       load: all            again            known")
    ratios: list[tuple[float, ...]] = []
    for number in range(rounds):
        empty(store.driver)
        one = [
            taken(server, lambda: before.write(store.driver, store.database)),
            taken(server, lambda: basis.write(store.driver, store.database)),
            taken(server, lambda: basis.write(store.driver, store.database)),
        ]
        empty(store.driver)
        one += [
            taken(server, lambda: [store.load(table) for table in tables]),
            taken(server, lambda: [store.load(table) for table in tables]),
            taken(server, lambda: store.load(again)),
        ]
        airports, routes, _, first, second, known = one
        whole = Taken(airports.seconds + routes.seconds, airports.processor + routes.processor)
        ratios.append((*first / whole, *known / routes, *second / first))
        shown = [whole, *one[1:]]
        told = "".join(f"{part.seconds:9.1f} ({part.processor:5.1f})" for part in shown)
        print(f"{number:3}{told}   load average {os.getloadavg()[0]:.1f}", flush=True)
        print("   " + "  ".join(f"{ratio:.2f}" for ratio in ratios[-1]), flush=True)
    columns = [statistics.median(column) for column in zip(*(ratios[1:] or ratios), strict=True)]
    for name, most, by_clock, by_processor in zip(
        ("first load / bare", "rows of known subjects / bare", "load again / first load"),
        (2.5, 3.5, 0.5), columns[::2], columns[1::2], strict=True,
    ):  # fmt: skip
        print(f"{name}: {by_clock:.2f} by the clock, {by_processor:.2f} by processor time (at most {most})")
    print(f"{rows} rows, loader's memory {resident():.0f} MB")


class Unwritten(Log):
    """A change log in which nothing is written."""

    def append(self, tx: ManagedTransaction, trace: Trace, at: int, author: str | None = None) -> None:
        """Nothing."""


def logged(store: Store, server: PrivateServer, tables: Sequence[Table], rounds: int) -> None:
    """OpenFlights whole, and its routes once more from another document, with the change log and without it."""
    again = [elsewhere(batch) for batch in tables[-1]]
    without = Store(store.driver, store.database, store.ontology, log=Unwritten())
    print("round     with the log                        without it; seconds, and of processors in brackets")
    ratios: list[tuple[float, ...]] = []
    for number in range(rounds):
        sides: dict[Store, tuple[Taken, Taken]] = {}
        for side in (store, without) if number % 2 else (without, store):
            empty(store.driver)
            whole = taken(server, partial(_all, side, tables))
            sides[side] = whole, taken(server, partial(_all, side, [again]))
        first, known = (one / other for one, other in zip(sides[store], sides[without], strict=True))
        ratios.append((*first, *known))
        parts = (*sides[store], *sides[without])
        print(f"{number:3}" + "".join(f"{part.seconds:9.1f} ({part.processor:5.1f})" for part in parts), flush=True)
        print("   " + "  ".join(f"{ratio:.3f}" for ratio in ratios[-1]), flush=True)
    columns = [statistics.median(column) for column in zip(*(ratios[1:] or ratios), strict=True)]
    for name, by_clock, by_processor in zip(
        ("first load", "rows of known subjects"), columns[::2], columns[1::2], strict=True
    ):
        print(f"{name}, with the log / without: {by_clock:.3f} by the clock, {by_processor:.3f} by processor time")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock, and seconds of processors that this process and the server used."""

    seconds: float
    processor: float

    def __truediv__(self, other: "Taken") -> tuple[float, float]:
        return self.seconds / other.seconds, self.processor / other.processor


def _all(store: Store, tables: Sequence[Table]) -> None:
    for table in tables:
        store.load(table)


def taken(server: PrivateServer, work: Callable[[], object]) -> Taken:
    """What work takes."""
    processes = [psutil.Process(), psutil.Process(server.pid)]
    before = sum(sum(process.cpu_times()[:2]) for process in processes)
    lasted = seconds(work)
    return Taken(lasted, sum(sum(process.cpu_times()[:2]) for process in processes) - before)


def read(ontology: Ontology, data: Path, name: str, rows: int | None) -> Table:
    """A table's batches, as many as hold so many rows."""
    path, mapping = find(ontology, data, name)
    return list(islice(iter(read_table(path, mapping, on_error="skip")), rows and -(-rows // 5000)))


def find(ontology: Ontology, data: Path, name: str) -> tuple[Path, TableMapping]:
    """A shared table and the mapping that ships for it."""
    (path,) = data.glob(f"{name}.csv*")
    return path, find_mapping(name, ontology)


def elsewhere(batch: Batch) -> Batch:
    """The same rows in another document: what they speak of is known, what they say is new."""
    (document,) = batch.documents
    other = replace(document, id=identity.document("0" * 64, document.url), sha256="0" * 64)
    statements = tuple(
        Statement(other.id, one.extractor, one.claims, row=one.row, said_by=one.said_by) for one in batch.statements
    )
    return Batch((other,), statements)


def empty(driver: Driver) -> None:
    """Delete all but the mark of what made the database."""
    with driver.session() as session:
        session.run(
            "MATCH (n) WHERE NOT n:_Contrail CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
        ).consume()


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def resident() -> float:
    """Megabytes of memory that this process holds."""
    return float(psutil.Process().memory_info().rss) / 1e6


if __name__ == "__main__":
    main()
