"""What tests share: a real Neo4j for each worker, an empty graph, and the folder of shared material."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from neo4j import Driver

from graph import indexes
from graph.connection import Address, open_driver
from graph.server import PrivateServer, ServerSettings
from graph.server.fetch import default_cache_dir
from schema.discover import discover

REPOSITORY = Path(__file__).parent.parent
# A busy machine is no failure: what is slow is measured by benchmarks, never by a test.
hypothesis.settings.register_profile("contrail", deadline=None)
hypothesis.settings.load_profile("contrail")
# A shell that runs the tests in the background ignores Ctrl-C, and so would every process that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def server_settings() -> ServerSettings:
    """A server that starts fast and stays small; the jars come from the user's cache."""
    named = os.environ.get("CONTRAIL_CACHE_DIR")
    return ServerSettings(
        cache_dir=Path(named) if named else default_cache_dir(),
        heap="512m",
        page_cache="64m",
        java_options=("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
    )


@pytest.fixture(scope="session")
def private_server(
    server_settings: ServerSettings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PrivateServer]:
    """The private server of this worker; what it holds is whatever the last test left."""
    server = PrivateServer(tmp_path_factory.mktemp("server"), server_settings)
    with server:
        yield server


@pytest.fixture(scope="session")
def neo4j_address(private_server: PrivateServer) -> Address:
    """Where this worker's server answers."""
    return private_server.start()


@pytest.fixture(scope="session")
def driver(neo4j_address: Address) -> Iterator[Driver]:
    """A synchronous driver to this worker's server."""
    with open_driver(neo4j_address) as driver:
        yield driver


@pytest.fixture
def empty_graph(driver: Driver) -> Driver:
    """The driver, after every node, relationship, constraint and index is gone."""
    empty(driver)
    return driver


def empty(driver: Driver) -> None:
    """Let every node, relationship, constraint and index go."""
    driver.execute_query("MATCH (n) DETACH DELETE n")
    indexes.drop(driver, "neo4j", [*indexes.there(driver, "neo4j").values()])


@pytest.fixture
def cleared(driver: Driver) -> Driver:
    """The driver, after everything is gone but what a test before may have left of the ontology's own indexes.

    To prepare such a database takes a tenth of what it takes to prepare an empty one.
    """
    driver.execute_query("MATCH (n) DETACH DELETE n")
    indexes.drop(driver, "neo4j", indexes.stale(driver, "neo4j", discover()))
    return driver


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material beside the repository (setting CONTRAIL_SHARED); skips the test where it is absent."""
    folder = Path(os.environ.get("CONTRAIL_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "seed").is_dir():
        pytest.skip(f"no shared material in {folder}: set CONTRAIL_SHARED to the folder that holds seed/ and data/")
    return folder
