"""OVERTHREW: an actor took another's power by force."""

from schema.link import Link

OVERTHREW = Link(
    type="OVERTHREW",
    sources=("Actor",),
    target="Actor",
    field="overthrew",
    back="overthrownBy",
    doc="An actor took another's power by force.",
)
