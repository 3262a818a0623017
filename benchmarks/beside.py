"""`python -m benchmarks.beside`: how long lookups take while articles are read in, against how long they take alone.

    python -m benchmarks.beside [--rounds N] [--seconds N]

One service over a Neo4j of its own that holds OpenFlights and the sample. Lookups are sent at a steady rate, whether or
not the ones before are answered, in stretches with and without articles being handed in one after another, by turns.
Printed: p50 and p99 of each stretch and of each kind, their ratio, and how many articles were read meanwhile. Round 0,
in which the database still plans and compiles what it runs, does not count.
"""

import asyncio
import itertools
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.openflights import load
from benchmarks.options import add_shared, parser
from benchmarks.servers import Server, contrail
from contrail.articles import SAMPLE
from graph.connection import Address, open_driver
from graph.server import PrivateServer, ServerSettings
from graph.store import Store
from schema.discover import discover

LOOKUP = """query ($id: ID!) { flight(id: $id) {
  id label count { text } origin { nodes { name } } destination { nodes { name } } } }"""
INGEST = """mutation ($text: String!) { ingest(input: {text: $text, outlet: "Example Times", published: "2024-12-20"}) {
  changes { statementsAdded } } }"""
#: Lookups a second.
RATE = 50


def main() -> None:
    """Run the benchmark and print what was measured."""
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=4, help="pairs of stretches that count (default 4)")
    options.add_argument("--seconds", type=float, default=20, help="how long each lasts (default 20)")
    add_shared(options)
    given = options.parse_args()
    settings = ServerSettings(heap="1g", page_cache="256m")
    with (
        tempfile.TemporaryDirectory() as folder,
        PrivateServer(Path(folder), settings) as address,
        filled(address, given.shared / "data"),
        contrail(address, Path(folder), "--sample") as server,
    ):
        asyncio.run(measured(server, given.rounds, given.seconds))


@contextmanager
def filled(address: Address, data: Path) -> Iterator[None]:
    """A database that holds OpenFlights."""
    with open_driver(address) as driver:
        Store(driver, address.database, discover()).prepare()
        load(driver, address.database, data)
    yield


def articles() -> Iterator[str]:
    """Articles without end, each of them another one."""
    texts = [path.read_text("utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
    for number, text in enumerate(itertools.cycle(texts), 1):
        yield f"{text.rstrip()}\n\nThis is report {number} of the day.\n"


async def measured(server: Server, rounds: int, seconds: float) -> None:
    """Look up in turns, and print what was measured."""
    handed_in = articles()
    async with httpx.AsyncClient(timeout=120) as http:
        client = Client(http, server.url)
        # Loads the language model, and has all questions planned.
        for _ in range(5):
            await client.read_in(next(handed_in))
        ids = await client.flights()
        await lookups(client, ids, 10)
        alone: list[float] = []
        beside: list[float] = []
        count = 0
        for turn in range(rounds + 1):
            for busy in (False, True) if turn % 2 else (True, False):
                reading = asyncio.create_task(endlessly(client, handed_in)) if busy else None
                times = await lookups(client, ids, seconds)
                if reading is not None:
                    reading.cancel()
                    done = await reading
                    count += done if turn else 0
                if turn:
                    (beside if busy else alone).extend(times)
                print(f"round {turn}, {'with' if busy else 'without'} an ingest: {shown(times)}", flush=True)
    print(f"{len(alone)} lookups without: {shown(alone)}; {len(beside)} with, beside {count} articles: {shown(beside)}")
    (p50, p99), (busy50, busy99) = marks(alone), marks(beside)
    print(f"with / without: p50 {busy50 / p50:.2f}, p99 {busy99 / p99:.2f}")


@dataclass(frozen=True, slots=True)
class Client:
    """Asks one service."""

    http: httpx.AsyncClient
    url: str

    async def asked(self, query: str, **variables: object) -> Any:
        """The data of an answer without errors."""
        answer = (await self.http.post(self.url, json={"query": query, "variables": variables})).json()
        if "errors" in answer:
            raise RuntimeError(f"the service answered {answer['errors']}")
        return answer["data"]

    async def flights(self) -> list[str]:
        """Ids to look up."""
        return [
            node["id"] for node in (await self.asked("{ flights(first: 20) { nodes { id } } }"))["flights"]["nodes"]
        ]

    async def read_in(self, text: str) -> None:
        """Hand in an article and wait until it is written."""
        await self.asked(INGEST, text=text)


async def endlessly(client: Client, handed_in: Iterator[str]) -> int:
    """Hand in one article after another until cancelled; how many were written."""
    count = 0
    try:
        for text in handed_in:
            await client.read_in(text)
            count += 1
    except asyncio.CancelledError:
        pass
    return count


async def lookups(client: Client, ids: Sequence[str], seconds: float) -> list[float]:
    """Seconds of each lookup, counted from when it was due."""
    times: list[float] = []

    async def one(number: int, due: float) -> None:
        if not (await client.asked(LOOKUP, id=ids[number % len(ids)]))["flight"]:
            raise RuntimeError("a lookup found nothing")
        times.append(time.perf_counter() - due)

    begun = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for number in range(round(seconds * RATE)):
            due = begun + number / RATE
            await asyncio.sleep(max(0, due - time.perf_counter()))
            tasks.create_task(one(number, due))
    return times


def marks(times: Sequence[float]) -> tuple[float, float]:
    """The median and the 99th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=100)[-1]


def shown(times: Sequence[float]) -> str:
    """Both in milliseconds."""
    p50, p99 = marks(times)
    return f"p50 {p50 * 1e3:.1f} ms, p99 {p99 * 1e3:.1f} ms"


if __name__ == "__main__":
    main()
