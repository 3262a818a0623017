"""Text, cells and columns -> XML 1.0, in which not every character can stand, with the names of its own types."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

import orjson

from graph.export.record import Cell, Column

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_TYPES = {"String": "string", "Int": "long", "Float": "double", "Boolean": "boolean"}


def content(text: str) -> str:
    """Between tags; a character that XML has no place for becomes U+FFFD.

    >>> content("a < b")
    'a &lt; b'
    """
    return escape(_allowed(text))


def attribute(text: str) -> str:
    """In quotes, as the value of an attribute."""
    return quoteattr(_allowed(text))


def text(cell: Cell) -> str:
    """A cell as XML writes it; a list is JSON.

    >>> text(True), text(2.5), text(["a", "b"])
    ('true', '2.5', '["a","b"]')
    """
    if isinstance(cell, list):
        return orjson.dumps(cell).decode()
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def typed(own: Iterable[str], columns: Iterable[Column]) -> Iterator[tuple[str, str]]:
    """The name and type of each value that nodes or edges may have: those of every one of them, then the columns."""
    for name in own:
        yield name, "boolean" if name == "symmetric" else "string"
    for column in columns:
        yield column.name, "string" if column.many else _TYPES[column.scalar]


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
