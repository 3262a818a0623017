"""Phrases of time resolve against the day of publication, and never against today."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.period import resolve
from ingest.phrase import find_periods
from schema.values import instant
from schema.values.period import PERIOD, Period

FRIDAY = date(2024, 12, 20)

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "Nov.",
    "Dec",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
UNITS = ["hours", "days", "weeks", "months", "years"]

days = st.integers(1, 31)
day_phrases = st.builds(lambda m, d: f"{m} {d}", st.sampled_from(MONTHS), st.integers(1, 31))
past = st.one_of(
    day_phrases,
    st.builds(lambda m, d: f"{d} {m}", st.sampled_from(MONTHS), st.integers(1, 31)),
    st.builds(lambda m, a, b: f"between {m} {a} and {m} {b}", st.sampled_from(MONTHS), days, days),
    st.builds(lambda a, b: f"{a} and {b}", st.sampled_from(MONTHS[:10]), st.sampled_from(MONTHS[:10])),
    st.sampled_from([*WEEKDAYS, *(f"last {d}" for d in WEEKDAYS), *(f"{d} night" for d in WEEKDAYS)]),
    st.builds(lambda n, u: f"the past {n} {u}", st.integers(1, 99), st.sampled_from(UNITS)),
    st.builds(lambda n, u: f"{n} {u} ago", st.integers(1, 99), st.sampled_from(UNITS)),
    st.sampled_from(
        ["yesterday", "today", "overnight", "last weekend", "last week", "last month", "last year", "the past week",
         "earlier this week", "this week", "this month", "this year", "in recent days",
         "in recent weeks", "last 24 hours"]
    ),
)  # fmt: skip
future = st.one_of(
    st.builds(lambda n, u: f"the next {n} {u}", st.integers(1, 30), st.sampled_from(UNITS)),
    st.sampled_from(["tomorrow", "next week", "next month", "the coming days", "the days ahead", "later this week"]),
)
leads = st.sampled_from(["", "since ", "until ", "before ", "by "])
# The first year leaves room for "99 years ago".
published = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def ends(period: Period) -> tuple[str | None, str | None, str]:
    return period.start.text if period.start else None, period.end.text if period.end else None, period.basis


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("since December 8", "2024-12-08", "2024-12-20"),
        ("since early October", "2024-10", "2024-12-20"),
        ("in the past week", "2024-12-13", "2024-12-20"),
        ("over the past two days", "2024-12-18", "2024-12-20"),
        ("in the last 24 hours", "2024-12-19", "2024-12-20"),
        ("Friday", "2024-12-20", "2024-12-20"),
        ("last Friday", "2024-12-13", "2024-12-13"),
        ("on Saturday", "2024-12-14", "2024-12-14"),
        ("last weekend", "2024-12-14", "2024-12-15"),
        ("earlier this week", "2024-12-16", "2024-12-20"),
        ("between April 19 and 21", "2024-04-19", "2024-04-21"),
        ("from 3 to 5 September", "2024-09-03", "2024-09-05"),
        ("July and August", "2024-07", "2024-08"),
        ("in September", "2024-09", "2024-09"),
        ("last month", "2024-11", "2024-11"),
        ("next week", "2024-12-20", "2024-12-27"),
        ("December 25", "2023-12-25", "2023-12-25"),
    ],
)
def test_phrase_of_an_article_of_a_friday(phrase: str, start: str, end: str) -> None:
    assert ends(resolve(phrase, FRIDAY)) == (start, end, "DERIVED")


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("on 4 March 2022", "2022-03-04", "2022-03-04"),
        ("March 4th, 2022", "2022-03-04", "2022-03-04"),
        ("2022-03-04", "2022-03-04", "2022-03-04"),
        ("in August 2023", "2023-08", "2023-08"),
        ("in 2020", "2020", "2020"),
    ],
)
def test_full_dates_need_no_publication(phrase: str, start: str, end: str) -> None:
    assert ends(resolve(phrase, None)) == (start, end, "STATED")
    assert ends(resolve(phrase, FRIDAY)) == (start, end, "STATED")


@pytest.mark.parametrize(
    "phrase", ["may return", "they march on", "a 2023 report", "the second", "in the sun", "30 February 2024"]
)
def test_other_words_are_no_time(phrase: str) -> None:
    assert ends(resolve(phrase, FRIDAY)) == (None, None, "UNKNOWN")


def test_weekday_to_come_is_the_next_one() -> None:
    assert ends(resolve("on Monday", FRIDAY, future=True)) == ("2024-12-23", "2024-12-23", "DERIVED")


@given(leads, past, published)
def test_past_phrases_are_ordered_and_never_after_publication(lead: str, phrase: str, day: date) -> None:
    period = resolve(lead + phrase, day)
    limit = instant.of_date(day).last
    for end in (period.start, period.end):
        if end is not None:
            # A month or year is cut to what is known, so only its first moment need lie before.
            assert end.first <= limit
            assert end.precision in {"MONTH", "YEAR"} or end.last <= limit
    if period.start and period.end:
        assert period.start.first <= period.end.last
    PERIOD.pack(period)


@given(future, published)
def test_future_phrases_are_ordered_and_begin_no_earlier_than_publication(phrase: str, day: date) -> None:
    period = resolve(phrase, day)
    assert period.start is not None
    assert period.end is not None
    assert period.start.first >= instant.of_date(day).first
    assert period.start.first <= period.end.last


@given(leads, st.one_of(past, future))
def test_without_publication_nothing_is_resolved(lead: str, phrase: str) -> None:
    period = resolve(lead + phrase, None)
    assert ends(period) == (None, None, "UNKNOWN")
    assert period.text


@given(past, published, st.integers(1, 400))
def test_phrases_move_with_publication_alone(phrase: str, day: date, shift: int) -> None:
    assert resolve(phrase, day) == resolve(phrase, day)
    later = resolve(phrase, day + timedelta(days=shift))
    first = resolve(phrase, day)
    if first.start and later.start:
        assert first.start.first <= later.start.first


@given(st.text(max_size=30), past, st.text(max_size=30))
def test_phrases_are_found_where_they_stand(before: str, phrase: str, after: str) -> None:
    text = f"{before} {phrase} {after}"
    found = find_periods(text)
    for one in found:
        assert text[one.start : one.end] == one.text
    assert all(a.end <= b.start for a, b in pairwise(found))
