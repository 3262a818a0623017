"""`python -m benchmarks.soak`: a load that is killed again and again, and the graph that it leaves in the end.

    python -m benchmarks.soak [--rows N] [--kills N] [--seed N]

`contrail load` runs on a data directory of its own. At random moments Contrail or its Neo4j is killed with SIGKILL, and
the same command is run again. The last one ends by itself; then the graph is compared with the pure view of the table.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path

import psutil

from contrail.mappings import find_mapping
from graph.connection import open_driver
from graph.server import PrivateServer
from graph.snapshot import snapshot
from graph.view import View, view
from ingest.table.read import read_table
from schema.claim import Batch
from schema.discover import discover

REPOSITORY = Path(__file__).parent.parent
MAPPING = "vrs_callsign_routes"


def main() -> int:
    """Run the soak and print what happened; 0 if the graph is what it should be."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=60_000)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=4)
    given = options.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        table, data = Path(folder, "routes.csv"), Path(folder, "data")
        write_table(table, given.rows, chance)
        # The first start creates the database, which no kill shall disturb here.
        run(data, "doctor")
        longest = 45.0
        for number in range(given.kills):
            longest = kill(data, table, chance, longest, number)
        begun = time.monotonic()
        last = run(data, "load", str(table), "--mapping", MAPPING)
        print(f"then, undisturbed: {last.strip()} ({time.monotonic() - begun:.1f} s in all)", flush=True)
        again = run(data, "load", str(table), "--mapping", MAPPING)
        print(f"and again: {again.strip()}")
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


def kill(data: Path, table: Path, chance: random.Random, longest: float, number: int) -> float:
    """Run the load and kill something at a random moment; answers for how long a load may run."""
    victim = chance.choice(("contrail", "neo4j"))
    after = chance.uniform(0.5, longest)
    begun = time.monotonic()
    process = subprocess.Popen(
        command(data, "load", str(table), "--mapping", MAPPING),
        cwd=REPOSITORY, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        for one in victims(process.pid, victim):
            os.kill(one, signal.SIGKILL)
        told, _ = process.communicate(timeout=300)
        last = told.strip().splitlines()[-2:] if told.strip() else ["(nothing)"]
        print(
            f"{number + 1:2}. killed {victim} after {after:.1f} s; exit {process.returncode}: {' | '.join(last)}",
            flush=True,
        )
        return longest
    told, _ = process.communicate()
    print(f"{number + 1:2}. ended by itself before {after:.1f} s: {told.strip().splitlines()[-1]}", flush=True)
    return max(2.0, time.monotonic() - begun)


def victims(pid: int, victim: str) -> list[int]:
    """What to kill: Contrail, or the Neo4j that it runs, or Contrail if it runs none yet."""
    children = psutil.Process(pid).children(recursive=True)
    servers = [one.pid for one in children if "org.neo4j.server.Neo4jCommunity" in " ".join(one.cmdline())]
    return servers if victim == "neo4j" and servers else [pid]


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
