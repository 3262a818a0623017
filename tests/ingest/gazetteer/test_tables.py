"""The shipped tables hold together and load fast."""

import airportsdata

from ingest.gazetteer.gazetteer import Gazetteer
from ingest.gazetteer.name import core, fold
from schema.nodes.actor import ACTOR_KIND
from schema.nodes.site import SITE_KIND
from schema.values.code import DESIGNATOR
from schema.values.country import CODES


def test_sites_with_a_code_are_fields_of_airportsdata() -> None:
    known = airportsdata.load("ICAO")
    gazetteer = Gazetteer()
    for site in gazetteer.sites:
        assert site.kind in SITE_KIND.choices
        assert site.country in CODES
        if site.scheme == "icao":
            assert site.value in known
            # airportsdata files the islands under the United States.
            assert known[site.value]["country"] == site.country or site.country in {"PR", "VI"}


def test_no_two_sites_share_a_key() -> None:
    keys = [(site.scheme, site.value) for site in Gazetteer().sites]
    assert len(keys) == len(set(keys))


def test_countries_are_iso_codes() -> None:
    countries = Gazetteer().countries
    assert set(countries) <= CODES
    assert len(countries) > 195


def test_designators_have_their_form() -> None:
    for record in Gazetteer().types:
        if record.scheme:
            assert DESIGNATOR.pack(record.value) == record.value


def test_actors_have_kinds_of_the_ontology() -> None:
    for actor in Gazetteer().actors:
        assert actor.kind in ACTOR_KIND.choices
        assert actor.country is None or actor.country in CODES


def test_longest_name_wins_and_case_counts() -> None:
    text = "Guinea-Bissau and Papua New Guinea met us in the US; the Libyan turkey stayed in Turkey’s south."
    found = [(text[f.start : f.end], f.name.record.value) for f in Gazetteer().find(text)]
    assert found == [
        ("Guinea-Bissau", "GW"),
        ("Papua New Guinea", "PG"),
        ("US", "US"),
        ("Libyan", "LY"),
        ("Turkey", "TR"),
    ]


def test_folding() -> None:
    assert fold("Mürted") == "murted"
    assert core("the al-Watiya") == ("watiya",)
