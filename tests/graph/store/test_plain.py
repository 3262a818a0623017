"""Rows of plain statements: the plan made once for their form gives what is computed for each of them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.fused import fuse
from graph.store.plain import Plain
from graph.store.shape import Fused
from schema import identity
from schema.claim import SAME_AS, Claim, Modality, Polarity, Statement
from schema.discover import discover
from tests.strategies import POOL, claims

ONTOLOGY = discover()
FLIGHT, (BASE, OTHER, *_), (ACTOR, *_) = POOL["Flight"][0], POOL["Base"], POOL["Actor"]
ROW = (
    Claim(FLIGHT, "callsign", "RFF1"),
    Claim(FLIGHT, "ORIGIN", object=BASE),
    Claim(BASE, "name", "Field"),
    Claim(BASE, "aliases", "F"),
    Claim(BASE, "aliases", "E"),
    Claim(FLIGHT, "DESTINATION", object=OTHER),
    Claim(FLIGHT, "OPERATED_BY", object=ACTOR),
    Claim(OTHER, SAME_AS, object=identity.hint("Base", "iata", "AA"), modality=Modality.POSSIBLE, method="codes"),
)


def statement(*made: Claim, said_by: str | None = None) -> Statement:
    return Statement("Document:a", "test@1", made, row="1", said_by=((said_by, 0),) if said_by else ())


def content(one: Fused) -> Sequence[object]:
    row = one.row({}, {identifier: identifier for identifier in one.outside})
    return one.shape, row, list(one.about), one.judged


@given(st.lists(claims, min_size=1, max_size=5), st.sampled_from([None, ACTOR]))
def test_any_plain_statement_gives_the_same_row(made: list[Claim], speaker: str | None) -> None:
    said = statement(*made, said_by=speaker)
    found = Plain(ONTOLOGY).fuse(said, "2024")
    if found is not None:
        general = fuse(ONTOLOGY, said, "2024")
        assert general is not None and content(found) == content(general)


def test_rows_of_one_form_share_their_shape() -> None:
    plain = Plain(ONTOLOGY)
    one = plain.fuse(statement(*ROW), None)
    other = plain.fuse(statement(Claim(FLIGHT, "callsign", "RFF2"), *ROW[1:]), None)
    assert one is not None and other is not None and one.shape is other.shape
    general = fuse(ONTOLOGY, statement(*ROW), None)
    assert general is not None and content(one) == content(general)
    assert one.things[0]["callsign"] == "RFF1" and one.things[1]["aliases"] == ["E", "F"]
    assert [name for name, *_ in one.judged] == ["CANDIDATE"]


@pytest.mark.parametrize(
    "more",
    [
        Claim(FLIGHT, "callsign", "RFF2"),
        Claim(FLIGHT, "cancelled", value=True, polarity=Polarity.DENIED),
        Claim(FLIGHT, "cancelled", value=True, modality=Modality.POSSIBLE),
        Claim(FLIGHT, "ORIGIN", object=OTHER, alternative="either"),
        Claim(ACTOR, "ALLIED_WITH", object=POOL["Actor"][1]),
    ],
)
def test_what_has_to_be_weighed_is_not_plain(more: Claim) -> None:
    assert Plain(ONTOLOGY).fuse(statement(*ROW, more), None) is None


@pytest.mark.parametrize("first", [BASE, OTHER])
def test_ids_judged_to_be_one_share_a_thing(first: str) -> None:
    said = statement(*ROW, Claim(first, SAME_AS, object={BASE: OTHER, OTHER: BASE}[first], method="codes"))
    plain, general = Plain(ONTOLOGY).fuse(said, None), fuse(ONTOLOGY, said, None)
    assert plain is not None and general is not None and content(plain) == content(general)
    assert plain.merged == [max(BASE, OTHER)] and plain.things[1]["members"] == sorted([BASE, OTHER])


def test_a_field_told_of_both_of_two_ids_that_are_one_is_weighed() -> None:
    said = statement(*ROW, Claim(OTHER, "name", "Airfield"), Claim(BASE, SAME_AS, object=OTHER))
    assert Plain(ONTOLOGY).fuse(said, None) is None


def test_a_thing_that_speaks_for_itself_is_not_written_as_new() -> None:
    said = statement(Claim(ACTOR, "name", "Alfa"), said_by=ACTOR)
    assert Plain(ONTOLOGY).fuse(said, None) is None and fuse(ONTOLOGY, said, None) is None
