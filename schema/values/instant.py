"""Instant: a moment or day as ISO 8601 text cut to what is known, with its first and last millisecond in UTC."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from schema.errors import InvalidValueError
from schema.predicate import All, Any, Compare, Not, Operator, equality
from schema.values.value import ENDS, Json, Measure, Scalar

Precision = Literal["YEAR", "MONTH", "DAY", "MINUTE", "SECOND"]
#: Coarsest first.
PRECISIONS: tuple[Precision, ...] = ("YEAR", "MONTH", "DAY", "MINUTE", "SECOND")

_ACCEPTED = "ISO 8601 cut to what is known: 2024, 2024-12, 2024-12-08, 2024-12-08T10:15Z"
_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FORMATS: dict[Precision, str] = {
    "YEAR": "%Y",
    "MONTH": "%Y-%m",
    "DAY": "%Y-%m-%d",
    "MINUTE": "%Y-%m-%dT%H:%MZ",
    "SECOND": "%Y-%m-%dT%H:%M:%SZ",
}


@dataclass(frozen=True, slots=True)
class Instant:
    """A stretch of time known to `precision`: its first and last millisecond since 1970 in UTC, both included."""

    first: int
    last: int
    precision: Precision

    @property
    def text(self) -> str:
        """ISO 8601 cut to the precision; times end in Z."""
        return write(self.first, self.precision)


def moment(at: int) -> str:
    """Milliseconds since 1970 in UTC as ISO 8601, to the millisecond.

    >>> moment(1_733_652_900_250)
    '2024-12-08T10:15:00.250Z'
    """
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@lru_cache(maxsize=16_384)
def parse(text: str) -> Instant:
    """ISO 8601 text, cut anywhere from the year on, to the Instant that it names. A time without a zone is UTC.

    >>> parse("2024-12").text, parse("2024-12-08T12:15+02:00").text
    ('2024-12', '2024-12-08T10:15Z')

    Raises InvalidValueError.
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise InvalidValueError("date", text, _ACCEPTED)
    known = [int(group) for group in match.group("year", "month", "day", "hour", "minute", "second") if group]
    precision = PRECISIONS[{1: 0, 2: 1, 3: 2, 5: 3, 6: 4}[len(known)]]
    try:
        start = datetime(*[*known, *[1, 1, 1][len(known) :]][:6], tzinfo=UTC)  # type: ignore[misc,arg-type]
        zone = match["zone"]
        if zone and zone != "Z":
            offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
            start = start - offset if zone[0] == "+" else start + offset
        return Instant(_milliseconds(start), _milliseconds(_next(start, precision)) - 1, precision)
    except (ValueError, OverflowError):
        raise InvalidValueError("date", text, _ACCEPTED) from None


@lru_cache(maxsize=16_384)
def write(milliseconds: int, precision: Precision) -> str:
    """Milliseconds since 1970 in UTC to ISO 8601 text cut to the precision."""
    moment = _EPOCH + timedelta(milliseconds=milliseconds)
    return moment.strftime(_FORMATS[precision]).zfill(4)


def of_date(day: date) -> Instant:
    """The whole of a day in UTC."""
    return parse(day.isoformat())


def _next(start: datetime, precision: Precision) -> datetime:
    if precision == "YEAR":
        return start.replace(year=start.year + 1)
    if precision == "MONTH":
        return start + timedelta(days=calendar.monthrange(start.year, start.month)[1])
    return start + {"DAY": timedelta(days=1), "MINUTE": timedelta(minutes=1)}.get(precision, timedelta(seconds=1))


def _milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)


#: Texts sort by where they begin, but for one: a minute in whose midst a bound lies has a text that is too large.
_BEFORE = Any((Compare("", "<", "bound"), Compare("", "=", "minute")))
_NOT_BEFORE = All((Compare("", ">=", "bound"), Not(Compare("", "=", "minute"))))


class InstantType(Scalar):
    """A date or time; its text sorts as time does. Two are compared by where they begin."""

    name = "String"
    kind = "Instant"
    doc = "A date or time, ISO 8601 cut to what is known; times are UTC."
    stretch = ("", "")
    measures = (Measure("", ENDS),)
    operators = (
        *equality("String"),
        Operator("lt", "String!", _BEFORE, "Begins before this does."),
        Operator("lte", "String!", _BEFORE, "Begins before this is over."),
        Operator("gt", "String!", _NOT_BEFORE, "Begins after this is over."),
        Operator("gte", "String!", _NOT_BEFORE, "Begins no earlier than this does."),
    )

    def pack(self, raw: object) -> Json:
        """Canonical text, from text or a date."""
        if isinstance(raw, datetime):
            raw = raw.isoformat(timespec="seconds")
        elif isinstance(raw, date):
            raw = raw.isoformat()
        if not isinstance(raw, str):
            raise InvalidValueError("date", raw, _ACCEPTED)
        return parse(raw).text

    def argument(self, operator: str, raw: Json) -> Json:
        """An order's argument becomes the shortest text that is no larger than all texts of what begins no earlier."""
        if operator not in {"lt", "lte", "gt", "gte"}:
            return super().argument(operator, raw)
        if not isinstance(raw, str):
            raise InvalidValueError("date", raw, _ACCEPTED)
        moment = parse(raw)
        return _bound(moment.first if operator in {"lt", "gte"} else moment.last + 1)

    def agree(self, one: Json, other: Json, tolerance: float) -> bool:
        """They share a moment: one day and its month do."""
        del tolerance
        a, b = parse(str(one)), parse(str(other))
        return a.first <= b.last and b.first <= a.last


def _bound(first: int) -> Json:
    """A millisecond -> the text of the coarsest Instant that begins there, without its Z, and the minute around it."""
    for precision in PRECISIONS:
        text = write(first, precision)
        if parse(text).first == first:
            minute = write(first, "MINUTE") if precision == "SECOND" else None
            return {"bound": text.removesuffix("Z"), "minute": minute}
    raise AssertionError(f"{first} is no whole second")


INSTANT = InstantType()
