"""The header and first rows of a table -> the draft of a mapping in YAML, to be read and completed by a person."""

import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ingest.table.errors import EmptyTableError
from ingest.table.file import TableFile
from ingest.table.recognise import Meaning, recognise

#: Rows that are looked at.
_SAMPLE = 500

Found = Mapping[Meaning, str]

#: How a field is written for a column of a meaning; `%s` is the column.
_FIELDS: Mapping[str, Mapping[Meaning, tuple[str, str]]] = {
    "Aircraft": {
        "icao24": ("icao24", "{from: %s, unreadable: leave}"),
        "registration": ("registration", "{from: %s, unreadable: leave}"),
        "serial": ("serial", "%s"),
        "built": ("built", "{from: %s, do: [year]}"),
        "maker": ("maker", "%s"),
        "model": ("model", "%s"),
        "military": ("military", "{from: %s, unreadable: leave}"),
    },
    "Base": {
        "name": ("name", "%s"),
        "site icao": ("icao", "{from: %s, unreadable: leave}"),
        "site iata": ("iata", "{from: %s, unreadable: leave}"),
        "city": ("city", "%s"),
        "country": ("country", "{from: %s, do: [country], unreadable: leave}"),
        "elevation feet": ("elevation", "{from: %s, do: [feet], unreadable: leave}"),
        "elevation metres": ("elevation", "{from: %s, unreadable: leave}"),
        "runway feet": ("longestRunway", "{from: %s, do: [feet], unreadable: leave}"),
        "time zone": ("timeZone", "%s"),
        "military": ("military", "{from: %s, unreadable: leave}"),
    },
    "Actor": {
        "name": ("name", "%s"),
        "operator": ("name", "%s"),
        "aliases": ("aliases", "{list: [%s]}"),
        "airline icao": ("icao", "{from: %s, unreadable: leave}"),
        "airline iata": ("iata", "{from: %s, unreadable: leave}"),
        "callsign": ("callsign", "{from: %s, unreadable: leave}"),
        "country": ("country", "{from: %s, do: [country], unreadable: leave}"),
        "active": ("active", "{from: %s, unreadable: leave}"),
    },
    "AircraftType": {
        "name": ("name", "%s"),
        "model": ("name", "%s"),
        "designator": ("designator", "{from: %s, unreadable: leave}"),
        "maker": ("maker", "%s"),
    },
    "Place": {
        "name": ("name", "%s"),
        "country": ("country", "{from: %s, do: [country], unreadable: leave}"),
    },
    "Flight": {
        "callsign": ("callsign", "{from: %s, unreadable: leave}"),
        "number": ("number", "%s"),
        "date": ("period", "{from: %s, unreadable: leave}"),
    },
}

#: The strong key of a noun that a single column can be.
_STRONG: Mapping[str, tuple[Meaning, str]] = {
    "Aircraft": ("icao24", "{icao24: %s}"),
    "AircraftType": ("designator", "{designator: %s}"),
    "Place": ("country", "{country: {from: %s, do: [country]}}"),
}


def suggest(path: Path) -> str:
    """A draft that `read_mapping` takes: columns recognised by name and values, the others under `left`.

    Raises TableError for a file that is no table.
    """
    file = TableFile(path)
    rows = [cells for _, cells, bad in itertools.islice(file.rows(), _SAMPLE) if bad is None]
    if not rows:
        raise EmptyTableError(str(path), "it has a header and no rows", "Give a table with rows.")
    return "\n".join(_Draft(path.name.split(".")[0], file.header, rows).lines()) + "\n"


class _Draft:
    """The lines of a mapping, as they are written."""

    def __init__(self, name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.name = re.sub(r"\W+", "_", name) or "table"
        self.header = [column for column in header if column and not column.startswith("$")]
        self.rows = rows
        self.places = {column: place for place, column in enumerate(header)}
        self.found = recognise(header, rows)
        self.used: set[str] = set()

    def lines(self) -> Iterator[str]:
        noun = _noun(self.found)
        entities = [*self._entity(noun)]
        left = [column for column in self.header if column not in self.used]
        yield f"# A draft from the header and the first {len(self.rows)} rows of {self.name}: check every line."
        yield f"table: {self.name}"
        yield "# The name under which tables of this source know each other's ids."
        yield f"source: {self.name}"
        yield "document:"
        yield f"  title: {_quoted(self.name)}"
        yield "  publisher: unknown  # who publishes it"
        if left:
            yield "# Columns that were not recognised: take them under `entities`, or say why they are left."
            yield "left:"
            yield from (f"  {_quoted(column)}: not recognised" for column in left)
        yield "entities:"
        yield from entities

    def column(self, meaning: Meaning) -> str | None:
        """The quoted column of a meaning, which is then used; None where there is none."""
        column = self.found.get(meaning)
        if column is None:
            return None
        self.used.add(column)
        return _quoted(column)

    def _entity(self, noun: str) -> Iterator[str]:
        yield f"  {noun.lower()}:"
        yield f"    noun: {noun}"
        if noun == "Flight":
            yield from self._flight()
            return
        yield from self._key(noun)
        yield "    fields:"
        yield from self._fields(noun)
        links = list(self._links(noun))
        if links:
            yield "    links:"
            yield from links
        yield from self._same(noun)
        if noun == "Aircraft" and (operator := self.column("operator")):
            yield "  operator:"
            yield "    noun: Actor"
            yield f"    key: {{source: {{from: {operator}, do: [plain]}}}}"
            yield "    optional: true"
            yield "    once: true"
            yield f"    fields: {{name: {operator}}}"
            yield "    links: {OPERATES: aircraft}"

    def _fields(self, noun: str) -> Iterator[str]:
        seen = "OBSERVED" if "first seen" in self.found or "date" in self.found else "SERVICE"
        kinds = {"Base": ("siteKind", "AIRPORT"), "Place": ("siteKind", "COUNTRY"), "Flight": ("flightKind", seen)}
        if noun in kinds:
            yield "      {}: {{constant: {}}}".format(*kinds[noun])
        elif not any(meaning in self.found for meaning in _FIELDS[noun]):
            yield "      {}"
        written: set[str] = set()
        for meaning, (field, form) in _FIELDS[noun].items():
            if field not in written and (column := self.column(meaning)):
                written.add(field)
                yield f"      {field}: {form % column}"
        if noun == "Base" and (latitude := self.column("latitude")) and (longitude := self.column("longitude")):
            yield f"      location: {{location: [{latitude}, {longitude}]}}"

    def _key(self, noun: str) -> Iterator[str]:
        meaning, form = _STRONG.get(noun, ("id", ""))
        column = self.found.get(meaning)
        if form and column:
            yield f"    key: {form % self.column(meaning)}"
            if not self._unique(column):
                yield "    # Several rows have the same key."
                yield "    repeats: true"
            return
        own = self._own_id()
        yield f"    key: {{source: {own}}}" if own else "    key: local"

    def _own_id(self) -> str | None:
        """The first column whose values are there and all differ, ids before codes before the rest."""
        ids = [self.found[meaning] for meaning in ("id", "site icao", "site iata", "number") if meaning in self.found]
        for column in dict.fromkeys([*ids, *self.header]):
            if self._unique(column) and all(row[self.places[column]] for row in self.rows):
                self.used.add(column)
                return _quoted(column)
        return None

    def _unique(self, column: str) -> bool:
        values = [row[self.places[column]] for row in self.rows]
        return len(set(values)) == len(values)

    def _links(self, noun: str) -> Iterator[str]:
        if noun == "Aircraft" and (designator := self.column("designator")):
            yield f"      OF_TYPE: {{noun: AircraftType, key: {{designator: {designator}}}}}"
        if noun == "Base" and (country := self.column("country")):
            yield f"      LOCATED_IN: {{noun: Place, key: {{country: {{from: {country}, do: [country]}}}}}}"

    def _same(self, noun: str) -> Iterator[str]:
        lines = []
        if noun == "Base":
            icao, iata = self.column("site icao"), self.column("site iata")
            latitude, longitude = self.column("latitude"), self.column("longitude")
            if icao and latitude and longitude:
                lines.append(f"      - key: {{icao: {icao}, near: [{latitude}, {longitude}]}}")
            if iata:
                lines += [f"      - key: {{iata: {iata}}}", "        possible: equal IATA codes"]
        if noun == "Aircraft" and (registration := self.column("registration")):
            lines += [f"      - key: {{registration: {registration}}}", "        possible: equal registrations"]
        named: Meaning = "name" if "name" in self.found else "operator"
        if noun == "Actor" and (icao := self.column("airline icao")) and (name := self.column(named)):
            lines += [
                f"      - key: {{icao+name: [{icao}, {{from: {name}, do: [company]}}]}}",
                "        method: equal ICAO code and name, legal forms aside",
                "        score: 0.95",
            ]
        if lines:
            yield "    same:"
            yield from lines

    def _flight(self) -> Iterator[str]:
        stops, from_, to = self.column("stops"), "$from", "$to"
        if stops:
            yield f'    each: {{legs: {{from: {stops}, do: [{{split: "-"}}]}}}}'
        yield "    key: local"
        yield "    fields:"
        yield from self._fields("Flight")
        start, end = self.column("first seen"), self.column("last seen")
        if start and end:
            yield f"      actual: {{period: [{start}, {end}]}}"
        if stops:
            yield "      leg: $leg"
        else:
            from_, to = self.column("origin") or "", self.column("destination") or ""
        links = [
            f"      {link}: {{noun: Base, key: {{source: {place}}}}}"
            for link, place in (("ORIGIN", from_), ("DESTINATION", to))
            if place
        ]
        if icao24 := self.column("icao24"):
            links.append(f"      FLOWN_BY: {{noun: Aircraft, key: {{icao24: {icao24}}}}}")
        airline = self.column("airline icao") or self.column("airline iata") or self.column("operator")
        if airline:
            links.append(f"      OPERATED_BY: {{noun: Actor, key: {{source: {airline}}}}}")
        if links:
            yield "    links:"
            yield from links


def _noun(found: Found) -> str:
    """What the rows seem to be."""
    if "stops" in found or ("origin" in found and "destination" in found):
        return "Flight"
    if "callsign" in found and ("first seen" in found or "date" in found):
        return "Flight"
    if "latitude" in found and "longitude" in found:
        return "Base"
    if "icao24" in found or "registration" in found or "serial" in found:
        return "Aircraft"
    if "airline icao" in found or "airline iata" in found or "callsign" in found:
        return "Actor"
    if "designator" in found:
        return "AircraftType"
    if "site icao" in found or "site iata" in found:
        return "Base"
    if "country" in found and set(found) <= {"country", "name", "id"}:
        return "Place"
    return "Actor"


def _quoted(word: str) -> str:
    return word if re.fullmatch(r"[A-Za-z]\w*", word) else json.dumps(word, ensure_ascii=False)
