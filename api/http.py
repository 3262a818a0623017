"""HTTP requests -> GraphQL operations, and their results -> responses, as the GraphQL-over-HTTP specification says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache, partial
from typing import Any, Literal, cast
from weakref import WeakKeyDictionary

import orjson
from cross_web import AsyncHTTPRequestAdapter, HTTPException, StarletteRequestAdapter
from graphql import OperationType
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.http.base import BaseRequestProtocol
from strawberry.http.streaming import HTTPStreamTransport
from strawberry.schema import BaseSchema
from strawberry.schema.schema import StreamResult
from strawberry.subscriptions import (
    GRAPHQL_SSE_PROTOCOL,
    GRAPHQL_TRANSPORT_WS_PROTOCOL,
    MULTIPART_SUBSCRIPTION_PROTOCOL,
)
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType as Kinds
from strawberry.types.unset import UnsetType

from api.accept import JSON, choose
from api.admission import Admission, shown_in
from api.errors import ApiError, BadInputError, KeysError, UnknownError, told
from api.execute import Answers
from api.gone import WhileThere
from api.guard import refusal, refuse
from api.lease import Leases
from api.limits import Limits
from api.rate import Buckets, by_address, by_key
from api.reservation import FullError, Reservations
from api.socket import Socket
from api.who import Who

_OPTIONS = orjson.OPT_NON_STR_KEYS
_HINTS = {
    400: "Send a JSON object with `query`, and if need be `variables` and `operationName`.",
    404: "Reserve one by PUT, and come back to the same process; or use a stream for each operation.",
    405: "Use POST, or GET for queries.",
    406: "Accept application/graphql-response+json or application/json.",
    429: "End some, or wait until they end.",
    415: "Send the request as application/json, in UTF-8.",
}
_GET = "Give `query` in the address, and if need be `variables` and `operationName`; send mutations by POST."
#: The code by which a WebSocket ends whose key is none, or none any more.
_FORBIDDEN = 4403
_REVOKED = "The key was revoked."
Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Doors:
    """Who comes in, for how long, how often, and from which pages."""

    admission: Admission
    leases: Leases
    buckets: Buckets
    origins: frozenset[str]


class Endpoint(GraphQL[Context, None]):
    """The ASGI app behind `/graphql`."""

    graphql_transport_ws_handler_class = Socket

    def __init__(self, schema: BaseSchema, answers: Answers, doors: Doors, limits: Limits) -> None:
        self._answers = answers
        self._doors = doors
        self._reservations = Reservations(limits)
        # Clients send a handful of `Accept` headers, and Strawberry reads one as it would read an e-mail's.
        self._transport = lru_cache(maxsize=64)(
            lambda accept: self._get_stream_transport_from_headers({"accept": accept})
        )
        super().__init__(
            schema,
            graphql_ide=None,
            subscription_protocols=(
                GRAPHQL_TRANSPORT_WS_PROTOCOL,
                GRAPHQL_SSE_PROTOCOL,
                MULTIPART_SUBSCRIPTION_PROTOCOL,
            ),
            connection_init_wait_timeout=timedelta(seconds=limits.socket_seconds),
            max_subscriptions_per_connection=limits.subscriptions,
            allowed_origins=sorted(doors.origins),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or serve one WebSocket."""
        begun = False

        async def tell(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        async with self._doors.leases.hold(scope["state"]) as lease:
            if scope["type"] == "http":
                await self._respond(scope, receive, tell)
            else:
                with self._answers.metrics.socket():
                    await super().__call__(scope, receive, tell)
        if not lease.revoked:
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _FORBIDDEN, "reason": _REVOKED})
        elif begun:
            await send({"type": "http.response.body", "body": b""})
        else:
            answer = refusal(scope, 401, _REVOKED, "Use another key.", UnknownError.code)
            await refuse(scope, receive, send, answer)

    async def _respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await request.body()
        response: Response | None = None
        async with WhileThere(receive):
            try:
                response = await self._reserved(request) or await self._query(request) or await self.run(request)
            except HTTPException as error:
                response = _refusal(error, request)
            except ApiError as error:
                response = self._not_asked(error, request)
        if response is not None:
            await response(scope, receive, send)

    async def _reserved(self, request: Request) -> Response | None:
        """The answer to what belongs to an event stream that carries several operations. Raises HTTPException."""
        who: Who = request.scope["state"]["who"]
        if request.method == "PUT":
            return await self._reservations.reserve(request, who)
        token = self._reservations.named(request)
        if token is None:
            return None
        if request.method == "DELETE":
            return self._reservations.stop(token, who, request.query_params.get("operationId"))
        if request.method == "GET" and "query" not in request.query_params:
            return self._reservations.open(token, who)
        context = await self.get_context(request, Response())
        data = await self.parse_http_body(StarletteRequestAdapter(request))
        methods = Kinds.from_http(cast("Literal['GET', 'POST']", request.method))

        async def operate(data: GraphQLRequestData) -> StreamResult:
            return await self.schema.stream(
                data.query, data.variables, context, None, data.operation_name, data.extensions, methods
            )

        async def show(result: ExecutionResult) -> GraphQLHTTPResponse:
            return await self.process_result(request, result)

        return self._reservations.operate(token, who, data, operate, show)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """What an execution knows of its request."""
        state = request.scope["state"]
        context: Context = {"request_id": state["request_id"], "who": state["who"], "state": state}
        if isinstance(request, WebSocket):
            # Over HTTP, each operation is a request and was counted as one.
            context["count"] = partial(self._count, request.scope)
            context["persisted"] = self._answers.persisted
            context["sent"] = WeakKeyDictionary()
        return context

    def _count(self, scope: Scope) -> None:
        """Count an operation on a WebSocket as a request. Raises RateError."""
        name = by_key(scope) or by_address(scope)
        if name is not None:
            self._doors.buckets.take(name)

    async def on_ws_connect(self, context: Context) -> UnsetType | dict[str, object] | None:
        """Know who opens a WebSocket, by the key in its first message. Raises ConnectionRejectionError."""
        shown = shown_in(context["connection_params"])
        try:
            if shown is not None:
                context["who"] = context["state"]["who"] = self._doors.admission.by_key(shown)
            elif context["who"] is None:
                raise self._doors.admission.refusal()
        except (UnknownError, KeysError) as error:
            raise ConnectionRejectionError({"message": str(error)}) from error
        return await super().on_ws_connect(context)

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        """The response's type, chosen before anything is done. Raises HTTPException."""
        response = await super().get_sub_response(request)
        media_type = choose(request.headers.get("accept"))
        if media_type is None and self._stream(request.headers) is None:
            raise HTTPException(406, "None of the accepted types is one that this service answers.")
        response.media_type = media_type
        return response

    async def _query(self, request: Request) -> Response | None:
        """The response to a query that is not streamed; None for all else, which is Strawberry's.

        Its way through adapters, contexts and hooks would lead a query to the same answer, and cost a third of what all
        else costs here. Raises HTTPException, and ApiError where a query is named by a hash in vain.
        """
        media_type = choose(request.headers.get("accept"))
        if media_type is None or request.method not in {"GET", "POST"}:
            return None
        asked = await self.parse_http_body(StarletteRequestAdapter(request))
        assert asked.query
        operation, errors = self._answers.operation(asked.query, asked.operation_name)
        request_id = request.scope["state"]["request_id"]
        if operation is None:
            result: ExecutionResult = PreExecutionError(None, [told(error, request_id) for error in errors])
        elif operation.node.operation is OperationType.QUERY:
            result = await self._answers.answer(operation, asked.variables, request_id, asked.extensions)
        elif operation.node.operation is OperationType.SUBSCRIPTION and asked.protocol == "http":
            hint = "Accept text/event-stream, or multipart/mixed; or use a WebSocket of graphql-transport-ws."
            error = BadInputError("A subscription is answered by a stream, and none is accepted.", hint)
            result = PreExecutionError(None, [told(error, request_id)])
        else:
            return None
        return _response(_body(result), media_type)

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData:
        """The operation that is asked for. Raises HTTPException, and ApiError where it is named by a hash in vain."""
        if request.method == "GET":
            data: object = self.parse_query_params(request.query_params)
        else:
            if not _is_json(request.content_type):
                raise HTTPException(415, "The request's body is not declared as JSON.")
            data = self.parse_json(await request.get_body())
        if not isinstance(data, dict):
            raise HTTPException(400, "The request is not a JSON object.")
        extensions = _object(data, "extensions")
        query, name = data.get("query"), data.get("operationName")
        if query is None or isinstance(query, str):
            query = self._answers.persisted.document(query or None, extensions)
        if not isinstance(query, str) or not query:
            raise HTTPException(400, "The request has no `query`, or it is no text.")
        if not isinstance(name, str | None):
            raise HTTPException(400, "`operationName` is no text.")
        transport = self._stream(request.headers, query, name)
        return GraphQLRequestData(
            query=query,
            variables=_object(data, "variables"),
            operation_name=name or None,
            extensions=extensions,
            protocol=transport.protocol if transport else "http",
        )

    def _stream(
        self, headers: Mapping[str, str], query: str = "", name: str | None = None
    ) -> HTTPStreamTransport | None:
        """How the answer is streamed; a client that also takes plain JSON gets that, save to a subscription."""
        accept = headers.get("accept", "")
        if choose(accept) is None:
            return self._transport(accept)
        transport = self._transport(accept) if query else None
        if transport is None:
            return None
        return transport if self._answers.subscription(query, name) else None

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """The body; without `data` where nothing was executed."""
        return cast("GraphQLHTTPResponse", _body(result))

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        """The body as bytes, with the status that its type asks for."""
        assert not isinstance(response_data, list)
        return _response(response_data, sub_response.media_type)

    def _not_asked(self, error: ApiError, request: Request) -> Response:
        """The answer to what cannot be looked up."""
        media_type = choose(request.headers.get("accept")) or JSON
        body = {"errors": [told(error, request.scope.get("state", {}).get("request_id", "")).formatted]}
        return Response(orjson.dumps(body), 200 if media_type == JSON else 400, media_type=media_type)

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        """Never: GraphiQL has an address of its own."""
        return False

    def encode_json(self, data: object) -> str:
        """Any answer as JSON text, which WebSockets and event streams need; plain answers go out as bytes."""
        return orjson.dumps(data, option=_OPTIONS).decode()

    def decode_json(self, data: str | bytes) -> object:
        """Any JSON."""
        return orjson.loads(data)


def _body(result: ExecutionResult) -> dict[str, object]:
    body: dict[str, object] = {} if isinstance(result, PreExecutionError) else {"data": result.data}
    if result.errors:
        body["errors"] = [error.formatted for error in result.errors]
    if result.extensions:
        body["extensions"] = result.extensions
    return body


def _response(body: Mapping[str, object], media_type: str | None) -> Response:
    refused = "data" not in body and media_type != JSON
    return Response(orjson.dumps(body, option=_OPTIONS), 400 if refused else 200, media_type=media_type)


def _refusal(error: HTTPException, request: Request) -> Response:
    by_get = request.method == "GET" and error.status_code == 400
    hint = _GET if by_get else _HINTS.get(error.status_code, _HINTS[400])
    code, told = ("LIMIT", error.told) if isinstance(error, FullError) else ("BAD_INPUT", {})
    headers = {"Allow": "GET, POST"} if error.status_code == 405 else {}
    media_type = choose(request.headers.get("accept")) or JSON
    return refusal(request.scope, error.status_code, error.reason, hint, code, told, headers, media_type)


@lru_cache(maxsize=64)
def _is_json(content_type: str | None) -> bool:
    kind, _, rest = (content_type or "").partition(";")
    charset = rest.replace(" ", "").replace('"', "").lower().partition("charset=")[2]
    return kind.strip().lower() == "application/json" and charset in {"", "utf-8", "utf8"}


def _object(data: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    value = data.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, dict):
        raise HTTPException(400, f"`{name}` is not an object.")
    return value
