"""A built schema, what an operation asks of it, and a service to send requests to."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

import pytest
from neo4j import Driver

from api.app import create_app
from api.document import Documents
from api.limits import Limits
from api.parse import Plan
from api.root import Built, build
from api.settings import ApiSettings
from graph import indexes
from graph.connection import Address
from graph.question import ListRoot, Question
from graph.reader import GraphReader
from schema.discover import discover
from schema.ontology import Ontology
from tests.api.client import Client
from tests.graph.compile.sample import SAMPLE
from tests.graph.compile.world import World, write

#: Nothing listens on this port: it is reserved.
NOWHERE = Address("bolt://127.0.0.1:1")


class Planner(Protocol):
    """Plans one operation."""

    def __call__(self, text: str, variables: Mapping[str, Any] | None = None, name: str | None = None) -> Plan: ...


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return discover()


@pytest.fixture(scope="session")
def built(ontology: Ontology) -> Built:
    return build(ontology)


@pytest.fixture
def documents(built: Built) -> Documents:
    return Documents(built, Limits(), introspection=True)


@pytest.fixture
def plan(documents: Documents) -> Planner:
    """The Plan of an operation; a document that is not valid fails the test."""

    def planned(text: str, variables: Mapping[str, Any] | None = None, name: str | None = None) -> Plan:
        read = documents.read(text)
        assert not read.errors, [str(error) for error in read.errors]
        operation = read.operation(name)
        return operation.plan(operation.variables(variables))

    return planned


@pytest.fixture
def question(plan: Planner) -> Callable[..., Question]:
    """The Question that an operation asks."""

    def asked(text: str, variables: Mapping[str, Any] | None = None) -> Question:
        found = plan(text, variables).question
        assert found is not None
        return found

    return asked


@pytest.fixture
def root(question: Callable[..., Question]) -> Callable[..., ListRoot]:
    """The only root of an operation, a connection."""

    def asked(text: str, variables: Mapping[str, Any] | None = None) -> ListRoot:
        (only,) = question(text, variables).roots
        assert isinstance(only, ListRoot)
        return only

    return asked


@contextmanager
def sampled(
    ontology: Ontology, driver: Driver, address: Address, limits: Limits | None = None, world: World = SAMPLE
) -> Iterator[Client]:
    """A service over a world, that of tests/graph/compile/sample.py unless another is given, all its indexes filled."""
    write(driver, ontology, world)
    indexes.create(driver, address.database, ontology)
    settings = ApiSettings(limits=limits or Limits())
    with Client(create_app(ontology, GraphReader(address, ontology), settings)) as client:
        yield client


@pytest.fixture
def alone(ontology: Ontology) -> Iterator[Client]:
    """A service whose database does not answer."""
    app = create_app(ontology, GraphReader(NOWHERE, ontology), ApiSettings())
    with Client(app) as client:
        yield client
