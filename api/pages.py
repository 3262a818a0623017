"""GraphiQL and the health checks beside `/graphql`: nothing is loaded from elsewhere."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from api.graph import Graph
from graph.errors import GraphError

STATIC = Path(__file__).parent / "static"
#: The page holds no script of its own, and loads from here alone. GraphiQL's editor sets styles.
_GRAPHIQL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def pages(graph: Graph, *, graphiql: bool) -> list[BaseRoute]:
    """Routes of the pages and health checks."""

    async def live(_: Request) -> Response:
        return _json({"live": True}, 200)

    async def ready(_: Request) -> Response:
        try:
            await graph.ready()
        except GraphError as error:
            return _json({"ready": False, "reason": error.cause}, 503)
        return _json({"ready": True}, 200)

    routes: list[BaseRoute] = [
        Route("/health/live", live),
        Route("/health/ready", ready),
    ]
    if graphiql:
        routes += [
            Route("/graphiql", _page("graphiql.html", _GRAPHIQL_POLICY)),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]
    return routes


def _page(name: str, policy: str) -> Callable[[Request], Awaitable[Response]]:
    html = (STATIC / name).read_text(encoding="utf-8")

    async def page(_: Request) -> Response:
        return HTMLResponse(html, headers={"Content-Security-Policy": policy, "Cache-Control": "no-cache"})

    return page


def _json(body: dict[str, object], status: int) -> Response:
    return Response(orjson.dumps(body), status, {"Cache-Control": "no-store"}, "application/json")
