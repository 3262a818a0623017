"""`python -m benchmarks.subscribers`: how many subscribers one process serves, and how soon each is told.

    python -m benchmarks.subscribers [--subscribers N] [--writes N] [--slow N]

One service over a Neo4j of its own; subscribers over WebSockets on loopback, all with the same selection, each tenth
with a filter of its own. Another process's writes are told to them; `--slow` subscribers never read. A lookup is asked
all the while. Printed: seconds from the commit to the last one told, the lookups' times, and the service's memory.
"""

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import psutil
import websockets
from websockets.asyncio.client import ClientConnection
from websockets.typing import Subprotocol

from benchmarks.options import parser
from benchmarks.servers import Server, contrail
from graph.connection import open_driver
from graph.server import PrivateServer, ServerSettings
from graph.store import Store
from schema import identity
from schema.claim import Batch, Claim, Document, Statement
from schema.discover import discover

QUERY = """subscription ($ids: [ID!]) { changes(ids: $ids, kinds: [CREATED], nouns: ["Flight"]) {
  sequence changes { kind node { id ... on Flight { label destination { nodes { id name } } } } } } }"""
LOOKUP = "query ($id: ID!) { place(id: $id) { id name } }"
#: Flights of one write.
FLIGHTS = 10
PLACE = identity.local("Place", "Document:benchmark", [0, 1])


def main() -> None:
    """Run the benchmark and print what was measured."""
    options = parser(__doc__)
    options.add_argument("--subscribers", type=int, default=1_000)
    options.add_argument("--writes", type=int, default=30)
    options.add_argument("--slow", type=int, default=20, help="subscribers that never read (default 20)")
    given = options.parse_args()
    settings = ServerSettings(heap="1g", page_cache="256m")
    with (
        tempfile.TemporaryDirectory() as folder,
        PrivateServer(Path(folder), settings) as address,
        open_driver(address) as driver,
    ):
        store = Store(driver, address.database, discover())
        store.prepare()
        store.write(written(0))
        with contrail(address, Path(folder)) as server:
            asyncio.run(measured(server, store, given.subscribers, given.slow, given.writes))


def written(number: int) -> Batch:
    """A document of some flights to one place."""
    document = Document(identity.document(f"{number:064}", "benchmark"), f"{number:064}", "DATASET", f"Log {number}")
    statements = [Statement(document.id, "benchmark@1", (Claim(PLACE, "name", "Tarmac"),), row="place")]
    for row in range(FLIGHTS):
        flight = identity.local("Flight", document.id, [str(row), "flight", 0])
        claims = (Claim(flight, "callsign", f"RFF{number}"), Claim(flight, "DESTINATION", object=PLACE))
        statements.append(Statement(document.id, "benchmark@1", claims, row=str(row)))
    return Batch((document,), tuple(statements))


def flight_of(number: int) -> str:
    """The first flight of a write."""
    return identity.local("Flight", written(number).documents[0].id, ["0", "flight", 0])


async def measured(server: Server, store: Store, subscribers: int, slow: int, writes: int) -> None:
    """Subscribe, write, and print when who was told."""
    process = psutil.Process(server.pid)
    before = process.memory_info().rss / 1e6
    async with AsyncExitStack() as stack:
        begun = time.perf_counter()
        sockets = [await stack.enter_async_context(connected(server)) for _ in range(subscribers + slow)]
        for place, ws in enumerate(sockets):
            ids = [flight_of(number) for number in range(1, writes + 1)] if place % 10 == 0 else None
            payload = {"query": QUERY, "variables": {"ids": ids}}
            await ws.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
            await ws.recv()
        print(f"{len(sockets)} subscribers in {time.perf_counter() - begun:.1f} s", flush=True)
        alone = await lookups(server, asyncio.create_task(asyncio.sleep(5)))
        told: list[list[float]] = [[] for _ in range(subscribers)]
        reading = [asyncio.create_task(read(ws, writes, times)) for ws, times in zip(sockets, told, strict=False)]
        committed: list[float] = []
        writing = asyncio.create_task(write(store, writes, committed))
        beside = await lookups(server, writing)
        await asyncio.gather(*reading)
    lasted = [max(times[at] for times in told) - committed[at] for at in range(writes)]
    after = process.memory_info().rss / 1e6
    print(f"{writes} writes of {FLIGHTS} flights each, all told to {subscribers} subscribers; {slow} more never read")
    print(f"commit to the last one told: median {statistics.median(lasted):.2f} s, at most {max(lasted):.2f} s")
    print(f"lookups without writes: {shown(alone)}; with: {shown(beside)}")
    print(f"memory of the service: {before:.0f} MB before, {after:.0f} MB after")


def connected(server: Server) -> "Connection":
    """A WebSocket that has begun."""
    return Connection(server.url.replace("http", "ws", 1))


class Connection:
    """A WebSocket of the protocol; an asynchronous context manager."""

    def __init__(self, url: str) -> None:
        # A small buffer of its own, so that who does not read holds up the server soon.
        self._connect = websockets.connect(url, subprotocols=[Subprotocol("graphql-transport-ws")], max_queue=4)

    async def __aenter__(self) -> ClientConnection:
        ws = await self._connect.__aenter__()
        await ws.send('{"type": "connection_init"}')
        await ws.recv()
        return ws

    async def __aexit__(self, *error: object) -> None:
        await self._connect.__aexit__(None, None, None)


async def read(ws: ClientConnection, writes: int, times: list[float]) -> None:
    """Note when each write was told."""
    while len(times) < writes:
        message = json.loads(await ws.recv())
        if message["type"] != "next" or "errors" in message["payload"]:
            raise RuntimeError(f"a subscriber was told {message}")
        if message["payload"]["data"]["changes"]["changes"]:
            times.append(time.perf_counter())


async def write(store: Store, writes: int, committed: list[float]) -> None:
    """Write one document after another, a second apart."""
    for number in range(1, writes + 1):
        await asyncio.to_thread(store.write, written(number))
        committed.append(time.perf_counter())
        await asyncio.sleep(1)


async def lookups(server: Server, until: "asyncio.Task[None]") -> list[float]:
    """Seconds of each lookup that is asked until a task is done."""
    times: list[float] = []
    body = {"query": LOOKUP, "variables": {"id": PLACE}}
    async with httpx.AsyncClient() as client:
        while not until.done():
            begun = time.perf_counter()
            answer = (await client.post(server.url, json=body)).json()
            times.append(time.perf_counter() - begun)
            if answer["data"]["place"]["name"] != "Tarmac":
                raise RuntimeError(f"a lookup answered {answer}")
            await asyncio.sleep(0.02)
    return times


def shown(times: Sequence[float]) -> str:
    """The median and the 99th percentile of some seconds."""
    return f"p50 {statistics.median(times) * 1e3:.1f} ms, p99 {statistics.quantiles(times, n=100)[-1] * 1e3:.1f} ms"


if __name__ == "__main__":
    main()
