"""Names -> the forms under which they are compared: their folded words."""

import re
import unicodedata
from functools import lru_cache

#: What stands between the words of one name; never a line break or a comma.
WORD = re.compile(r"[^\W_]+")
JOIN = re.compile(r"(?:[ \u00a0]|\.[ \u00a0]?|[-–'’ʼ/]|\.(?=[A-Z]))?")
_ARTICLES = {"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "the"}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents.

    >>> fold("Mürted"), fold("Qamishlī")
    ('murted', 'qamishli')
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name.

    >>> words("Côte d’Ivoire")
    ('cote', 'd', 'ivoire')
    """
    return tuple(fold(w) for w in WORD.findall(text))


def core(text: str) -> tuple[str, ...]:
    """The folded words without Arabic and English articles.

    >>> core("al-Khadim")
    ('khadim',)
    """
    kept = tuple(w for w in words(text) if w not in _ARTICLES)
    return kept or words(text)
