"""Address of a Neo4j -> verified drivers, synchronous for loaders and commands, asynchronous for the API."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

from neo4j import (
    READ_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    Driver,
    GraphDatabase,
    NotificationMinimumSeverity,
)
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError

from graph.errors import AddressError, DatabaseError, LoginError, UnreachableError

D = TypeVar("D", Driver, AsyncDriver)

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
FAILURES = (Neo4jError, DriverError, OSError)
#: What every connection of Contrail bears, so that another process of it can be told from this one.
PROGRAM = "contrail/"
USER_AGENT = f"{PROGRAM}0.1 (process {os.getpid()} on {socket.gethostname()})"
CONNECT_TIMEOUT = 5.0  # seconds; a wrong host must be told soon, not after the driver's half minute


@dataclass(frozen=True, slots=True)
class Address:
    """Where a Neo4j answers and as whom to speak to it; the password never shows in `repr`."""

    uri: str
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str = "neo4j"

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.uri)
            port = parts.port
        except ValueError as error:
            raise AddressError(
                f"NEO4J_URI={self.uri}", str(error), "Write it like neo4j://db.example.org:7687."
            ) from error
        if parts.scheme not in SCHEMES or not parts.hostname or port == 0:
            cause = f"scheme {parts.scheme!r} is not one of Neo4j's" if parts.scheme not in SCHEMES else "no host in it"
            raise AddressError(
                f"NEO4J_URI={self.uri}",
                cause,
                f"Use one of {', '.join(SCHEMES)}, like neo4j://db.example.org:7687.",
            )


def open_driver(address: Address, *, timeout: float = CONNECT_TIMEOUT) -> Driver:
    """Verify that the database answers, and open a synchronous driver to it.

    The caller closes it (`with open_driver(…) as driver`). `timeout` is in seconds, for the whole verification.
    Raises AddressError, UnreachableError, LoginError, or DatabaseError for anything else the server says.
    """
    with _make(GraphDatabase.driver, address, timeout) as probe:
        try:
            with probe.session(database=address.database, default_access_mode=READ_ACCESS) as session:
                session.run("RETURN 1").consume()  # in an auto-commit transaction: those are not tried again
        except FAILURES as error:
            raise _translate(address, error) from error
    return _make(GraphDatabase.driver, address)


async def open_async_driver(address: Address, *, timeout: float = CONNECT_TIMEOUT) -> AsyncDriver:
    """Verify that the database answers, and open an asynchronous driver to it; see `open_driver`."""
    async with _make(AsyncGraphDatabase.driver, address, timeout) as probe:
        try:
            async with probe.session(database=address.database, default_access_mode=READ_ACCESS) as session:
                await (await session.run("RETURN 1")).consume()
        except FAILURES as error:
            raise _translate(address, error) from error
    return _make(AsyncGraphDatabase.driver, address)


def promise_async_driver(address: Address, *, timeout: float = CONNECT_TIMEOUT) -> AsyncDriver:
    """An asynchronous driver that connects once it is used, so that a service can start before its database does.

    Raises AddressError.
    """
    return _make(AsyncGraphDatabase.driver, address, timeout)


def promise_driver(address: Address, *, timeout: float = CONNECT_TIMEOUT) -> Driver:
    """The same, synchronous. Raises AddressError."""
    return _make(GraphDatabase.driver, address, timeout)


def others(driver: Driver, database: str) -> list[str] | None:
    """Other processes of Contrail that are connected to the database's server, as they name themselves.

    None where the server does not tell, as some hosted ones do not.
    """
    try:
        rows = driver.execute_query(
            "CALL dbms.listConnections() YIELD userAgent RETURN DISTINCT userAgent AS agent ORDER BY agent",
            database_=database,
        ).records
    except ClientError:
        return None
    return [row["agent"] for row in rows if row["agent"].startswith(PROGRAM) and row["agent"] != USER_AGENT]


def _make(driver: Callable[..., D], address: Address, patience: float | None = None) -> D:
    options: dict[str, Any] = {
        "auth": (address.user, address.password) if address.user else None,
        "user_agent": USER_AGENT,
        "connection_timeout": CONNECT_TIMEOUT,
        # The driver's own pauses double from a second: a write would wait long for a database that is back.
        "initial_retry_delay": 0.2,
        "retry_delay_multiplier": 1.2,
        # Hints such as "this label is not in the database yet" are normal in an empty graph. Without
        # them nothing reaches `warnings` or the log, and the server saves computing them.
        "notifications_min_severity": NotificationMinimumSeverity.OFF,
    }
    if patience is not None:  # also for whatever accepts a connection and then says nothing
        options |= {"connection_timeout": patience, "connection_acquisition_timeout": patience}
    try:
        return driver(address.uri, **options)
    except (ConfigurationError, ValueError) as error:
        raise AddressError(f"NEO4J_URI={address.uri}", str(error), "Correct NEO4J_URI.") from error


def _translate(address: Address, error: Exception) -> DatabaseError:
    place = f"Neo4j at {address.uri}"
    match error:
        case AuthError():
            return LoginError(
                place,
                f"user {address.user!r} was refused: {error.message or error}",
                "Set NEO4J_USER and NEO4J_PASSWORD to what this server expects.",
            )
        case ClientError() if error.code == "Neo.ClientError.Database.DatabaseNotFound":
            return DatabaseError(
                place, f"there is no database {address.database!r}", "Set NEO4J_DATABASE to one of that server."
            )
        case DriverError() | OSError():
            return UnreachableError(
                place,
                f"no answer: {error}",
                "Start that server or correct NEO4J_URI; unset NEO4J_URI to use Contrail's private Neo4j.",
            )
        case _:
            return DatabaseError(place, str(error), "See the server's own log for more.")
