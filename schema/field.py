"""Field: one named value of a noun or of a link."""

from dataclasses import dataclass
from typing import Literal

from schema.values.value import Json, ValueType

#: How a field is indexed: `lookup` serves equality and order, `point` distance; by `words` things are searched.
#: `folded`: its text without case and accents is stored beside it, which serves filters that ignore these as `lookup`
#: serves others.
Index = Literal["lookup", "point", "words", "folded"]
#: What the property of the folded text ends in.
FOLDED = "_folded"


@dataclass(frozen=True, slots=True)
class Field:
    """One named value.

    `many`: all asserted values are shown, as a list; else one is chosen by the ranking.
    `gathers`: names of single fields whose values that were not chosen are shown here too (other names as aliases).
    `varies`: sources that mean the same thing write it differently (names, free words), so that two values of it are no
    conflict; nor are values that lie at most `tolerance` apart, in the field's unit, kilometres for positions.
    `computed`: derived from the claims by graph/, never claimed itself.
    """

    name: str
    type: ValueType
    doc: str
    many: bool = False
    required: bool = False
    computed: bool = False
    gathers: tuple[str, ...] = ()
    index: tuple[Index, ...] = ()
    varies: bool = False
    tolerance: float = 0.0

    def agree(self, one: Json, other: Json) -> bool:
        """Whether two packed values of it can both be true of one thing."""
        return self.many or self.varies or self.type.agree(one, other, self.tolerance)
