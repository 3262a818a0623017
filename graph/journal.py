"""A write and who does it -> an entry in the database, made in the same transaction; the same key answers the same."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import orjson
from neo4j import ManagedTransaction

from graph.cypher import WRITE, quote
from graph.errors import KeyUsedError, NotOwnError
from graph.outcome import Outcome
from schema.identity import base32, digest
from schema.values import instant
from schema.values.value import Json

_WRITE = quote(WRITE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A write that is to be made: by whom, what kind of write, and what was asked.

    `key` is the client's: a second write of the author with the same key answers what the first one did. `shown` is the
    id of the key that the author showed, where one was; `request_id` is that of the request. `own`: what others wrote
    first may not be replaced or taken back. `command`: no client asked for it, but a command.
    """

    author: str
    action: str
    request: Json
    key: str | None = None
    shown: str | None = None
    request_id: str = ""
    own: bool = False
    command: bool = False
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
        return instant.moment(self.at)


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
    """Write down what was done; the entry may be there and locked."""
    properties = {
        "id": entry.id,
        "author": entry.author,
        "action": entry.action,
        "asked": entry.asked,
        "at": done.at,
        "document": done.document,
        "nodes": list(done.nodes),
        "outcome": orjson.dumps(asdict(done.outcome)).decode(),
        "key": entry.key,
        "shown": entry.shown,
        "request": entry.request_id or None,
        "command": entry.command or None,
    }
    tx.run(f"MERGE (w:{_WRITE} {{id: $id}}) SET w = $own", id=entry.id, own=properties).consume()


def check_own(tx: ManagedTransaction, entry: Entry, documents: Iterable[str]) -> None:
    """Refuse a write to documents that somebody else wrote first, where it may not be made. Raises NotOwnError."""
    for document in documents if entry.own else ():
        if _first(tx, document) != entry.author:
            raise NotOwnError(
                f"document {document}",
                "it was written first by somebody else",
                "Have an admin do that; or write what you know beside it.",
            )


def _first(tx: ManagedTransaction, document: str) -> str | None:
    """Who brought a document into the graph; None where no client did."""
    found = tx.run(
        f"MATCH (w:{_WRITE} {{document: $document}}) WHERE w.at IS NOT NULL AND w.command IS NULL "
        "RETURN w.author AS author, w.outcome AS outcome ORDER BY w.at, w.id",
        document=document,
    )
    brought = [row["author"] for row in found if orjson.loads(row["outcome"])["documents_new"]]
    return brought[0] if brought else None


def _done(own: Mapping[str, Any], entry: Entry) -> Done:
    if own["asked"] != entry.asked:
        raise KeyUsedError(f"key {entry.key}", "another write was made with this key", "Take a new key for each write.")
    outcome = Outcome(**orjson.loads(own["outcome"]))
    return replace(Done(own["author"], own["at"], outcome, own["document"], tuple(own["nodes"])), repeated=True)
