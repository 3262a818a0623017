"""Text -> XML 1.0, in which not every character can stand."""

import re
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def content(text: str) -> str:
    """Between tags; a character that XML has no place for becomes U+FFFD.

    >>> content("a < b")
    'a &lt; b'
    """
    return escape(_allowed(text))


def attribute(text: str) -> str:
    """In quotes, as the value of an attribute."""
    return quoteattr(_allowed(text))


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
