"""`python -m benchmarks.routes`: all callsign routes through `contrail load`, and what that does to queries.

    python -m benchmarks.routes [--rows N] [--bare N] [--rounds N] [--shared DIR]

The query benchmarks' graph is there first, and the two tables that routes link to. The rate is held against bare Cypher
for the first `--bare` rows on the same server; the loader's memory is looked at twice a second; the queries are timed
before and after, over the bare driver.
"""

import asyncio
import csv
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import psutil

from benchmarks.bare import bare
from benchmarks.cases import CASES
from benchmarks.loading import find, read, seconds
from benchmarks.openflights import load
from benchmarks.options import REPOSITORY, add_shared, parser
from benchmarks.versus import median
from graph.connection import Address, open_driver
from graph.server import PrivateServer, ServerSettings
from graph.store import Store
from ingest.table.read import read_table
from schema.discover import discover
from schema.ontology import Ontology

NAME, BEFORE = "vrs_callsign_routes", ("vrs_airports", "vrs_airlines")
#: Seconds between two looks at the loader's memory.
LOOK = 0.5


def main() -> None:
    """Run the benchmark and print what was measured."""
    options = parser(__doc__)
    options.add_argument("--rows", type=int, help="rows that are loaded (default all)")
    options.add_argument("--bare", type=int, default=50_000, help="rows of the bare rate (default 50,000)")
    options.add_argument("--rounds", type=int, default=200, help="rounds of the queries (default 200)")
    add_shared(options)
    given = options.parse_args()
    ontology, data = discover(), given.shared / "data"
    settings = ServerSettings(heap="2g", page_cache="512m")
    with tempfile.TemporaryDirectory() as folder:
        with PrivateServer(Path(folder, "bare"), settings) as address:
            rate = bare_rate(address, ontology, data, NAME, BEFORE, given.bare)
        table = cut(find(ontology, data, NAME)[0], Path(folder, "routes.csv.gz"), given.rows)
        with PrivateServer(Path(folder, "data"), settings) as address, open_driver(address) as driver:
            store = Store(driver, address.database, ontology)
            store.prepare()
            load(driver, address.database, data)
            for name in BEFORE:
                store.load(read(ontology, data, name, None))
            before = asked(address, given.rounds)
            statements, lasted, memory = loaded(Path(folder, "data"), table, NAME)
            after = asked(address, given.rounds)
    print(
        f"{statements} statements in {lasted:.0f} s ({statements / lasted:.0f} a second), bare {rate:.0f} a second: "
        f"{statements / lasted / rate:.2f} of the bare rate (at least 0.33)"
    )
    quarters = ", ".join(f"{memory[len(memory) * part // 4 - 1]:.0f}" for part in (1, 2, 3, 4))
    print(f"loader's memory: {quarters} MB after each quarter, at most {max(memory):.0f} MB (500)")
    for case, one, other in zip(CASES, before, after, strict=True):
        print(f"{case.name}: {one:.2f} ms before, {other:.2f} ms after: {other / one:.2f} (at most 2)")


def bare_rate(address: Address, ontology: Ontology, data: Path, name: str, before: Sequence[str], rows: int) -> float:
    """Of how many statements of a table's first rows nodes and edges are written in a second, after other tables'."""
    tables = [read(ontology, data, one, None) for one in before]
    path, mapping = find(ontology, data, name)
    part = list(islice(iter(read_table(path, mapping, on_error="skip")), -(-rows // 5000)))
    made = bare(ontology, [*tables, part], there=len(tables))
    with open_driver(address) as driver:
        Store(driver, address.database, ontology).prepare()
        bare(ontology, tables).write(driver, address.database)
        lasted = seconds(lambda: made.write(driver, address.database))
    return sum(len(batch.statements) for batch in part) / lasted


def cut(path: Path, to: Path, rows: int | None) -> Path:
    """The table, or one of its first rows alone."""
    if rows is None:
        return path
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file, gzip.open(to, "wt", encoding="utf-8") as out:
        csv.writer(out).writerows(islice(csv.reader(file), rows + 1))
    return to


def asked(address: Address, rounds: int) -> list[float]:
    """The median of each query, in milliseconds."""
    return [asyncio.run(median(case, address, rounds)) for case in CASES]


def loaded(data: Path, table: Path, mapping: str) -> tuple[int, float, list[float]]:
    """Run `contrail load` on a data directory: statements, seconds, and megabytes of memory as they were."""
    command = ["load", str(table), "--mapping", mapping, "--on-error", "skip", "--data-dir", str(data), "--json"]
    command += ["--skipped", str(data / "skipped.csv")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    memory: list[float] = []
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "contrail", *command], cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        looked = psutil.Process(process.pid)
        while process.poll() is None:
            memory.append(looked.memory_info().rss / 1e6)
            time.sleep(LOOK)
        lasted = time.perf_counter() - begun
        told, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"contrail {' '.join(command)} ended with {process.returncode}: {told}")
    # Once it has ended, and before that is noticed, it holds none.
    return json.loads(told)["statements_added"], lasted, [one for one in memory if one]


if __name__ == "__main__":
    main()
