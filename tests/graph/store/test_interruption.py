"""Loads that lose their database on the way: they end clean, say how far they came, and the same load goes on."""

import random
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

from graph.connection import Address, open_driver
from graph.errors import LoadError
from graph.outcome import Outcome
from graph.server import PrivateServer, ServerSettings
from graph.store import Store
from schema.discover import discover
from tests.disk import small_disk
from tests.graph.store.test_load import compare, table, whole
from tests.proxy import proxy

pytestmark = pytest.mark.neo4j


def connect(address: Address, uri: str) -> Driver:
    """A driver that gives up soon."""
    return GraphDatabase.driver(
        uri, auth=(address.user, address.password), max_transaction_retry_time=1.0, connection_timeout=1.0
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_dropped_connection(store: Store, neo4j_address: Address, seed: int) -> None:
    parts = table("dropped", 2_000)
    when = random.Random(seed).randrange(100, 1_500)

    def cut(outcome: Outcome) -> None:
        if outcome.statements_added >= when:
            way.close()

    with proxy(neo4j_address.uri) as way, connect(neo4j_address, way.uri) as driver, pytest.raises(LoadError) as caught:
        Store(driver, store.database, store.ontology, store.clock).load(parts, watch=cut)
    assert "the database failed after" in str(caught.value) and "the same command goes on" in str(caught.value)
    told = int(caught.value.cause.split("failed after ")[1].split()[0])
    assert when <= told < 2_001
    done = store.load(parts)
    assert done.statements_known >= told and done.statements_known + done.statements_added == 2_001
    compare(store, whole(parts))


def test_a_connection_that_breaks_and_comes_back(store: Store, neo4j_address: Address) -> None:
    parts = table("dropped", 2_000)

    def cut(outcome: Outcome) -> None:
        if outcome.statements_added % 300 == 0:
            way.cut()

    with proxy(neo4j_address.uri) as way, connect(neo4j_address, way.uri) as driver:
        behind = Store(driver, store.database, store.ontology, store.clock)
        for _ in range(20):
            try:
                behind.load(parts, watch=cut)
                break
            except LoadError:
                # What was being committed when it broke may be written or not; the driver does not try that again.
                continue
    compare(store, whole(parts))


def test_a_full_disk(tmp_path: Path, server_settings: ServerSettings) -> None:
    parts = table("full", 3_000)
    with small_disk(tmp_path / "disk", 600) as disk:
        server = PrivateServer(disk.folder / "data", server_settings)
        with server as address, connect(address, address.uri) as driver:
            store = Store(driver, address.database, discover())
            store.prepare()

            def fill(outcome: Outcome) -> None:
                if outcome.statements_added >= 500:
                    disk.fill()

            with pytest.raises(LoadError, match=r"the database failed after [1-9]\d* statements(.|\n)*has room"):
                store.load(parts, watch=fill)
        disk.free()
        with PrivateServer(disk.folder / "data", server_settings) as address, open_driver(address) as driver:
            store = Store(driver, address.database, discover())
            done = store.load(parts)
            assert done.statements_known >= 500 and done.statements_known + done.statements_added == 3_001
            compare(store, whole(parts))
