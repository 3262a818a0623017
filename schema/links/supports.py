"""SUPPORTS: an actor backs another."""

from schema.link import Link

SUPPORTS = Link(
    type="SUPPORTS",
    sources=("Actor",),
    target="Actor",
    field="supports",
    back="supporters",
    doc="An actor backs another.",
)
