"""A field of a thing or an edge -> the stored property that holds its shown value, or a part of it."""

from graph.compile.draft import Draft
from graph.cypher import quote
from schema.field import Field


def property_of(draft: Draft, name: str, field: Field, part: str = "") -> str:
    """A part of a field's value on a variable."""
    del draft
    for found in field.type.parts:
        if found.name == part:
            text = f"{name}.{quote(field.name + found.suffix)}"
            return f"{text}.{found.component}" if found.component else text
    return f"{name}.{quote(field.name)}"
