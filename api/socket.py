"""A message that begins an operation on a WebSocket -> the operation, with the document and the extensions it names."""

from typing import Any

from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.subscriptions.protocols.graphql_transport_ws.types import SubscribeMessage

from api.errors import ApiError, BadInputError, LimitError, told
from api.persisted import Persisted

#: What the operations of one WebSocket know of it; `sent` holds the extensions of each, by its task.
Context = dict[str, Any]


class Socket(BaseGraphQLTransportWSHandler[Context, None]):
    """Strawberry's handler, which leaves the extensions of a message unread; `context` takes them to the execution."""

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        """Begin an operation, or tell why it is none that can be asked."""
        payload = message["payload"]
        if not self.connection_acknowledged or message["id"] in self.operations:
            await super().handle_subscribe(message)
            return
        try:
            most = self.max_subscriptions_per_connection
            if most is not None and len(self.operations) >= most:
                words = "operations at once on one WebSocket"
                raise LimitError("subscriptions", words, most, most + 1, "End some, or wait until they end.")
            extensions = payload.get("extensions") or {}
            if not isinstance(extensions, dict):
                raise BadInputError("`extensions` is not an object.", "Send a JSON object, or leave it out.")
            persisted: Persisted = self.context["persisted"]
            query = persisted.document(payload.get("query") or None, extensions)
            if query is not None:
                payload["query"] = query
        except ApiError as error:
            await self._refuse(message["id"], error)
            return
        await super().handle_subscribe(message)
        begun = self.operations.get(message["id"])
        if begun is not None and begun.task is not None:
            # Its task has not run yet, and everything that it does runs in it.
            self.context["sent"][begun.task] = extensions

    async def _refuse(self, identifier: str, error: ApiError) -> None:
        try:
            # What gets as far as its document is counted there.
            self.context["count"]()
        except ApiError as too_fast:
            error = too_fast
        formatted = told(error, self.context["request_id"]).formatted
        await self.send_message({"id": identifier, "type": "error", "payload": [formatted]})
