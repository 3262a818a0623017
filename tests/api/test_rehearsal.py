"""What the explorer asks is planned in advance: what its users then ask finds its plan, and nothing tells of it."""

import asyncio
import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from api.app import create_app
from api.document import Documents
from api.limits import Limits
from api.rehearsal import PARTS, explorer_document, known_documents, rehearse
from api.root import Built
from api.settings import ApiSettings
from graph import indexes
from graph.ask import Allowance
from graph.connection import Address
from graph.reader import GraphReader
from schema.ontology import Ontology
from tests.api.client import Client
from tests.graph.compile.sample import SAMPLE
from tests.graph.compile.world import write

pytestmark = pytest.mark.neo4j

GRAPHQL = Path(__file__).parent.parent.parent / "explorer" / "src" / "graphql"
OPERATIONS = GRAPHQL / "operations.graphql"
THINGS = ["Base:k3v9q2xw7n4m8p5t", "Actor:h6j2c8d4f9g3s7r5"]
#: What the explorer sends first, with values of its users.
ASKED: Mapping[str, Mapping[str, Any]] = {
    "Begin": {},
    "Search": {"text": "khadim", "kinds": ["Entity"], "first": 12},
    "Expand": {"ids": THINGS[:1], "depth": 1, "first": 201, "beside": THINGS[:1]},
    "ThingTold": {"id": THINGS[1], "first": 50, "after": None, "whole": True},
    "Named": {"ids": THINGS},
    "Words": {"id": THINGS[0]},
    "Connect": {
        "from": THINGS[:1], "to": THINGS[1:], "kinds": None, "modalities": ["ACTUAL"], "most": 6, "first": 10
    },
}  # fmt: skip


@pytest.fixture
def graph(ontology: Ontology, driver: Driver, neo4j_address: Address) -> GraphReader:
    """The sample, with all its indexes."""
    write(driver, ontology, SAMPLE)
    indexes.create(driver, neo4j_address.database, ontology)
    return GraphReader(neo4j_address, ontology, slow=0)


def planned(driver: Driver) -> int:
    """How many plans the database held; it holds none afterwards."""
    told = driver.execute_query("CALL db.clearQueryCaches()").records[0].value()
    return int((re.search(r"of (\d+) quer", told) or [0, 0])[1])


def test_what_users_ask_then_finds_its_plan(
    graph: GraphReader,
    documents: Documents,
    ontology: Ontology,
    driver: Driver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    text = explorer_document(OPERATIONS, ontology)
    operations = documents.read_anew(text).operations

    async def ask() -> None:
        for name, sent in ASKED.items():
            variables = operations[name].variables(sent)
            plan = operations[name].plan(variables)
            assert plan.question
            await graph.ask(graph.compile(plan.question), plan.parameters(variables), Allowance())

    async def both() -> tuple[int, int]:
        async with graph:
            planned(driver)
            with caplog.at_level(logging.DEBUG, "api.rehearsal"):
                await rehearse(documents, graph, [text], Allowance())
            assert "a slow question" not in caplog.text
            alone = planned(driver)
            await rehearse(documents, graph, [text], Allowance())
            await ask()
            assert "a slow question" in caplog.text
            return alone, planned(driver)

    alone, then = asyncio.run(both())
    assert alone == then > len(ASKED)
    assert f"planned {alone} operations in advance" in caplog.text


def test_it_begins_with_the_service_and_tells_nobody(
    ontology: Ontology, driver: Driver, neo4j_address: Address, graph: GraphReader
) -> None:
    before = driver.execute_query("MATCH (n) RETURN count(n)").records
    planned(driver)
    # Of these, one is for the schema, one writes, and one is no document any more.
    listed = ["query A($id: ID!) { base(id: $id) { name } }", "{ __typename }", "mutation { retract }", "{ gone"]
    settings = ApiSettings(rehearsed=tuple(listed))
    with Client(create_app(ontology, graph, settings)) as client:
        while not planned(driver):
            assert client.send("GET", "/health/live").status_code == 200
        page = client.send("GET", "/metrics").text
    assert "contrail_requests_total{" not in page and 'contrail_documents_total{kept="no"} 0.0' in page
    assert "contrail_database_seconds_count 0.0" in page
    assert driver.execute_query("MATCH (n) RETURN count(n)").records == before


def test_what_may_be_asked_is_known(ontology: Ontology) -> None:
    """Where operations are listed nothing else is answered, so that nothing else need be planned."""
    absent = OPERATIONS.with_name("absent.graphql")
    assert known_documents(None, OPERATIONS, ontology) == (explorer_document(OPERATIONS, ontology),)
    assert known_documents(None, absent, ontology) == ()
    for explorer in (OPERATIONS, absent):
        assert known_documents({"a": "{ me }", "b": "{ you }"}, explorer, ontology) == ("{ me }", "{ you }")


class Slow(GraphReader):
    """A graph that needs a minute to plan anything."""

    begun = ended = 0

    async def rehearse(self, compiled: Any, variables: Mapping[str, Any], allowed: Allowance) -> None:
        self.begun += 1
        try:
            await asyncio.sleep(60)
        finally:
            self.ended += 1


def test_it_ends_with_the_service(ontology: Ontology, neo4j_address: Address) -> None:
    slow = Slow(neo4j_address, ontology)
    with Client(
        create_app(ontology, slow, ApiSettings(rehearsed=(explorer_document(OPERATIONS, ontology),)))
    ) as client:
        while not slow.begun:
            assert client.send("GET", "/health/live").status_code == 200
        assert slow.ended == 0
    assert (slow.begun, slow.ended) == (1, 1)


def test_a_database_that_does_not_answer_is_left_alone(ontology: Ontology, documents: Documents) -> None:
    async def nowhere() -> None:
        async with GraphReader(Address("bolt://127.0.0.1:1"), ontology) as graph:
            await rehearse(documents, graph, [explorer_document(OPERATIONS, ontology)], Allowance(0.1))

    asyncio.run(nowhere())


@pytest.mark.parametrize("limits", [Limits(), replace(Limits(), fields=3)])
def test_limits_stay_what_they_are(ontology: Ontology, built: Built, limits: Limits) -> Any:
    """A document that the service would refuse is not asked of the database either."""
    read = Documents(built, limits, introspection=False).read_anew(explorer_document(OPERATIONS, ontology))
    assert bool(read.errors) is (limits.fields == 3)


def test_the_explorer_adds_the_same_fields() -> None:
    written = (GRAPHQL / "fields.ts").read_text("utf-8")
    assert dict(re.findall(r'^  (\w+): "([\w ]+)",$', written, re.M)) == PARTS
    assert '"fragment Known on Entity {"' in written
