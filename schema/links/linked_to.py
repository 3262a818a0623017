"""LINKED_TO: a list names an actor or aircraft as linked to an actor."""

from schema.link import Link

LINKED_TO = Link(
    type="LINKED_TO",
    sources=("Actor", "Aircraft"),
    target="Actor",
    field="linkedTo",
    back="linkedFrom",
    doc="A list names an actor or aircraft as linked to an actor.",
)
