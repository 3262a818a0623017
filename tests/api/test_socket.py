"""A real server on loopback: WebSockets and slow clients, which no transport in memory can show."""

import asyncio
import hashlib
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import websockets
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from api.app import create_app
from api.keys import Keys
from api.limits import Limits
from api.settings import ApiSettings
from graph.reader import GraphReader
from schema.ontology import Ontology
from tests.api.conftest import NOWHERE
from tests.api.port import serving
from tests.keyed import keyed

LIMITS = replace(Limits(), body_seconds=0.3, socket_seconds=1, rate=0.01, burst=120)
PROTOCOL = Subprotocol("graphql-transport-ws")


@dataclass(frozen=True)
class Served:
    """Where a service listens, its file of keys, and a key that stands."""

    port: int
    keys: Path
    key: str

    @property
    def ws(self) -> str:
        return f"ws://127.0.0.1:{self.port}/graphql"

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


@pytest.fixture(scope="module")
def served(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    keys, key = keyed(tmp_path_factory.mktemp("keys"))
    settings = ApiSettings(keys=keys, limits=LIMITS)
    app = create_app(ontology, GraphReader(NOWHERE, ontology), settings)
    with serving(app, ws="websockets-sansio") as port:
        yield Served(port, keys, key)


def talk(
    served: Served,
    *queries: str | dict[str, Any],
    headers: dict[str, str] | None = None,
    payload: dict[str, str] | None = None,
) -> list[dict[str, Any]]:
    """What is answered to these queries over one WebSocket, with the key in a header unless others are given.

    A query is its text, or the payload that begins it.
    """

    async def run() -> list[dict[str, Any]]:
        extra = served.bearer if headers is None else headers
        async with websockets.connect(served.ws, subprotocols=[PROTOCOL], additional_headers=extra) as ws:
            await ws.send(json.dumps({"type": "connection_init", "payload": payload or {}}))
            assert json.loads(await ws.recv())["type"] == "connection_ack"
            answers = []
            for number, query in enumerate(queries):
                asked = {"query": query} if isinstance(query, str) else query
                await ws.send(json.dumps({"id": str(number), "type": "subscribe", "payload": asked}))
                answers.append(json.loads(await ws.recv()))
                if answers[-1]["type"] == "next":
                    assert json.loads(await ws.recv()) == {"id": str(number), "type": "complete"}
            return answers

    return asyncio.run(run())


def test_queries_over_a_websocket(served: Served) -> None:
    (answer,) = talk(served, "{ __typename }")
    assert answer["type"] == "next"
    assert answer["payload"] == {"data": {"__typename": "Query"}}


def test_the_same_refusals_as_over_http(served: Served) -> None:
    answers = talk(
        served, "{ nope }", "{", "{" + "__typename " * 31 + "}", "query A { a: __typename } query B { b: __typename }"
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
def test_every_transport_refuses_alike(served: Served, transport: str, query: str, limit: str) -> None:
    if transport == "websocket":
        (answer,) = talk(served, query)
        found = answer["payload"]
        error = found["errors"][0] if isinstance(found, dict) else found[0]
    else:
        accept = "text/event-stream" if transport == "event stream" else "application/json"
        headers = {**served.bearer, "Accept": accept}
        response = httpx.post(f"http://127.0.0.1:{served.port}/graphql", json={"query": query}, headers=headers)
        assert response.headers["content-type"].startswith(accept)
        text = response.text
        if accept == "text/event-stream":
            text = next(line for line in text.splitlines() if line.startswith("data: ")).removeprefix("data: ")
        error = json.loads(text)["errors"][0]
    assert error["extensions"]["code"] == "LIMIT"
    assert error["extensions"]["limit"] == limit
    assert error["extensions"]["value"] > error["extensions"]["allowed"]


def test_a_hash_stands_for_its_document(served: Served) -> None:
    query = "query { __typename }"
    named = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(query.encode()).hexdigest()}}
    unknown, first, again, wrong, odd = talk(
        served,
        {"extensions": named},
        {"query": query, "extensions": named},
        {"extensions": named},
        {"query": "{ __typename }", "extensions": named},
        {"query": query, "extensions": [1]},
    )
    assert first["payload"] == again["payload"] == {"data": {"__typename": "Query"}}
    codes = [each["payload"][0]["extensions"]["code"] for each in (unknown, wrong, odd)]
    assert codes == ["PERSISTED_QUERY_NOT_FOUND", "BAD_INPUT", "BAD_INPUT"]
    assert closed(served, served.bearer, {"id": "1", "type": "subscribe", "payload": {"extensions": named}}) == 4401


def test_what_is_full_says_so_as_any_limit_does(ontology: Ontology, tmp_path: Path) -> None:
    """One operation at once on a WebSocket, and one event stream: the second is refused by limit, bound and value."""
    keys, key = keyed(tmp_path)
    settings = ApiSettings(keys=keys, limits=replace(LIMITS, subscriptions=1, subscribers=1))

    async def talk(there: Served) -> list[Any]:
        async with websockets.connect(there.ws, subprotocols=[PROTOCOL], additional_headers=there.bearer) as ws:
            await ws.send(json.dumps({"type": "connection_init"}))
            assert json.loads(await ws.recv())["type"] == "connection_ack"
            for number in range(2):
                asked = {"query": "{ flights { totalCount } }"}
                await ws.send(json.dumps({"id": str(number), "type": "subscribe", "payload": asked}))
            return [json.loads(await ws.recv()) for _ in range(3)]

    with serving(create_app(ontology, GraphReader(NOWHERE, ontology), settings), ws="websockets-sansio") as port:
        there = Served(port, keys, key)
        (refused,) = [each for each in asyncio.run(talk(there)) if each["type"] == "error"]
        statuses = [httpx.put(f"http://127.0.0.1:{port}/graphql", headers=there.bearer) for _ in range(2)]
    assert refused["id"] == "1" and [each.status_code for each in statuses] == [201, 429]
    told = refused["payload"][0]["extensions"], statuses[1].json()["errors"][0]["extensions"]
    assert [(each["code"], each["limit"], each["allowed"], each["value"]) for each in told] == [
        ("LIMIT", "subscriptions", 1, 2),
        ("LIMIT", "subscribers", 1, 2),
    ]


def closed(served: Served, headers: dict[str, str], *messages: dict[str, Any], protocol: Subprotocol = PROTOCOL) -> int:
    """The code by which the service closes a WebSocket after these messages."""

    async def connect() -> int:
        async with websockets.connect(served.ws, subprotocols=[protocol], additional_headers=headers) as ws:
            for message in messages:
                await ws.send(json.dumps(message))
            await ws.wait_closed()
            assert ws.close_code is not None
            return ws.close_code

    return asyncio.run(connect())


def test_a_websocket_that_never_begins_is_closed(served: Served) -> None:
    assert closed(served, served.bearer) == 4408
    assert closed(served, {}) == 4408


def test_a_failure_while_executing_is_an_answer(served: Served) -> None:
    (answer,) = talk(served, "{ flights { totalCount } }")
    assert answer["type"] == "next"
    assert answer["payload"]["data"] is None
    assert answer["payload"]["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer wrong"}, {"Host": "evil.example"}, {"Origin": "http://evil.example"}],
)
def test_who_may_not_ask_gets_no_websocket(served: Served, headers: dict[str, str]) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        talk(served, "{ __typename }", headers=served.bearer | headers)


def test_a_key_may_come_in_the_first_message_as_browsers_send_it(served: Served) -> None:
    for name in ("Authorization", "authorization"):
        (answer,) = talk(served, "{ __typename }", headers={}, payload={name: f"Bearer {served.key}"})
        assert answer["payload"] == {"data": {"__typename": "Query"}}
    for payload in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": served.key}, {"authorization": 1}):
        assert closed(served, {}, {"type": "connection_init", "payload": payload}) == 4403
    wrong = {"type": "connection_init", "payload": {"Authorization": "Bearer wrong"}}
    assert closed(served, served.bearer, wrong) == 4403, "what is shown last counts"
    asked = {"id": "1", "type": "subscribe", "payload": {"query": "{ __typename }"}}
    assert closed(served, {}, asked) == 4401


@pytest.mark.parametrize("first", [True, False])
def test_a_websocket_ends_with_its_key(served: Served, first: bool) -> None:
    name = f"leaver {first}"
    _, key = keyed(served.keys.parent, name=name)
    shown = {"Authorization": f"Bearer {key}"}

    async def connect() -> tuple[int | None, str]:
        headers, payload = (shown, {}) if first else ({}, shown)
        async with websockets.connect(served.ws, subprotocols=[PROTOCOL], additional_headers=headers) as ws:
            await ws.send(json.dumps({"type": "connection_init", "payload": payload}))
            assert json.loads(await ws.recv())["type"] == "connection_ack"
            Keys(served.keys).revoke(name)
            await ws.wait_closed()
            return ws.close_code, ws.close_reason or ""

    assert asyncio.run(connect()) == (4403, "The key was revoked.")
    assert talk(served, "{ __typename }"), "others stay"


def test_each_operation_on_a_websocket_counts_as_a_request(served: Served) -> None:
    _, key = keyed(served.keys.parent, name="hasty")
    queries = ["{ __typename }"] * (LIMITS.burst + 2)
    answers = talk(served, *queries, headers={}, payload={"Authorization": f"Bearer {key}"})
    assert [answer["type"] for answer in answers] == ["next"] * LIMITS.burst + ["error"] * 2
    unknown = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}}
    answers += talk(served, unknown, headers={}, payload={"Authorization": f"Bearer {key}"})
    refused = [answer["payload"][0]["extensions"] for answer in answers[-3:]]
    assert [(each["code"], each["limit"]) for each in refused] == [("LIMIT", "burst")] * 3
    assert all(0 < each["retryAfter"] <= 100 for each in refused)


def test_the_protocol_that_older_clients_speak_is_off(served: Served) -> None:
    assert closed(served, served.bearer, protocol=Subprotocol("graphql-ws")) == 4406


def test_a_body_that_never_ends_is_given_up(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        head = f"POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {served.key}\r\n"
        client.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{".encode())
        answer = b"".join(iter(lambda: client.recv(10_000), b""))
    assert answer.startswith(b"HTTP/1.1 408")
    told = json.loads(answer.partition(b"\r\n\r\n")[2])["errors"][0]["extensions"]
    assert (told["code"], told["limit"], told["allowed"]) == ("LIMIT", "body_seconds", 0.3)
    assert told["value"] >= 0.3
