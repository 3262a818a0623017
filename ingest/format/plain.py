"""Bytes -> text: UTF-8, or the encoding that a page declares; never guessed."""

import codecs
import re

from ingest.errors import BinaryArticleError, EncodingError

REMEDY_FORMAT = "Give .txt, .md, .html, .pdf or .jsonl files, or folders of them"
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?(?P<name>[A-Za-z0-9_-]{1,40})""", re.IGNORECASE)
#: A page declares its encoding near its beginning.
_HEAD = 4096


def decode(raw: bytes, place: str, encoding: str = "utf-8-sig") -> str:
    """The text of bytes. Raises BinaryArticleError and EncodingError with the offset."""
    if b"\0" in raw:
        offset = raw.index(b"\0")
        raise BinaryArticleError(f"{place}, byte {offset}", "this is a binary file, not text", REMEDY_FORMAT)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        kind = "UTF-8" if encoding == "utf-8-sig" else encoding
        raise EncodingError(
            f"{place}, byte {error.start}",
            f"not {kind} (byte 0x{raw[error.start]:02x})",
            "Save the file as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8",
        ) from None


def declared(page: bytes) -> str:
    """The encoding that a web page declares, if Python knows it; else UTF-8."""
    match = _DECLARED.search(page[:_HEAD])
    try:
        name = codecs.lookup(match["name"].decode("ascii")).name if match else "utf-8"
    except LookupError:
        return "utf-8-sig"
    # Encodings of bytes to bytes (zip, base64) are none of text.
    return name if name != "utf-8" and not name.endswith("_codec") and name not in _NO_TEXT else "utf-8-sig"


_NO_TEXT = frozenset(("base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode", "undefined"))
