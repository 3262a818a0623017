"""REPORTED_IN: the document that a statement stands in."""

from schema.link import Link

REPORTED_IN = Link(
    type="REPORTED_IN",
    sources=("Statement",),
    target="Document",
    field="reportedIn",
    back="statements",
    doc="The document that a statement stands in.",
    one=True,
    claimed=False,
)
