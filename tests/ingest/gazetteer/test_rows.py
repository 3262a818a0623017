"""Built tables hold what their packages hold, and are found by country and by code."""

import airportsdata

from ingest.gazetteer.airport import Airports
from ingest.gazetteer.city import Cities
from ingest.gazetteer.form import field_form, town_form
from ingest.gazetteer.rows import Rows


def test_airports_are_those_of_the_package() -> None:
    known = airportsdata.load("ICAO")
    rows = list(Rows("airports"))
    assert {row[0] for row in rows} == set(known)
    for icao, country, name, city, iata, *_ in rows:
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


def test_every_row_is_found_by_its_first_column() -> None:
    for table in ("cities", "towns", "designators"):
        rows = Rows(table)
        every: dict[str, list[tuple[str, ...]]] = {}
        for row in rows:
            every.setdefault(row[0], []).append(row)
        keys = sorted(every)[:: max(1, len(every) // 3000)]
        assert all(rows.rows_of(key) == tuple(every[key]) for key in keys)
        assert rows.rows_of("") == rows.rows_of("no such key") == rows.rows_of("\U0010ffff") == ()


def test_keys_of_names_are_those_that_names_are_compared_by() -> None:
    """The build and the linker make words and sounds alike: else `make gazetteer`."""
    airports = Airports()
    for icao, country, name, *_ in list(Rows("airports"))[::200]:
        form = field_form(name)
        for words, sound in ((form.words[:1], ""), ((), form.sound)):
            if words or sound:
                assert icao in {record.value for record in airports.named(country, words, sound)}
    cities = Cities()
    for number, country, name, *_ in list(Rows("cities"))[::500]:
        assert number in {town.value for town in cities.named(name, country)[0]}
        if sound := town_form(name).sound:
            assert number in {town.value for town in cities.sounding(sound, country)}


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
