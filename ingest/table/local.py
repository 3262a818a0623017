"""A date, local clock time and time zone -> the moment in UTC, as ISO 8601 text."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from schema.errors import InvalidValueError

_DAY = timedelta(days=1)


def clock(text: str) -> int:
    """Minutes since midnight of `hhmm`, `hmm` or `hh:mm`; 2400 is 1440. Raises InvalidValueError.

    >>> clock("517"), clock("24:00")
    (317, 1440)
    """
    digits = text.replace(":", "")
    if digits.isdecimal() and len(digits) <= 4:
        hours, minutes = divmod(int(digits), 100)
        if minutes < 60 and (hours < 24 or (hours, minutes) == (24, 0)):
            return hours * 60 + minutes
    raise InvalidValueError("clock time", text, "hhmm from 0 to 2400, such as 517 or 05:17")


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidValueError("date", text, "a day as YYYY-MM-DD") from None


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise InvalidValueError("time zone", name, "a name such as Europe/Minsk") from None


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    try:
        return (datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(minutes=minutes)).astimezone(UTC)
    except OverflowError:
        raise InvalidValueError("date", day.isoformat(), "a day well within the years 1 to 9999") from None


def _written(moment: datetime) -> str:
    """To the minute, in UTC."""
    return moment.isoformat(timespec="minutes")[:16] + "Z"


@lru_cache(maxsize=4096)
def on_day(day: str, time: str, zone: str) -> str:
    """That clock time on that day. Raises InvalidValueError.

    >>> on_day("2013-01-01", "517", "America/New_York")
    '2013-01-01T10:17Z'
    """
    return _written(_moment(_day(day), clock(time), _zone(zone)))


@lru_cache(maxsize=4096)
def next_after(after: str, time: str, zone: str, early: int = 0) -> str:
    """The first time that the clock shows `time`, not more than `early` minutes before the moment `after`.

    >>> next_after("2013-01-01T23:30Z", "130", "Europe/London")
    '2013-01-02T01:30Z'
    """
    where, minutes = _zone(zone), clock(time)
    try:
        earliest = datetime.fromisoformat(after)
        earliest = (earliest if earliest.tzinfo else earliest.replace(tzinfo=UTC)) - timedelta(minutes=early)
        day = earliest.astimezone(where).date() - _DAY
    except (ValueError, OverflowError):
        raise InvalidValueError("moment", after, "a time such as 2024-12-08T10:15Z") from None
    while (moment := _moment(day, minutes, where)) < earliest:
        day += _DAY
    return _written(moment)
