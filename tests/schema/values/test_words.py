"""Each value has one line of words, for labels."""

import pytest

from schema.values.count import COUNT
from schema.values.country import COUNTRY
from schema.values.location import LOCATION
from schema.values.number import INTEGER
from schema.values.period import PERIOD
from schema.values.span import SPAN
from schema.values.value import ValueType


@pytest.mark.parametrize(
    ("value", "raw", "words"),
    [
        (COUNT, {"low": 4, "text": "at least four"}, "4 or more"),
        (COUNT, {"low": 4, "high": 4, "text": "four"}, "4"),
        (COUNT, {"high": 9, "text": "no more than nine"}, "up to 9"),
        (COUNT, {"low": 2, "high": 3, "text": "two or three"}, "2 to 3"),
        (COUNTRY, "ly", "LY"),
        (INTEGER, 12, "12"),
        (LOCATION, {"latitude": 31.99, "longitude": 21.19}, "31.99, 21.19"),
        (PERIOD, {"start": "2024-12-08", "text": "since Sunday"}, "since Sunday"),
        (PERIOD, {"start": "2024-12-08"}, "2024-12-08/"),
        (SPAN, (3, 9), "3–9"),
    ],
)
def test_words(value: ValueType, raw: object, words: str) -> None:
    assert value.words(value.pack(raw)) == words
