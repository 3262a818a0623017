"""Periods keep what is known and nothing more, whichever way they are written."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.errors import InvalidValueError
from schema.values import instant
from schema.values.instant import PRECISIONS, Instant
from schema.values.period import PERIOD, Period, from_edtf

INSTANTS = st.builds(
    lambda moment, precision: instant.parse(instant.write(int(moment.timestamp() * 1000), precision)),
    st.datetimes(min_value=datetime(1000, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(PRECISIONS),
)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A period with either end known or not, in order."""
    start, end = draw(st.none() | INSTANTS), draw(st.none() | INSTANTS)
    if start and end and start.first > end.last:
        start, end = end, start
    return Period(start, end)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01T00:00:00Z", "2024-12-31T23:59:59Z"),
        ("2024-02", "2024-02-01T00:00:00Z", "2024-02-29T23:59:59Z"),
        ("2024-12-08", "2024-12-08T00:00:00Z", "2024-12-08T23:59:59Z"),
        ("2024-12-08T10:15Z", "2024-12-08T10:15:00Z", "2024-12-08T10:15:59Z"),
        ("2024-12-08T10:15+02:00", "2024-12-08T08:15:00Z", "2024-12-08T08:15:59Z"),
    ],
)
def test_both_ends_of_what_is_known_are_included(text: str, first: str, last: str) -> None:
    parsed = instant.parse(text)
    assert instant.write(parsed.first, "SECOND") == first
    assert instant.write(parsed.last, "SECOND") == last


@given(INSTANTS)
def test_text_reads_back(moment: Instant) -> None:
    assert instant.parse(moment.text) == moment
    assert moment.first <= moment.last


@given(periods())
def test_stored_periods_show_again(period: Period) -> None:
    packed = PERIOD.pack(period)
    properties = PERIOD.store(packed)
    shown = PERIOD.show([properties[part.suffix] for part in PERIOD.parts])
    assert isinstance(shown, dict) and isinstance(packed, dict)
    assert {key: shown[key] for key in packed} == packed
    assert shown["edtf"] == period.edtf()


@given(periods())
def test_edtf_reads_back(period: Period) -> None:
    text = period.edtf()
    if text == "/":
        return
    if all(end is None or end.precision not in {"MINUTE", "SECOND"} for end in (period.start, period.end)):
        again = from_edtf(text)
        assert (again.start, again.end) == (period.start, period.end)


@pytest.mark.parametrize("text", ["", "soon", "2024-21", "[2024,2025]", "2024-12-20/2024-12-08x"])
def test_what_edtf_or_a_period_cannot_say_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="EDTF"):
        from_edtf(text)


def test_a_day_is_the_whole_of_it() -> None:
    assert instant.of_date(date(2024, 12, 8)).text == "2024-12-08"
