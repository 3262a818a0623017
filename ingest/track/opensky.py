"""State vectors as OpenSky publishes them (CSV, a row for each aircraft and moment) -> aircraft and their positions."""

import csv
import gzip
import io
from collections.abc import Iterator

from ingest.track.position import Craft, Position

_PACKED = b"\x1f\x8b"
_NEEDED = ("time", "icao24", "lat", "lon", "onground")
_TRUE, _FALSE = frozenset({"true", "1", "t"}), frozenset({"false", "0", "f"})


def read(content: bytes) -> Iterator[tuple[Craft, list[Position]]]:
    """Each aircraft, in the order of addresses, with its positions in the order of time.

    A row without a place is left out, and one whose place is older than its time by a minute or more. Raises ValueError
    for what is no such table, OSError or EOFError for damaged packing.
    """
    text = (gzip.decompress(content) if content.startswith(_PACKED) else content).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise ValueError(f"it has no column {', '.join(missing)}: state vectors of OpenSky are expected")
    found: dict[str, list[Position]] = {}
    for number, row in enumerate(rows, 1):
        try:
            position = _position(row)
        except (TypeError, ValueError) as error:
            raise ValueError(f"row {number} cannot be read: {error}") from error
        if position is not None:
            found.setdefault(row["icao24"].strip().lower(), []).append(position)
    for icao24 in sorted(found):
        yield Craft(icao24), sorted(found[icao24], key=lambda position: position.time)


def _position(row: dict[str, str]) -> Position | None:
    if not row["lat"] or not row["lon"]:
        return None
    time = float(row["time"])
    updated = row.get("lastposupdate")
    if updated and time - float(updated) >= 60:
        return None
    ground = row["onground"].strip().lower()
    altitude = row.get("baroaltitude") or row.get("geoaltitude")
    return Position(
        time,
        float(row["lat"]),
        float(row["lon"]),
        float(altitude) if altitude else None,
        True if ground in _TRUE else False if ground in _FALSE else None,
        (row.get("callsign") or "").strip() or None,
    )
