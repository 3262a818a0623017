"""GeoNames -> Cities: towns of the world by name within a country, with their people counted."""

from collections import defaultdict
from functools import lru_cache

from ingest.gazetteer.name import fold
from ingest.gazetteer.record import Record
from ingest.gazetteer.rows import Rows


class Towns:
    """In which countries towns of a name lie."""

    def __init__(self) -> None:
        self._table = Rows("towns")
        self._countries = lru_cache(maxsize=4096)(self._found)

    def countries(self, name: str) -> frozenset[str]:
        """The countries that have a town of this name."""
        return self._countries(fold(name))[0]

    def served(self, name: str) -> frozenset[str]:
        """The countries that have a town of this name with an airport."""
        return self._countries(fold(name))[1]

    def _found(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        for _name, countries, served in self._table.rows_of(name):
            return frozenset(countries.split()), frozenset(served.split())
        return frozenset(), frozenset()


class Cities:
    """Towns of 5,000 people and more, and capitals."""

    def __init__(self) -> None:
        self._table = Rows("cities")
        self.of = lru_cache(maxsize=32)(self._of)
        self._index = lru_cache(maxsize=32)(self._indexed)

    def named(self, name: str, country: str) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
        """The towns of a country called so, the largest first: by their own name, and by another."""
        own, other = self._index(country)
        return own.get(fold(name), ()), other.get(fold(name), ())

    def _of(self, country: str) -> tuple[Record, ...]:
        """Every town of a country."""
        return tuple(self._record(row) for row in self._table.rows_of(country))

    def _record(self, row: tuple[str, ...]) -> Record:
        country, number, name, population, latitude, longitude, _others = row
        return Record(
            "geonames", number, name, "CITY", country, source=self._table.source,
            latitude=float(latitude), longitude=float(longitude), population=int(population),
        )  # fmt: skip

    def _indexed(self, country: str) -> tuple[dict[str, tuple[Record, ...]], dict[str, tuple[Record, ...]]]:
        own: dict[str, list[Record]] = defaultdict(list)
        other: dict[str, list[Record]] = defaultdict(list)
        for row, record in zip(self._table.rows_of(country), self.of(country), strict=True):
            own[fold(record.name)].append(record)
            for name in row[-1].split(";") if row[-1] else ():
                other[name].append(record)
        return _largest_first(own), _largest_first(other)


def _largest_first(found: dict[str, list[Record]]) -> dict[str, tuple[Record, ...]]:
    return {name: tuple(sorted(records, key=lambda r: -(r.population or 0))) for name, records in found.items()}
