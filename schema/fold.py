"""Text -> the same text without case and accents, by a table that a database can follow as well."""

import unicodedata

#: What is written instead once text is decomposed (NFKD) and in small letters: marks of Latin, Greek, Cyrillic, Hebrew
#: and Arabic are left out, and letters that Unicode does not decompose lose their stroke or come apart.
FOLDS: tuple[tuple[str, str], ...] = (
    *((chr(mark), "") for marks in ((0x300, 0x370), (0x591, 0x5C8), (0x610, 0x61B), (0x64B, 0x660), (0x670, 0x671))
      for mark in range(*marks) if unicodedata.category(chr(mark)) == "Mn"),
    ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("ø", "o"), ("đ", "d"), ("ð", "d"), ("þ", "th"), ("ł", "l"), ("ħ", "h"),
    ("ı", "i"), ("ς", "σ"),
)  # fmt: skip
_TABLE = str.maketrans(dict(FOLDS))


def fold(text: str) -> str:
    """Small letters without accents; folding twice changes nothing.

    >>> fold("Łódź"), fold("ÉVORA"), fold("Großenhain")
    ('lodz', 'evora', 'grossenhain')
    """
    return unicodedata.normalize("NFKD", text).lower().translate(_TABLE)
