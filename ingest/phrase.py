"""Text -> Phrases: the words that tell when something was."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
DAYS = {name.casefold(): number for number, name in enumerate(calendar.day_name)}
SMALL = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "several": 7, "few": 3, "couple": 2,
}  # fmt: skip
#: "Sept. 3" is a day; the full stop after a month's whole name, or at the end, closes the sentence.
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?:(?<=\b\w{{3}})\.(?= ?\d)|(?<=\bsept)\.(?= ?\d))?"
DAY = "|".join(DAYS)
YEAR = r"(?:19|20)\d\d"
_CLOCK = r"(?:morning|afternoon|evening|night)"
ORDINAL = r"(?:st|nd|rd|th)?"
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(SMALL)})"
UNIT = r"(?:hour|day|weekend|week|month|year)"

_ABSOLUTE = (
    rf"(?P<iso>{YEAR}-\d\d-\d\d)\b"
    rf"|(?P<md>{MONTH} \d{{1,2}}{ORDINAL}(?:,? {YEAR})?)\b"
    rf"|(?P<dm>\d{{1,2}}{ORDINAL}(?: of)? {MONTH}(?:,? {YEAR})?)\b"
    rf"|(?P<my>{MONTH},? {YEAR})\b"
)
ONE = re.compile(
    rf"\b(?:{_ABSOLUTE}"
    rf"|(?P<month>(?:(?:early|mid|late|last|this)[ -])?{MONTH})(?!\w| \d)"
    rf"|(?P<year>{YEAR})\b"
    rf"|(?P<weekday>(?:(?:early|late|later)[ -](?:on )?)?(?:(?:last|this|next|the following|the previous) )?(?:{DAY})"
    rf"(?: {_CLOCK})?)\b"
    rf"|(?P<day>(?:early |late |later )?(?:yesterday|today|tonight|tomorrow|overnight)(?: {_CLOCK})?)\b"
    rf"|(?P<same>(?:on )?(?:the )?same (?:day|week|month|night|morning|evening))\b"
    rf"|(?P<past>(?:the |this )?(?:past|last|previous|preceding) (?:{NUMBER}(?: of)? )?{UNIT}s?)\b"
    rf"|(?P<this>(?:(?:earlier|later|late|early) )?this (?:week|weekend|month|year|morning|afternoon|evening))\b"
    rf"|(?P<ago>(?:{NUMBER}|a few|a couple of) {UNIT}s? (?:ago|earlier|before))\b"
    rf"|(?P<recent>(?:in |over )?(?:the )?(?:recent|these|latest) (?:{UNIT}s))\b"
    rf"|(?P<future>(?:in )?(?:the )?"
    rf"(?:(?:coming|next|following) (?:{NUMBER} )?{UNIT}s?|{UNIT}s (?:ahead|to come)))\b)",
    re.IGNORECASE,
)
_BOUND = rf"(?:{re.sub('[?]P<[a-z]+>', '?:', _ABSOLUTE)}|\d{{1,2}}(?!\d))"
RANGE = re.compile(
    rf"\b(?:between (?P<a>{_BOUND}) and (?P<b>{_BOUND})|from (?P<c>{_BOUND}) (?:to|until|through) (?P<d>{_BOUND})"
    rf"|(?:between )?(?P<m1>{MONTH}) (?:and|or|to|through) (?P<m2>{MONTH})(?: (?P<my2>{YEAR}))?)(?!\w)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\b(?P<lead>since|until|till|by|before|after|as of|starting|beginning)(?: (?:on|from))? $", re.I)
#: A month's name or a year alone is a date only after one of these.
_BEFORE_MONTH = re.compile(
    rf"\b(?:since|in|during|until|till|by|of|from|to|early|mid|late|last|this)[ -](?:{MONTH}|{YEAR})$", re.I
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of time at text[start:end] and the word that opens or closes the stretch (`since`, `until`)."""

    start: int
    end: int
    text: str
    lead: str = ""


def find_periods(text: str) -> list[Phrase]:
    """The phrases of time in a text, from left to right."""
    found = list(_ranges(text))
    taken = [(phrase.start, phrase.end) for phrase in found]
    for match in ONE.finditer(text):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        if match["past"] and text[match.end() :].startswith(" of "):
            continue  # "the last week of May"
        if _ambiguous(match) or (
            (match["month"] or match["year"]) and not _BEFORE_MONTH.search(text[: match.start()] + match[0])
        ):
            continue
        lead = _LEAD.search(text[max(0, match.start() - 20) : match.start()])
        found.append(Phrase(match.start(), match.end(), match[0], lead["lead"].casefold() if lead else ""))
    return sorted(found, key=lambda phrase: phrase.start)


def _ranges(text: str) -> Iterator[Phrase]:
    for match in RANGE.finditer(text):
        # "may" and "march" are words of their own unless written as names.
        if match["m1"] and not (match["m1"][0].isupper() and match["m2"][0].isupper()):
            continue
        ends = [end for end in match.group("a", "b", "c", "d") if end]
        if ends and all(end.isdigit() for end in ends):
            continue
        yield Phrase(match.start(), match.end(), match[0])


def _ambiguous(match: re.Match[str]) -> bool:
    word = re.search(r"\b(?:may|march|mar|sun|sat|second)\b", match[0])
    return word is not None
