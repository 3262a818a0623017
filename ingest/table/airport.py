"""A code and a position -> what the shipped table of airports (airportsdata) knows of that field."""

import importlib.metadata
from functools import lru_cache
from typing import Literal

import airportsdata
from airportsdata import Airport

from schema.values.location import distance_km
from schema.values.value import Point

Scheme = Literal["icao", "iata", "lid"]


@lru_cache(maxsize=1)
def _by_icao() -> dict[str, Airport]:
    return airportsdata.load("ICAO")


@lru_cache(maxsize=3)
def _index(scheme: Scheme) -> dict[str, Airport]:
    rows = _by_icao()
    if scheme == "icao":
        return rows
    found: dict[str, Airport] = {}
    doubled = set()
    for row in rows.values():
        if row[scheme]:
            if row[scheme] in found:
                doubled.add(row[scheme])
            found[row[scheme]] = row
    return {code: row for code, row in found.items() if code not in doubled}


@lru_cache(maxsize=1)
def source() -> str:
    """The table and its version."""
    return f"airportsdata {importlib.metadata.version('airportsdata')}"


def find(code: str) -> Airport | None:
    """The field of an ICAO code (four characters) or of an IATA code that only one field has."""
    return _index("icao").get(code) if len(code) == 4 else _index("iata").get(code)


def icao_of(scheme: Scheme, code: str) -> str | None:
    """The ICAO code of the one field with this IATA or FAA code."""
    row = _index(scheme).get(code)
    return row["icao"] if row else None


@lru_cache(maxsize=4096)
def zone_of(code: str) -> str | None:
    """The time zone of a field, by its ICAO or IATA code.

    >>> zone_of("JFK")
    'America/New_York'
    """
    row = find(code)
    return row["tz"] or None if row else None


def distance_to(icao: str, latitude: float, longitude: float) -> float | None:
    """Kilometres from a position to the field of an ICAO code; None where the table lacks it."""
    row = _by_icao().get(icao)
    return distance_km(Point(latitude, longitude), Point(row["lat"], row["lon"])) if row else None
