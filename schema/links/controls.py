"""CONTROLS: an actor holds a site."""

from schema.link import Link

CONTROLS = Link(
    type="CONTROLS",
    sources=("Actor",),
    target="Site",
    field="controls",
    back="controllers",
    doc="An actor holds a site.",
)
