"""The name of a transformation in a mapping -> the function that does it to a value."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from ingest.gazetteer.gazetteer import Gazetteer
from ingest.gazetteer.name import fold, words
from ingest.table.airport import icao_of, zone_of
from ingest.table.node import Node
from schema.errors import InvalidValueError
from schema.values.country import CODES

Function = Callable[[object], object]
Shape = Literal["one", "many"]

_FOOT, _MILE, _NAUTICAL_MILE = 0.3048, 1.609344, 1.852
#: Words that tell a company's legal form and not which company it is.
_FORMS = frozenset(
    """
    inc incorporated ltd limited llc llp plc corp corporation co company gmbh ag sa sarl srl spa bv nv ab as oy oyj aps
    kg pty pvt pte ooo oao zao pjsc jsc fze fzc cv de
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Step:
    """One transformation: of each item, or of a list as a whole; `gives` says what comes out."""

    function: Function
    takes: Shape = "one"
    gives: Shape = "one"


def scaled(factor: float, digits: int | None = None) -> Function:
    """A number times a factor, rounded where digits are given. The function raises InvalidValueError."""

    def scale(value: object) -> object:
        try:
            number = float(str(value)) * factor
        except ValueError:
            raise InvalidValueError("number", value, "digits, such as 12.5") from None
        return number if digits is None else round(number, digits)

    return scale


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    gazetteer = Gazetteer()
    named = {
        fold(name): code
        for code, record in gazetteer.countries.items()
        for name in (record.name, *record.aliases)
    }  # fmt: skip
    return named | {code.lower(): code for code in CODES}


def country(value: object) -> object:
    """A country's name, or its code, to its code. Raises InvalidValueError.

    >>> country("Libya"), country("ly")
    ('LY', 'LY')
    """
    code = _countries().get(fold(str(value)))
    if code is None:
        raise InvalidValueError("country", value, "a country's name in English or a code of ISO 3166-1, such as LY")
    return code


def plain(value: object) -> object:
    """The words of a name, folded: for comparing, not for showing. None where there are none.

    >>> plain("Côte d’Ivoire")
    'cote d ivoire'
    """
    return " ".join(words(str(value))) or None


def company(value: object) -> object:
    """As `plain`, without words that only tell a legal form.

    >>> company("American Airlines Inc."), company("S7 Airlines, LLC")
    ('american airlines', 's7 airlines')
    """
    every = words(str(value).replace(".", ""))
    return " ".join(word for word in every if word not in _FORMS) or " ".join(every) or None


def zone(value: object) -> object:
    """An airport's ICAO or IATA code to its time zone. Raises InvalidValueError."""
    found = zone_of(str(value).upper())
    if found is None:
        raise InvalidValueError("airport", value, "a code of airportsdata, so that its time zone is known")
    return found


def year(value: object) -> object:
    """The first number of four digits in a text."""
    found = re.search(r"(?<!\d)\d{4}(?!\d)", str(value))
    return int(found[0]) if found else None


_WORDS: Mapping[str, Step] = {
    "upper": Step(lambda value: str(value).upper()),
    "lower": Step(lambda value: str(value).lower()),
    "feet": Step(scaled(_FOOT, 1)),
    "miles": Step(scaled(_MILE, 1)),
    "nautical_miles": Step(scaled(_NAUTICAL_MILE, 1)),
    "country": Step(country),
    "plain": Step(plain),
    "company": Step(company),
    "zone": Step(zone),
    "year": Step(year),
    "icao_of_iata": Step(lambda value: icao_of("iata", str(value).upper())),
    "icao_of_lid": Step(lambda value: icao_of("lid", str(value).upper())),
}


def _pattern(node: Node) -> re.Pattern[str]:
    try:
        return re.compile(node.text())
    except re.error as error:
        node.fail(f"{node.value!r} is not a regular expression: {error}", "Correct it; see Python's `re`.")


def _capture(node: Node) -> Step:
    pattern = _pattern(node)

    def capture(value: object) -> object:
        found = pattern.search(str(value))
        return (found[1] if pattern.groups else found[0]) or None if found else None

    return Step(capture)


def _find(node: Node) -> Step:
    pattern = _pattern(node)

    def find(value: object) -> object:
        return [(found[1] if pattern.groups else found[0]).strip() for found in pattern.finditer(str(value))]

    return Step(find, gives="many")


def _split(node: Node) -> Step:
    separator = node.raw() or node.fail("a separator is expected here", 'Write it in quotes, such as "-".')

    def split(value: object) -> object:
        return [part for item in str(value).split(separator) if (part := item.strip())]

    return Step(split, gives="many")


def _join(node: Node) -> Step:
    separator = node.raw()
    return Step(lambda value: separator.join(map(str, _list(value))) or None, takes="many")


def _at(node: Node) -> Step:
    place = int(node.number())

    def at(value: object) -> object:
        items = _list(value)
        return items[place] if -len(items) <= place < len(items) else None

    return Step(at, takes="many")


def _choose(node: Node) -> Step:
    choices = {word: target.text() for word, target in node.map().items()}
    accepted = "one of " + ", ".join(choices)

    def choose(value: object) -> object:
        try:
            return choices[str(value)]
        except KeyError:
            raise InvalidValueError("known word", value, accepted) from None

    return Step(choose)


def _rename(node: Node) -> Step:
    names = {word: target.text() for word, target in node.map().items()}
    return Step(lambda value: names.get(str(value), value))


def _drop(node: Node) -> Step:
    dropped = frozenset(item.raw() for item in node.items())
    return Step(lambda value: None if value in dropped else value)


def _patterns(node: Node) -> Step:
    table = [(_pattern(Node(at.file, at.line, at.path, word)), at.text()) for word, at in node.map().items()]

    def first(value: object) -> object:
        return next((target for pattern, target in table if pattern.search(str(value))), None)

    return Step(first)


def _replace(node: Node) -> Step:
    table = [(_pattern(Node(at.file, at.line, at.path, word)), at.raw()) for word, at in node.map().items()]

    def replace(value: object) -> object:
        text = str(value)
        for pattern, other in table:
            text = pattern.sub(other, text)
        return text.strip() or None

    return Step(replace)


def _date(node: Node) -> Step:
    forms = [item.text() for item in node.items()]

    def date(value: object) -> object:
        for form in forms:
            try:
                moment = datetime.strptime(str(value), form)
            except ValueError:
                continue
            return moment.strftime("%Y-%m-%d" if "%d" in form else "%Y-%m" if _has_month(form) else "%Y")
        raise InvalidValueError("date", value, "a date in the form " + " or ".join(forms))

    return Step(date)


def _has_month(form: str) -> bool:
    return any(code in form for code in ("%m", "%b", "%B"))


_WITH: Mapping[str, Callable[[Node], Step]] = {
    "capture": _capture,
    "find": _find,
    "split": _split,
    "join": _join,
    "at": _at,
    "words": _choose,
    "rename": _rename,
    "drop": _drop,
    "patterns": _patterns,
    "replace": _replace,
    "date": _date,
    "prefix": lambda node: _affixed(node.text(), ""),
    "suffix": lambda node: _affixed("", node.text()),
    "times": lambda node: Step(scaled(node.number())),
    "round": lambda node: Step(scaled(1.0, int(node.number()))),
}


#: Every step there is.
NAMES = (*_WORDS, *_WITH)


def _affixed(before: str, after: str) -> Step:
    return Step(lambda value: f"{before}{value}{after}")


def read_step(node: Node) -> Step:
    """A step as a mapping writes it: a word, or `word: argument`. Raises MappingError."""
    if isinstance(node.value, str):
        if node.value not in _WORDS:
            node.unknown("step", node.value, NAMES)
        return _WORDS[node.value]
    given = node.map()
    if len(given) != 1:
        node.fail("a step is one word with one argument", "Write each step as an item of the list.")
    ((name, argument),) = given.items()
    if name not in _WITH:
        argument.unknown("step", name, NAMES)
    return _WITH[name](argument)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
