"""SUPPLIED: an actor gave arms or other goods to another."""

from schema.link import Link

SUPPLIED = Link(
    type="SUPPLIED",
    sources=("Actor",),
    target="Actor",
    field="supplied",
    back="suppliers",
    doc="An actor gave arms or other goods to another.",
)
