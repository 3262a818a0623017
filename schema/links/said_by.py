"""SAID_BY: who said a statement, and who passed it on."""

from schema.field import Field
from schema.link import Link
from schema.values.number import INTEGER

SAID_BY = Link(
    type="SAID_BY",
    sources=("Statement",),
    target="Actor",
    field="saidBy",
    back="said",
    doc="Who said a statement, and who passed it on.",
    claimed=False,
    own=(Field("step", INTEGER, "0 for who said it first, 1 and up for who passed it on.", required=True),),
)
