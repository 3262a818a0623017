"""Messages between the service and the processes that work for it: a header of JSON, and a body of bytes.

4 bytes: length of the header · 8 bytes: length of the body · header · body
"""

import struct
from asyncio import StreamReader
from collections.abc import Mapping
from typing import Any, BinaryIO

import orjson

#: What a process tells that it has to do: read, and work out.
STEPS = 2
_LENGTHS = struct.Struct("<IQ")


def packed(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """One message."""
    own = orjson.dumps(header)
    return _LENGTHS.pack(len(own), len(body)) + own + body


def received(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message; None where there are no more."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    header, body = _LENGTHS.unpack(lengths)
    return orjson.loads(stream.read(header)), stream.read(body)


async def awaited(stream: StreamReader) -> tuple[dict[str, Any], bytes]:
    """The next message. Raises IncompleteReadError where there are no more."""
    header, body = _LENGTHS.unpack(await stream.readexactly(_LENGTHS.size))
    return orjson.loads(await stream.readexactly(header)), await stream.readexactly(body)
