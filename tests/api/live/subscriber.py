"""A client of subscriptions on a port: what it is told, over WebSockets and event streams."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
import websockets
from websockets.asyncio.client import ClientConnection
from websockets.typing import Subprotocol

from graph.store import Store

ALL = "{ sequence author at changes { sequence kind id noun link fromId toId } }"
Message = dict[str, Any]


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[ClientConnection]:
    protocol = Subprotocol("graphql-transport-ws")
    async with websockets.connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=[protocol]) as ws:
        await ws.send('{"type": "connection_init"}')
        assert json.loads(await ws.recv())["type"] == "connection_ack"
        yield ws


async def subscribe(ws: ClientConnection, query: str, variables: Mapping[str, Any] | None = None) -> None:
    payload = {"query": query, "variables": dict(variables or {})}
    await ws.send(json.dumps({"id": query, "type": "subscribe", "payload": payload}))


async def told(ws: ClientConnection) -> Message:
    """The next change set."""
    message = json.loads(await asyncio.wait_for(ws.recv(), 20))
    assert message["type"] == "next" and "errors" not in message["payload"], message
    (found,) = message["payload"]["data"].values()
    assert isinstance(found, dict)
    return found


def streamed(
    port: int, query: str, accept: str = "text/event-stream", variables: Mapping[str, Any] | None = None
) -> tuple[list[Message], str]:
    """All results of a subscription that ends, over an event stream; and the whole text."""
    body = {"query": query, "variables": variables}
    response = httpx.post(f"http://127.0.0.1:{port}/graphql", json=body, headers={"Accept": accept}, timeout=30)
    assert response.headers["content-type"].startswith(accept.partition(";")[0])
    lines = [line.removeprefix("data: ") for line in response.text.splitlines()]
    return [json.loads(line) for line in lines if line.startswith("{")], response.text


def sets(port: int, query: str, variables: Mapping[str, Any] | None = None) -> list[Message]:
    """The change sets of a subscription that ends."""
    results, text = streamed(port, query, variables=variables)
    assert text.rstrip().endswith("event: complete\r\ndata:") and not any("errors" in one for one in results), text
    return [one["data"]["changes"] for one in results]


def changes(port: int, query: str, variables: Mapping[str, Any] | None = None) -> list[Message]:
    return [change for found in sets(port, query, variables) for change in found["changes"]]


def last(store: Store) -> int:
    (row,) = store.driver.execute_query("MATCH (l:_Log) RETURN l.last AS last").records
    number: int = row["last"]
    return number


def live(work: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(work(), 60))
