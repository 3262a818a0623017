"""CARRIED_FOR: for whom a flight carried its load."""

from schema.link import Link

CARRIED_FOR = Link(
    type="CARRIED_FOR",
    sources=("Flight",),
    target="Actor",
    field="carriedFor",
    back="carriedFlights",
    doc="For whom a flight carried its load.",
)
