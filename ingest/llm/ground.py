"""Words that a model gives -> where they stand in the article: found exactly, or nearly, or not at all."""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from ingest.reading import Slot

#: A quote with a word changed or dropped is still found; one with another verb or number mostly is not.
_LEAST = 92.0
#: The share of a quote's length that what is found for it may differ.
_LENGTH = 0.15
_DIGITS = re.compile(r"\d+")
#: Shorter words are found exactly or not at all.
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Grounded:
    """Words of the article, and how they were found: `exact`, or `fuzzy` with its likeness from 0 to 1."""

    slot: Slot
    grounding: Literal["exact", "fuzzy"]
    score: float


def ground(words: str, text: str, start: int = 0, end: int | None = None) -> Grounded | None:
    """Where `words` stand in text[start:end], snapped to whole words; None where nothing like them does.

    What was found nearly must have the same numbers, and about the same length.
    """
    wanted, end = words.strip(), len(text) if end is None else end
    if not wanted:
        return None
    for match in re.finditer(re.escape(wanted), text[start:end]):
        place = (start + match.start(), start + match.end())
        if place == _snapped(text, *place):
            return Grounded(Slot(*place, text[slice(*place)]), "exact", 1.0)
    if len(wanted) < _SHORTEST or end <= start:
        return None
    found = fuzz.partial_ratio_alignment(wanted, text[start:end], score_cutoff=_LEAST)
    if found is None:
        return None
    first, last = _snapped(text, start + found.dest_start, start + found.dest_end)
    first, last = max(first, start), min(last, end)
    there = text[first:last]
    score = fuzz.ratio(wanted, there)
    alike = score >= _LEAST and abs(len(there) - len(wanted)) <= _LENGTH * len(wanted)
    if not alike or _DIGITS.findall(there) != _DIGITS.findall(wanted):
        return None
    return Grounded(Slot(first, last, there), "fuzzy", round(score / 100, 3))


def _snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The same place grown to whole words, white space at its ends left out."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start > 0 and start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
