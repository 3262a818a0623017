"""A file of hashed keys -> who shows one of them; keys that are made or revoked count at once, in every process."""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from filelock import FileLock

from api.errors import KeysError
from api.who import LOCAL_NAME, ROLES, Role, Who
from graph.server.home import write_private

#: A key is this word, its id and its secret; the word lets scanners of leaked secrets know it.
PREFIX = "contrail"
_TOKEN = re.compile(rf"{PREFIX}_([0-9a-f]{{12}})_([A-Za-z0-9_-]{{43}})")
_NAME = re.compile(r"[^\W_][\w .@+-]{0,63}")
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept: times are ISO 8601 in UTC, `sha256` is of the whole key, which is kept nowhere."""

    id: str
    name: str
    role: Role
    created: str
    sha256: str = field(repr=False)
    revoked: str | None = None

    @property
    def who(self) -> Who:
        """Whoever shows it."""
        return Who(self.name, self.role, self.id)


class Keys:
    """The keys of a service, in a file that its owner alone may read; none where there is no file.

    The file's state is looked at whenever a key is shown, which takes a microsecond, so that what a command writes
    counts for every process that reads the same file.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._read: Mapping[str, Key] = {}

    def find(self, token: str) -> Who | None:
        """Who a key belongs to; None where it is none that stands. Raises KeysError."""
        parts = _TOKEN.fullmatch(token)
        key = self.standing().get(parts[1]) if parts else None
        if key is None or not hmac.compare_digest(_digest(token), key.sha256):
            return None
        return key.who

    def standing(self) -> Mapping[str, Key]:
        """The keys that are not revoked, by id. Raises KeysError."""
        if self._path is None:
            return {}
        try:
            status = os.stat(self._path)  # noqa: PTH116  a Path of its own would cost as much as the look
        except FileNotFoundError:
            self._seen, self._read = None, {}
            return self._read
        except OSError as error:
            raise _unreadable(self._path, error) from error
        seen = (status.st_mtime_ns, status.st_ino, status.st_size)
        if seen != self._seen:
            self._read = {key.id: key for key in self.all() if key.revoked is None}
            self._seen = seen
        return self._read

    def all(self) -> list[Key]:
        """Every key ever made, in the order in which they were. Raises KeysError."""
        if self._path is None or not self._path.exists():
            return []
        try:
            found = orjson.loads(self._path.read_bytes())
            return [_key(each) for each in found["keys"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _unreadable(self._path, error) from error

    def create(self, name: str, role: Role) -> tuple[Key, str]:
        """A new key, and the text that its holder shows, which cannot be had again.

        Raises KeysError, also where the name is none, or another key of that name stands.
        """
        if not _NAME.fullmatch(name) or name == LOCAL_NAME:
            raise KeysError(
                f"{name!r} cannot name a key: take up to 64 letters, digits, blanks and . @ + - _, a letter first, "
                f"and not {LOCAL_NAME!r}"
            )
        identifier = secrets.token_hex(6)
        token = f"{PREFIX}_{identifier}_{secrets.token_urlsafe(32)}"
        key = Key(identifier, name, role, _now(), _digest(token))
        with self._changing() as keys:
            if any(each.name == name and each.revoked is None for each in keys):
                raise KeysError(f"a key named {name!r} stands already: take another name, or revoke that one first")
            keys.append(key)
        return key, token

    def revoke(self, name: str) -> Key:
        """Let the key of this name or id stand no more. Raises KeysError, also where none does."""
        with self._changing() as keys:
            for place, each in enumerate(keys):
                if name in {each.name, each.id} and each.revoked is None:
                    keys[place] = replace(each, revoked=_now())
                    return keys[place]
            raise KeysError(f"no key named {name!r} stands: `contrail keys list` lists those that do")

    @contextmanager
    def _changing(self) -> Iterator[list[Key]]:
        """All keys, to be changed; written back whole, by one process at a time, where nothing went wrong."""
        if self._path is None:
            raise KeysError("there is no file for keys")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._path.with_suffix(".lock"), mode=0o600):
                keys = self.all()
                yield keys
                body = {"version": _VERSION, "keys": [asdict(each) | {"role": each.role.word} for each in keys]}
                write_private(self._path, orjson.dumps(body, option=orjson.OPT_INDENT_2).decode() + "\n")
        except OSError as error:
            raise KeysError(f"{self._path}: cannot be written ({error.strerror or error})") from error


def _key(found: Mapping[str, Any]) -> Key:
    return Key(**{**found, "role": ROLES[found["role"]]})


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _unreadable(path: Path, error: Exception) -> KeysError:
    """What is no file of keys must not count as none: without keys, a service may be open to its own machine."""
    cause = f"cannot be read as a file of keys ({type(error).__name__})"
    return KeysError(f"{path}: {cause}; restore it, or move it away and make new keys")
