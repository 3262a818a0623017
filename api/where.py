"""The arguments `where`, `orderBy`, `first` and `after` -> Where, OrderKeys and Page."""

from collections.abc import Callable, Iterator, Mapping
from typing import cast, get_args

from api.given import Given, Givens
from api.inputs import AND, EDGE, NOT, OR
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
    Where,
)
from schema.field import Field
from schema.ontology import Ontology, Way

_NEGATED = {"ne", "notIn"}


def read_where(given: Given | None, noun: str, ontology: Ontology, givens: Givens) -> Where:
    """A filter of a noun's things."""
    return AllOf() if given is None else _Reader(ontology, givens).where(given, noun)


def read_order(
    given: Given | None, noun: str, way: Way | None, ontology: Ontology, givens: Givens
) -> tuple[OrderKey, ...]:
    """An order of a noun's things, or of those along a way, where edges may take part."""
    if given is None:
        return ()
    edge_fields = {field.name: field for field in way.link.fields} if way else {}
    return tuple(key for item in givens.items(given) for key in _keys(item, ontology.fields(noun), edge_fields, givens))


def read_page(given: Mapping[str, Given], givens: Givens) -> Page:
    """How many and from where."""
    first, after = given.get("first"), given.get("after")
    return Page(givens.value(first) if first else None, givens.value(after) if after else None)


def _keys(
    item: Given, fields: Mapping[str, Field], edge_fields: Mapping[str, Field], givens: Givens
) -> Iterator[OrderKey]:
    for name, part in givens.members(item):
        if name == EDGE and edge_fields:
            for edge_name, direction in givens.members(part):
                yield OrderKey(edge_fields[edge_name], givens.word(direction) == "DESC", edge=True)
        else:
            yield OrderKey(fields[name], givens.word(part) == "DESC")


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

    def _edge(self, given: Given, fields: Mapping[str, Field]) -> Where:
        tests: list[Where] = []
        for name, part in self._givens.members(given):
            if name in {AND, OR, NOT}:
                tests.append(self._joined(name, part, lambda item: self._edge(item, fields)))
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
        for operator, argument in self._givens.operators(given):
            yield FieldTest(field, operator, self._givens.value(argument))

    def _link_tests(self, given: Given, way: Way) -> Iterator[Where]:
        for name, part in self._givens.members(given):
            assert name in get_args(Quantifier)
            edges = [inner for member, inner in self._givens.members(part) if member == EDGE and way.link.fields]
            edge = _all([self._edge(inner, {field.name: field for field in way.link.fields}) for inner in edges])
            yield LinkTest(way, cast("Quantifier", name), self.where(part, way.target), edge)


def _all(tests: list[Where]) -> Where:
    return tests[0] if len(tests) == 1 else AllOf(tuple(tests))
