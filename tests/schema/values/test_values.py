"""What every value type owes: packing is canonical, stored values show again, operators mean something stored."""

from math import acos, cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.discover import discover
from schema.errors import InvalidValueError
from schema.predicate import All, Any, Compare, Holds, InBox, Missing, Not, Predicate, Unbounded, Within
from schema.values.code import ICAO24, ICAO_SITE, REGISTRATION
from schema.values.count import COUNT
from schema.values.country import COUNTRY
from schema.values.location import LOCATION, distance_km
from schema.values.number import BOOLEAN, FLOAT, INTEGER
from schema.values.period import PERIOD
from schema.values.span import SPAN
from schema.values.text import TEXT
from schema.values.url import URL
from schema.values.value import Json, Part, Point, Stored, ValueType

TYPES = discover().value_types
GOOD: list[tuple[ValueType, object, Json]] = [
    (TEXT, "  Il-76 ", "Il-76"),
    (ICAO_SITE, "hl59", "HL59"),
    (ICAO24, "15 42 2a", "15422A"),
    (REGISTRATION, "ra-78842", "RA-78842"),
    (COUNTRY, "ly", "LY"),
    (INTEGER, "12", 12),
    (INTEGER, 12.0, 12),
    (FLOAT, "12.5", 12.5),
    (BOOLEAN, "yes", True),
    (COUNT, 4, {"low": 4, "high": 4, "text": "4"}),
    (COUNT, {"low": 6, "text": "at least six"}, {"low": 6, "high": None, "text": "at least six"}),
    (COUNT, {"high": 9, "text": "up to nine"}, {"low": None, "high": 9, "text": "up to nine"}),
    (LOCATION, {"latitude": "31.9985", "longitude": 21}, {"latitude": 31.9985, "longitude": 21.0}),
    (SPAN, (3, 9), {"start": 3, "end": 9}),
    (URL, " https://example.org/a ", "https://example.org/a"),
    (PERIOD, "2024-12", {"start": "2024-12", "end": "2024-12", "text": "2024-12", "basis": "STATED"}),
]
BAD: list[tuple[ValueType, object, str]] = [
    (TEXT, "  ", "it is empty"),
    (TEXT, 3, "write it in quotes"),
    (ICAO_SITE, "HL5", "four letters or digits"),
    (COUNTRY, "Libya", "two-letter code"),
    (INTEGER, 1.5, "digits"),
    (INTEGER, 2**31, "at most 2147483647"),
    (INTEGER, True, "digits"),
    (FLOAT, "nan", "finite"),
    (BOOLEAN, "perhaps", "true or false"),
    (COUNT, {"low": 5, "high": 4, "text": "x"}, "low <= high"),
    (COUNT, {"text": "some"}, "not both"),
    (COUNT, {"low": 1}, "words"),
    (LOCATION, {"latitude": 91, "longitude": 0}, "latitude from -90 to 90"),
    (SPAN, (4, 4), "start < end"),
    (URL, "javascript:alert(1)", "https://"),
    (PERIOD, {"start": "2024-12-09", "end": "2024-12-08"}, "start must not be after end"),
    (PERIOD, "12/08/2024", "ISO 8601"),
    (PERIOD, "2024-02-30", "ISO 8601"),
]


def stored(value: ValueType, packed: Json) -> list[Stored]:
    properties = value.store(packed)

    def piece(part: Part) -> Stored:
        whole = properties[part.suffix]
        if not isinstance(whole, Point):
            return whole
        return whole.latitude if part.component == "latitude" else whole.longitude

    return [piece(part) for part in value.parts]


@pytest.mark.parametrize(("value", "raw", "packed"), GOOD)
def test_packing_is_canonical(value: ValueType, raw: object, packed: Json) -> None:
    assert value.pack(raw) == packed
    assert value.pack(packed) == packed


@pytest.mark.parametrize(("value", "raw", "packed"), GOOD)
def test_what_is_stored_shows_what_was_packed(value: ValueType, raw: object, packed: Json) -> None:
    shown = value.show(stored(value, packed))
    if isinstance(packed, dict) and isinstance(shown, dict):
        assert {key: shown[key] for key in packed} == packed
        assert set(shown) == {output.name for output in value.outputs}
    else:
        assert shown == packed


@pytest.mark.parametrize(("value", "raw", "accepted"), BAD)
def test_bad_values_say_what_is_accepted(value: ValueType, raw: object, accepted: str) -> None:
    with pytest.raises(InvalidValueError, match=accepted):
        value.pack(raw)


def test_long_bad_values_are_cut_in_the_message() -> None:
    with pytest.raises(InvalidValueError) as raised:
        ICAO_SITE.pack("x" * 10_000)
    assert len(str(raised.value)) < 200


def parts_named(predicate: Predicate) -> set[str]:
    match predicate:
        case Compare(part=part) | Missing(part=part):
            return {part}
        case All(of=of) | Any(of=of):
            return {part for inner in of for part in parts_named(inner)}
        case Not(of=inner) | Holds(of=inner):
            return parts_named(inner)
        case Unbounded() | Within() | InBox():
            return set()


@pytest.mark.parametrize("value", TYPES, ids=lambda value: value.kind)
def test_operators_name_parts_that_are_stored(value: ValueType) -> None:
    known = {part.name for part in value.parts}
    for operator in value.operators:
        assert parts_named(operator.means) <= known, operator.name
    assert value.presence in known
    assert set(value.order) <= known


@given(st.text())
def test_text_never_breaks_a_type(raw: str) -> None:
    for value in TYPES:
        try:
            packed = value.pack(raw)
        except InvalidValueError:
            continue
        assert value.pack(packed) == packed


def test_distance_is_that_of_a_sphere() -> None:
    def by_cosines(a: Point, b: Point) -> float:
        lat_a, lat_b, turn = radians(a.latitude), radians(b.latitude), radians(b.longitude - a.longitude)
        return 6371.0088 * acos(sin(lat_a) * sin(lat_b) + cos(lat_a) * cos(lat_b) * cos(turn))

    for a, b in ((Point(32.0968, 20.2695), Point(35.4011, 35.9487)), (Point(-70, 179), Point(64, -150))):
        assert distance_km(a, b) == pytest.approx(by_cosines(a, b), rel=1e-9)
    assert distance_km(Point(0, 0), Point(0, 180)) == pytest.approx(20015.1, abs=0.1)


def test_a_group_of_counts_has_words_of_its_own() -> None:
    assert COUNT.show_group((6, None)) == {"low": 6, "high": None, "text": "6 or more"}
    assert COUNT.show_group((4, 4)) == {"low": 4, "high": 4, "text": "4"}
    assert TEXT.show_group(("Il-76",)) == "Il-76"


def test_an_end_of_many_periods_is_a_moment() -> None:
    stored = PERIOD.store(PERIOD.pack("2024-12"))
    assert PERIOD.show_part("start", stored["_start"]) == "2024-12-01T00:00:00Z"
    assert PERIOD.show_part("end", stored["_end"]) == "2024-12-31T23:59:59Z"
    assert PERIOD.show_part("text", "in winter") == "in winter"
    assert COUNT.show_part("low", 6) == 6
