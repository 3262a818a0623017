"""A Question -> plain data, for people to read: parts that say nothing are left out."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from graph.question.value import Constant, Variable
from schema.field import Field
from schema.ontology import Way
from schema.values.value import Json


def plain(part: object) -> Json:
    """Any part of a Question: an object whose `is` names it, fields and ways by their names, variables by a `$`."""
    if isinstance(part, Field | Way):
        return part.name
    if isinstance(part, Enum):
        return str(part.value)
    if isinstance(part, Constant):
        return part.value
    if isinstance(part, Variable):
        return "$" + ".".join(map(str, part.path))
    if isinstance(part, tuple | list):
        return [plain(item) for item in part]
    if isinstance(part, Mapping):
        return {str(name): plain(value) for name, value in part.items()}
    if is_dataclass(part) and not isinstance(part, type):
        named = ((field.name, plain(getattr(part, field.name))) for field in fields(part))
        return {"is": type(part).__name__, **{name: value for name, value in named if value not in (None, [], False)}}
    assert part is None or isinstance(part, bool | int | float | str)
    return part
