"""A hit's values and the text that was sought -> fragments of the values, with the places of what matched."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rapidfuzz.distance import OSA

from graph.answer.reading import Reader, Reading
from graph.sought import sought, wrong_letters
from schema.sound import ARTICLES, sound, words

#: Code points of a value that are shown around a match, and at most in all; so many fragments of one field.
_AROUND, _LONGEST, _FRAGMENTS = 80, 240, 3


def highlights_reader(names: Sequence[str], text: str, read: Reader) -> Reader:
    """The list of the fields' values -> highlights; `text` is the parameter of the text, `read` makes each of them."""

    def highlights(values: Sequence[Any], reading: Reading) -> list[Any]:
        matches = _matcher(reading.values[text])
        return [
            read({"field": name, **found}, reading)
            for name, value in zip(names, values, strict=True)
            for found in _first(value, matches)
        ]

    return highlights


def _first(value: Any, matches: Callable[[str], bool]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for text in value if isinstance(value, list) else [value]:
        for fragment in _fragments(text, matches) if isinstance(text, str) else ():
            found.append(fragment)
            if len(found) == _FRAGMENTS:
                return found
    return found


def _fragments(text: str, matches: Callable[[str], bool]) -> Iterator[dict[str, Any]]:
    """Parts of a text, one after the other, with all that matches in each; places count from the text's beginning."""
    spans: list[dict[str, int]] = []
    end = 0
    for word in words(text):
        if not matches(word.plain):
            continue
        if spans and word.end - spans[0]["start"] > _LONGEST - _AROUND:
            yield _cut(text, spans, end)
            end, spans = spans[-1]["end"], []
        spans.append({"start": word.start, "end": word.end})
    if spans:
        yield _cut(text, spans, end)


def _cut(text: str, spans: list[dict[str, int]], begin: int) -> dict[str, Any]:
    """The fragment around spans that starts at a word, not before `begin`."""
    start, end = max(begin, spans[0]["start"] - _AROUND), min(len(text), spans[-1]["end"] + _AROUND)
    if len(text) <= _LONGEST and begin == 0:
        start, end = 0, len(text)
    while begin < start < spans[0]["start"] and text[start - 1].isalnum():
        start += 1
    while spans[-1]["end"] < end < len(text) and text[end].isalnum():
        end -= 1
    return {"text": text[start:end], "start": start, "spans": spans}


def _matcher(text: str) -> Callable[[str], bool]:
    """Whether a plain word is one that is sought: spelt or heard so, or begun so where it is the last."""
    wanted = [word.plain for word in sought(text).words]
    telling = [word for word in wanted if word not in ARTICLES] or wanted
    joined = "".join(telling)
    heard = {sound(word) for word in (*telling, joined)} - {""}
    known: dict[str, bool] = {}

    def like(word: str) -> bool:
        if word in telling or word == joined or (wanted and word.startswith(wanted[-1])) or sound(word) in heard:
            return True
        return any(
            letters and OSA.distance(word, one, score_cutoff=letters) <= letters
            for one in telling
            if (letters := wrong_letters(one))
        )

    def matches(word: str) -> bool:
        found = known.get(word)
        if found is None:
            found = known[word] = like(word)
        return found

    return matches
