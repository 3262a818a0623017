"""Selection sets on things, connections, edges and claims -> Selections, Connections and ClaimConnections."""

from collections.abc import Callable

from graph.question import (
    ClaimConnection,
    ClaimEdges,
    ClaimField,
    ClaimNode,
    ClaimNodes,
    ClaimObject,
    ClaimStatement,
    Connection,
    Constant,
    Cursor,
    EdgeNode,
    Edges,
    EvidenceItem,
    FieldItem,
    Identifier,
    Item,
    ListRoot,
    ManyItem,
    Named,
    Nodes,
    OneItem,
    Page,
    PageInfo,
    Piece,
    Question,
    Selection,
    SingleRoot,
    TotalCount,
    Typename,
    Variable,
)
from schema.link import CLAIMED_FIELDS
from schema.ontology import Ontology

Rooted = Callable[..., ListRoot]
EDGE = {field.name: field for field in CLAIMED_FIELDS}


def items(root: Rooted, text: str) -> tuple[Item, ...]:
    (nodes,) = root(text).connection.parts
    assert isinstance(nodes, Nodes)
    return nodes.selection.items


def test_scalars_and_objects(root: Rooted, ontology: Ontology) -> None:
    fields = ontology.fields("Flight")
    assert items(
        root, "{ flights { nodes { t: __typename id cargo count { low __typename } n: count { high low } } } }"
    ) == (
        Typename("t"),
        Identifier("id"),
        FieldItem("cargo", fields["cargo"]),
        FieldItem("count", fields["count"], (Piece("low", "low"), Piece("__typename", "__typename"))),
        FieldItem("n", fields["count"], (Piece("high", "high"), Piece("low", "low"))),
    )


def test_connections_along_a_way(root: Rooted, ontology: Ontology) -> None:
    text = """{ flights { nodes { origin(first: 2) { __typename totalCount pageInfo { hasNextPage end: endCursor }
      nodes { id } edges { cursor __typename alternative p: period { start } node { id } } } } } }"""
    (origin,) = items(root, text)
    assert origin == ManyItem(
        "origin",
        ontology.ways("Flight")["origin"],
        Connection(
            (
                Named("__typename", "FlightOriginConnection"),
                TotalCount("totalCount"),
                PageInfo("pageInfo", (Piece("hasNextPage", "hasNextPage"), Piece("end", "endCursor"))),
                Nodes("nodes", Selection((Identifier("id"),))),
                Edges(
                    "edges",
                    (
                        Cursor("cursor"),
                        Named("__typename", "FlightOriginEdge"),
                        FieldItem("alternative", EDGE["alternative"]),
                        FieldItem("p", EDGE["period"], (Piece("start", "start"),)),
                        EdgeNode("node", Selection((Identifier("id"),))),
                    ),
                ),
            ),
            page=Page(Constant(2)),
        ),
    )


def test_a_way_to_one_thing(root: Rooted, ontology: Ontology) -> None:
    (reported,) = items(root, "{ statements { nodes { reportedIn { id } } } }")
    assert reported == OneItem("reportedIn", ontology.ways("Statement")["reportedIn"], Selection((Identifier("id"),)))


def test_a_way_back(root: Rooted, ontology: Ontology) -> None:
    (back,) = items(root, "{ bases { nodes { departures { totalCount } } } }")
    way = ontology.ways("Base")["departures"]
    assert not way.forward
    assert back == ManyItem("departures", way, Connection((TotalCount("totalCount"),)))


def test_interfaces_and_nouns_share_what_they_can(root: Rooted, ontology: Ontology) -> None:
    text = "{ entities { nodes { label ... on Site { name } ... on Actor { name } ... on Base { icao } } } }"
    site, actor = ontology.fields("Base"), ontology.fields("Actor")
    assert items(root, text) == (
        FieldItem("label", site["label"]),
        FieldItem("name", site["name"], on=("Base", "Place")),
        FieldItem("name", actor["name"], on=("Actor",)),
        FieldItem("icao", site["icao"], on=("Base",)),
    )


def test_ways_of_one_name_stay_apart_where_they_are_different_links(root: Rooted, ontology: Ontology) -> None:
    text = """{ entities { nodes {
      ... on Flight { aircraft { totalCount } } ... on AircraftType { aircraft { totalCount } } } } }"""
    total = Connection((TotalCount("totalCount"),))
    assert items(root, text) == (
        ManyItem("aircraft", ontology.ways("Flight")["aircraft"], total, on=("Flight",)),
        ManyItem("aircraft", ontology.ways("AircraftType")["aircraft"], total, on=("AircraftType",)),
    )


def test_nested_selections_of_one_key_merge(root: Rooted, ontology: Ontology) -> None:
    text = """{ flights { nodes { ...A ...B } } }
      fragment A on Flight { origin { nodes { id } } }
      fragment B on Entity { ... on Flight { origin { nodes { label } totalCount } } }"""
    (origin,) = items(root, text)
    assert isinstance(origin, ManyItem)
    label = ontology.fields("Site")["label"]
    assert origin.connection.parts == (
        Nodes("nodes", Selection((Identifier("id"), FieldItem("label", label)))),
        TotalCount("totalCount"),
    )


def test_evidence_of_a_thing_of_a_field_and_of_an_edge(root: Rooted) -> None:
    text = """query ($f: String) { flights { nodes {
      evidence { nodes { id } } named: evidence(field: "count", first: 1) { nodes { id } }
      sent: evidence(field: $f) { nodes { id } }
      origin { edges { evidence(first: 2) { nodes { id } } } } } } }"""
    (nodes,) = root(text, {"f": "x"}).connection.parts
    assert isinstance(nodes, Nodes)
    whole, named, sent, origin = nodes.selection.items
    claims = (ClaimNodes("nodes", (ClaimField("id", "id"),)),)
    assert whole == EvidenceItem("evidence", ClaimConnection(claims))
    assert named == EvidenceItem("named", ClaimConnection(claims, Page(Constant(1))), Constant("count"))
    assert isinstance(sent, EvidenceItem)
    assert sent.field == Variable(("f",))
    assert isinstance(origin, ManyItem)
    assert origin.connection.parts == (
        Edges("edges", (EvidenceItem("evidence", ClaimConnection(claims, Page(Constant(2)))),)),
    )


def test_claims_of_a_statement(root: Rooted) -> None:
    text = """{ statements { nodes { claims {
      __typename pageInfo { endCursor } edges { cursor node { value __typename } }
      nodes { subject span { start } period { edtf } statement { id } } } } } }"""
    (claims,) = items(root, text)
    assert claims == EvidenceItem(
        "claims",
        ClaimConnection(
            (
                Named("__typename", "ClaimConnection"),
                PageInfo("pageInfo", (Piece("endCursor", "endCursor"),)),
                ClaimEdges(
                    "edges",
                    (
                        Cursor("cursor"),
                        ClaimNode("node", (ClaimField("value", "value"), ClaimField("__typename", "__typename"))),
                    ),
                ),
                ClaimNodes(
                    "nodes",
                    (
                        ClaimField("subject", "subject"),
                        ClaimObject("span", "span", (Piece("start", "start"),)),
                        ClaimObject("period", "period", (Piece("edtf", "edtf"),)),
                        ClaimStatement("statement", Selection((Identifier("id"),))),
                    ),
                ),
            )
        ),
    )


def test_fragments_on_what_stands_above_and_below(question: Callable[..., Question]) -> None:
    (single,) = question('{ site(id: "x") { ... on Node { id } ... on Place { t: __typename } } }').roots
    assert isinstance(single, SingleRoot)
    assert single.selection == Selection((Identifier("id"), Typename("t", on=("Place",))))
