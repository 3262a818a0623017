"""Numbers for Prometheus: what is counted, who may read it, and that no label is a client's."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from api.app import create_app
from api.limits import Limits
from api.settings import ApiSettings
from api.who import Role
from graph.reader import GraphReader
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import NOWHERE
from tests.keyed import keyed

ELSEWHERE = ("192.0.2.7", 4711)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def app(ontology: Ontology, folder: Path) -> Starlette:
    settings = ApiSettings(keys=folder / "keys.json", loopback="admin", limits=replace(Limits(), body=10_000))
    return create_app(ontology, GraphReader(NOWHERE, ontology), settings)


@pytest.fixture
def service(app: Starlette) -> Iterator[Client]:
    with Client(app) as client:
        yield client


def numbers(client: Client) -> dict[str, float]:
    """Every number, by name and labels."""
    page = client.send("GET", "/metrics")
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/plain")
    return {
        sample.name + "".join(f" {name}={value}" for name, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(page.text)
        for sample in family.samples
        if not sample.name.endswith(("_bucket", "_created"))
    }


def risen(client: Client, *requests: str) -> dict[str, float]:
    """By how much which numbers of ours rise over some operations."""
    before = numbers(client)
    for query in requests:
        client.post(query)
    return {
        name: value - before.get(name, 0)
        for name, value in numbers(client).items()
        if name.startswith("contrail_") and value != before.get(name, 0) and "_seconds_sum" not in name
    }


def test_operations_are_counted_by_kind_and_code(service: Client) -> None:
    assert risen(service, "{ __typename }", "{ __typename }", "{ nope }", "{ flights { totalCount } }") == {
        "contrail_requests_total code=OK kind=query": 2,
        "contrail_requests_total code=VALIDATION kind=unknown": 1,
        "contrail_requests_total code=UNAVAILABLE kind=query": 1,
        "contrail_request_seconds_count kind=query": 3,
        "contrail_documents_total kept=no": 3,
        "contrail_documents_total kept=yes": 1,
        # These four, and the first reading of the metrics.
        "contrail_http_responses_total status=200": 5,
    }


def test_what_limits_refuse_is_counted_by_limit(service: Client) -> None:
    found = risen(service, "{" + "__typename " * 31 + "}", "{ flights(first: 1001) { totalCount } }", "#" * 20_000)
    limits = {name: value for name, value in found.items() if name.startswith("contrail_limits")}
    assert limits == {
        "contrail_limits_hit_total limit=roots": 1,
        "contrail_limits_hit_total limit=page": 1,
        "contrail_limits_hit_total limit=body": 1,
    }
    assert found["contrail_http_responses_total status=413"] == 1
    assert found["contrail_requests_total code=LIMIT kind=unknown"] == 1
    assert found["contrail_requests_total code=LIMIT kind=query"] == 1


def test_writes_are_counted_by_what_became_of_them(service: Client) -> None:
    found = risen(service, 'mutation { a: retract(input: {document: "Document:none"}) { documentId } }')
    assert found["contrail_writes_total action=retract code=FORBIDDEN"] == 1
    assert found["contrail_requests_total code=FORBIDDEN kind=mutation"] == 1


def test_no_label_is_a_clients(service: Client) -> None:
    service.answer("query Secret7 { hidden7: __typename }", operationName="Secret7")
    service.answer("query A { __typename }", operationName="Hidden7")
    service.answer("{ hidden7 }")
    service.send("GET", "/hidden7", headers={"x-request-id": "hidden7"})
    page = service.send("GET", "/metrics").text
    assert not re.search("hidden7|secret7", page, re.IGNORECASE)
    words = {value for values in re.findall(r"\{(.*?)\}", page) for value in re.findall(r'="(.*?)"', values)}
    assert len(words) < 100


def test_only_this_machine_and_admins_read_them(app: Starlette, folder: Path) -> None:
    shown = {role: {"authorization": f"Bearer {keyed(folder, role, role.word)[1]}"} for role in Role}
    with Client(app, client=ELSEWHERE) as client:
        found = {role: client.send("GET", "/metrics", headers=headers) for role, headers in shown.items()}
        assert {role: answer.status_code for role, answer in found.items()} == {
            Role.READER: 403, Role.EDITOR: 403, Role.ADMIN: 200,
        }  # fmt: skip
        told = found[Role.READER].json()["errors"][0]["extensions"]
        assert (told["code"], told["need"], told["role"]) == ("FORBIDDEN", "ADMIN", "READER")
        assert client.send("GET", "/metrics").status_code == 401
    with Client(app) as client:
        assert client.send("GET", "/metrics").status_code == 200
        assert client.send("GET", "/metrics", headers={"x-forwarded-for": "127.0.0.1"}).status_code == 401
