"""What may be one, what is one and what is none: by strong keys, the gazetteer's position, declared judgements."""

from pathlib import Path

import pytest

from schema.claim import SAME_AS, Claim, Modality
from schema.identity import hint, is_hint, keyed
from tests.ingest.table.harness import Told, claims_of, mapping_of, read, write

AIRPORTS = """\
table: airports
source: test
document: {title: Airports, publisher: A test}
entities:
  airport:
    noun: Base
    key: KEY
    fields: {name: id}
    same:
      - key: {icao: code, near: [lat, lon]}
"""
#: Al Khadim, as the shipped gazetteer has it.
NORTH, EAST = 31.9985, 21.1918


def judged(folder: Path, key: str, row: str) -> tuple[str, Claim | None]:
    """The id of the airport of a row, and the strongest judgement on it."""
    table = write(folder, "a.csv", f"id,code,lat,lon\n{row}\n")
    claims = claims_of(read(table, mapping_of(folder, AIRPORTS.replace("KEY", key)))[0])
    return claims[0].subject, next((claim for claim in claims if claim.key == SAME_AS), None)


@pytest.mark.parametrize(
    ("row", "modality", "method"),
    [
        (f"a,HL59,{NORTH},{EAST}", Modality.ACTUAL, "icao within 50 km of airportsdata"),
        (f"a,hl59,{NORTH + 0.4},{EAST}", Modality.ACTUAL, "icao within 50 km of airportsdata"),
        (f"a,HL59,{NORTH + 0.5},{EAST}", Modality.POSSIBLE, "icao HL59 lies 56 km from airportsdata"),
        (f"a,HL59,{-NORTH},{EAST}", Modality.POSSIBLE, "icao HL59 lies 7116 km from airportsdata"),
        (f"a,QQ59,{NORTH},{EAST}", Modality.POSSIBLE, "icao QQ59 is not in"),
        ("a,HL59,,", Modality.POSSIBLE, "icao HL59 is not in, or cannot be placed against"),
    ],
)
def test_an_icao_code_counts_near_the_gazetteers_airport(
    tmp_path: Path, row: str, modality: Modality, method: str
) -> None:
    subject, claim = judged(tmp_path, "{source: id}", row)
    assert subject == keyed("Base", "source:test", "a")
    assert claim is not None
    of = keyed if modality is Modality.ACTUAL else hint
    assert claim.object == of("Base", "icao", row.split(",")[1].upper())
    assert claim.modality is modality
    assert claim.method is not None and claim.method.startswith(method)


def test_the_nearer_the_surer(tmp_path: Path) -> None:
    _, near = judged(tmp_path, "{source: id}", f"a,HL59,{NORTH},{EAST}")
    _, far = judged(tmp_path, "{source: id}", f"a,HL59,{NORTH + 0.4},{EAST}")
    assert near and far and near.score == 1.0
    assert far.score is not None and 0.5 < far.score < 0.6


def test_a_strong_key_may_be_the_id_itself_or_else_the_sources_own(tmp_path: Path) -> None:
    key = "[{icao: code, near: [lat, lon]}, {source: id}]"
    subject, claim = judged(tmp_path, key, f"a,HL59,{NORTH},{EAST}")
    assert subject == keyed("Base", "icao", "HL59")
    assert claim is not None and claim.object == hint("Base", "icao", "HL59")
    subject, claim = judged(tmp_path, key, f"a,HL59,{-NORTH},{EAST}")
    assert subject == keyed("Base", "source:test", "a")
    assert claim is not None and claim.modality is Modality.POSSIBLE


@pytest.mark.parametrize("code", ["", "HL5", "HL-59"])
def test_no_code_no_judgement(tmp_path: Path, code: str) -> None:
    assert judged(tmp_path, "{source: id}", f"a,{code},{NORTH},{EAST}")[1] is None


AIRLINES = """\
table: TABLE
source: TABLE
document: {title: TABLE, publisher: A test}
entities:
  airline:
    noun: Actor
    key: {source: id}
    same:
      - key: {icao+name: [icao, {from: name, do: [company]}]}
        method: equal ICAO code and name
        score: 0.95
      - key: {callsign: call}
        possible: equal callsigns
"""


@pytest.mark.parametrize(
    ("one", "other", "joined", "candidates"),
    [
        ("1,AFL,Aéroflot Ltd.,", "9,afl,AEROFLOT,", True, False),
        ("1,AFL,Aeroflot,SPEED", "9,AFX,Aeroflot,SPEED", False, True),
        ("1,AFL,Aeroflot,", "9,AFL,Another,", False, False),
        ("1,,Aeroflot,", "9,,Aeroflot,", False, False),
    ],
)
def test_two_tables_meet_without_looking_at_each_other(
    tmp_path: Path, one: str, other: str, joined: bool, candidates: bool
) -> None:
    told = []
    for name, row in (("first", one), ("second", other)):
        mapping = mapping_of(tmp_path, AIRLINES.replace("TABLE", name))
        told.append(Told(read(write(tmp_path, f"{name}.csv", f"id,icao,name,call\n{row}\n"), mapping)[0]))
    for modality, wanted in ((Modality.ACTUAL, joined), (Modality.POSSIBLE, candidates)):
        objects = [{claim.object for claim in one.claims if claim.modality is modality} for one in told]
        assert bool(objects[0] & objects[1]) is wanted
        assert all(is_hint(one or "") is (modality is Modality.POSSIBLE) for one in objects[0] | objects[1])
    assert not set(told[0].by_subject) & set(told[1].by_subject)


def test_things_without_a_key_are_local_to_their_row(tmp_path: Path) -> None:
    text = AIRPORTS.replace("KEY", "local")
    table = write(tmp_path, "a.csv", f"id,code,lat,lon\na,,{NORTH},{EAST}\na,,{NORTH},{EAST}\n")
    claims = claims_of(read(table, mapping_of(tmp_path, text))[0])
    assert len({claim.subject for claim in claims}) == 2
    assert all(":l" in claim.subject for claim in claims)
