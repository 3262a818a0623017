"""Names -> the form in which two of them are compared: words that tell them from others, and their sound."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.gazetteer.airport import distinctive
from ingest.gazetteer.name import core
from schema.sound import plain, sound

#: Letters of scripts that leave vowels out.
_UNVOWELLED = re.compile("[\u0590-\u06ff]")


@dataclass(frozen=True, slots=True)
class Form:
    """The words of a name that tell it from others, in Latin letters, and the sound of them together.

    `vowels`: whether its script writes them.
    """

    words: tuple[str, ...]
    sound: str
    vowels: bool = True


@lru_cache(maxsize=16384)
def field_form(name: str) -> Form:
    """The form in which a field's name is compared: without "airport" and the like."""
    return _form(distinctive(name))


@lru_cache(maxsize=16384)
def town_form(name: str) -> Form:
    """The form in which a town's name is compared."""
    return _form(core(name))


def _form(words: tuple[str, ...]) -> Form:
    latin = tuple(filter(None, map(plain, words))) or words
    return Form(latin, sound("".join(latin)), vowels=not any(map(_UNVOWELLED.search, words)))
