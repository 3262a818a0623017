"""Aircraft types as two readers write them -> whether they are one type."""

import re

from ingest.gazetteer.name import fold
from ingest.score.name import holds

_MISPRINT = re.compile(r"\b(?:ii|1l)-?(?=\d)")
_DESIGNATION = re.compile(r"\b(?P<letters>[a-z]{1,3})[\s-]?(?P<number>\d{1,3})(?=-\d|[a-z]{0,3}\b)")
#: Written without the letters of a designation.
_WRITTEN = (
    (re.compile(r"globemaster"), "c17"),
    (re.compile(r"jumbo"), "b747"),
    (re.compile(r"\b7(?P<number>[346])7"), "b7{number}7"),
    (re.compile(r"ilyushin[\s-]*(?P<number>\d+)"), "il{number}"),
    (re.compile(r"antonov[\s-]*(?P<number>\d+)"), "an{number}"),
    (re.compile(r"tupolev[\s-]*(?P<number>\d+)"), "tu{number}"),
)


def family(written: str | None) -> str:
    """The family that a type's words name, without maker, variant and misprint.

    >>> family("Ilyushin Il-76TD"), family("II-76"), family("Boeing 747-281F"), family("cargo plane")
    ('il76', 'il76', 'b747', 'cargo plane')
    """
    text = _MISPRINT.sub("il-", fold(written or "").strip())
    match = None if text.startswith("boeing 7") else _DESIGNATION.search(text)
    if match:
        return match["letters"] + match["number"]
    for form, name in _WRITTEN:
        if match := form.search(text):
            return name.format(**match.groupdict())
    return " ".join(re.findall(r"\w+", text))


def same_type(one: str | None, other: str | None) -> bool:
    """Whether both name one family; of two nicknames one may hold the other."""
    a, b = family(one), family(other)
    if not a or not b:
        return False
    named = not any(c.isdigit() for c in a + b)
    return a == b or (named and holds(tuple(a.split()), tuple(b.split())))
