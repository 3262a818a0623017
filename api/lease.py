"""A key that is revoked -> the end of whatever still goes on for who showed it: streams and WebSockets too."""

import asyncio
import logging
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, Self

from api.errors import KeysError
from api.keys import Keys
from api.who import Who

#: Seconds between looks at which keys stand.
_LOOK = 1.0
_LOG = logging.getLogger("contrail.api")


class Lease:
    """What one task does for who is in `state["who"]`; an asynchronous context manager.

    What runs inside is cancelled once their key is revoked; the cancellation ends here, and `revoked` tells of it.
    """

    __slots__ = ("_held", "_state", "_task", "revoked")

    def __init__(self, held: set["Lease"], state: MutableMapping[str, Any]) -> None:
        self._held = held
        self._state = state
        self._task: asyncio.Task[Any] | None = None
        self.revoked = False

    async def __aenter__(self) -> Self:
        self._task = asyncio.current_task()
        self._held.add(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._held.discard(self)
        if not self.revoked or kind is not asyncio.CancelledError or self._task is None:
            return False
        self._task.uncancel()
        return True

    @property
    def who(self) -> Who | None:
        """Who asked; a WebSocket may be told later than it begins."""
        return self._state.get("who")

    def end(self) -> None:
        """Cancel the task."""
        self.revoked = True
        if self._task is not None:
            self._task.cancel()


class Leases:
    """All that is done at a time for those who showed keys."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._held: set[Lease] = set()

    def hold(self, state: MutableMapping[str, Any]) -> Lease:
        """A lease for who is in `state["who"]`, or will be."""
        return Lease(self._held, state)

    async def watch(self) -> None:
        """End what is revoked, until this is cancelled."""
        while True:
            await asyncio.sleep(_LOOK)
            try:
                self.look()
            except KeysError:
                # Those who are in stay; nobody is let in meanwhile.
                _LOG.exception("the keys cannot be read")

    def look(self) -> None:
        """End what is revoked. Raises KeysError."""
        standing = self._keys.standing()
        for lease in list(self._held):
            who = lease.who
            if who is not None and who.key is not None and who.key not in standing and not lease.revoked:
                lease.end()
