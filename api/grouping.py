"""Selection sets on aggregates and groups -> Aggregates: what things come to, and by what they are grouped."""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from api import names
from api.collect import Merged
from api.given import Given, Givens
from api.group_key import KeyReader
from api.selects import Selects
from api.where import read_page
from graph.question import (
    Aggregate,
    Counted,
    Counting,
    FieldSummary,
    GroupBy,
    GroupKeys,
    GroupNodes,
    GroupOrder,
    Groups,
    GroupThings,
    Measured,
    PageInfo,
    PartSummary,
    RollupPart,
    RollupSummary,
    Summary,
    Top,
    TopPart,
    TopValues,
    TotalCount,
    WaySummary,
)
from schema.field import Field
from schema.link import Link
from schema.rollup import Rollup
from schema.values.value import Measure, Reduction

Part = TypeVar("Part")
#: Fields that tell of values, wherever they are told of.
_TOP = "top"
_ROLLUP = ("low", "high", "count", "certain", "explanation")


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
        reader = KeyReader(self._selector, target, link)
        return self.grouped(merged, reader.by(given["by"]), given)

    def grouped(self, merged: Merged, by: tuple[GroupBy, ...], given: Mapping[str, Given]) -> Groups:
        """Groups by these keys, in the order and on the page that is given."""
        target, link = self._target, self._link
        reader = KeyReader(self._selector, target, link)

        def things(part: Merged) -> GroupThings:
            sought = self._selector.given(names.group(target, link), part)
            connection = self._selector.connection(target, target, None, part, sought)
            return GroupThings(part.key, connection, part.when)

        def nodes(part: Merged) -> GroupNodes:
            inner: dict[str, Callable[[Merged], GroupKeys | GroupThings | Counted | Summary]] = {
                **self.sums,
                "key": lambda each: reader.keys(each, by),
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

    @property
    def _givens(self) -> Givens:
        return self._selector.collector.givens
