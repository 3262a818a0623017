"""Questions for the claims behind things, fields and edges."""

from graph.question import (
    ClaimStatement,
)
from tests.graph.compile.cases.case import Case
from tests.graph.compile.phrase import (
    claim_object,
    claims,
    edges,
    evidence,
    many,
    nodes,
    select,
    thing,
    variable,
)

WHOLE = (
    "id",
    "subject",
    "field",
    "value",
    "object",
    "text",
    "row",
    "polarity",
    "modality",
    "recordedAt",
    "extractor",
    "alternative",
    "method",
    "score",
    claim_object("span", "start", "end"),
    claim_object("period", "edtf"),
)

CLAIM: dict[str, Case] = {
    "evidence of an edge": Case(
        thing(
            "Flight",
            "Flight:1",
            many("Flight", "origin", edges("Site", "label", parts=(evidence(claims(*WHOLE)),))),
        )
    ),
    "evidence of a thing": Case(thing("Base", "Base:khadim", evidence(claims(*WHOLE, first=2)))),
    "evidence of a field": Case(
        thing(
            "Flight",
            "Flight:1",
            evidence(
                claims(
                    "id",
                    "field",
                    "polarity",
                    ClaimStatement(
                        "statement",
                        select("Statement", "id", "text", many("Statement", "saidBy", nodes("Actor", "name"))),
                    ),
                ),
                field=variable("field"),
            ),
        ),
        {"field": "destination"},
    ),
    "claims of a statement": Case(
        thing("Statement", "Statement:2", evidence(claims("id", "subject", "field", "value", "object"), "claims"))
    ),
}
