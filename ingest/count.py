"""Words before a noun -> Quantity: how many, as far as they tell."""

import re
from dataclasses import dataclass
from typing import Literal

Qualifier = Literal["exactly", "at_least", "about", "at_most", "unstated"]

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBERS = {word: number for number, word in enumerate(_UNITS, 1)} | _TENS
_SIZES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "pair": 2, "couple": 2, "trio": 3}
#: Vague words and the fewest that they can mean.
_VAGUE = {
    "several": 3,
    "multiple": 2,
    "numerous": 3,
    "many": 3,
    "various": 2,
    "repeated": 2,
    "dozens of": 24,
    "several dozen": 24,
    "scores of": 40,
    "hundreds of": 200,
    "a few": 2,
    "few": 2,
    "a number of": 2,
    "a series of": 2,
    "a string of": 2,
    "a handful of": 3,
    "a fleet of": 2,
    "a squadron of": 2,
    "a group of": 2,
    "a wave of": 2,
}
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+"
_SMALL = "|".join(_UNITS)
_TENS_UNITS = "|".join(f"{tens}(?:[- ](?:{_SMALL}))?" for tens in _TENS)
_NUMBER = (
    rf"half[- ]a[- ]dozen|half[- ]dozen|(?:an?|{_DIGITS}|{_SMALL}) (?:dozen|score|hundred|pair|couple|trio)(?: of)?"
    rf"|{_TENS_UNITS}|{_SMALL}|{_DIGITS}"
)
_AT_LEAST = r"at least|no fewer than|no less than|not less than|a minimum of|as many as \w+ or more"
_MORE = r"more than|over|upwards of|in excess of"
_ABOUT = r"about|around|some|approximately|roughly|nearly|almost|an estimated|close to"
_AT_MOST = r"up to|as many as|at most|no more than|fewer than|less than"
_SINGLE = (
    r"an?(?: single| further| lone)?|another|one more|a single"
    r"|(?:(?:an?|the) )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))"
)
_COUNT = re.compile(
    rf"(?<![\w-])(?:(?P<least>{_AT_LEAST})|(?P<more>{_MORE})|(?P<about>{_ABOUT})|(?P<most>{_AT_MOST}))?\s*"
    rf"(?:\b(?P<number>{_NUMBER})\b|\b(?P<vague>{'|'.join(_VAGUE)})\b|\b(?P<single>{_SINGLE})\b)"
    r"(?P<other> other| more| further| additional)?(?P<after>,? at least,?)?"
    rf"(?: of (?:the|its|their|his|these|those)(?: (?:{_NUMBER}))?)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """`number` as written, and the bounds that it means; `text` at [start, end) of what was given."""

    low: int | None
    high: int | None
    number: int | None
    qualifier: Qualifier
    start: int
    end: int


def number(words: str) -> int | None:
    """A written number.

    >>> number("half a dozen"), number("two dozen"), number("twenty-four"), number("1,200")
    (6, 24, 24, 1200)
    """
    text = re.sub(r" of$", "", words.casefold().strip())
    if text.replace(",", "").isdigit():
        return int(text.replace(",", ""))
    if text.replace("-", " ") in {"half a dozen", "half dozen"}:
        return 6
    parts = text.replace("-", " ").split()
    if len(parts) == 2 and parts[1] in _SIZES:
        times = 1 if parts[0] in {"a", "an"} else number(parts[0])
        return None if times is None else times * _SIZES[parts[1]]
    values = [_NUMBERS.get(part) for part in parts]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def count_before(text: str) -> Quantity | None:
    """The quantity with which a text ends: what stands before the adjectives of a noun.

    >>> q = count_before("They saw at least half a dozen ")
    >>> (q.low, q.high, q.qualifier) if q else None
    (6, None, 'at_least')
    """
    match = _COUNT.search(text)
    if match is None:
        return None
    start, end = match.start(), match.start() + len(match[0].rstrip())
    if match["single"]:
        return Quantity(1, 1, 1, "exactly", start, end)
    if match["vague"]:
        low = _VAGUE[" ".join(match["vague"].casefold().split())]
        return Quantity(low, None, None, "unstated", start, end)
    value = number(match["number"])
    if value is None:
        return None
    if match["least"] or match["after"]:
        return Quantity(value, None, value, "at_least", start, end)
    if match["more"]:
        return Quantity(value + 1, None, value, "at_least", start, end)
    if match["most"]:
        return Quantity(None, value, value, "at_most", start, end)
    if match["about"]:
        spread = max(1, value // 10)
        return Quantity(max(1, value - spread), value + spread, value, "about", start, end)
    return Quantity(value, value, value, "exactly", start, end)
