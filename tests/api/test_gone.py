"""A client that goes away, and a question that takes too long, leave nothing running in a real Neo4j."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest
import websockets
from neo4j import Driver
from websockets.typing import Subprotocol

from api.app import create_app
from api.limits import Limits
from api.settings import ApiSettings
from graph.compile import Compiled
from graph.connection import Address
from graph.question import Question
from graph.reader import GraphReader
from schema.ontology import Ontology
from tests.api.port import serving

pytestmark = pytest.mark.neo4j
#: Stands before each question of these tests: longer than anybody waits.
ENDLESS = "UNWIND range(1, 1000000000) AS i UNWIND range(1, 1000) AS j WITH count(i + j) AS endless\n"
QUERY = "{ bases { totalCount } }"


class Slow(GraphReader):
    """A graph that takes very long over each question, in the database itself."""

    def compile(self, question: Question) -> Compiled:
        made = super().compile(question)
        return replace(made, text=ENDLESS + made.text)


@contextmanager
def asked_at(ontology: Ontology, address: Address, limits: Limits) -> Iterator[int]:
    app = create_app(ontology, Slow(address, ontology), ApiSettings(limits=limits))
    with serving(app, ws="websockets-sansio") as port:
        yield port


@pytest.fixture(scope="module")
def port(ontology: Ontology, neo4j_address: Address) -> Iterator[int]:
    with asked_at(ontology, neo4j_address, replace(Limits(), seconds=200)) as port:
        yield port


@pytest.fixture
def running(driver: Driver) -> Callable[[], int]:
    """How many endless questions run in the database."""

    def count() -> int:
        rows = driver.execute_query(
            "SHOW TRANSACTIONS YIELD currentQuery, status WHERE currentQuery CONTAINS 'AS endless' "
            "AND NOT currentQuery CONTAINS 'SHOW' AND status STARTS WITH 'Running' RETURN count(*) AS n"
        ).records
        return int(rows[0]["n"])

    return count


def wait_for(count: Callable[[], int], number: int) -> None:
    """Fails after a minute."""
    until = time.monotonic() + 60
    while count() != number:
        assert time.monotonic() < until, f"{count()} run, not {number}"
        time.sleep(0.05)


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_a_client_that_goes_away_ends_its_question(port: int, running: Callable[[], int], method: str) -> None:
    async def ask() -> None:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            sent: dict[str, Any] = {"json": {"query": QUERY}} if method == "POST" else {"params": {"query": QUERY}}
            asking = asyncio.create_task(client.request(method, "/graphql", timeout=100, **sent))
            await asyncio.to_thread(wait_for, running, 1)
            asking.cancel()
            await asyncio.wait([asking])
        await asyncio.to_thread(wait_for, running, 0)

    assert running() == 0
    asyncio.run(ask())


@pytest.mark.parametrize("how", ["close", "complete", "break"])
def test_a_websocket_that_is_closed_or_whose_operation_is_ended_ends_its_question(
    port: int, running: Callable[[], int], how: str
) -> None:
    async def ask() -> None:
        protocol = Subprotocol("graphql-transport-ws")
        async with websockets.connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=[protocol]) as ws:
            await ws.send('{"type": "connection_init"}')
            await ws.recv()
            await ws.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": QUERY}}))
            await asyncio.to_thread(wait_for, running, 1)
            if how == "complete":
                await ws.send(json.dumps({"id": "1", "type": "complete"}))
                await asyncio.to_thread(wait_for, running, 0)
            elif how == "break":
                ws.transport.abort()
        await asyncio.to_thread(wait_for, running, 0)

    assert running() == 0
    asyncio.run(ask())


def test_an_event_stream_that_is_left_ends_its_question(port: int, running: Callable[[], int]) -> None:
    async def ask() -> None:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            headers = {"accept": "text/event-stream"}
            asking = asyncio.create_task(client.post("/graphql", json={"query": QUERY}, headers=headers, timeout=100))
            await asyncio.to_thread(wait_for, running, 1)
            asking.cancel()
            await asyncio.wait([asking])
        await asyncio.to_thread(wait_for, running, 0)

    assert running() == 0
    asyncio.run(ask())


def test_the_time_limit_ends_a_question_in_the_database(
    ontology: Ontology, neo4j_address: Address, running: Callable[[], int]
) -> None:
    with asked_at(ontology, neo4j_address, replace(Limits(), seconds=0.5)) as port:
        answer = httpx.post(f"http://127.0.0.1:{port}/graphql", json={"query": QUERY}, timeout=60).json()
    assert answer["errors"][0]["extensions"]["code"] == "TIMEOUT"
    wait_for(running, 0)
