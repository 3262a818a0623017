"""A backup file -> its header and records, once it is proved to be whole."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import orjson

from graph.backup.backup import KIND, VERSION
from graph.errors import BackupError
from graph.mark import Mark
from graph.prepare import check_form
from graph.progress import Progress, silent
from graph.saved import SavedView

_ANOTHER = "Use another copy of it."
_EVERY = 10_000
_VIEW = {each.name for each in fields(SavedView)}


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that was read once and found whole; `sha256` is of all its lines but the last."""

    path: Path
    mark: Mark
    documents: int
    statements: int
    views: int
    sha256: str

    def records(self) -> Iterator[dict[str, Any]]:
        """The documents, the statements, then the views, one at a time. Raises BackupError where the file changed."""
        lines = _lines(self.path)
        next(lines)
        for _ in range(self.documents + self.statements + self.views):
            yield _parse(self.path, next(lines, b""))


def read_backup(path: Path, progress: Progress = silent) -> Backup:
    """Read a file through to its end and prove it, before anything of it is used.

    Raises BackupError where it is no backup, cut off, damaged, or of a newer form.
    """
    place = str(path)
    lines = _lines(path)
    first = next(lines, b"")
    header = _header(path, first)
    kept = (header["documents"], header["statements"], header.get("views", 0))
    digest = hashlib.sha256(first)
    documents: set[str] = set()
    for number in range(1, sum(kept) + 1):
        text = next(lines, b"")
        digest.update(text)
        record = _parse(path, text)
        if number > kept[0] + kept[1]:
            _check_view(path, number + 1, record)
        else:
            _check(path, number + 1, record, documents, document=number <= kept[0])
        if number % _EVERY == 0 or number == sum(kept):
            progress("checking the file", number, sum(kept))
    trailer = _parse(path, next(lines, b""))
    if trailer != {"end": True, "sha256": digest.hexdigest()}:
        raise BackupError(place, "its checksum is not that of its content: it is damaged", _ANOTHER)
    if next(lines, None) is not None:
        raise BackupError(place, "there is more after its end: it is damaged", _ANOTHER)
    mark = Mark(header["form"], header["ontology"], header["summary"])
    return Backup(path, mark, *kept, digest.hexdigest())


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path, "rb") as packed:
            yield from packed
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        cut = isinstance(error, EOFError)
        raise BackupError(
            str(path), "it is cut off" if cut else f"it is damaged, or no backup: {error}", _ANOTHER
        ) from error
    except OSError as error:
        raise BackupError(str(path), error.strerror or str(error), "Name a backup that can be read.") from error


def _parse(path: Path, text: bytes) -> dict[str, Any]:
    if not text.endswith(b"\n"):
        raise BackupError(str(path), "it is cut off", _ANOTHER)
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BackupError(str(path), f"it is damaged, or no backup: {error}", _ANOTHER) from error
    if not isinstance(found, dict):
        raise BackupError(str(path), "it is no backup of Contrail", _ANOTHER)
    return found


def _header(path: Path, text: bytes) -> Mapping[str, Any]:
    header = _parse(path, text)
    if header.get("kind") != KIND:
        raise BackupError(str(path), "it is no backup of Contrail", "Name a file that `contrail backup` wrote.")
    if not isinstance(header.get("version"), int) or header["version"] > VERSION:
        raise BackupError(
            str(path),
            f"it is a backup of version {header.get('version')}, this Contrail knows version {VERSION}",
            "Use the Contrail that made it, or a newer one.",
        )
    kinds = {"form": int, "ontology": str, "summary": dict, "documents": int, "statements": int}
    kinds |= {"views": int} if header["version"] > 1 else {}
    if any(not isinstance(header.get(name), kind) for name, kind in kinds.items()):
        raise BackupError(str(path), "its first line is not that of a backup: it is damaged", _ANOTHER)
    check_form(str(path), header["form"])
    return header


def _check(path: Path, line: int, record: Mapping[str, Any], documents: set[str], *, document: bool) -> None:
    own = record.get("document" if document else "statement")
    good = isinstance(record.get("stands"), bool) and isinstance(own, dict) and isinstance(own.get("known"), list)
    if good and isinstance(own, dict):
        identifier = own.get("id")
        if document and isinstance(identifier, str):
            documents.add(identifier)
        else:
            good = isinstance(identifier, int) and isinstance(record.get("packed"), dict)
            good = good and record.get("in") in documents
    if not good:
        raise _damaged(path, line)


def _check_view(path: Path, line: int, record: Mapping[str, Any]) -> None:
    own = record.get("view")
    if not isinstance(own, dict) or own.keys() != _VIEW or not all(isinstance(each, str) for each in own.values()):
        raise _damaged(path, line)


def _damaged(path: Path, line: int) -> BackupError:
    return BackupError(f"{path}, line {line}", "it is not what a backup has there: it is damaged", _ANOTHER)
