"""`python -m benchmarks.loaders`: what one writes first with Strawberry: types, resolvers, a DataLoader for each link.

It answers the questions of the benchmark over the Neo4j that NEO4J_URI names, each link by one query for all things at
that level, as Strawberry's own guide shows it.
"""

import os
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import strawberry
import uvicorn
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.types import Info

Row = dict[str, Any]
Loaders = dict[str, Any]
_DEPARTURES = (
    "UNWIND $keys AS key MATCH (b:Base {id: key[0]}) "
    "CALL (b, key) { MATCH (b)<-[:ORIGIN]-(f:Flight) WITH f, key ORDER BY f.id LIMIT 1000 RETURN collect(f) AS found } "
    "RETURN [f IN found[..key[1]] | f {.id, .label}] AS found"
)
_LINK = (
    "UNWIND $keys AS key MATCH (f:Flight {{id: key}}) "
    "RETURN COLLECT {{ MATCH (f)-[:{}]->(n:{}) RETURN n {{.id, .name, .icao, .country}} ORDER BY n.id }} AS found"
)


@strawberry.type
class Actor:
    """An airline."""

    name: str | None
    icao: str | None


@strawberry.type
class Flight:
    """A service."""

    id: strawberry.ID
    label: str | None

    @strawberry.field
    async def destination(self, info: Info[Loaders, None]) -> list["Base"]:
        """Where it goes."""
        found = await info.context["DESTINATION"].load(self.id)
        return [Base(id=row["id"], name=row["name"], icao=row["icao"], country=row["country"]) for row in found]

    @strawberry.field
    async def operator(self, info: Info[Loaders, None]) -> list[Actor]:
        """Who flies it."""
        return [Actor(name=row["name"], icao=row["icao"]) for row in await info.context["OPERATED_BY"].load(self.id)]


@strawberry.type
class Base:
    """An airport."""

    id: strawberry.ID
    name: str | None
    icao: str | None
    country: str | None

    @strawberry.field
    async def departures(self, info: Info[Loaders, None], first: int) -> list[Flight]:
        """What leaves it."""
        found = await info.context["departures"].load((self.id, first))
        return [Flight(id=row["id"], label=row["label"]) for row in found]


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    async def bases(self, info: Info[Loaders, None], name: str, first: int) -> list[Base]:
        """Airports of a name."""
        text = "MATCH (b:Base {name: $name}) RETURN b {.id, .name, .icao, .country} AS b ORDER BY b.id LIMIT $first"
        found = await info.context["read"](text, name=name, first=first)
        return [Base(**row["b"]) for row in found]


class Server(GraphQL[Loaders, None]):
    """Each request gets loaders of its own."""

    def __init__(self, driver: AsyncDriver) -> None:
        self._driver = driver
        super().__init__(strawberry.Schema(Query), graphql_ide=None)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Loaders:
        """The loaders of one request."""
        return {
            "read": self._read,
            "departures": DataLoader(self._loaded(_DEPARTURES)),
            "DESTINATION": DataLoader(self._loaded(_LINK.format("DESTINATION", "Base"))),
            "OPERATED_BY": DataLoader(self._loaded(_LINK.format("OPERATED_BY", "Actor"))),
        }

    async def _read(self, text: str, **values: Any) -> list[Row]:
        async with self._driver.session(default_access_mode=READ_ACCESS) as session:
            return [record.data() async for record in await session.run(text, values)]

    def _loaded(self, text: str) -> Callable[[list[Any]], Awaitable[Sequence[list[Row]]]]:
        async def load(keys: list[Any]) -> Sequence[list[Row]]:
            return [row["found"] for row in await self._read(text, keys=[_sent(key) for key in keys])]

        return load


def _sent(key: Any) -> Any:
    return list(key) if isinstance(key, tuple) else key


def main() -> None:
    """Serve on any free port of loopback until a signal comes."""
    login = (os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"])
    driver = AsyncGraphDatabase.driver(os.environ["NEO4J_URI"], auth=login)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(f"ready: http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        uvicorn.Server(uvicorn.Config(Server(driver), log_level="error", access_log=False)).run([listener])


if __name__ == "__main__":
    main()
