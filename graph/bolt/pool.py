"""A driver -> the one row of a query, over connections that are kept between queries."""

import asyncio
from collections.abc import Mapping
from typing import Any

from neo4j import AsyncDriver

from graph.bolt.connection import Connection

#: Queries at once; others wait. The driver's own pool holds 100 connections, and others use it too.
_MOST = 64


class Pool:
    """Connections of a driver's pool, each used by one query at a time, the latest used ones first."""

    def __init__(self, driver: AsyncDriver, database: str) -> None:
        self.driver = driver
        self.database = database
        self._room = asyncio.Semaphore(_MOST)
        self._idle: list[Connection] = []

    async def only(
        self, text: str, parameters: Mapping[str, Any], timeout: float, until: float, size: int, *, anew: bool = False
    ) -> list[Any]:
        """The values of the only row of a query that only reads; see `Connection.only`.

        `anew` asks over a connection that was opened just now.
        """
        if not self._room.locked():
            await self._room.acquire()
        else:
            async with asyncio.timeout_at(until):
                await self._room.acquire()
        try:
            connection = None if anew else self._kept()
            if connection is None:
                async with asyncio.timeout_at(until):
                    connection = await Connection.open(self.driver, self.database)
            try:
                return await connection.only(text, parameters, timeout, until, size)
            finally:
                if connection.usable:
                    self._idle.append(connection)
                else:
                    connection.close()
        finally:
            self._room.release()

    async def close(self) -> None:
        """Close what is not in use; the driver stays open."""
        while self._idle:
            self._idle.pop().close()

    def _kept(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if connection.usable:
                return connection
            connection.close()
        return None
