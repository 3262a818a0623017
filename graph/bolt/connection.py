"""A connection that the driver opened -> the one row of a query, by one message each way.

The driver finds the server, connects, encrypts, authenticates, and packs and unpacks values. Between these, its
sessions and results take 0.5 ms of processor time for each query, more than the database does for most; here it is a
quarter of that (docs/decisions/0016). What is used of the driver beyond its public names stands in this file alone, and
pyproject.toml admits only versions of it that the tests have seen.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from neo4j import READ_ACCESS, AsyncDriver, AsyncSession
from neo4j._async.io._bolt._common import Response
from neo4j._codec.packstream._common import PackableBuffer, UnpackableBuffer
from neo4j.exceptions import Neo4jError, ServiceUnavailable

from graph.bolt.received import Received, chunked
from graph.errors import AnswerError, RowLimitError

_RUN, _PULL, _RESET = b"\x10", b"\x3f", b"\x0f"
_RECORD, _FAILURE = 0x71, 0x7F
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Reply:
    """What came for a query so far; it is whole once so many messages as are `awaited` have told how it went.

    It may be of `size` bytes.
    """

    whole: asyncio.Future[None]
    awaited: int
    size: int
    came: int = 0
    rows: int = 0
    record: bytearray | None = None
    failure: bytearray | None = None


class Connection(asyncio.Protocol):
    """One connection; asked one query at a time, each in an auto-commit transaction that only reads."""

    @classmethod
    async def open(cls, driver: AsyncDriver, database: str) -> Self:
        """A connection of the driver's pool. Raises DriverError, Neo4jError."""
        session = driver.session(database=database, default_access_mode=READ_ACCESS)
        try:
            await session._connect(READ_ACCESS)  # type: ignore[no-untyped-call]
            return cls(session, session._connection, database)
        except BaseException:
            _close(session)
            raise

    def __init__(self, session: AsyncSession, bolt: Any, database: str) -> None:
        self._session = session
        self._bolt = bolt
        self._database = database
        self._transport = bolt.socket._writer.transport
        self._transport.set_protocol(self)
        scope = bolt.new_hydration_scope()
        self._dehydration = scope.dehydration_hooks.extend(exact_types={tuple: list})
        self._hydration = scope.hydration_hooks
        self._packed = PackableBuffer()  # type: ignore[no-untyped-call]
        self._packer = bolt.PACKER_CLS(self._packed)
        self._pull = self._message(_PULL, {"n": -1})
        self._reset = self._message(_RESET)
        self._loop = asyncio.get_running_loop()
        self._received = Received()
        self._reply: _Reply | None = None
        self._failed = self._lost = False

    @property
    def usable(self) -> bool:
        """Whether another query can be asked."""
        return not (self._lost or self._bolt.stale())

    async def only(
        self, text: str, parameters: Mapping[str, Any], timeout: float, until: float, size: int
    ) -> list[Any]:
        """The values of the only row, which the database may send in so many bytes.

        The database ends the query after `timeout` seconds; `until` is the loop's time at which it is given up.
        Where the task is cancelled or the query given up, the connection is closed, and the database ends the query.
        Raises Neo4jError, ServiceUnavailable, TimeoutError, RowLimitError, AnswerError.
        """
        extra = {"mode": "r", "db": self._database, "tx_timeout": max(1, round(timeout * 1000))}
        if _log.isEnabledFor(logging.DEBUG):
            _log.debug("RUN %s %r %r, PULL", text, parameters, extra)
        sent = self._message(_RUN, text, parameters, extra) + self._pull
        if self._failed:  # the database ignores what follows a failure, up to a reset
            sent = self._reset + sent
        reply = self._reply = _Reply(self._loop.create_future(), 2 + self._failed, size)
        self._failed = False
        give_up = self._loop.call_at(until, self._give_up)
        try:
            self._transport.write(sent)
            await reply.whole
        except asyncio.CancelledError:
            self._lost = True
            raise
        finally:
            give_up.cancel()
            self._reply = None
        if reply.failure is not None:
            self._failed = True
            raise self._error(reply.failure)
        if reply.record is None or reply.rows != 1:
            raise AnswerError(f"the database gave {reply.rows} rows for one", "Report it with the request's id.")
        values: list[Any] = self._unpack(reply.record)
        return values

    def close(self) -> None:
        """Close it without a word to the database, which ends what it still does for it.

        To be called in a task, as the driver's pool asks for.
        """
        self._lost = True
        _close(self._session)

    def data_received(self, data: bytes) -> None:
        """Keep the row and a failure; what else the database tells of a query stays packed."""
        reply = self._reply
        if reply is not None:
            reply.came += len(data)
            if reply.came > reply.size:
                self._give_up(RowLimitError.of_size(reply.size))
                return
        for message in self._received.messages(data):
            if reply is None:
                self._give_up()  # nothing was asked
                return
            kind = message[1]
            if kind == _RECORD:
                reply.rows += 1
                reply.record = message
                continue
            if kind == _FAILURE:
                reply.failure = message
            reply.awaited -= 1
            if not reply.awaited and not reply.whole.done():
                reply.whole.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits; they may try again."""
        self._lost = True
        self._end(ServiceUnavailable("the database closed the connection"))

    def _give_up(self, error: Exception | None = None) -> None:
        self._lost = True
        self._transport.abort()
        self._end(error or TimeoutError())

    def _end(self, error: Exception) -> None:
        if self._reply is not None and not self._reply.whole.done():
            self._reply.whole.set_exception(error)

    def _error(self, failure: bytearray) -> Neo4jError:
        made: Neo4jError = Response(self._bolt, "", None)._hydrate_error(self._unpack(failure))  # type: ignore[no-untyped-call]
        return made

    def _message(self, tag: bytes, *fields: object) -> bytes:
        self._packed.clear()
        self._packer._pack_struct(tag, fields, self._dehydration)
        return chunked(self._packed.data)

    def _unpack(self, message: bytearray) -> Any:
        """The only field of a message."""
        buffer = UnpackableBuffer()  # type: ignore[no-untyped-call]
        buffer.data, buffer.used, buffer.p = message, len(message), 2
        return self._bolt.UNPACKER_CLS(buffer).unpack(self._hydration)


def _close(session: AsyncSession) -> None:
    session.cancel()
    session._closed = True  # or it warns that it was not
