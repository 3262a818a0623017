"""A write and who does it -> an entry in the database, made in the same transaction; the same key answers the same."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import orjson
from neo4j import ManagedTransaction

from graph.cypher import WRITE, quote
from graph.errors import KeyUsedError
from graph.outcome import Outcome
from schema.identity import base32, digest
from schema.values.value import Json

_WRITE = quote(WRITE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A write that is to be made: by whom, what kind of write, and what was asked.

    `key` is the client's: a second write of the author with the same key answers what the first one did.
    """

    author: str
    action: str
    request: Json
    key: str | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        known = None if self.key is None else base32(digest("write", self.author, self.key))
        object.__setattr__(self, "id", known or secrets.token_hex(8))

    @property
    def asked(self) -> str:
        """A hash of what was asked."""
        return base32(digest(self.action, self.request))


@dataclass(frozen=True, slots=True)
class Done:
    """What a write did, and to what: its document, and things in the order of the request.

    `at` is in milliseconds of UTC. `repeated`: it was done before, by a request with the same key.
    """

    author: str
    at: int
    outcome: Outcome
    document: str
    nodes: tuple[str, ...] = ()
    repeated: bool = False

    @property
    def moment(self) -> str:
        """`at` in ISO 8601."""
        return datetime.fromtimestamp(self.at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def look(tx: ManagedTransaction, entry: Entry) -> Done | None:
    """What was done by a write with the same key, if there was one. Raises KeyUsedError."""
    if entry.key is None:
        return None
    row = tx.run(f"MATCH (w:{_WRITE} {{id: $id}}) RETURN w {{.*}} AS own", id=entry.id).single()
    return _done(row["own"], entry) if row else None


def begin(tx: ManagedTransaction, entry: Entry) -> Done | None:
    """The same; where nothing was done, the entry is locked until the transaction ends. Raises KeyUsedError."""
    made = f"MERGE (w:{_WRITE} {{id: $id}}) SET w.`_lock` = true REMOVE w.`_lock` RETURN w {{.*}} AS own"
    own = tx.run(made, id=entry.id).single(strict=True)["own"]
    return _done(own, entry) if "at" in own else None


def end(tx: ManagedTransaction, entry: Entry, done: Done) -> None:
    """Write down what was done."""
    properties = {
        "id": entry.id,
        "author": entry.author,
        "action": entry.action,
        "asked": entry.asked,
        "at": done.at,
        "document": done.document,
        "nodes": list(done.nodes),
        "outcome": orjson.dumps(asdict(done.outcome)).decode(),
    }
    tx.run(f"MATCH (w:{_WRITE} {{id: $id}}) SET w = $own", id=entry.id, own=properties).consume()


def _done(own: Mapping[str, Any], entry: Entry) -> Done:
    if own["asked"] != entry.asked:
        raise KeyUsedError(f"key {entry.key}", "another write was made with this key", "Take a new key for each write.")
    outcome = Outcome(**orjson.loads(own["outcome"]))
    return replace(Done(own["author"], own["at"], outcome, own["document"], tuple(own["nodes"])), repeated=True)
