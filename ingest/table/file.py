"""The file of a table (.csv .tsv .jsonl, also .gz) -> its header and rows of cells, a line at a time."""

import csv
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, cast

from ingest.table.errors import (
    BrokenTableError,
    EmptyTableError,
    HeaderError,
    TableChangedError,
    UnfitValueError,
    UnknownTableFormatError,
)

#: A row under the header: its number from 1, its trimmed cells, and what is wrong with it before any mapping reads it.
Row = tuple[int, list[str], UnfitValueError | None]

_DELIMITERS = {".csv": ",", ".tsv": "\t", ".jsonl": "\n"}
_CHUNK = 1 << 20
#: The longest line that is held in memory.
_LONGEST = 16 << 20
_MARKS = (b"\xff\xfe", b"\xfe\xff")


class TableFile:
    """A file that was read through once: its hash is known, its compression is whole, its lines are not endless.

    Raises BrokenTableError, EmptyTableError or UnknownTableFormatError when it is made. `bytes_read` of
    `total_bytes` tells how far the reading is.
    """

    def __init__(self, path: Path, delimiter: str | None = None) -> None:
        self.path = path
        self.packed = path.suffix.lower() == ".gz"
        self.format = (Path(path.stem) if self.packed else path).suffix.lower()
        if self.format not in _DELIMITERS:
            raise UnknownTableFormatError(
                str(path), f"tables of the form {self.format or 'without a suffix'} are not read",
                "Give a .csv, .tsv or .jsonl file, or one of these with .gz after it.",
            )  # fmt: skip
        self.delimiter = delimiter or _DELIMITERS[self.format]
        self._raw: BinaryIO | None = None
        try:
            stat = path.stat()
            self._state = (stat.st_size, stat.st_mtime_ns)
            self.total_bytes = stat.st_size
            self.sha256 = self._examine()
        except OSError as error:
            if isinstance(error, gzip.BadGzipFile):
                raise self._broken(f"it is not a whole .gz file: {error}") from None
            raise BrokenTableError(
                str(path), f"it cannot be read: {error.strerror or error}", "Check the path and its permissions."
            ) from None
        except (EOFError, zlib.error) as error:
            raise self._broken(f"its compression is damaged: {error}") from None

    @property
    def bytes_read(self) -> int:
        """How many bytes of the file the reading under way has taken."""
        return self._raw.tell() if self._raw and not self._raw.closed else 0

    def unchanged(self) -> None:
        """Raises TableChangedError if the file is not the one that was examined."""
        stat = self.path.stat()
        if (stat.st_size, stat.st_mtime_ns) != self._state:
            raise TableChangedError(str(self.path), "it was changed while it was being read", "Load it again.")

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The names of its columns. Raises HeaderError where one stands there twice, EmptyTableError for no header."""
        if self.format == ".jsonl":
            names: list[str] = list(dict.fromkeys(name for _, row, _ in self._objects() for name in row))
        else:
            with closing(self._parsed()) as rows:
                names = [name.strip() for name in next(rows, [])]
        if not any(names):
            raise EmptyTableError(str(self.path), "it has no header", "Write the columns' names in its first line.")
        doubled = sorted({name for name in names if name and names.count(name) > 1})
        if doubled:
            raise HeaderError(
                f"{self.path}, header", f"the column {', '.join(doubled)} stands there twice", "Rename one of them."
            )
        return tuple(names)

    def rows(self) -> Iterator[Row]:
        """Its rows in order; empty lines are none. Raises BrokenTableError."""
        return self._object_rows() if self.format == ".jsonl" else self._cell_rows()

    def name(self, number: int) -> str:
        """What a row is called in its statement: its number."""
        return str(number)

    # --- bytes ---

    def _broken(self, cause: str) -> BrokenTableError:
        return BrokenTableError(str(self.path), cause, "Get the file again; nothing of it was taken.")

    def _examine(self) -> str:
        digest = hashlib.sha256()
        with self.path.open("rb") as raw:
            while chunk := raw.read(_CHUNK):
                digest.update(chunk)
        line, first = 0, True
        with self._open() as stream:
            while chunk := stream.read(_CHUNK):
                if first and chunk.startswith(_MARKS):
                    raise BrokenTableError(str(self.path), "it is UTF-16, not UTF-8", "Save it as UTF-8.")
                first = False
                end = chunk.rfind(b"\n")
                line = line + len(chunk) if end < 0 else len(chunk) - end - 1
                if line > _LONGEST:
                    raise self._broken(f"a line of it is longer than {_LONGEST >> 20} MiB")
        if first:
            raise EmptyTableError(str(self.path), "it is empty", "Give a table with a header and rows.")
        return digest.hexdigest()

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        with self.path.open("rb") as self._raw:
            if not self.packed:
                yield self._raw
                return
            with gzip.GzipFile(fileobj=self._raw) as packed:
                yield io.BufferedReader(cast("io.RawIOBase", packed), _CHUNK)

    def _lines(self) -> Generator[str]:
        """Lines as text; bytes that are not UTF-8 become lone surrogates, which rows are looked through for."""
        with self._open() as stream:
            for number, line in enumerate(stream):
                try:
                    text = line.decode()
                except UnicodeDecodeError:
                    text = line.decode(errors="surrogateescape")
                    self._damaged = True
                yield text if number else text.removeprefix("\ufeff")

    # --- delimited ---

    def _parsed(self) -> Generator[list[str]]:
        self._damaged = False
        with closing(self._lines()) as lines:
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            try:
                yield from reader
            except csv.Error as error:
                raise BrokenTableError(
                    f"{self.path}, line {reader.line_num}",
                    f"its quoting is damaged: {error}",
                    'Close every quote, and write a quote within a cell twice ("").',
                ) from None

    def _cell_rows(self) -> Iterator[Row]:
        width = len(self.header)
        rows = self._parsed()
        next(rows, None)
        number = 0
        for cells in rows:
            if not cells:
                continue
            number += 1
            bad = None
            if self._damaged:
                bad = self._undecoded(cells)
                self._damaged = False
            if len(cells) != width and bad is None:
                shown = self.delimiter.join(cells)
                bad = UnfitValueError("", shown, f"it has {len(cells)} cells, the header has {width}")
            yield number, [cell.strip() for cell in cells], bad

    def _undecoded(self, cells: list[str]) -> UnfitValueError | None:
        for name, cell in zip((*self.header, *[""] * len(cells)), cells, strict=False):
            if any("\ud800" <= letter <= "\udfff" for letter in cell):
                # Bytes that stood in the file come back as themselves; half a pair that JSON wrote is shown as ?.
                shown = "".join(chr(ord(c) - 0xDC00) if "\udc80" <= c <= "\udcff" else c for c in cell)
                shown = shown.encode(errors="replace").decode()
                return UnfitValueError(name, shown, "it is not UTF-8 (here it is read as Latin-1)")
        return None

    # --- JSON lines ---

    def _objects(self) -> Iterator[tuple[int, dict[str, str], UnfitValueError | None]]:
        number = 0
        self._damaged = False
        for line in self._lines():
            if not line.strip():
                continue
            number += 1
            try:
                found = json.loads(line, object_pairs_hook=_unique)
            except ValueError as error:
                yield number, {}, UnfitValueError("", line.strip(), f"it is not JSON: {error}")
                continue
            if isinstance(found, dict):
                yield number, dict(_flat(found)), None
            else:
                yield number, {}, UnfitValueError("", line.strip(), "it is no object: write {…} on each line")

    def _object_rows(self) -> Iterator[Row]:
        names = self.header
        for number, row, bad in self._objects():
            cells = [row.get(name, "").strip() for name in names]
            yield number, cells, bad or self._undecoded(cells)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands in it twice")
    return found


def _flat(value: dict[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Values within values by dotted names; a list of words is one cell, its words parted by `;`."""
    for name, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(inner, f"{above}{name}.")
        else:
            yield above + name, _cell(inner)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(map(_cell, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
