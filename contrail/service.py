"""An ontology, a database and a socket -> a running web service, until it is told to stop."""

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from rich.console import Console

from api.app import create_app
from api.settings import ApiSettings
from graph.connection import Address
from graph.errors import GraphError
from graph.reader import GraphReader
from schema.ontology import Ontology

#: Bytes of one WebSocket message; documents are shorter.
_LARGEST_MESSAGE = 1_000_000
#: Seconds that requests under way get to end when the service is told to stop.
_GRACE = 5
#: Seconds between looks at whether the database lives.
_WATCH = 1.0
_log = logging.getLogger(__name__)


def serve(
    ontology: Ontology,
    address: Address,
    api: ApiSettings,
    listener: socket.socket,
    console: Console,
    revive: Callable[[], bool],
) -> None:
    """Answer requests until SIGINT or SIGTERM; then return, so that what was started around it is stopped in turn.

    `revive` is called every second; it starts the database again where it died, and tells whether it had.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("neo4j").setLevel(logging.WARNING)
    app = create_app(ontology, GraphReader(address, ontology), api)
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        ws_max_size=_LARGEST_MESSAGE,
    )
    server = uvicorn.Server(config)
    host, port = listener.getsockname()[:2]
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    # uvicorn raises the signal again once it has shut down: it must not end the process before the database stops.
    before = {number: signal.signal(number, _ignore) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(_run(server, listener, lambda: _announce(console, url, production=api.production), revive))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    console.print("Stopping…")


async def _run(
    server: uvicorn.Server, listener: socket.socket, announce: Callable[[], None], revive: Callable[[], bool]
) -> None:
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.02)
    if server.started:
        announce()
    watching = asyncio.create_task(_watch(revive))
    await serving
    watching.cancel()


async def _watch(revive: Callable[[], bool]) -> None:
    while True:
        await asyncio.sleep(_WATCH)
        try:
            if await asyncio.to_thread(revive):
                _log.warning("the database had died; it was started again")
        except GraphError as error:
            _log.error("the database died and cannot be started again: %s", error)


def _announce(console: Console, url: str, *, production: bool) -> None:
    console.print(f"Contrail is ready: {url}")
    console.print(f"  GraphQL   {url}/graphql")
    if not production:
        console.print(f"  GraphiQL  {url}/graphiql")
    console.print("Ctrl-C stops it.")


def _ignore(number: int, frame: FrameType | None) -> None:
    """uvicorn has done what the signal asks for."""
