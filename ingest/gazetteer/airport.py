"""airportsdata -> Airports: fields of the world by code, and by name within a country."""

from collections.abc import Iterable
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


class Airports:
    """The fields that airportsdata knows, as build.py wrote them: by code, and by words and sounds of names."""

    def __init__(self) -> None:
        self._table = Rows("airports")
        self._names = Rows("airport_names")
        self.get = lru_cache(maxsize=4096)(self._get)

    def named(self, country: str, words: Iterable[str], sound: str) -> tuple[Record, ...]:
        """The fields of a country whose name holds one of these words, or has this sound; see gazetteer/form.py."""
        keys = [f"{country} {word}" for word in words] + ([f"{country} ~{sound}"] if sound else [])
        codes = dict.fromkeys(code for key in keys for row in self._names.rows_of(key) for code in row[1].split())
        return tuple(record for code in codes if (record := self.get(code)) is not None)

    def countries_of(self, words: Iterable[str]) -> frozenset[str]:
        """The countries with fields that have each of these words in their own or their city's name."""
        found = [frozenset(row[1].split()) for word in words for row in self._names.rows_of(f"* {word}") or [("", "")]]
        return frozenset.intersection(*found) if found else frozenset()

    def _get(self, icao: str) -> Record | None:
        """The field of this ICAO code."""
        return next((self._record(row) for row in self._table.rows_of(icao)), None)

    def _record(self, row: tuple[str, ...]) -> Record:
        icao, country, name, _city, iata, latitude, longitude, elevation = row
        military = any(word in f" {fold(name)} " for word in (" air base", "airbase", " afb ", " ab "))
        return Record(
            scheme="icao",
            value=icao,
            name=name,
            kind="AIR_BASE" if military else "AIRPORT",
            country=country or None,
            source=self._table.source,
            latitude=float(latitude),
            longitude=float(longitude),
            elevation=float(elevation),
            iata=iata or None,
        )
