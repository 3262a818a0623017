"""The arguments `where`, `orderBy`, `first`, `after`, `last` and `before` -> Where, OrderKeys and Page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast, get_args

from api import names
from api.errors import BadInputError
from api.given import Given, Givens
from api.inputs import AND, COUNT, EDGE, NOT, OR, WHERE, numbers
from graph.question import (
    AllOf,
    AnyOf,
    FieldTest,
    IdTest,
    LinkTest,
    NotThat,
    OrderKey,
    Page,
    Quantifier,
    Tally,
    TallyKey,
    TallyTest,
    Where,
)
from schema.field import Field
from schema.link import CLAIMED_FIELDS
from schema.ontology import Ontology, Way
from schema.values.value import Reduction

_NEGATED = {"ne", "notIn"}


def read_where(given: Given | None, noun: str, ontology: Ontology, givens: Givens) -> Where:
    """A filter of a noun's things."""
    return AllOf() if given is None else _Reader(ontology, givens).where(given, noun)


def read_order(
    given: Given | None, noun: str, way: Way | None, ontology: Ontology, givens: Givens
) -> tuple[OrderKey | TallyKey, ...]:
    """An order of a noun's things, or of those along a way, where edges may take part."""
    if given is None:
        return ()
    edge_fields = {field.name: field for field in way.link.fields} if way else {}
    read = _Orders(ontology.fields(noun), ontology.ways(noun), edge_fields, givens)
    return tuple(key for item in givens.items(given) for key in read.keys(item))


def read_edge(given: Given, ontology: Ontology, givens: Givens) -> Where:
    """A filter of relations of any kind that statements claim."""
    return _Reader(ontology, givens).edge(given, {field.name: field for field in CLAIMED_FIELDS})


def read_page(given: Mapping[str, Given], givens: Givens) -> Page:
    """How many, from which end, and between which cursors. Raises BadInputError."""
    if "first" in given and "last" in given:
        raise BadInputError("`first` and `last` cannot both be given.", "Ask for one end of the connection at a time.")
    names_ = ("first", "after", "last", "before")
    return Page(*(givens.value(given[name]) if name in given else None for name in names_))


@dataclass(frozen=True, slots=True)
class _Orders:
    """Reads the keys of an order of some noun's things."""

    fields: Mapping[str, Field]
    ways: Mapping[str, Way]
    edge_fields: Mapping[str, Field]
    givens: Givens

    def keys(self, item: Given) -> Iterator[OrderKey | TallyKey]:
        for name, part in self.givens.members(item):
            if name == EDGE and self.edge_fields:
                for edge_name, direction in self.givens.members(part):
                    yield OrderKey(self.edge_fields[edge_name], self._descending(direction), edge=True)
            elif name in self.ways:
                for _, direction in self.givens.members(part):
                    yield TallyKey(Tally(self.ways[name]), self._descending(direction))
            else:
                yield OrderKey(self.fields[name], self._descending(part))

    def _descending(self, direction: Given) -> bool:
        return self.givens.word(direction) == "DESC"


class _Reader:
    """Reads filters against one ontology and one request."""

    def __init__(self, ontology: Ontology, givens: Givens) -> None:
        self._ontology = ontology
        self._givens = givens

    def where(self, given: Given, noun: str) -> Where:
        fields, ways = self._ontology.fields(noun), self._ontology.ways(noun)
        tests: list[Where] = []
        for name, part in self._givens.members(given):
            if name in {AND, OR, NOT}:
                tests.append(self._joined(name, part, lambda item: self.where(item, noun)))
            elif name == "id":
                tests.extend(self._id_tests(part))
            elif name in ways:
                tests.extend(self._link_tests(part, ways[name]))
            elif name in fields:
                tests.extend(self._field_tests(part, fields[name]))
        return _all(tests)

    def edge(self, given: Given, fields: Mapping[str, Field]) -> Where:
        """A filter of an edge's fields."""
        tests: list[Where] = []
        for name, part in self._givens.members(given):
            if name in {AND, OR, NOT}:
                tests.append(self._joined(name, part, lambda item: self.edge(item, fields)))
            else:
                tests.extend(self._field_tests(part, fields[name]))
        return _all(tests)

    def _joined(self, name: str, given: Given, read: Callable[[Given], Where]) -> Where:
        if name == NOT:
            return NotThat(read(given))
        of = tuple(read(item) for item in self._givens.items(given))
        return AllOf(of) if name == AND else AnyOf(of)

    def _id_tests(self, given: Given) -> Iterator[Where]:
        for operator, argument in self._givens.operators(given):
            yield IdTest(self._givens.value(argument), operator in _NEGATED)

    def _field_tests(self, given: Given, field: Field) -> Iterator[Where]:
        given_ = dict(self._givens.operators(given))
        ignore = given_.pop(names.IGNORE_CASE, None)
        fold = ignore is not None and self._givens.flag(ignore)
        for operator, argument in given_.items():
            yield FieldTest(field, operator, self._givens.value(argument), fold)

    def _link_tests(self, given: Given, way: Way) -> Iterator[Where]:
        for name, part in self._givens.members(given):
            if name in get_args(Quantifier):
                yield LinkTest(way, cast("Quantifier", name), *self._matching(part, way))
            elif name == COUNT:
                yield from self._count(part, way)
            else:
                yield from self._numbers(part, way, cast("Reduction", name))

    def _matching(self, given: Given, way: Way) -> tuple[Where, Where]:
        """Tests on linked things, and on their edges."""
        edges = [inner for member, inner in self._givens.members(given) if member == EDGE and way.link.fields]
        edge = _all([self.edge(inner, {field.name: field for field in way.link.fields}) for inner in edges])
        return self.where(given, way.target), edge

    def _count(self, given: Given, way: Way) -> Iterator[Where]:
        parts = dict(self._givens.operators(given))
        tally = Tally(way, *(self._matching(parts.pop(WHERE), way) if WHERE in parts else ()))
        if not parts:
            raise BadInputError(
                f"`{COUNT}` of `{way.name}` compares with nothing.", "Say how many: `gte: 1`, `eq: 0`; or use `some`."
            )
        for operator, argument in parts.items():
            yield TallyTest(tally, operator, self._givens.value(argument))

    def _numbers(self, given: Given, way: Way, reduction: Reduction) -> Iterator[Where]:
        parts = dict(self._givens.members(given))
        node, edge = self._matching(parts.pop(WHERE), way) if WHERE in parts else (AllOf(), AllOf())
        tests = list(self._reduced(parts, way, Tally(way, node, edge, reduction)))
        if not tests:
            raise BadInputError(
                f"`{reduction}` of `{way.name}` compares with nothing.", "Name a field and a comparison: `gte: 1`."
            )
        yield from tests

    def _reduced(self, parts: Mapping[str, Given], way: Way, tally: Tally) -> Iterator[Where]:
        edge_fields = {field.name: field for field in way.link.fields}
        for name, given in parts.items():
            of_edge = name == EDGE and bool(edge_fields)
            inner = self._givens.members(given) if of_edge else [(name, given)]
            fields = edge_fields if of_edge else self._ontology.fields(way.target)
            for field_name, wanted in inner:
                measures = numbers(fields[field_name])
                whole = measures == ("",)
                for part, filter_ in [("", wanted)] if whole else self._givens.members(wanted):
                    made = replace(tally, field=fields[field_name], part=part, of_edge=of_edge)
                    for operator, argument in self._givens.operators(filter_):
                        yield TallyTest(made, operator, self._givens.value(argument))


def _all(tests: list[Where]) -> Where:
    return tests[0] if len(tests) == 1 else AllOf(tuple(tests))
