"""VIA: where a flight stopped on its way."""

from schema.link import Link

VIA = Link(
    type="VIA",
    sources=("Flight",),
    target="Site",
    field="via",
    back="stops",
    doc="Where a flight stopped on its way.",
)
