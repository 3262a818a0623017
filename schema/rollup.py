"""Rollup: a number that a noun's things add up to, which no one field of theirs holds."""

from dataclasses import dataclass

#: A part of a field's value: the names of both.
FieldPart = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rollup:
    """A total with two bounds: from each thing, the greatest of its `low` parts and `least`, to its `high` part.

    A thing that names no `high` has no upper bound, and neither has the total then. Things whose field `but[0]` is one
    of `but[1]` are left out. `modality` names the field that says how sure a thing is; only what is ACTUAL counts
    unless a question asks for more.
    """

    name: str
    doc: str
    low: tuple[FieldPart, ...]
    high: FieldPart
    least: int = 0
    but: tuple[str, tuple[str, ...]] | None = None
    modality: str = "modality"

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it reads."""
        return (*(name for name, _ in (*self.low, self.high)), *((self.but[0],) if self.but else ()), self.modality)
