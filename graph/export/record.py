"""Rows of the database -> the things, relations, statements and documents that an export tells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from schema.field import Field
from schema.ontology import Ontology
from schema.values.value import Json

#: A value that a table's cell or an attribute holds; a list is of a field with many values.
Cell = str | int | float | bool | list[str]
#: What cells are called, in GraphQL's words.
SCALARS = ("String", "Int", "Float", "Boolean")
#: What is told of a statement, and of a document, where it has it.
STATEMENT_FIELDS = ("text", "quoted", "attributed", "official", "occasion", "credibility", "row", "extractor")
DOCUMENT_FIELDS = ("title", "url", "outlet", "publishedAt", "retrievedAt", "sha256", "documentKind", "publisher")


@dataclass(frozen=True, slots=True)
class Source:
    """A document in which exported statements stand."""

    id: str
    fields: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Words:
    """A statement: its words or row, who said it (actor, what it is called, step), and the document it stands in."""

    id: str
    document: str
    fields: Mapping[str, Json]
    said_by: tuple[tuple[str, str | None, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity with its shown values, and the statements that are about it. `nouns` are its own and its interfaces."""

    id: str
    nouns: tuple[str, ...]
    label: str
    values: Mapping[str, Json]
    evidence: tuple[str, ...]
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two entities, and the statements that assert or deny it."""

    id: str
    kind: str
    source: str
    target: str
    symmetric: bool
    values: Mapping[str, Json]
    evidence: tuple[str, ...]
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One flat value of a field: its name, the part of a shown object that it is, its scalar, whether it is many."""

    name: str
    field: str
    part: str | None
    scalar: str
    many: bool


def thing_columns(ontology: Ontology) -> tuple[Column, ...]:
    """The flat values that any entity may have, in the order of names; a name has one type wherever it stands."""
    return _columns(
        field for noun in ontology.concrete if ontology.is_entity(noun.name)
        for field in ontology.fields(noun.name).values() if field.name != "label"
    )  # fmt: skip


def relation_columns(ontology: Ontology) -> tuple[Column, ...]:
    """The flat values that any relation may have, in the order of names."""
    return _columns(field for link in ontology.links if link.claimed for field in link.fields)


def _columns(fields: Iterator[Field]) -> tuple[Column, ...]:
    found = {column.name: column for field in fields for column in _of(field)}
    return tuple(found[name] for name in sorted(found))


def _of(field: Field) -> Iterator[Column]:
    if field.type.outputs:
        for output in field.type.outputs:
            scalar = output.scalar.removesuffix("!")
            yield Column(f"{field.name}_{output.name}", field.name, output.name, _scalar(scalar), field.many)
    else:
        yield Column(field.name, field.name, None, _scalar(field.type.name), field.many)


def _scalar(name: str) -> str:
    """Enums, codes and the like are told as text."""
    return name if name in SCALARS else "String"


def flat(values: Mapping[str, Json], columns: tuple[Column, ...]) -> Iterator[tuple[Column, Cell]]:
    """Each column's value, where there is one."""
    for column in columns:
        value: Any = values.get(column.field)
        if isinstance(value, dict):
            value = value.get(column.part)
        if value is not None and value != []:
            yield column, value


def shown(ontology_fields: Mapping[str, Field], properties: Mapping[str, Any]) -> dict[str, Json]:
    """Stored properties -> the values of these fields as the API answers them; what is missing is left out."""
    found: dict[str, Json] = {}
    for name, field in ontology_fields.items():
        value = _value(field, properties)
        if value is not None and value != []:
            found[name] = value
    return found


def _value(field: Field, properties: Mapping[str, Any]) -> Json:
    kind = field.type
    if field.many:
        return [kind.show((item,)) for item in properties.get(field.name) or ()]
    stored = [properties.get(field.name + part.suffix) for part in kind.parts]
    if stored[[part.name for part in kind.parts].index(kind.presence)] is None:
        return None
    pieces = zip(kind.parts, stored, strict=True)
    return kind.show([getattr(value, part.component) if part.component else value for part, value in pieces])
