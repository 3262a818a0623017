"""Values -> Cypher's literals of them, which a real database reads as they were."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neo4j import Driver

from graph.export.cypher import literal

pytestmark = pytest.mark.neo4j

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
VALUES = st.dictionaries(
    TEXTS.filter(bool),
    st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), TEXTS, st.lists(TEXTS, max_size=2))
    | st.floats(allow_nan=False, allow_infinity=False),
    max_size=3,
)


@settings(max_examples=25)
@given(values=st.lists(VALUES, max_size=20))
def test_what_is_written_is_read_back(driver: Driver, values: list[dict[str, object]]) -> None:
    assert driver.execute_query(f"RETURN {literal(values)} AS found").records[0]["found"] == values


@pytest.mark.parametrize("text", ["\\u0041", "\\", "\\\\u0041", "'\"`", "a;\nb", "\u2028", "\x01", "${x}", "// no"])
def test_words_that_look_like_syntax_are_words(driver: Driver, text: str) -> None:
    assert driver.execute_query(f"RETURN {literal([text])} AS found").records[0]["found"] == [text]
    assert ";\n" not in literal([text])
