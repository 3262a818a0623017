"""A service on a port, whose graph counts the questions that it is asked, and a store to write to."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pytest
from neo4j import Driver

from api.app import create_app
from api.limits import Limits
from api.settings import ApiSettings
from graph.ask import Allowance, Answer
from graph.compile.compiled import Compiled
from graph.connection import Address
from graph.reader import GraphReader
from graph.store import Store
from graph.writer import GraphWriter
from schema.ontology import Ontology
from schema.values.value import Json
from tests.api.port import serving


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


@pytest.fixture(scope="package")
def reader(ontology: Ontology, neo4j_address: Address) -> CountingReader:
    return CountingReader(neo4j_address, ontology)


@pytest.fixture(scope="package")
def port(ontology: Ontology, neo4j_address: Address, reader: CountingReader) -> Iterator[int]:
    with asked_at(ontology, reader, neo4j_address, replace(Limits(), subscribers=30)) as port:
        yield port


@pytest.fixture
def store(driver: Driver, ontology: Ontology) -> Store:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, "neo4j", ontology)
    store.prepare()
    return store
