"""A key that is revoked -> the end of whatever still goes on for who showed it: streams and WebSockets too."""

import asyncio
import logging
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

from api.errors import KeysError
from api.keys import Keys
from api.who import Who

#: Seconds between looks at which keys stand.
_LOOK = 1.0
_LOG = logging.getLogger("contrail.api")


class Lease:
    """What one task does for who is in `state["who"]`; `revoked` once they may not go on."""

    def __init__(self, state: MutableMapping[str, Any]) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._state = state
        self.revoked = False

    @property
    def who(self) -> Who | None:
        """Who asked; a WebSocket may be told later than it begins."""
        return self._state.get("who")

    def end(self) -> None:
        """Cancel the task."""
        self.revoked = True
        self._task.cancel()

    def forgive(self) -> None:
        """Take the cancellation back, once it has had its effect."""
        self._task.uncancel()


class Leases:
    """All that is done at a time for those who showed keys."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._held: set[Lease] = set()

    @asynccontextmanager
    async def hold(self, state: MutableMapping[str, Any]) -> AsyncIterator[Lease]:
        """What runs inside is cancelled once the key of `state["who"]` is revoked; the cancellation ends here."""
        lease = Lease(state)
        self._held.add(lease)
        try:
            yield lease
        except asyncio.CancelledError:
            if not lease.revoked:
                raise
            lease.forgive()
        finally:
            self._held.discard(lease)

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
