"""A returned list -> an object: one reader for each selection, chosen once, so that reading a row costs little."""

from collections.abc import Callable, Mapping, Sequence
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


def object_reader(slots: Sequence[Slot]) -> Reader:
    """A list with one value for each slot -> an object with the slots' keys, in their order."""
    keys = tuple(slot.key for slot in slots)
    reads = tuple((slot.key, slot.read) for slot in slots if slot.read and not slot.when)
    optional = tuple(slot for slot in slots if slot.when)

    def plain(row: Sequence[Any], _reading: Reading) -> dict[str, Any]:
        return dict(zip(keys, row, strict=True))

    def nested(row: Sequence[Any], reading: Reading) -> dict[str, Any]:
        answer = dict(zip(keys, row, strict=True))
        for key, read in reads:
            answer[key] = read(answer[key], reading)
        return answer

    def full(row: Sequence[Any], reading: Reading) -> dict[str, Any]:
        answer = nested(row, reading)
        for slot in optional:
            if not reading.holds(slot.when):
                del answer[slot.key]
            elif slot.read:
                answer[slot.key] = slot.read(answer[slot.key], reading)
        return answer

    if optional:
        return full
    return nested if reads else plain


def choice_reader(noun_of: Callable[[Any], str], slots: Mapping[str, Sequence[tuple[int, Slot]]]) -> Reader:
    """A list that starts with the thing's id -> the object of its noun, from the values at that noun's places."""
    readers = {
        noun: (tuple(place for place, _ in chosen), object_reader([slot for _, slot in chosen]))
        for noun, chosen in slots.items()
    }

    def read(row: Sequence[Any], reading: Reading) -> Any:
        places, read_object = readers[noun_of(row[0])]
        return read_object([row[place] for place in places], reading)

    return read


def placed(read: Reader, place: int) -> Reader:
    """What stands at a place of a list."""
    return lambda row, reading: read(row[place], reading)


def parts_reader(parts: Sequence[tuple[Slot, Reader]]) -> Reader:
    """Anything -> an object, each key of which is read from all of it."""
    return lambda whole, reading: {
        slot.key: read(whole, reading) for slot, read in parts if not slot.when or reading.holds(slot.when)
    }
