"""The explorer's built files and an Ontology -> the routes that serve them at `/`."""

import gzip
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from schema.export import describe
from schema.ontology import Ontology

#: The page holds no script and no style of its own, and loads from and asks this service alone.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
}
#: An asset's name holds the hash of what is in it.
_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_Route = Callable[[Request], Awaitable[Response]]


def explorer(folder: Path, ontology: Ontology, mappings: Sequence[str] = ()) -> list[BaseRoute]:
    """Routes of the page, its assets, the ontology that it draws its names and colours from, and the names of mappings.

    Everything is read once. Raises OSError where `folder` holds no built explorer.
    """
    page = {"Cache-Control": _ASK_AGAIN, "Content-Security-Policy": _POLICY}
    told = {"ontology": describe(ontology), "mappings": list(mappings)}
    return [
        Route("/", _built(folder / "index.html", page)),
        *(Route(f"/{name}.json", _told(what)) for name, what in told.items()),
        *(
            Route(f"/assets/{path.name}", _built(path, {"Cache-Control": _FOREVER}))
            for path in sorted((folder / "assets").iterdir())
            if path.suffix in _TYPES
        ),
    ]


def _told(what: object) -> _Route:
    content = orjson.dumps(what)
    return _route(content, gzip.compress(content), ".json", {"Cache-Control": _ASK_AGAIN})


def _built(path: Path, headers: Mapping[str, str]) -> _Route:
    return _route(path.read_bytes(), path.with_name(f"{path.name}.gz").read_bytes(), path.suffix, headers)


def _route(content: bytes, packed: bytes, suffix: str, headers: Mapping[str, str]) -> _Route:
    plain = {**headers, "Vary": "Accept-Encoding"}

    async def answer(request: Request) -> Response:
        encodings = request.headers.get("accept-encoding", "").split(",")
        if any(each.strip() == "gzip" for each in encodings):
            return Response(packed, 200, {**plain, "Content-Encoding": "gzip"}, _TYPES[suffix])
        return Response(content, 200, plain, _TYPES[suffix])

    return answer
