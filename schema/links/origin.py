"""ORIGIN: where a flight began."""

from schema.link import Link

ORIGIN = Link(
    type="ORIGIN",
    sources=("Flight",),
    target="Site",
    field="origin",
    back="departures",
    doc="Where a flight began.",
)
