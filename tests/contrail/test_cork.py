"""What is written in parts goes out as one, in order, and nothing of it is kept back."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from contrail.cork import Corked, Http


class Recorded(asyncio.Transport):
    """A transport that keeps each write by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self.closed
        self.writes.append(bytes(data))

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed


@contextmanager
def corked() -> Iterator[tuple[Recorded, Corked, asyncio.Runner]]:
    """A corked transport, what it writes to, and its loop."""
    with asyncio.Runner() as runner:
        plain = Recorded()
        yield plain, Corked(plain, runner.get_loop()), runner


def test_parts_are_one_once_the_loop_goes_on() -> None:
    with corked() as (plain, cork, runner):
        cork.write(b"head ")
        cork.write(b"body")
        assert plain.writes == []
        runner.run(asyncio.sleep(0))
        cork.write(b"more")
        runner.run(asyncio.sleep(0))
        assert plain.writes == [b"head body", b"more"]


def test_what_is_kept_is_sent_before_the_end_and_never_grows_long() -> None:
    with corked() as (plain, cork, runner):
        cork.write(b"x" * 40_000)
        cork.write(b"y" * 40_000)
        assert [len(each) for each in plain.writes] == [80_000]
        cork.write(b"last")
        cork.close()
        assert (plain.writes[1:], plain.closed) == ([b"last"], True)
        cork.write(b"too late")
        runner.run(asyncio.sleep(0))
        assert len(plain.writes) == 2


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_requests_in_one_message_are_answered_in_their_order(loop: str) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        """Answers the path, in two parts with a wait between them where it is /slow."""
        body = scope["path"].encode()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body, "more_body": True})
        await asyncio.sleep(0.05 * (body == b"/slow"))
        await send({"type": "http.response.body", "body": b"!"})

    async def asked() -> bytes:
        config = uvicorn.Config(app, http=Http, lifespan="off", port=0, log_level="warning")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /fast HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        answer = await reader.read()
        writer.close()
        server.should_exit = True
        await serving
        return answer

    factory = uvicorn.Config(app, loop=loop).get_loop_factory()
    with asyncio.Runner(loop_factory=factory) as runner:
        answer = runner.run(asked())
    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert re.findall(rb"/\w+|!", answer.replace(b"HTTP/", b"").replace(b"text/", b"")) == [
        b"/slow",
        b"!",
        b"/fast",
        b"!",
    ]
