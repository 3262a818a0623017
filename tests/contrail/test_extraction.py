"""Articles that clients hand in, read in a process of their own and written to a real Neo4j."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from neo4j import Driver

from api.settings import ApiSettings
from contrail.application import make_app
from contrail.articles import SAMPLE
from graph.connection import Address
from graph.store import Store
from schema.discover import discover
from tests.api.client import Client

pytestmark = pytest.mark.neo4j

TEXT = (SAMPLE / "airlift.txt").read_text("utf-8")
ABOUT = {"outlet": "Example Times", "published": "2024-12-20"}
INGEST = """mutation Ingest($input: IngestInput!) { ingest(input: $input) {
  repeated author documentId
  changes { documentsNew statementsAdded nodesCreated edgesCreated }
  document { id title text statements { totalCount } }
} }"""


@pytest.fixture(scope="module")
def service(driver: Driver, neo4j_address: Address) -> Iterator[Client]:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    Store(driver, neo4j_address.database, discover()).prepare()
    with Client(make_app(neo4j_address, ApiSettings())) as client:
        yield client


def ingest(service: Client, **given: Any) -> dict[str, Any]:
    found = service.data(INGEST, {"input": {"text": TEXT, **ABOUT, **given}})["ingest"]
    assert isinstance(found, dict)
    return found


def count(service: Client) -> dict[str, Any]:
    return service.data("{ flights { totalCount } entities { totalCount } statements { totalCount } }")


def test_an_article_is_read_answered_taken_back_and_read_again(service: Client) -> None:
    before = count(service)
    first = ingest(service, key="one")
    changes, document = first["changes"], first["document"]
    assert first["author"] == "local" and not first["repeated"] and document["id"] == first["documentId"]
    assert changes["documentsNew"] >= 1 and changes["nodesCreated"] > 5 and changes["edgesCreated"] > 5
    assert document["text"] == TEXT and 0 < document["statements"]["totalCount"] <= changes["statementsAdded"]
    whole = count(service)
    assert whole["flights"]["totalCount"] > 0

    counted = service.send("GET", "/metrics").text
    assert 'contrail_ingest_articles_total{code="OK"} 1.0' in counted
    assert 'contrail_writes_total{action="ingest",code="OK"} 1.0' in counted
    (claims,) = re.findall(r"^contrail_ingest_claims_total (.+)$", counted, re.MULTILINE)
    assert float(claims) >= changes["statementsAdded"]

    # The same key answers the same; another key, or none, finds nothing to change.
    assert ingest(service, key="one") == first | {"repeated": True}
    again = ingest(service)
    assert again["changes"] == dict.fromkeys(again["changes"], 0) and not again["repeated"]
    code, message = service.refused(INGEST, {"input": {"text": TEXT, "key": "one"}})
    assert code == "KNOWN" and "another write was made with this key" in message

    # Other metadata is refused until `replace` is said.
    renamed = {"input": {"text": TEXT, **ABOUT, "title": "Another title"}}
    body = service.answer(INGEST, renamed)
    assert body["data"] == {"ingest": None}
    (error,) = body["errors"]
    assert error["path"] == ["ingest"] and error["extensions"]["code"] == "KNOWN"
    assert "`replace`" in error["extensions"]["hint"] and count(service) == whole
    renamed["input"]["replace"] = True  # type: ignore[assignment]
    assert service.data(INGEST, renamed)["ingest"]["document"]["title"] == "Another title"

    retract = "mutation ($id: ID!) { retract(input: {document: $id}) { changes { statementsClosed } document { id } } }"
    gone = service.data(retract, {"id": first["documentId"]})["retract"]
    assert gone["document"] is None and gone["changes"]["statementsClosed"] >= changes["statementsAdded"]
    assert count(service) == before
    assert service.data(retract, {"id": first["documentId"]})["retract"]["changes"]["statementsClosed"] == 0
    assert service.refused(retract, {"id": "Document:nothing"})[0] == "NOT_FOUND"


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"text": "Le ministère de la Défense a annoncé que deux avions de transport sont arrivés hier matin. " * 3},
         "BAD_INPUT", "only English is read"),
        ({"text": " \n "}, "BAD_INPUT", "is empty"),
        ({"text": "word " * 40_001}, "LIMIT", "200000 is the limit"),
        ({"published": "yesterday"}, "BAD_INPUT", "is not a date"),
        ({"url": "ftp://not a url"}, "BAD_INPUT", "url"),
        ({"key": ""}, "BAD_INPUT", "`key` is empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_nothing_is_written(
    service: Client, given: dict[str, Any], code: str, words: str
) -> None:
    before = count(service)
    found, message = service.refused(INGEST, {"input": {"text": TEXT, **ABOUT, **given}})
    assert found == code and words in message
    assert count(service) == before


def test_get_never_writes(service: Client) -> None:
    before = count(service)
    query = 'mutation { ingest(input: {text: "Two Il-76 flew from Minsk to Tripoli."}) { documentId } }'
    refused = service.send("GET", "/graphql", params={"query": query})
    assert refused.status_code >= 400 and "by POST" in refused.json()["errors"][0]["extensions"]["hint"]
    assert count(service) == before


def test_the_process_that_reads_takes_the_processor_last(service: Client) -> None:
    ingest(service)
    (reading,) = (one for one in psutil.Process().children() if "spawn_main" in " ".join(one.cmdline()))
    assert reading.nice() == min(psutil.Process().nice() + 10, 19)
    if sys.platform == "linux":
        assert os.getsid(reading.pid) == reading.pid
        group = Path(f"/proc/{reading.pid}/autogroup")
        assert not group.exists() or group.read_text("ascii").endswith(" nice 10\n")
