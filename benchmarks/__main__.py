"""`make bench`: loads OpenFlights into a private Neo4j, and asks it over HTTP, over the bare driver, and by rivals.

    python -m benchmarks [--rounds N] [--seconds N] [--races N] [--warm N] [--minutes N] [--shared DIR]

Answers are compared before anything is timed. All sides take turns within one run, so that noise hits all of them. It
needs wrk, and Node with npm for @neo4j/graphql.
"""

import os
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.cases import CASES
from benchmarks.linking import linking
from benchmarks.openflights import load
from benchmarks.options import REPOSITORY, add_shared, parser
from benchmarks.reading import articles_per_second
from benchmarks.rivals import CONNECTIONS, hits, races
from benchmarks.servers import Server, contrail, incumbent, loaders
from benchmarks.staying import first_calls, memory
from benchmarks.versus import compare
from benchmarks.wrk import rate, request
from graph.connection import Address, open_driver
from graph.server import PrivateServer, ServerSettings
from graph.store import Store
from schema.discover import discover


def main() -> None:
    """Run the benchmarks and print tables."""
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=400, help="requests against the bare driver (default 400)")
    options.add_argument("--seconds", type=int, default=5, help="seconds of each load by wrk (default 5)")
    options.add_argument("--races", type=int, default=3, help="loads of each server, case and width (default 3)")
    options.add_argument(
        "--warm", type=int, default=10, help="seconds to warm each server up with each case (default 10)"
    )
    options.add_argument("--minutes", type=float, default=10, help="minutes of load to watch the memory (default 10)")
    add_shared(options)
    given = options.parse_args()
    _say("\n".join(linking().lines))
    settings = ServerSettings(heap="2g", page_cache="512m")
    with tempfile.TemporaryDirectory() as name, PrivateServer(Path(name), settings) as address:
        _load(address, given.shared / "data")
        _say(f"load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
        with ExitStack() as stack:
            ours = stack.enter_context(contrail(address, Path(name)))
            rival = stack.enter_context(incumbent(address, REPOSITORY / "build" / "benchmarks"))
            plain = stack.enter_context(loaders(address))
            _races((ours, rival, plain), given.seconds, given.races, given.warm)
            _hits(rival, address)
        with contrail(address, Path(name)) as ours:
            _bare(ours, address, given.rounds)
            _say(f"\nfirst call of a new text, 5 roots × 3 levels: {first_calls(ours):.2f} s (at most 1.5)")
            _memory(ours, given.minutes)
        _workers(address, Path(name), given.seconds)
    _say(f"\ncontrail extract: {articles_per_second(given.shared / 'articles' / 'dev'):.1f} articles/s on one core")


def _load(address: Address, data: Path) -> None:
    with open_driver(address) as driver:
        Store(driver, address.database, discover()).prepare()
        begun = time.perf_counter()
        counts = load(driver, address.database, data)
    _say(f"loaded {counts} in {time.perf_counter() - begun:.1f} s")


def _races(servers: Sequence[Server], seconds: int, rounds: int, warm: int) -> None:
    _say("\nrequests a second; × is ours over theirs, the median of the rounds")
    _say(f"{'case':44}{'wide':>5}" + "".join(f"{server.name:>16}" for server in servers) + f"{'×':>8}{'×':>8}")
    for race in races(CASES, servers, seconds, rounds, warm):
        rates = "".join(
            f"{race.rate(server.name):16.1f}" if server.name in race.rates else f"{'–':>16}" for server in servers
        )
        ratios = "".join(f"{race.ratio(server.name):8.1f}" for server in servers[1:] if server.name in race.rates)
        _say(f"{race.case.name:44}{race.connections:5}{rates}{ratios}   at least {race.case.throughput}")


def _hits(rival: Server, address: Address) -> None:
    _say(f"\n{'database hits':44}{'ours':>12}{rival.name:>16}{'share':>8}")
    with open_driver(address) as driver:
        for case in CASES:
            ours, theirs = hits(case, rival, driver, address.database)
            _say(f"{case.name:44}{ours:12}{theirs:16}{ours / theirs:8.3f}   at most {case.hits}")


def _bare(ours: Server, address: Address, rounds: int) -> None:
    _say(f"\n{'one connection':44}{'HTTP p50':>12}{'driver p50':>12}{'ratio':>8}{'bytes':>8}")
    for case in CASES:
        done = compare(case, address, ours.url, rounds)
        _say(
            f"{case.name:44}{done.http:10.2f}ms{done.driver:10.2f}ms{done.ratio:8.2f}{done.size:8}"
            f"   at most {case.driver}"
        )


def _memory(ours: Server, minutes: float) -> None:
    _say("\nminutes of load by 16 connections, and megabytes of the service")
    for passed, size in memory(ours, CASES[1], minutes):
        _say(f"{passed:8.1f}{size:10.1f}")


def _workers(address: Address, folder: Path, seconds: int) -> None:
    _say(f"\n{'requests a second by 16 connections':44}{'1 worker':>12}{'2 workers':>12}{'×':>8}")
    for case in CASES[:3]:
        body, rates = request(case.ours, case.variables), []
        for workers in (1, 2):
            with contrail(address, folder, f"--workers={workers}") as server:
                rate(server.url, body, CONNECTIONS[1], 2)
                rates.append(rate(server.url, body, CONNECTIONS[1], seconds).second)
        _say(f"{case.name:44}{rates[0]:12.1f}{rates[1]:12.1f}{rates[1] / rates[0]:8.2f}")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
