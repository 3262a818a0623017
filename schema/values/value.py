"""What every value type says of itself: how it is read from raw data, packed in claims, stored, shown and filtered."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schema.predicate import InputObject, Operator

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Storage = Literal["STRING", "INTEGER", "FLOAT", "BOOLEAN", "POINT"]


@dataclass(frozen=True, slots=True)
class Point:
    """A stored position, degrees of WGS 84; graph/ makes the database's own point of it."""

    latitude: float
    longitude: float


Reduction = Literal["min", "max", "avg", "sum"]
#: How numbers can be put together, and what only has an order.
NUMBERS: tuple[Reduction, ...] = ("min", "max", "avg", "sum")
ENDS: tuple[Reduction, ...] = ("min", "max")

Stored = None | bool | int | float | str | Point


@dataclass(frozen=True, slots=True)
class Part:
    """One stored piece of a value.

    `name` is how predicates and outputs call it; the property is the field's name plus `suffix`; `component` is
    the piece of that property (a point's latitude), where the property has several.
    """

    name: str
    storage: Storage
    suffix: str = ""
    component: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A part of a value by which many values can be put together into one, and the ways to do so."""

    part: str
    reductions: tuple[Reduction, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """One field of the GraphQL object that shows a value: its scalar type, and what it is for."""

    name: str
    scalar: str
    doc: str


class ValueType(ABC):
    """A type of values.

    A *packed* value is the JSON form that a claim carries: canonical, so that equal values pack equal.
    """

    #: GraphQL name of the scalar, enum or object.
    name: str
    #: What sets its filter apart from those of other types of the same name (`Code` and `Text` are both `String`).
    kind: str
    #: One sentence for the API's documentation.
    doc: str
    #: The stored pieces; a scalar has one, with the empty name.
    parts: tuple[Part, ...]
    #: The part that is there if and only if the value is.
    presence: str = ""
    #: The parts that order values, most significant first; empty when there is no order.
    order: tuple[str, ...] = ("",)
    #: Fields of the GraphQL object; empty for scalars and enums.
    outputs: tuple[Output, ...] = ()
    #: The outputs that follow from others, so that nobody gives them.
    derived: tuple[str, ...] = ()
    #: Values of the GraphQL enum; empty for others.
    choices: tuple[str, ...] = ()
    #: Enums that the outputs use: (name, values, what it is for).
    enums: tuple[tuple[str, tuple[str, ...], str], ...] = ()
    #: What many values can be put together by: the one list that aggregates, and filters by them, are made from.
    measures: tuple[Measure, ...] = ()
    #: Whether filters may ignore case and accents (`schema.fold`).
    folds: bool = False
    #: The parts that tell values apart where things are grouped by them; empty: they cannot be.
    grouping: tuple[str, ...] = ()
    #: The parts that tell when a value begins and when it ends, where it tells a time: things are grouped by stretches.
    stretch: tuple[str, str] | None = None
    #: Filter operators.
    operators: tuple[Operator, ...] = ()
    #: Input objects that the operators take.
    inputs: tuple[InputObject, ...] = ()

    @abstractmethod
    def pack(self, raw: object) -> Json:
        """Raw or packed data -> packed value; packing twice changes nothing. Raises InvalidValueError."""

    @abstractmethod
    def store(self, packed: Json) -> dict[str, Stored]:
        """Packed value -> what is stored, by suffix."""

    @abstractmethod
    def show(self, stored: Sequence[Stored]) -> Json:
        """Stored pieces, in the order of `parts` -> what GraphQL answers (an object has one key per output)."""

    def show_part(self, part: str, stored: Stored) -> Json:
        """One stored piece on its own, as it is shown where many are put together."""
        del part
        assert not isinstance(stored, Point)
        return stored

    def show_group(self, stored: Sequence[Stored]) -> Json:
        """What all values of a group share: their `grouping` parts, in that order -> what GraphQL answers."""
        return self.show(stored)

    def storage_of(self, part: str) -> Storage:
        """How a part is stored."""
        return next(each.storage for each in self.parts if each.name == part)

    def scalar_of(self, part: str) -> str:
        """The GraphQL scalar that shows a part."""
        found = [output.scalar for output in self.outputs if output.name == part]
        return found[0].removesuffix("!") if found else self.name

    def words(self, packed: Json) -> str:
        """Packed value -> how one line of text names it: its own words where it has some."""
        text = packed.get("text") if isinstance(packed, dict) else packed
        return str(text)

    def agree(self, one: Json, other: Json, tolerance: float) -> bool:
        """Whether two packed values can both be true; `tolerance` is how far apart, where they have a distance."""
        del tolerance
        return one == other

    def argument(self, operator: str, raw: Json) -> Json:
        """An operator's argument as a client wrote it -> as its predicate compares it. Raises InvalidValueError."""
        del operator
        return raw


class Scalar(ValueType):
    """A type stored in one property and shown as it is."""

    storage: Storage = "STRING"
    grouping = ("",)

    def __init__(self) -> None:
        self.parts = (Part("", self.storage),)

    def store(self, packed: Json) -> dict[str, Stored]:
        """One property without suffix."""
        assert packed is None or isinstance(packed, bool | int | float | str)
        return {"": packed}

    def show(self, stored: Sequence[Stored]) -> Json:
        """The property as it is."""
        (only,) = stored
        assert not isinstance(only, Point)
        return only

    def argument(self, operator: str, raw: Json) -> Json:
        """Compared values are packed first, so that `icao: {eq: "hl59"}` finds HL59."""
        if operator in {"eq", "ne"}:
            return self.pack(raw)
        if operator in {"in", "notIn"} and isinstance(raw, list):
            return [self.pack(item) for item in raw]
        return raw
