"""Names in any script -> the forms under which they are found: folded words, and the sound of each."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

#: Letters of one word, or digits; marks that only tell how a letter sounds belong to it.
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f'’ʼʻʾʿ`])+|\d+")
_PLAIN = re.compile(r"[^a-z0-9]+")
#: Words that some write before a name and others leave out.
ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ez", "es", "the"})
_ARABIC_ARTICLE = "ال"
#: Shorter words, and sounds, are shared by too many names to tell one.
_SHORTEST_WORD, _SHORTEST_SOUND = 4, 2
#: Letters together for one sound, longest first; `K` is any sound of the throat: kh, gh, k, q, and g, which one
#: source writes for another's q.
_TOGETHER = (
    ("dzh", "j"), ("tch", "s"), ("dsch", "j"), ("sch", "s"), ("kh", "K"), ("gh", "K"), ("ck", "K"), ("sh", "s"),
    ("ch", "s"), ("zh", "j"), ("dj", "j"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ts", "s"), ("ou", "u"),
)  # fmt: skip
_ALIKE = str.maketrans({"k": "K", "q": "K", "g": "K", "c": "K", "x": "K", "z": "s", "v": "b"})
_SILENT = re.compile(r"[aeiouhwy]")
_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a number, where it stands in its text (code points): small Latin letters, or digits, alone."""

    start: int
    end: int
    plain: str


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, and its numbers, which nothing needs to part from the letters before and after them.

    >>> [word.plain for word in words("Хмеймим (Mürted), Il76TD")]
    ['khmeymim', 'murted', 'il', '76', 'td']
    """
    return tuple(_words(text))


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """One word without accents, in small Latin letters.

    >>> plain("Qamishlī"), plain("القرضابية")
    ('qamishli', 'qrdbyh')
    """
    if word.startswith(_ARABIC_ARTICLE) and len(word) > len(_ARABIC_ARTICLE) + 2:
        word = word[len(_ARABIC_ARTICLE) :]
    return _PLAIN.sub("", anyascii(unicodedata.normalize("NFKC", word)).casefold())


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The consonants of a plain word, those made equal that one script's letter becomes in another.

    Empty where it would tell nothing: of numbers and of short words.

    >>> {sound(plain(name)) for name in ("Hmeimim", "Khmeimim", "Hemeeimem", "Хмеймим", "حميميم")}
    {'Kmmm'}
    >>> sound("qardabiya") == sound("gardabya"), sound("il76")
    (True, '')
    """
    if not word.isalpha() or len(word) < _SHORTEST_WORD:
        return ""
    for letters, one in _TOGETHER:
        word = word.replace(letters, one)
    word = _DOUBLE.sub(r"\1", word)
    first = {"h": "K", "w": "b"}.get(word[:1], word[:1])
    heard = _SILENT.sub("", (first + word[1:]).translate(_ALIKE))
    return heard if len(heard) >= _SHORTEST_SOUND else ""


def forms(text: str) -> tuple[str, ...]:
    """How a whole name may be written: its words, and those without articles.

    >>> forms("al-Khadim"), forms("Il76")
    (('al khadim', 'khadim'), ('il 76',))
    """
    every = _plain_words(text)
    return tuple(dict.fromkeys(filter(None, (" ".join(every), " ".join(_core(every))))))


def code_forms(text: str) -> tuple[str, ...]:
    """How a code may be written: with or without what joins its parts.

    >>> code_forms("G-CIVB")
    ('g civb', 'gcivb')
    """
    return tuple(dict.fromkeys((*forms(text), *forms("".join(_plain_words(text))))))


def sounds(text: str) -> tuple[str, ...]:
    """The sounds of a name's words, and of each two of them that are spoken as one.

    >>> sounds("Deir ez-Zor Airport")
    ('dr', 'rprt', 'drsr', 'srrprt')
    """
    core = _core(_plain_words(text))
    pairs = (one + other for one, other in pairwise(core))
    return tuple(dict.fromkeys(filter(None, map(sound, (*core, *pairs)))))


@lru_cache(maxsize=256)
def _plain_words(text: str) -> tuple[str, ...]:
    """Kept for a few texts: a name is asked for its forms and its sounds, and neighbouring rows share names."""
    return tuple(filter(None, map(plain, _WORD.findall(text))))


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        found = plain(match.group())
        if found:
            yield Word(match.start(), match.end(), found)


def _core(every: Sequence[str]) -> Sequence[str]:
    return [word for word in every if word not in ARTICLES] or every
