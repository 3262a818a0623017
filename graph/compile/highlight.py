"""Highlights that are asked for -> the column of a hit's searched values, in which what matched is marked."""

from graph.answer.highlight import highlights_reader
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot, constant, parts_reader
from graph.answer.value import pieces_reader
from graph.compile.draft import Column, Draft, Node, guard, listing
from graph.compile.field import piece_slots
from graph.compile.property import property_of
from graph.constraints import searched
from graph.question import Highlights, HighlightSpans, Piece


def highlight_column(
    draft: Draft, item: Highlights, node: Node, text: str, when: tuple[str, ...], path: Path
) -> Column:
    """The values of all fields by which the node may have been found; `text` is the parameter of what is sought."""
    every = (field for noun in node.nouns for field in searched(draft.ontology, draft.ontology.noun(noun)))
    fields = list({field.name: field for field in every}.values())
    chosen: list[tuple[Slot, Reader]] = []
    for part, now in draft.wanted(item.parts, path):
        chosen.append((Slot(part.key, None, now), _part(draft, part, (*path, part.key))))
    columns = listing(property_of(draft, node.name, field, field.type.parts[0].name) for field in fields)
    read = highlights_reader([field.name for field in fields], text, parts_reader(chosen))
    return Column(guard(when, columns), Slot(item.key, read, when))


def _part(draft: Draft, part: Piece | HighlightSpans, path: Path) -> Reader:
    if isinstance(part, HighlightSpans):
        read = pieces_reader(piece_slots(draft, part.pieces, path))
        return lambda found, reading: [read({"__typename": "Span", **span}, reading) for span in found["spans"]]
    if part.name == "__typename":
        return constant("Highlight")
    return lambda found, _reading, name=part.name: found[name]  # type: ignore[misc]
