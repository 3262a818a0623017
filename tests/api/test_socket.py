"""A real server on loopback: WebSockets and slow clients, which no transport in memory can show."""

import asyncio
import json
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread
from typing import Any

import httpx
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
    settings = ApiSettings(key=KEY, limits=replace(Limits(), body_seconds=0.3, socket_seconds=1))
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


TOO_MUCH = {
    "{" + "__typename " * 31 + "}": "roots",
    "{" + " ".join(f"a{n}: __typename" for n in range(101)) + "}": "aliases",
    "{ flights " * 21 + "{ id }" + "}" * 21: "depth",
    "{ ...F0 }" + "".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(25))
    + "fragment F25 on Query { __typename }": "fields",
    "{ flights(first: 1001) { totalCount } }": "page",
    "{ flights(first: 1000) { nodes { origin(first: 1000) { nodes { id } } } } }": "cost",
    "{" + "#" * 50_000 + "}": "characters",
}  # fmt: skip


@pytest.mark.parametrize("transport", ["http", "websocket", "event stream"])
@pytest.mark.parametrize(("query", "limit"), TOO_MUCH.items(), ids=TOO_MUCH.values())
def test_every_transport_refuses_alike(port: int, transport: str, query: str, limit: str) -> None:
    if transport == "websocket":
        (answer,) = talk(port, query)
        found = answer["payload"]
        error = found["errors"][0] if isinstance(found, dict) else found[0]
    else:
        accept = "text/event-stream" if transport == "event stream" else "application/json"
        headers = {"Authorization": f"Bearer {KEY}", "Accept": accept}
        response = httpx.post(f"http://127.0.0.1:{port}/graphql", json={"query": query}, headers=headers)
        assert response.headers["content-type"].startswith(accept)
        text = response.text
        if accept == "text/event-stream":
            text = next(line for line in text.splitlines() if line.startswith("data: ")).removeprefix("data: ")
        error = json.loads(text)["errors"][0]
    assert error["extensions"]["code"] == "LIMIT"
    assert error["extensions"]["limit"] == limit
    assert error["extensions"]["value"] > error["extensions"]["allowed"]


def test_a_websocket_that_never_begins_is_closed(port: int) -> None:
    async def connect() -> int | None:
        protocol = Subprotocol("graphql-transport-ws")
        headers = {"Authorization": f"Bearer {KEY}"}
        url = f"ws://127.0.0.1:{port}/graphql"
        async with websockets.connect(url, subprotocols=[protocol], additional_headers=headers) as ws:
            await ws.wait_closed()
            return ws.close_code

    assert asyncio.run(connect()) == 4408


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
        answer = b"".join(iter(lambda: client.recv(10_000), b""))
    assert answer.startswith(b"HTTP/1.1 408")
    assert b'"limit":"body_seconds","allowed":0.3' in answer
