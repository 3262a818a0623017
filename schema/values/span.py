"""Span: where words stand in a document's text, in code points, start included and end excluded."""

from collections.abc import Mapping, Sequence

from schema.errors import InvalidValueError
from schema.predicate import Holds, Missing, Operator
from schema.values.value import Json, Output, Part, Stored, ValueType


class SpanType(ValueType):
    """`text[start:end]`, counted in Unicode code points."""

    name = "Span"
    kind = "Span"
    doc = "A place in a document's text, in code points: start included, end excluded."
    parts = (Part("start", "INTEGER", "_start"), Part("end", "INTEGER", "_end"))
    presence = "start"
    order = ("start", "end")
    outputs = (
        Output("start", "Int!", "First code point."),
        Output("end", "Int!", "One past the last code point."),
    )
    operators = (Operator("isNull", "Boolean!", Holds(Missing("start")), "Whether there is no place in a text."),)

    def pack(self, raw: object) -> Json:
        """`{"start", "end"}` with 0 <= start < end; also takes a pair."""
        accepted = "start and end with 0 <= start < end"
        if isinstance(raw, Mapping):
            raw = (raw.get("start"), raw.get("end"))
        if not isinstance(raw, Sequence) or len(raw) != 2:
            raise InvalidValueError("span", raw, accepted)
        start, end = raw
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
            raise InvalidValueError("span", raw, accepted)
        return {"start": start, "end": end}

    def store(self, packed: Json) -> dict[str, Stored]:
        """Both ends."""
        assert isinstance(packed, dict)
        start, end = packed["start"], packed["end"]
        assert isinstance(start, int) and isinstance(end, int)
        return {"_start": start, "_end": end}

    def show(self, stored: Sequence[Stored]) -> Json:
        """Both ends."""
        start, end = stored
        assert isinstance(start, int) and isinstance(end, int)
        return {"start": start, "end": end}

    def words(self, packed: Json) -> str:
        """Both ends."""
        assert isinstance(packed, dict)
        return f"{packed['start']}–{packed['end']}"


SPAN = SpanType()
