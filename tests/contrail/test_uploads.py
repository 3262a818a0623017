"""Files that clients send, then have read: whose they are, how large, for how long; articles and tables, into Neo4j."""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from api.limits import Limits
from api.settings import ApiSettings
from contrail.application import make_app
from contrail.articles import SAMPLE
from contrail.mappings import FOLDER
from graph.connection import Address
from graph.store import Store
from schema.discover import discover
from tests.api.client import Client

pytestmark = pytest.mark.neo4j

TEXT = (SAMPLE / "airlift.txt").read_bytes()
INGEST = "mutation ($input: IngestInput!) { ingest(input: $input) { repeated author document { title text } } }"
LOAD = """mutation ($input: LoadInput!) { load(input: $input) {
  repeated author documentId changes { statementsAdded nodesCreated } document { title documentKind } } }"""
ROUTES = b"""Callsign,Code,Number,AirlineCode,AirportCodes
RFF101,RFF,101,RFF,UUDD-HLLB
RFF102,RFF,102,RFF,HLLB-UUDD
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data") / "uploads"


@pytest.fixture(scope="module")
def service(driver: Driver, neo4j_address: Address, folder: Path) -> Iterator[Client]:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    Store(driver, neo4j_address.database, discover()).prepare()
    limits = replace(Limits(), upload=100_000, uploads=3, upload_kept=1_000.0)
    with Client(make_app(neo4j_address, ApiSettings(limits=limits, uploads=folder))) as client:
        yield client


@pytest.fixture(autouse=True)
def nothing_waits(folder: Path) -> None:
    if folder.is_dir():
        for path in folder.iterdir():
            path.unlink()


def send(service: Client, name: str, content: bytes, kind: str = "application/octet-stream") -> dict[str, Any]:
    response = service.send("POST", f"/graphql/uploads?name={name}", content=content, headers={"content-type": kind})
    assert response.status_code == 201, response.text
    found = response.json()
    assert isinstance(found, dict)
    return found


def test_an_article_is_sent_and_read_and_then_forgotten(service: Client, folder: Path) -> None:
    sent = send(service, "airlift.md", TEXT, "text/markdown")
    assert (sent["name"], sent["bytes"]) == ("airlift.md", len(TEXT)) and len(sent["id"]) >= 32
    assert folder.stat().st_mode & 0o777 == 0o700 and not any(sent["id"] in path.name for path in folder.iterdir())
    found = service.data(INGEST, {"input": {"upload": sent["id"], "key": "k"}})["ingest"]
    assert found["author"] == "local" and found["document"]["text"] == TEXT.decode()
    assert list(folder.iterdir()) == []
    # With its key, what was done is told although the file is gone.
    assert service.data(INGEST, {"input": {"upload": sent["id"], "key": "k"}})["ingest"]["repeated"]
    assert service.refused(INGEST, {"input": {"upload": sent["id"]}})[0] == "BAD_INPUT"


def test_what_is_wrong_with_a_file_is_told_by_its_own_name(service: Client, folder: Path) -> None:
    sent = send(service, "broken.pdf", b"no pdf at all")
    code, message = service.refused(INGEST, {"input": {"upload": sent["id"]}})
    assert code == "BAD_INPUT" and message.startswith("broken.pdf") and str(folder) not in message
    # It can be tried again, or left to be forgotten.
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("given", [{}, {"text": "A", "upload": "b"}, {"upload": "../../etc/passwd"}, {"upload": ""}])
def test_references_are_ids_of_uploads_alone(service: Client, given: dict[str, str]) -> None:
    assert service.refused(INGEST, {"input": given})[0] == "BAD_INPUT"


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ""]
)
def test_pages_of_other_sites_cannot_send_files(service: Client, folder: Path, kind: str) -> None:
    url = "/graphql/uploads?name=a.txt"
    response = service.send("POST", url, content=b"A flew.", headers={"content-type": kind})
    assert response.status_code == 415
    assert not folder.is_dir() or not list(folder.iterdir())


def test_files_are_bounded_in_size_number_and_time(service: Client, folder: Path) -> None:
    kind = {"content-type": "application/octet-stream"}
    url = "/graphql/uploads?name=a.txt"
    large = service.send("POST", url, content=b"x" * 100_001, headers=kind)
    told = large.json()["errors"][0]["extensions"]
    assert (large.status_code, told["code"], told["limit"], told["allowed"]) == (413, "LIMIT", "upload", 100_000)
    assert told["value"] > told["allowed"]
    assert service.send("POST", url, content=b"", headers=kind).status_code == 400
    assert service.send("POST", "/graphql/uploads", content=b"x", headers=kind).status_code == 400
    assert list(folder.iterdir()) == []
    sent = [send(service, "a.txt", b"A flew.") for _ in range(3)]
    full = service.send("POST", url, content=b"x", headers=kind)
    told = full.json()["errors"][0]["extensions"]
    assert (full.status_code, told["limit"], told["allowed"], told["value"]) == (429, "uploads", 3, 4)
    assert {'contrail_limits_hit_total{limit="upload"} 1.0', 'contrail_limits_hit_total{limit="uploads"} 1.0'} <= {
        *service.send("GET", "/metrics").text.splitlines()
    }
    (about,) = [path for path in folder.glob("*.about") if "expires" in path.read_text() and _is(path, sent[0])]
    about.write_text(re.sub(r'"expires": [0-9.]+', '"expires": 1.0', about.read_text()))
    assert service.refused(INGEST, {"input": {"upload": sent[0]["id"]}})[0] == "BAD_INPUT"
    send(service, "b.txt", b"A flew.")
    # What was broken off leaves no note; it goes once it is old.
    stray = folder / "stray.txt"
    stray.write_bytes(b"x")
    os.utime(stray, (time.time() - 10_000,) * 2)
    for path in folder.glob("*.about"):
        path.unlink()
    send(service, "c.txt", b"A flew.")
    assert not stray.exists()


def _is(about: Path, sent: dict[str, Any]) -> bool:
    return about.stem == hashlib.sha256(sent["id"].encode()).hexdigest()


def test_what_others_sent_is_not_there(service: Client, folder: Path) -> None:
    sent = send(service, "a.txt", b"A flew.")
    (about,) = folder.glob("*.about")
    about.write_text(about.read_text().replace('"owner": "local"', '"owner": "eve"'))
    assert service.refused(INGEST, {"input": {"upload": sent["id"]}})[0] == "BAD_INPUT"


def test_a_table_is_sent_and_loaded_by_a_mapping_that_ships(service: Client, folder: Path) -> None:
    given = {
        "upload": send(service, "routes.csv", ROUTES, "text/csv")["id"],
        "mapping": "vrs_callsign_routes",
        "key": "t",
    }
    found = service.data(LOAD, {"input": given})["load"]
    assert found["author"] == "local" and found["changes"]["statementsAdded"] >= 2
    assert found["document"]["documentKind"] == "DATASET" and list(folder.iterdir()) == []
    assert service.data(LOAD, {"input": given})["load"] == found | {"repeated": True}


def test_a_table_is_loaded_by_a_mapping_of_ones_own(service: Client, folder: Path) -> None:
    own = (FOLDER / "vrs_callsign_routes.yaml").read_bytes()
    table = send(service, "routes.csv", ROUTES.replace(b"RFF10", b"RFF20"), "text/csv")["id"]
    mapping = send(service, "own.yaml", own, "application/yaml")["id"]
    given = {"upload": table, "mappingUpload": mapping}
    assert service.data(LOAD, {"input": given})["load"]["changes"]["statementsAdded"] >= 2

    table = send(service, "routes.csv", ROUTES, "text/csv")["id"]
    broken = send(service, "broken.yaml", b"nonsense: [", "application/yaml")["id"]
    code, message = service.refused(LOAD, {"input": {"upload": table, "mappingUpload": broken}})
    assert code == "BAD_INPUT" and "broken.yaml" in message and str(folder) not in message


@pytest.mark.parametrize(
    "given",
    [{}, {"mapping": "a", "mappingUpload": "b"}, {"mapping": "/etc/passwd"}, {"mapping": "../mappings/vrs_airlines"}],
)
def test_a_mapping_is_a_name_or_an_upload(service: Client, given: dict[str, str]) -> None:
    table = send(service, "routes.csv", ROUTES, "text/csv")["id"]
    assert service.refused(LOAD, {"input": {"upload": table, **given}})[0] == "BAD_INPUT"
