"""Addresses and drivers: what works with a real server, and what is said when it does not."""

import asyncio
import socket
from dataclasses import replace

import pytest
from neo4j import Driver

from graph.connection import Address, open_async_driver, open_driver
from graph.errors import AddressError, DatabaseError, LoginError, UnreachableError


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_opens_by_scheme(neo4j_address: Address, scheme: str) -> None:
    address = replace(neo4j_address, uri=neo4j_address.uri.replace("bolt", scheme))
    with open_driver(address) as driver:
        assert driver.execute_query("RETURN 1 AS one").records[0]["one"] == 1


def test_opens_asynchronously(neo4j_address: Address) -> None:
    async def ask() -> object:
        async with await open_async_driver(neo4j_address) as driver:
            return (await driver.execute_query("RETURN 1 AS one")).records[0]["one"]

    assert asyncio.run(ask()) == 1


def test_hints_are_quiet(empty_graph: Driver) -> None:
    records, summary, _ = empty_graph.execute_query("MATCH (n:NoSuchLabel) RETURN n.noSuchProperty")
    assert records == []
    assert [status for status in summary.gql_status_objects if status.is_notification] == []


@pytest.mark.parametrize("uri", ["neo4j://h", "neo4j+s://h:7687", "neo4j+ssc://h", "bolt://[::1]:7687", "bolt+s://h"])
def test_accepts_every_scheme_of_neo4j(uri: str) -> None:
    assert Address(uri).uri == uri


@pytest.mark.parametrize("uri", ["", "localhost:7687", "http://localhost:7474", "neo4j://", "bolt://h:x", "bolt://h:0"])
def test_a_malformed_uri_is_told(uri: str) -> None:
    with pytest.raises(AddressError) as caught:
        Address(uri)
    assert uri in caught.value.place
    assert "neo4j://" in caught.value.remedy


def test_an_unknown_option_in_a_uri_is_told() -> None:
    with pytest.raises(AddressError, match="NEO4J_URI"):
        open_driver(Address("bolt://localhost:7687?policy=x"))


def test_the_password_does_not_show() -> None:
    assert "secret" not in repr(Address("bolt://h", "u", "secret"))


def test_a_wrong_password_is_told(neo4j_address: Address) -> None:
    with pytest.raises(LoginError, match="NEO4J_PASSWORD") as caught:
        open_driver(replace(neo4j_address, password="wrong"))
    assert neo4j_address.uri in caught.value.place
    assert "'neo4j'" in caught.value.cause


def test_a_wrong_user_is_told_asynchronously(neo4j_address: Address) -> None:
    with pytest.raises(LoginError, match="'nobody'"):
        asyncio.run(open_async_driver(replace(neo4j_address, user="nobody")))


def test_a_missing_database_is_told(neo4j_address: Address) -> None:
    with pytest.raises(DatabaseError, match="NEO4J_DATABASE"):
        open_driver(replace(neo4j_address, database="elsewhere"))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s"])
def test_an_unreachable_server_is_told(scheme: str) -> None:
    with pytest.raises(UnreachableError, match="NEO4J_URI") as caught:
        open_driver(Address(f"{scheme}://127.0.0.1:9"))
    assert "127.0.0.1:9" in caught.value.place


def test_a_server_that_is_no_neo4j_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(UnreachableError):
            open_driver(Address(f"bolt://127.0.0.1:{port}"), timeout=0.5)
