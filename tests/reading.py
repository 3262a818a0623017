"""Articles -> a client of a service whose database holds what they tell, and nothing else."""

from collections.abc import Iterable
from pathlib import Path

from neo4j import Driver

from api.app import create_app
from api.settings import ApiSettings
from contrail.articles import read_batches
from graph.connection import Address
from graph.reader import GraphReader
from graph.store import Store
from ingest.format.metadata import Metadata
from schema.discover import discover
from tests.api.client import Client


def reading(driver: Driver, address: Address, paths: Iterable[Path], metadata: Metadata | None = None) -> Client:
    """The client, which is yet to be entered; `metadata` is that of all articles."""
    ontology = discover()
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, address.database, ontology)
    store.prepare()
    for _, batch in read_batches(paths, metadata or Metadata()):
        store.write(batch)
    return Client(create_app(ontology, GraphReader(address, ontology), ApiSettings()))
