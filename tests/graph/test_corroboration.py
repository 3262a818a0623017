"""What is told beside what was seen: every verdict has its grounds, and silence is no contradiction."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answer.corroboration import Account, Place, judge
from schema.discover import discover
from schema.values.value import Point

HOW = next(noun.corroboration for noun in discover().concrete if noun.corroboration)
MITIGA = Place("Base:mitiga", Point(32.894, 13.276), wide=False, area="LY", sure=True)
TRIPOLI = Place("Place:tripoli", Point(32.89, 13.19), wide=False, area="LY", sure=True)
BENINA = Place("Base:benina", Point(32.097, 20.269), wide=False, area="LY", sure=True)
LIBYA = Place("Place:libya", None, wide=True, area="LY", sure=True)
SYRIA = Place("Place:syria", None, wide=True, area="SY", sure=True)
HOUR = 3_600_000
TOLD = Account(0, 24 * HOUR, {"aircraftType": {"AircraftType:il76"}}, {"destination": [TRIPOLI]})
SEEN = Account(
    10 * HOUR,
    14 * HOUR,
    {"aircraft": {"Aircraft:1"}, "aircraftType": {"AircraftType:il76"}},
    {"origin": [BENINA], "destination": [MITIGA]},
)


def test_one_of_the_type_that_landed_beside_the_town_that_day_supports() -> None:
    judged = judge(TOLD, SEEN, HOW)
    assert judged.verdict == "SUPPORTS" and judged.reason.startswith("the same aircraftType and destination")
    assert judged.aspects == {
        "aircraft": "UNKNOWN", "aircraftType": "AGREES", "operator": "UNKNOWN", "origin": "UNKNOWN",
        "destination": "AGREES", "period": "AGREES",
    }  # fmt: skip


def test_a_country_holds_its_bases_and_no_others() -> None:
    assert judge(replace(TOLD, ends={"destination": [LIBYA]}), SEEN, HOW).verdict == "SUPPORTS"
    other = judge(replace(TOLD, ends={"destination": [SYRIA]}), SEEN, HOW)
    assert (other.verdict, other.aspects["destination"]) == ("CANNOT_SAY", "DISAGREES")
    assert judge(replace(TOLD, ends={"destination": [SYRIA, LIBYA]}), SEEN, HOW).verdict == "SUPPORTS"


def test_the_same_craft_under_way_elsewhere_contradicts() -> None:
    tight = Account(11 * HOUR, 12 * HOUR, {"aircraft": {"Aircraft:1"}}, {"destination": [SYRIA]})
    assert judge(tight, SEEN, HOW).verdict == "CONTRADICTS"
    # In a day it may have made both flights; seen only low beside a field, it may have landed at another.
    assert judge(replace(tight, start=0, end=24 * HOUR), SEEN, HOW).verdict == "CANNOT_SAY"
    unsure = replace(SEEN, ends={"destination": [replace(MITIGA, sure=False)]})
    assert judge(tight, unsure, HOW).verdict == "CANNOT_SAY"
    # Another one of the type says nothing of it.
    assert judge(replace(tight, shared={"aircraftType": {"AircraftType:il76"}}), SEEN, HOW).verdict == "CANNOT_SAY"


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (replace(SEEN, shared={}), "nothing ties"),
        (replace(SEEN, ends={}), "no place"),
        (replace(SEEN, shared={**SEEN.shared, "aircraftType": {"AircraftType:a124"}}), "nothing ties"),
        (replace(SEEN, ends={"destination": [BENINA]}), "another destination"),
    ],
)
def test_what_cannot_speak_says_why(seen: Account, reason: str) -> None:
    judged = judge(TOLD, seen, HOW)
    assert judged.verdict == "CANNOT_SAY" and reason in judged.reason


PLACES = st.lists(st.sampled_from([MITIGA, TRIPOLI, BENINA, LIBYA, SYRIA, replace(BENINA, sure=False)]), max_size=2)
IDS = st.sets(st.sampled_from(["1", "2"]))
ACCOUNTS = st.builds(
    Account,
    st.none() | st.integers(0, 9),
    st.none() | st.integers(9, 20),
    st.fixed_dictionaries({each.name: IDS for each in HOW.shared}),
    st.fixed_dictionaries(dict.fromkeys(HOW.ends, PLACES)),
)


@given(ACCOUNTS, ACCOUNTS)
def test_verdicts_rest_on_what_is_known(told: Account, seen: Account) -> None:
    judged = judge(told, seen, HOW)
    found = judged.aspects
    if judged.verdict == "SUPPORTS":
        assert "DISAGREES" not in found.values()
        assert any(found[end] == "AGREES" for end in HOW.ends)
        assert any(found[each.name] == "AGREES" for each in HOW.shared)
    if judged.verdict == "CONTRADICTS":
        assert found["aircraft"] == "AGREES" and any(found[end] == "DISAGREES" for end in HOW.ends)
        assert None not in (told.start, told.end, seen.start, seen.end)
    for name, agreement in found.items():
        if name in HOW.ends and not (told.ends[name] and seen.ends[name]):
            assert agreement == "UNKNOWN"
