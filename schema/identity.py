"""What a thing is known by -> its id: a hash that any ingest, in any order, on any machine, computes alike."""

import hashlib
import json
from itertools import product

from schema.values.value import Json

#: 80 bits: among ten million things of a noun two share an id with a chance of 4e-11.
_BYTES = 10
#: The letter after an entity's noun tells how it is known, so that the union of judgements need look nothing up.
_KEYED, _LOCAL, _HINT = "k", "l", "h"
#: What an id of a hint holds, and no other id.
HINTED = f":{_HINT}"


#: Made once: ids are made for every row of a table.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, check_circular=False).encode
#: Ten bits at a time in the alphabet of base 32 (RFC 4648), in small letters.
_PAIRS = tuple(map("".join, product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)))


def digest(*parts: Json) -> bytes:
    """A hash of JSON values that keeps their borders and types apart."""
    return hashlib.blake2b(_encode(parts).encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()


def base32(value: bytes) -> str:
    """The ten bytes of a digest as sixteen letters and digits; what `base64.b32encode` gives, in small letters.

    >>> base32(bytes(range(10)))
    'aaaqeayeaudaocaj'
    """
    n, pairs = int.from_bytes(value, "big"), _PAIRS
    return (
        f"{pairs[n >> 70]}{pairs[n >> 60 & 1023]}{pairs[n >> 50 & 1023]}{pairs[n >> 40 & 1023]}"
        f"{pairs[n >> 30 & 1023]}{pairs[n >> 20 & 1023]}{pairs[n >> 10 & 1023]}{pairs[n & 1023]}"
    )


def _id(noun: str, letter: str, *parts: Json) -> str:
    return f"{noun}:{letter}{base32(digest(noun, *parts))}"


def keyed(noun: str, scheme: str, *values: str) -> str:
    """The id of a thing with a strong key: `keyed("Base", "icao", "HL59")`.

    `scheme` is one of the noun's keys, or `source:NAME` for a source's own identifier.
    """
    return _id(noun, _KEYED, "key", scheme, *values)


def local(noun: str, document: str, place: Json, ordinal: int = 0) -> str:
    """The id of a thing known only within one document.

    `place` is the [start, end] of its first mention (ordinal among those of that noun at that span), or, for a table,
    [row, the mapping's name for it, leg].
    """
    return _id(noun, _LOCAL, "local", document, place, ordinal)


def hint(noun: str, scheme: str, *values: str) -> str:
    """The id of what things share that may be one: an IATA code, a registration, a name. It is no thing itself.

    It is only ever the object of a judgement that is POSSIBLE: things with a hint in common are candidates.
    """
    return _id(noun, _HINT, "hint", scheme, *values)


def document(sha256: str, origin: str | None) -> str:
    """The id of a document: the hash of its text, and its url or else its outlet."""
    return _id("Document", "", sha256, origin)


def statement(document_id: str, place: Json, extractor: str, ordinal: int, content: Json) -> int:
    """The id of a statement, an integer of 63 bits (the database keeps lists of them inline).

    `place` is its span or row; `content` is all that it says, so that an id never stands for two different contents.
    """
    return int.from_bytes(digest("Statement", document_id, place, extractor, ordinal, content)[:8], "big") >> 1


def is_keyed(identifier: str) -> bool:
    """Whether the id of an entity was made by `keyed`."""
    return identifier.partition(":")[2].startswith(_KEYED)


def is_hint(identifier: str) -> bool:
    """Whether the id was made by `hint`, so that nothing stands behind it."""
    return identifier.partition(":")[2].startswith(_HINT)


def noun_of(identifier: str) -> str:
    """The noun that an id of an entity or document starts with."""
    return identifier.partition(":")[0]
