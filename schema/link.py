"""Link: one kind of edge between nouns, with the names of its ways there and back."""

from dataclasses import dataclass

from schema.field import Field
from schema.values.choice import ChoiceType
from schema.values.number import BOOLEAN
from schema.values.period import PERIOD
from schema.values.text import TEXT

MODALITY = ChoiceType(
    "Modality",
    "Whether it is said to be so, expected, possible or in question; strongest first.",
    ("ACTUAL", "EXPECTED", "POSSIBLE", "QUESTIONED"),
)

#: What every link that statements claim carries, besides its evidence.
CLAIMED_FIELDS = (
    Field("modality", MODALITY, "The strongest modality among the claims that assert this edge.", computed=True),
    Field("disputed", BOOLEAN, "True where some statement denies this edge; else null.", computed=True),
    Field(
        "alternative",
        TEXT,
        "Null where certain; else the group of edges of which exactly one holds ('from Moscow or Minsk').",
        computed=True,
    ),
    Field("period", PERIOD, "When the link held, as far as the words tell."),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One kind of edge from `sources` to `target`.

    `type` is the relationship's type in the database; several Links may share it when their sources differ.
    `field` names the way there, `back` the way back. `one`: a source has at most one.
    `exclusive`: in truth a thing has at most one of it, so two that are certain contradict each other; both are shown.
    `symmetric`: the link has no direction, `field` leads both ways and there is no `back`.
    `claimed`: statements assert it, so its edges carry evidence; false only for the links of statements and
    documents themselves.
    """

    type: str
    sources: tuple[str, ...]
    target: str
    field: str
    back: str | None
    doc: str
    one: bool = False
    symmetric: bool = False
    exclusive: bool = False
    claimed: bool = True
    own: tuple[Field, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields on an edge, besides its evidence."""
        return (*CLAIMED_FIELDS, *self.own) if self.claimed else self.own
