"""A built table -> its rows, country by country: read whole, split only where it is asked."""

import bisect
import gzip
import hashlib
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files


class Rows:
    """A table that build.py wrote: rows by their first column, tabs between fields."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.rows_of = lru_cache(maxsize=32)(self._rows_of)

    @cached_property
    def _data(self) -> bytes:
        return gzip.decompress(files("ingest.gazetteer").joinpath("built", f"{self._name}.tsv.gz").read_bytes())

    @property
    def source(self) -> str:
        """The package and version that the rows come from."""
        return self._data[: self._data.index(b"\n")].decode()

    @cached_property
    def lower(self) -> bytes:
        """The table in small letters, to be searched by a pattern."""
        return self._data.lower()

    @property
    def sha256(self) -> str:
        """Hexadecimal digest of the table, unpacked."""
        return hashlib.sha256(self._data).hexdigest()

    @cached_property
    def _lines(self) -> list[bytes]:
        lines = self._data.split(b"\n")
        return lines[1:-1]

    def _rows_of(self, first: str) -> tuple[tuple[str, ...], ...]:
        """The rows with this first column, such as a country; none where there are none. Logarithmic in the table."""
        mark = f"{first}\t".encode()
        start = bisect.bisect_left(self._lines, mark)
        end = bisect.bisect_left(self._lines, f"{first}\n".encode(), start)
        return tuple(_row(line) for line in self._lines[start:end])

    def row(self, column: int, value: str) -> tuple[str, ...] | None:
        """The first row with this value in a column, found without splitting others. Linear: some milliseconds."""
        at, mark = 0, f"\t{value}\t".encode()
        while (at := self._data.find(mark, at)) >= 0:
            start = self._data.rfind(b"\n", 0, at) + 1
            found = _row(self._data[start : self._data.index(b"\n", at)])
            if found[column] == value:
                return found
            at += 1
        return None

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return map(_row, self._lines)


def _row(line: bytes) -> tuple[str, ...]:
    return tuple(line.decode().split("\t"))
