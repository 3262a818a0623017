"""Which things are wanted, in which order, how many and from where."""

from dataclasses import dataclass
from typing import Literal

from graph.question.value import Value
from schema.field import Field
from schema.ontology import Way


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every test holds; an empty one is true."""

    of: tuple["Where", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one test holds; an empty one is false."""

    of: tuple["Where", ...] = ()


@dataclass(frozen=True, slots=True)
class NotThat:
    """The test does not hold."""

    of: "Where"


@dataclass(frozen=True, slots=True)
class FieldTest:
    """A field's operator with its argument; on a field of many values, some value passes.

    `operator` is a name among `field.type.operators`; graph/ passes the argument through `ValueType.argument`.
    """

    field: Field
    operator: str
    argument: Value


@dataclass(frozen=True, slots=True)
class IdTest:
    """The id is one of the argument (a list), or equal to it; `negated`: it is not."""

    argument: Value
    negated: bool = False


Quantifier = Literal["some", "none", "all", "single"]


@dataclass(frozen=True, slots=True)
class LinkTest:
    """So many of the things along a way pass `node`, over edges that pass `edge`. `all` holds where there is none."""

    way: Way
    quantifier: Quantifier
    node: "Where" = AllOf()
    edge: "Where" = AllOf()


Where = AllOf | AnyOf | NotThat | FieldTest | IdTest | LinkTest


@dataclass(frozen=True, slots=True)
class OrderKey:
    """Order by a field's shown value; missing values come last either way, ties are broken by id.

    `edge`: the field is one of the edge, not of the node.
    """

    field: Field
    descending: bool = False
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """How many and from where. `first` None: the default, and the answer tells where there is more."""

    first: Value | None = None
    after: Value | None = None


#: No filter; the first page.
EVERYTHING = AllOf()
FIRST_PAGE = Page()
