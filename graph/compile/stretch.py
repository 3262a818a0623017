"""A time and a unit -> the number of the stretch in which it begins, and whether it may go on beyond that stretch."""

from graph.question import TimeUnit
from schema.values.value import Storage

_DAY = 86_400_000
#: The first day of 1970 was a Thursday, three days after the Monday of its week.
_WEEK, _SINCE_MONDAY = 7 * _DAY, 3 * _DAY
#: How many characters of ISO 8601 text tell the unit.
_TOLD: dict[TimeUnit, int] = {"YEAR": 4, "MONTH": 7, "WEEK": 10, "DAY": 10}


def stretch(first: str, last: str, storage: Storage, unit: TimeUnit) -> tuple[str, str]:
    """Expressions for the number, null where the beginning is unknown, and for whether the end may lie beyond.

    Days and weeks are counted from the first of 1970, months and years from the year 0; weeks are those of ISO 8601.
    """
    if storage == "STRING":
        return _of_text(first, unit), f"CASE WHEN {first} IS NOT NULL THEN size({first}) < {_TOLD[unit]} END"
    number = _of_milliseconds(first, unit)
    beyond = f"coalesce({_of_milliseconds(last, unit)} <> {number}, true)"
    return number, f"CASE WHEN {first} IS NOT NULL THEN {beyond} END"


def _of_milliseconds(moment: str, unit: TimeUnit) -> str:
    match unit:
        case "DAY":
            return f"toInteger(floor({moment} / {_DAY}.0))"
        case "WEEK":
            return f"toInteger(floor(({moment} + {_SINCE_MONDAY}) / {_WEEK}.0))"
        case "MONTH":
            return _months(f"datetime({{epochMillis: {moment}}})", moment)
        case "YEAR":
            return f"CASE WHEN {moment} IS NOT NULL THEN datetime({{epochMillis: {moment}}}).year END"


def _of_text(text: str, unit: TimeUnit) -> str:
    """A date cut to what is known begins with the first day of what it names."""
    if unit == "YEAR":
        return f"toInteger(left({text}, 4))"
    day = f"date(left({text} + substring('0000-01-01', size({text})), 10))"
    if unit == "MONTH":
        return _months(day, text)
    days = f"duration.inDays(date('{'1970-01-01' if unit == 'DAY' else '1969-12-29'}'), {day}).days"
    number = days if unit == "DAY" else f"toInteger(floor({days} / 7.0))"
    return f"CASE WHEN {text} IS NOT NULL THEN {number} END"


def _months(day: str, known: str) -> str:
    return f"CASE WHEN {known} IS NOT NULL THEN {day}.year * 12 + {day}.month - 1 END"
