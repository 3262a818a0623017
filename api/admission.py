"""A key, or the address that a request comes from -> who asks; what shows neither is refused."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import KeysError, UnknownError
from api.guard import is_loopback, refusal, refuse
from api.keys import Keys
from api.who import LOCAL_NAME, Role, Who

#: What tells that a request came through another server, whose address says nothing of who asks.
_PASSED_ON = {b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip"}
_BEARER = "bearer "
_SHOW = "Send the header `Authorization: Bearer` with a key."
_LOG = logging.getLogger("contrail.api")
_MAKE = "Have the operator make one: contrail keys create NAME --role reader"


def is_direct(scope: Scope) -> bool:
    """Whether a request comes from this machine, and through no proxy that says so."""
    client = scope.get("client")
    return (
        client is not None and is_loopback(client[0]) and _PASSED_ON.isdisjoint([name for name, _ in scope["headers"]])
    )


@dataclass(frozen=True, slots=True)
class Admission:
    """Tells who asks.

    `loopback` is what those on the service's own machine may do without a key, None for nothing; where `until_keys`,
    it counts only as long as no key stands.
    """

    keys: Keys
    loopback: Role | None
    until_keys: bool

    def by_key(self, shown: str) -> Who:
        """Who shows a key, as `Bearer` and the key. Raises UnknownError, KeysError."""
        token = shown[len(_BEARER) :].strip() if shown[: len(_BEARER)].lower() == _BEARER else ""
        found = self.keys.find(token)
        if found is None:
            raise UnknownError("The key that was sent is none that stands.", _SHOW)
        return found

    def by_address(self, scope: Scope) -> Who | None:
        """Who asks without a key, if anybody may. Raises KeysError."""
        if self.loopback is None or (self.until_keys and self.keys.standing()):
            return None
        return Who(LOCAL_NAME, self.loopback) if is_direct(scope) else None

    def of(self, scope: Scope) -> Who | None:
        """Who asks, by the key that is shown, or else by the address. Raises UnknownError, KeysError."""
        shown = next((value for name, value in scope["headers"] if name == b"authorization"), None)
        return self.by_address(scope) if shown is None else self.by_key(shown.decode("latin-1"))

    def refusal(self) -> UnknownError:
        """What is said to those who show no key. Raises KeysError."""
        if self.keys.standing():
            return UnknownError("The request carries no key.", _SHOW)
        return UnknownError("The request carries no key, and this service has none yet.", _MAKE)


class KeyCheck:
    """Puts who asks into `scope["state"]["who"]`, and refuses what nobody knows.

    A WebSocket may show its key later, as browsers cannot send one before: until then its `who` is None.
    """

    def __init__(self, app: ASGIApp, admission: Admission, path: str) -> None:
        self._app = app
        self._admission = admission
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 401, or 503 where nobody can be known."""
        if scope["type"] not in {"http", "websocket"} or not scope["path"].startswith(self._path):
            await self._app(scope, receive, send)
            return
        try:
            who = self._admission.of(scope)
            if who is None and scope["type"] == "http":
                raise self._admission.refusal()
        except UnknownError as error:
            await refuse(scope, receive, send, refusal(scope, 401, error.message, error.hint, error.code))
            return
        except KeysError:
            _LOG.exception("the keys cannot be read")
            message = "This service cannot read its keys now."
            await refuse(scope, receive, send, refusal(scope, 503, message, "Tell the operator.", "UNAVAILABLE"))
            return
        scope["state"]["who"] = who
        await self._app(scope, receive, send)


def shown_in(parameters: Mapping[str, object]) -> str | None:
    """The key in the payload by which a WebSocket begins, written like the header, in any case of its name."""
    found = next((value for name, value in parameters.items() if name.lower() == "authorization"), None)
    return found if isinstance(found, str) else None
