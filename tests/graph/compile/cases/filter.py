"""Questions with filters, and with orders and rankings that need more than a field."""

from graph.question import (
    AllOf,
    AnyOf,
    Constant,
    IdTest,
    ListRoot,
    NotThat,
    PageInfo,
    Piece,
    Question,
    TallyKey,
)
from schema.ranking import Ranking
from schema.values.value import Json
from tests.graph.compile.cases.case import Case
from tests.graph.compile.phrase import (
    TOTAL,
    by,
    edge_test,
    edges,
    folded,
    linked,
    many,
    nodes,
    tallied,
    tally,
    things,
    variable,
    whether,
)

YES_IT_IS = Constant(value=True)
INFO = PageInfo("pageInfo", tuple(Piece(name, name) for name in ("hasNextPage", "hasPreviousPage", "endCursor")))
BOX: Json = {"south": 30, "west": 20, "north": 35, "east": 25}
NEAR: Json = {"latitude": 32, "longitude": 22, "km": 20}

FILTER: dict[str, Case] = {
    "where and or not": Case(
        things(
            "Flight",
            nodes(
                "Flight",
                "id",
                where=AnyOf(
                    (NotThat(whether("Flight", "cancelled", "eq", YES_IT_IS)), whether("Flight", "leg", "in", [1, 9]))
                ),
            ),
        )
    ),
    "where of many values": Case(
        things("Site", nodes("Site", "label", where=whether("Site", "aliases", "startsWith", "Al")))
    ),
    "where null": Case(
        things("Site", nodes("Site", "label", where=whether("Site", "name", "isNull", variable("null")))),
        {"null": True},
    ),
    "where near": Case(things("Site", nodes("Site", "label", where=whether("Site", "location", "near", NEAR)))),
    "where a period overlaps": Case(
        things("Flight", nodes("Flight", "id", where=whether("Flight", "period", "overlaps", variable("when")))),
        {"when": {"start": "2024-12-10"}},
    ),
    "where id": Case(things("Site", nodes("Site", "label", where=IdTest(Constant(["Base:khadim", "Place:libya"]))))),
    "where statement id": Case(
        things("Statement", nodes("Statement", "id", where=IdTest(Constant(["Statement:1"]), negated=True)))
    ),
    "where some, starting there": Case(
        things(
            "Flight",
            nodes(
                "Flight",
                "id",
                where=linked("Flight", "destination", "some", whether("Site", "name", "contains", "Khadim")),
                also=(TOTAL,),
            ),
        )
    ),
    "where some of some": Case(
        things(
            "Actor",
            nodes(
                "Actor",
                "name",
                where=linked(
                    "Actor",
                    "operatedFlights",
                    "some",
                    linked("Flight", "destination", "some", whether("Site", "country", "eq", "LY")),
                ),
            ),
        )
    ),
    "where none, all and single": Case(
        Question(
            tuple(
                ListRoot(
                    quantifier,
                    "Flight",
                    nodes(
                        "Flight",
                        "id",
                        where=linked(
                            "Flight", "origin", quantifier, edge=edge_test("Flight", "origin", "alternative", "eq", "a")
                        ),
                    ),
                )
                for quantifier in ("none", "all", "single")
            )
        )
    ),
    "where without case and accents": Case(
        Question(
            (
                ListRoot("stored", "Site", nodes("Site", "name", where=folded("Site", "name", "contains", "KHÁDIM"))),
                ListRoot("worked", "Flight", nodes("Flight", "id", where=folded("Flight", "label", "endsWith", "SIX"))),
            )
        )
    ),
    "where in a box": Case(things("Site", nodes("Site", "label", where=whether("Site", "location", "within", BOX)))),
    "where a count of links": Case(
        Question(
            (
                ListRoot(
                    "all",
                    "Flight",
                    nodes("Flight", "id", where=tallied(tally("Flight", "origin"), "gte", 2)),
                ),
                ListRoot(
                    "some",
                    "Site",
                    nodes(
                        "Site",
                        "label",
                        where=tallied(
                            tally("Site", "departures", whether("Flight", "leg", "isNull", YES_IT_IS)), "in", [1, 3]
                        ),
                    ),
                ),
            )
        )
    ),
    "where linked numbers make": Case(
        things(
            "Site",
            nodes(
                "Site",
                "label",
                where=AllOf(
                    (
                        tallied(tally("Site", "arrivals", field="count", part="low"), "gte", 7),
                        tallied(tally("Site", "arrivals", reduction="max", field="leg"), "lt", 3),
                        NotThat(tallied(tally("Site", "departures", reduction="min", field="leg"), "eq", 1)),
                    )
                ),
            ),
        )
    ),
    "ordered by a count of links": Case(
        things(
            "Site",
            edges(
                "Site",
                "label",
                first=variable("first"),
                after=variable("after"),
                order=(
                    TallyKey(tally("Site", "arrivals", whether("Flight", "leg", "isNull", YES_IT_IS)), descending=True),
                    by("Site", "name"),
                ),
                also=(INFO,),
            ),
        ),
        {"first": 2},
    ),
    "the last ones": Case(
        things(
            "Site",
            edges(
                "Site",
                "label",
                last=2,
                before=variable("before"),
                order=(by("Site", "country"),),
                also=(PageInfo("pageInfo", tuple(Piece(name, name) for name in ("hasNextPage", "hasPreviousPage"))),),
            ),
        )
    ),
    "the last ones by id": Case(things("Site", nodes("Site", "id", last=2))),
    "by another ranking": Case(
        Question(
            (
                ListRoot(
                    "flights",
                    "Flight",
                    nodes(
                        "Flight",
                        "count:low:high:text",
                        many("Flight", "destination", nodes("Site", "name", "aliases")),
                        where=AllOf(
                            (
                                whether("Flight", "count", "contains", 3),
                                linked("Flight", "destination", "some", whether("Site", "name", "eq", "Kharruba")),
                            )
                        ),
                        order=(by("Flight", "count"),),
                    ),
                    ranking=Ranking.MOST_STATEMENTS,
                ),
                ListRoot("none", "Flight", nodes("Flight", "id", where=whether("Flight", "count", "contains", 3))),
            )
        )
    ),
}
