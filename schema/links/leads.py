"""LEADS: an actor heads another: a state, a government, a force."""

from schema.link import Link

LEADS = Link(
    type="LEADS",
    sources=("Actor",),
    target="Actor",
    field="leads",
    back="leaders",
    doc="An actor heads another: a state, a government, a force.",
)
