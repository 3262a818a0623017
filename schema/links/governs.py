"""GOVERNS: a state governs a country."""

from schema.link import Link

GOVERNS = Link(
    type="GOVERNS",
    sources=("Actor",),
    target="Place",
    field="governs",
    back="governedBy",
    doc="A state governs a country.",
)
