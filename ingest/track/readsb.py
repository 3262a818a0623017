"""A trace of readsb or tar1090 (`trace_full_*.json`, packed or not) -> its aircraft and positions."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

from ingest.track.position import Craft, Position

_FEET = 0.3048
_PACKED = b"\x1f\x8b"
#: Places in a row of `trace`: seconds after `timestamp`, latitude, longitude, feet or "ground", and the aircraft's own.
_TIME, _LATITUDE, _LONGITUDE, _ALTITUDE, _FLAGS, _MORE = 0, 1, 2, 3, 6, 8
#: The flag of a position that is older than the row says.
_STALE = 1


def read(content: bytes) -> tuple[Craft, list[Position]]:
    """The aircraft and its positions in the order of time; stale ones and those without a place are left out.

    Raises ValueError for what is no such trace, OSError or EOFError for damaged packing.
    """
    text = gzip.decompress(content) if content.startswith(_PACKED) else content
    data = json.loads(text)
    if not isinstance(data, dict) or not isinstance(data.get("trace"), list) or "icao" not in data:
        raise ValueError("it is no trace: an object with icao, timestamp and trace is expected")
    try:
        start = float(data["timestamp"])
        positions = sorted(_positions(data["trace"], start), key=lambda position: position.time)
        craft = Craft(str(data["icao"]).lower(), _word(data, "r"), _word(data, "t"), _word(data, "ownOp"))
    except (TypeError, KeyError, IndexError, AttributeError) as error:
        raise ValueError(f"a row of its trace cannot be read: {error}") from error
    return craft, positions


def _positions(rows: list[Any], start: float) -> Iterator[Position]:
    callsign = None
    for row in rows:
        more = row[_MORE] if len(row) > _MORE else None
        if isinstance(more, dict) and str(more.get("flight", "")).strip():
            callsign = str(more["flight"]).strip()
        stale = len(row) > _FLAGS and isinstance(row[_FLAGS], int) and row[_FLAGS] & _STALE
        if stale or row[_LATITUDE] is None or row[_LONGITUDE] is None:
            continue
        altitude = row[_ALTITUDE]
        ground = altitude == "ground"
        yield Position(
            start + float(row[_TIME]),
            float(row[_LATITUDE]),
            float(row[_LONGITUDE]),
            None if ground or altitude is None else float(altitude) * _FEET,
            True if ground else None if altitude is None else False,
            callsign,
        )


def _word(data: dict[str, Any], name: str) -> str | None:
    return str(data.get(name) or "").strip() or None
