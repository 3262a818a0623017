"""Requests to list, save and forget named views -> answers; who asks is told by what name and in which role."""

from dataclasses import asdict
from typing import Protocol

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.accept import JSON
from api.errors import RoleError, code_of, told
from api.guard import refusal
from api.who import Role, Who
from graph.errors import GraphError
from graph.saved import SavedView

#: Characters of a name, and of an address: canvases of some thousand things.
_NAME = 80
_ADDRESS = 200_000
#: The status of an error's code; any other is a conflict with what is kept.
_STATUS = {"FORBIDDEN": 403, "NOT_FOUND": 404, "UNAVAILABLE": 503, "TIMEOUT": 503, "INTERNAL": 500}


class Views(Protocol):
    """Where views are kept."""

    async def views(self) -> list[SavedView]:
        """All of them."""

    async def save_view(self, name: str, address: str, author: str, *, own: bool) -> SavedView:
        """Keep one."""

    async def drop_view(self, name: str, author: str, *, own: bool) -> None:
        """Forget one."""


class SavedViews:
    """Answers GET with all views, PUT and DELETE of `?name=`; a page of another site cannot send those unasked."""

    def __init__(self, kept: Views) -> None:
        self._kept = kept

    async def answer(self, request: Request) -> Response:
        """Answer a request."""
        who: Who = request.scope["state"]["who"]
        try:
            if request.method in {"PUT", "DELETE"}:
                who.need(Role.EDITOR, "save views")
                if refused := await self._change(request, who):
                    return refused
            views = [asdict(view) for view in await self._kept.views()]
        except (RoleError, GraphError) as error:
            body = {"errors": [told(error, request.state.request_id).formatted]}
            return Response(orjson.dumps(body), _STATUS.get(code_of(error), 409), media_type=JSON)
        kept = {"name": who.name, "role": who.role.word, "views": views}
        return Response(orjson.dumps(kept), 200, {"Cache-Control": "no-store"}, JSON)

    async def _change(self, request: Request, who: Who) -> Response | None:
        name, own = request.query_params.get("name", "").strip(), who.role < Role.ADMIN
        if not 0 < len(name) <= _NAME:
            return refusal(request.scope, 400, "A view needs a name.", f"Give `?name=` of up to {_NAME} characters.")
        if request.method == "DELETE":
            await self._kept.drop_view(name, who.name, own=own)
            return None
        address = (await request.body()).decode("utf-8", "replace")
        if not 0 < len(address) <= _ADDRESS:
            return refusal(
                request.scope, 413, "The address is empty or too long.", f"Up to {_ADDRESS} characters are kept."
            )
        await self._kept.save_view(name, address, who.name, own=own)
        return None
