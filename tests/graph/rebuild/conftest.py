"""A store on this worker's server, with an empty graph for each test."""

from itertools import count

import pytest
from neo4j import Driver

from graph.store import Store
from schema.discover import discover


@pytest.fixture
def store(driver: Driver) -> Store:
    """A prepared store without data; its clock goes on by a millisecond with each write, from 1."""
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, "neo4j", discover(), count(1).__next__)
    store.prepare()
    return store
