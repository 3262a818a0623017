"""`make bench`: loads OpenFlights into a private Neo4j, asks it over HTTP and over the bare driver, prints ratios.

    python -m benchmarks [--rounds N] [--shared DIR]

Answers are compared before anything is timed. Both sides take turns within one run, so that noise hits both.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.linking import linking
from benchmarks.openflights import load
from benchmarks.reading import articles_per_second
from benchmarks.versus import Case, compare
from graph.connection import Address, open_driver
from graph.server import PrivateServer
from graph.store import Store
from schema.discover import discover

REPOSITORY = Path(__file__).parent.parent

LEVEL = """
query ($name: String!) { bases(where: {name: {eq: $name}}, first: 1) { nodes { name
  departures(first: 50) { edges { node {
    destination { nodes { name ... on Base { icao } country } } operator { nodes { name icao } } } } } } } }
"""
LEVELS = """
query ($name: String!) { bases(where: {name: {eq: $name}}, first: 1) { nodes { name
  departures(first: 20) { nodes { label destination { nodes { name
    departures(first: 20) { nodes { label operator { nodes { name } } destination { nodes { name } } } } } } } } } } }
"""
LOOKUP = """
query ($name: String!) { bases(where: {name: {eq: $name}}, first: 1) { nodes { name icao country } } }
"""
CASES = (
    Case("lookup of one airport", LOOKUP, {"name": "Frankfurt am Main Airport"}),
    Case("one airport, 50 departures with destination and operator", LEVEL, {"name": "Frankfurt am Main Airport"}),
    Case("two levels of 20 x 20", LEVELS, {"name": "Frankfurt am Main Airport"}),
)


def main() -> None:
    """Run the benchmarks and print a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=400, help="requests of each side and case (default 400)")
    options.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("CONTRAIL_SHARED", REPOSITORY.parent / "shared"))
    )
    given = options.parse_args()
    print("\n".join(linking().lines))
    with tempfile.TemporaryDirectory() as folder, PrivateServer(Path(folder)) as address:
        with open_driver(address) as driver:
            Store(driver, address.database, discover()).prepare()
            begun = time.perf_counter()
            counts = load(driver, address.database, given.shared / "data")
            print(f"loaded {counts} in {time.perf_counter() - begun:.1f} s")
        with _service(address, Path(folder)) as connection:
            print(f"{'case':58}{'HTTP p50':>10}{'driver p50':>12}{'ratio':>8}{'bytes':>8}")
            for case in CASES:
                done = compare(case, address, connection, given.rounds)
                print(f"{case.name:58}{done.http:8.2f}ms{done.driver:10.2f}ms{done.ratio:8.2f}{done.size:8}")
    print(f"contrail extract: {articles_per_second(given.shared / 'articles' / 'dev'):.1f} articles/s on one core")


@contextmanager
def _service(address: Address, folder: Path) -> Iterator[HTTPConnection]:
    environment = os.environ | {
        "NEO4J_URI": address.uri,
        "NEO4J_USER": address.user,
        "NEO4J_PASSWORD": address.password,
        "CONTRAIL_DATA_DIR": str(folder / "service"),
    }
    command = [sys.executable, "-m", "contrail", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY) as process:
        try:
            assert process.stderr is not None
            told = []
            for line in process.stderr:
                told.append(line)
                if "ready" in line:
                    break
            else:
                raise RuntimeError("the service did not start: " + "".join(told))
            yield HTTPConnection("127.0.0.1", int(told[-1].rsplit(":", 1)[1]))
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
