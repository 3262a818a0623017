"""Entity: everything that statements speak of."""

from schema.field import Field
from schema.noun import Noun
from schema.values.text import TEXT

ENTITY = Noun(
    name="Entity",
    doc="Everything that statements speak of; it leads to them by `evidence` and `statements`.",
    single="entity",
    plural="entities",
    abstract=True,
    fields=(
        Field(
            "label",
            TEXT,
            "What to call it where only one line is to be had.",
            required=True,
            computed=True,
            index=("lookup",),
        ),
    ),
)
