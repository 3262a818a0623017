"""A text that a client seeks -> its words and forms, which the database is asked for and answers are marked with."""

from dataclasses import dataclass
from functools import lru_cache

from graph.errors import InputError
from schema.sound import Word, code_forms, words
from schema.values.value import Json

#: A text may have so many characters and words.
MOST_CHARACTERS, MOST_WORDS = 400, 32
#: Words from this length on may be typed wrongly: by one letter, and longer ones by two.
_ONE_WRONG, _TWO_WRONG = 4, 6


@dataclass(frozen=True, slots=True)
class Sought:
    """A text that is sought: its words, and the forms that it has as a whole name."""

    text: str
    words: tuple[Word, ...]
    forms: tuple[str, ...]

    @property
    def padded(self) -> list[str]:
        """Its words with a blank at either end, but for the end of the last one, which may not be typed to its end."""
        *whole, last = [f" {word.plain}" for word in self.words] or [""]
        return [f"{word} " for word in whole] + [last] * bool(last)


@lru_cache(maxsize=256)
def sought(text: str) -> Sought:
    """The text's words and forms."""
    return Sought(text, words(text), code_forms(text))


def read_text(raw: Json) -> Sought:
    """What a client wrote. Raises InputError where it is no text, or too long."""
    if not isinstance(raw, str):
        raise InputError("text is no text", "Pass the words to search for.")
    if len(raw) > MOST_CHARACTERS:
        raise InputError(
            f"text has {len(raw)} characters, where {MOST_CHARACTERS} is the limit", "Search for fewer words."
        )
    found = sought(raw)
    if len(found.words) > MOST_WORDS:
        raise InputError(
            f"text has {len(found.words)} words, where {MOST_WORDS} is the limit", "Search for fewer words."
        )
    return found


def wrong_letters(word: str) -> int:
    """How many letters of a word may be wrong."""
    if not word.isalpha() or len(word) < _ONE_WRONG:
        return 0
    return 2 if len(word) >= _TWO_WRONG else 1
