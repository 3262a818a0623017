"""A thing's fields and the labels of what it leads to -> the line that tells it from others of its label."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.answer.reading import Reader, Reading
from schema.field import Field
from schema.identity import noun_of
from schema.ontology import Way
from schema.values.value import Json

#: How many things of a way are named; of more it is told how many.
NAMED = 2
#: What stands for the end of a way of which nothing is known, where its other end is known.
UNKNOWN = "?"
#: What each noun declares, and its ways.
Declared = Mapping[str, tuple[tuple[tuple[str, ...], ...], Mapping[str, Way]]]
#: Kinds of edges with the label at the end of each, and whether it is one of several of which one holds.
Reached = Sequence[tuple[str, str, bool]]


def details_reader(declared: Declared, fields: Mapping[str, Field], reads: Sequence[Reader | None]) -> Reader:
    """How a row is read of id, what is reached there and back, and the fields in their order."""
    columns = [(name, field, read) for (name, field), read in zip(fields.items(), reads, strict=True)]

    def parts(row: Sequence[Any], reading: Reading) -> Iterator[str]:
        identifier, there, back, *values = row
        groups, ways = declared[noun_of(identifier)]
        told = {
            name: field_words(field, read(value, reading) if read else value)
            for (name, field, read), value in zip(columns, values, strict=True)
        }
        for group in groups:
            texts = [
                named(ways[name], (there if ways[name].forward else back) or ()) if name in ways else told[name]
                for name in group
            ]
            if any(texts):
                yield " → ".join(text or UNKNOWN for text in texts)

    return lambda row, reading: " · ".join(parts(row, reading))


def field_words(field: Field, shown: Json) -> str:
    """A shown value in one line; empty where there is none. Choices are told as words."""
    if shown is None:
        return ""
    values = shown if isinstance(shown, list) else [shown]
    words = (field.type.words(value) for value in values)
    return ", ".join(word.lower().replace("_", " ") if field.type.choices else word for word in words)


def named(way: Way, reached: Reached) -> str:
    """What a way leads to.

    >>> from schema.discover import discover
    >>> origin = discover().ways("Flight")["origin"]
    >>> named(origin, [("ORIGIN", "Moscow", True), ("ORIGIN", "Minsk", True), ("DESTINATION", "Tripoli", False)])
    'Minsk or Moscow'
    """
    found = {label: several for kind, label, several in reached if kind == way.link.type}
    between = " or " if found and all(found.values()) else ", "
    names = sorted(found)
    return between.join(names[:NAMED]) + (f" +{len(names) - NAMED}" if len(names) > NAMED else "")
