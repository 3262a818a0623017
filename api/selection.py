"""Selection sets on things, connections, edges and claims -> Selections, Connections and ClaimConnections."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema

from api import names
from api.collect import Collector, Merged, Sets
from api.corroboration import CORROBORATION, read_corroboration
from api.given import Given
from api.grouping import read_aggregate
from api.outputs import CLAIM_VALUES, CONFLICTS, DETAILS, RELATION_COUNTS, STATEMENT
from api.where import read_order, read_page, read_where
from graph.question import (
    ClaimConnection,
    ClaimEdges,
    ClaimField,
    ClaimNode,
    ClaimNodes,
    ClaimObject,
    ClaimPart,
    ClaimStatement,
    ConflictConnection,
    ConflictEdges,
    ConflictNodes,
    ConflictPart,
    ConflictsItem,
    Connection,
    ConnectionPart,
    Cursor,
    Details,
    EdgeNode,
    EdgePart,
    Edges,
    EdgeSource,
    EdgeWhole,
    EvidenceItem,
    FieldItem,
    Identifier,
    Item,
    ManyItem,
    Named,
    Nodes,
    OneItem,
    OrderKey,
    PageInfo,
    Piece,
    Positions,
    PositionStatements,
    RelationsItem,
    Selection,
    TotalCount,
    Typename,
)
from schema.candidate import CANDIDATES, PAIR
from schema.field import Field
from schema.ontology import ENTITY, Ontology, Way

TYPENAME = "__typename"
#: What is asked of a thing of any noun, without arguments and parts.
_PLAIN: dict[str, type[Typename | Identifier | Details]] = {TYPENAME: Typename, "id": Identifier, DETAILS: Details}
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Selector:
    """Reads what an operation wants; `collector` merges its selections."""

    ontology: Ontology
    schema: GraphQLSchema
    collector: Collector

    def given(self, type_name: str, merged: Merged) -> dict[str, Given]:
        """The arguments of a field of this type."""
        kind = self.schema.type_map[type_name]
        assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
        return self.collector.givens.arguments(merged.node.arguments or (), kind.fields[merged.name].args)

    def thing(self, sets: Sets, types: frozenset[str]) -> Selection:
        """What is wanted of things of these concrete nouns."""
        return Selection(
            tuple(item for merged in self.collector.merged(sets, types) for item in self._items(merged, types))
        )

    def connection(
        self, noun: str, target: str, way: Way | None, merged: Merged, given: dict[str, Given], name: str = ""
    ) -> Connection:
        """A connection over `target` along a way of `noun`, or at the root; `name` of its type, where it is another."""
        name, givens = name or names.connection(self.ontology, noun, way), self.collector.givens
        link = None if way is None or way == CANDIDATES else way.link
        readers: dict[str, Callable[[Merged], ConnectionPart]] = {
            "totalCount": lambda part: TotalCount(part.key, part.when),
            "pageInfo": self.page_info,
            "nodes": lambda part: Nodes(part.key, self.thing(part.sets, self.collector.possible[target]), part.when),
            "edges": lambda part: Edges(part.key, self._edge_parts(noun, target, way, part), part.when),
            "aggregate": lambda part: read_aggregate(self, target, link, part),
        }
        return Connection(
            self.parts(merged.sets, name, readers),
            read_where(given.get("where"), target, self.ontology, givens),
            read_order(given.get("orderBy"), target, way, self.ontology, givens),
            read_page(given, givens),
        )

    def pairs(self, merged: Merged, given: dict[str, Given]) -> Connection:
        """The connection of pairs of candidates."""
        fields = {field.name: field for field in CANDIDATES.link.fields}
        things, name = self.collector.possible[ENTITY], names.CANDIDATE

        def evidence(part: Merged) -> EdgePart:
            return EvidenceItem(part.key, self.claims(part, self.given(name, part)), None, None, part.when)

        inner: dict[str, Callable[[Merged], EdgePart]] = {
            "one": lambda part: EdgeSource(part.key, self.thing(part.sets, things), part.when),
            "other": lambda part: EdgeNode(part.key, self.thing(part.sets, things), part.when),
            "evidence": evidence,
            **dict.fromkeys(fields, lambda part: FieldItem(part.key, fields[part.name], (), None, part.when)),
        }
        outer: dict[str, Callable[[Merged], EdgePart]] = {
            "cursor": lambda part: Cursor(part.key, part.when),
            "node": lambda part: EdgeWhole(part.key, self.parts(part.sets, name, inner), part.when),
        }
        readers: dict[str, Callable[[Merged], ConnectionPart]] = {
            "totalCount": lambda part: TotalCount(part.key, part.when),
            "pageInfo": self.page_info,
            "nodes": lambda part: Edges(part.key, self.parts(part.sets, name, inner), part.when),
            "edges": lambda part: Edges(part.key, self.parts(part.sets, names.CANDIDATE_EDGE, outer), part.when),
        }
        parts = self.parts(merged.sets, names.CANDIDATE_CONNECTION, readers)
        page = read_page(given, self.collector.givens)
        return Connection(parts, order=(OrderKey(PAIR, edge=True),), page=page)

    def _items(self, merged: Merged, types: frozenset[str]) -> Iterator[Item]:
        if item := _PLAIN.get(merged.name):
            yield item(merged.key, _on(merged.types, types), merged.when)
            return
        if merged.name in {"evidence", "claims"}:
            given = self.given(min(merged.types), merged)
            field = self.collector.givens.value(given["field"]) if "field" in given else None
            claims = self.claims(merged, given)
            yield EvidenceItem(merged.key, claims, field, _on(merged.types, types), merged.when)
            return
        if merged.name == CONFLICTS:
            found = read_conflicts(self, merged, self.given(min(merged.types), merged))
            yield ConflictsItem(merged.key, found, _on(merged.types, types), merged.when)
            return
        if merged.name == RELATION_COUNTS:
            pieces = self.pieces(merged.sets, names.RELATION_COUNT)
            yield RelationsItem(merged.key, pieces, _on(merged.types, types), merged.when)
            return
        if merged.name == CORROBORATION:
            for name in sorted(merged.types):
                only = _on(frozenset({name}), types)
                yield read_corroboration(self, merged, self.ontology.noun(name), only)
            return
        if merged.name == CANDIDATES.name:
            yield self._way(merged, CANDIDATES, merged.types, types)
            return
        ways: dict[Way, set[str]] = {}
        fields: dict[str, tuple[Field, set[str]]] = {}
        for name in sorted(merged.types):
            if way := self.ontology.ways(name).get(merged.name):
                ways.setdefault(way, set()).add(name)
            else:
                # Fields of one name are stored alike whatever noun they are of; the ontology sees to it.
                field_ = self.ontology.fields(name)[merged.name]
                fields.setdefault(merged.name, (field_, set()))[1].add(name)
        for field_, on in fields.values():
            pieces = self.pieces(merged.sets, field_.type.name)
            yield FieldItem(merged.key, field_, pieces, _on(frozenset(on), types), merged.when)
        for way, nouns in ways.items():
            yield self._way(merged, way, frozenset(nouns), types)

    def _way(self, merged: Merged, way: Way, nouns: frozenset[str], types: frozenset[str]) -> Item:
        noun, on = min(nouns), _on(nouns, types)
        if way.one:
            return OneItem(
                merged.key, way, self.thing(merged.sets, self.collector.possible[way.target]), on, merged.when
            )
        given = self.given(noun, merged)
        return ManyItem(merged.key, way, self.connection(noun, way.target, way, merged, given), on, merged.when)

    def _edge_parts(self, noun: str, target: str, way: Way | None, merged: Merged) -> tuple[EdgePart, ...]:
        name = names.edge(self.ontology, noun, way)
        fields = {field.name: field for field in way.link.fields} if way else {}

        def field(part: Merged) -> EdgePart:
            found = fields[part.name]
            return FieldItem(part.key, found, self.pieces(part.sets, found.type.name), None, part.when)

        def evidence(part: Merged) -> EdgePart:
            return EvidenceItem(part.key, self.claims(part, self.given(name, part)), None, None, part.when)

        readers: dict[str, Callable[[Merged], EdgePart]] = {
            "cursor": lambda part: Cursor(part.key, part.when),
            "node": lambda part: EdgeNode(part.key, self.thing(part.sets, self.collector.possible[target]), part.when),
            "evidence": evidence,
            **dict.fromkeys(fields, field),
        }
        return self.parts(merged.sets, name, readers)

    def claims(self, merged: Merged, given: dict[str, Given]) -> ClaimConnection:
        """A connection of claims."""

        def edge(part: Merged) -> ClaimEdges:
            inner: dict[str, Callable[[Merged], Cursor | ClaimNode | Named]] = {
                "cursor": lambda part: Cursor(part.key, part.when),
                "node": lambda part: ClaimNode(part.key, self._claim(part), part.when),
            }
            return ClaimEdges(part.key, self.parts(part.sets, names.CLAIM_EDGE, inner), part.when)

        readers: dict[str, Callable[[Merged], ClaimNodes | ClaimEdges | PageInfo | Named]] = {
            "pageInfo": self.page_info,
            "nodes": lambda part: ClaimNodes(part.key, self._claim(part), part.when),
            "edges": edge,
        }
        parts = self.parts(merged.sets, names.CLAIM_CONNECTION, readers)
        return ClaimConnection(parts, read_page(given, self.collector.givens))

    def _claim(self, merged: Merged) -> tuple[ClaimPart, ...]:
        def part(inner: Merged) -> ClaimPart:
            if inner.name == "statement":
                return ClaimStatement(inner.key, self.thing(inner.sets, frozenset({STATEMENT})), inner.when)
            if inner.name in CLAIM_VALUES:
                value, _ = CLAIM_VALUES[inner.name]
                return ClaimObject(inner.key, inner.name, self.pieces(inner.sets, value.name), inner.when)
            return ClaimField(inner.key, inner.name, inner.when)

        return tuple(part(inner) for inner in self.collector.merged(merged.sets, frozenset({names.CLAIM})))

    def page_info(self, merged: Merged) -> PageInfo:
        """Where a page stands."""
        return PageInfo(merged.key, self.pieces(merged.sets, names.PAGE_INFO), merged.when)

    def pieces(self, sets: Sets, type_name: str) -> tuple[Piece, ...]:
        """The fields that sets ask of an object value."""
        return tuple(
            Piece(merged.key, merged.name, merged.when)
            for merged in self.collector.merged(sets, frozenset({type_name}))
        )

    def parts(
        self, sets: Sets, type_name: str, readers: Mapping[str, Callable[[Merged], Part]]
    ) -> tuple[Part | Named, ...]:
        """The fields that sets ask of a type, each read by its name."""
        return tuple(
            Named(merged.key, type_name, merged.when) if merged.name == TYPENAME else readers[merged.name](merged)
            for merged in self.collector.merged(sets, frozenset({type_name}))
        )


def read_conflicts(selector: Selector, merged: Merged, given: dict[str, Given]) -> ConflictConnection:
    """A connection of conflicts, of one thing or at the root."""
    things = selector.collector.possible[ENTITY]

    def thing(part: Merged) -> EdgeNode:
        return EdgeNode(part.key, selector.thing(part.sets, things), part.when)

    def statements(part: Merged) -> PositionStatements:
        given = selector.given(names.POSITION, part)
        connection = selector.connection(STATEMENT, STATEMENT, None, part, given, names.POSITION_STATEMENTS)
        return PositionStatements(part.key, connection, part.when)

    def position(part: Merged) -> Piece | EdgeNode | PositionStatements:
        readers: dict[str, Callable[[Merged], EdgeNode | PositionStatements]] = {
            "node": thing,
            "statements": statements,
        }
        return readers[part.name](part) if part.name in readers else Piece(part.key, part.name, part.when)

    def positions(part: Merged) -> Positions:
        inner = selector.collector.merged(part.sets, frozenset({names.POSITION}))
        return Positions(part.key, tuple(position(each) for each in inner), part.when)

    def conflict(part: Merged) -> ConflictPart:
        readers: dict[str, Callable[[Merged], ConflictPart]] = {"entity": thing, "positions": positions}
        return readers[part.name](part) if part.name in readers else Piece(part.key, part.name, part.when)

    def conflicts(part: Merged) -> ConflictNodes:
        inner = selector.collector.merged(part.sets, frozenset({names.CONFLICT}))
        return ConflictNodes(part.key, tuple(conflict(each) for each in inner), part.when)

    def edge(part: Merged) -> ConflictEdges:
        inner: dict[str, Callable[[Merged], Cursor | ConflictNodes | Named]] = {
            "cursor": lambda part: Cursor(part.key, part.when),
            "node": conflicts,
        }
        return ConflictEdges(part.key, selector.parts(part.sets, names.CONFLICT_EDGE, inner), part.when)

    readers: dict[str, Callable[[Merged], ConflictNodes | ConflictEdges | PageInfo | TotalCount | Named]] = {
        "totalCount": lambda part: TotalCount(part.key, part.when),
        "pageInfo": selector.page_info,
        "nodes": conflicts,
        "edges": edge,
    }
    parts = selector.parts(merged.sets, names.CONFLICT_CONNECTION, readers)
    return ConflictConnection(parts, read_page(given, selector.collector.givens))


def _on(nouns: frozenset[str], all_nouns: frozenset[str]) -> tuple[str, ...] | None:
    return None if nouns == all_nouns else tuple(sorted(nouns))
