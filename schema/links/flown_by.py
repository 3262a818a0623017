"""FLOWN_BY: which aircraft flew a flight."""

from schema.link import Link

FLOWN_BY = Link(
    type="FLOWN_BY",
    sources=("Flight",),
    target="Aircraft",
    field="aircraft",
    back="flights",
    doc="Which aircraft flew a flight.",
)
