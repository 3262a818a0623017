"""What goes on under a key that is revoked ends, answered or not."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import httpx

from api.app import create_app
from api.keys import Keys
from api.settings import ApiSettings
from api.who import Role
from graph.ask import Allowance, Answer
from graph.compile import Compiled
from graph.reader import GraphReader
from schema.ontology import Ontology
from schema.values.value import Json
from tests.api.conftest import NOWHERE
from tests.keyed import keyed


class Endless(GraphReader):
    """A graph that does not come to an end."""

    begun: asyncio.Event

    async def ask(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> Answer:
        self.begun.set()
        await asyncio.Event().wait()
        raise AssertionError


def test_a_question_ends_with_its_key(ontology: Ontology, tmp_path: Path) -> None:
    path, key = keyed(tmp_path, Role.READER)
    reader = Endless(NOWHERE, ontology)
    app = create_app(ontology, reader, ApiSettings(keys=path))

    async def ask() -> httpx.Response:
        reader.begun = asyncio.Event()
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client,
        ):
            headers = {"authorization": f"Bearer {key}"}
            asked = asyncio.create_task(
                client.post("/graphql", json={"query": "{ flights { totalCount } }"}, headers=headers)
            )
            await reader.begun.wait()
            Keys(path).revoke("tester")
            return await asked

    answer = asyncio.run(ask())
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
