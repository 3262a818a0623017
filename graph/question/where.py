"""Which things are wanted, in which order, how many and from where."""

from dataclasses import dataclass
from typing import Literal

from graph.question.value import Value
from schema.field import Field
from schema.ontology import Way
from schema.values.number import FLOAT, INTEGER
from schema.values.value import Reduction, ValueType


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

    `operator` is a name among `field.type.operators`; graph/ passes the argument through `ValueType.argument`. `fold`:
    case and accents do not matter, for types that can do so.
    """

    field: Field
    operator: str
    argument: Value
    fold: bool = False


@dataclass(frozen=True, slots=True)
class IdTest:
    """The id is one of the argument (a list), or equal to it; `negated`: it is not."""

    argument: Value
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """One number made of the things along a way that pass: how many they are, or one field of theirs put together.

    `field` None: how many. Else `reduction` of that field's `part`, which is of the edge where `of_edge`. A sum of
    nothing is 0, all other reductions of nothing are missing.
    """

    way: Way
    node: "Where" = AllOf()
    edge: "Where" = AllOf()
    reduction: Reduction = "sum"
    field: Field | None = None
    part: str = ""
    of_edge: bool = False

    @property
    def type(self) -> ValueType:
        """The type of the number, whose operators test it."""
        return FLOAT if self.field else INTEGER


@dataclass(frozen=True, slots=True)
class TallyTest:
    """An operator of the tally's type, with its argument."""

    tally: Tally
    operator: str
    argument: Value


Quantifier = Literal["some", "none", "all", "single"]


@dataclass(frozen=True, slots=True)
class LinkTest:
    """So many of the things along a way pass `node`, over edges that pass `edge`. `all` holds where there is none."""

    way: Way
    quantifier: Quantifier
    node: "Where" = AllOf()
    edge: "Where" = AllOf()


Where = AllOf | AnyOf | NotThat | FieldTest | IdTest | LinkTest | TallyTest


@dataclass(frozen=True, slots=True)
class OrderKey:
    """Order by a field's shown value; missing values come last either way, ties are broken by id.

    `edge`: the field is one of the edge, not of the node.
    """

    field: Field
    descending: bool = False
    edge: bool = False


@dataclass(frozen=True, slots=True)
class TallyKey:
    """Order by a tally of a thing's links."""

    tally: Tally
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """How many, from which end, and between which cursors.

    Neither `first` nor `last`: the default number, and the answer tells where there is more. `before` without `first`
    takes the last ones, as `last` does.
    """

    first: Value | None = None
    after: Value | None = None
    last: Value | None = None
    before: Value | None = None

    @property
    def backward(self) -> bool:
        """Whether the page is the last of its stretch."""
        return self.last is not None or (self.before is not None and self.first is None and self.after is None)

    @property
    def size(self) -> Value | None:
        """How many are asked for."""
        return self.first if self.last is None else self.last


#: No filter; the first page.
EVERYTHING = AllOf()
FIRST_PAGE = Page()
