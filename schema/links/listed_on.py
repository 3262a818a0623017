"""LISTED_ON: a list names an actor or aircraft."""

from schema.link import Link

LISTED_ON = Link(
    type="LISTED_ON",
    sources=("Actor", "Aircraft"),
    target="Listing",
    field="listedOn",
    back="listed",
    doc="A list names an actor or aircraft.",
)
