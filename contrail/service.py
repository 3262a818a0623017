"""A web application and a socket -> a running web service, until it is told to stop."""

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from contrail.collector import spare_collections
from contrail.cork import Http
from contrail.logs import Logs
from contrail.tracing import asked, traced
from graph.errors import GraphError

#: Bytes of one WebSocket message; documents are shorter.
_LARGEST_MESSAGE = 1_000_000
#: Seconds that requests under way get to end when the service is told to stop.
GRACE = 5
#: Seconds between looks at whether the database lives.
WATCH = 1.0
#: Seconds after which a thread that writes lets the one that answers go on; it waits for that several times an answer.
SWITCH = 0.000_5
#: For people, without what is told of each request.
PLAIN = Logs()
_log = logging.getLogger(__name__)


def serve(
    app: ASGIApp,
    listener: socket.socket,
    started: Callable[[], None],
    beside: Callable[[], Awaitable[object]],
    logs: Logs = PLAIN,
) -> None:
    """Answer requests until SIGINT or SIGTERM; then return, so that what was started around it is stopped in turn.

    `started` is called once requests are answered. `beside` runs for as long; where it returns, the service ends too.
    """
    logs.begin()
    sys.setswitchinterval(SWITCH)
    if asked(os.environ):
        app = traced(app, os.environ)
    config = uvicorn.Config(
        app,
        http=Http,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        ws_max_size=_LARGEST_MESSAGE,
    )
    # uvicorn raises the signal again once it has shut down: it must not end the process before the database stops.
    before = {number: signal.signal(number, _ignore) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(_run(uvicorn.Server(config), listener, started, beside))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


async def _run(
    server: uvicorn.Server,
    listener: socket.socket,
    started: Callable[[], None],
    beside: Callable[[], Awaitable[object]],
) -> None:
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.02)
    if server.started:
        spare_collections()
        started()
    watching = asyncio.ensure_future(beside())
    await asyncio.wait((serving, watching), return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    await serving
    watching.cancel()


async def keep(revive: Callable[[], bool]) -> None:
    """Start the database again whenever it died: `revive` does so, and tells whether it had."""
    while True:
        await asyncio.sleep(WATCH)
        await asyncio.to_thread(look, revive)


def look(revive: Callable[[], bool]) -> None:
    """Look once whether the database lives."""
    try:
        if revive():
            _log.warning("the database had died; it was started again")
    except GraphError as error:
        _log.error("the database died and cannot be started again: %s", error)


def _ignore(number: int, frame: FrameType | None) -> None:
    """uvicorn has done what the signal asks for."""
