"""Stored parts -> a field's shown value, or the pieces of it that were asked for."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from graph.answer.reading import Reader, Reading
from graph.answer.shape import Slot
from schema.field import Field
from schema.values.value import Json, Scalar, Stored, ValueType

#: Periods and counts repeat; showing one takes longer than finding that it was shown before. So many values are
#: remembered of each type, of so many types, whatever the number of Questions.
_REMEMBERED = 4096
_TYPES = 64


def plain(value_type: ValueType) -> bool:
    """Whether the type shows what is stored, as it is."""
    return type(value_type).show is Scalar.show


def value_reader(field: Field, pieces: Sequence[tuple[str, Slot]]) -> Reader | None:
    """How a field's column is read; None: as it is.

    The column is the property of a type with one part, else the list of its parts. `pieces` are the names of an
    object's outputs, each with its place in the answer.
    """
    if field.many:
        return _many(field.type)
    if len(field.type.parts) == 1 and not pieces:
        if plain(field.type):
            return None
        show_one = _shower(field.type)
        return lambda stored, _reading: None if stored is None else show_one((stored,))
    return object_value_reader(field.type, pieces)


def object_value_reader(value_type: ValueType, pieces: Sequence[tuple[str, Slot]]) -> Reader:
    """How the list of a value's parts is read; null where the part that tells of its presence is missing."""
    names = [part.name for part in value_type.parts]
    presence = names.index(value_type.presence)
    show = _shower(value_type)
    select = pieces_reader(pieces)

    def read(stored: Sequence[Stored], reading: Reading) -> Any:
        if stored[presence] is None:
            return None
        return select(show(tuple(stored)), reading)

    return read


def pieces_reader(pieces: Sequence[tuple[str, Slot]]) -> Reader:
    """A shown object -> those of its pieces that were asked for, under their keys; all of it where none was."""
    pairs = tuple((slot.key, name) for name, slot in pieces)
    optional = tuple(slot for _, slot in pieces if slot.when)
    if not pieces:
        return lambda shown, _reading: {name: value for name, value in shown.items() if name != "__typename"}

    def read(shown: dict[str, Json], reading: Reading) -> dict[str, Json]:
        answer = {key: shown[name] for key, name in pairs}
        for slot in optional:
            if not reading.holds(slot.when):
                del answer[slot.key]
        return answer

    return read


def show_packed(value_type: ValueType, packed: Json) -> Json:
    """A packed value, as claims carry it, as it is shown."""
    if packed is None:
        return None
    stored = value_type.store(packed)
    parts: list[Any] = []
    for part in value_type.parts:
        value = stored[part.suffix]
        parts.append(getattr(value, part.component) if part.component else value)
    return value_type.show(parts)


def _many(value_type: ValueType) -> Reader:
    if plain(value_type):
        return lambda stored, _reading: stored or []
    show = _shower(value_type)
    return lambda stored, _reading: [show((value,)) for value in stored or ()]


@lru_cache(_TYPES)
def _shower(value_type: ValueType) -> Callable[[tuple[Stored, ...]], Any]:
    @lru_cache(_REMEMBERED)
    def show(stored: tuple[Stored, ...]) -> Any:
        shown = value_type.show(stored)
        return {**shown, "__typename": value_type.name} if isinstance(shown, dict) else shown

    return show
