"""The sample in a real Neo4j behind the whole API, and the blocks of code of a page."""

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

_ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def service(driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    """A client of the service that holds the sample alone."""
    ontology = discover()
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, neo4j_address.database, ontology)
    store.prepare()
    for _, batch in read_batches([SAMPLE], Metadata()):
        store.write(batch)
    with Client(create_app(ontology, GraphReader(neo4j_address, ontology), ApiSettings())) as client:
        yield client


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code of a page, named from the root of the repository, that are in a language."""
    text = (_ROOT / page).read_text(encoding="utf-8")
    return [str(found) for found in re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)]
