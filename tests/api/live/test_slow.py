"""A subscriber on a real socket that stops reading: others are told meanwhile, and it is told what it missed."""

import asyncio
import json
import socket
from typing import Any

import pytest
import websockets
from websockets.typing import Subprotocol

from api import feed
from graph.store import Store
from schema.claim import Batch, Document
from schema.identity import document
from tests.api.live.subscriber import connected, live, subscribe, told

pytestmark = pytest.mark.neo4j

#: More than what the buffers of both ends of a connection hold, in one write.
DOCUMENTS, CHARACTERS = 10, 190_000
WRITES = 8
WHOLE = "subscription { changes { sequence changes { node { ... on Document { text } } } } }"
PLAIN = "subscription { changes { sequence changes { id } } }"


def reports(write: int) -> Batch:
    found = []
    for number in range(DOCUMENTS):
        sha = f"{write * DOCUMENTS + number:064}"
        text = f"{sha} " + "x" * CHARACTERS
        found.append(Document(document(sha, "t"), sha, title=f"Report {sha[-4:]}", outlet="t", text=text))
    return Batch(tuple(found), ())


def narrow(port: int) -> socket.socket:
    """A connection that takes little more than what is read of it."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    connection.connect(("127.0.0.1", port))
    return connection


def test_who_stops_reading_is_told_so_and_holds_up_nobody(
    store: Store, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "QUEUE", 2)

    async def work() -> None:
        slow = await websockets.connect(
            f"ws://127.0.0.1:{port}/graphql", sock=narrow(port), subprotocols=[Subprotocol("graphql-transport-ws")],
            max_size=None, max_queue=1, ping_interval=None, compression=None,
        )  # fmt: skip
        await slow.send('{"type": "connection_init"}')
        assert json.loads(await slow.recv())["type"] == "connection_ack"
        await subscribe(slow, WHOLE)
        begun = await told(slow)
        assert begun["changes"] == []
        slow.transport.pause_reading()
        async with connected(port) as fast:
            await subscribe(fast, PLAIN)
            await told(fast)
            sequences = []
            for write in range(WRITES):
                await asyncio.to_thread(store.write, reports(write))
                found = await told(fast)
                assert len(found["changes"]) == DOCUMENTS
                sequences.append(found["sequence"])
        slow.transport.resume_reading()
        got: list[str] = []
        while (message := await next_of(slow))["type"] == "next" and "errors" not in message["payload"]:
            got.append(message["payload"]["data"]["changes"]["sequence"])
        error = (message["payload"] if message["type"] == "error" else message["payload"]["errors"])[0]
        assert error["extensions"]["code"] == "TOO_SLOW"
        # It was told some in their order, and where to go on; no more than the socket and its queue held.
        assert 0 < len(got) < WRITES and got == sequences[: len(got)]
        assert error["extensions"]["sequence"] == got[-1]
        await slow.close()

    live(work)


async def next_of(ws: websockets.ClientConnection) -> dict[str, Any]:
    found = json.loads(await asyncio.wait_for(ws.recv(), 30))
    assert isinstance(found, dict)
    return found
