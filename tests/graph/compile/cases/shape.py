"""Questions for things, connections, links and conditions."""

from graph.question import (
    Constant,
    Named,
    Nodes,
    NodesRoot,
    OrderKey,
    PageInfo,
    Piece,
    Question,
    Selection,
    SingleRoot,
    TotalCount,
    TypenameRoot,
)
from tests.graph.compile.cases.case import Case
from tests.graph.compile.phrase import (
    ID,
    TOTAL,
    TYPENAME,
    any_thing,
    by,
    connection,
    edge_field,
    edges,
    linked,
    many,
    nodes,
    one,
    select,
    thing,
    things,
    variable,
    when,
    whether,
)
from tests.graph.compile.phrase import (
    field as wanted,
)

INFO = PageInfo("pageInfo", tuple(Piece(name, name) for name in ("hasNextPage", "hasPreviousPage", "endCursor")))

SHAPE: dict[str, Case] = {
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
}
