"""ALLOTTED_TO: a block of transponder addresses was given to a country."""

from schema.link import Link

ALLOTTED_TO = Link(
    type="ALLOTTED_TO",
    sources=("AddressBlock",),
    target="Place",
    field="allottedTo",
    back="addressBlocks",
    doc="A block of transponder addresses was given to a country.",
)
