"""A draft of a mapping names what it recognises, leaves the rest with a reason, and can be read as it stands."""

from pathlib import Path

import pytest

from ingest.table.errors import EmptyTableError
from ingest.table.read import read_table
from ingest.table.suggest import suggest
from tests.ingest.table.harness import Told, mapping_of, read, write


@pytest.mark.parametrize(
    ("table", "noun", "fields", "links"),
    [
        (
            "Hex,Tail Number,Manufacturer,Type,Operator,Colour\n"
            "06a1b2,A7-MAA,Boeing,C17,Emiri Air Force,grey\n06a1b3,A7-MAB,Boeing,C17,Emiri Air Force,grey\n",
            "Aircraft",
            {"icao24": "06A1B2", "registration": "A7-MAA", "maker": "Boeing"},
            {"OF_TYPE"},
        ),
        (
            "ident,airport name,latitude_deg,longitude_deg,elevation_ft,iso_country,municipality\n"
            "HL59,Al Khadim,31.9985,21.1918,800,LY,Charruba\nHLLB,Benina,32.0968,20.2695,433,LY,Benghazi\n",
            "Base",
            {"name": "Al Khadim", "icao": "HL59", "elevation": 243.8, "country": "LY", "city": "Charruba"},
            {"LOCATED_IN", "SAME_AS"},
        ),
        (
            "code,icao,iata,airline name,country\n1,SAW,6Q,Sham Wings,Syria\n2,LBC,,Global Air,Libya\n",
            "Actor",
            {"icao": "SAW", "iata": "6Q", "name": "Sham Wings", "country": "SY"},
            {"SAME_AS"},
        ),
        (
            "callsign,origin,destination,date\nRFF7071,UUMU,OSLK,2024-12-08\nRFF7072,OSLK,HLLB,2024-12-09\n",
            "Flight",
            {"callsign": "RFF7071"},
            {"ORIGIN", "DESTINATION"},
        ),
        (
            "Callsign,AirportCodes\nSAW352,HLLB-OLBA-OSDI\nSAW353,OSDI-HLLB\n",
            "Flight",
            {"callsign": "SAW352", "leg": 1},
            {"ORIGIN", "DESTINATION"},
        ),
        ("ISO,Name\nLY,Libya\nSY,Syria\n", "Place", {"name": "Libya", "country": "LY"}, set()),
        ("designator,model\nIL76,Il-76\nA124,An-124\n", "AircraftType", {"designator": "IL76", "name": "Il-76"}, set()),
        ("what: is,\"this\"\"\"\nx,y\nz,w\n", "Actor", {}, set()),
    ],
)  # fmt: skip
def test_a_draft_reads_its_own_table(
    tmp_path: Path, table: str, noun: str, fields: dict[str, object], links: set[str]
) -> None:
    path = write(tmp_path, "some table.csv", table)
    mapping = mapping_of(tmp_path, suggest(path))
    assert mapping.entities[0].noun == noun
    told = Told(read(path, mapping)[0])
    first = [claim.subject for claim in told.claims if claim.subject.startswith(noun)]
    said = {claim.key: claim.value for claim in told.by_subject[first[0]] if claim.object is None} if first else {}
    assert fields.items() <= said.items()
    assert links <= {claim.key for claim in told.claims if claim.object}
    assert not read_table(path, mapping).not_taken


def test_columns_that_are_not_recognised_are_left_in_so_many_words(tmp_path: Path) -> None:
    text = suggest(write(tmp_path, "a.csv", "icao24,colour\n06a1b2,grey\n"))
    assert "  colour: not recognised\n" in text
    assert mapping_of(tmp_path, text).left == {"colour": "not recognised"}


def test_a_table_without_rows_has_no_draft(tmp_path: Path) -> None:
    with pytest.raises(EmptyTableError, match="a header and no rows"):
        suggest(write(tmp_path, "a.csv", "icao24\n"))


def test_drafts_of_the_public_tables_can_be_read(shared: Path, tmp_path: Path) -> None:
    for path in sorted((shared / "data").glob("*.csv*")):
        mapping = mapping_of(tmp_path, suggest(path))
        assert set(read_table(path, mapping).not_taken) == set(), path.name
