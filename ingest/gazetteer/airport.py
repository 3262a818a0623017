"""airportsdata -> Airports: fields of the world by code, by name within a country, and the cities they serve."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.gazetteer.name import core, fold
from ingest.gazetteer.record import Record
from ingest.gazetteer.rows import Rows

#: Words of an airport's name that do not tell it from another one.
GENERIC = frozenset(
    (
        "airport", "airfield", "airbase", "airstrip", "aerodrome", "air", "base", "field", "international", "intl",
        "regional", "municipal", "military", "national", "ab", "afb", "naval", "station", "executive", "domestic",
        "new", "old",
    )
)  # fmt: skip


def distinctive(name: str) -> tuple[str, ...]:
    """The folded words of a name that tell one airport from another.

    >>> distinctive("Al Khadim Airport")
    ('khadim',)
    """
    return tuple(word for word in core(name) if word not in GENERIC) or core(name)


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its ICAO code: what it is called, and the city that it serves ("" where unknown)."""

    icao: str
    name: str
    city: str


class Airports:
    """The fields that airportsdata knows, as build.py wrote them."""

    def __init__(self) -> None:
        self._table = Rows("airports")
        self._holding = lru_cache(maxsize=1024)(self._countries)
        self.get = lru_cache(maxsize=4096)(self._get)

    @property
    def version(self) -> str:
        """The data set and its version, which is a date."""
        return self._table.source

    def _get(self, icao: str) -> Record | None:
        """The field of this ICAO code."""
        row = self._table.row(1, icao)
        return self._record(row) if row else None

    def countries_of(self, name: str) -> frozenset[str]:
        """The countries with a field that has this name somewhere in its own or its city's."""
        return self._holding(fold(name))

    def _countries(self, name: str) -> frozenset[str]:
        words = re.compile(rb"(?m)^(..)\t[^\t]*\t[^\t]*(?:\t[^\t]*)??(?<!\w)" + re.escape(name.encode()) + rb"(?!\w)")
        return frozenset(match[1].decode().upper() for match in words.finditer(self._table.lower))

    def of(self, country: str) -> tuple[Field, ...]:
        """Every field in a country."""
        return tuple(Field(*row[1:4]) for row in self._table.rows_of(country))

    def _record(self, row: tuple[str, ...]) -> Record:
        country, icao, name, _city, iata, latitude, longitude, elevation = row
        military = any(word in f" {fold(name)} " for word in (" air base", "airbase", " afb ", " ab "))
        return Record(
            scheme="icao",
            value=icao,
            name=name,
            kind="AIR_BASE" if military else "AIRPORT",
            country=country or None,
            source=self.version,
            latitude=float(latitude),
            longitude=float(longitude),
            elevation=float(elevation),
            iata=iata or None,
        )
