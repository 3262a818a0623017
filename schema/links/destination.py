"""DESTINATION: where a flight ended, or was bound for."""

from schema.link import Link

DESTINATION = Link(
    type="DESTINATION",
    sources=("Flight",),
    target="Site",
    field="destination",
    back="arrivals",
    doc="Where a flight ended, or was bound for.",
)
