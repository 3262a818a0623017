"""Words are found letter by letter, or nearly and then whole; what is not in the text is nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.llm.ground import ground

TEXT = "At least half a dozen Il-76 planes flew from Minsk to Benghazi on 8 December, two officials said 🛩. They left."


def test_exact_words_are_found_where_they_stand() -> None:
    found = ground(" flew from Minsk ", TEXT)
    assert found is not None
    assert (found.slot.text, found.grounding, found.score) == ("flew from Minsk", "exact", 1.0)
    assert TEXT[found.slot.start : found.slot.end] == found.slot.text


def test_words_within_a_word_are_not_it() -> None:
    assert ground("ins", TEXT) is None
    assert ground("east half", TEXT) is None


@pytest.mark.parametrize(
    "quote",
    [
        "At least half a dozen Il-76 planes flew from Minsk to Benghazi on 8 December, two officials say",
        "at least half a dozen IL-76 planes flew from Minsk to Benghazi on 8 December",
        "east half a dozen Il-76 planes flew from Minsk to Benghazi on 8 Decembe",
    ],
)
def test_nearly_the_words_are_found_whole_and_marked(quote: str) -> None:
    found = ground(quote, TEXT)
    assert found is not None
    assert found.grounding == "fuzzy"
    assert 0.92 <= found.score < 1
    start, end = found.slot.start, found.slot.end
    assert TEXT[start:end] == found.slot.text
    assert start == 0 or not (TEXT[start - 1].isalnum() and TEXT[start].isalnum())
    assert end == len(TEXT) or not (TEXT[end - 1].isalnum() and TEXT[end].isalnum())


@pytest.mark.parametrize(
    "quote",
    [
        "The Kremlin denied that any plane flew to Benghazi",
        "At least half a dozen Il-76 planes flew from Minsk to Benghazi on 9 December, two officials said",
        "At least half a dozen Il-78 planes flew from Minsk to Benghazi",
        "Two officials said that at least half a dozen Il-76 planes flew from Minsk to Benghazi",
        "",
        "   ",
        "Bengazi",
    ],
)
def test_invented_changed_and_short_words_are_not(quote: str) -> None:
    assert ground(quote, TEXT) is None


def test_nothing_is_found_outside_the_given_stretch() -> None:
    at = TEXT.index("They")
    assert ground("Minsk", TEXT, at) is None
    assert ground("They left", TEXT, 0, at) is None
    assert ground("half a dozen Il-76 planes flew from Minsk", TEXT, 30, 60) is None


@given(st.text(max_size=80), st.text(max_size=200))
def test_whatever_is_asked_the_slot_is_the_text(words: str, text: str) -> None:
    found = ground(words, text)
    if found is not None:
        assert text[found.slot.start : found.slot.end] == found.slot.text
        assert found.slot.text
