"""Mapping: what a table's rows say, as checked values: entities, their keys, fields, links and judgements."""

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Literal

from ingest.table.condition import Condition
from ingest.table.expression import Expression
from schema.claim import Modality
from schema.field import Field

#: What position reports come as; `sightings` is a table that tells of each flight where it was first and last seen.
Form = Literal["readsb", "opensky", "sightings"]
#: The names that a repeated thing's expressions may use.
VARIABLES: Map[str, tuple[str, ...]] = {"legs": ("$from", "$to", "$leg"), "items": ("$item", "$ordinal")}


@dataclass(frozen=True, slots=True)
class Each:
    """One thing for each item of a list, or for each leg between neighbours of a list of stops."""

    kind: Literal["legs", "items"]
    of: Expression


@dataclass(frozen=True, slots=True)
class KeyRule:
    """What an entity is known by: a scheme of `identity.keyed` and its values.

    `fields` are the noun's fields that the values are, where they are such. `near` is a position that must lie within
    `km` of the shipped gazetteer's airport of the code (the first value).
    """

    scheme: str
    values: tuple[Expression, ...]
    fields: tuple[Field | None, ...]
    near: Expression | None = None
    km: float = 50.0


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A value of an entity; `leave`: a cell that cannot be read is left out and counted, and its row is taken."""

    field: Field
    value: Expression
    leave: bool
    modality: Modality


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: an entity of the same row by name, or one of another table by its key."""

    noun: str
    entity: str | None
    keys: tuple[KeyRule, ...]
    each: Each | None
    when: Condition | None
    modality: Modality


@dataclass(frozen=True, slots=True)
class LinkRule:
    """Links of one type from an entity."""

    type: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class SameRule:
    """A judgement that the entity is the one of this key; with `possible`, only that it may be."""

    key: KeyRule
    method: str | None
    score: float | None
    possible: str | None
    when: Condition | None


@dataclass(frozen=True, slots=True)
class EntityRule:
    """An entity that each row speaks of. Without keys it is local to its row.

    `optional`: a row without its key does not speak of it. `repeats`: several rows may speak of it. `once`: what an
    earlier row of the file said of it is not said again.
    """

    name: str
    noun: str
    line: int
    when: Condition | None
    each: Each | None
    keys: tuple[KeyRule, ...]
    optional: bool
    repeats: bool
    once: bool
    fields: tuple[FieldRule, ...]
    links: tuple[LinkRule, ...]
    same: tuple[SameRule, ...]


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """Where the table comes from; `published` is a date of ISO 8601. Licence and credits are for people.

    `official`: the table is an office's own register.
    """

    title: str
    publisher: str
    url: str | None = None
    published: str | None = None
    licence: str | None = None
    credits: str | None = None
    official: bool = False


@dataclass(frozen=True)
class TableMapping:
    """A checked mapping. `left` says why a column is not taken; `rows` which rows are.

    `positions`: the file holds position reports of this form, and its rows are the flights that they tell of.
    """

    path: Path
    name: str
    source: str
    document: DocumentRule
    entities: tuple[EntityRule, ...]
    left: Map[str, str]
    rows: Condition | None
    delimiter: str | None
    empty: frozenset[str]
    positions: Form | None
    canonical: str = field(repr=False)

    @cached_property
    def extractor(self) -> str:
        """`table:NAME@VERSION`, where the version is a hash of all that the mapping says."""
        return f"table:{self.name}@{sha256(self.canonical.encode()).hexdigest()[:12]}"

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads, each once."""
        every = [name for expression in self._expressions() for name in expression.columns]
        return tuple(dict.fromkeys(name for name in every if not name.startswith("$")))

    def _expressions(self) -> Iterator[Expression | Condition]:
        if self.rows:
            yield self.rows
        for entity in self.entities:
            for optional in (entity.when, entity.each and entity.each.of):
                if optional:
                    yield optional
            for key in entity.keys:
                yield from _of_key(key)
            yield from (rule.value for rule in entity.fields)
            for target in (target for link in entity.links for target in link.targets):
                for optional in (target.when, target.each and target.each.of):
                    if optional:
                        yield optional
                for key in target.keys:
                    yield from _of_key(key)
            for same in entity.same:
                yield from _of_key(same.key)
                if same.when:
                    yield same.when


def _of_key(key: KeyRule) -> Iterator[Expression]:
    yield from key.values
    if key.near:
        yield key.near
