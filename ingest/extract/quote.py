"""Text -> Quotes: the words inside double quotation marks, paired by kind and never over the end of a line."""

from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = {"“": "”", "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class Quote:
    """text[start:end] stands between two marks."""

    start: int
    end: int


def find_quotes(text: str) -> list[Quote]:
    """Quotes from left to right; an unpaired mark is passed over.

    >>> find_quotes('He said "no" twice.')
    [Quote(start=9, end=11)]
    """
    return list(_quotes(text))


def _quotes(text: str) -> Iterator[Quote]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield from _in_line(line, at)
        at += len(line)


def _in_line(line: str, offset: int) -> Iterator[Quote]:
    at = 0
    while at < len(line):
        mark = line[at]
        closing = _PAIRS.get(mark)
        if mark == '"' and (at == 0 or not line[at - 1].isdigit()):
            closing = '"'
        if closing is None:
            at += 1
            continue
        end = line.find(closing, at + 1)
        if end < 0:
            at += 1
            continue
        start, stop = at + 1, end
        while stop > start and (line[stop - 1].isspace() or line[stop - 1] == ","):
            stop -= 1
        while start < stop and line[start].isspace():
            start += 1
        if stop > start:
            yield Quote(offset + start, offset + stop)
        at = end + 1
