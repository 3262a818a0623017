"""The path of a file to write -> the file, which is there whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from contrail.errors import ContrailError, UsageError

#: The name that means standard output.
STDOUT = "-"


@contextmanager
def target(path: Path) -> Iterator[BinaryIO]:
    """A file to write into; it takes its name once all is written and safe on disk. `-` is standard output.

    Whatever goes wrong, what was there under that name before stays as it was. Raises UsageError for a path that
    cannot be written to, ContrailError where the disk does not take it.
    """
    if str(path) == STDOUT:
        with _standard_output() as out:
            yield out
        return
    if path.is_dir():
        raise UsageError(str(path), "it is a folder", "Name a file.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise UsageError(
            str(path),
            f"it cannot be written: {error.strerror or error}",
            "Name a file in a folder that can be written.",
        ) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.chmod(0o666 & ~_mask())
        part.replace(path)
    except OSError as error:
        raise ContrailError(
            str(path), f"it could not be written: {error.strerror or error}", "Make room, and run it again."
        ) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    try:
        yield sys.stdout.buffer
        sys.stdout.flush()
    except BrokenPipeError as error:
        # Python would try to flush it once more at its end, and fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ContrailError(
            "standard output", "whatever reads it stopped before all was written", "Write to a file, or read it all."
        ) from error


def _mask() -> int:
    """The user's mask; it can be read only by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
