"""Period: when something was, as far as the words tell: a start and an end, each known, cut short or unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

import edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from schema.errors import InvalidValueError
from schema.predicate import All, Any, Compare, Holds, InputField, InputObject, Missing, Not, Operator, Unbounded
from schema.values import instant
from schema.values.instant import PRECISIONS, Instant, Precision
from schema.values.value import ENDS, Json, Measure, Output, Part, Point, Stored, ValueType

Basis = Literal["STATED", "DERIVED", "UNKNOWN"]
BASES: tuple[Basis, ...] = ("STATED", "DERIVED", "UNKNOWN")
_ACCEPTED = (
    "`start` and `end` in ISO 8601 cut to what is known (either may be null: unknown), start not after end, "
    f"`basis` one of {', '.join(BASES)}, and the words in `text`"
)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first moment of `start` to the last moment of `end`; None is unknown.

    `basis`: the words state it, it was derived from the publication date, or it could not be resolved.
    """

    start: Instant | None
    end: Instant | None
    text: str | None = None
    basis: Basis = "STATED"

    @property
    def precision(self) -> Precision | None:
        """The coarser of the two ends' precisions; None when neither is known."""
        known = [end.precision for end in (self.start, self.end) if end]
        return min(known, key=PRECISIONS.index) if known else None

    def edtf(self) -> str:
        """The period in EDTF level 0 and 1 (ISO 8601-2): an interval, or one date where both ends are the same.

        >>> Period(instant.parse("2024-12-08"), None).edtf()
        '2024-12-08/'
        """
        start, end = (end.text if end else "" for end in (self.start, self.end))
        return start if start == end and start else f"{start}/{end}"


def from_edtf(text: str) -> Period:
    """An EDTF date or interval (levels 0 and 1) to a Period; open and unknown ends become unknown.

    >>> from_edtf("2024-12-08/..").end is None
    True

    Raises InvalidValueError for what EDTF or a Period cannot say (seasons, sets, approximate dates).
    """
    accepted = "an EDTF date or interval such as 2024-12 or 2024-12-08/2024-12-20"
    try:
        edtf.parse_edtf(text)
        ends = text.split("/") if "/" in text else [text, text]
        start, end = (None if end in {"", ".."} else instant.parse(end) for end in ends)
    except (EDTFParseException, InvalidValueError):
        raise InvalidValueError("EDTF date", text, accepted) from None
    return Period(start, end, text)


class PeriodType(ValueType):
    """A period, stored as its first and last millisecond in UTC and the precision of both."""

    name = "Period"
    kind = "Period"
    doc = "When, as far as the words tell; both ends are included, an unknown end is null."
    parts = (
        Part("start", "INTEGER", "_start"),
        Part("end", "INTEGER", "_end"),
        Part("precision", "STRING", "_precision"),
        Part("text", "STRING", "_text"),
        Part("basis", "STRING", "_basis"),
    )
    presence = "basis"
    enums = (
        ("Precision", PRECISIONS, "How far a date or time is known."),
        ("Basis", BASES, "Where a period comes from: the words, the publication date, or neither."),
    )
    order = ("start", "end")
    stretch = ("start", "end")
    measures = (Measure("start", ENDS), Measure("end", ENDS))
    outputs = (
        Output("start", "String", "First day or moment, ISO 8601 cut to what is known; null: unknown."),
        Output("end", "String", "Last day or moment, included; null: unknown."),
        Output("text", "String", "The words that say so."),
        Output("precision", "Precision", "The coarser of the precisions of both ends; null: neither is known."),
        Output("basis", "Basis!", "Whether the words state it, it follows from the publication date, or neither."),
        Output("edtf", "String!", "The same as an Extended Date/Time Format interval (ISO 8601-2)."),
    )
    derived = ("precision", "edtf")
    inputs = (
        InputObject(
            "PeriodRange",
            (
                InputField("start", "String", "First day or moment; left out: no bound."),
                InputField("end", "String", "Last day or moment, included; left out: no bound."),
            ),
            "A stretch of time, ISO 8601 cut to what is known, both ends included.",
        ),
    )
    operators = (
        Operator(
            "overlaps",
            "PeriodRange!",
            All(
                (
                    Not(Missing("basis")),
                    Any((Unbounded("end"), Missing("start"), Compare("start", "<=", "end"))),
                    Any((Unbounded("start"), Missing("end"), Compare("end", ">=", "start"))),
                )
            ),
            "May share a moment with this stretch; an unknown end may.",
        ),
        Operator(
            "within",
            "PeriodRange!",
            All(
                (
                    Not(Missing("start")),
                    Not(Missing("end")),
                    Any((Unbounded("start"), Compare("start", ">=", "start"))),
                    Any((Unbounded("end"), Compare("end", "<=", "end"))),
                )
            ),
            "Surely lies within this stretch; an unknown end does not.",
        ),
        Operator("before", "String!", Compare("end", "<", "first"), "Surely over before this day or moment."),
        Operator("after", "String!", Compare("start", ">", "last"), "Surely begun after this day or moment."),
        Operator("isNull", "Boolean!", Holds(Missing("basis")), "Whether nothing is said of the time."),
    )

    def pack(self, raw: object) -> Json:
        """`{"start", "end", "text", "basis"}` with canonical ISO text; also takes a Period and a single date."""
        if isinstance(raw, str):
            day = instant.parse(raw)
            raw = Period(day, day, raw)
        if isinstance(raw, Period):
            start, end = (moment.text if moment else None for moment in (raw.start, raw.end))
            raw = {"start": start, "end": end, "text": raw.text, "basis": raw.basis}
        if not isinstance(raw, Mapping):
            raise InvalidValueError("period", raw, _ACCEPTED)
        period = _period(raw)
        if period.start and period.end and period.start.first > period.end.last:
            raise InvalidValueError("period", dict(raw), "start must not be after end")
        return {
            "start": period.start.text if period.start else None,
            "end": period.end.text if period.end else None,
            "text": period.text,
            "basis": period.basis,
        }

    def store(self, packed: Json) -> dict[str, Stored]:
        """First and last millisecond, both precisions, words and basis."""
        assert isinstance(packed, dict)
        period = _period(packed)
        precisions = [end.precision if end else "" for end in (period.start, period.end)]
        both = precisions[0] if precisions[0] == precisions[1] else "/".join(precisions)
        return {
            "_start": period.start.first if period.start else None,
            "_end": period.end.last if period.end else None,
            "_precision": both or None,
            "_text": period.text,
            "_basis": period.basis,
        }

    def show(self, stored: Sequence[Stored]) -> Json:
        """ISO texts cut to the known precision, words, basis and EDTF."""
        start, end, precisions, text, basis = stored
        assert not isinstance(text, Point) and not isinstance(basis, Point)
        first, _, last = str(precisions or "").partition("/")
        period = Period(
            _stored(start, first), _stored(end, last if "/" in str(precisions) else first), basis=cast("Basis", basis)
        )
        return {
            "start": period.start.text if period.start else None,
            "end": period.end.text if period.end else None,
            "text": text,
            "precision": period.precision,
            "basis": basis,
            "edtf": period.edtf(),
        }

    def show_part(self, part: str, stored: Stored) -> Json:
        """The moment, to the second: an end's precision is its own, not that of many ends."""
        if isinstance(stored, int) and part in {"start", "end"}:
            return instant.write(stored, "SECOND")
        return super().show_part(part, stored)

    def agree(self, one: Json, other: Json, tolerance: float) -> bool:
        """They may share a moment; an unknown end may be any."""
        del tolerance
        assert isinstance(one, dict) and isinstance(other, dict)
        a, b = _period(one), _period(other)
        return not (_over_before(a, b) or _over_before(b, a))

    def words(self, packed: Json) -> str:
        """Its words, else the period in EDTF."""
        assert isinstance(packed, dict)
        return _period(packed).text or _period(packed).edtf()

    def argument(self, operator: str, raw: Json) -> Json:
        """Ends as milliseconds: the first one of `start`, the last one of `end`."""
        if operator in {"before", "after"}:
            moment = instant.parse(str(raw))
            return {"first": moment.first, "last": moment.last}
        if operator in {"overlaps", "within"} and isinstance(raw, dict):
            start, end = raw.get("start"), raw.get("end")
            return {
                "start": None if start is None else instant.parse(str(start)).first,
                "end": None if end is None else instant.parse(str(end)).last,
            }
        return raw


def _period(raw: Mapping[str, object]) -> Period:
    ends = []
    for key in ("start", "end"):
        value = raw.get(key)
        if value is not None and not isinstance(value, str):
            raise InvalidValueError("period", dict(raw), _ACCEPTED)
        ends.append(instant.parse(value) if value else None)
    basis, text = raw.get("basis") or "STATED", raw.get("text")
    if basis not in BASES or not (text is None or isinstance(text, str)):
        raise InvalidValueError("period", dict(raw), _ACCEPTED)
    return Period(ends[0], ends[1], text, basis)


def _over_before(one: Period, other: Period) -> bool:
    return one.end is not None and other.start is not None and one.end.last < other.start.first


def _stored(milliseconds: Stored, precision: str) -> Instant | None:
    if not isinstance(milliseconds, int) or not precision:
        return None
    return instant.parse(instant.write(milliseconds, cast("Precision", precision)))


PERIOD = PeriodType()
