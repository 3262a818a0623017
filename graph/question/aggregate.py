"""What many things come to: how many there are, what their fields come to, and by what they are grouped."""

from dataclasses import dataclass
from typing import Literal

from graph.question.value import Condition, Named, Value
from schema.field import Field
from schema.ontology import Way
from schema.rollup import Rollup
from schema.values.value import Reduction

#: How many have a value, how many different ones there are, and for yes or no, how many are which.
Counting = Literal["count", "countDistinct", "true", "false"]
#: By how many things they hold, or by key; ties by key, missing keys last.
GroupOrder = Literal["COUNT_DESC", "COUNT_ASC", "KEY_ASC", "KEY_DESC"]
#: Stretches of time by which things are grouped; a WEEK is that of ISO 8601.
TimeUnit = Literal["DAY", "WEEK", "MONTH", "YEAR"]


@dataclass(frozen=True, slots=True)
class Counted:
    """`count`: how many there are, a thing as often as edges lead to it; `distinct`: each thing once."""

    key: str
    distinct: bool = False
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """A field's values, or a part of each, put together into one."""

    key: str
    function: Counting | Reduction
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class TopPart:
    """`value` or `count` of one of the top values, or `more` beside them all."""

    key: str
    what: Literal["value", "count", "more"]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class TopValues:
    """`values` of a top: the values themselves, each with its count."""

    key: str
    parts: tuple[TopPart | Named, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Top:
    """`top`: the values that most things have, ties in the order of values, and how many more values there are."""

    key: str
    parts: tuple[TopValues | TopPart | Named, ...]
    first: Value | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class PartSummary:
    """What one part of a field's values comes to: `low` of a Count."""

    key: str
    part: str
    parts: tuple[Measured | Top | Named, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldSummary:
    """What a field's shown values come to; of a field of many values, each of them counts."""

    key: str
    field: Field
    parts: tuple[Measured | Top | PartSummary | Named, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class RollupPart:
    """`low` or `high` of a total, or `count`, how many things it is of; `certain`, what it is at the least however
    much is told twice, and an `explanation` in words.
    """

    key: str
    what: Literal["low", "high", "count", "certain", "explanation"]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class RollupSummary:
    """The total that things add up to; `modalities` (null: ACTUAL alone) are those that count."""

    key: str
    rollup: Rollup
    parts: tuple[RollupPart | Named, ...]
    modalities: Value | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class WaySummary:
    """How many different things a way leads to, from all of them together."""

    key: str
    way: Way
    parts: tuple[Measured | Named, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """`node` or `edge` of an aggregate: what the fields of things, or of the edges to them, come to."""

    key: str
    parts: tuple[FieldSummary | RollupSummary | WaySummary | Named, ...]
    edge: bool = False
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupBy:
    """One key of groups: along `ways` from the thing, to what is reached (`field` None), or a field of it.

    `edge`: the field is one of the edge of the last way, or of the connection's own where there is no way. `unit`: the
    field is a time, and things are grouped by the stretch in which it begins.
    """

    ways: tuple[Way, ...] = ()
    field: Field | None = None
    edge: bool = False
    unit: TimeUnit | None = None
