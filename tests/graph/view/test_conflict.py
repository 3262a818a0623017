"""On which fields and links the claims of a thing disagree, and which differences are none."""

import pytest

from graph.view import view
from graph.view.conflict import conflicts
from graph.view.edge import edges
from graph.view.standing import Standing
from schema.claim import Batch, Claim, Document, Modality, Polarity, Statement
from schema.discover import discover
from schema.identity import document, keyed, noun_of
from schema.values.value import Json

ONTOLOGY = discover()
BASE, FLIGHT, AIRCRAFT, ACTOR = "Base:la", "Flight:la", "Aircraft:la", "Actor:la"
DENIED, POSSIBLE = Polarity.DENIED, Modality.POSSIBLE


def disagreed(*claims: Claim, **merged: str) -> tuple[str, ...]:
    """Where claims disagree, each said in a statement of its own."""
    identifier = claims[0].subject
    said = [(claim, Standing(at, "", "", (claim,))) for at, claim in enumerate(claims)]
    begun = edges(ONTOLOGY, identifier, said, lambda one: merged.get(one.replace(":", "_"), one))
    return conflicts(ONTOLOGY, noun_of(identifier), said, begun)


def place(latitude: float, longitude: float) -> Json:
    return {"latitude": latitude, "longitude": longitude}


def many(low: int, high: int | None) -> Json:
    return {"low": low, "high": high, "text": "so many"}


def when(start: str | None, end: str | None) -> Json:
    return {"start": start, "end": end, "text": None, "basis": "STATED"}


@pytest.mark.parametrize(
    ("subject", "field", "one", "other", "disagree"),
    [
        (BASE, "country", "LY", "LY", False),
        (BASE, "country", "LY", "TN", True),
        (BASE, "name", "Benina", "Banina", False),
        (BASE, "codes", "A", "B", False),
        (BASE, "elevation", 100.0, 100.3, False),
        (BASE, "elevation", 100.0, 130.0, True),
        (BASE, "location", place(32.0, 20.0), place(32.01, 20.0), False),
        (BASE, "location", place(32.0, 20.0), place(33.0, 20.0), True),
        (BASE, "timeZone", "Africa/Tripoli", "africa/tripoli", False),
        (BASE, "closed", True, False, True),
        (FLIGHT, "count", many(6, None), many(8, 8), False),
        (FLIGHT, "count", many(6, None), many(4, 4), True),
        (FLIGHT, "period", when("2024-12", "2024-12"), when("2024-12-08", None), False),
        (FLIGHT, "period", when("2024-11-01", "2024-11-30"), when("2024-12-08", None), True),
        (FLIGHT, "leg", 1, 2, True),
        ("Listing:la", "date", "2024", "2024-03-05", False),
        ("Listing:la", "date", "2024-04", "2024-03-05", True),
    ],
)
def test_two_values_disagree_where_both_cannot_be_true(
    subject: str, field: str, one: Json, other: Json, disagree: bool
) -> None:
    claims = Claim(subject, field, one), Claim(subject, field, other)
    assert disagreed(*claims) == disagreed(*reversed(claims)) == ((field,) if disagree else ())


def test_a_denial_contradicts_what_it_denies_and_nothing_else() -> None:
    assert disagreed(Claim(BASE, "name", "A"), Claim(BASE, "name", "A", polarity=DENIED)) == ("name",)
    assert disagreed(Claim(BASE, "codes", "A"), Claim(BASE, "codes", "A", polarity=DENIED)) == ("codes",)
    assert disagreed(Claim(BASE, "country", "LY"), Claim(BASE, "country", "TN", polarity=DENIED)) == ()
    assert disagreed(Claim(BASE, "country", "LY", polarity=DENIED)) == ()


def test_what_is_only_possible_contradicts_no_other_value() -> None:
    certain, possible = Claim(BASE, "military", value=False), Claim(BASE, "military", value=True, modality=POSSIBLE)
    assert disagreed(certain, possible) == ()
    assert disagreed(possible, Claim(BASE, "military", value=True, polarity=DENIED)) == ("military",)


def test_links_disagree_where_one_is_denied_or_where_only_one_can_be() -> None:
    to = [Claim(FLIGHT, "ORIGIN", object=f"Base:{name}") for name in "ab"]
    assert disagreed(*to) == ()
    assert disagreed(*to, Claim(FLIGHT, "ORIGIN", object="Base:a", polarity=DENIED)) == ("ORIGIN",)
    types = [Claim(AIRCRAFT, "OF_TYPE", object=f"AircraftType:{name}") for name in "ab"]
    assert disagreed(*types) == ("OF_TYPE",)
    assert disagreed(*types, AircraftType_b="AircraftType:a") == ()
    assert disagreed(*(Claim(FLIGHT, "OF_TYPE", object=claim.object) for claim in types)) == ()
    either = [Claim(AIRCRAFT, "OF_TYPE", object=claim.object, alternative="a") for claim in types]
    assert disagreed(*either) == ()
    assert disagreed(types[0], Claim(AIRCRAFT, "OF_TYPE", object="AircraftType:b", modality=POSSIBLE)) == ()


def test_the_view_tells_on_each_node_where_its_claims_disagree() -> None:
    base = keyed("Base", "icao", "HLLB")
    batches = []
    for name, country in (("one", "LY"), ("two", "TN")):
        table = Document(document(name, name), name, "DATASET", outlet=name)
        claims = (Claim(base, "name", name), Claim(base, "country", country))
        batches.append(Batch((table,), (Statement(table.id, "test", claims, row="1"),)))
    assert view(ONTOLOGY, batches).nodes[base].properties["conflicts"] == ["country"]
    assert "conflicts" not in view(ONTOLOGY, batches[:1]).nodes[base].properties
