"""README's query gives README's answer."""

import json
import re
from pathlib import Path

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

README = (Path(__file__).parent.parent.parent / "README.md").read_text()


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert isinstance(found, str)
    return found


def test_the_query_gives_the_answer(driver: Driver, neo4j_address: Address) -> None:
    ontology = discover()
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, neo4j_address.database, ontology)
    store.prepare()
    for _, batch in read_batches([SAMPLE], Metadata()):
        store.write(batch)
    with Client(create_app(ontology, GraphReader(neo4j_address, ontology), ApiSettings())) as client:
        assert client.data(block("graphql")) == json.loads(block("json"))["data"]
