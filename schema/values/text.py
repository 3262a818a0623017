"""Text: any words, trimmed; compared exactly, or without case and accents where a filter asks for that."""

from schema.errors import InvalidValueError
from schema.predicate import Compare, Operator, equality
from schema.values.value import Json, Scalar


class TextType(Scalar):
    """Words as their source wrote them."""

    name = "String"
    kind = "Text"
    doc = "Text, compared exactly unless `ignoreCase` is set."
    folds = True
    #: No `lt` or `gt`: the order of code points is no alphabet, and pages follow `orderBy` and a cursor.
    operators = (
        *equality("String"),
        Operator("contains", "String!", Compare("", "CONTAINS"), "Holds these characters, exactly."),
        Operator("startsWith", "String!", Compare("", "STARTS WITH"), "Starts with these characters, exactly."),
        Operator("endsWith", "String!", Compare("", "ENDS WITH"), "Ends with these characters, exactly."),
    )

    def pack(self, raw: object) -> Json:
        """Text without blanks at its ends."""
        if not isinstance(raw, str):
            raise InvalidValueError("text", raw, "write it in quotes")
        trimmed = raw.strip()
        if not trimmed:
            raise InvalidValueError("text", raw, "it is empty; leave the value out instead")
        return trimmed

    def agree(self, one: Json, other: Json, tolerance: float) -> bool:
        """The same letters, whatever their case."""
        del tolerance
        return str(one).casefold() == str(other).casefold()

    def argument(self, operator: str, raw: Json) -> Json:
        """Arguments are compared as they are written: an empty one equals nothing stored."""
        del operator
        return raw


TEXT = TextType()
