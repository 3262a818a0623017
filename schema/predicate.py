"""The small language in which a value type says what its filter operators mean, without knowing a database.

A predicate speaks of the *parts* in which a value is stored and of the operator's *argument*. graph/ turns it into
Cypher; any other reader may evaluate it. Predicates are two-valued: a comparison with a missing part is false.
"""

from dataclasses import dataclass
from typing import Literal

Comparison = Literal["=", "<", "<=", ">", ">=", "IN", "CONTAINS", "STARTS WITH", "ENDS WITH"]


@dataclass(frozen=True, slots=True)
class Compare:
    """`part op argument[at]`; an empty `at` is the whole argument. False when the part is missing."""

    part: str
    op: Comparison
    at: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """The part has no value."""

    part: str


@dataclass(frozen=True, slots=True)
class Unbounded:
    """The argument leaves `at` out."""

    at: str


@dataclass(frozen=True, slots=True)
class Within:
    """The point in `part` lies within argument[radius] metres of (argument[latitude], argument[longitude])."""

    part: str


@dataclass(frozen=True, slots=True)
class InBox:
    """The point in `part` lies between argument[south] and argument[north], and going east from argument[west] to
    argument[east], which may cross 180°.
    """

    part: str


@dataclass(frozen=True, slots=True)
class All:
    """Every one of them holds."""

    of: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of them holds."""

    of: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold (so a missing value satisfies it)."""

    of: "Predicate"


@dataclass(frozen=True, slots=True)
class Holds:
    """The predicate's truth equals the boolean argument: `isNull: true`, `isNull: false`."""

    of: "Predicate"


Predicate = Compare | Missing | Unbounded | Within | InBox | All | Any | Not | Holds


@dataclass(frozen=True, slots=True)
class Operator:
    """One filter operator: its name in GraphQL, the type of its argument and what it means.

    `argument` is a GraphQL input type written out (`String!`, `[Int!]!`, `PeriodRange!`).
    """

    name: str
    argument: str
    means: Predicate
    doc: str = ""


@dataclass(frozen=True, slots=True)
class InputField:
    """A field of an input object that an operator takes."""

    name: str
    type: str
    doc: str


@dataclass(frozen=True, slots=True)
class InputObject:
    """An input object that a value type's operators take, e.g. a range of time."""

    name: str
    fields: tuple[InputField, ...]
    doc: str


def equality(scalar: str) -> tuple[Operator, ...]:
    """Operators that every scalar has: eq, ne, in, notIn, isNull."""
    return (
        Operator("eq", f"{scalar}!", Compare("", "="), "Equal."),
        Operator("ne", f"{scalar}!", Not(Compare("", "=")), "Not equal; a missing value is not equal."),
        Operator("in", f"[{scalar}!]!", Compare("", "IN"), "One of these."),
        Operator("notIn", f"[{scalar}!]!", Not(Compare("", "IN")), "None of these; a missing value is none of them."),
        Operator("isNull", "Boolean!", Holds(Missing("")), "Whether the value is missing."),
    )


def ordering(scalar: str) -> tuple[Operator, ...]:
    """Operators of scalars that have an order: lt, lte, gt, gte."""
    return (
        Operator("lt", f"{scalar}!", Compare("", "<"), "Less than."),
        Operator("lte", f"{scalar}!", Compare("", "<="), "At most."),
        Operator("gt", f"{scalar}!", Compare("", ">"), "Greater than."),
        Operator("gte", f"{scalar}!", Compare("", ">="), "At least."),
    )
