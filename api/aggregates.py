"""An Ontology -> the GraphQL types of aggregates: what things come to, and by what they are grouped.

Types are shared: what a field comes to by the kind of its values, what a noun's fields come to by the noun, and the
whole by the noun and by what is known of the edges that lead to its things.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import get_args

from api import names
from api.inputs import arguments, order_name
from api.types import Member, Types
from graph.question import DEFAULT_FIRST, MAX_FIRST, GroupOrder, TimeUnit
from schema.field import Field
from schema.link import MODALITY, Link
from schema.ontology import Ontology, Way
from schema.values.value import ValueType

FIRST = Member("first", "Int", f"How many, at most {MAX_FIRST}; {DEFAULT_FIRST} where it is left out.")
AFTER = Member("after", "String", "Only what comes after this cursor.")
COUNTS = (
    Member("count", "Int!", "How many there are; a thing as often as edges lead to it."),
    Member("countDistinct", "Int!", "How many different things there are."),
)
_DOCS = {
    "min": "The least.",
    "max": "The greatest.",
    "avg": "The mean.",
    "sum": "All of them added up; 0 where there is none.",
}
#: What is told of a stretch of time: name, type, doc.
_STRETCH = (
    Member("start", "String!", "Its first day, ISO 8601 in UTC."),
    Member("end", "String!", "Its last day, included."),
    Member("text", "String!", "Its name: 2024-12-08, 2024-W49, 2024-12 or 2024."),
    Member(
        "spans", "Boolean!", "Whether what is grouped here begins in this stretch and goes on, or may go on, beyond it."
    ),
)


def declare_aggregates(types: Types, ontology: Ontology) -> frozenset[str]:
    """The aggregates of all connections; answers the names of inputs that decide what is asked."""
    made = _Aggregates(types, ontology)
    types.enum(names.GROUP_ORDER, "By how many things groups hold, or by key; ties by key.", get_args(GroupOrder))
    types.enum(names.TIME_UNIT, "Stretches of time, in UTC; a WEEK is that of ISO 8601.", get_args(TimeUnit))
    types.object(names.STRETCH, "A day, week, month or year.", _STRETCH)
    members = [
        Member("low", "Float!", "The lower bounds of all of them, added up."),
        Member("high", "Float", "The upper bounds, added up; null where one of them has none."),
        Member("count", "Int!", "How many things it is the total of."),
        Member("certain", "Int!", "What it is at the least, even if what may be of the same time was told twice: "
               "the most that things whose times cannot overlap add up to."),
        Member("explanation", "String!", "How it comes about: what each of them adds, and what may be told twice."),
    ]  # fmt: skip
    types.object(names.ROLLUP, "A total with two bounds.", members)
    different = [Member("countDistinct", "Int!", "How many different things they lead to.")]
    types.object(names.WAY_SUMMARY, "What many things lead to along a link.", different)
    for noun in ontology.nouns:
        made.noun(noun)
        made.whole(noun, None)
    ways = {(way.link, way.target) for noun in ontology.nouns for way in ontology.ways(noun).values()}
    for link, target in sorted(ways, key=lambda each: (each[0].type, each[1])):
        made.whole(target, link)
    return frozenset({names.GROUP_ORDER, names.TIME_UNIT, *made.form})


def member(noun: str, way: Way | None = None) -> Member:
    """`aggregate` of a connection over a noun's things, or along a way to them."""
    doc = "What all of them come to, on all pages; read only when asked for."
    return Member("aggregate", names.aggregate(noun, way.link if way else None) + "!", doc)


@dataclass(frozen=True, slots=True)
class _Aggregates:
    types: Types
    ontology: Ontology
    form: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)

    def noun(self, noun: str) -> None:
        """What the fields of its things come to."""
        members = [self._summary(each) for each in self.ontology.fields(noun).values()]
        chosen = Member("modalities", f"[{MODALITY.name}!]", f"What counts; {MODALITY.choices[0]} alone if left out.")
        members += [
            Member(rollup.name, names.ROLLUP + "!", rollup.doc, (chosen,)) for rollup in self.ontology.rollups(noun)
        ]
        members += [
            Member(way.name, names.WAY_SUMMARY + "!", f"What they lead to. {way.link.doc}")
            for way in self.ontology.ways(noun).values()
        ]
        self.types.object(names.node_summary(noun), f"What the fields of {noun} things come to.", members)

    def whole(self, target: str, link: Link | None) -> None:
        """The aggregate of a connection to a noun over edges of a family, its groups and their keys."""
        family = names.edge_family(link) if link else None
        if (name := names.aggregate(target, link)) in self.made:
            return
        self.made.add(name)
        inner = [Member("node", names.node_summary(target) + "!", "What the fields of the things come to.")]
        if link and family:
            self._edge(family, link)
            inner.append(Member("edge", names.edge_summary(family) + "!", "What the fields of the edges come to."))
        by, key, group, groups = (
            name_of(target, link) for name_of in (names.group_by, names.group_key, names.group, names.groups)
        )
        sought = (
            Member("by", f"[{by}!]!", "By what; several keys at once make one group of each combination."),
            Member("orderBy", names.GROUP_ORDER, "COUNT_DESC where it is left out."),
            FIRST,
            AFTER,
        )
        self.types.object(
            name,
            f"What {target} things come to.",
            [*COUNTS, *inner, Member("groups", groups + "!", "The same for each group of them.", sought)],
        )
        self.types.object(
            groups,
            "A page of groups, and how many there are.",
            [
                Member("nodes", f"[{group}!]!", "The groups on this page."),
                Member("pageInfo", names.PAGE_INFO + "!", "Where the page stands."),
                Member("totalCount", "Int!", "How many groups there are on all pages."),
            ],
        )
        self.types.object(
            group,
            f"{target} things that have a key in common.",
            [Member("key", key + "!", "What they have in common."), *COUNTS, *inner, self._things(target)],
        )
        self._keys(target, link, by, key)

    def _things(self, target: str) -> Member:
        """The things of a group."""
        sought = arguments(names.filter_of(target), order_name(self.ontology, target))
        connection = names.connection(self.ontology, target) + "!"
        return Member(self.ontology.noun(target).plural, connection, "The things themselves.", (*sought, FIRST, AFTER))

    def _keys(self, target: str, link: Link | None, by: str, key: str) -> None:
        """Keys as they are asked for and as they are told; what is not among the keys cannot be told."""
        edge = names.edge_family(link) if link else None
        asked = [Member("node", "Boolean", "By the thing itself: true.")]
        told = [Member("node", target, "The thing itself; null where there is none.")]
        if edge:
            asked.append(Member("edge", names.edge_group_by(edge), "By a field of the edge."))
            told.append(Member("edge", names.edge_group_key(edge) + "!", "Fields of the edge."))
        for each in self.ontology.fields(target).values():
            asked += _asked(each)
            told += _told(each)
        for way in self.ontology.ways(target).values():
            asked.append(
                Member(way.name, names.group_by(way.target, way.link), f"By what this leads to. {way.link.doc}")
            )
            told.append(
                Member(way.name, names.group_key(way.target, way.link) + "!", f"Of what this leads to. {way.link.doc}")
            )
        self.form.add(by)
        doc = f"By what {target} things are grouped: a field, a stretch of time, or the same of what a link leads to."
        self.types.choice(by, f"{doc} Exactly one is given.", asked)
        self.types.object(key, f"What {target} things in a group have in common; only what they are grouped by.", told)

    def _edge(self, family: str, link: Link) -> None:
        if family in self.made:
            return
        self.made.add(family)
        members = [self._summary(each) for each in link.fields]
        self.types.object(names.edge_summary(family), "What the fields of edges come to.", members)
        by, key = names.edge_group_by(family), names.edge_group_key(family)
        self.form.add(by)
        asked = [each for field_ in link.fields for each in _asked(field_)]
        self.types.choice(by, "By what edges are grouped. Exactly one is given.", asked)
        told = [each for field_ in link.fields for each in _told(field_)]
        self.types.object(key, "What edges in a group have in common; only what they are grouped by.", told)

    def _summary(self, declared: Field) -> Member:
        name = names.summary(declared.type)
        if name not in self.made:
            self.made.add(name)
            self.types.object(name, "What the values of a field come to.", self._of_values(declared.type))
        return Member(declared.name, name + "!", declared.doc)

    def _of_values(self, kind: ValueType) -> Iterator[Member]:
        if not kind.outputs:
            (reductions,) = [measure.reductions for measure in kind.measures] or [()]
            yield from self._of_scalars(kind.name, kind.storage_of(""), reductions)
            return
        yield Member("count", "Int!", "How many have a value.")
        for measure in kind.measures:
            scalar = kind.scalar_of(measure.part)
            name = names.part_summary(scalar, measure)
            if name not in self.made:
                self.made.add(name)
                members = self._of_scalars(scalar, kind.storage_of(measure.part), measure.reductions)
                self.types.object(name, "What the values of a field come to.", members)
            doc = next(output.doc for output in kind.outputs if output.name == measure.part)
            yield Member(measure.part, name + "!", doc)

    def _of_scalars(self, scalar: str, storage: str, reductions: Iterable[str]) -> Iterator[Member]:
        yield Member("count", "Int!", "How many have a value.")
        if storage == "BOOLEAN":
            yield Member("true", "Int!", "Of how many it is true.")
            yield Member("false", "Int!", "Of how many it is false.")
            return
        yield Member("countDistinct", "Int!", "How many different values there are.")
        for reduction in reductions:
            kind = scalar if reduction in {"min", "max"} else "Float"
            yield Member(reduction, kind + "!" * (reduction == "sum"), _DOCS[reduction])
        top, value = names.top(scalar), names.top_value(scalar)
        if top not in self.made:
            self.made.add(top)
            members = [Member("value", scalar + "!", "The value."), Member("count", "Int!", "How many have it.")]
            self.types.object(value, "A value and how many have it.", members)
            members = [
                Member("values", f"[{value}!]!", "By count, the largest first; ties in the order of values."),
                Member("more", "Int!", "How many more values there are."),
            ]
            self.types.object(top, "The values that most have.", members)
        yield Member("top", top + "!", "The values that most have.", (FIRST,))


def _asked(declared: Field) -> Iterator[Member]:
    if declared.type.stretch:
        yield Member(declared.name, names.TIME_UNIT, f"By stretches of time. {declared.doc}")
    elif declared.type.grouping:
        yield Member(declared.name, "Boolean", f"By this: true. {declared.doc}")


def _told(declared: Field) -> Iterator[Member]:
    if declared.type.stretch:
        yield Member(declared.name, names.STRETCH, declared.doc)
    elif declared.type.grouping:
        yield Member(declared.name, declared.type.name, declared.doc)
