"""A built table -> its rows by their first column: read whole, split only where it is asked."""

import gzip
import hashlib
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.resources import files


class Rows:
    """A table that build.py wrote: rows by their first column, tabs between fields."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.rows_of = lru_cache(maxsize=4096)(self._rows_of)

    @cached_property
    def _data(self) -> bytes:
        return gzip.decompress(files("ingest.gazetteer").joinpath("built", f"{self._name}.tsv.gz").read_bytes())

    @property
    def source(self) -> str:
        """The package and version that the rows come from."""
        return self._data[: self._data.index(b"\n")].decode()

    @property
    def sha256(self) -> str:
        """Hexadecimal digest of the table, unpacked."""
        return hashlib.sha256(self._data).hexdigest()

    def _rows_of(self, first: str) -> tuple[tuple[str, ...], ...]:
        """The rows with this first column; none where there are none. Logarithmic in the table."""
        start = self._place(f"{first}\t".encode())
        end = self._place(f"{first}\n".encode())
        return tuple(map(_row, self._data[start:end].splitlines()))

    def _place(self, mark: bytes) -> int:
        """Where the first line that is not before a mark begins."""
        low, high = self._data.index(b"\n") + 1, len(self._data)
        while low < high:
            start = self._data.rfind(b"\n", 0, (low + high) // 2) + 1
            if start < low:
                start = low
            end = self._data.index(b"\n", start) + 1
            if self._data[start:end] < mark:
                low = end
            else:
                high = start
        return low

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        lines = iter(self._data.splitlines())
        next(lines)
        return map(_row, lines)


def _row(line: bytes) -> tuple[str, ...]:
    return tuple(line.decode().split("\t"))
