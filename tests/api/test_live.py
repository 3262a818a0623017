"""Subscriptions on a real server and a real Neo4j: what is told, to whom, and how one goes on after a break."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest
import websockets
from neo4j import Driver
from websockets.asyncio.client import ClientConnection
from websockets.typing import Subprotocol

from api import feed
from api.app import create_app
from api.document import Documents
from api.errors import TooSlowError
from api.execute import Answers
from api.limits import Limits
from api.root import build
from api.settings import ApiSettings
from api.topic import Telling, read_following
from graph.ask import Allowance, Answer
from graph.changelog import Log
from graph.compile.compiled import Compiled
from graph.connection import Address
from graph.reader import GraphReader
from graph.store import Store
from graph.writer import GraphWriter
from schema.ontology import Ontology
from schema.values.value import Json
from tests.api.port import serving
from tests.graph.store.test_store import AIRLIFT, FLIGHT, LIBYA, MINSK, MOSCOW, article

pytestmark = pytest.mark.neo4j

ALL = "{ sequence author at changes { sequence kind id noun link fromId toId } }"
Message = dict[str, Any]


class CountingReader(GraphReader):
    """A graph that counts the questions it is asked."""

    asked = 0

    async def ask(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> Answer:
        self.asked += 1
        return await super().ask(compiled, variables, allowed)


@contextmanager
def asked_at(ontology: Ontology, reader: GraphReader, address: Address, limits: Limits) -> Iterator[int]:
    """A service on a port."""
    app = create_app(ontology, reader, ApiSettings(limits=limits), GraphWriter(address, ontology))
    with serving(app, timeout_graceful_shutdown=2) as port:
        yield port


@pytest.fixture(scope="module")
def reader(ontology: Ontology, neo4j_address: Address) -> CountingReader:
    return CountingReader(neo4j_address, ontology)


@pytest.fixture(scope="module")
def port(ontology: Ontology, neo4j_address: Address, reader: CountingReader) -> Iterator[int]:
    with asked_at(ontology, reader, neo4j_address, replace(Limits(), subscribers=30)) as port:
        yield port


@pytest.fixture
def store(driver: Driver, ontology: Ontology) -> Store:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, "neo4j", ontology)
    store.prepare()
    return store


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[ClientConnection]:
    protocol = Subprotocol("graphql-transport-ws")
    async with websockets.connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=[protocol]) as ws:
        await ws.send('{"type": "connection_init"}')
        assert json.loads(await ws.recv())["type"] == "connection_ack"
        yield ws


async def subscribe(ws: ClientConnection, query: str, variables: Mapping[str, Any] | None = None) -> None:
    payload = {"query": query, "variables": dict(variables or {})}
    await ws.send(json.dumps({"id": query, "type": "subscribe", "payload": payload}))


async def told(ws: ClientConnection) -> Message:
    """The next change set."""
    message = json.loads(await asyncio.wait_for(ws.recv(), 20))
    assert message["type"] == "next" and "errors" not in message["payload"], message
    (found,) = message["payload"]["data"].values()
    assert isinstance(found, dict)
    return found


def streamed(port: int, query: str, accept: str = "text/event-stream") -> tuple[list[Message], str]:
    """All results of a subscription that ends, over an event stream; and the whole text."""
    response = httpx.post(
        f"http://127.0.0.1:{port}/graphql", json={"query": query}, headers={"Accept": accept}, timeout=30
    )
    assert response.headers["content-type"].startswith(accept.partition(";")[0])
    lines = [line.removeprefix("data: ") for line in response.text.splitlines()]
    return [json.loads(line) for line in lines if line.startswith("{")], response.text


def sets(port: int, query: str) -> list[Message]:
    """The change sets of a subscription that ends."""
    results, text = streamed(port, query)
    assert text.rstrip().endswith("event: complete\r\ndata:") and not any("errors" in one for one in results), text
    return [one["data"]["changes"] for one in results]


def changes(port: int, query: str) -> list[Message]:
    return [change for found in sets(port, query) for change in found["changes"]]


def last(store: Store) -> int:
    (row,) = store.driver.execute_query("MATCH (l:_Log) RETURN l.last AS last").records
    number: int = row["last"]
    return number


def test_what_was_written_is_told_from_any_sequence_to_the_end_asked_for(store: Store, port: int) -> None:
    Store(store.driver, "neo4j", store.ontology, lambda: 1_734_688_800_000, Log("ada")).write(article(*AIRLIFT))
    (found,) = sets(port, f'subscription {{ changes(since: "0", first: 10) {ALL} }}')
    assert (found["sequence"], found["author"], found["at"]) == ("10", "ada", "2024-12-20T10:00:00.000Z")
    assert [change["sequence"] for change in found["changes"]] == [str(number) for number in range(1, 11)]
    document, statement = found["changes"][0], found["changes"][6]
    assert (document["kind"], document["noun"], document["link"]) == ("CREATED", "Document", None)
    assert (statement["noun"], statement["id"].partition(":")[0]) == ("Statement", "Statement")
    edge = found["changes"][-1]
    assert (edge["kind"], edge["noun"], edge["link"], edge["fromId"]) == (
        "CREATED",
        None,
        edge["id"].split("/")[0],
        FLIGHT,
    )
    parts = [found]
    for since, until in ((0, 4), (4, 7), (7, 10)):
        (part,) = sets(port, f'subscription {{ changes(since: "{since}", until: "{until}") {ALL} }}')
        assert part["sequence"] == str(until)
        parts.append(part)
    assert [change for part in parts[1:] for change in part["changes"]] == found["changes"]


def test_things_are_told_as_queries_tell_them(store: Store, port: int) -> None:
    store.write(article(*AIRLIFT))
    (found,) = sets(
        port,
        """subscription { changes(since: "0", first: 2, nouns: ["Flight"], links: [DESTINATION]) { changes {
          kind node { __typename id ...F } from { id ...F } to { ... on Site { name } } } } }
        fragment F on Flight { count { text } destination { edges { modality node { name } } } }""",
    )
    flight, edge = found["changes"]
    to = {"edges": [{"modality": "ACTUAL", "node": {"name": "Libya"}}]}
    told = {"id": FLIGHT, "count": {"text": "Four"}, "destination": to}
    assert flight == {"kind": "CREATED", "node": {"__typename": "Flight"} | told, "from": None, "to": None}
    assert edge == {"kind": "CREATED", "node": None, "from": told, "to": {"name": "Libya"}}


@pytest.mark.parametrize(
    ("filters", "number", "holds"),
    [
        ("kinds: [REMOVED]", 10, lambda change: change["kind"] == "REMOVED"),
        ('nouns: ["Site"]', 6, lambda change: change["noun"] == "Place"),
        ("links: [ORIGIN]", 4, lambda change: change["link"] == "ORIGIN"),
        (f'ids: ["{LIBYA}"]', 4, lambda change: LIBYA in (change["id"], change["toId"])),
        (f'ids: ["{MOSCOW}"], kinds: [CREATED], links: [ORIGIN]', 1,
         lambda change: change["toId"] == MOSCOW and change["kind"] == "CREATED"),
        (f'ids: ["{MOSCOW}"], nouns: ["Flight"]', 0, lambda change: False),
    ],
)  # fmt: skip
def test_filters(store: Store, port: int, filters: str, number: int, holds: Callable[[Message], bool]) -> None:
    done = store.write(article(*AIRLIFT))
    store.retract(article(*AIRLIFT).documents[0].id)
    everything = changes(port, f'subscription {{ changes(since: "0", until: "20") {ALL} }}')
    assert done.changed and len(everything) == 20
    found = changes(port, f'subscription {{ changes(since: "0", until: "20", {filters}) {ALL} }}')
    assert found == [change for change in everything if holds(change)] and len(found) == number


def test_an_edge_is_told_as_queries_tell_it(store: Store, port: int) -> None:
    store.write(article(*AIRLIFT))
    query = """subscription { changes(since: "0", until: "10") { changes { kind link edge {
      __typename id kind modality from { id } to { label } evidence { nodes { object } } } node { __typename } } } }"""
    found = [change for change in changes(port, query) if change["link"]]
    (edge,) = (change["edge"] for change in found if change["link"] == "DESTINATION")
    assert edge == {
        "__typename": "Relation",
        "id": f"DESTINATION/{FLIGHT}/{LIBYA}",
        "kind": "DESTINATION",
        "modality": "ACTUAL",
        "from": {"id": FLIGHT},
        "to": {"label": "Libya"},
        "evidence": {"nodes": [{"object": LIBYA}]},
    }
    assert all(change["edge"]["kind"] == change["link"] for change in found)
    store.retract(article(*AIRLIFT).documents[0].id)
    assert {change["edge"] and change["edge"]["id"] for change in changes(port, query)} == {None}


def test_a_filter_of_what_things_are(store: Store, port: int) -> None:
    store.write(article(*AIRLIFT))
    everything = changes(port, f'subscription {{ changes(since: "0", until: "10") {ALL} }}')
    asked = 'changes(since: "0", until: "10", where: $where)'
    query = f"subscription ($where: SearchFilter) {{ {asked} {ALL} }}"
    libya, none = ({"place": {"name": {"eq": name}}} for name in ("Libya", "Nowhere"))
    for where, away in (
        ({}, set()),
        (libya, {MINSK, MOSCOW}),
        (none, {LIBYA, MINSK, MOSCOW}),
        ({"site": none["place"]}, {LIBYA, MINSK, MOSCOW}),
    ):
        body = {"query": query, "variables": {"where": where}}
        lines = httpx.post(f"http://127.0.0.1:{port}/graphql", json=body, headers={"Accept": "text/event-stream"}).text
        told = [json.loads(line[6:]) for line in lines.splitlines() if line.startswith("data: {")]
        assert [change for one in told for change in one["data"]["changes"]["changes"]] == [
            change for change in everything if not away & {change["id"], change["fromId"], change["toId"]}
        ]
    # What is gone is told whatever it was: nobody can look any more.
    store.retract(article(*AIRLIFT).documents[0].id)
    never = '{place: {name: {eq: "x"}}}'
    gone = changes(port, f'subscription {{ changes(since: "10", until: "20", where: {never}) {ALL} }}')
    assert {change["kind"] for change in gone} == {"REMOVED"} and len(gone) == 10


async def rest_of(tellings: AsyncIterator[Telling], found: list[Telling]) -> None:
    """Add all that is told."""
    async for telling in tellings:
        found.append(telling)  # noqa: PERF401 (those before an error are kept)


def live(work: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(work(), 60))


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


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ('since: "x"', "BAD_INPUT"),
        ('since: "-1"', "BAD_INPUT"),
        ('since: "99999999999999999999"', "BAD_INPUT"),
        ("first: 0", "BAD_INPUT"),
        ('nouns: ["Boat"]', "BAD_INPUT"),
        ("links: [SAILS]", "VALIDATION"),
        ('since: "1000"', "GONE"),
    ],
)
def test_what_cannot_be_followed_is_refused(store: Store, port: int, arguments: str, code: str) -> None:
    (result,), _ = streamed(port, f"subscription {{ changes({arguments}) {ALL} }}")
    assert [error["extensions"]["code"] for error in result["errors"]] == [code]


def test_what_is_skipped_is_not_followed(store: Store, port: int) -> None:
    for skip in ("true", "$skip"):
        query = (
            f"subscription ($skip: Boolean = true) {{ changes @skip(if: {skip}) {{ sequence @include(if: $skip) }} }}"
        )
        (result,), _ = streamed(port, query)
        assert {error["extensions"]["code"] for error in result["errors"]} == {"VALIDATION"}


def test_a_selection_is_limited_like_a_query(store: Store, port: int) -> None:
    deep = "departures(first: 1000) { nodes { destination(first: 1000) { nodes { id } } } }"
    query = f"subscription {{ changes {{ changes {{ to {{ ... on Site {{ {deep} }} }} }} }} }}"
    (result,), _ = streamed(port, query)
    (error,) = result["errors"]
    assert (error["extensions"]["code"], error["extensions"]["limit"]) == ("LIMIT", "cost")


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


def test_what_apollo_asks_for_in_parts_comes_in_parts(store: Store, port: int) -> None:
    store.write(article(*AIRLIFT))
    accept = 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0,application/json'
    query = 'subscription { changes(since: "0", first: 1) { changes { noun } } }'
    results, _ = streamed(port, query, accept)
    # The empty one is a sign of life.
    assert results == [{}, {"payload": {"data": {"changes": {"changes": [{"noun": "Document"}]}}}}]
    body = {"query": "{ __typename }"}
    response = httpx.post(f"http://127.0.0.1:{port}/graphql", json=body, headers={"Accept": accept})
    assert response.json() == {"data": {"__typename": "Query"}}


def test_one_event_stream_carries_several_operations(store: Store, port: int) -> None:
    url = f"http://127.0.0.1:{port}/graphql"
    store.write(article(*AIRLIFT))

    def ask(identifier: str, query: str) -> int:
        body = {"query": query, "extensions": {"operationId": identifier}}
        return httpx.post(url, json=body, headers=named).status_code

    assert httpx.put(url, content=b"{}").status_code == 405
    token = httpx.put(url).raise_for_status()
    assert token.status_code == 201
    named = {"X-GraphQL-Event-Stream-Token": token.text}
    with httpx.stream("GET", url, headers={**named, "Accept": "text/event-stream"}) as stream:
        assert httpx.get(url, headers=named).status_code == 409
        assert ask("live", f"subscription {{ changes {ALL} }}") == 202
        assert ask("live", "{ __typename }") == 409
        assert ask("", "{ __typename }") == 400
        assert ask("query", "{ __typename }") == 202
        assert ask("wrong", "{ nope }") == 202
        assert ask("ended", 'subscription { changes(since: "0", first: 1) { sequence } }') == 202
        found: dict[str, list[Any]] = {}
        kinds = iter(stream.iter_lines())
        while sum(None in parts for parts in found.values()) < 3:
            line = next(kinds)
            if line.startswith("event: "):
                event = json.loads(next(kinds).removeprefix("data: "))
                found.setdefault(event["id"], []).append(event.get("payload"))
        assert found["query"] == [{"data": {"__typename": "Query"}}, None]
        assert found["wrong"][0]["errors"][0]["extensions"]["code"] == "VALIDATION"
        assert found["ended"] == [{"data": {"changes": {"sequence": "1"}}}, None]
        assert [one["data"]["changes"]["changes"] for one in found["live"]] == [[]]
        assert httpx.delete(f"{url}?operationId=live", headers=named).status_code == 200
        assert ask("live", "{ __typename }") == 202
    for _ in range(100):
        if (status := httpx.delete(f"{url}?operationId=live", headers=named).status_code) == 404:
            break
        time.sleep(0.05)
    assert status == 404


def test_a_plain_request_gets_no_stream(store: Store, port: int) -> None:
    response = httpx.post(f"http://127.0.0.1:{port}/graphql", json={"query": "subscription { changes { sequence } }"})
    (error,) = response.json()["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (200, "BAD_INPUT")
    assert "text/event-stream" in error["extensions"]["hint"]
