"""A client that goes away -> the end of whatever is done for it, down to the database."""

import asyncio
from types import TracebackType
from typing import Self

from starlette.types import Receive


class WhileThere:
    """What runs inside is cancelled once the client has gone; `gone` tells, and the cancellation ends here.

    To be entered once the request's body was read, as messages that come meanwhile are dropped. A cancelled question
    closes its connection to the database, which then ends the transaction (see `graph.ask`).
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.gone = False

    async def __aenter__(self) -> Self:
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._watch = asyncio.create_task(self._wait())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._watch.cancel()
        if not self.gone:
            return False
        self._task.uncancel()
        return kind is asyncio.CancelledError

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        self._task.cancel()
