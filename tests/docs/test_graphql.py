"""Every query in docs/graphql.md is answered by the sample, and with something to see."""

import re
from collections.abc import Iterator
from pathlib import Path

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

PAGE = (Path(__file__).parent.parent.parent / "docs" / "graphql.md").read_text(encoding="utf-8")
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
def test_a_query_is_answered(service: Client, query: str) -> None:
    (found,) = service.data(query).values()
    groups = found.get("aggregate", {}).get("groups", {}).get("nodes")
    assert groups or found["totalCount"]


def test_groups_of_one_link_add_up_to_the_whole(service: Client) -> None:
    query = "{ flights { aggregate { count groups(by: [{period: MONTH}]) { nodes { count } } } } }"
    found = service.data(query)["flights"]["aggregate"]
    assert sum(group["count"] for group in found["groups"]["nodes"]) == found["count"] > 0
