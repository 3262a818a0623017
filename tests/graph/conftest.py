"""A graph that can be filled with a World and asked a Question, and a store with an empty graph for each test."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

import pytest
from neo4j import Driver

from graph import indexes
from graph.analyst import Analyst, Bounds
from graph.ask import Allowance, Answer, ask
from graph.bolt import Pool
from graph.compile import compile_question
from graph.connection import Address, open_async_driver
from graph.question import Question
from graph.store import Store
from schema.discover import discover
from schema.ontology import Ontology
from schema.values.value import Json
from tests.graph.compile.sample import SAMPLE
from tests.graph.compile.world import World, write


@dataclass
class Graph:
    """A database to fill and to ask, from code that knows no event loop."""

    ontology: Ontology
    driver: Driver
    pool: Pool
    database: str
    runner: asyncio.Runner
    analyst: Analyst
    world: World | None = None

    def fill(self, world: World) -> None:
        """Hold this world alone."""
        if self.world is not world:
            write(self.driver, self.ontology, world)
            self.world = world

    def answer(self, question: Question, variables: Mapping[str, Json] | None = None, *, timeout: float = 10) -> Answer:
        """Compile and ask."""
        compiled = compile_question(question, self.ontology)
        prepare = self.analyst.prepare
        return self.runner.run(ask(self.pool, compiled, variables or {}, Allowance(timeout), prepare=prepare))

    def data(self, question: Question, variables: Mapping[str, Json] | None = None) -> dict[str, Json]:
        """The answer's data alone."""
        return self.answer(question, variables).data


@pytest.fixture
def store(driver: Driver) -> Store:
    """A prepared store without data; its clock goes on by a millisecond with each write, from 1."""
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, "neo4j", discover(), count(1).__next__)
    store.prepare()
    return store


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return discover()


@pytest.fixture(scope="module")
def graph(ontology: Ontology, driver: Driver, neo4j_address: Address) -> Iterator[Graph]:
    with asyncio.Runner() as runner:
        asynchronous = runner.run(open_async_driver(neo4j_address))
        indexes.create(driver, neo4j_address.database, ontology)
        pool, analyst = Pool(asynchronous, neo4j_address.database), Analyst(neo4j_address, Bounds())
        yield Graph(ontology, driver, pool, neo4j_address.database, runner, analyst)
        runner.run(analyst.close())
        runner.run(pool.close())
        runner.run(asynchronous.close())


@pytest.fixture
def sample(graph: Graph) -> Graph:
    """The graph that holds SAMPLE."""
    graph.fill(SAMPLE)
    return graph
