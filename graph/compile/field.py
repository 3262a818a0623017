"""A field that is asked for -> the column of its stored parts."""

from collections.abc import Sequence

from graph.answer.reading import Path
from graph.answer.shape import Slot
from graph.answer.value import value_reader
from graph.compile.draft import Column, Draft, listing
from graph.compile.property import property_of
from graph.question import FieldItem, Piece


def field_column(draft: Draft, item: FieldItem, name: str, when: tuple[str, ...], path: Path) -> Column:
    """A property as it is, or the list of a value's parts, with what makes the shown value of them."""
    parts = item.field.type.parts
    read = value_reader(item.field, piece_slots(draft, item.pieces, (*path, item.key)))
    if item.field.many or (len(parts) == 1 and not item.pieces):
        text = property_of(draft, name, item.field, parts[0].name)
    else:
        text = listing(property_of(draft, name, item.field, part.name) for part in parts)
    return Column(text, Slot(item.key, read, when))


def piece_slots(draft: Draft, pieces: Sequence[Piece], path: Path) -> list[tuple[str, Slot]]:
    """Names of outputs and where they go, without those that a constant condition leaves out."""
    return [(piece.name, Slot(piece.key, None, when)) for piece, when in draft.wanted(pieces, path)]
