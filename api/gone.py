"""A client that goes away -> the end of whatever is done for it, down to the database."""

import asyncio
from types import TracebackType
from typing import Self

from starlette.types import Receive

#: Seconds after which it is worth to look whether the client is still there.
_SOON = 0.02


class WhileThere:
    """What runs inside is cancelled once the client has gone; `gone` tells, and the cancellation ends here.

    To be entered once the request's body was read, as messages that come meanwhile are dropped. A cancelled question
    closes its connection to the database, which then ends the transaction (see `graph.ask`). What is done soon is not
    watched, as a task for it would cost more than it could spare.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.gone = False

    async def __aenter__(self) -> Self:
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._watch: asyncio.Task[None] | None = None
        self._begin = asyncio.get_running_loop().call_later(_SOON, self._look)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._begin.cancel()
        if self._watch is not None:
            self._watch.cancel()
        if not self.gone:
            return False
        self._task.uncancel()
        return kind is asyncio.CancelledError

    def _look(self) -> None:
        self._watch = asyncio.create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        self._task.cancel()
