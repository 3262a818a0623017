"""Questions for aggregates and groups."""

from graph.question import (
    Constant,
    Counted,
    GroupBy,
    GroupKey,
    Page,
    PageInfo,
    Piece,
)
from tests.graph.compile.cases.case import Case
from tests.graph.compile.phrase import (
    COUNT,
    ONTOLOGY,
    TOTAL,
    aggregate,
    connection,
    group_field,
    group_node,
    groups,
    linked,
    many,
    nodes,
    sums,
    things,
    variable,
    when,
    whether,
)

ORIGIN = ONTOLOGY.ways("Flight")["origin"]
CURSORS = PageInfo("pageInfo", (Piece("more", "hasNextPage"),))

SUM: dict[str, Case] = {
    "aggregate": Case(
        things(
            "Flight",
            connection(
                TOTAL,
                aggregate(
                    COUNT, Counted("countDistinct", distinct=True), sums("Flight", "leg", "min", "max", "avg", top=1)
                ),
                where=linked("Flight", "destination", "some", whether("Site", "name", "contains", "Khadim")),
            ),
        )
    ),
    "aggregate of a count alone": Case(things("Flight", connection(TOTAL, aggregate(COUNT)))),
    "aggregate of links": Case(
        things(
            "Base",
            nodes(
                "Base",
                "name",
                many(
                    "Base",
                    "arrivals",
                    connection(TOTAL, aggregate(COUNT, sums("Flight", "count", "sum", part="low"))),
                ),
            ),
        )
    ),
    "aggregate under a condition": Case(
        things(
            "Flight",
            connection(TOTAL, aggregate(COUNT, sums("Flight", "leg", "max"), when=when("long")), also=(CURSORS,)),
        ),
        {"long": False},
    ),
    "groups by things": Case(
        things("Flight", connection(aggregate(groups(group_node("Flight", "destination", "name"), total=False))))
    ),
    "groups by a field along a way": Case(
        things(
            "Flight",
            connection(
                aggregate(
                    groups(
                        (
                            GroupBy((ORIGIN,), ONTOLOGY.fields("Site")["country"]),
                            GroupKey("origin", ORIGIN, (GroupKey("country", ONTOLOGY.fields("Site")["country"]),)),
                        ),
                        order="KEY_ASC",
                        page=Page(Constant(1), variable("after")),
                    )
                )
            ),
        )
    ),
    "groups by time beside sums": Case(
        things(
            "Flight",
            connection(
                TOTAL,
                aggregate(
                    sums("Flight", "leg", "sum"),
                    groups(
                        group_field("Flight", "period", "text", "spans", unit="WEEK"),
                        group_field("Flight", "count", "low", "high", "text"),
                        inner=(sums("Flight", "leg", "avg", top=2),),
                    ),
                ),
            ),
        )
    ),
}
