"""The shipped mappings read the public tables: nothing skipped, no column forgotten, and facts that stand in them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from graph.validate import problems
from ingest.mappings import shipped
from ingest.table.declare import read_mapping
from ingest.table.read import read_table
from schema.claim import Batch, Modality
from schema.identity import hint, keyed
from tests.ingest.table.harness import ONTOLOGY, Told, first_rows

MAPPINGS = shipped()
#: Rows of each table that the facts below are looked for in; the big tables are not read whole.
FIRST = 8_000
Tables = Callable[[str], Told]


def table_of(shared: Path, name: str) -> Path:
    """The table that a mapping is named after."""
    (path,) = (shared / "data").glob(f"{name}.csv*")
    return path


@pytest.fixture(scope="module")
def tables(shared: Path) -> Tables:
    """What the first rows of a table say; each is read once."""
    told: dict[str, Told] = {}

    def read(name: str) -> Told:
        if name not in told:
            mapping = read_mapping(MAPPINGS[name], ONTOLOGY)
            reading = read_table(table_of(shared, name), mapping, on_error="skip", on_skip=_fail)
            told[name] = Told(first_rows(reading, FIRST))
        return told[name]

    return read


def _fail(skipped: object) -> None:
    pytest.fail(f"a row was skipped: {skipped}")


#: Mappings of files of which the shared data hold none; `test_track` reads such files.
REPORTS = {"opensky_states", "readsb_traces"}
NAMES = sorted(MAPPINGS.keys() - REPORTS)


def test_every_table_has_a_mapping(shared: Path) -> None:
    assert sorted(path.name.split(".")[0] for path in (shared / "data").glob("*.csv*")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_mapping_leaves_no_column_unsaid_and_makes_valid_claims(shared: Path, name: str) -> None:
    mapping = read_mapping(MAPPINGS[name], ONTOLOGY)
    assert mapping.name == name
    reading = read_table(table_of(shared, name), mapping, on_error="skip", on_skip=_fail, batch_rows=1_000)
    assert not reading.not_taken
    batch: Batch = next(iter(reading))
    assert problems(batch, ONTOLOGY) == []


@pytest.mark.parametrize(
    ("name", "rows", "left_out"),
    [
        ("adsb_sightings", 1503, 0),
        ("aircraft_plane_alert", 17198, 0),
        ("countries_ourairports", 249, 2),
        ("nyc13_airlines", 16, 0),
        ("nyc13_airports", 1458, 0),
        ("nyc13_planes", 3322, 0),
        ("ofac_sdn_aviation", 322, 0),
        ("openflights_airlines", 6162, 2),
        ("openflights_airports", 7698, 0),
        ("openflights_planes", 246, 0),
        ("openflights_routes", 67663, 0),
        ("vrs_aircraft", 16873, 0),
        ("vrs_airlines", 5964, 0),
        ("vrs_airports", 34128, 0),
        ("vrs_code_blocks", 811, 0),
        ("vrs_countries", 250, 4),
        ("vrs_model_types", 11084, 0),
        ("vrs_reg_prefixes", 242, 2),
    ],
)
def test_a_whole_table_is_taken(shared: Path, name: str, rows: int, left_out: int) -> None:
    mapping = read_mapping(MAPPINGS[name], ONTOLOGY)
    progress = read_table(table_of(shared, name), mapping).check()
    assert (progress.rows, progress.taken, progress.left_out, progress.skipped) == (rows, rows - left_out, left_out, 0)


def test_openflights_airports(tables: Tables) -> None:
    told = tables("openflights_airports")
    kennedy = told.find("Base", "icao", "KJFK")
    assert kennedy == keyed("Base", "source:openflights", "3797")
    assert told.value(kennedy, "name") == "John F Kennedy International Airport"
    assert (told.value(kennedy, "country"), told.value(kennedy, "city")) == ("US", "New York")
    assert told.value(kennedy, "elevation") == pytest.approx(4.0)
    assert told.links(kennedy, "SAME_AS") == [keyed("Base", "icao", "KJFK")]
    assert told.links(kennedy, "SAME_AS", Modality.POSSIBLE) == [
        hint("Base", "icao", "KJFK"),
        hint("Base", "iata", "JFK"),
    ]
    assert told.links(kennedy, "LOCATED_IN") == [keyed("Place", "country", "US")]


def test_openflights_airlines(tables: Tables) -> None:
    told = tables("openflights_airlines")
    unit = told.find("Actor", "icao", "TTF")
    assert "224" in told.value(unit, "name")
    assert told.value(unit, "country") == "RU"
    assert told.count("Actor", "name") == 6160


def test_openflights_planes_and_routes_share_types(tables: Tables) -> None:
    types, routes = tables("openflights_planes"), tables("openflights_routes")
    canadair = keyed("AircraftType", "source:openflights", "CR2")
    assert types.value(canadair, "designator") == "CRJ2"
    assert types.links(canadair, "SAME_AS") == [keyed("AircraftType", "designator", "CRJ2")]
    assert sum(canadair in routes.links(flight, "OF_TYPE") for flight in routes.by_subject) > 100
    several = types.links(keyed("AircraftType", "source:openflights", "CNJ"), "SAME_AS", Modality.POSSIBLE)
    assert len(several) > 1


def test_openflights_routes(tables: Tables) -> None:
    told = tables("openflights_routes")
    flight = keyed("Flight", "source:openflights", "2B", "AER", "KZN")
    assert told.links(flight, "ORIGIN") == [keyed("Base", "source:openflights", "2965")]
    assert told.links(flight, "DESTINATION") == [keyed("Base", "source:openflights", "2990")]
    assert told.links(flight, "OPERATED_BY") == [keyed("Actor", "source:openflights", "410")]
    assert told.value(flight, "codeshare") is False
    # A code without an id is another thing, and a candidate.
    coded = keyed("Base", "source:openflights-code", "TGK")
    assert told.value(coded, "iata") == "TGK"
    assert told.links(coded, "SAME_AS", Modality.POSSIBLE) == [hint("Base", "iata", "TGK")]


def test_callsign_routes_are_legs_of_one_statement(tables: Tables) -> None:
    told = tables("vrs_callsign_routes")
    legs = [keyed("Flight", "source:vrs", "AAE124", leg) for leg in ("1", "2")]
    stops = [keyed("Base", "source:vrs", code) for code in ("VHHH", "UACC", "EBLG")]
    for number, leg in enumerate(legs):
        assert told.links(leg, "ORIGIN") == [stops[number]]
        assert told.links(leg, "DESTINATION") == [stops[number + 1]]
        assert (told.value(leg, "leg"), told.value(leg, "flightKind")) == (number + 1, "SERVICE")
        assert told.links(leg, "OPERATED_BY") == [keyed("Actor", "source:vrs", "AAE")]
    (statement,) = {s.id for s in told.statements for claim in s.claims if claim.subject in legs}
    assert statement


def test_airports_of_three_tables_meet_by_strong_keys(tables: Tables, shared: Path) -> None:
    ours = tables("airports_ourairports")
    strong = {s for s in ours.by_subject if ours.value(s, "icao") and s == keyed("Base", "icao", ours.value(s, "icao"))}
    assert len(strong) > 500
    met = {other for told in (tables("vrs_airports"), tables("openflights_airports")) for s in told.by_subject
           for other in told.links(s, "SAME_AS")}  # fmt: skip
    assert len(met & strong) > 300


def test_airlines_of_two_tables_meet_by_code_and_name(tables: Tables) -> None:
    flights, vrs = tables("openflights_airlines"), tables("vrs_airlines")
    one, two = ({other for s in told.by_subject for other in told.links(s, "SAME_AS")} for told in (flights, vrs))
    assert len(one & two) > 4_000


def test_plane_alert(tables: Tables) -> None:
    told = tables("aircraft_plane_alert")
    ilyushin = told.find("Aircraft", "registration", "5A-EWX")
    assert ilyushin == keyed("Aircraft", "icao24", "07C024")
    assert told.value(ilyushin, "military") is False
    assert "Arms Embargo" in told.values(ilyushin, "tags")
    assert told.links(ilyushin, "OF_TYPE") == [keyed("AircraftType", "designator", "IL76")]
    army = told.find("Actor", "name", "Libyan National Army")
    assert ilyushin in told.links(army, "OPERATES")
    assert told.links(ilyushin, "SAME_AS", Modality.POSSIBLE) == [hint("Aircraft", "registration", "5A-EWX")]


def test_sanctioned_aircraft_and_their_parties(tables: Tables) -> None:
    told = tables("ofac_sdn_aviation")
    ilyushin = told.find("Aircraft", "registration", "YK-ATA")
    syrian = told.find("Actor", "name", "SYRIAN ARAB AIRLINES")
    assert told.value(ilyushin, "serial") == "93421613"
    assert told.value(ilyushin, "built") == 1979
    assert told.links(ilyushin, "LINKED_TO") == [syrian]
    assert told.links(ilyushin, "OF_TYPE") == [keyed("AircraftType", "designator", "IL76")]
    (listing,) = told.links(ilyushin, "LISTED_ON")
    assert told.values(listing, "programs") == ["SDGT", "SYRIA", "IRGC", "IFSR"]
    operator = told.find("Actor", "name", "Syrianair")
    assert ilyushin in told.links(operator, "OPERATES")
    wings = told.find("Actor", "name", "CHAM WINGS AIRLINES")
    assert told.links(wings, "LINKED_TO") == [syrian]
    hawker = told.find("Aircraft", "registration", "RA-02791")
    assert hawker == keyed("Aircraft", "icao24", "140AE7")
    assert told.values(told.find("Aircraft", "serial", "416"), "formerRegistrations") == ["YI-NAD"]


def test_scheduled_and_actual_times_are_local_clocks_in_utc(tables: Tables) -> None:
    told = tables("nyc13_flights")
    flight = keyed("Flight", "source:nyc13", "2013-01-01", "UA", "1545", "EWR")
    assert told.value(flight, "number") == "UA1545"
    # 5:15 in New York to 8:19 in Houston.
    assert _ends(told.value(flight, "scheduled")) == ("2013-01-01T10:15Z", "2013-01-01T14:19Z")
    assert _ends(told.value(flight, "actual")) == ("2013-01-01T10:17Z", "2013-01-01T14:30Z")
    assert told.links(flight, "FLOWN_BY") == [keyed("Aircraft", "source:nyc13", "N14228")]
    cancelled = [subject for subject in told.by_subject if told.value(subject, "cancelled")]
    assert cancelled and all(told.value(one, "actual") is None for one in cancelled)


def test_a_flight_is_in_the_air_for_less_than_it_takes(tables: Tables) -> None:
    told = tables("nyc13_flights")
    for subject in told.by_subject:
        minutes, actual = told.value(subject, "airMinutes"), told.value(subject, "actual")
        if minutes is not None and actual["end"]:
            start, end = (datetime.fromisoformat(text) for text in _ends(actual))
            assert minutes < (end - start).total_seconds() / 60 < minutes + 300, (subject, actual)


def test_airports_of_new_york_meet_the_gazetteers(tables: Tables) -> None:
    told = tables("nyc13_airports")
    newark = keyed("Base", "source:nyc13", "EWR")
    assert told.links(newark, "SAME_AS") == [keyed("Base", "icao", "KEWR")]


def _ends(period: Any) -> tuple[str, str]:
    return period["start"], period["end"]


def test_sightings_have_their_aircraft_positions_and_times(tables: Tables) -> None:
    told = tables("adsb_sightings")
    flight = keyed("Flight", "source:traffic", "ae0455", "PSWRD35", "2020-09-14T21:47:52Z")
    assert told.value(flight, "flightKind") == "OBSERVED"
    assert told.value(flight, "firstLocation") == {"latitude": 32.696, "longitude": -117.2092}
    assert _ends(told.value(flight, "period")) == ("2020-09-14T21:47:52Z", "2020-09-14T23:58:51Z")
    assert told.links(flight, "FLOWN_BY") == [keyed("Aircraft", "icao24", "AE0455")]


def test_blocks_prefixes_types_and_countries(tables: Tables) -> None:
    blocks = tables("vrs_code_blocks")
    zimbabwe = blocks.find("AddressBlock", "first", "004000")
    assert (blocks.value(zimbabwe, "last"), blocks.value(zimbabwe, "military")) == ("0043FF", False)
    assert blocks.links(zimbabwe, "ALLOTTED_TO") == [keyed("Place", "country", "ZW")]
    guernsey = keyed("Place", "country", "GG")
    assert tables("vrs_reg_prefixes").values(guernsey, "registrationPrefixes") == ["2"]
    assert tables("vrs_countries").value(keyed("Place", "country", "LY"), "name") == "Libya"
    assert tables("countries_ourairports").value(keyed("Place", "country", "LY"), "continent") == "AFRICA"
    agusta = keyed("AircraftType", "designator", "A109")
    assert tables("vrs_model_types").values(agusta, "craftKind") == ["HELICOPTER"]


@pytest.mark.parametrize("name", ["aircraft_plane_alert", "vrs_aircraft"])
def test_words_and_bare_numbers_in_place_of_a_registration_are_no_hints(name: str, shared: Path) -> None:
    reading = read_table(table_of(shared, name), read_mapping(MAPPINGS[name], ONTOLOGY), on_error="skip")
    told: dict[str, set[object]] = {}
    hinted: set[str] = set()
    for claim in (claim for batch in reading for one in batch.statements for claim in one.claims):
        if claim.subject.startswith("Aircraft:"):
            told.setdefault(claim.key, set()).add(claim.value)
            if claim.object is not None:
                hinted.add(claim.object)
    words = {"TACTICAL", "VARIOUS"}
    assert not words & told["registration"] and not words & told.get("serial", set())
    bare = {str(one) for one in told["registration"] if str(one).isdigit()}
    assert bare and not hinted & {hint("Aircraft", "registration", one) for one in bare | words}
    assert hinted & {hint("Aircraft", "registration", str(one)) for one in told["registration"]}


def test_aircraft_of_two_registers_are_one(tables: Tables) -> None:
    both = set(tables("vrs_aircraft").by_subject) & set(tables("aircraft_plane_alert").by_subject)
    assert sum(one.startswith("Aircraft:") for one in both) > 50
