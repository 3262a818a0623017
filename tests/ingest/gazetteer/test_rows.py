"""Built tables hold what their packages hold, and are found by country and by code."""

import airportsdata

from ingest.gazetteer.airport import Airports
from ingest.gazetteer.city import Cities
from ingest.gazetteer.rows import Rows


def test_airports_are_those_of_the_package() -> None:
    known = airportsdata.load("ICAO")
    rows = list(Rows("airports"))
    assert {row[1] for row in rows} == set(known)
    for country, icao, name, city, iata, *_ in rows:
        there = known[icao]
        assert (there["country"], there["name"], there["city"], there["iata"]) == (country, name, city, iata)


def test_a_field_is_found_by_its_code_alone() -> None:
    airports = Airports()
    khadim = airports.get("HL59")
    assert khadim is not None
    assert (khadim.country, khadim.latitude, khadim.elevation) == ("LY", 31.9985, 243.8)
    # BEN is an IATA code and a word; no field has it as its ICAO code.
    assert airports.get("BEN") is None
    assert airports.get("Benghazi") is None


def test_rows_of_a_country_are_all_and_only_its_own() -> None:
    rows = Rows("cities")
    countries: dict[str, int] = {}
    for row in rows:
        countries[row[0]] = countries.get(row[0], 0) + 1
    assert len(countries) > 190
    assert {country: len(rows.rows_of(country)) for country in countries} == countries
    assert rows.rows_of("XX") == ()


def test_towns_go_by_their_own_and_other_names_in_any_script() -> None:
    cities = Cities()
    own, _other = cities.named("Benghazi", "LY")
    assert [town.name for town in own] == ["Benghazi"]
    for written in ("Bengasi", "بنغازي", "Бенгази"):
        assert cities.named(written, "LY") == ((), own)
    assert cities.named("Benghazi", "SY") == ((), ())


def test_sources_are_named_with_their_versions() -> None:
    assert Rows("airports").source.startswith("airportsdata 20")
    assert "GeoNames" in Rows("cities").source
    assert "8643" in Rows("designators").source
