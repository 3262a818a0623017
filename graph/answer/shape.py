"""A returned list -> an object: one reader for each selection, chosen once, so that reading a row costs little."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.answer.reading import Reader, Reading


@dataclass(frozen=True, slots=True)
class Slot:
    """One key of an object: how its value is read (None: as it is), and the conditions under which it is there."""

    key: str
    read: Reader | None = None
    when: tuple[str, ...] = ()


def constant(value: object) -> Reader:
    """Whatever is returned means this value."""
    return lambda _row, _reading: value


def first(read: Reader) -> Reader:
    """The only row of a list, or None."""
    return lambda rows, reading: read(rows[0], reading) if rows else None


def in_places(read: Reader) -> Reader:
    """How many there are, and rows of some of them with their places -> all of them, None where there is no row."""

    def every(value: Any, reading: Reading) -> list[Any]:
        count, rows = value
        answer: list[Any] = [None] * count
        for place, row in rows:
            answer[place] = read(row, reading)
        return answer

    return every


def object_reader(slots: Sequence[Slot], places: Sequence[int] | None = None) -> Reader:
    """A list -> an object with the slots' keys, in their order; values stand at `places`, or one after the other."""
    read: Callable[[Sequence[Any], Reading], dict[str, Any]] = _generated(slots, places or range(len(slots)))
    optional = tuple((slot.key, slot.when) for slot in slots if slot.when)
    if not optional:
        return read

    def chosen(row: Sequence[Any], reading: Reading) -> dict[str, Any]:
        answer = read(row, reading)
        for key, when in optional:
            if not reading.holds(when):
                del answer[key]
        return answer

    return chosen


def _generated(slots: Sequence[Slot], places: Sequence[int]) -> Reader:
    """The reader as one expression: an answer may hold thousands of objects, and a loop over keys costs three times."""
    readers: dict[str, Reader] = {}
    parts = []
    for place, slot in zip(places, slots, strict=True):
        value = f"row[{place}]"
        if slot.read and slot.when:
            readers[f"read{place}"] = _guarded(slot.read, slot.when)
        elif slot.read:
            readers[f"read{place}"] = slot.read
        parts.append(f"{slot.key!r}: {f'read{place}({value}, reading)' if slot.read else value}")
    return _made(parts, readers)


def _guarded(read: Reader, when: tuple[str, ...]) -> Reader:
    """What is not asked for this time is not read: there is nothing to read."""
    return lambda value, reading: read(value, reading) if reading.holds(when) else None


def choice_reader(noun_of: Callable[[Any], str], slots: Mapping[str, Sequence[tuple[int, Slot]]]) -> Reader:
    """A list that starts with the thing's id -> the object of its noun, from the values at that noun's places."""
    readers = {
        noun: object_reader([slot for _, slot in chosen], [place for place, _ in chosen])
        for noun, chosen in slots.items()
    }
    return lambda row, reading: readers[noun_of(row[0])](row, reading)


def placed(read: Reader, place: int) -> Reader:
    """What stands at a place of a list."""
    return lambda row, reading: read(row[place], reading)


@dataclass(frozen=True, slots=True)
class Inline:
    """A reader that is a Python expression on `row` and holds nothing that a client wrote but literals: no call."""

    text: str

    @classmethod
    def at(cls, place: int, keys: Sequence[str] | None = None) -> "Inline":
        """What stands at a place of a list; with `keys` an object that holds it under each."""
        return cls(f"row[{place}]" if keys is None else f"{{{', '.join(f'{key!r}: row[{place}]' for key in keys)}}}")

    def __call__(self, row: Any, reading: Reading) -> Any:
        """What it reads, where it is no part of another expression."""
        return _made_of(self.text, {})(row, reading)


def parts_reader(parts: Sequence[tuple[Slot, Reader]]) -> Reader:
    """Anything -> an object, each key of which is read from all of it."""
    if any(slot.when for slot, _ in parts):
        every = [(slot, _made_of(read.text, {}) if isinstance(read, Inline) else read) for slot, read in parts]
        return lambda whole, reading: {
            slot.key: read(whole, reading) for slot, read in every if not slot.when or reading.holds(slot.when)
        }
    readers = {f"read{place}": read for place, (_, read) in enumerate(parts) if not isinstance(read, Inline)}
    pairs = (
        f"{slot.key!r}: {read.text if isinstance(read, Inline) else f'read{place}(row, reading)'}"
        for place, (slot, read) in enumerate(parts)
    )
    return _made(pairs, readers)


def _made(pairs: Iterable[str], readers: Mapping[str, Reader]) -> Reader:
    return _made_of(f"{{{', '.join(pairs)}}}", readers)


def _made_of(text: str, readers: Mapping[str, Reader]) -> Reader:
    # Of what a client wrote it holds response keys alone, each as a literal.
    made: Reader = eval(f"lambda row, reading: {text}", {**readers})  # noqa: S307
    return made
