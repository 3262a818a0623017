"""OPERATES: an actor flies an aircraft."""

from schema.link import Link

OPERATES = Link(
    type="OPERATES",
    sources=("Actor",),
    target="Aircraft",
    field="operates",
    back="operators",
    doc="An actor flies an aircraft.",
)
