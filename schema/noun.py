"""Noun: one kind of thing; GraphQL type, Neo4j label and key of identity in one declaration."""

from dataclasses import dataclass

from schema.corroboration import Corroboration
from schema.field import Field
from schema.journey import Journey
from schema.rollup import Rollup, Roundup


@dataclass(frozen=True, slots=True)
class Key:
    """A strong key: things of this noun with equal values of these fields are one thing."""

    scheme: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of thing.

    `single` and `plural` are its root fields in GraphQL. `implements` names interfaces, the nearest first; an
    interface is a noun with `abstract`. `keys` are its strong keys, the strongest first. `caption` names the fields
    that make up the computed label: the first group of which any field has a value is used, its values joined by
    `, ` after the noun's own name where `named` is set. `details` name fields and ways that tell its things from others
    of their label; those of a group lead from one to the next. `rollups` are the totals that its things add up to.
    `roundup` puts them together by words of its own. `journey` tells how its things lead from place to place,
    `corroboration` how those that were seen bear on others.
    """

    name: str
    doc: str
    single: str
    plural: str
    fields: tuple[Field, ...]
    implements: tuple[str, ...] = ()
    abstract: bool = False
    keys: tuple[Key, ...] = ()
    caption: tuple[tuple[str, ...], ...] = ()
    named: bool = False
    details: tuple[tuple[str, ...], ...] = ()
    rollups: tuple[Rollup, ...] = ()
    roundup: Roundup | None = None
    journey: Journey | None = None
    corroboration: Corroboration | None = None
