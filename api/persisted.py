"""The hash of a document -> the document: those that clients left here before, or those that an operator lists."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from api.errors import BadInputError, ForbiddenError, PersistedError, SettingsError

#: The request's extension that names a document, and what it holds.
EXTENSION, _VERSION, _HASH = "persistedQuery", 1, "sha256Hash"
_SHA256 = re.compile(r"[0-9a-f]{64}")
#: Documents, and characters of them all, that are kept of what clients leave here; the oldest go first.
_MOST, _CHARACTERS = 1_000, 5_000_000


class Persisted:
    """Documents by hash: of clients, or, where `trusted` is given, those alone.

    The protocol is that of Apollo's automatic persisted queries: a client sends the hash alone, is told that it is not
    known, and sends it with the document. Each process keeps its own.
    """

    def __init__(self, trusted: Mapping[str, str] | None, longest: int) -> None:
        self._trusted = trusted
        self._texts = frozenset(trusted.values()) if trusted is not None else None
        self._longest = longest
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._characters = 0

    def document(self, text: str | None, extensions: Mapping[str, Any] | None) -> str | None:
        """The document that a request names or brings; None where it does neither.

        Raises PersistedError where its hash is not known, BadInputError where hash and document do not belong together,
        ForbiddenError where only listed documents are answered.
        """
        named = (extensions or {}).get(EXTENSION)
        if named is None:
            return text
        wanted = _read_hash(named)
        if self._trusted is not None:
            found = self._trusted.get(wanted)
            if found is None:
                raise _not_listed()
            return found if text is None else text
        if text is None:
            found = self._kept.get(wanted)
            if found is None:
                raise PersistedError
            self._kept.move_to_end(wanted)
            return found
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != wanted:
            raise BadInputError("The hash is not that of the document.", "Send the SHA-256 of the document in UTF-8.")
        self._keep(wanted, text)
        return text

    def check(self, text: str) -> None:
        """Raise ForbiddenError where only listed documents are answered, and this is none."""
        if self._texts is not None and text not in self._texts:
            raise _not_listed()

    def _keep(self, key: str, text: str) -> None:
        if len(text) > self._longest or key in self._kept:
            return
        self._kept[key] = text
        self._characters += len(text)
        while len(self._kept) > _MOST or self._characters > _CHARACTERS:
            _, gone = self._kept.popitem(last=False)
            self._characters -= len(gone)


def read_operations(path: Path) -> dict[str, str]:
    """The documents in a file by hash: a JSON object of them, or a manifest of Apollo's. Raises SettingsError."""
    place = f"CONTRAIL_OPERATIONS_FILE={path}"
    try:
        found = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise SettingsError(f"{place}: cannot be read ({error}); name a file of JSON") from None
    listed = found.get("operations") if isinstance(found, dict) else None
    if isinstance(listed, list):
        pairs = [(each.get("id"), each.get("body")) for each in listed if isinstance(each, dict)]
    else:
        pairs = list(found.items()) if isinstance(found, dict) else []
    if not pairs or not all(isinstance(part, str) and part for pair in pairs for part in pair):
        raise SettingsError(f"{place}: write an object of documents by their SHA-256, or a manifest of Apollo's")
    return {str(key): str(text) for key, text in pairs}


def _read_hash(named: object) -> str:
    hint = 'Send {"version": 1, "sha256Hash": "…"}, the hash in small hexadecimal digits.'
    if not isinstance(named, dict) or named.get("version") != _VERSION or isinstance(named.get("version"), bool):
        raise BadInputError(f"`extensions.{EXTENSION}` is not of version {_VERSION}.", hint)
    wanted = named.get(_HASH)
    if not isinstance(wanted, str) or not _SHA256.fullmatch(wanted):
        raise BadInputError(f"`extensions.{EXTENSION}.{_HASH}` is no SHA-256.", hint)
    return wanted


def _not_listed() -> ForbiddenError:
    return ForbiddenError(
        "This service answers listed operations only, and this is none of them.",
        "Ask the operator to list it in the file of CONTRAIL_OPERATIONS_FILE.",
    )
