"""Bytes of a Bolt connection -> whole messages: chunks are put together, those that keep it alive are left out."""

from collections.abc import Iterator

_LARGEST_CHUNK = 0xFFFF
_END = b"\x00\x00"


class Received:
    """Bytes that came, until they are a message."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._next = 0
        self._chunks: list[tuple[int, int]] = []

    def messages(self, data: bytes) -> Iterator[bytearray]:
        """The messages that these bytes complete."""
        held = self._bytes
        held += data
        at, end = self._next, len(held)
        while at + 2 <= end:
            begin = at + 2
            size = held[at] << 8 | held[at + 1]
            if begin + size > end:
                break
            at = begin + size
            if size:
                self._chunks.append((begin, at))
            elif self._chunks:  # an empty chunk ends a message; between messages it says that the server lives
                yield self._message()
                self._chunks.clear()
        if at == end and not self._chunks:
            held.clear()
            at = 0
        self._next = at

    def _message(self) -> bytearray:
        if len(self._chunks) == 1:
            begin, end = self._chunks[0]
            return self._bytes[begin:end]
        return bytearray().join([self._bytes[begin:end] for begin, end in self._chunks])


def chunked(message: bytes | bytearray) -> bytes:
    """A message as it is sent."""
    whole = bytearray()
    for begin in range(0, len(message), _LARGEST_CHUNK):
        chunk = message[begin : begin + _LARGEST_CHUNK]
        whole += len(chunk).to_bytes(2)
        whole += chunk
    return bytes(whole + _END)
