"""Every subscription in docs/live.md is told something by the sample, and ends where it says."""

import re
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from neo4j import Driver

from api.app import create_app
from api.settings import ApiSettings
from contrail.articles import SAMPLE, read_batches
from graph.connection import Address
from graph.reader import GraphReader
from graph.store import Store
from ingest.format.metadata import Metadata
from schema.discover import discover
from tests.api.client import Client

PAGE = (Path(__file__).parent.parent.parent / "docs" / "live.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```graphql\n(.*?)```", PAGE, re.DOTALL)

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def service(driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    ontology = discover()
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, neo4j_address.database, ontology)
    store.prepare()
    for _, batch in read_batches([SAMPLE], Metadata()):
        store.write(batch)
    with Client(create_app(ontology, GraphReader(neo4j_address, ontology), ApiSettings())) as client:
        yield client


@pytest.mark.parametrize("query", QUERIES)
def test_a_subscription_is_told_something_and_ends(service: Client, query: str) -> None:
    response = service.send("POST", "/graphql", json={"query": query}, headers={"Accept": "text/event-stream"})
    *told, end = response.text.strip().split("\r\n\r\n")
    assert end.startswith("event: complete") and told
    for event in told:
        result = orjson.loads(event.partition("data: ")[2])
        assert "errors" not in result and result["data"]["changes"]["changes"]
