"""Whole numbers, decimal numbers and yes or no."""

import math

from schema.errors import InvalidValueError
from schema.predicate import Compare, Holds, Missing, Not, Operator, equality, ordering
from schema.values.value import NUMBERS, Json, Measure, Scalar

#: GraphQL's Int has 32 bits.
_INT_MAX = 2**31 - 1


class IntegerType(Scalar):
    """A whole number of at most 32 bits."""

    name = "Int"
    kind = "Int"
    doc = "A whole number."
    storage = "INTEGER"
    measures = (Measure("", NUMBERS),)
    operators = (*equality("Int"), *ordering("Int"))

    def pack(self, raw: object) -> Json:
        """An int, or text that writes one."""
        try:
            if isinstance(raw, bool) or (isinstance(raw, float) and not raw.is_integer()):
                raise ValueError
            number = int(str(raw)) if not isinstance(raw, float) else int(raw)
        except (TypeError, ValueError, OverflowError):
            raise InvalidValueError("whole number", raw, "digits, such as 12") from None
        if abs(number) > _INT_MAX:
            raise InvalidValueError("whole number", raw, f"at most {_INT_MAX}")
        return number

    def agree(self, one: Json, other: Json, tolerance: float) -> bool:
        """At most `tolerance` apart."""
        assert isinstance(one, int | float) and isinstance(other, int | float)
        return abs(one - other) <= tolerance


class FloatType(Scalar):
    """A finite decimal number."""

    name = "Float"
    kind = "Float"
    doc = "A number."
    storage = "FLOAT"
    measures = (Measure("", NUMBERS),)
    operators = (*equality("Float"), *ordering("Float"))

    def pack(self, raw: object) -> Json:
        """A float, or text that writes one."""
        try:
            if isinstance(raw, bool):
                raise TypeError
            number = float(raw) if isinstance(raw, int | float) else float(str(raw))
        except (TypeError, ValueError, OverflowError):
            raise InvalidValueError("number", raw, "digits, such as 12.5") from None
        if not math.isfinite(number):
            raise InvalidValueError("number", raw, "a finite number")
        return number

    def agree(self, one: Json, other: Json, tolerance: float) -> bool:
        """At most `tolerance` apart."""
        assert isinstance(one, int | float) and isinstance(other, int | float)
        return abs(one - other) <= tolerance


class BooleanType(Scalar):
    """Yes or no."""

    name = "Boolean"
    kind = "Boolean"
    doc = "Yes or no."
    storage = "BOOLEAN"
    operators = (
        Operator("eq", "Boolean!", Compare("", "="), "Equal."),
        Operator("ne", "Boolean!", Not(Compare("", "=")), "Not equal; a missing value is not equal."),
        Operator("isNull", "Boolean!", Holds(Missing("")), "Whether the value is missing."),
    )

    def pack(self, raw: object) -> Json:
        """A bool, or the words true, false, yes, no, 1, 0."""
        if isinstance(raw, bool):
            return raw
        word = str(raw).strip().casefold()
        if word in {"true", "yes", "y", "1"}:
            return True
        if word in {"false", "no", "n", "0"}:
            return False
        raise InvalidValueError("yes or no", raw, "true or false")


INTEGER = IntegerType()
FLOAT = FloatType()
BOOLEAN = BooleanType()
