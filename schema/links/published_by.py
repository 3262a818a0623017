"""PUBLISHED_BY: who published a document."""

from schema.link import Link

PUBLISHED_BY = Link(
    type="PUBLISHED_BY",
    sources=("Document",),
    target="Actor",
    field="publisher",
    back="publications",
    doc="Who published a document.",
    one=True,
    claimed=False,
)
