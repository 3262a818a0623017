"""`extensions: {explain: true}`: how a query was answered, by a real Neo4j; and who gets no answer to that."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from api.app import create_app
from api.settings import ApiSettings
from graph.connection import Address
from graph.reader import GraphReader
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import sampled
from tests.api.port import serving
from tests.keyed import keyed

pytestmark = pytest.mark.neo4j
QUERY = """query Q($country: String!, $first: Int) {
  bases(where: {country: {eq: $country}}, first: $first) { nodes { name arrivals { totalCount } } }
}"""
VARIABLES = {"country": "LY", "first": 3}
EXPLAIN = {"explain": True}


@pytest.fixture(scope="module")
def client(ontology: Ontology, driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    with sampled(ontology, driver, neo4j_address) as client:
        yield client


def operators(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(each for one in plan["of"] for each in operators(one))]


def test_an_answer_tells_how_it_came_about(client: Client) -> None:
    plain = client.answer(QUERY, VARIABLES)
    answer = client.answer(QUERY, VARIABLES, extensions=EXPLAIN)
    assert answer["data"] == plain["data"] and "extensions" not in plain
    told = answer["extensions"]["explain"]
    (root,) = told["question"]["roots"]
    assert (root["is"], root["noun"], root["connection"]["page"]["first"]) == ("ListRoot", "Base", "$first")
    assert root["connection"]["where"] == {
        "is": "FieldTest", "field": "country", "operator": "eq", "argument": "$country",
    }  # fmt: skip
    assert "MATCH" in told["cypher"] and "PROFILE" not in told["cypher"]
    assert "LY" in told["parameters"].values() and 4 in told["parameters"].values()
    steps = operators(told["plan"])
    assert steps[0]["operator"] == "ProduceResults" and steps[0]["rows"] == 1
    assert told["dbHits"] == sum(step["dbHits"] for step in steps) > 0
    assert all(set(step) == {"operator", "details", "rows", "estimatedRows", "dbHits", "of"} for step in steps)
    times = told["milliseconds"]
    assert list(times) == ["parse", "compile", "database", "read"] and all(time > 0 for time in times.values())


def test_an_event_stream_and_get_tell_it_too(client: Client) -> None:
    body = {"query": QUERY, "variables": VARIABLES, "extensions": EXPLAIN}
    stream = client.send("POST", "/graphql", json=body, headers={"accept": "text/event-stream"})
    assert '"explain":' in stream.text and '"dbHits":' in stream.text
    got = client.send("GET", "/graphql", params={"query": "{ bases { totalCount } }", "extensions": '{"explain":true}'})
    assert got.json()["extensions"]["explain"]["plan"]


def test_a_websocket_tells_it_of_each_operation_that_asks(
    client: Client, ontology: Ontology, neo4j_address: Address
) -> None:
    app = create_app(ontology, GraphReader(neo4j_address, ontology), ApiSettings())

    async def talk(port: int) -> list[Any]:
        async with connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=[Subprotocol("graphql-transport-ws")]) as ws:
            await ws.send('{"type": "connection_init"}')
            answers = [await ws.recv()]
            for number, extensions in enumerate((EXPLAIN, None, EXPLAIN)):
                payload = {"query": QUERY, "variables": VARIABLES, "extensions": extensions}
                await ws.send(json.dumps({"id": str(number), "type": "subscribe", "payload": payload}))
                answers += [await ws.recv(), await ws.recv()]
            return [json.loads(answer) for answer in answers]

    with serving(app) as port:
        answers = asyncio.run(talk(port))
    first, plain, last = (each["payload"] for each in answers if each["type"] == "next")
    assert first["data"] == plain["data"] == last["data"] and "extensions" not in plain
    assert first["extensions"]["explain"]["dbHits"] == last["extensions"]["explain"]["dbHits"] > 0


def test_what_asks_nothing_of_the_graph_has_nothing_to_explain(client: Client) -> None:
    assert client.answer("{ __typename }", extensions=EXPLAIN) == {"data": {"__typename": "Query"}}
    told = client.answer("query Q($no: Boolean!) { bases @include(if: $no) { totalCount } }", {"no": False})
    assert told == {"data": {}}


def test_it_is_not_told_unless_asked_for_and_only_for_true(client: Client) -> None:
    for extensions in ({"explain": False}, {"explain": None}, {}, {"other": 1}):
        assert "extensions" not in client.answer(QUERY, VARIABLES, extensions=extensions)
    values: tuple[object, ...] = (1, "true", {}, [])
    for value in values:
        assert client.refused(QUERY, VARIABLES, extensions={"explain": value})[0] == "BAD_INPUT"


def test_errors_are_those_of_the_plain_answer(client: Client) -> None:
    assert client.refused(QUERY, {"country": "LY", "first": -1}, extensions=EXPLAIN) == client.refused(
        QUERY, {"country": "LY", "first": -1}
    )


def test_production_refuses_it(client: Client, ontology: Ontology, neo4j_address: Address, tmp_path: Path) -> None:
    keys, key = keyed(tmp_path)
    settings = ApiSettings(production=True, keys=keys)
    app = create_app(ontology, GraphReader(neo4j_address, ontology), settings)
    with Client(app, {"authorization": f"Bearer {key}"}) as client:
        assert client.refused(QUERY, VARIABLES, extensions=EXPLAIN)[0] == "FORBIDDEN"
        assert client.data(QUERY, VARIABLES)["bases"]["nodes"]
