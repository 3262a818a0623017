"""A column's name and sample values -> what it seems to mean."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.table.step import country
from schema.errors import InvalidValueError
from schema.values import instant

Meaning = Literal[
    "icao24", "registration", "serial", "built", "military", "tail", "callsign", "site icao", "site iata",
    "airline icao", "airline iata", "designator", "latitude", "longitude", "elevation feet", "elevation metres",
    "runway feet", "country", "name", "aliases", "city", "time zone", "number", "first seen", "last seen", "date",
    "origin", "destination", "operator", "model", "maker", "stops", "id", "active",
]  # fmt: skip

#: How many of the values that are there must fit.
_ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Sign:
    """What tells that a column means something: its name, in small letters, and the values that it may have."""

    meaning: Meaning
    name: re.Pattern[str]
    value: Callable[[str], bool]


def _any(value: str) -> bool:
    del value
    return True


def _form(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def _between(low: float, high: float) -> Callable[[str], bool]:
    def test(value: str) -> bool:
        try:
            return low <= float(value) <= high
        except ValueError:
            return False

    return test


def _country(value: str) -> bool:
    try:
        country(value)
    except InvalidValueError:
        return False
    return True


def _moment(value: str) -> bool:
    try:
        instant.parse(value)
    except InvalidValueError:
        return False
    return True


def _sign(meaning: Meaning, name: str, value: Callable[[str], bool] = _any) -> Sign:
    return Sign(meaning, re.compile(name), value)


_NUMBER = _between(-1e6, 1e6)
_YES = _form(r"(?i)true|false|yes|no|y|n|0|1")
_AIRPORT = "(_?(airport|icao|iata|code))?"
#: The first that fits is taken, so what is stricter stands first.
_SIGNS = (
    _sign("icao24", r"icao_?24|hex|mode_?s|transponder|icao(_?hex)?|address", _form(r"[0-9A-Fa-f]{6}")),
    _sign("latitude", r"lat(itude)?(_deg)?", _between(-90, 90)),
    _sign("longitude", r"lon(g|gitude)?(_deg)?|lng", _between(-180, 180)),
    _sign("origin", rf"(from|origin|source|dep(arture)?){_AIRPORT}|estdepartureairport", _form(r"\w{3,4}")),
    _sign("destination", rf"(to|dest(ination)?|arr(ival)?){_AIRPORT}|estarrivalairport", _form(r"\w{3,4}")),
    _sign("stops", r".*(airports?_?codes|route|stops|legs).*", _form(r"\w{3,4}(-\w{3,4})+")),
    _sign("designator", r".*(type|model|designator|aircraft).*", _form(r"[A-Z][A-Z0-9]{1,3}")),
    _sign("site icao", r"(icao|gps)(_?(code|id))?|ident", _form(r"[A-Z0-9]{4}")),
    _sign("airline icao", r"icao(_?code)?|airline_?(icao|code)", _form(r"[A-Z0-9]{3}")),
    _sign("site iata", r"iata(_?(code|id))?|faa", _form(r"[A-Z0-9]{3}")),
    _sign("airline iata", r"iata(_?code)?|carrier|airline", _form(r"[A-Z0-9]{2}")),
    _sign("callsign", r"call_?sign|flight_?id", _form(r"[A-Za-z][A-Za-z0-9 \-]{1,15}")),
    _sign("registration", r"reg(istration)?|tail(_?num(ber)?)?|n_?number", _form(r"[A-Z0-9][A-Z0-9\-+./]{1,14}")),
    _sign("serial", r"(serial|msn|cn|construction)(_?(no|num|number))?"),
    _sign("built", r"(year_?)?(built|manufactured)|year", _between(1900, 2100)),
    _sign("military", r"(is_?)?mil(itary)?", _YES),
    _sign("active", r"(is_?)?active", _YES),
    _sign("elevation feet", r"(elev(ation)?|alt(itude)?)_?f(ee)?t|alt(itude)?feet", _NUMBER),
    _sign("elevation metres", r"(elev(ation)?|alt(itude)?)(_?m(et(re|er)s)?)?", _NUMBER),
    _sign("runway feet", r".*runway.*f(ee)?t", _NUMBER),
    _sign("country", r".*(country|nation|iso).*|code", _country),
    _sign("time zone", r"(tz|time_?zone|tzone)(_?name)?", _form(r"[A-Z]\w+/[\w/+\-]+")),
    _sign("first seen", r"first_?seen|start|begin|dep(arture)?_?time|take_?off", _moment),
    _sign("last seen", r"last_?seen|end|arr(ival)?_?time|landing", _moment),
    _sign("date", r".*(date|day|time|seen).*", _moment),
    _sign("operator", r"operator|owner|airline(_?name)?"),
    _sign("maker", r"manufacturer|maker|make"),
    _sign("model", r"(type_?name|model).*"),
    _sign("city", r"city|municipality|town|location"),
    _sign("aliases", r"alias(es)?|other_?names?"),
    _sign("name", r".*name|title|operator"),
    _sign("number", r"(flight|number|flight_?(no|num|number))"),
    _sign("id", r"(\w+_)?(id|code|key|number|num|ident)"),
)  # fmt: skip


def recognise(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> dict[Meaning, str]:
    """What the columns seem to mean; each meaning and each column at most once."""
    sample = list(rows)
    found: dict[Meaning, str] = {}
    for place, column in enumerate(columns):
        cells = [row[place] for row in sample if row[place]]
        if not column:
            continue
        name = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", "_", column).casefold().replace(" ", "_").replace("-", "_")
        for sign in _SIGNS:
            if sign.meaning not in found and sign.name.fullmatch(name) and _fits(sign, cells):
                found[sign.meaning] = column
                break
    return found


def _fits(sign: Sign, cells: Sequence[str]) -> bool:
    return bool(cells) and sum(map(sign.value, cells)) >= _ENOUGH * len(cells)
