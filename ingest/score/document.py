"""An annotation or a reading in its JSON scheme -> Facts: its facts by kind, and what each name in it stands for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ingest.score.name import Words, words

#: The kinds that are scored; `places` is told, but no part of the mean.
KINDS = ("actors", "bases", "places", "aircraft", "flights", "statements", "relations")
Fact = Mapping[str, Any]


def listed(value: object) -> list[str]:
    """The names in a field that holds one, several or none."""
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def names(entity: Fact) -> set[Words]:
    """What an entity is called, as it is compared."""
    return {words(text) for text in (*listed(entity.get("name")), *listed(entity.get("aliases")))} - {()}


class Facts:
    """The facts of one document. What is no list of objects counts as nothing told."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._kinds = {
            kind: [f for f in told[kind] if isinstance(f, dict)] if isinstance(told.get(kind), list) else []
            for kind in KINDS
        }
        sites = [*self.of("bases"), *self.of("places")]
        self._entities = [names(entity) for entity in (*self.of("actors"), *sites)]
        self._ends = [names(e) for e in (*sites, *(a for a in self.of("actors") if a.get("kind") == "country"))]
        self._cities = {n for place in self.of("places") if place.get("kind") == "city" for n in names(place)}

    def of(self, kind: str) -> Sequence[Fact]:
        """The facts of a kind, in their order."""
        return self._kinds[kind]

    def party(self, name: str | None) -> set[Words]:
        """All that an actor or site is called here, given one of its names."""
        return self._called(name, self._entities)

    def ends(self, value: object) -> list[set[Words]]:
        """All that the ends of a flight are called here. A city is itself alone: Moscow is not Russia."""
        found = []
        for name in listed(value):
            own = words(name)
            found.append({own} if own in self._cities else self._called(name, self._ends))
        return found

    def _called(self, name: str | None, entities: Iterable[set[Words]]) -> set[Words]:
        own = words(name)
        return {own}.union(*(entity for entity in entities if own in entity)) - {()}
