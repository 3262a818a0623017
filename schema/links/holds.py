"""HOLDS: an actor owns a company."""

from schema.link import Link

HOLDS = Link(
    type="HOLDS",
    sources=("Actor",),
    target="Actor",
    field="holdings",
    back="holders",
    doc="An actor owns a company, whole or in part: an airline, a subsidiary.",
)
