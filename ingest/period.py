"""Phrases of time -> Period, resolved against the day of publication and never against today."""

import calendar
import re
from datetime import date, timedelta

from ingest.phrase import DAY, DAYS, MONTH, MONTHS, NUMBER, ONE, ORDINAL, RANGE, SMALL, UNIT, YEAR, Phrase, find_periods
from schema.errors import InvalidValueError
from schema.values import instant
from schema.values.instant import Instant
from schema.values.period import Basis, Period

_SPAN_DAYS = {"day": 1, "week": 7, "weekend": 7}
_OPENING = {"since", "as of", "starting", "beginning", "after"}
_CLOSING = {"until", "till", "by", "before"}


def resolve(phrase: Phrase | str, published: date | None, *, future: bool = False) -> Period:
    """A phrase to the stretch of time it names; both ends are included.

    `future` says that the words speak of what is to come. What needs a publication date stays unresolved without one:
    unknown ends, basis UNKNOWN, the words kept.
    """
    if isinstance(phrase, str):
        found = find_periods(phrase)
        if not found:
            return Period(None, None, phrase, "UNKNOWN")
        phrase = found[0]
    words = f"{phrase.lead} {phrase.text}".strip()
    ends = _ends(phrase.text, published, future=future)
    if ends is None:
        return Period(None, None, words, "UNKNOWN")
    start, end, basis = ends
    if phrase.lead in _OPENING:
        # A stretch that is open when it is told of ends with the telling, unless it starts after it.
        if published is None or start.first > instant.of_date(published).last:
            return Period(start, None, words, basis)
        return Period(start, instant.of_date(published), words, "DERIVED")
    if phrase.lead in _CLOSING:
        return Period(None, end, words, basis)
    return Period(start, end, words, basis)


_Ends = tuple[Instant, Instant, Basis]


def _ends(text: str, published: date | None, *, future: bool) -> _Ends | None:
    ranged = RANGE.fullmatch(text)
    if ranged:
        return _range_ends(ranged, published)
    match = ONE.fullmatch(text)
    if match is None:
        return None
    if match["iso"] or match["md"] or match["dm"] or match["my"]:
        return _absolute(match[0], published)
    if match["year"]:
        year = instant.parse(match[0])
        return year, year, "STATED"
    if published is None or match["same"]:
        return None
    low = text.casefold()
    if match["month"]:
        return _month(low, published)
    if match["weekday"]:
        return _days(_weekday(low, published, future=future))
    if match["day"]:
        shift = -1 if "yesterday" in low else 1 if "tomorrow" in low else 0
        return _days((published + timedelta(days=shift - ("overnight" in low)), published + timedelta(days=shift)))
    return _relative(match, low, published)


def _relative(match: re.Match[str], low: str, published: date) -> _Ends | None:
    if match["this"]:
        return _this(low, published)
    if match["recent"]:
        days = 30 if "month" in low else 365 if "year" in low else 28 if "week" in low else 7
        return _days((published - timedelta(days=days), published))
    unit = re.search(UNIT, low)
    assert unit is not None
    several = _several(low)
    if match["past"]:
        if several is None and not low.startswith(("the ", "past", "this")):
            return _last(unit[0], published)
        return _days((_back(published, several or 1, unit[0]), published))
    if match["ago"]:
        if "ago" not in low:
            return None
        day = _back(published, several or 1, unit[0])
        return (
            _days((day, day))
            if unit[0] in {"day", "hour"}
            else _days((day - timedelta(days=3), min(published, day + timedelta(days=3))))
        )
    if "following" in low:
        return None
    plural = several or (7 if re.search("(?:hour|day)s", low) else 3 if re.search("(?:week|month|year)s", low) else 1)
    return _days((published, _back(published, -plural, unit[0])))


def _several(low: str) -> int | None:
    match = re.search(rf"\b({NUMBER})\b(?: of)? {UNIT}", low)
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else SMALL[match[1]]


def _back(day: date, several: int, unit: str) -> date:
    if unit == "hour":
        hours = -(-abs(several) // 24)
        return day - timedelta(days=hours if several > 0 else -hours)
    if unit in _SPAN_DAYS:
        return day - timedelta(days=several * _SPAN_DAYS[unit])
    months = several * (12 if unit == "year" else 1)
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        return day
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _last(unit: str, published: date) -> _Ends:
    monday = published - timedelta(days=published.weekday())
    if unit == "weekend":
        saturday = monday - timedelta(days=2)
        return _days((saturday, saturday + timedelta(days=1)))
    if unit == "month":
        earlier = instant.parse((published.replace(day=1) - timedelta(days=1)).isoformat()[:7])
        return earlier, earlier, "DERIVED"
    if unit == "year":
        earlier = instant.parse(f"{published.year - 1:04}")
        return earlier, earlier, "DERIVED"
    if unit == "week":
        return _days((monday - timedelta(days=7), monday - timedelta(days=1)))
    return _days((published - timedelta(days=1), published))


def _this(low: str, published: date) -> _Ends:
    monday = published - timedelta(days=published.weekday())
    later = low.startswith("later")
    if "weekend" in low:
        # Said after it, or during it, it is the weekend that was; the one to come is "next".
        saturday = monday + timedelta(days=5)
        if published < saturday and not later:
            saturday -= timedelta(days=7)
        return _days((saturday, max(saturday, min(saturday + timedelta(days=1), published))))
    if "week" in low:
        start, end = monday, monday + timedelta(days=6)
    elif "month" in low:
        start = published.replace(day=1)
        end = published.replace(day=calendar.monthrange(published.year, published.month)[1])
    elif "year" in low:
        start, end = published.replace(month=1, day=1), published.replace(month=12, day=31)
    else:
        return _days((published, published))
    return _days((published, end) if later else (start, published))


def _weekday(low: str, published: date, *, future: bool) -> tuple[date, date]:
    name = re.search(DAY, low)
    assert name is not None
    wanted = DAYS[name[0]]
    if future or "next " in low or "the following" in low:
        day = published + timedelta(days=(wanted - published.weekday()) % 7 or 7)
    else:
        back = (published.weekday() - wanted) % 7
        # "Friday" in a Friday's paper is that day; "last Friday" is the one before.
        day = published - timedelta(days=back or (7 if low.startswith("last ") else 0))
    return day, day


def _month(low: str, published: date) -> _Ends | None:
    name = re.search(rf"\b({MONTH})$", low)
    if name is None:
        return None
    number = MONTHS[name[1].rstrip(".")]
    year = published.year - (number > published.month)
    month = instant.parse(f"{year:04}-{number:02}")
    end = month
    if month.last > instant.of_date(published).last:
        end = instant.of_date(published)
    return month, end, "DERIVED"


def _absolute(text: str, published: date | None, year: int | None = None) -> _Ends | None:
    stated = re.search(YEAR, text)
    month = re.search(rf"({MONTH})(?!\w)", text, re.IGNORECASE)
    if re.fullmatch(rf"{YEAR}-\d\d-\d\d", text):
        return _checked(text, "STATED")
    assert month is not None
    number = MONTHS[month[1].casefold().rstrip(".")]
    day = re.search(rf"\b(\d{{1,2}}){ORDINAL}\b", re.sub(YEAR, "", text))
    if stated or year:
        known = int(stated[0]) if stated else year
        return _checked(f"{known:04}-{number:02}" + (f"-{int(day[1]):02}" if day else ""), "STATED")
    if published is None or day is None:
        return None
    for back in range(9):
        # The latest such day that is not after publication; nine years reach over any missing 29 February.
        if published.year - back < 1:
            return None
        found = _checked(f"{published.year - back:04}-{number:02}-{int(day[1]):02}", "DERIVED")
        if found and found[0].first <= instant.of_date(published).first:
            return found
    return None


def _range_ends(match: re.Match[str], published: date | None) -> _Ends | None:
    first, last = (match["a"], match["b"]) if match["a"] else (match["c"], match["d"])
    if match["m1"]:
        year = match["my2"]
        if year is None and published is None:
            return None
        low, high = (MONTHS[match[group].casefold().rstrip(".")] for group in ("m1", "m2"))
        assert year is not None or published is not None
        known = int(year) if year else published.year - (high > published.month) if published else 0
        start = instant.parse(f"{known - (low > high):04}-{low:02}")
        end = instant.parse(f"{known:04}-{high:02}")
        if year is None and published and end.last > instant.of_date(published).last:
            end = instant.of_date(published)
        return (start, end, "STATED" if year else "DERIVED") if start.first <= end.last else None
    if last.isdigit():
        last = re.sub(r"(?<!\d)\d{1,2}(?!\d)", last, first, count=1)
    elif first.isdigit():
        first = re.sub(r"(?<!\d)\d{1,2}(?!\d)", first, last, count=1)
    stated = re.search(YEAR, last) or re.search(YEAR, first)
    closing = _absolute(last, published, int(stated[0]) if stated else None)
    if closing is None:
        return None
    opening = _absolute(first, published, int(closing[1].text[:4]))
    if opening is None or opening[0].first > closing[1].last:
        return None
    return opening[0], closing[1], closing[2]


def _checked(text: str, basis: Basis) -> _Ends | None:
    try:
        day = instant.parse(text)
    except InvalidValueError:
        return None
    return day, day, basis


def _days(days: tuple[date, date]) -> _Ends:
    return instant.of_date(days[0]), instant.of_date(days[1]), "DERIVED"
