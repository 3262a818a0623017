"""A real server on loopback: WebSockets and slow clients, which no transport in memory can show."""

import asyncio
import json
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest
import uvicorn
import websockets
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from api.app import create_app
from api.limits import Limits
from api.settings import ApiSettings
from graph.reader import GraphReader
from schema.ontology import Ontology
from tests.api.conftest import NOWHERE

KEY = "a-key-of-sufficient-length"


@pytest.fixture(scope="module")
def port(ontology: Ontology) -> Iterator[int]:
    settings = ApiSettings(key=KEY, limits=replace(Limits(), body_seconds=0.3))
    app = create_app(ontology, GraphReader(NOWHERE, ontology), settings)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="websockets-sansio", lifespan="on"))
        thread = Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])))
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


def talk(port: int, *queries: str, key: str = KEY, **headers: str) -> list[dict[str, Any]]:
    """What the service answers to these queries over one WebSocket."""

    async def run() -> list[dict[str, Any]]:
        extra = {"Authorization": f"Bearer {key}", **headers}
        protocol = Subprotocol("graphql-transport-ws")
        async with websockets.connect(
            f"ws://127.0.0.1:{port}/graphql", subprotocols=[protocol], additional_headers=extra
        ) as ws:
            await ws.send('{"type": "connection_init"}')
            assert json.loads(await ws.recv())["type"] == "connection_ack"
            answers = []
            for number, query in enumerate(queries):
                await ws.send(json.dumps({"id": str(number), "type": "subscribe", "payload": {"query": query}}))
                answers.append(json.loads(await ws.recv()))
                if answers[-1]["type"] == "next":
                    assert json.loads(await ws.recv()) == {"id": str(number), "type": "complete"}
            return answers

    return asyncio.run(run())


def test_queries_over_a_websocket(port: int) -> None:
    (answer,) = talk(port, "{ __typename }")
    assert answer["type"] == "next"
    assert answer["payload"] == {"data": {"__typename": "Query"}}


def test_the_same_refusals_as_over_http(port: int) -> None:
    answers = talk(
        port, "{ nope }", "{", "{" + "__typename " * 31 + "}", "query A { a: __typename } query B { b: __typename }"
    )
    codes = [answer["payload"][0]["extensions"]["code"] for answer in answers]
    assert codes == ["VALIDATION", "SYNTAX", "LIMIT", "BAD_INPUT"]


def test_a_failure_while_executing_is_an_answer(port: int) -> None:
    (answer,) = talk(port, "{ flights { totalCount } }")
    assert answer["type"] == "next"
    assert answer["payload"]["data"] is None
    assert answer["payload"]["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


@pytest.mark.parametrize(
    ("key", "headers"), [("wrong", {}), (KEY, {"Host": "evil.example"}), (KEY, {"Origin": "http://evil.example"})]
)
def test_who_may_not_ask_gets_no_websocket(port: int, key: str, headers: dict[str, str]) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        talk(port, "{ __typename }", key=key, **headers)


def test_the_protocol_that_older_clients_speak_is_off(port: int) -> None:
    async def connect() -> str | None:
        protocol = Subprotocol("graphql-ws")
        async with websockets.connect(
            f"ws://127.0.0.1:{port}/graphql",
            subprotocols=[protocol],
            additional_headers={"Authorization": f"Bearer {KEY}"},
        ) as ws:
            await ws.wait_closed()
            return f"{ws.close_code}"

    assert asyncio.run(connect()) == "4406"


def test_a_body_that_never_ends_is_given_up(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        head = f"POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {KEY}\r\n"
        client.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{".encode())
        answer = client.recv(10_000)
    assert answer.startswith(b"HTTP/1.1 408")
