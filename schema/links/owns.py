"""OWNS: an actor owns an aircraft."""

from schema.link import Link

OWNS = Link(
    type="OWNS",
    sources=("Actor",),
    target="Aircraft",
    field="owns",
    back="owners",
    doc="An actor owns an aircraft.",
)
