"""OPERATES_FROM: an actor uses a site as a base."""

from schema.link import Link

OPERATES_FROM = Link(
    type="OPERATES_FROM",
    sources=("Actor",),
    target="Site",
    field="operatesFrom",
    back="hosts",
    doc="An actor uses a site as a base.",
)
