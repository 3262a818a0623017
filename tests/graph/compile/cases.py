"""Questions, one for each construct; golden/ holds the Cypher, the parameters and the answer of each."""

from dataclasses import dataclass, field

from graph.question import (
    AllOf,
    AnyOf,
    ClaimStatement,
    Constant,
    Counted,
    GroupBy,
    GroupKey,
    IdTest,
    ListRoot,
    Named,
    Nodes,
    NodesRoot,
    NotThat,
    OrderKey,
    Page,
    PageInfo,
    Piece,
    Question,
    Selection,
    SingleRoot,
    TallyKey,
    TotalCount,
    TypenameRoot,
)
from schema.ranking import Ranking
from schema.values.value import Json
from tests.graph.compile.phrase import (
    COUNT,
    ID,
    ONTOLOGY,
    TOTAL,
    TYPENAME,
    aggregate,
    any_thing,
    by,
    claim_object,
    claims,
    connection,
    edge_field,
    edge_test,
    edges,
    evidence,
    folded,
    group_field,
    group_node,
    groups,
    linked,
    many,
    nodes,
    one,
    select,
    sums,
    tallied,
    tally,
    thing,
    things,
    variable,
    when,
    whether,
)
from tests.graph.compile.phrase import (
    field as wanted,
)


@dataclass(frozen=True)
class Case:
    """A Question and the variables that it is asked with."""

    question: Question
    variables: dict[str, Json] = field(default_factory=dict)


YES_IT_IS = Constant(value=True)
INFO = PageInfo("pageInfo", tuple(Piece(name, name) for name in ("hasNextPage", "hasPreviousPage", "endCursor")))
BOX: Json = {"south": 30, "west": 20, "north": 35, "east": 25}
NEAR: Json = {"latitude": 32, "longitude": 22, "km": 20}
CLAIM = (
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

ORIGIN = ONTOLOGY.ways("Flight")["origin"]
CURSORS = PageInfo("pageInfo", (Piece("more", "hasNextPage"),))

CASES: dict[str, Case] = {
    # --- roots ---
    "single": Case(
        thing("Base", variable("id"), "id", "__typename", "name", "aliases", "location:latitude", "elevation"),
        {"id": "Base:khadim"},
    ),
    "single merged": Case(thing("Site", "Base:old-moscow", "id", "name")),
    "single unknown": Case(thing("Base", "Base:`) DETACH DELETE n //", "name")),
    "single of an interface": Case(
        thing(
            "Site",
            "Base:khadim",
            "__typename",
            "name",
            wanted("Base", "icao", on=("Base",)),
            many("Place", "sites", nodes("Site", "name"), on=("Place",)),
        )
    ),
    "node": Case(any_thing("Statement:1", TYPENAME, ID, wanted("Statement", "text", on=("Statement",)))),
    "nodes": Case(
        Question(
            (
                NodesRoot(
                    "nodes",
                    variable("ids"),
                    Selection((ID, wanted("Entity", "label", on=("Base", "Place", "Flight")))),
                ),
            )
        ),
        {"ids": ["Flight:2", "nothing", "Base:old-moscow", "Statement:2", "Flight:2"]},
    ),
    "several roots": Case(
        Question(
            (
                TypenameRoot("__typename", "Query"),
                SingleRoot("a", "Base", Constant("Base:khadim"), select("Base", "name")),
                SingleRoot("b", "Actor", Constant("Actor:russia"), select("Actor", "name", "actorKind")),
            )
        )
    ),
    # --- connections ---
    "list": Case(things("Flight", edges("Flight", "id", first=2, also=(INFO, TOTAL, Named("t", "FlightConnection"))))),
    "list of an interface": Case(things("Site", nodes("Site", "__typename", "label", first=4))),
    "ordered": Case(
        things(
            "Flight",
            edges(
                "Flight",
                "leg",
                first=variable("first"),
                after=variable("after"),
                order=(by("Flight", "leg", descending=True),),
            ),
        ),
        {"first": 2},
    ),
    "ordered by a period": Case(
        things("Flight", nodes("Flight", "id", "period:start:end:edtf:__typename", order=(by("Flight", "period"),)))
    ),
    "ordered by the edge": Case(
        thing(
            "Base",
            "Base:khadim",
            many(
                "Base",
                "arrivals",
                edges(
                    "Flight",
                    "id",
                    parts=(edge_field("Flight", "destination", "modality"),),
                    order=(
                        OrderKey(edge_field("Flight", "destination", "modality").field, descending=True, edge=True),
                    ),
                ),
            ),
        )
    ),
    "total alone": Case(things("Site", connection(TOTAL, where=whether("Site", "country", "eq", "ly")))),
    # --- links ---
    "links there and back": Case(
        thing(
            "Flight",
            "Flight:1",
            many(
                "Flight",
                "destination",
                edges(
                    "Site",
                    "name",
                    many("Site", "arrivals", nodes("Flight", "id", also=(TOTAL,))),
                    parts=tuple(
                        edge_field("Flight", "destination", name)
                        for name in ("modality", "disputed", "alternative", "period:start:basis")
                    ),
                ),
            ),
        )
    ),
    "link without direction": Case(
        things("Actor", nodes("Actor", "name", many("Actor", "allies", nodes("Actor", "name"))))
    ),
    "link to one": Case(thing("Statement", "Statement:2", "id", one("Statement", "reportedIn", "title", "__typename"))),
    "links of one type to several nouns": Case(
        thing(
            "AircraftType",
            "AircraftType:il76",
            many("AircraftType", "flights", nodes("Flight", "id")),
            many("AircraftType", "aircraft", nodes("Aircraft", "registration")),
        )
    ),
    # --- where ---
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
    # --- conditions ---
    "conditions": Case(
        thing(
            "Base",
            "Base:khadim",
            wanted("Base", "name", when=when("no")),
            wanted("Base", "icao", when=when("no", negated=True)),
            many(
                "Base",
                "arrivals",
                connection(TotalCount("totalCount", when("yes")), Nodes("nodes", select("Flight", "id"), when("no"))),
                when=when("yes"),
            ),
            many("Base", "departures", nodes("Flight", "id"), when=when("no")),
        ),
        {"yes": True, "no": False},
    ),
    # --- claims ---
    "evidence of an edge": Case(
        thing(
            "Flight",
            "Flight:1",
            many("Flight", "origin", edges("Site", "label", parts=(evidence(claims(*CLAIM)),))),
        )
    ),
    "evidence of a thing": Case(thing("Base", "Base:khadim", evidence(claims(*CLAIM, first=2)))),
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
    # --- all together ---
    "airlift": Case(
        things(
            "Flight",
            nodes(
                "Flight",
                "count:low:high:text",
                "period:start:end:text",
                many("Flight", "aircraftType", nodes("AircraftType", "designator")),
                many("Flight", "operator", nodes("Actor", "name")),
                many(
                    "Flight",
                    "origin",
                    edges("Site", "name", "country", parts=(edge_field("Flight", "origin", "alternative"),)),
                ),
                many(
                    "Flight",
                    "destination",
                    nodes(
                        "Site",
                        "name",
                        wanted("Base", "icao", on=("Base",)),
                        wanted("Base", "location:latitude:longitude", on=("Base",)),
                    ),
                ),
                many(
                    "Flight",
                    "statements",
                    nodes(
                        "Statement",
                        "text",
                        "quoted",
                        many("Statement", "saidBy", nodes("Actor", "name")),
                        one("Statement", "reportedIn", "title", "url", "publishedAt"),
                    ),
                ),
                where=linked("Flight", "destination", "some", whether("Site", "name", "contains", "Khadim")),
                also=(TOTAL,),
            ),
        )
    ),
    # --- aggregates ---
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
