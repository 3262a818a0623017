"""An answer that is written in parts -> one message to the network, as TCP's cork would make it."""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: Bytes that are kept at most, so that who writes more hears when the client does not keep up.
_MOST = 65_536


class Corked:
    """A transport that keeps what is written until the event loop goes on, and then sends it as one.

    uvicorn writes the head of an answer and its body one after the other. Sent apart, they are two calls of the
    kernel, and the client is woken twice.
    """

    def __init__(self, plain: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self.plain = plain
        self._loop = loop
        self._held: list[bytes] = []
        self._size = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plain, name)

    def write(self, data: bytes) -> None:
        """Keep it; what is kept already is followed by it."""
        if not self._held:
            self._loop.call_soon(self.flush)
        self._held.append(data)
        self._size += len(data)
        if self._size > _MOST:
            self.flush()

    def flush(self) -> None:
        """Send what is kept."""
        held = self._held
        if held:
            self._held, self._size = [], 0
            if not self.plain.is_closing():
                self.plain.write(held[0] if len(held) == 1 else b"".join(held))

    def close(self) -> None:
        """Close it once what is kept is sent."""
        self.flush()
        self.plain.close()


class Http(HttpToolsProtocol):
    """One connection."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to answer."""
        corked = Corked(cast("asyncio.Transport", transport), self.loop)
        super().connection_made(cast("asyncio.Transport", corked))

    def on_response_complete(self) -> None:
        """Send an answer that is whole."""
        cast("Corked", self.transport).flush()
        super().on_response_complete()

    def handle_websocket_upgrade(self) -> None:
        """Leave the connection to WebSockets, as it was."""
        corked = cast("Corked", self.transport)
        corked.flush()
        self.transport = corked.plain
        super().handle_websocket_upgrade()
