"""A database is the one that was named, else the private one of the data directory."""

from pathlib import Path

import pytest

from graph.connection import Address
from graph.database import Database, DatabaseSettings
from graph.errors import LoginError, UnreachableError
from graph.server import PrivateServer


def test_without_a_uri_it_is_the_private_one(private_server: PrivateServer, neo4j_address: Address) -> None:
    database = Database(DatabaseSettings(private_server.data_dir, server=private_server.settings))
    with database as address:
        assert address == neo4j_address
    assert private_server.alive()


def test_a_uri_names_any_server(neo4j_address: Address, tmp_path: Path) -> None:
    address = neo4j_address
    settings = DatabaseSettings(tmp_path, address.uri, address.user, address.password, address.database)
    assert "password" not in repr(settings)
    with Database(settings) as found:
        assert found == address
    assert list(tmp_path.iterdir()) == []


def test_a_named_server_is_verified(neo4j_address: Address, tmp_path: Path) -> None:
    with pytest.raises(LoginError):
        Database(DatabaseSettings(tmp_path, neo4j_address.uri, "nobody", "wrong")).start()
    with pytest.raises(UnreachableError):
        Database(DatabaseSettings(tmp_path, "bolt://127.0.0.1:9")).start()
