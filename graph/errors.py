"""What can go wrong between Contrail and its graph: each error says where, why, and what to do.

GraphError
├── FetchError             a jar of the private Neo4j cannot be had, or is not the pinned one
├── DataDirectoryError     the data directory cannot be written, or its contents are damaged
├── ServerError            the private Neo4j does not start or stopped by itself
│   ├── PortTakenError     the Bolt port asked for is in use
│   └── ServerBusyError    another process holds the data directory and offers no server to join
└── DatabaseError          a Neo4j was named, but cannot be used
    ├── AddressError       its URI or settings cannot be meant so
    ├── UnreachableError   nothing answers there
    └── LoginError         it answers and refuses the user or the password
"""


class GraphError(Exception):
    """Anything wrong with the graph's server or connection; `str()` is one message for people."""

    def __init__(self, place: str, cause: str, remedy: str) -> None:
        super().__init__(place, cause, remedy)
        self.place = place
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.place}: {self.cause}\n{self.remedy}"


class FetchError(GraphError):
    """A jar of the private Neo4j cannot be downloaded, stored or verified."""


class DataDirectoryError(GraphError):
    """The data directory cannot be used as it is."""


class ServerError(GraphError):
    """The private Neo4j does not run."""


class PortTakenError(ServerError):
    """The Bolt port that was asked for is in use."""


class ServerBusyError(ServerError):
    """Another process owns the data directory and no running server could be joined in time."""


class DatabaseError(GraphError):
    """A Neo4j server that was named cannot be used."""


class AddressError(DatabaseError):
    """The address or settings of the database are malformed."""


class UnreachableError(DatabaseError):
    """No Neo4j answers at the address."""


class LoginError(DatabaseError):
    """The server refuses the user name or password."""
