"""The argument `ranking`: which of several claimed values is shown, filtered and ordered by."""

from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import Driver

from api.app import create_app
from api.settings import ApiSettings
from graph.connection import Address
from graph.reader import GraphReader
from graph.store import Store
from schema import identity
from schema.claim import Batch, Claim, Document, Modality, Statement
from schema.ontology import Ontology
from schema.ranking import Ranking
from tests.api.client import Client

pytestmark = pytest.mark.neo4j

BASE = identity.keyed("Base", "icao", "ZZ01")
#: When it was published, what it calls the base, how that is held, and whether it is official.
TOLD = (
    ("2024-12-20", "Latest", Modality.ACTUAL, False),
    ("2024-12-21", "Rumoured", Modality.QUESTIONED, False),
    ("2024-12-02", "Often", Modality.ACTUAL, False),
    ("2024-12-03", "Often", Modality.ACTUAL, False),
    ("2024-12-01", "Official", Modality.ACTUAL, True),
)


def batch(number: int, published: str, name: str, modality: Modality, official: bool) -> Batch:
    sha256 = f"{number:064}"
    document = Document(identity.document(sha256, None), sha256, published_at=published, text=f"{number}")
    claims = (Claim(BASE, "name", name, modality=modality), Claim(BASE, "icao", "ZZ01"))
    return Batch(
        (document,), (Statement(document.id, "test@1", claims, span=(0, 1), text=str(number), official=official),)
    )


@pytest.fixture(scope="module")
def service(ontology: Ontology, driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, neo4j_address.database, ontology)
    store.prepare()
    for number, told in enumerate(TOLD):
        store.write(batch(number, *told))
    with Client(create_app(ontology, GraphReader(neo4j_address, ontology), ApiSettings())) as client:
        yield client


NAMES = {
    Ranking.LATEST_PUBLISHED: "Latest",
    Ranking.MOST_STATEMENTS: "Often",
    Ranking.OFFICIAL_SOURCE: "Official",
}
EVERY = {name for _, name, _, _ in TOLD}


@pytest.mark.parametrize("ranking", Ranking)
def test_shown_values_and_alternatives_follow(service: Client, ranking: Ranking) -> None:
    found: Any = service.data(
        "query($r: Ranking, $id: ID!, $ids: [ID!]!) { base(id: $id, ranking: $r) { ...F } node(id: $id, ranking: $r) "
        "{ ...F } nodes(ids: $ids, ranking: $r) { ...F } sites(ranking: $r) { nodes { ...F } } } "
        "fragment F on Base { label name aliases }",
        {"r": ranking, "id": BASE, "ids": [BASE]},
    )
    name = NAMES[ranking]
    shown = {"label": name, "name": name, "aliases": sorted(EVERY - {name})}
    assert found == {"base": shown, "node": shown, "nodes": [shown], "sites": {"nodes": [shown]}}


def test_the_default_is_the_latest_published(service: Client) -> None:
    assert service.data("{ bases { nodes { name } } }") == {"bases": {"nodes": [{"name": "Latest"}]}}


@pytest.mark.parametrize("ranking", Ranking)
def test_filters_and_counts_follow(service: Client, ranking: Ranking) -> None:
    query = """query($w: String!, $r: Ranking) {
      bases(where: {name: {eq: $w, ignoreCase: true}}, ranking: $r) { totalCount } }"""
    for name in EVERY:
        found: Any = service.data(query, {"w": name.upper(), "r": ranking})
        assert found["bases"]["totalCount"] == (name == NAMES[ranking]), name


def test_a_cursor_of_another_ranking_is_refused(service: Client) -> None:
    query = """query($c: String, $r: Ranking) {
      bases(ranking: $r, after: $c, orderBy: [{name: ASC}]) { pageInfo { endCursor } } }"""
    most, official = Ranking.MOST_STATEMENTS.value, Ranking.OFFICIAL_SOURCE.value
    cursor = service.data(query, {"r": most})["bases"]["pageInfo"]["endCursor"]
    assert service.data(query, {"r": most, "c": cursor})["bases"]["pageInfo"]["endCursor"] is None
    code, message = service.refused(query, {"r": official, "c": cursor})
    assert code == "BAD_INPUT" and "another order" in message


def test_several_rankings_stand_in_one_request(service: Client) -> None:
    roots = " ".join(f"{ranking}: base(id: $id, ranking: {ranking}) {{ name }}" for ranking in Ranking)
    found: Any = service.data(f"query($id: ID!) {{ {roots} }}", {"id": BASE})
    assert found == {ranking.value: {"name": name} for ranking, name in NAMES.items()}


def test_an_official_statement_says_so(service: Client) -> None:
    found: Any = service.data("{ statements(where: {official: {eq: true}}) { totalCount nodes { official text } } }")
    assert found["statements"] == {"totalCount": 1, "nodes": [{"official": True, "text": "4"}]}
