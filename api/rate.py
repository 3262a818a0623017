"""Requests of a key or an address, one after the other -> those that are let through, and how long others must wait."""

import math
import time
from collections.abc import Callable, Hashable
from ipaddress import IPv6Address, ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import RateError
from api.guard import is_loopback, refusal, refuse

#: Names that are remembered at a time; one that has not asked for a while has a full bucket, and needs none.
_NAMES = 10_000
#: Providers give each customer at least so many bits of IPv6 addresses to choose from.
_NETWORK = 64


class Buckets:
    """A token bucket for each name: `burst` requests at once, `rate` a second for long.

    It keeps one number a name, the moment at which its bucket is full again (known as the generic cell rate
    algorithm). `clock` gives seconds.
    """

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._full: dict[Hashable, float] = {}

    def __len__(self) -> int:
        return len(self._full)

    def take(self, name: Hashable) -> None:
        """Let one request of this name through. Raises RateError."""
        now = self._clock()
        full = max(self._full.get(name, now), now)
        wait = full - now - (self._burst - 1) / self._rate
        if wait > 0:
            raise RateError(self._rate, self._burst, math.ceil(wait))
        self._full[name] = full + 1 / self._rate
        if len(self._full) > _NAMES:
            self._forget(now)

    def _forget(self, now: float) -> None:
        full = [(name, full) for name, full in self._full.items() if full > now]
        # From so many addresses at once, those that came first are let start anew: a tenth, to do this seldom.
        self._full = dict(full[-_NAMES * 9 // 10 :])


class RateCheck:
    """Refuses what comes too fast from one name under a path; `name` tells it, None for what is not counted."""

    def __init__(self, app: ASGIApp, buckets: Buckets, name: Callable[[Scope], Hashable | None], path: str) -> None:
        self._app = app
        self._buckets = buckets
        self._name = name
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 429."""
        if scope["type"] in {"http", "websocket"} and scope["path"].startswith(self._path):
            name = self._name(scope)
            if name is not None:
                try:
                    self._buckets.take(name)
                except RateError as error:
                    later = {"Retry-After": str(error.seconds)}
                    answer = refusal(scope, 429, error.message, error.hint, error.code, error.told, later)
                    await refuse(scope, receive, send, answer)
                    return
        await self._app(scope, receive, send)


def by_address(scope: Scope) -> Hashable | None:
    """Where a request comes from, an IPv6 address by its network; None on this machine, where a proxy may stand."""
    client = scope.get("client")
    if client is None or is_loopback(client[0]):
        return None
    try:
        address = ip_address(client[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return int(address.ipv4_mapped) if address.ipv4_mapped else ("v6", int(address) >> _NETWORK)
    return int(address)


def by_key(scope: Scope) -> Hashable | None:
    """Whose key a request shows; None without one."""
    who = scope["state"]["who"]
    return who.key if who is not None else None
