"""Selection sets on aggregates and groups -> Aggregates: what things come to, and by what they are grouped."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, TypeVar, cast

from api import names
from api.collect import Collector, Merged, Sets
from api.errors import BadInputError
from api.given import Given, Givens, Sent
from api.where import read_page
from graph.question import (
    Aggregate,
    Connection,
    Counted,
    Counting,
    FieldSummary,
    GroupBy,
    GroupKey,
    GroupKeys,
    GroupNodes,
    GroupOrder,
    Groups,
    GroupThings,
    Measured,
    Named,
    PageInfo,
    PartSummary,
    Piece,
    RollupPart,
    RollupSummary,
    Selection,
    Summary,
    TimeUnit,
    Top,
    TopPart,
    TopValues,
    TotalCount,
    WaySummary,
)
from schema.field import Field
from schema.link import Link
from schema.ontology import Ontology, Way
from schema.rollup import Rollup
from schema.values.value import Measure, Reduction

Part = TypeVar("Part")
#: Fields that tell of values, wherever they are told of.
_TOP = "top"
_ROLLUP = ("low", "high", "count", "certain", "explanation")


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


def read_aggregate(selector: Selects, target: str, link: Link | None, merged: Merged) -> Aggregate:
    """`aggregate` of a connection to a noun, along a link or at the root. Raises BadInputError."""
    reader = _Reader(selector, target, link)
    readers: dict[str, Callable[[Merged], Counted | Summary | Groups]] = {**reader.sums, "groups": reader.groups}
    return Aggregate(merged.key, selector.parts(merged.sets, names.aggregate(target, link), readers), merged.when)


def read_groups(
    selector: Selects, target: str, merged: Merged, by: tuple[GroupBy, ...], given: Mapping[str, Given]
) -> Groups:
    """The groups of all things of a noun, by keys that are known. Raises BadInputError."""
    return _Reader(selector, target, None).grouped(merged, by, given)


class _Reader:
    """Reads what is asked of the things of one connection."""

    def __init__(self, selector: Selects, target: str, link: Link | None) -> None:
        self._selector, self._target, self._link = selector, target, link
        self._ontology = selector.ontology
        self.sums: dict[str, Callable[[Merged], Counted | Summary]] = {
            "count": lambda part: Counted(part.key, distinct=False, when=part.when),
            "countDistinct": lambda part: Counted(part.key, distinct=True, when=part.when),
            "node": self._node,
            "edge": self._edge,
        }

    # --- what fields come to ---

    def _node(self, merged: Merged) -> Summary:
        noun, name = self._target, names.node_summary(self._target)
        rollups = {rollup.name: rollup for rollup in self._ontology.rollups(noun)}
        readers: dict[str, Callable[[Merged], FieldSummary | RollupSummary | WaySummary]] = {
            **dict.fromkeys(rollups, lambda part: self._rollup(name, rollups[part.name], part)),
            **self._fields(self._ontology.fields(noun)),
            **dict.fromkeys(self._ontology.ways(noun), self._way),
        }
        return Summary(merged.key, self._selector.parts(merged.sets, name, readers), False, merged.when)

    def _way(self, merged: Merged) -> WaySummary:
        def told(part: Merged) -> Measured:
            return Measured(part.key, "countDistinct", part.when)

        way = self._ontology.ways(self._target)[merged.name]
        parts = self._selector.parts(merged.sets, names.WAY_SUMMARY, {"countDistinct": told})
        return WaySummary(merged.key, way, parts, merged.when)

    def _edge(self, merged: Merged) -> Summary:
        family = names.edge_family(self._link) if self._link else None
        assert self._link and family
        readers: dict[str, Callable[[Merged], FieldSummary | RollupSummary]] = {
            **self._fields({declared.name: declared for declared in self._link.fields})
        }
        parts = self._selector.parts(merged.sets, names.edge_summary(family), readers)
        return Summary(merged.key, parts, True, merged.when)

    def _fields(self, fields: Mapping[str, Field]) -> dict[str, Callable[[Merged], FieldSummary]]:
        return dict.fromkeys(fields, lambda part: self._field(fields[part.name], part))

    def _field(self, declared: Field, merged: Merged) -> FieldSummary:
        kind, name = declared.type, names.summary(declared.type)
        measures = {measure.part: measure for measure in kind.measures if measure.part}
        readers: dict[str, Callable[[Merged], Measured | Top | PartSummary]] = {
            **self._values(name, kind.name),
            **dict.fromkeys(measures, lambda part: self._part(kind.scalar_of(part.name), measures[part.name], part)),
        }
        return FieldSummary(merged.key, declared, self._selector.parts(merged.sets, name, readers), merged.when)

    def _part(self, scalar: str, measure: Measure, merged: Merged) -> PartSummary:
        name = names.part_summary(scalar, measure)
        parts = self._selector.parts(merged.sets, name, self._values(name, scalar))
        return PartSummary(merged.key, measure.part, parts, merged.when)

    def _values(self, name: str, scalar: str) -> dict[str, Callable[[Merged], Measured | Top]]:
        functions = ("count", "countDistinct", "true", "false", "min", "max", "avg", "sum")

        def measured(part: Merged) -> Measured:
            return Measured(part.key, cast("Counting | Reduction", part.name), part.when)

        return {**dict.fromkeys(functions, measured), _TOP: lambda part: self._top(name, scalar, part)}

    def _top(self, name: str, scalar: str, merged: Merged) -> Top:
        def told(part: Merged) -> TopPart:
            return TopPart(part.key, part.name, part.when)  # type: ignore[arg-type]

        def values(part: Merged) -> TopValues:
            inner: dict[str, Callable[[Merged], TopPart]] = {"value": told, "count": told}
            return TopValues(part.key, self._selector.parts(part.sets, names.top_value(scalar), inner), part.when)

        readers: dict[str, Callable[[Merged], TopValues | TopPart]] = {"values": values, "more": told}
        page = read_page(self._selector.given(name, merged), self._givens)
        parts = self._selector.parts(merged.sets, names.top(scalar), readers)
        return Top(merged.key, parts, page.first, merged.when)

    def _rollup(self, name: str, rollup: Rollup, merged: Merged) -> RollupSummary:
        def told(part: Merged) -> RollupPart:
            return RollupPart(part.key, part.name, part.when)  # type: ignore[arg-type]

        given = self._selector.given(name, merged)
        modalities = self._givens.value(given["modalities"]) if "modalities" in given else None
        parts = self._selector.parts(merged.sets, names.ROLLUP, dict.fromkeys(_ROLLUP, told))
        return RollupSummary(merged.key, rollup, parts, modalities, merged.when)

    # --- groups ---

    def groups(self, merged: Merged) -> Groups:
        """`groups`, by keys that are checked against what is asked of their `key`."""
        target, link = self._target, self._link
        given = self._selector.given(names.aggregate(target, link), merged)
        by = tuple(self._by(item, target, link, ()) for item in self._givens.items(given["by"]))
        if not by:
            raise BadInputError("`by` names no key.", "Give at least one, such as `by: [{node: true}]`.")
        return self.grouped(merged, by, given)

    def grouped(self, merged: Merged, by: tuple[GroupBy, ...], given: Mapping[str, Given]) -> Groups:
        """Groups by these keys, in the order and on the page that is given."""
        target, link = self._target, self._link

        def keys(part: Merged) -> GroupKeys:
            return GroupKeys(part.key, tuple(self._keys(part.sets, target, link, by, ())), part.when)

        def things(part: Merged) -> GroupThings:
            sought = self._selector.given(names.group(target, link), part)
            connection = self._selector.connection(target, target, None, part, sought)
            return GroupThings(part.key, connection, part.when)

        def nodes(part: Merged) -> GroupNodes:
            inner: dict[str, Callable[[Merged], GroupKeys | GroupThings | Counted | Summary]] = {
                **self.sums,
                "key": keys,
                self._ontology.noun(target).plural: things,
            }
            return GroupNodes(part.key, self._selector.parts(part.sets, names.group(target, link), inner), part.when)

        readers: dict[str, Callable[[Merged], GroupNodes | TotalCount | PageInfo]] = {
            "nodes": nodes,
            "pageInfo": self._selector.page_info,
            "totalCount": lambda part: TotalCount(part.key, part.when),
        }
        parts = self._selector.parts(merged.sets, names.groups(target, link), readers)
        order = cast("GroupOrder", self._givens.word(given["orderBy"]) if "orderBy" in given else "COUNT_DESC")
        return Groups(merged.key, by, parts, order, read_page(given, self._givens), merged.when)

    def _by(self, given: Given, noun: str, link: Link | None, ways: tuple[Way, ...]) -> GroupBy:
        """One key, which is an object of one member, down to a leaf."""
        ((name, part),) = self._members(given)
        if name == "edge" and link:
            ((inner, leaf),) = self._members(part)
            declared = next(field for field in link.fields if field.name == inner)
            return self._leaf(declared, inner, leaf, ways, edge=True)
        if way := self._ontology.ways(noun).get(name):
            return self._by(part, way.target, way.link, (*ways, way))
        return self._leaf(self._ontology.fields(noun).get(name), name, part, ways, edge=False)

    def _members(self, given: Given) -> list[tuple[str, Given]]:
        members = list(self._givens.members(given))
        if len(members) != 1:
            raise BadInputError(
                "A key of `by` is not given.", "Give exactly one field or link, not null, for each key."
            )
        return members

    def _leaf(self, declared: Field | None, name: str, given: Given, ways: tuple[Way, ...], *, edge: bool) -> GroupBy:
        if declared is not None and declared.type.stretch:
            return GroupBy(ways, declared, edge, cast("TimeUnit", self._givens.word(given)))
        # What a variable of its own brings is no part of an operation's form.
        alone = isinstance(given, Sent) and len(given.path) == 1
        if alone or self._givens.value(given).of(self._givens.variables) is not True:
            raise BadInputError(f"`{name}` of `by` is not true.", "Write true itself, or leave the key out.")
        return GroupBy(ways, declared, edge)

    def _keys(
        self, sets: Sets, noun: str, link: Link | None, by: tuple[GroupBy, ...], ways: tuple[Way, ...]
    ) -> Iterator[GroupKey | Named]:
        name, family = names.group_key(noun, link), names.edge_family(link) if link else None

        def node(part: Merged) -> GroupKey:
            _check(part, asked=GroupBy(ways) in by)
            things = self._selector.collector.possible[noun]
            return GroupKey(part.key, "node", (), self._selector.thing(part.sets, things), part.when)

        def edge(part: Merged) -> GroupKey:
            assert family and link
            fields = {declared.name: declared for declared in link.fields}
            readers = {each: self._field_key(fields, by, ways, edge=True) for each in fields}
            inner = self._selector.parts(part.sets, names.edge_group_key(family), readers)
            return GroupKey(part.key, "edge", inner, None, part.when)

        def along(part: Merged) -> GroupKey:
            way = self._ontology.ways(noun)[part.name]
            inner = tuple(self._keys(part.sets, way.target, way.link, by, (*ways, way)))
            return GroupKey(part.key, way, inner, None, part.when)

        fields = self._ontology.fields(noun)
        readers: dict[str, Callable[[Merged], GroupKey]] = {
            **dict.fromkeys(fields, self._field_key(fields, by, ways, edge=False)),
            **dict.fromkeys(self._ontology.ways(noun), along),
            "node": node,
            "edge": edge,
        }
        yield from self._selector.parts(sets, name, readers)

    def _field_key(
        self, fields: Mapping[str, Field], by: tuple[GroupBy, ...], ways: tuple[Way, ...], *, edge: bool
    ) -> Callable[[Merged], GroupKey]:
        def read(part: Merged) -> GroupKey:
            declared = fields[part.name]
            found = [each for each in by if (each.ways, each.field, each.edge) == (ways, declared, edge)]
            _check(part, asked=bool(found))
            if len({each.unit for each in found}) > 1:
                raise BadInputError(f"`{part.name}` is grouped by several units.", "Group by the finest of them.")
            pieces = self._selector.pieces(part.sets, names.STRETCH if found[0].unit else declared.type.name)
            return GroupKey(part.key, declared, pieces, None, part.when)

        return read

    @property
    def _givens(self) -> Givens:
        return self._selector.collector.givens


def _check(part: Merged, *, asked: bool) -> None:
    if not asked:
        raise BadInputError(
            f"`{part.name}` of `key` is not what these groups are by.", "Name it in `by`, or do not ask for it."
        )
