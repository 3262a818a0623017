"""The way from a thing to those that it may be one with: judgements that are not certain lead there."""

from schema.field import Field
from schema.link import Link
from schema.ontology import ENTITY, Way
from schema.values.number import FLOAT
from schema.values.text import TEXT

#: Not in the ontology: no statement claims it, and nothing filters by it.
CANDIDATE = Link(
    type="CANDIDATE",
    sources=(ENTITY,),
    target=ENTITY,
    field="candidates",
    back=None,
    doc="What may be the same thing, and was judged neither to be it nor not to be it.",
    symmetric=True,
    claimed=False,
    own=(
        Field("reasons", TEXT, "Why it may be the same: how each judgement was reached.", many=True),
        Field("score", FLOAT, "How sure the surest judgement is, from 0 to 1; null where none says so."),
    ),
)
#: The two ids of a pair of candidates, by which pairs are ordered; it is not shown.
PAIR = Field("pair", TEXT, "Both ids, the smaller first.", computed=True)
CANDIDATES = Way(CANDIDATE.field, CANDIDATE, forward=True, target=ENTITY)
