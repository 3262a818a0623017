"""`python -m benchmarks.soak`: a load that is killed again and again, and the graph that it leaves in the end.

    python -m benchmarks.soak [--rows N] [--kills N] [--seed N] [--folder DIR]

`contrail load` joins the Neo4j of a data directory. At random moments one of the two is killed with SIGKILL, and the
same command is run again. The last one ends by itself; then the graph is compared with the pure view of the table. With
`--folder` all is kept there, and a soak that was cut off goes on where it was.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path

from neo4j import Driver

from benchmarks.options import REPOSITORY, parser
from contrail.mappings import find_mapping
from graph.connection import open_driver
from graph.server import PrivateServer, ServerSettings
from graph.snapshot import snapshot
from graph.view import View, view
from ingest.table.read import read_table
from schema.claim import Batch
from schema.discover import discover

MAPPING = "vrs_callsign_routes"
#: Seconds between which a load is killed: after it wrote a part, which every other kill waits for, and after its start.
AFTER_PART = (0.0, 2.0)
MOMENTS = (3.0, 10.0)


def main() -> int:
    """Run the soak and print what happened; 0 if the graph is what it should be."""
    options = parser(__doc__)
    options.add_argument("--rows", type=int, default=60_000)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=4)
    options.add_argument("--folder", type=Path, help="a folder that is kept (default a new one that is not)")
    given = options.parse_args()
    with ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        table, data, log = folder / "routes.csv", folder / "data", folder / "kills.log"
        if not log.exists():
            write_table(table, given.rows, random.Random(given.seed))
            log.touch()
        server = PrivateServer(data, ServerSettings(page_cache="512m"))
        with server:
            for number in range(len(log.read_text().splitlines()), given.kills):
                told = kill(server, table, random.Random(f"{given.seed} {number}"), number)
                with open_driver(server.start()) as driver:
                    line = f"{number + 1:2}. {told}; {count(driver)} statements stand"
                print(line, flush=True)
                with log.open("a") as file:
                    file.write(f"{line}\n")
            begun = time.monotonic()
            last = run(data, "load", str(table), "--mapping", MAPPING)
            print(f"then, undisturbed, {time.monotonic() - begun:.1f} s: {last.strip()}", flush=True)
            again = run(data, "load", str(table), "--mapping", MAPPING)
            print(f"and again: {again.strip()}", flush=True)
            return compare(data, table)


def write_table(path: Path, rows: int, chance: random.Random) -> None:
    """Routes of callsigns between made-up airports, some with a stop between."""
    airports = [f"X{number:03}" for number in range(500)]
    with path.open("w", encoding="utf-8") as file:
        file.write("Callsign,Code,Number,AirlineCode,AirportCodes\n")
        for number in range(rows):
            airline = f"A{chance.choice('BCDEFG')}{chance.choice('HIJK')}"
            stops = "-".join(chance.sample(airports, chance.choice((2, 2, 2, 2, 3, 4))))
            file.write(f"{airline}{number},{airline},{number},{airline},{stops}\n")


def kill(server: PrivateServer, table: Path, chance: random.Random, number: int) -> str:
    """Run the load and kill it, or its Neo4j, at a random moment; what happened."""
    victim = chance.choice(("contrail", "neo4j"))
    after = chance.uniform(*(AFTER_PART if number % 2 == 0 else MOMENTS))
    process = subprocess.Popen(
        command(server.data_dir, "load", str(table), "--mapping", MAPPING),
        cwd=REPOSITORY, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if number % 2 == 0:
        until_written(server, process)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        assert server.pid
        os.kill(server.pid if victim == "neo4j" else process.pid, signal.SIGKILL)
    told, _ = process.communicate(timeout=300)
    while victim == "neo4j" and process.returncode and server.alive():
        time.sleep(0.05)
    cause = next((line for line in told.splitlines() if "error:" in line), "")
    return f"{victim} after {after:.1f} s: exit {process.returncode} {cause[:90]}"


def until_written(server: PrivateServer, process: "subprocess.Popen[str]") -> None:
    """Wait until statements come in."""
    with open_driver(server.start()) as driver:
        before = count(driver)
        while process.poll() is None and count(driver) == before:
            time.sleep(0.1)


def count(driver: Driver) -> int:
    """How many statements stand."""
    (row,) = driver.execute_query("MATCH (s:Statement) RETURN count(s) AS count").records
    return int(row["count"])


def compare(data: Path, table: Path) -> int:
    """Hold the graph against the pure view of the table."""
    ontology = discover()
    batches = list(read_table(table, find_mapping(MAPPING, ontology)))
    whole = Batch(batches[0].documents, tuple(statement for batch in batches for statement in batch.statements))
    pure = view(ontology, [whole])
    with PrivateServer(data) as address, open_driver(address) as driver:
        there = snapshot(driver, address.database, ontology)
    differing = [part.name for part in fields(View) if getattr(there, part.name) != getattr(pure, part.name)]
    print(f"{len(there.statements)} statements, {len(there.nodes)} nodes, {len(there.edges)} edges; ", end="")
    print(f"differs from a load never interrupted in: {', '.join(differing) or 'nothing'}")
    return bool(differing)


def run(data: Path, *arguments: str) -> str:
    """A command to its end; what it printed."""
    done = subprocess.run(
        command(data, *arguments), cwd=REPOSITORY, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


def command(data: Path, *arguments: str) -> list[str]:
    """A command line of Contrail on that data directory."""
    return [sys.executable, "-m", "contrail", *arguments, "--data-dir", str(data)]


def environment() -> dict[str, str]:
    """This one, without a database that is named in it."""
    return {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}


if __name__ == "__main__":
    sys.exit(main())
