"""Cursor: the order's values of one row as opaque text, bound to the connection and order that it came from."""

import binascii
import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph.errors import InputError
from schema.values.value import Storage

_TYPES: dict[Storage, tuple[type, ...]] = {
    "STRING": (str,),
    "INTEGER": (int,),
    "FLOAT": (float, int),
    "BOOLEAN": (bool,),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One value of a cursor: how it is stored, and whether it may be missing."""

    storage: Storage
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Cursors:
    """The cursors of one connection in one order; `digest` stands for both."""

    digest: str
    places: tuple[Place, ...]

    def encode(self, values: Sequence[Any]) -> str:
        """The cursor of a row."""
        return urlsafe_b64encode(orjson.dumps([self.digest, *values])).rstrip(b"=").decode()

    def decode(self, text: object) -> list[Any]:
        """The values in a cursor. Raises InputError where it is forged, or of another connection or order."""
        try:
            if not isinstance(text, str):
                raise TypeError
            found = orjson.loads(urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
        except (TypeError, UnicodeError, binascii.Error, orjson.JSONDecodeError):
            raise InputError("this is not a cursor", "Pass one that an answer gave.") from None
        if not isinstance(found, list) or not found or found[0] != self.digest:
            raise InputError(
                "this cursor is of another connection or another order",
                "Pass one that this connection gave with the same orderBy.",
            )
        values = found[1:]
        if len(values) != len(self.places) or not all(map(_fits, values, self.places)):
            raise InputError("this is not a cursor", "Pass one that an answer gave.")
        return values


def digest(*what: object) -> str:
    """A few characters that stand for a connection and its order."""
    return hashlib.blake2b(repr(what).encode(), digest_size=5).hexdigest()


def _fits(value: object, place: Place) -> bool:
    if value is None:
        return place.nullable
    if isinstance(value, bool) and place.storage != "BOOLEAN":
        return False
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return False
    return isinstance(value, _TYPES[place.storage])
