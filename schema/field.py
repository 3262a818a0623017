"""Field: one named value of a noun or of a link."""

from dataclasses import dataclass
from typing import Literal

from schema.values.value import ValueType

#: How a field is indexed: `lookup` serves equality and order, `point` distance, `words` full-text search.
Index = Literal["lookup", "point", "words"]


@dataclass(frozen=True, slots=True)
class Field:
    """One named value.

    `many`: all asserted values are shown, as a list; else one is chosen by the ranking.
    `gathers`: names of single fields whose values that were not chosen are shown here too (other names as aliases).
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
