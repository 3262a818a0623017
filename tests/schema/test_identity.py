"""Ids are stable over machines and versions: a stored graph depends on them."""

from hypothesis import given
from hypothesis import strategies as st

from schema import identity

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def test_ids_say_their_noun() -> None:
    assert identity.noun_of(identity.keyed("Base", "icao", "HL59")) == "Base"
    assert identity.noun_of(identity.local("Flight", "Document:x", [3, 9])) == "Flight"


def test_ids_say_whether_they_are_keyed() -> None:
    assert identity.is_keyed(identity.keyed("Base", "icao", "HL59"))
    assert not identity.is_keyed(identity.local("Base", "Document:x", [0, 4]))


def test_hints_are_no_things() -> None:
    hint = identity.hint("Base", "iata", "BEN")
    assert identity.is_hint(hint) and not identity.is_keyed(hint) and identity.noun_of(hint) == "Base"
    assert not identity.is_hint(identity.keyed("Base", "icao", "HL59"))
    assert not identity.is_hint(identity.local("Base", "Document:x", [0, 4]))


def test_what_tells_things_apart() -> None:
    ids = {
        identity.keyed("Base", "icao", "HL59"),
        identity.keyed("Base", "iata", "HL59"),
        identity.keyed("Place", "icao", "HL59"),
        identity.local("Base", "Document:x", [0, 4]),
        identity.local("Base", "Document:x", [0, 4], 1),
        identity.local("Base", "Document:y", [0, 4]),
        identity.local("Base", "Document:x", ["0", "4"]),
    }
    assert len(ids) == 7


@given(JSON, JSON)
def test_borders_and_types_are_kept_apart(one: None, other: None) -> None:
    same = identity.digest(one, other) == identity.digest([one], other)
    assert not same


@given(st.text(), st.integers(0, 10), JSON)
def test_statement_ids_fit_in_63_bits(text: str, ordinal: int, content: None) -> None:
    identifier = identity.statement("Document:x", [0, 1], text, ordinal, content)
    assert 0 <= identifier < 2**63
    assert identifier == identity.statement("Document:x", [0, 1], text, ordinal, content)
