"""Listing: an entry of a sanctions list or watch list."""

from schema.field import Field
from schema.noun import Noun
from schema.values.instant import INSTANT
from schema.values.text import TEXT

LISTING = Noun(
    name="Listing",
    doc="An entry of a sanctions list or watch list.",
    single="listing",
    plural="listings",
    implements=("Entity",),
    caption=(("name",), ("program",)),
    details=(("program",), ("number",), ("date",)),
    fields=(
        Field(
            "name", TEXT, "Its name, as the shown source writes it.", varies=True, index=("lookup", "folded", "words")
        ),
        Field("number", TEXT, "Its number in the list.", index=("lookup", "words")),
        Field(
            "program",
            TEXT,
            "The programmes under which it was made, in the list's own words.",
            varies=True,
            index=("lookup",),
        ),
        Field("programs", TEXT, "Each of these programmes.", many=True),
        Field("remarks", TEXT, "What else the list says.", varies=True),
        Field("date", INSTANT, "When it was made."),
    ),
)
