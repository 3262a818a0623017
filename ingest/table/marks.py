"""Hashes of 64 bits, one by one -> which of them were there before, in a tenth of a set's memory."""

from array import array
from collections.abc import Iterable

#: Buckets, a power of two: a million hashes lie in some hundred a bucket, which are looked through in a microsecond.
_BUCKETS = 8192


class Marks:
    """A set of whole numbers of 64 bits, signed as `hash` gives them, in ten bytes each.

    >>> marks = Marks()
    >>> marks.update([-1, 1, 1])
    >>> 1 in marks, 2 in marks, len(marks)
    (True, False, 2)
    """

    def __init__(self) -> None:
        self._buckets: list[array[int] | None] = [None] * _BUCKETS
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def __contains__(self, mark: int) -> bool:
        bucket = self._buckets[mark % _BUCKETS]
        return bucket is not None and mark in bucket

    def update(self, marks: Iterable[int]) -> None:
        """Keep these too."""
        for mark in marks:
            place = mark % _BUCKETS
            bucket = self._buckets[place]
            if bucket is None:
                self._buckets[place] = array("q", (mark,))
            elif mark not in bucket:
                bucket.append(mark)
            else:
                continue
            self._length += 1
