"""Stretch of an article -> Slot: the words of a statement without what only leads up to them."""

import re

from ingest.analysis import Analysis
from ingest.reading import Slot

_DATELINE = re.compile(
    r"[A-Z][A-Z'’. -]{2,}(?:[,/] [^–—\n]{0,45}?)? [-–—] |[A-Z][A-Z'’. -]{2,} \((?:Reuters|AFP|AP)\) [-–—] "
)
_END = " \n\t.,;:!?—–-"
_CUT = re.compile(r",? (?:according to|citing|quoting|adding|as quoted by)\b")


def trim(analysis: Analysis, start: int, end: int) -> Slot:
    """[start, end) without marks at its ends, a "that" or a dateline before it."""
    text = analysis.text
    while end > start and text[end - 1] in _END:
        end -= 1
    while start < end and text[start] in " ,\n:":
        start += 1
    if text.startswith("that ", start, end):
        start += len("that ")
    dateline = _DATELINE.match(text, start, end)
    if dateline and (start == 0 or text[start - 1] == "\n"):
        start = dateline.end()
    return analysis.slot(start, end)


def cut(analysis: Analysis, start: int, end: int) -> int:
    """Where the words from `start` end, if others are named before `end` as their source."""
    match = _CUT.search(analysis.text, start, end)
    return match.start() if match else end
