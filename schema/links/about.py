"""ABOUT: what a statement speaks of."""

from schema.link import Link

ABOUT = Link(
    type="ABOUT",
    sources=("Statement",),
    target="Entity",
    field="about",
    back="statements",
    doc="What a statement speaks of.",
    claimed=False,
)
