"""Text that somebody seeks -> queries in Lucene's syntax, in which no character of the text is syntax.

A text's words are letters and digits alone (`schema.sound.words`), so that there is nothing to escape; a word as it was
typed may also hold accents and apostrophes, and stands in quotation marks, which it cannot hold.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from graph.cypher import FORMS, SOUNDS
from graph.sought import Sought, wrong_letters
from schema.ontology import Ontology
from schema.sound import ARTICLES, Word, sound, words

#: Finds nothing: no form is an underscore, and texts have no such field.
NOTHING = f"{FORMS}:_"
#: Sounds from this length on tell a name even where it looks different.
_TELLING = 4


def kind_words(ontology: Ontology) -> frozenset[str]:
    """Words that tell what kind of thing something is, which its name may leave out: of nouns and of choices."""
    names = [noun.name for noun in ontology.nouns.values()]
    names += [choice for value in ontology.value_types for choice in value.choices]
    found = {word.plain for name in names for word in words(name.replace("_", " "))}
    return frozenset(found | {"".join(word.plain for word in words(name.replace("_", " "))) for name in names})


def by_name(sought: Sought, kinds: frozenset[str], *, near: bool) -> str:
    """Names that hold all its words, spelt or heard so; `near`: and what is only heard, or spelt, is also the other."""
    clauses = _clauses(sought, kinds | ARTICLES, partial(_named, near=near))
    if not clauses:
        return NOTHING
    joined = "".join(word.plain for word in sought.words if word.plain not in ARTICLES)
    whole = [f"{FORMS}:{joined}"] if len(sought.words) > 1 and joined.isalpha() else []
    whole += [f"{SOUNDS}:{sound(joined)}"] if len(sound(joined)) >= _TELLING else []
    return " ".join([f"({clauses})", *whole])


def by_text(sought: Sought, *, near: bool) -> str:
    """Texts that hold all its words; `near`: or words that look like them."""

    def alternatives(word: Word, *, last: bool) -> list[str]:
        typed = sought.text[word.start : word.end].casefold()
        found = [f'"{typed}"', word.plain]
        if last:
            found.append(f"{word.plain}*")
        return found + ([_wrong(word.plain)] if near and _wrong(word.plain) else [])

    return _clauses(sought, ARTICLES, alternatives) or NOTHING


def _clauses(sought: Sought, optional: Iterable[str], alternatives: Callable[..., Sequence[str]]) -> str:
    count = len(sought.words)
    needed = {word.plain for word in sought.words} - set(optional) or {word.plain for word in sought.words}
    return " ".join(
        f"{'+' * (word.plain in needed)}({' '.join(alternatives(word, last=place == count))})"
        for place, word in enumerate(sought.words, start=1)
    )


def _named(sought: Word, *, last: bool, near: bool) -> list[str]:
    word = sought.plain
    found = [f"{FORMS}:{word}"]
    if last:
        found.append(f"{FORMS}:{word}*")
    heard, wrong = sound(word), _wrong(word)
    if near:
        if heard and wrong:
            found.append(f"(+{FORMS}:{wrong} +{SOUNDS}:{heard})")
        if len(heard) >= _TELLING:
            found.append(f"{SOUNDS}:{heard}")
        return found
    return found + [f"{FORMS}:{wrong}"] * bool(wrong) + [f"{SOUNDS}:{heard}"] * bool(heard)


def _wrong(word: str) -> str:
    """The word with letters that may be wrong; "" where that would make it another word, or number."""
    letters = wrong_letters(word)
    return f"{word}~{letters}" if letters else ""
