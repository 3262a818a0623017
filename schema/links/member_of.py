"""MEMBER_OF: an actor belongs to, or serves in, another."""

from schema.link import Link

MEMBER_OF = Link(
    type="MEMBER_OF",
    sources=("Actor",),
    target="Actor",
    field="memberOf",
    back="members",
    doc="An actor belongs to, or serves in, another.",
)
