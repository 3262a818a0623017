"""Who follows: processes beside each other, many at once, and how one goes on after a break."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace

import httpx
import pytest

from api import feed
from api.document import Documents
from api.errors import TooSlowError
from api.execute import Answers
from api.limits import Limits
from api.root import build
from api.topic import Telling, read_following
from graph.connection import Address
from graph.reader import GraphReader
from graph.store import Store
from schema.ontology import Ontology
from tests.api.live.conftest import CountingReader, asked_at
from tests.api.live.subscriber import ALL, changes, connected, last, live, subscribe, told
from tests.graph.store.test_store import AIRLIFT, LIBYA, MOSCOW, article

pytestmark = pytest.mark.neo4j


async def rest_of(tellings: AsyncIterator[Telling], found: list[Telling]) -> None:
    """Add all that is told."""
    async for telling in tellings:
        found.append(telling)  # noqa: PERF401 (those before an error are kept)


def test_each_process_tells_what_others_write(
    store: Store, port: int, ontology: Ontology, neo4j_address: Address
) -> None:
    async def work() -> None:
        async with connected(port) as one, connected(other) as two:
            for ws in (one, two):
                await subscribe(ws, f"subscription {{ changes {ALL} }}")
                begun = await told(ws)
                assert begun == {"sequence": "0", "author": None, "at": None, "changes": []}
            await asyncio.to_thread(store.write, article(*AIRLIFT))
            found = await told(one)
            assert found == await told(two) and len(found["changes"]) == 10
            mutation = "mutation ($id: ID!) { retract(input: {document: $id}) { at author } }"
            async with httpx.AsyncClient() as client:
                variables = {"id": article(*AIRLIFT).documents[0].id}
                body = {"query": mutation, "variables": variables}
                answer = (await client.post(f"http://127.0.0.1:{other}/graphql", json=body)).json()
            gone = await told(one)
            assert gone == await told(two)
            assert {"author": gone["author"], "at": gone["at"]} == answer["data"]["retract"]
            assert {change["kind"] for change in gone["changes"]} == {"REMOVED"}

    with asked_at(ontology, GraphReader(neo4j_address, ontology), neo4j_address, Limits()) as other:
        live(work)


def test_one_question_serves_all_who_ask_the_same(store: Store, port: int, reader: CountingReader) -> None:
    query = """subscription ($ids: [ID!], $since: String) {
      changes(ids: $ids, since: $since, kinds: [CREATED]) { changes { kind node { id } } } }"""

    async def work() -> None:
        async with AsyncExitStack() as stack:
            sockets = [await stack.enter_async_context(connected(port)) for _ in range(20)]
            for number, ws in enumerate(sockets):
                await subscribe(ws, query, {"ids": [LIBYA if number % 2 else MOSCOW]})
                await told(ws)
            before = reader.asked
            await asyncio.to_thread(store.write, article(*AIRLIFT))
            for number, ws in enumerate(sockets):
                node, edge = (await told(ws))["changes"]
                assert node == {"kind": "CREATED", "node": {"id": LIBYA if number % 2 else MOSCOW}}
                assert edge == {"kind": "CREATED", "node": None}
            assert reader.asked == before + 1

    live(work)


def test_a_socket_that_breaks_goes_on_where_it_was(store: Store, port: int) -> None:
    async def work() -> None:
        seen: list[str] = []
        sequence = "0"
        for number in range(1, 4):
            async with connected(port) as ws:
                await subscribe(ws, f'subscription {{ changes(since: "{sequence}") {ALL} }}')
                for part in (2 * number - 1, 2 * number):
                    await asyncio.to_thread(store.write, article(*AIRLIFT, number=part))
                    while sequence != str(last(store)):
                        found = await told(ws)
                        seen += [change["sequence"] for change in found["changes"]]
                        sequence = found["sequence"]
            # Nobody is there.
            await asyncio.to_thread(store.write, article(*AIRLIFT, number=100 + number))
        query = f'subscription {{ changes(since: "{sequence}", until: "{last(store)}") {ALL} }}'
        seen += [change["sequence"] for change in await asyncio.to_thread(changes, port, query)]
        assert seen == [str(number) for number in range(1, last(store) + 1)]

    live(work)


def test_who_reads_too_slowly_is_told_and_goes_on(
    store: Store, ontology: Ontology, neo4j_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader is slow at the level of the feed: what a socket holds back depends on the system's buffers."""
    monkeypatch.setattr(feed, "QUEUE", 2)
    documents = Documents(build(ontology), Limits(), introspection=False)

    async def work() -> None:
        async with GraphReader(neo4j_address, ontology) as graph:
            answers = Answers(documents, graph, Limits())
            operation, _ = answers.operation(f"subscription {{ changes {ALL} }}", None)
            assert operation is not None
            async with answers.feed:
                slow, fast = (answers.feed.follow(read_following(operation, None)) for _ in range(2))
                await anext(slow)
                await anext(fast)
                reading = asyncio.ensure_future(anext(slow))
                got = []
                for number in range(1, 6):
                    waiting = asyncio.ensure_future(anext(fast))
                    await asyncio.sleep(0)
                    await asyncio.to_thread(store.write, article(*AIRLIFT, number=number))
                    got += [sequence for sequence, _ in (await waiting).rows]
                assert got == list(range(1, last(store) + 1))
                found = [await reading]
                with pytest.raises(TooSlowError) as raised:
                    await rest_of(slow, found)
                assert raised.value.told == {"sequence": str(found[-1].last)}
                assert 0 < len(found) < 5
                resumed = replace(read_following(operation, None), since=found[-1].last, until=last(store))
                rest = [one async for one in answers.feed.follow(resumed)]
                numbers = [sequence for part in (*found, *rest) for sequence, _ in part.rows]
                assert numbers == got
                await fast.aclose()

    live(work)


def test_a_process_serves_so_many_and_no_more(store: Store, port: int) -> None:
    async def work() -> None:
        async with connected(port) as ws:
            for number in range(30):
                await subscribe(ws, f"subscription S{number} {{ changes {{ sequence }} }}")
                await told(ws)
            await subscribe(ws, "subscription S31 { changes { sequence } }")
            message = json.loads(await ws.recv())
            assert message["type"] == "error" and message["payload"][0]["extensions"]["limit"] == "subscribers"
        async with connected(port) as ws:
            # Those of a socket that is gone are forgotten.
            await subscribe(ws, "subscription { changes { sequence } }")
            await told(ws)

    live(work)
