"""A Neo4j of our own, for whoever has none: fetched once, started on a data directory, joined, stopped."""

from graph.server.private import PrivateServer
from graph.server.settings import ServerSettings
from graph.server.state import find_running

__all__ = ["PrivateServer", "ServerSettings", "find_running"]
