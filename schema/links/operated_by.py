"""OPERATED_BY: who flew a flight."""

from schema.link import Link

OPERATED_BY = Link(
    type="OPERATED_BY",
    sources=("Flight",),
    target="Actor",
    field="operator",
    back="operatedFlights",
    doc="Who flew a flight.",
)
