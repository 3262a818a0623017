"""Our tables -> Gazetteer: finds the names of known countries, sites, actors and regions in a text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.gazetteer.airport import Airports, distinctive
from ingest.gazetteer.city import Cities, Towns
from ingest.gazetteer.name import JOIN, WORD, core, fold, words
from ingest.gazetteer.record import Name, Record, Table, read_rows, split

#: "U.S", the last point of which belongs to it.
_POINTS = re.compile(r"(?:[A-Z]\.)+[A-Z]")


@dataclass(frozen=True, slots=True)
class Found:
    """A known name at text[start:end]."""

    start: int
    end: int
    name: Name


class Gazetteer:
    """Known names, read from the tables once."""

    def __init__(self) -> None:
        self.airports = Airports()
        self.cities = Cities()
        self.towns = Towns()

    @cached_property
    def countries(self) -> dict[str, Record]:
        """ISO code -> country. An alias with "?" is more often another's: "Congo" of the Republic of the Congo."""
        return {
            row["code"]: Record("country", row["code"], row["name"], "COUNTRY", row["code"], split(row["aliases"]))
            for row in read_rows("countries")
        }

    @cached_property
    def capitals(self) -> dict[str, tuple[str, ...]]:
        """ISO code -> names of the capital."""
        return {row["code"]: split(row["capital"]) for row in read_rows("countries")}

    @cached_property
    def sites(self) -> tuple[Record, ...]:
        """Bases and airports of our own table; those with an ICAO code are airportsdata's fields."""
        return tuple(
            Record(
                "icao" if row["icao"] else "contrail",
                row["icao"] or "-".join(words(row["name"])),
                row["name"],
                row["kind"],
                row["country"],
                split(row["aliases"]),
            )
            for row in read_rows("sites")
        )

    @cached_property
    def types(self) -> tuple[Record, ...]:
        """Aircraft types; the scheme is empty where one name covers several designators."""
        return tuple(
            Record(
                "designator" if row["designator"] else "",
                row["designator"],
                row["name"],
                row["role"],
                aliases=split(row["aliases"]),
                maker=row["maker"],
            )
            for row in read_rows("aircraft_types")
        )

    @cached_property
    def actors(self) -> tuple[Record, ...]:
        """Forces, groups, companies, media and organisations."""
        return tuple(
            Record(
                "contrail",
                "-".join(words(row["name"])),
                row["name"],
                row["kind"],
                row["country"] or None,
                split(row["aliases"]),
            )
            for row in read_rows("actors")
        )

    @cached_property
    def regions(self) -> tuple[Record, ...]:
        """Parts of the world and of countries."""
        return tuple(
            Record(
                "contrail", "-".join(words(row["name"])), row["name"], "REGION", row["country"] or None,
                split(row["aliases"]),
            )
            for row in read_rows("regions")
        )  # fmt: skip

    def _is_city(self, name: str, country: str | None) -> bool:
        return country in self.towns.served(name) or name in self.capitals.get(country or "", ())

    def _names(self) -> Iterator[Name]:
        for row in read_rows("countries"):
            record = self.countries[row["code"]]
            tables: tuple[tuple[Table, str], ...] = (
                ("country", row["name"] + ";" + row["aliases"]),
                ("adjective", row["adjectives"]),
                ("people", row["people"]),
                ("capital", row["capital"]),
                ("government", row["government"]),
            )
            for table, cell in tables:
                for text in split(cell):
                    if not text.endswith("?"):
                        yield Name(text, table, record)
        for site in self.sites:
            for text in (site.name, *site.aliases):
                # An airport named like its town: the bare name is the town.
                town = site.kind == "AIRPORT" and self._is_city(text, site.country)
                yield Name(text, "town" if town else "site", site)
        for actor in self.actors:
            for text in (actor.name, *actor.aliases):
                yield Name(text, "actor", actor)
        for region in self.regions:
            for text in (region.name, *region.aliases):
                yield Name(text, "region", region)

    @cached_property
    def _index(self) -> dict[str, tuple[tuple[tuple[str, ...], Name], ...]]:
        index: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
        for name in self._names():
            key = words(name.text)
            index[key[0]].append((key, name))
            bare = core(name.text)
            if name.table == "site" and bare != key:
                index[bare[0]].append((bare, name))
        # Longest first; of equal names the table named first wins.
        return {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in index.items()}

    @cached_property
    def _by_words(self) -> dict[str, dict[tuple[str, ...], tuple[Record, ...]]]:
        found: dict[str, dict[tuple[str, ...], list[Record]]] = {}
        tables = (
            ("site", self.sites), ("region", self.regions), ("actor", self.actors),
            ("country", tuple(self.countries.values())),
        )  # fmt: skip
        for table, records in tables:
            of_table = found[table] = defaultdict(list)
            for record in records:
                for text in (record.name, *(alias for alias in record.aliases if not alias.endswith("?"))):
                    of_table[core(text)].append(record)
            for record in records:
                for alias in record.aliases:
                    if alias.endswith("?"):
                        of_table[core(alias)].append(record)
        return {
            table: {key: tuple(dict.fromkeys(records)) for key, records in of_table.items()}
            for table, of_table in found.items()
        }

    def sites_named(self, text: str) -> tuple[Record, ...]:
        """The sites of our table that go by exactly this name."""
        return self._by_words["site"].get(core(text), ())

    def regions_named(self, text: str) -> tuple[Record, ...]:
        """The regions of our table that go by exactly this name."""
        return self._by_words["region"].get(core(text), ())

    def actors_named(self, text: str) -> tuple[Record, ...]:
        """The actors of our table that go by exactly this name."""
        return self._by_words["actor"].get(core(text), ())

    def countries_named(self, text: str) -> tuple[Record, ...]:
        """The countries that go by exactly this name, the one that it mostly means first."""
        return self._by_words["country"].get(core(text), ())

    def sites_like(self, text: str) -> tuple[Record, ...]:
        """The sites of our table that go by this name but for "airport" and the like."""
        return self._by_distinctive.get(distinctive(text), ())

    @cached_property
    def _by_distinctive(self) -> dict[tuple[str, ...], tuple[Record, ...]]:
        found: dict[tuple[str, ...], list[Record]] = defaultdict(list)
        for site in self.sites:
            for text in (site.name, *site.aliases):
                found[distinctive(text)].append(site)
        return {key: tuple(dict.fromkeys(records)) for key, records in found.items()}

    def find(self, text: str) -> list[Found]:
        """The longest known names in a text, from left to right, none inside another."""
        tokens = [(m.start(), m.end(), fold(m[0])) for m in WORD.finditer(text)]
        found: list[Found] = []
        at = 0
        while at < len(tokens):
            hit = self._match(text, tokens, at)
            if hit is None:
                at += 1
                continue
            length, name = hit
            start, end = tokens[at][0], tokens[at + length - 1][1]
            if _POINTS.fullmatch(text, start, end) and text.startswith(".", end):
                end += 1
            found.append(Found(start, end, name))
            at += length
        return found

    def _match(self, text: str, tokens: list[tuple[int, int, str]], at: int) -> tuple[int, Name] | None:
        for key, name in self._index.get(tokens[at][2], ()):
            last = at + len(key)
            if last > len(tokens) or any(tokens[at + i][2] != word for i, word in enumerate(key)):
                continue
            if any(not JOIN.fullmatch(text, tokens[i][1], tokens[i + 1][0]) for i in range(at, last - 1)):
                continue
            written = text[tokens[at][0] : tokens[last - 1][1]]
            if _cased_like(written, name):
                return len(key), name
        return None


def _cased_like(written: str, name: Name) -> bool:
    if name.text.isupper() and len(name.text) <= 6:
        return written.isupper()
    if name.table == "actor" and name.text.startswith("The ") and not written[0].isupper():
        return False
    # Arabic has no capitals.
    return any(not part[0].islower() for part in WORD.findall(written))
