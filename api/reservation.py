"""Many operations over one event stream: the single connection mode of graphql-sse."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import Any

import orjson
from cross_web import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.schema.schema import StreamResult

from api.limits import Limits
from api.who import Who

#: Where the token stands in requests.
HEADER, QUERY = "x-graphql-event-stream-token", "token"
STREAM = "text/event-stream"
#: Answers that wait for a stream that is read slowly; the operations wait then, and are told so in turn.
_WAITING = 16
#: Seconds between signs of life, so that nobody in between takes the stream for dead.
_HEARTBEAT = 10.0
Operate = Callable[[GraphQLRequestData], Awaitable[StreamResult]]
Show = Callable[[Any], Awaitable[GraphQLHTTPResponse]]


class FullError(HTTPException):
    """There are as many as there may be at a time; `limit` is the limit's name among the settings."""

    def __init__(self, limit: str, words: str, allowed: int) -> None:
        super().__init__(429, f"Too many {words}: {allowed + 1}, where {allowed} is the limit.")
        self.told = {"limit": limit, "allowed": allowed, "value": allowed + 1}


@dataclass(slots=True)
class _Reservation:
    """A stream that somebody may open once, and the operations whose results it carries."""

    who: Who
    opened: bool = False
    operations: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    events: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(_WAITING))

    def end(self) -> None:
        """End all operations."""
        for task in self.operations.values():
            task.cancel()


class Reservations:
    """The reservations of one process; whoever reserved must come back to it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._made: dict[str, _Reservation] = {}
        self._expiring: set[asyncio.Task[None]] = set()

    def named(self, request: Request) -> str | None:
        """The token that a request brings."""
        return request.headers.get(HEADER) or (
            request.query_params.get(QUERY) if request.scope["query_string"] else None
        )

    async def reserve(self, request: Request, who: Who) -> Response:
        """Answer PUT with a token. Raises HTTPException."""
        if await request.body():
            raise HTTPException(405, "Nothing but an event stream is asked for by PUT, and that without a body.")
        if len(self._made) >= self._limits.subscribers:
            raise FullError("subscribers", "event streams", self._limits.subscribers)
        token = secrets.token_urlsafe(24)
        self._made[token] = _Reservation(who)
        expiring = asyncio.create_task(self._expire(token))
        self._expiring.add(expiring)
        expiring.add_done_callback(self._expiring.discard)
        return Response(token, 201, media_type="text/plain")

    def open(self, token: str, who: Who) -> Response:
        """Answer with the stream. Raises HTTPException."""
        reservation = self._of(token, who)
        if reservation.opened:
            raise HTTPException(409, "This event stream is open already.")
        reservation.opened = True
        headers = {"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._stream(token, reservation), headers=headers, media_type=STREAM)

    def operate(self, token: str, who: Who, data: GraphQLRequestData, operate: Operate, show: Show) -> Response:
        """Begin an operation whose results go to the stream. Raises HTTPException."""
        reservation = self._of(token, who)
        identifier = (data.extensions or {}).get("operationId")
        if not isinstance(identifier, str) or not identifier:
            raise HTTPException(400, "The request names no operation: `extensions.operationId` is no text.")
        if identifier in reservation.operations:
            raise HTTPException(409, "An operation of this id is under way.")
        if len(reservation.operations) >= self._limits.subscriptions:
            raise FullError("subscriptions", "operations at once on one event stream", self._limits.subscriptions)
        task = asyncio.create_task(_run(reservation, identifier, data, operate, show))
        reservation.operations[identifier] = task
        return Response(status_code=202)

    def stop(self, token: str, who: Who, identifier: str | None) -> Response:
        """End an operation. Raises HTTPException."""
        task = self._of(token, who).operations.pop(identifier or "", None)
        if task is not None:
            task.cancel()
        return Response(status_code=200)

    def _of(self, token: str, who: Who) -> _Reservation:
        reservation = self._made.get(token)
        if reservation is None or reservation.who != who:
            raise HTTPException(404, "There is no such reservation of yours in this process.")
        return reservation

    async def _expire(self, token: str) -> None:
        await asyncio.sleep(self._limits.socket_seconds)
        reservation = self._made.get(token)
        if reservation is not None and not reservation.opened:
            self._made.pop(token).end()

    async def _stream(self, token: str, reservation: _Reservation) -> AsyncGenerator[str, None]:
        try:
            yield ": ready\n\n"
            while True:
                try:
                    async with asyncio.timeout(_HEARTBEAT):
                        event = await reservation.events.get()
                except TimeoutError:
                    event = ": alive\n\n"
                yield event
        finally:
            self._made.pop(token, None)
            reservation.end()


async def _run(
    reservation: _Reservation, identifier: str, data: GraphQLRequestData, operate: Operate, show: Show
) -> None:
    """Put an operation's results on the stream."""
    with suppress(asyncio.CancelledError):
        async with aclosing(await operate(data)) as results:
            async for result in results:
                payload = orjson.dumps(
                    {"id": identifier, "payload": await show(result)}, option=orjson.OPT_NON_STR_KEYS
                )
                await reservation.events.put(f"event: next\ndata: {payload.decode()}\n\n")
        reservation.operations.pop(identifier, None)
        await reservation.events.put(f"event: complete\ndata: {orjson.dumps({'id': identifier}).decode()}\n\n")
