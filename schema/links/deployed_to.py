"""DEPLOYED_TO: an actor has forces at a site."""

from schema.link import Link

DEPLOYED_TO = Link(
    type="DEPLOYED_TO",
    sources=("Actor",),
    target="Site",
    field="deployedTo",
    back="deployments",
    doc="An actor has forces at a site.",
)
