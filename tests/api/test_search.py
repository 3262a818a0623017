"""`search` over HTTP, answered by a real Neo4j."""

from collections.abc import Iterator

import pytest
from neo4j import Driver

from api.app import create_app
from api.settings import ApiSettings
from graph.connection import Address
from graph.reader import GraphReader
from graph.store import Store
from schema.claim import Batch, Claim, Document, Statement
from schema.identity import document, keyed
from schema.ontology import Ontology
from tests.api.client import Client

pytestmark = pytest.mark.neo4j

BASE, ACTOR, FLIGHT = keyed("Base", "icao", "HLLB"), keyed("Actor", "test", "1"), keyed("Flight", "test", "1")
SEARCH = """
query Search($text: String!, $kinds: [String!], $where: SearchFilter, $first: Int, $after: String) {
  found: search(text: $text, kinds: $kinds, where: $where, first: $first, after: $after) {
    __typename totalCount pageInfo { hasNextPage endCursor }
    nodes { id ... on Site { name country } }
    edges { cursor match node { __typename id ... on Actor { name } }
      highlights { __typename field text start spans { __typename start end } } }
  }
}
"""


@pytest.fixture(scope="module")
def client(driver: Driver, ontology: Ontology, neo4j_address: Address) -> Iterator[Client]:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, neo4j_address.database, ontology)
    store.prepare()
    table = Document(document("3" * 64, "x"), "3" * 64, "DATASET", outlet="x")
    claims = (
        Claim(BASE, "name", "Benina International Airport"), Claim(BASE, "icao", "HLLB"), Claim(BASE, "country", "LY"),
        Claim(ACTOR, "name", "Benina Brigade"), Claim(FLIGHT, "DESTINATION", object=BASE),
    )  # fmt: skip
    store.write(
        Batch((table,), tuple(Statement(table.id, "t@1", (one,), row=str(at)) for at, one in enumerate(claims)))
    )
    driver.execute_query("CALL db.awaitIndexes(60)")
    with Client(create_app(ontology, GraphReader(neo4j_address, ontology), ApiSettings())) as client:
        yield client
    driver.execute_query("MATCH (n) DETACH DELETE n")


def test_a_search_answers_hits_of_several_nouns_with_highlights(client: Client) -> None:
    found = client.data(SEARCH, {"text": "Banina"})["found"]
    assert found["__typename"] == "SearchConnection" and found["totalCount"] == 2
    assert found["nodes"] == [{"id": BASE, "name": "Benina International Airport", "country": "LY"}, {"id": ACTOR}]
    first, second = found["edges"]
    assert first["match"] == "NEAR" and first["node"] == {"__typename": "Base", "id": BASE}
    assert second["node"] == {"__typename": "Actor", "id": ACTOR, "name": "Benina Brigade"}
    span = {"__typename": "Span", "start": 0, "end": 6}
    assert second["highlights"] == [
        {"__typename": "Highlight", "field": "name", "text": "Benina Brigade", "start": 0, "spans": [span]}
    ]


def test_pages_kinds_and_filters(client: Client) -> None:
    first = client.data(SEARCH, {"text": "benina", "first": 1})["found"]
    assert first["pageInfo"]["hasNextPage"] and len(first["edges"]) == 1 and first["totalCount"] == 2
    rest = client.data(SEARCH, {"text": "benina", "after": first["pageInfo"]["endCursor"]})["found"]
    assert [edge["node"]["id"] for edge in rest["edges"]] == [ACTOR]
    for where, kinds, ids in (
        ({"site": {"country": {"eq": "RU"}}}, None, [ACTOR]),
        ({"base": {"arrivals": {"none": {}}}, "entity": {"label": {"contains": "B"}}}, None, [ACTOR]),
        ({"base": {"arrivals": {"some": {}}}}, ["Base"], [BASE]),
        (None, ["Flight"], []),
    ):
        found = client.data(SEARCH, {"text": "benina", "kinds": kinds, "where": where})["found"]
        assert [node["id"] for node in found["nodes"]] == ids and found["totalCount"] == len(ids)


def test_what_cannot_be_searched_for_is_refused(client: Client) -> None:
    assert client.refused(SEARCH, {"text": "x" * 100_000}) == (
        "BAD_INPUT",
        "text has 100000 characters, where 400 is the limit",
    )
    assert client.refused(SEARCH, {"text": "benina", "kinds": ["Ship"]})[0] == "BAD_INPUT"
    assert client.refused(SEARCH, {"text": "benina", "after": "x"}) == ("BAD_INPUT", "this is not a cursor")
    assert client.refused(SEARCH, {"text": "benina", "first": 5000})[0] == "LIMIT"
    assert client.refused("{ search(text: 1) { totalCount } }")[0] == "VALIDATION"
    for text in ("name:* OR *:*", '"', "benina AND (", "*"):
        assert client.data(SEARCH, {"text": text})["found"]["totalCount"] in {0, 2}
