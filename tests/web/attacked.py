"""`python -m tests.web.attacked DATA_DIR MODE`: the service, with one field that fails, for attackers who hold a key.

It is the application that `contrail serve` serves, on the database of a service that runs. A root field under the
response key `boom` fails where the graph is asked, with words that no client may see. An attacker's WebSockets get the
key here: attacks.py sends its headers over HTTP alone.
"""

import asyncio
import os
import secrets
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import create_app
from api.keys import Keys
from api.limits import Limits
from api.settings import ApiSettings
from api.who import Role
from contrail.extraction import Extraction
from contrail.listen import listen
from contrail.service import serve
from contrail.settings import read_settings
from graph.compile import Compiled
from graph.database import Database
from graph.question import Question
from graph.reader import GraphReader
from graph.writer import GraphWriter
from schema.discover import discover

#: A field that fails, as `--error-field` takes it.
FAILING = "boom: actors { totalCount }"


class FailingReader(GraphReader):
    """A graph that fails where it is asked for `boom`."""

    def compile(self, question: Question) -> Compiled:
        """What a Question is asked with. Raises RuntimeError for `boom`."""
        if any(root.key == "boom" for root in question.roots):
            raise RuntimeError("no answer from bolt://neo4j:secret@127.0.0.1:7687 (password=secret)")
        return super().compile(question)


class Keyed:
    """Gives the key to WebSockets that bring none."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app = app
        self._shown = (b"authorization", f"Bearer {key}".encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        if scope["type"] == "websocket":
            scope = {**scope, "headers": [*scope["headers"], self._shown]}
        await self._app(scope, receive, send)


def main(data_dir: Path, *, production: bool) -> None:
    """Serve until a signal comes."""
    ontology = discover()
    found = read_settings(os.environ, data_dir)
    keys = Keys(data_dir / "attacked.json")
    _, key = keys.create(secrets.token_hex(4), Role.ADMIN)
    # Who attacks asks thousands of times; that nobody may, is tested elsewhere.
    limits = replace(Limits(), rate=10_000, burst=10_000)
    settings = ApiSettings(
        production=production, keys=data_dir / "attacked.json", limits=limits, uploads=data_dir / "attacked"
    )
    database = Database(found.database)
    with listen("127.0.0.1", 0) as listener, database as address:
        reader, writer = FailingReader(address, ontology), GraphWriter(address, ontology)
        app = Keyed(create_app(ontology, reader, settings, writer, Extraction(address)), key)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        started = partial(print, f"The attacked service is ready: {url} {key}", flush=True)
        serve(app, listener, started, asyncio.Event().wait)


if __name__ == "__main__":
    main(Path(sys.argv[1]), production=sys.argv[2] == "prod")
