"""A selection -> a file: every format holds what the API tells, counted and read back by the programs it is for."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest
import rdflib
from neo4j import Driver

from api.app import create_app
from api.limits import Limits
from api.settings import ApiSettings
from contrail.articles import SAMPLE
from graph.connection import Address
from graph.export.form import FormName
from graph.reader import GraphReader
from schema.discover import discover
from tests.api.client import Client
from tests.reading import reading

pytestmark = pytest.mark.neo4j

AROUND = """query ($ids: [ID!]!, $depth: Int) { neighbourhood(ids: $ids, depth: $depth, first: 500) {
  totalCount truncated { reason }
  nodes { node { id label statements(first: 500) { totalCount nodes { id } } } }
  relations { id kind from { id } to { id } evidence(first: 500) { nodes { statement { id text } } } }
} }"""


@pytest.fixture(scope="module")
def service(driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    """A service that holds the sample alone."""
    with reading(driver, neo4j_address, [SAMPLE]) as client:
        yield client


@pytest.fixture(scope="module")
def flights(service: Client) -> list[str]:
    return [one["id"] for one in service.data("{ flights(first: 3) { nodes { id } } }")["flights"]["nodes"]]


@pytest.fixture(scope="module")
def told(service: Client, flights: list[str]) -> dict[str, Any]:
    """What the API tells of the neighbourhood that is exported."""
    found: dict[str, Any] = service.data(AROUND, {"ids": flights, "depth": 2})["neighbourhood"]
    assert found["truncated"] is None and found["totalCount"] > len(flights) and found["relations"]
    return found


def exported(service: Client, form: str, **given: Any) -> bytes:
    answer = service.send("POST", "/graphql/export", json={"format": form, **given})
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    return answer.content


def ids(told: dict[str, Any]) -> tuple[set[str], set[str]]:
    return {one["node"]["id"] for one in told["nodes"]}, {one["id"] for one in told["relations"]}


def evidence(told: dict[str, Any]) -> dict[str, set[str]]:
    """The statements behind each thing and each relation."""
    found = {one["node"]["id"]: {each["id"] for each in one["node"]["statements"]["nodes"]} for one in told["nodes"]}
    for one in told["relations"]:
        found[one["id"]] = {each["statement"]["id"] for each in one["evidence"]["nodes"]}
    return found


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_it_back(
    service: Client, flights: list[str], told: dict[str, Any], form: str, read: Any
) -> None:
    found = read(io.BytesIO(exported(service, form, ids=flights, depth=2)))
    things, relations = ids(told)
    assert set(found.nodes) == things and found.is_directed()
    edges = [(key or data["id"], data) for _, _, key, data in nx.MultiDiGraph(found).edges(keys=True, data=True)]
    names = {data.get("id", key) for key, data in edges}
    assert len(edges) == len(told["relations"]) and names <= relations | {0}
    behind = evidence(told)
    for name, data in found.nodes(data=True):
        assert {one["id"] for one in json.loads(data.get("evidence", "[]"))} == behind[name]
        assert data["label"] and data["noun"] == name.partition(":")[0]
    words = {one["statement"]["text"] for each in told["relations"] for one in each["evidence"]["nodes"]}
    assert {one["text"] for _, data in edges for one in json.loads(data["evidence"])} == words


def test_csv_holds_nodes_edges_statements_and_documents(
    service: Client, flights: list[str], told: dict[str, Any]
) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(service, "csv", ids=flights, depth=2))) as archive:
        assert archive.testzip() is None
        files = {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))
            for name in archive.namelist()
        }
    things, relations = ids(told)
    assert [row["id"] for row in files["nodes.csv"]] == sorted(things)
    assert {row["id"] for row in files["edges.csv"]} == relations and len(files["edges.csv"]) == len(relations)
    behind = evidence(told)
    assert {row["id"]: set(row["statements"].split()) for row in files["nodes.csv"]}.items() <= behind.items()
    assert {row["id"]: set(row["evidence"].split()) for row in files["edges.csv"]}.items() <= behind.items()
    statements = {row["id"] for row in files["statements.csv"]}
    assert statements == set().union(*behind.values())
    assert {row["document"] for row in files["statements.csv"]} == {row["id"] for row in files["documents.csv"]}


def test_json_lines_hold_the_same(service: Client, flights: list[str], told: dict[str, Any]) -> None:
    lines = [json.loads(line) for line in exported(service, "jsonl", ids=flights, depth=2).splitlines()]
    kinds = [line["type"] for line in lines]
    assert kinds == sorted(kinds, key=["thing", "relation", "statement", "document"].index)
    things, relations = ids(told)
    assert [line["id"] for line in lines if line["type"] == "thing"] == sorted(things)
    assert {line["id"] for line in lines if line["type"] == "relation"} == relations
    behind = evidence(told)
    assert {line["id"] for line in lines if line["type"] == "statement"} == set().union(*behind.values())
    for line in lines:
        if line["type"] == "thing":
            assert set(line["statements"]) == behind[line["id"]]


def test_a_filter_and_a_query_select(service: Client) -> None:
    every = service.data("{ bases(first: 1000) { totalCount nodes { id } } }")["bases"]
    named = {one["id"] for one in every["nodes"]}
    for given in (
        {"where": {"base": {}}, "depth": 0},
        {"query": "query ($n: Int) { bases(first: $n) { nodes { id } } }", "variables": {"n": 1000}},
        {"ids": [*named, "Base:nowhere"], "depth": 0},
    ):
        lines = [json.loads(line) for line in exported(service, "jsonl", **given).splitlines()]
        assert {line["id"] for line in lines if line["type"] == "thing"} == named
    some = service.send("GET", f"/graphql/export?format=jsonl&depth=0&ids={sorted(named)[0]}")
    assert json.loads(some.content.splitlines()[0])["id"] == sorted(named)[0]
    whole = service.send("GET", "/graphql/export", params={"format": "jsonl"})
    things = [line for line in whole.content.splitlines() if json.loads(line)["type"] == "thing"]
    assert len(things) == service.data("{ entities { totalCount } }")["entities"]["totalCount"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"format": "xlsx"}, "`format`"),
        ({"format": "csv", "ids": ["Base:x"], "query": "{ bases { nodes { id } } }"}, "both given"),
        ({"format": "csv", "where": {"statement": {}}}, "`where`"),
        ({"format": "csv", "where": {"flight": {"nothing": 1}}}, "nothing"),
        ({"format": "csv", "query": "{ flights { nodes { wings } } }"}, "wings"),
        ({"format": "csv", "query": 'mutation { retract(input: {document: "x"}) { documentId } }'}, ""),
        ({"format": "csv", "query": "{ entities { nodes { id } } }"}, "leaves things out"),
        ({"format": "csv", "depth": 99}, "depth"),
        ({"format": "csv", "depth": -1}, "depth"),
        ({"format": "csv", "edgeKinds": ["FLEW"]}, "FLEW"),
        ({"format": "csv", "edgeKinds": ["ALLIED_WITH"], "direction": "OUT"}, "no direction"),
        ({"format": "csv", "deep": 1}, "`deep`"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(service: Client, given: dict[str, Any], words: str) -> None:
    answer = service.send("POST", "/graphql/export", json=given)
    (error, *_) = answer.json()["errors"]
    assert answer.status_code == 400 and words in error["message"] and error["extensions"]["hint"]


def test_more_things_than_an_answer_holds_are_refused(service: Client, neo4j_address: Address) -> None:
    ontology = discover()
    settings = ApiSettings(limits=Limits(rows=5))
    with Client(create_app(ontology, GraphReader(neo4j_address, ontology), settings)) as client:
        answer = client.send("POST", "/graphql/export", json={"format": "csv"})
        assert 'contrail_limits_hit_total{limit="rows"} 1.0' in client.send("GET", "/metrics").text
    assert answer.status_code == 400
    told = answer.json()["errors"][0]["extensions"]
    assert (told["code"], told["allowed"], told["value"]) == ("LIMIT", 5, 6)


@pytest.mark.parametrize("form", list(FormName))
def test_equal_subgraphs_give_equal_bytes(service: Client, flights: list[str], form: str) -> None:
    assert exported(service, form, ids=flights, depth=1) == exported(service, form, ids=flights[::-1], depth=1)


def test_a_script_makes_the_subgraph_anew(
    service: Client, flights: list[str], told: dict[str, Any], driver: Driver
) -> None:
    script = exported(service, "cypher", ids=flights, depth=2).decode().split(";\n")
    things, relations = ids(told)
    behind = evidence(told)
    with driver.session() as session, session.begin_transaction() as transaction:
        transaction.run("MATCH (n) DETACH DELETE n").consume()
        for statement in script[:-1]:
            if not statement.startswith("CREATE CONSTRAINT"):
                transaction.run(statement).consume()
        labels = {
            row["id"]: row["label"]
            for row in transaction.run(
                "MATCH (n:Entity) WHERE n.id IN $ids RETURN n.id AS id, n.label AS label", ids=[*things]
            )
        }
        edges = transaction.run(
            "MATCH (a:Entity)-[r]->(b:Entity) RETURN type(r) AS kind, a.id AS a, b.id AS b, r.evidence AS evidence"
        )
        made = [(row["kind"], row["a"], row["b"], set(row["evidence"])) for row in edges]
        about = {
            row["id"]: set(row["found"])
            for row in transaction.run(
                "MATCH (n:Entity) WHERE n.id IN $ids "
                "RETURN n.id AS id, COLLECT { MATCH (s:Statement)-[:ABOUT]->(n) RETURN s.id } AS found",
                ids=[*things],
            )
        }
        loose = transaction.run(
            "MATCH (s:Statement) RETURN count(s) AS n, count { (s)-[:REPORTED_IN]->(:Document) } AS m"
        ).values()
        transaction.rollback()
    assert script[-1] == "" and labels == {one["node"]["id"]: one["node"]["label"] for one in told["nodes"]}
    assert len(made) == len(relations)
    assert {"/".join(each[:3]): each[3] for each in made} == {name: behind[name] for name in relations}
    assert about == {name: behind[name] for name in things}
    assert all(n and m == 1 for n, m in loose)


# rdflib's own reader of JSON-LD uses what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_provenance_is_read_back_as_prov(service: Client, flights: list[str], told: dict[str, Any]) -> None:
    found = rdflib.Graph().parse(data=exported(service, "jsonld", ids=flights, depth=2), format="json-ld")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    urn = rdflib.Namespace("urn:contrail:")
    things, relations = ids(told)
    behind = evidence(told)

    def derived(name: str) -> set[str]:
        return {str(one).removeprefix(str(urn)) for one in found.objects(urn[name], prov.wasDerivedFrom)}

    assert {name: derived(name) for name in things} == {name: behind[name] for name in things}
    assert {name: derived(f"relation:{name}") for name in relations} == {name: behind[name] for name in relations}
    for name in relations:
        kind, source, target = name.split("/")
        assert (urn[source], urn[kind], urn[target]) in found
    query = (
        """{ statements(first: 1000) { nodes { id text reportedIn { id } saidBy { edges { step node { id } } } } } }"""
    )
    told_statements = {one["id"]: one for one in service.data(query)["statements"]["nodes"]}
    for name in set().union(*behind.values()):
        one = told_statements[name]
        assert (urn[name], rdflib.RDF.type, prov.Entity) in found
        place = prov.wasQuotedFrom if one["text"] else prov.wasDerivedFrom
        assert [*found.objects(urn[name], place)] == [urn[one["reportedIn"]["id"]]]
        speakers = {urn[edge["node"]["id"]] for edge in one["saidBy"]["edges"]}
        assert {*found.objects(urn[name], prov.wasAttributedTo)} == speakers
        assert all((speaker, rdflib.RDF.type, prov.Agent) in found for speaker in speakers)


def test_followthemoney_tells_each_thing_once_and_refers_to_nothing_else(service: Client) -> None:
    """`tests/web/test_followthemoney.py` has the real package read it."""
    found = [json.loads(line) for line in exported(service, "ftm").splitlines()]
    known = {each["id"]: each["schema"] for each in found}
    assert len(known) == len(found)
    # What the package takes for an id; it drops any other without a word.
    assert all(re.fullmatch(r"[0-9a-zA-Z][0-9a-zA-Z.\-]*[0-9a-zA-Z]", each) for each in known)
    count = "{ flights { totalCount } sites { totalCount } actors { totalCount } }"
    totals = {name: each["totalCount"] for name, each in service.data(count).items()}
    schemata = [*known.values()]
    lines = exported(service, "jsonl").splitlines()
    behind = sum(json.loads(line)["type"] == "statement" for line in lines)
    actors = ("PublicBody", "Organization", "Company", "Person", "LegalEntity")
    assert schemata.count("Trip") == totals["flights"] and schemata.count("Address") == totals["sites"]
    assert sum(map(schemata.count, actors)) == totals["actors"] and schemata.count("Note") == behind
    named = {
        "proof",
        "entity",
        "startLocation",
        "endLocation",
        "vehicle",
        "organizer",
        "involved",
        "operator",
        "subject",
        "object",
    }
    for each in found:
        for name in named & set(each["properties"]):
            assert set(each["properties"][name]) <= set(known), (each, name)
    query = """{ flights(where: {destination: {some: {edge: {modality: {eq: ACTUAL}, disputed: {isNull: true},
      alternative: {isNull: true}}}}}, first: 1000) { nodes { id } } }"""
    sure = {one["id"].replace(":", ".") for one in service.data(query)["flights"]["nodes"]}
    assert {each["id"] for each in found if "endLocation" in each["properties"]} == sure
    assert all(each["properties"]["status"] for each in found if each["properties"].get("role") == ["destination"])
