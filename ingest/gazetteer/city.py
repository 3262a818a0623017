"""GeoNames -> Cities: towns of the world by name within a country, with their people counted."""

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
        self._names = Rows("city_names")
        self.get = lru_cache(maxsize=4096)(self._get)

    def named(self, name: str, country: str) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
        """The towns of a country called so: by their own name, and by another."""
        for _key, own, other in self._names.rows_of(f"{country} {fold(name)}"):
            return self._records(own), self._records(other)
        return (), ()

    def sounding(self, sound: str, country: str) -> tuple[Record, ...]:
        """The towns of a country whose own name has this sound; see gazetteer/form.py."""
        return self._records(" ".join(row[1] for row in self._names.rows_of(f"{country} ~{sound}"))) if sound else ()

    def _records(self, numbers: str) -> tuple[Record, ...]:
        return tuple(record for number in numbers.split() if (record := self.get(number)) is not None)

    def _get(self, number: str) -> Record | None:
        """The town that GeoNames knows by this number."""
        for _number, country, name, population, latitude, longitude in self._table.rows_of(number):
            return Record(
                "geonames", number, name, "CITY", country, source=self._table.source,
                latitude=float(latitude), longitude=float(longitude), population=int(population),
            )  # fmt: skip
        return None
