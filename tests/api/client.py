"""A client of an ASGI app, for tests that know no event loop."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

import httpx
from starlette.applications import Starlette
from starlette.types import ASGIApp


class Client:
    """Sends requests to an app, whose lifespan it begins and ends; a context manager."""

    def __init__(
        self,
        app: Starlette,
        headers: Mapping[str, str] | None = None,
        client: tuple[str, int] = ("127.0.0.1", 123),
        through: Callable[[ASGIApp], ASGIApp] = lambda app: app,
    ) -> None:
        self._app = app
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        transport = httpx.ASGITransport(through(app), raise_app_exceptions=False, client=client)
        self._http = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", headers=headers)

    def __enter__(self) -> Self:
        self._runner.__enter__()
        self._runner.run(self._open())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._stack.aclose())
        self._runner.__exit__(kind, error, trace)

    async def _open(self) -> None:
        await self._stack.enter_async_context(self._app.router.lifespan_context(self._app))
        await self._stack.enter_async_context(self._http)

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any request."""
        return self._runner.run(self._http.request(method, path, **options))

    def post(self, query: str, variables: Mapping[str, Any] | None = None, **more: Any) -> httpx.Response:
        """A GraphQL request."""
        body = {"query": query} | ({} if variables is None else {"variables": variables}) | more
        return self.send("POST", "/graphql", json=body)

    def answer(self, query: str, variables: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """The body of a GraphQL request's answer."""
        body = self.post(query, variables, **more).json()
        assert isinstance(body, dict)
        return body

    def data(self, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The data of an answer without errors."""
        body = self.answer(query, variables)
        assert "errors" not in body, body["errors"]
        data = body["data"]
        assert isinstance(data, dict)
        return data

    def refused(self, query: str, variables: Mapping[str, Any] | None = None, **more: Any) -> tuple[str, str]:
        """Code and message of the only error."""
        (error,) = self.answer(query, variables, **more)["errors"]
        return error["extensions"]["code"], error["message"]
