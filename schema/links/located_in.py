"""LOCATED_IN: a site lies in a place."""

from schema.link import Link

LOCATED_IN = Link(
    type="LOCATED_IN",
    sources=("Site",),
    target="Place",
    field="locatedIn",
    back="sites",
    doc="A site lies in a place.",
)
