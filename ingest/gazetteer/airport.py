"""airportsdata -> Airports: fields of the world by code, by name within a country, and the cities they serve."""

import importlib.metadata
from collections import defaultdict
from functools import cached_property

import airportsdata
from airportsdata import Airport

from ingest.gazetteer.name import core, fold
from ingest.gazetteer.record import Record

_FEET = 0.3048
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
    """The fields that airportsdata knows."""

    @cached_property
    def version(self) -> str:
        """The data set's version, which is a date."""
        return importlib.metadata.version("airportsdata")

    @cached_property
    def _rows(self) -> dict[str, Airport]:
        return airportsdata.load("ICAO")

    @cached_property
    def cities(self) -> dict[str, frozenset[str]]:
        """Folded name of a city with an airport -> the countries that have one of that name."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._rows.values():
            if row["city"]:
                found[fold(row["city"])].add(row["country"])
        return {city: frozenset(countries) for city, countries in found.items()}

    @cached_property
    def _by_country(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, row in self._rows.items():
            found[row["country"]].append(code)
        return {country: tuple(codes) for country, codes in found.items()}

    def get(self, icao: str) -> Record | None:
        """The field of this ICAO code."""
        row = self._rows.get(icao)
        if row is None:
            return None
        name = row["name"]
        military = any(word in f" {fold(name)} " for word in (" air base", "airbase", " afb ", " ab "))
        return Record(
            scheme="icao",
            value=icao,
            name=name,
            kind="AIR_BASE" if military else "AIRPORT",
            country=row["country"] or None,
            source=f"airportsdata {self.version}",
            latitude=row["lat"],
            longitude=row["lon"],
            elevation=round(row["elevation"] * _FEET, 1),
            iata=row["iata"] or None,
        )

    def name(self, icao: str) -> str:
        """What the data set calls a field of it."""
        return self._rows[icao]["name"]

    def named(self, country: str) -> tuple[tuple[str, str, str], ...]:
        """ICAO code, name and city of every field in a country."""
        rows = self._rows
        return tuple((code, rows[code]["name"], rows[code]["city"]) for code in self._by_country.get(country, ()))
