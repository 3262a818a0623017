"""An Ontology, a graph and settings -> the ASGI app that serves them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute

from api.accept import JSON
from api.admission import KeyCheck
from api.document import Documents
from api.errors import plain, told
from api.execute import Answers
from api.explorer import explorer
from api.export import Exports, export_endpoint
from api.extension import Execution
from api.graph import Graph
from api.guard import BodyLimit, HostCheck, RequestId
from api.http import Doors, Endpoint
from api.lease import Leases
from api.metrics import Metrics
from api.mutate import Writer
from api.pages import pages
from api.rate import Buckets, RateCheck, by_address, by_key
from api.rehearsal import rehearse
from api.root import build
from api.saved import SavedViews
from api.scrape import scrape
from api.settings import ApiSettings
from api.submission import Ingest
from api.uploads import Uploads
from graph.ask import Allowance
from schema.ontology import Ontology

GRAPHQL = "/graphql"
#: Below the other one: whatever guards that guards these.
UPLOADS = f"{GRAPHQL}/uploads"
VIEWS = f"{GRAPHQL}/views"
EXPORT = f"{GRAPHQL}/export"


def create_app(
    ontology: Ontology,
    graph: Graph,
    settings: ApiSettings,
    writer: Writer | None = None,
    ingest: Ingest | None = None,
) -> Starlette:
    """The whole service; it enters and leaves `graph`, `writer` and `ingest` with its lifespan. Raises SchemaError.

    Without `writer` nothing can be written; `ingest` reads articles that are handed in.
    """
    built = build(ontology)
    metrics = Metrics()
    documents = Documents(built, settings.limits, introspection=not settings.production, metrics=metrics)
    explains = not settings.production
    uploads = Uploads(settings.uploads, settings.limits) if settings.uploads and writer else None
    answers = Answers(
        documents, graph, settings.limits, explains=explains, operations=settings.operations, writer=writer,
        ingest=ingest, uploads=uploads, metrics=metrics,
    )  # fmt: skip
    built.strawberry.extensions = (partial(Execution, answers),)
    built.subscribe_by(answers.subscribe)

    allowed = Allowance(settings.limits.seconds)
    admission = settings.admission
    leases = Leases(admission.keys)
    buckets = Buckets(settings.limits.rate, settings.limits.burst)
    doors = Doors(admission, leases, buckets, settings.origins)
    endpoint = Endpoint(built.strawberry, answers, doors, settings.limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(graph)
            for each in (writer, ingest):
                if each is not None:
                    await stack.enter_async_context(each)
            await stack.enter_async_context(answers.feed)
            beside = [asyncio.create_task(leases.watch())]
            if settings.rehearsed:
                beside.append(asyncio.create_task(rehearse(documents, graph, settings.rehearsed, allowed)))
            yield
            for task in beside:
                task.cancel()
            await asyncio.wait(beside)

    middleware = [
        Middleware(RequestId, metrics=metrics),
        Middleware(HostCheck, hosts=settings.hosts),
        *([_cors(settings.origins)] if settings.origins else []),
        Middleware(RateCheck, buckets=buckets, name=by_address, path=GRAPHQL),
        Middleware(KeyCheck, admission=admission, path=GRAPHQL),
        Middleware(RateCheck, buckets=buckets, name=by_key, path=GRAPHQL),
        Middleware(BodyLimit, largest=settings.limits.body, seconds=settings.limits.body_seconds, streamed=UPLOADS),
    ]
    return Starlette(
        routes=[
            Route(GRAPHQL, endpoint),
            WebSocketRoute(GRAPHQL, endpoint),
            scrape(metrics, admission),
            *([Route(VIEWS, SavedViews(writer).answer, methods=["GET", "PUT", "DELETE"])] if writer else []),
            *([Route(UPLOADS, uploads.receive, methods=["POST"])] if uploads else []),
            Route(EXPORT, export_endpoint(Exports(answers, graph, settings.limits, ontology)), methods=["GET", "POST"]),
            *pages(graph, graphiql=not settings.production),
            *(explorer(settings.explorer, ontology, settings.mappings) if settings.explorer else []),
        ],
        middleware=middleware,
        lifespan=lifespan,
        exception_handlers={HTTPException: _refused, Exception: _failed},
    )


def _cors(origins: frozenset[str]) -> Middleware:
    """Pages of these origins may ask, with a key; a browser sends nothing along by itself."""
    return Middleware(
        CORSMiddleware,
        allow_origins=sorted(origins),
        allow_methods=["GET", "POST"],
        allow_headers=["accept", "authorization", "content-type", "x-request-id"],
        expose_headers=["retry-after", "x-request-id"],
        max_age=600,
    )


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    hint = "See / for what there is." if error.status_code == 404 else "Use another method."
    body = plain(error.detail, "BAD_INPUT", hint, request.state.request_id)
    return Response(orjson.dumps(body), error.status_code, error.headers, JSON)


async def _failed(request: Request, error: Exception) -> Response:
    request_id = request.scope.get("state", {}).get("request_id", "")
    body = {"errors": [told(error, request_id).formatted]}
    return Response(orjson.dumps(body), 500, media_type=JSON)
