"""One thing that a write created, changed or removed: a node, or an edge."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was done to a node or an edge."""

    CREATED = "CREATED"
    CHANGED = "CHANGED"
    REMOVED = "REMOVED"


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge by its link's type and the ids of its ends."""

    type: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Event:
    """A change with its number, which only grows; `of` is the id of a node, or an edge."""

    sequence: int
    kind: Kind
    of: str | Edge
