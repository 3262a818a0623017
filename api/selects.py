"""What reads selections of things, as aggregates see it, which hold some and are held by others."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from api.collect import Collector, Merged, Sets
from api.given import Given
from graph.question import Connection, Named, PageInfo, Piece, Selection
from schema.ontology import Ontology, Way

Part = TypeVar("Part")


class Selects(Protocol):
    """What reads selections of things; an aggregate holds some, and is held by others."""

    @property
    def ontology(self) -> Ontology:
        """The nouns that it knows."""

    @property
    def collector(self) -> Collector:
        """What merges selections."""

    def thing(self, sets: Sets, types: frozenset[str]) -> Selection:
        """What is wanted of things of these concrete nouns."""

    def given(self, type_name: str, merged: Merged) -> dict[str, Given]:
        """The arguments of a field of this type."""

    def parts(
        self, sets: Sets, type_name: str, readers: Mapping[str, Callable[[Merged], Part]]
    ) -> tuple[Part | Named, ...]:
        """The fields that sets ask of a type, each read by its name."""

    def connection(
        self, noun: str, target: str, way: Way | None, merged: Merged, given: dict[str, Given]
    ) -> Connection:
        """A connection over things."""

    def page_info(self, merged: Merged) -> PageInfo:
        """Where a page stands."""

    def pieces(self, sets: Sets, type_name: str) -> tuple[Piece, ...]:
        """The fields that sets ask of an object value."""
