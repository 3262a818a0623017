"""Text -> mentions of registrations, serials and call signs, one by one or in lists."""

import re
from collections.abc import Iterator

from ingest.mention.mention import Mention

#: Marks of nationality (ICAO annex 7) whose registrations are a hyphen and three letters.
_NATIONS = (
    "3A|3B|3C|3X|4K|4L|4O|4R|4W|4X|5A|5B|5H|5N|5R|5T|5U|5V|5W|5X|5Y|6O|6V|6W|6Y|7O|7P|7Q|7T|8P|8Q|8R|9A|9G|9H|9J|9K|9L|9M"
    "|9N|9Q|9S|9T|9U|9V|9Y|A2|A4O|A5|A6|A7|A8|A9C|AP|C2|C3|C5|C6|C9|CC|CN|CS|D2|D4|D6|DQ|E3|E5|E7|EC|EI|EK|EL|EP|ER|ES|ET|EW"
    "|EX|EY|EZ|H4|HA|HB|HC|HH|HI|HP|HR|HS|J2|J3|J5|J6|J7|J8|JU|JY|LN|LQ|LV|LX|LY|LZ|OD|OE|OH|OK|OM|OO|OY|P2|P4|PH|PJ|PK|PP"
    "|PR|PS|PT|PU|PZ|RP|S2|S5|S7|S9|SE|SP|ST|SU|SX|T7|T8|TC|TF|TG|TI|TJ|TL|TN|TR|TS|TT|TU|TY|TZ|UR|V2|V3|V4|V5|V8|VH|VP|VQ"
    "|VT|XA|XB|XC|XT|XU|XY|YA|YI|YJ|YK|YL|YN|YR|YS|YU|YV|Z3|ZA|ZJ|ZK|ZP|ZS|ZT|ZU|3DC|9XR"
)
#: Those that are written otherwise.
_OTHERS = (
    r"(?:RA|RF|EW|EX|UR|YK|EP|UP|4K|5A|ST|ET|TT|TZ|YV|UN|ZS|9U|EY|EK|ER|EZ|4L)-[A-Z0-9]{3,5}|UK-?\d{5}|HZ-[A-Z0-9]{2,5}"
    r"|HL\d{4}|JA\d{3}[A-Z0-9]|CU-[A-Z]\d{3,4}|YV\d{4}|HK-\d{4}|OB-\d{4}|CP-\d{4}|B-(?:\d{4}|\d{3}[A-Z]|\d{2}[A-Z]{2})"
    r"|C-[FGI][A-Z]{3}|[FDGIM]-[A-Z]{4}|N[1-9](?:\d{3,4}|\d{2,3}[A-Z]{1,2}|\d[A-Z]{2})|\d{2}-\d{4}(?=\))|\d{2}\+\d{2}"
)
_BARE = re.compile(rf"(?<![\w/-])(?P<mark>(?:{_NATIONS})-[A-Z]{{3}}|{_OTHERS})(?![\w-])")
_LABELLED = re.compile(
    r"\b(?P<label>(?:registration|registered|reg\.?|matriculation|tail)(?: (?:number|mark|marks|as|code))?"
    r"|call ?-?sign|bearing)"
    r"(?: (?:of|is|was|as|number))?[ :#]*(?P<mark>(?-i:[A-Z0-9]{1,3}-[A-Z0-9]{2,5}|\d{2}-\d{4}|[A-Z]{2,4}\d{1,4}[A-Z]?"
    r"|\d{4,6}|N\d{1,5}[A-Z]{0,2}))\b",
    re.IGNORECASE,
)
_SERIAL = re.compile(
    r",? \(?(?P<mark>\d{2}-\d{4,5}|[A-Z]{2}\d{3,4}|\d{2}\+\d{2}|\d{4,5})"
    r"(?![\w-])(?! (?:[a-z]+s|[A-Z][a-z]+ 20\d\d|GMT|UTC)\b)"
)
#: "(61-0010), BUNNY02 (60-0052) and …", "54+11, 54+25 and 54+31": from one mark to the next.
_NEXT = re.compile(
    r"\)?(?:,? (?:and|or|&) |, | ?/ ?|; )(?:call ?sign )?(?:[A-Z]{3,8}\d{1,3} )?\(?"
    r"(?P<mark>[A-Z0-9]{1,5}(?:[-+][A-Z0-9]{2,5})?)(?![\w+-])"
)


def find_marks(text: str) -> Iterator[Mention]:
    """Registrations and call signs, and those that follow them in a list."""
    for match in _LABELLED.finditer(text):
        kind = "callsign" if match["label"].casefold().startswith("call") else "registration"
        yield Mention("callsign" if kind == "callsign" else "registration", *match.span("mark"), match["mark"])
        if kind == "registration":
            yield from _listed(text, match.end("mark"), match["mark"])
    for match in _BARE.finditer(text):
        yield Mention("registration", *match.span("mark"), match["mark"])
        yield from _listed(text, match.end("mark"), match["mark"])


def find_serials(text: str, types: list[Mention]) -> Iterator[Mention]:
    """The military serials written right after a type: "C-17A 07-7179"."""
    for kind in types:
        match = _SERIAL.match(text, kind.end)
        if match:
            yield Mention("registration", *match.span("mark"), match["mark"])
            yield from _listed(text, match.end("mark"), match["mark"])


def _listed(text: str, at: int, mark: str) -> Iterator[Mention]:
    """Further marks of the same form in a list."""
    while (match := _NEXT.match(text, at)) is not None and _form(match["mark"]) == _form(mark):
        yield Mention("registration", *match.span("mark"), match["mark"])
        at = match.end("mark")


def _form(mark: str) -> str:
    """Digits and letters of a mark told apart: "99-9999"."""
    return re.sub(r"[A-Z]", "A", re.sub(r"\d", "9", mark))
