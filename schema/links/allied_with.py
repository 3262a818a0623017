"""ALLIED_WITH: two actors are aligned with each other."""

from schema.link import Link

ALLIED_WITH = Link(
    type="ALLIED_WITH",
    sources=("Actor",),
    target="Actor",
    field="allies",
    back=None,
    doc="Two actors are aligned with each other.",
    symmetric=True,
)
