"""Files that clients send before they are read: kept for a while, for whoever sent them alone."""

import asyncio
import hashlib
import json
import re
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from api.errors import BadInputError, RoleError
from api.guard import refusal
from api.limits import Limits
from api.who import Role, Who

#: What a page of another site can send without being asked first; everything else a browser asks us about.
_SIMPLE = frozenset({"", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
_SUFFIX = re.compile(r"(?:\.[A-Za-z0-9]{1,8}){1,2}\Z")
_NAME = 200
_ABOUT = ".about"
_CREATED = 201


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: where it lies, what its sender calls it, whose it is, and until when (epoch seconds)."""

    path: str
    name: str
    owner: str
    expires: float


class Uploads:
    """The uploads of a service, in a folder that all its processes share; nobody else may look into it.

    A file lies under a hash of its id, so that whoever sees the folder's names knows no id.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        #: How many files of each sender arrive at this moment.
        self._arriving: Counter[str] = Counter()

    async def receive(self, request: Request) -> Response:
        """Answer POST with the id of what was sent."""
        answer = await self._received(request)
        if answer.status_code != _CREATED:
            # What remains of the body is not read.
            answer.headers["Connection"] = "close"
        return answer

    async def _received(self, request: Request) -> Response:
        who: Who = request.scope["state"]["who"]
        try:
            who.need(Role.EDITOR, "send files")
        except RoleError as error:
            return refusal(request.scope, 403, error.message, error.hint, error.code, error.told)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() in _SIMPLE:
            hint = "Send the file itself, as application/octet-stream or the type that it is of; text as text/markdown."
            return refusal(request.scope, 415, "Files are not taken as what forms of other pages can send.", hint)
        name = Path(request.query_params.get("name", "")).name[:_NAME]
        if not _SUFFIX.search(name):
            return refusal(request.scope, 400, "The file has no name that ends in its kind.", "Add `?name=report.pdf`.")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        waiting = sum(upload.owner == who.name for upload in self._swept())
        if waiting + self._arriving[who.name] >= self._limits.uploads:
            hint = "Have those read that you sent before, or wait until they are forgotten."
            most = self._limits.uploads
            told = {"limit": "uploads", "allowed": most, "value": most + 1}
            return refusal(request.scope, 429, f"More than {most} of your files wait.", hint, "LIMIT", told)
        identifier = secrets.token_urlsafe(24)
        path = self._path(identifier).with_name(self._path(identifier).name + _suffix(name))
        self._arriving[who.name] += 1
        try:
            return await self._taken(request, who, name, identifier, path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        finally:
            self._arriving[who.name] -= 1

    async def _taken(self, request: Request, who: Who, name: str, identifier: str, path: Path) -> Response:
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(self._limits.upload_seconds):
                size, digest = await self._write(request, path)
        except (TimeoutError, ClientDisconnect):
            size, digest = -1, ""
        if not 0 < size <= self._limits.upload:
            path.unlink(missing_ok=True)
            limits = self._limits
            hint = f"Send up to {limits.upload} bytes within {limits.upload_seconds:g} seconds."
            if size == 0:
                return refusal(request.scope, 400, "The file is empty.", hint)
            if size < 0:
                told: dict[str, object] = {"limit": "upload_seconds", "allowed": limits.upload_seconds}
                told["value"] = round(time.perf_counter() - begun, 3)
                return refusal(request.scope, 400, "The file took too long.", hint, "LIMIT", told)
            told = {"limit": "upload", "allowed": limits.upload, "value": size}
            return refusal(request.scope, 413, "The file is larger than the limit.", hint, "LIMIT", told)
        expires = time.time() + self._limits.upload_kept
        about = json.dumps(asdict(Upload(str(path), name, who.name, expires)))
        self._path(identifier).with_suffix(_ABOUT).write_text(about, encoding="utf-8")
        until = datetime.fromtimestamp(expires, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        body = {"id": identifier, "name": name, "bytes": size, "sha256": digest, "expires": until}
        return Response(orjson.dumps(body), _CREATED, {"Cache-Control": "no-store"}, "application/json")

    def of(self, identifier: str, who: Who) -> Upload:
        """A file that somebody sent. Raises BadInputError where there is none, or it is not theirs."""
        found = _read(self._path(identifier).with_suffix(_ABOUT))
        if found is None or found.owner != who.name or found.expires < time.time():
            raise BadInputError("There is no such upload of yours, or not any more.", "Send the file once more.")
        return found

    def forget(self, identifier: str) -> None:
        """Delete a file that is read."""
        about = self._path(identifier).with_suffix(_ABOUT)
        if found := _read(about):
            Path(found.path).unlink(missing_ok=True)
        about.unlink(missing_ok=True)

    def _path(self, identifier: str) -> Path:
        return self._folder / hashlib.sha256(identifier.encode()).hexdigest()

    async def _write(self, request: Request, path: Path) -> tuple[int, str]:
        """Write a body to a file: its bytes, more than the limit where it is too large, and their SHA-256."""
        digest, size = hashlib.sha256(), 0
        with path.open("xb") as file:
            path.chmod(0o600)
            async for chunk in request.stream():
                size += len(chunk)
                if size > self._limits.upload:
                    break
                digest.update(chunk)
                await asyncio.to_thread(file.write, chunk)
        return size, digest.hexdigest()

    def _swept(self) -> Iterator[Upload]:
        """Those that wait; those that expired are deleted."""
        for about in self._folder.glob(f"*{_ABOUT}"):
            found = _read(about)
            if found is None:
                continue
            if found.expires < time.time():
                Path(found.path).unlink(missing_ok=True)
                about.unlink(missing_ok=True)
                continue
            yield found
        for part in self._folder.iterdir():
            # What was broken off leaves no note.
            with suppress(FileNotFoundError):
                if part.stat().st_mtime < time.time() - self._limits.upload_kept - self._limits.upload_seconds:
                    part.unlink()


def _read(about: Path) -> Upload | None:
    try:
        return Upload(**json.loads(about.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _suffix(name: str) -> str:
    found = _SUFFIX.search(name)
    assert found is not None
    return found[0].lower()
