"""Corroboration: how things that sensors saw bear on things that are only told of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shared:
    """What both may have in common: the things that `paths`, each of names of links, lead to from either.

    `one`: such a thing is at one place at a time, and on one journey.
    """

    name: str
    paths: tuple[tuple[str, ...], ...]
    one: bool = False


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How journeys of a noun that were seen (`kind` has the value `seen`) bear on those that are `told`.

    `shared` are what ties them, `ends` the links to their places. Places agree where they are one or lie at most `near`
    kilometres apart by the field `place`; places whose field `extent[0]` is one of `extent[1]` have no point, and agree
    by the field `area`.
    """

    kind: str
    seen: str
    told: tuple[str, ...]
    shared: tuple[Shared, ...]
    ends: tuple[str, ...]
    place: str
    near: float
    extent: tuple[str, tuple[str, ...]]
    area: str
