"""ASGI middleware: what a request must be like before anything reads it. Each layer does one thing."""

import re
import secrets
import string
from asyncio import timeout
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import ip_address
from time import perf_counter
from types import MappingProxyType

import orjson
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars

from api.accept import JSON
from api.errors import plain
from api.metrics import Metrics

_ID = re.compile(rb"[A-Za-z0-9._\-]{1,64}")
_ID_BYTES = 8
_LETTERS = str.maketrans(string.digits, "qrstuvwxyz")
_SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
]
#: With an answer to a request whose body is not read to its end.
_UNREAD = {"Connection": "close"}
_POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")


class RequestId:
    """Gives each request an id, or keeps the one that it brings, and every answer that id and security headers.

    All that is logged for the request bears the id. `metrics` counts responses, and what refuses a request.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the id and the metrics in `scope["state"]`."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        brought = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        request_id = brought.decode() if _ID.fullmatch(brought) else _letters()
        scope["state"] = {**scope.get("state", {}), "request_id": request_id, "metrics": self._metrics}
        bind_contextvars(request_id=request_id)

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.response(message["status"])
                named = (b"x-request-id", request_id.encode())
                own = [*message.get("headers", ())]
                # Pages have a policy of their own; nothing else is a page.
                policy = () if any(name == _POLICY[0] for name, _ in own) else (_POLICY,)
                message["headers"] = [*own, *_SECURITY, *policy, named]
            await send(message)

        await self._app(scope, receive, send_named)


def _letters() -> str:
    """A new id without digits, in which no reader of an error's text can find a status code."""
    return secrets.token_hex(_ID_BYTES).translate(_LETTERS)


class HostCheck:
    """Refuses requests for hosts that are neither loopback nor configured: a page elsewhere cannot rebind to us."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 421."""
        if scope["type"] in {"http", "websocket"}:
            sent = [value for name, value in scope["headers"] if name == b"host"]
            host = _host(sent[0].decode("latin-1")) if len(sent) == 1 else ""
            if host not in self._hosts and not is_loopback(host):
                hint = "Use a loopback address, or have the operator add this host to CONTRAIL_HOSTS."
                message = "This service does not answer for the host asked for."
                await refuse(scope, receive, send, refusal(scope, 421, message, hint))
                return
        await self._app(scope, receive, send)


class BodyLimit:
    """Refuses bodies that are too large, too slow, or compressed; those sent to `streamed` have limits of their own."""

    def __init__(self, app: ASGIApp, largest: int, seconds: float, streamed: str = "") -> None:
        self._app = app
        self._largest = largest
        self._seconds = seconds
        self._streamed = streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body whole, then pass on; or answer 413, 408 or 415."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if headers.get("content-encoding", "identity") != "identity":
            await refuse(scope, receive, send, refusal(scope, 415, "The body is compressed.", "Send it as it is."))
            return
        if scope["path"] == self._streamed:
            await self._app(scope, receive, send)
            return
        declared = headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared[:20]) > self._largest:
            await self._too_large(scope, receive, send, declared[:20])
            return
        begun = perf_counter()
        try:
            async with timeout(self._seconds):
                body = await self._read(receive)
        except TimeoutError:
            hint = f"Send it within {self._seconds:g} seconds."
            message = f"The body took longer than the limit of {self._seconds:g} seconds."
            took = round(perf_counter() - begun, 3)
            told = {"limit": "body_seconds", "allowed": self._seconds, "value": took}
            await refuse(scope, receive, send, refusal(scope, 408, message, hint, "LIMIT", told, _UNREAD))
            return
        if body is None:
            await self._too_large(scope, receive, send, f"more than {self._largest}")
            return
        await self._app(scope, _Replay(body, receive), send)

    async def _read(self, receive: Receive) -> bytes | None:
        """The whole body, or None where it is too large."""
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > self._largest:
                return None
            chunks.append(chunk)
            if message["type"] == "http.disconnect" or not message.get("more_body", False):
                return b"".join(chunks)

    async def _too_large(self, scope: Scope, receive: Receive, send: Send, found: str) -> None:
        message = f"The body is larger than the limit of {self._largest} bytes."
        told = {"limit": "body", "allowed": self._largest, "value": int(found) if found.isdecimal() else found}
        hint = "Send less in one request."
        await refuse(scope, receive, send, refusal(scope, 413, message, hint, "LIMIT", told, _UNREAD))


class _Replay:
    """A body that was read, to be received once more."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._message: Message | None = {"type": "http.request", "body": body, "more_body": False}
        self._receive = receive

    async def __call__(self) -> Message:
        message, self._message = self._message, None
        return message if message is not None else await self._receive()


async def refuse(scope: Scope, receive: Receive, send: Send, answer: Response) -> None:
    """Answer so instead of passing on; a WebSocket is not accepted."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    await answer(scope, receive, send)


def refusal(
    scope: Scope,
    status: int,
    message: str,
    hint: str,
    code: str = "BAD_INPUT",
    told: Mapping[str, object] = MappingProxyType({}),
    more: Mapping[str, str] = MappingProxyType({}),
    media_type: str = JSON,
) -> Response:
    """An answer that is an error, with `more` headers; the limit that it tells of is counted."""
    state = scope["state"]
    state["metrics"].limit(told.get("limit"))
    challenge = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    body = plain(message, code, hint, state["request_id"], told)
    return Response(orjson.dumps(body), status, {**more, **challenge}, media_type)


def _host(header: str) -> str:
    """The host without its port, in lower case; empty where there is none."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.rpartition(":")[0].lower() if header.count(":") == 1 else header.lower()


@lru_cache(maxsize=64)
def is_loopback(host: str) -> bool:
    """Whether a host's name or address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
