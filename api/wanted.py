"""What a subscriber wants to be told -> whether an event is part of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.errors import BadInputError
from graph.changelog import Edge, Event, Kind
from schema.identity import noun_of
from schema.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter of events; None lets all pass. `nouns` are concrete ones."""

    kinds: frozenset[Kind] | None = None
    nouns: frozenset[str] | None = None
    links: frozenset[str] | None = None
    ids: frozenset[str] | None = None

    def admits(self, event: Event) -> bool:
        """Whether an event is wanted."""
        if self.kinds is not None and event.kind not in self.kinds:
            return False
        of = event.of
        if isinstance(of, Edge):
            if of.type not in self.links if self.links is not None else self.nouns is not None:
                return False
            return self.ids is None or of.source in self.ids or of.target in self.ids
        if noun_of(of) not in self.nouns if self.nouns is not None else self.links is not None:
            return False
        return self.ids is None or of in self.ids


def read_wanted(given: Mapping[str, Any], ontology: Ontology) -> Wanted:
    """The filter of a subscription's arguments. Raises BadInputError."""
    kinds, nouns, links, ids = (given.get(name) for name in ("kinds", "nouns", "links", "ids"))
    return Wanted(
        None if kinds is None else frozenset(Kind(kind) for kind in kinds),
        None if nouns is None else frozenset(one for noun in nouns for one in _concrete(ontology, noun)),
        None if links is None else frozenset(links),
        None if ids is None else frozenset(ids),
    )


def _concrete(ontology: Ontology, name: str) -> tuple[str, ...]:
    if name not in ontology.nouns:
        raise BadInputError(f"`nouns` names {name}, which is no noun.", f"There are: {', '.join(ontology.nouns)}.")
    return ontology.possible(name)
