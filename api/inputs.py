"""An Ontology -> the GraphQL types of what is asked: filters of values, things, links and edges, and orders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from api import names
from api.types import Member, Types
from schema.field import Field
from schema.link import Link
from schema.ontology import Ontology, Way
from schema.ranking import DEFAULT_RANKING, RANKINGS, Ranking
from schema.values.number import FLOAT, INTEGER
from schema.values.value import NUMBERS, ValueType

QUANTIFIERS = (
    ("some", "At least one of them passes."),
    ("none", "None of them passes."),
    ("all", "Every one of them passes; holds where there is none."),
    ("single", "Exactly one of them passes."),
)
#: How filters are put together, wherever they are.
AND, OR, NOT, EDGE, WHERE = "and", "or", "not", "edge", "where"
#: How many are linked; beside it in a filter, what is made of their numbers.
COUNT = "count"
REDUCTIONS = (
    ("min", "The smallest number of theirs; missing where there is none."),
    ("max", "The largest number of theirs; missing where there is none."),
    ("avg", "The mean of their numbers; missing where there is none."),
    ("sum", "All their numbers together; 0 where there is none."),
)
#: Operators on ids.
ID_OPERATORS = (
    Member("eq", "ID", "Equal."),
    Member("ne", "ID", "Not equal."),
    Member("in", "[ID!]", "One of these."),
    Member("notIn", "[ID!]", "None of these."),
)


def declare_inputs(types: Types, ontology: Ontology) -> frozenset[str]:
    """Everything that arguments can hold; answers the names of those whose form decides what is asked."""
    inputs = _Inputs(types, ontology)
    for value in ontology.value_types:
        inputs.declare_value(value)
    inputs.form.add(names.ID_FILTER)
    types.input(names.ID_FILTER, "A filter of ids.", ID_OPERATORS)
    types.enum(names.DIRECTION, "Which way an order runs.", ("ASC", "DESC"))
    rules = "; ".join(f"{ranking}: {doc}" for ranking, doc in RANKINGS.items())
    types.enum(names.RANKING, f"Which of several claimed values is shown, filtered and ordered by, where they are held "
               f"equally strongly and none is denied. {rules}.", [ranking.value for ranking in Ranking])  # fmt: skip
    inputs.form.add(names.LINKS_ORDER)
    by_count = Member(COUNT, names.DIRECTION, "By how many there are.")
    types.choice(names.LINKS_ORDER, "An order by links. Exactly one key is given.", [by_count])
    for noun in ontology.nouns:
        inputs.declare_noun(noun)
    inputs.declare_search()
    ways = {
        (names.quantifier(way.link, way.target), way) for noun in ontology.nouns for way in ontology.ways(noun).values()
    }
    for _, way in sorted(ways, key=lambda each: (each[0], each[1].link.type)):
        inputs.declare_links(way.link, way.target)
    return frozenset(inputs.form)


#: What a root field takes besides, which holds for all below it.
BY_RANKING = Member(
    "ranking", names.RANKING, f"By which rule values are shown; {DEFAULT_RANKING} where it is left out."
)


def arguments(filter_name: str, order_name: str | None) -> Iterator[Member]:
    """The arguments that choose and order what a connection answers."""
    yield Member("where", filter_name, "Only what passes this filter.")
    if order_name is not None:
        yield Member("orderBy", f"[{order_name}!]", "Most significant first; missing values last, ties by id.")


def order_name(ontology: Ontology, noun: str, way: Way | None = None) -> str | None:
    """The order of a noun's things, or of those along a way; None where nothing of them has an order."""
    keys = bool(list(_orders(ontology.fields(noun).values()))) or any(
        not each.one for each in ontology.ways(noun).values()
    )
    if way is None or not list(_orders(way.link.fields)):
        return names.order_of(noun) if keys else None
    return names.link_order(way.link, noun)


@dataclass(frozen=True, slots=True)
class _Inputs:
    types: Types
    ontology: Ontology
    form: set[str] = field(default_factory=set)

    def declare_value(self, value: ValueType) -> None:
        for needed in value.inputs:
            self.types.input(
                needed.name, needed.doc, [Member(part.name, part.type, part.doc) for part in needed.fields]
            )
        members = [Member(op.name, op.argument.removesuffix("!"), op.doc) for op in value.operators]
        if value.folds:
            members.append(Member(names.IGNORE_CASE, "Boolean", "Whether case and accents do not matter."))
        parts = _measured(value)
        if parts and parts != ("",):
            shown = {output.name: output.doc for output in value.outputs}
            self.form.add(names.value_numbers(value.kind))
            self.types.input(
                names.value_numbers(value.kind), f"Numbers of many values put together: {value.doc}",
                [Member(part, names.values_filter(FLOAT.kind), shown[part]) for part in parts],
            )  # fmt: skip
        self.form.add(names.values_filter(value.kind))
        self.types.input(names.values_filter(value.kind), f"A filter of values: {value.doc}", members)

    def declare_noun(self, noun: str) -> None:
        self._filter(names.filter_of(noun), f"A filter of {noun} things.", self._tests(noun))
        self._order(names.order_of(noun), f"An order of {noun} things.", self._noun_orders(noun))

    def declare_search(self) -> None:
        """The filter of what a search finds: one for each noun, in the name of its root field."""
        found = searchable(self.ontology)
        members = [
            Member(noun.single, names.filter_of(noun.name), f"What is found of {noun.name} things passes this filter.")
            for noun in self.ontology.nouns.values()
            if set(self.ontology.possible(noun.name)) & found
        ]
        if members:
            self.form.add(names.SEARCH_FILTER)
            doc = "A filter of what a search finds; of what has no filter here, everything passes."
            self.types.input(names.SEARCH_FILTER, doc, members)

    def declare_links(self, link: Link, target: str) -> None:
        """The quantifier, and where edges have fields, the filter and the order of things with their edges."""
        name = names.quantifier(link, target)
        if name in self.form:
            return
        self.form.add(name)
        match = names.match_of(link, target)
        doc = f"How many of the linked {target} things pass. All that is given must hold."
        quantifiers = [Member(quantifier, match, doc) for quantifier, doc in QUANTIFIERS]
        self.types.input(name, doc, [*quantifiers, *self._tallies(link, target, match)])
        family = names.edge_family(link)
        if family is None:
            return
        if names.edge_filter(family) not in self.form:
            fields = [Member(field.name, names.values_filter(field.type.kind), field.doc) for field in link.fields]
            self._filter(names.edge_filter(family), "A filter of an edge's fields.", fields)
            self._order(names.edge_order(family), "An order by an edge's fields.", _orders(link.fields))
        edge = Member(EDGE, names.edge_filter(family), "The edge passes this filter.")
        doc = f"A filter of a linked {target} and its edge."
        self._filter(match, doc, [edge, *self._tests(target)], names.filter_of(target))
        if names.edge_order(family) in self.form:
            keys = [
                Member(EDGE, names.edge_order(family), "By a field of the edge."),
                *self._noun_orders(target),
            ]
            self._order(names.link_order(link, target), f"An order of linked {target} things.", keys)

    def _tallies(self, link: Link, target: str, match: str) -> Iterator[Member]:
        """Filters by how many are linked, and by what their numbers make together."""
        where = Member(WHERE, match, "Only those that pass this filter count.")
        count = names.tally(link, target)
        self.form.add(count)
        operators = [Member(op.name, op.argument.removesuffix("!"), op.doc) for op in INTEGER.operators]
        self.types.input(
            count, f"How many linked {target} things there are.",
            [*(member for member in operators if member.name != "isNull"), where],
        )  # fmt: skip
        yield Member(COUNT, count, "How many of them there are.")
        fields = list(_numbers(self.ontology.fields(target).values()))
        edge_fields = list(_numbers(link.fields))
        family = names.edge_family(link)
        if edge_fields and family:
            edge_name = names.edge_numbers(family)
            if edge_name not in self.form:
                self.form.add(edge_name)
                self.types.input(edge_name, "Numbers of edges put together.", edge_fields)
            fields.append(Member(EDGE, edge_name, "A number of their edges."))
        if fields:
            name = names.numbers(link, target)
            self.form.add(name)
            doc = f"Numbers of linked {target} things put together. All that is given must hold."
            self.types.input(name, doc, [*fields, where])
            for reduction, doc in REDUCTIONS:
                yield Member(reduction, name, doc)

    def _noun_orders(self, noun: str) -> Iterator[Member]:
        yield from _orders(self.ontology.fields(noun).values())
        for way in self.ontology.ways(noun).values():
            if not way.one:
                yield Member(way.name, names.LINKS_ORDER, f"By how many there are. {way_doc(way)}")

    def _filter(self, name: str, doc: str, tests: Iterable[Member], inner: str | None = None) -> None:
        inner = inner or name
        self.form.add(name)
        members = [
            Member(AND, f"[{inner}!]", "All of these hold."),
            Member(OR, f"[{inner}!]", "At least one of these holds."),
            Member(NOT, inner, "This does not hold."),
            *tests,
        ]
        self.types.input(name, f"{doc} All that is given must hold.", members)

    def _order(self, name: str, doc: str, keys: Iterable[Member]) -> None:
        members = list(keys)
        if members:
            self.form.add(name)
            self.types.choice(name, f"{doc} Exactly one key is given.", members)

    def _tests(self, noun: str) -> Iterator[Member]:
        yield Member("id", names.ID_FILTER, "Its id.")
        for field_ in self.ontology.fields(noun).values():
            doc = f"Some value of it passes: {field_.doc}" if field_.many else field_.doc
            yield Member(field_.name, names.values_filter(field_.type.kind), doc)
        for way in self.ontology.ways(noun).values():
            yield Member(way.name, names.quantifier(way.link, way.target), way_doc(way))


def numbers(field: Field) -> tuple[str, ...]:
    """The parts of a field that are numbers; one with an empty name is all of it. A field of many values has none."""
    return () if field.many else _measured(field.type)


def _measured(value: ValueType) -> tuple[str, ...]:
    return tuple(measure.part for measure in value.measures if measure.reductions == NUMBERS)


def _numbers(fields: Iterable[Field]) -> Iterator[Member]:
    for each in fields:
        parts = numbers(each)
        if parts:
            kind = names.values_filter(FLOAT.kind) if parts == ("",) else names.value_numbers(each.type.kind)
            yield Member(each.name, kind, each.doc)


def way_doc(way: Way) -> str:
    """What a way leads to."""
    return way.link.doc if way.forward else f"The way back of `{way.link.field}`: {way.link.doc}"


def _orders(fields: Iterable[Field]) -> Iterator[Member]:
    for each in fields:
        if each.type.order and not each.many:
            yield Member(each.name, names.DIRECTION, each.doc)


def searchable(ontology: Ontology) -> frozenset[str]:
    """The nouns whose things can be found by words."""
    every = ((noun.name, ontology.fields(noun.name).values()) for noun in ontology.concrete)
    return frozenset(noun for noun, fields in every if any("words" in field.index for field in fields))
