"""OPPOSES: an actor is against another."""

from schema.link import Link

OPPOSES = Link(
    type="OPPOSES",
    sources=("Actor",),
    target="Actor",
    field="opposes",
    back="opponents",
    doc="An actor is against another.",
)
