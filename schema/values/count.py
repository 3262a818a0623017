"""Count: how many, as far as the words tell: "at least half a dozen" is 6 or more, "flights" is 2 or more."""

from collections.abc import Mapping, Sequence
from math import inf

from schema.errors import InvalidValueError
from schema.predicate import All, Any, Compare, Holds, InputField, InputObject, Missing, Not, Operator, Unbounded
from schema.values.number import INTEGER
from schema.values.value import NUMBERS, Json, Measure, Output, Part, Point, Stored, ValueType

_ACCEPTED = "whole numbers low <= high (either may be null, not both) and the words they come from"


class CountType(ValueType):
    """A number between two bounds, and the words that say so.

    `high` null: no upper bound; `low` null: no lower bound ("up to nine"). Where the words say nothing there is no
    Count at all.
    """

    name = "Count"
    kind = "Count"
    doc = "How many, as far as the words tell."
    parts = (
        Part("low", "INTEGER", "_low"),
        Part("high", "INTEGER", "_high"),
        Part("text", "STRING", "_text"),
    )
    presence = "text"
    order = ("low", "high")
    grouping = ("low", "high")
    measures = (Measure("low", NUMBERS), Measure("high", NUMBERS))
    outputs = (
        Output("low", "Int", "At least so many."),
        Output("high", "Int", "At most so many; null: no upper bound."),
        Output("text", "String!", "The words that say so."),
    )
    inputs = (
        InputObject(
            "CountRange",
            (
                InputField("low", "Int", "At least so many; left out: no lower bound."),
                InputField("high", "Int", "At most so many; left out: no upper bound."),
            ),
            "A range of numbers, both ends included.",
        ),
    )
    operators = (
        Operator(
            "contains",
            "Int!",
            All(
                (
                    Not(Missing("text")),
                    Any((Missing("low"), Compare("low", "<="))),
                    Any((Missing("high"), Compare("high", ">="))),
                )
            ),
            "This number is possible.",
        ),
        Operator(
            "overlaps",
            "CountRange!",
            All(
                (
                    Not(Missing("text")),
                    Any((Missing("low"), Unbounded("high"), Compare("low", "<=", "high"))),
                    Any((Missing("high"), Unbounded("low"), Compare("high", ">=", "low"))),
                )
            ),
            "Some number of this range is possible.",
        ),
        Operator("atLeast", "Int!", Compare("low", ">="), "Surely this many or more."),
        Operator("isNull", "Boolean!", Holds(Missing("text")), "Whether the words say nothing."),
    )

    def pack(self, raw: object) -> Json:
        """`{"low", "high", "text"}`, or a plain number, which is both bounds."""
        if isinstance(raw, int | str) and not isinstance(raw, bool):
            number = INTEGER.pack(raw)
            return self.pack({"low": number, "high": number, "text": str(raw).strip()})
        if not isinstance(raw, Mapping):
            raise InvalidValueError("count", raw, _ACCEPTED)
        low = None if raw.get("low") is None else INTEGER.pack(raw["low"])
        high = None if raw.get("high") is None else INTEGER.pack(raw["high"])
        text = raw.get("text")
        if (low is None and high is None) or not isinstance(text, str) or not text.strip():
            raise InvalidValueError("count", dict(raw), _ACCEPTED)
        bounds = [bound for bound in (low, high) if isinstance(bound, int)]
        if min(bounds) < 0 or bounds != sorted(bounds):
            raise InvalidValueError("count", dict(raw), _ACCEPTED)
        return {"low": low, "high": high, "text": text.strip()}

    def store(self, packed: Json) -> dict[str, Stored]:
        """A property for each bound and one for the words."""
        assert isinstance(packed, dict)
        low, high, text = packed["low"], packed["high"], packed["text"]
        assert (low is None or isinstance(low, int)) and (high is None or isinstance(high, int))
        assert isinstance(text, str)
        return {"_low": low, "_high": high, "_text": text}

    def show(self, stored: Sequence[Stored]) -> Json:
        """Bounds and words."""
        low, high, text = stored
        assert not isinstance(low, Point) and not isinstance(high, Point) and isinstance(text, str)
        return {"low": low, "high": high, "text": text}

    def show_group(self, stored: Sequence[Stored]) -> Json:
        """Bounds, and words for them: sources put the same number differently."""
        low, high = stored
        assert not isinstance(low, Point) and not isinstance(high, Point)
        return {"low": low, "high": high, "text": self.words({"low": low, "high": high})}

    def words(self, packed: Json) -> str:
        """The bounds in figures: `4`, `6 or more`, `up to 9`, `2 to 4`; the source's own words say less alone."""
        assert isinstance(packed, dict)
        low, high = packed["low"], packed["high"]
        if low == high:
            return str(low)
        if high is None:
            return f"{low} or more"
        return f"up to {high}" if low is None else f"{low} to {high}"

    def agree(self, one: Json, other: Json, tolerance: float) -> bool:
        """Some number is possible by both: "eight" is "at least six" and is not "four"."""
        del tolerance
        assert isinstance(one, dict) and isinstance(other, dict)
        low_a, high_a, low_b, high_b = (_bound(each, name) for each in (one, other) for name in ("low", "high"))
        return low_a <= high_b and low_b <= high_a

    def argument(self, operator: str, raw: Json) -> Json:
        """A range may leave either bound out."""
        if operator == "overlaps" and isinstance(raw, dict):
            return {"low": raw.get("low"), "high": raw.get("high")}
        return raw


def _bound(packed: dict[str, Json], name: str) -> float:
    bound = packed[name]
    if bound is None:
        return -inf if name == "low" else inf
    assert isinstance(bound, int)
    return bound


COUNT = CountType()
