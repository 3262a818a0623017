"""Keys by which things are grouped -> the matches that find them, and the variables that hold them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.compile.draft import Draft, Node
from graph.compile.link import ends, hop
from graph.compile.order import Term
from graph.compile.property import property_of
from graph.compile.stretch import stretch
from graph.cypher import STATEMENT
from graph.question import GroupBy
from schema.field import Field
from schema.ontology import Way
from schema.values.value import Storage


def described(keys: Sequence[GroupBy]) -> list[list[object]]:
    """What keys are, as a cursor remembers it."""
    return [[[way.name for way in by.ways], by.field and by.field.name, by.edge, by.unit] for by in keys]


@dataclass(frozen=True, slots=True)
class Place:
    """What a key is of: things and the edges that lead to them; null where a way leads nowhere."""

    node: Node
    edge: str | None


@dataclass(slots=True)
class Keys:
    """The keys while they are written: the matches that find them, and the variables that hold them."""

    draft: Draft
    places: dict[tuple[Way, ...], Place]
    clauses: list[str] = field(default_factory=list)
    #: Expression by variable; a thing that is a key stands for itself.
    texts: dict[str, str] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    variables: dict[GroupBy, tuple[str, ...]] = field(default_factory=dict)

    def add(self, by: GroupBy) -> None:
        """One key."""
        if by in self.variables:
            return
        place = self.reach(by.ways)
        if by.field is None:
            self.texts[place.node.name] = place.node.name
            numbered = place.node.nouns == (STATEMENT,)
            self.terms.append(Term(f"{place.node.name}.id", "INTEGER" if numbered else "STRING"))
            self.variables[by] = (place.node.name,)
            return
        name = place.edge if by.edge else place.node.name
        assert name is not None
        self.variables[by] = tuple(
            self._column(text, storage) for text, storage in self._expressions(name, by.field, by)
        )

    def reach(self, ways: tuple[Way, ...]) -> Place:
        """What a row's ways lead to; each is walked once, however many keys lie on it."""
        if ways not in self.places:
            start, way = self.reach(ways[:-1]), ways[-1]
            end, edge = self.draft.node(way.target), self.draft.name("r")
            pattern = hop(start.node.name, edge, way, ends(self.draft, start.node, way, end))
            self.clauses.append(f"OPTIONAL MATCH {pattern}")
            self.places[ways] = Place(end, edge)
        return self.places[ways]

    @property
    def repeated(self) -> bool:
        """Whether a row may come to a group by several ways: it leads to several things, none of them a key itself."""
        kept = {by.ways for by in self.variables if by.field is None}
        return any(ways and not ways[-1].one and ways not in kept for ways in self.places)

    def _column(self, text: str, storage: Storage) -> str:
        variable = self.draft.name("g")
        self.texts[variable] = text
        self.terms.append(Term(variable, storage))
        return variable

    def _expressions(self, name: str, declared: Field, by: GroupBy) -> Iterator[tuple[str, Storage]]:
        if by.unit is not None:
            assert declared.type.stretch is not None
            parts = declared.type.stretch
            moments = [self.draft.name("v") for _ in parts]
            read = (
                f"{property_of(self.draft, name, declared, part)} AS {moment}"
                for part, moment in zip(parts, moments, strict=True)
            )
            self.clauses.append(f"WITH *, {', '.join(read)}")
            number, spans = stretch(moments[0], moments[1], declared.type.storage_of(parts[0]), by.unit)
            yield number, "INTEGER"
            yield spans, "BOOLEAN"
            return
        if declared.many:
            value = self.draft.name("v")
            stored = property_of(self.draft, name, declared)
            # A field without values counts as one missing value.
            self.clauses.append(f"UNWIND CASE WHEN size({stored}) > 0 THEN {stored} ELSE [null] END AS {value}")
            yield value, declared.type.parts[0].storage
            return
        for part in declared.type.grouping:
            yield property_of(self.draft, name, declared, part), declared.type.storage_of(part)
