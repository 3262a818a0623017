"""DIRECTS: an actor has another in its power."""

from schema.link import Link

DIRECTS = Link(
    type="DIRECTS",
    sources=("Actor",),
    target="Actor",
    field="directs",
    back="directedBy",
    doc="An actor has another in its power: it controls a militia, runs a ministry or gives a force its orders.",
)
