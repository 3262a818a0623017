"""A file of position reports -> a table of observed flights, a row each, which a mapping reads like any other."""

import hashlib
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol

from ingest.table.errors import BrokenTableError, TableChangedError
from ingest.table.file import Row, TableFile
from ingest.table.mapping import Form
from ingest.track import opensky, readsb
from ingest.track.flight import At, ObservedFlight, flights
from ingest.track.position import Craft, Position

_END = ("icao", "latitude", "longitude", "how")
_FOUND = tuple(f"{end}_{name}" for end in ("origin", "destination") for name in _END)
COLUMNS = (
    "icao24", "registration", "type", "operator", "callsign", "first_seen", "last_seen", "first_lat", "first_lon",
    "first_altitude", "last_lat", "last_lon", "last_altitude", "positions", "took_off", "landed", *_FOUND,
)  # fmt: skip
_SIGHTING = ("first_lat", "first_lon", "first_alt_ft", "last_lat", "last_lon", "last_alt_ft")
_FEET = 0.3048


class Rows(Protocol):
    """A file that gives rows of cells under a header."""

    path: Path
    sha256: str
    total_bytes: int

    @property
    def bytes_read(self) -> int:
        """How far the reading is."""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""

    def rows(self) -> Iterator[Row]:
        """Rows, numbered from 1."""

    def name(self, number: int) -> str:
        """What a row is called in its statement."""

    def unchanged(self) -> None:
        """Raises TableChangedError if the file is another one by now."""


def open_rows(path: Path, delimiter: str | None, form: Form | None) -> Rows:
    """The rows of a table, or those that position reports of a form come to. Raises TableError."""
    if form is None:
        return TableFile(path, delimiter)
    return SightingFile(path, delimiter) if form == "sightings" else TrackFile(path, form)


class TrackFile:
    """Positions of one or many aircraft; flights are found when the file is opened.

    Raises BrokenTableError for a file that cannot be read or is of another form.
    """

    bytes_read = 0
    header = COLUMNS

    def __init__(self, path: Path, form: Literal["readsb", "opensky"]) -> None:
        self.path = path
        try:
            stat = path.stat()
            content = path.read_bytes()
        except OSError as error:
            remedy = "Check the path and its permissions."
            raise BrokenTableError(str(path), f"it cannot be read: {error.strerror or error}", remedy) from None
        self._state = (stat.st_size, stat.st_mtime_ns)
        self.total_bytes = stat.st_size
        self.sha256 = hashlib.sha256(content).hexdigest()
        try:
            tracks = [readsb.read(content)] if form == "readsb" else [*opensky.read(content)]
        except (ValueError, EOFError, OSError, zlib.error) as error:
            remedy = "Give a file of position reports of the form that the mapping names."
            raise BrokenTableError(str(path), str(error), remedy) from None
        self._flights = [(craft, flight) for craft, track in tracks for flight in flights(track)]

    def rows(self) -> Iterator[Row]:
        """A row for each flight."""
        for number, (craft, flight) in enumerate(self._flights, 1):
            yield number, _cells(craft, flight), None

    def name(self, number: int) -> str:
        """The flight's number, and the positions that it was seen at: `3, positions 120-260 of ae1234`."""
        craft, flight = self._flights[number - 1]
        return f"{number}, positions {flight.begin}-{flight.end} of {craft.icao24}"

    def unchanged(self) -> None:
        """Raises TableChangedError."""
        stat = self.path.stat()
        if (stat.st_size, stat.st_mtime_ns) != self._state:
            raise TableChangedError(str(self.path), "it was changed while it was being read", "Load it again.")


class SightingFile:
    """A table of sightings, to whose rows the airfields are added beside which flights were first and last seen low."""

    def __init__(self, path: Path, delimiter: str | None) -> None:
        self._table = TableFile(path, delimiter)
        self.path = path
        self.sha256 = self._table.sha256
        self.total_bytes = self._table.total_bytes

    @property
    def bytes_read(self) -> int:
        """How far the reading is."""
        return self._table.bytes_read

    @property
    def header(self) -> tuple[str, ...]:
        """Its own columns, then those that are found."""
        return (*self._table.header, *_FOUND)

    def rows(self) -> Iterator[Row]:
        """Its rows, each with what was found."""
        own = self._table.header
        places = [own.index(name) if name in own else len(own) for name in _SIGHTING]
        for number, cells, bad in self._table.rows():
            told = [cells[place] if place < len(cells) else "" for place in places]
            yield number, [*cells, *_end(_sighted(told[:3])), *_end(_sighted(told[3:]))], bad

    def name(self, number: int) -> str:
        """The row's number."""
        return self._table.name(number)

    def unchanged(self) -> None:
        """Raises TableChangedError."""
        self._table.unchanged()


def _sighted(cells: list[str]) -> At | None:
    """A sighting tells no ground: 0 feet and less are low, not landed."""
    try:
        latitude, longitude, altitude = map(float, cells)
    except ValueError:
        return None
    (flight,) = flights([Position(0, latitude, longitude, altitude * _FEET)])
    return flight.origin


def _cells(craft: Craft, flight: ObservedFlight) -> list[str]:
    first, last = flight.first, flight.last
    told: list[object] = [
        craft.icao24, craft.registration, craft.type, craft.operator, flight.callsign, _time(first.time),
        _time(last.time), first.latitude, first.longitude, first.altitude, last.latitude, last.longitude, last.altitude,
        flight.end - flight.begin + 1, _time(flight.took_off), _time(flight.landed),
        *_end(flight.origin), *_end(flight.destination),
    ]  # fmt: skip
    return ["" if cell is None else str(cell) for cell in told]


def _end(at: At | None) -> list[str]:
    if at is None:
        return [""] * len(_END)
    return [at.field.icao, str(at.field.latitude), str(at.field.longitude), at.how]


def _time(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
