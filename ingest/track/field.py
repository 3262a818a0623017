"""A position -> the airfields near it, of the shipped table of airports (airportsdata)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import airportsdata

from schema.values.location import distance_km
from schema.values.value import Point

#: Degrees of latitude and longitude of one cell.
_CELL = 1.0
#: Kilometres of a degree of latitude, less a little.
_DEGREE = 110.0
_FEET = 0.3048


@dataclass(frozen=True, slots=True)
class Airfield:
    """An airfield: its code, where it lies, and metres above mean sea level."""

    icao: str
    latitude: float
    longitude: float
    elevation: float


@lru_cache(maxsize=1)
def _cells() -> Mapping[tuple[int, int], tuple[Airfield, ...]]:
    found: dict[tuple[int, int], list[Airfield]] = {}
    for row in airportsdata.load("ICAO").values():
        field = Airfield(row["icao"], row["lat"], row["lon"], row["elevation"] * _FEET)
        found.setdefault(_cell(field.latitude, field.longitude), []).append(field)
    return MappingProxyType({cell: tuple(fields) for cell, fields in found.items()})


def near(latitude: float, longitude: float, km: float) -> list[tuple[float, Airfield]]:
    """The airfields within so many kilometres, at most 100, with their distances, nearest first.

    >>> [(round(km), field.icao) for km, field in near(32.894, 13.276, 4)]
    [(0, 'HLLM')]
    """
    here = Point(latitude, longitude)
    # Meridians draw together towards the poles, where a cell is narrow.
    wide = math.ceil(km / (_DEGREE * max(math.cos(math.radians(min(abs(latitude) + 1, 89.0))), 0.02)))
    row, column = _cell(latitude, longitude)
    columns = {(column + step + 180) % 360 - 180 for step in range(-wide, wide + 1)}
    cells = _cells()
    found = [
        (distance_km(here, Point(field.latitude, field.longitude)), field)
        for each in range(row - 1, row + 2)
        for other in columns
        for field in cells.get((each, other), ())
    ]
    return sorted((pair for pair in found if pair[0] <= km), key=lambda pair: (pair[0], pair[1].icao))


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude / _CELL), (math.floor(longitude / _CELL) + 180) % 360 - 180
