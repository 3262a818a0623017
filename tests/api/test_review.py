"""The review queue on a real Neo4j: what waits, what a decision changes at once, and how it is undone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from api.app import create_app
from api.settings import ApiSettings
from graph.connection import Address
from graph.reader import GraphReader
from graph.store import Store
from graph.writer import GraphWriter
from schema import identity
from schema.claim import SAME_AS, Batch, Claim, Document, Modality, Statement
from schema.ontology import Ontology
from tests.api.client import Client

pytestmark = pytest.mark.neo4j

PAGE = (Path(__file__).parent.parent.parent / "docs" / "review.md").read_text(encoding="utf-8")
QUEUE, DECIDE = re.findall(r"```graphql\n(.*?)```", PAGE, re.DOTALL)
TEXT = "An Il-76 landed at Khadeem, they say."
DOCUMENT = identity.document("faint", None)
FLIGHT, SITE = identity.local("Flight", DOCUMENT, [3, 8]), identity.local("Base", DOCUMENT, [19, 26])
KNOWN = identity.keyed("Base", "icao", "HL59")
FAINT: dict[str, Any] = {"modality": Modality.POSSIBLE, "score": 0.6, "held": True, "method": "test"}
CLAIMS = (
    Claim(FLIGHT, "DESTINATION", object=SITE, span=(19, 26), text="Khadeem", **FAINT),
    Claim(SITE, "name", "Khadeem", span=(19, 26), text="Khadeem", **FAINT),
    Claim(SITE, SAME_AS, object=KNOWN, span=(19, 26), text="Khadeem", **FAINT),
)
SHOWN = """{ flights { nodes { destination { edges { modality disputed node { id name } } } } }
  bases(orderBy: [{name: ASC}]) { nodes { id name } } candidates { totalCount } }"""
REVIEW = """mutation ($input: ReviewInput!) { review(input: $input) { documentId author nodes { id } } }"""
RETRACT = "mutation ($id: ID!) { retract(input: {document: $id}) { documentId } }"


@pytest.fixture(scope="module")
def running(ontology: Ontology, neo4j_address: Address) -> Iterator[Client]:
    reader, writer = GraphReader(neo4j_address, ontology), GraphWriter(neo4j_address, ontology)
    with Client(create_app(ontology, reader, ApiSettings(), writer)) as client:
        yield client


@pytest.fixture
def service(running: Client, driver: Driver, ontology: Ontology) -> Client:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    store = Store(driver, "neo4j", ontology)
    store.prepare()
    gazetteer = Document(identity.document("known", None), "known", "DATASET", "Gazetteer")
    record = Statement(gazetteer.id, "test@1", (Claim(KNOWN, "name", "Al Khadim"),), row="HL59")
    store.write(Batch((gazetteer,), (record,)))
    document = Document(DOCUMENT, "faint", title="Faint", text=TEXT)
    store.write(Batch((document,), (Statement(DOCUMENT, "test@1", CLAIMS, span=(0, len(TEXT)), text=TEXT),)))
    return running


def queue(service: Client) -> dict[str, dict[str, Any]]:
    """What waits, by its field."""
    return {claim["field"]: claim for claim in service.data(QUEUE)["review"]["nodes"]}


def decide(service: Client, field: str, decision: str, **more: Any) -> str:
    given = {"claim": queue(service)[field]["id"], "decision": decision, "reason": "Seen.", **more}
    found = service.data(REVIEW, {"input": given})["review"]
    assert found["author"] == "local"
    document: str = found["documentId"]
    return document


def test_what_is_faint_waits_with_its_words_and_counts_as_possible(service: Client) -> None:
    waiting = queue(service)
    assert set(waiting) == {"destination", "name", "same"}
    name = waiting["name"]
    assert (name["value"], name["score"], name["method"], name["text"]) == ("Khadeem", 0.6, "test", "Khadeem")
    assert name["span"] == {"start": 19, "end": 26} and name["statement"]["text"] == TEXT
    things = {one["id"]: one for one in name["statement"]["about"]["nodes"]}
    assert [one["id"] for one in things[SITE]["candidates"]["nodes"]] == [KNOWN]
    shown = service.data(SHOWN)
    (edge,) = shown["flights"]["nodes"][0]["destination"]["edges"]
    assert edge == {"modality": "POSSIBLE", "disputed": None, "node": {"id": SITE, "name": "Khadeem"}}
    assert len(shown["bases"]["nodes"]) == 2 and shown["candidates"]["totalCount"] == 1


def test_pages_and_nouns(service: Client) -> None:
    page = """query ($after: String) {
      review(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }"""
    found, after = [], None
    for _ in range(3):
        answer = service.data(page, {"after": after})["review"]
        found += [claim["id"] for claim in answer["nodes"]]
        after = answer["pageInfo"]["endCursor"]
    assert not answer["pageInfo"]["hasNextPage"]
    assert found == [claim["id"] for claim in service.data(QUEUE)["review"]["nodes"]]
    of = "query ($noun: String) { review(noun: $noun) { nodes { field held modality } } }"
    (flight,) = service.data(of, {"noun": "Flight"})["review"]["nodes"]
    assert flight == {"field": "destination", "held": True, "modality": "POSSIBLE"}
    assert len(service.data(of, {"noun": "Site"})["review"]["nodes"]) == 2
    assert service.refused(of, {"noun": "Boat"})[0] == "BAD_INPUT"


def test_what_is_accepted_is_certain_at_once_and_waits_again_when_undone(service: Client) -> None:
    before = service.data(SHOWN)
    link, same = decide(service, "destination", "ACCEPT"), decide(service, "same", "ACCEPT")
    assert set(queue(service)) == {"name"}
    shown = service.data(SHOWN)
    (edge,) = shown["flights"]["nodes"][0]["destination"]["edges"]
    assert edge["modality"] == "ACTUAL" and edge["node"]["id"] == KNOWN
    assert len(shown["bases"]["nodes"]) == 1 and shown["candidates"]["totalCount"] == 0
    for document in (link, same):
        service.data(RETRACT, {"id": document})
    assert service.data(SHOWN) == before and len(queue(service)) == 3


def test_what_is_rejected_counts_no_more(service: Client) -> None:
    decide(service, "destination", "REJECT")
    decide(service, "same", "REJECT")
    decide(service, "name", "REJECT")
    assert not queue(service)
    shown = service.data(SHOWN)
    assert shown["flights"]["nodes"][0]["destination"]["edges"] == [] and shown["candidates"]["totalCount"] == 0
    assert {base["name"] for base in shown["bases"]["nodes"]} == {None, "Al Khadim"}


def test_what_is_corrected_is_shown_instead(service: Client) -> None:
    decide(service, "name", "CORRECT", value="El Khadim")
    decide(service, "destination", "CORRECT", to=KNOWN)
    assert set(queue(service)) == {"same"}
    shown = service.data(SHOWN)
    (edge,) = shown["flights"]["nodes"][0]["destination"]["edges"]
    assert (edge["modality"], edge["node"]["id"]) == ("ACTUAL", KNOWN)
    assert {base["name"] for base in shown["bases"]["nodes"]} == {"El Khadim", "Al Khadim"}


def test_an_authors_latest_decision_counts(service: Client) -> None:
    claim = queue(service)["name"]["id"]
    documents = set()
    for decision in ("REJECT", "ACCEPT"):
        given = {"claim": claim, "decision": decision, "reason": "Looked again."}
        documents.add(service.data(REVIEW, {"input": given})["review"]["documentId"])
    assert len(documents) == 1
    assert {base["name"] for base in service.data(SHOWN)["bases"]["nodes"]} == {"Khadeem", "Al Khadim"}


def test_the_page_of_the_docs_decides(service: Client) -> None:
    found = service.data(DECIDE, {"claim": queue(service)["name"]["id"]})["review"]
    claims = found["nodes"][0]["evidence"]["nodes"]
    told = {(claim["value"], claim["held"], claim["modality"]) for claim in claims if claim["field"] == "name"}
    assert told == {("Khadeem", True, "POSSIBLE"), ("Khadeem", False, "ACTUAL")}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"decision": "CORRECT"}, "BAD_INPUT"),
        ({"decision": "CORRECT", "to": "Base:x"}, "BAD_INPUT"),
        ({"decision": "ACCEPT", "value": "x"}, "BAD_INPUT"),
        ({"decision": "CORRECT", "value": {"low": 1}}, "BAD_INPUT"),
        ({"decision": "ACCEPT", "claim": "Claim:1.0"}, "NOT_FOUND"),
        ({"decision": "ACCEPT", "claim": "Claim:x' OR 1=1"}, "NOT_FOUND"),
        ({"decision": "ACCEPT", "reason": ""}, "BAD_INPUT"),
    ],
)
def test_what_cannot_be_decided_is_refused(service: Client, more: dict[str, Any], code: str) -> None:
    given = {"claim": queue(service)["name"]["id"], "reason": "Seen.", **more}
    assert service.refused(REVIEW, {"input": given})[0] == code
    assert len(queue(service)) == 3
