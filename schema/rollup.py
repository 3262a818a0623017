"""Rollup: a number that a noun's things add up to, which no one field of theirs holds."""

from dataclasses import dataclass

#: A part of a field's value: the names of both.
FieldPart = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Roundup:
    """A root field of its own that puts a noun's things together: `keys` are the words by which, each a path of links
    and a field, or a field and the stretch of time in which it begins.
    """

    name: str
    doc: str
    keys: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Rollup:
    """A total with two bounds: from each thing, the greatest of its `low` parts and `least`, to its `high` part.

    A thing that names no `high` has no upper bound, and neither has the total then. Things whose field `but[0]` is one
    of `but[1]` are left out. `modality` names the field that says how sure a thing is; only what is ACTUAL counts
    unless a question asks for more. `within` is the Period that a thing took place in: two things whose periods have a
    moment in common may be told twice and be one, others cannot.
    """

    name: str
    doc: str
    low: tuple[FieldPart, ...]
    high: FieldPart
    least: int = 0
    but: tuple[str, tuple[str, ...]] | None = None
    modality: str = "modality"
    within: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it reads."""
        return (*(name for name, _ in (*self.low, self.high)), *((self.but[0],) if self.but else ()), self.modality,
                *((self.within,) if self.within else ()))  # fmt: skip
