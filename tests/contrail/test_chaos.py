"""A service in trouble: its Neo4j ends under load, poison is sent, clients go away; what is written is whole.

What happens, and when, follows from SEED; each step is printed (`pytest -s`).
"""

import json
import random
import socket
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest

from tests.contrail.program import SECONDS, Service, service

SEED = 7
#: Seconds after Neo4j answers by which the service is ready.
BACK = 10.0
UPLOADS, WAITING = 200, 20
MEGABYTE = 1_000_000
#: How much the service may grow while 200 files of a megabyte come at once.
GROWTH = 100 * MEGABYTE
WRITE = """mutation ($name: String!, $key: String!) { write(input: {key: $key, source: {statement: $name}, changes: [
  {create: {base: {as: "there", name: $name}}}
  {create: {flight: {as: "flight", callsign: $name}}}
  {link: {from: "@flight", link: destination, to: "@there"}}
]}) { repeated nodes { id } } }"""
EVERYTHING = """query ($first: Int, $after: String) {
  documents(where: {documentKind: {eq: NOTE}}, first: $first, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { statements { totalCount nodes { text about { nodes {
    __typename ... on Flight { callsign destination { nodes { name } } } } } } } } } }"""
#: The changes of one write are a statement each, and one tells who wrote it.
STATEMENTS = 4


@dataclass
class Load:
    """Clients that read and write all the while."""

    url: str
    asked: Counter[str] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    again: int = 0
    slowest: float = 0.0
    _over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def on(self, readers: int, writers: int) -> Iterator[None]:
        """Read and write until left; every write that was begun is made."""
        works = [self._read] * readers + [lambda name=f"W{number}": self._write(name) for number in range(writers)]
        with ThreadPoolExecutor(len(works)) as threads:
            running = [threads.submit(work) for work in works]
            try:
                yield
            finally:
                self._over.set()
            for one in running:
                one.result(SECONDS)

    def _read(self) -> None:
        while not self._over.is_set():
            begun = time.monotonic()
            body = post(self.url, {"query": "{ flights(first: 3) { nodes { id callsign } } }"})
            code = code_of(body)
            self.asked[code] += 1
            if code == "UNAVAILABLE":
                self.refused.append(time.monotonic() - begun)
                time.sleep(body["errors"][0]["extensions"]["retryAfter"] / 4)
            elif code != "OK":
                self.odd.append(json.dumps(body))
            time.sleep(0.05)

    def _write(self, name: str) -> None:
        number = 0
        while not self._over.is_set():
            number += 1
            wanted = f"{name}-{number}"
            begun = time.monotonic()
            until = begun + SECONDS
            while (code := code_of(body := write(self.url, wanted))) != "OK":
                if code != "UNAVAILABLE" or time.monotonic() > until:
                    self.odd.append(json.dumps(body))
                    return
                self.again += 1
                time.sleep(0.2)
            self.written.append(wanted)
            self.slowest = max(self.slowest, time.monotonic() - begun)


def post(url: str, body: object) -> Any:
    """The JSON that a request is answered with."""
    return send(f"{url}/graphql", json.dumps(body).encode(), "application/json")[1]


def send(url: str, body: bytes, kind: str) -> tuple[int, Any]:
    request = urllib.request.Request(url, body, {"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
    except (urllib.error.URLError, ConnectionError):
        # Refused before all of it was sent, and before the answer could be read.
        return 0, None


def code_of(body: Any) -> str:
    return str(body["errors"][0]["extensions"]["code"]) if "errors" in body else "OK"


def write(url: str, name: str) -> Any:
    return post(url, {"query": WRITE, "variables": {"name": name, "key": name}})


@dataclass
class Chaos:
    """What is done to a service; each step checks what can be seen at once."""

    running: Service
    chance: random.Random
    begun: float = field(default_factory=time.monotonic)
    left: list[str] = field(default_factory=list)

    def tell(self, words: str) -> None:
        print(f"{time.monotonic() - self.begun:6.1f} s  {words}", flush=True)

    def killed(self) -> None:
        """Neo4j ends without a word."""
        self._ended("killed", lambda database: database.kill())

    def stopped(self) -> None:
        """Neo4j is stopped as an operator would."""
        self._ended("stopped", lambda database: database.terminate())

    def _ended(self, word: str, end: Callable[[psutil.Process], None]) -> None:
        (database,) = self.running.databases()
        (port,) = {each.laddr.port for each in database.net_connections("tcp") if each.status == psutil.CONN_LISTEN}
        end(database)
        database.wait(30)
        self.tell(f"Neo4j was {word}")
        until = time.monotonic() + SECONDS
        while not answers(port):
            assert time.monotonic() < until, "Neo4j was not started again"
            time.sleep(0.02)
        there = time.monotonic()
        while self.running.get("/health/ready")[0] != 200:
            time.sleep(0.02)
        took = time.monotonic() - there
        self.tell(f"Neo4j answers again; the service was ready {took:.2f} s later")
        assert took <= BACK

    def poisoned(self) -> None:
        """Files that are not what they say are refused by name, and nothing of them is kept."""
        bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
        files = {
            "broken.pdf": b"%PDF-1.7\n" + self.chance.randbytes(20_000),
            "noise.txt": self.chance.randbytes(20_000),
            "deep.html": b"<div>" * 50_000,
            "bomb.csv.gz": b"".join(bomb.compress(b"\0" * MEGABYTE) for _ in range(200)) + bomb.flush(),
        }
        for name in self.chance.sample(sorted(files), len(files)):
            status, told = send(
                f"{self.running.url}/graphql/uploads?name={name}", files[name], "application/octet-stream"
            )
            assert status == 201, told
            field_ = (
                'load(input: {upload: $id, mapping: "openflights_airlines"})'
                if name.endswith(".gz")
                else "ingest(input: {upload: $id})"
            )
            query = f"mutation ($id: ID!) {{ {field_} {{ documentId }} }}"
            body = post(self.running.url, {"query": query, "variables": {"id": told["id"]}})
            self.tell(f"{name}: {code_of(body)}, {body['errors'][0]['message'] if 'errors' in body else 'taken'}")
            assert code_of(body) == "BAD_INPUT" and name in json.dumps(body)

    def flooded(self) -> None:
        """Two hundred files at once: so many are taken as may wait, and the service does not grow with them."""
        process = psutil.Process(self.running.process.pid)
        before, sizes, over = process.memory_info().rss, [0], threading.Event()

        def watch() -> None:
            while not over.wait(0.05):
                sizes.append(process.memory_info().rss)

        content = b"An Il-76 flew from Minsk to Benghazi. " * (MEGABYTE // 38)
        url = f"{self.running.url}/graphql/uploads?name=report.txt"
        with ThreadPoolExecutor(UPLOADS + 1) as threads:
            watching = threads.submit(watch)
            sent = [threads.submit(send, url, content, "application/octet-stream") for _ in range(UPLOADS)]
            found = Counter(one.result(SECONDS)[0] for one in sent)
            over.set()
            watching.result(5)
        grown = max(sizes) - before
        self.tell(f"{UPLOADS} uploads at once: {dict(found)}; the service grew by {grown / MEGABYTE:.0f} MB")
        assert 0 < found[201] <= WAITING and set(found) <= {0, 201, 429}
        assert grown < GROWTH

    def deserted(self) -> None:
        """Clients go away in the middle of a request, or before its answer."""
        host, port = urlsplit(self.running.url).hostname, urlsplit(self.running.url).port
        for number in range(20):
            name = f"L-{number}"
            body = json.dumps({"query": WRITE, "variables": {"name": name, "key": name}}).encode()
            path, kind = self.chance.choice(
                [("/graphql", "application/json"), ("/graphql/uploads?name=a.txt", "application/octet-stream")]
            )
            head = f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: {kind}\r\n"
            cut = self.chance.choice([len(body), self.chance.randrange(len(body))])
            with socket.create_connection((host, port), 10) as connection:
                connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body[:cut])
                time.sleep(self.chance.choice([0, 0.01, 0.05]))
            self.left.append(name)
        self.tell(f"{len(self.left)} clients went away")


def answers(port: int) -> bool:
    """Whether a Neo4j speaks Bolt at this port."""
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as connection:
            connection.sendall(b"\x60\x60\xb0\x17\x00\x00\x04\x05" + bytes(12))
            return len(connection.recv(4)) == 4
    except OSError:
        return False


def whole_writes(running: Service) -> list[str]:
    """The names of all that was written; each write is there with all that it says."""
    names: list[str] = []
    after = None
    while True:
        found = running.ask(EVERYTHING, first=50, after=after)["documents"]
        for document in found["nodes"]:
            statements = document["statements"]
            assert statements["totalCount"] == STATEMENTS, document
            flights = [
                thing
                for statement in statements["nodes"]
                for thing in statement["about"]["nodes"]
                if thing["__typename"] == "Flight"
            ]
            name = flights[0]["callsign"]
            assert all(
                one == {"__typename": "Flight", "callsign": name, "destination": {"nodes": [{"name": name}]}}
                for one in flights
            )
            names.append(name)
        if not found["pageInfo"]["hasNextPage"]:
            return names
        after = found["pageInfo"]["endCursor"]


@pytest.mark.timeout(300)
def test_in_all_trouble_nothing_is_lost_and_nothing_half_written(tmp_path: Path) -> None:
    with service(tmp_path) as running:
        chaos, load = Chaos(running, random.Random(SEED)), Load(running.url)
        steps = [chaos.killed, chaos.stopped, chaos.poisoned, chaos.deserted, chaos.flooded]
        with load.on(readers=2, writers=2):
            for step in chaos.chance.sample(steps, len(steps)):
                before = len(load.written)
                step()
                until = time.monotonic() + SECONDS
                while len(load.written) == before:
                    assert not load.odd and time.monotonic() < until, f"no writer goes on: {load.odd}"
                    time.sleep(0.05)
        chaos.tell(f"{len(load.written)} writes, {load.again} tried again, the slowest "
                   f"in {load.slowest:.1f} s; answers to readers: {dict(load.asked)}; "
                   f"the slowest refusal took {max(load.refused):.2f} s")  # fmt: skip
        assert not load.odd and set(load.asked) == {"OK", "UNAVAILABLE"}
        # At once: long before a question's own limit of ten seconds.
        assert max(load.refused) < 5
        names = whole_writes(running)
        assert len(names) == len(set(names))
        assert set(load.written) <= set(names) <= {*load.written, *chaos.left}
        folder = tmp_path / "uploads"
        assert sum(path.suffix == ".about" for path in folder.iterdir()) * 2 == len(list(folder.iterdir()))
