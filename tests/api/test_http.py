"""HTTP requests -> GraphQL operations, and their results -> responses."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from api.accept import GRAPHQL, JSON
from api.app import create_app
from api.http import Endpoint
from api.settings import ApiSettings
from graph.reader import GraphReader
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import NOWHERE


@pytest.fixture(scope="module")
def service(ontology: Ontology) -> Iterator[Client]:
    with Client(create_app(ontology, GraphReader(NOWHERE, ontology), ApiSettings())) as client:
        yield client


def post(client: Client, content: bytes, kind: str | None = JSON, accept: str = GRAPHQL) -> tuple[int, str, Any]:
    headers = {"accept": accept} | ({"content-type": kind} if kind else {})
    answer = client.send("POST", "/graphql", content=content, headers=headers)
    return answer.status_code, answer.headers["content-type"].partition(";")[0], answer.json()


TYPENAME = b'{"query": "{ __typename }"}'


@pytest.mark.parametrize(("accept", "kind"), [(GRAPHQL, GRAPHQL), (JSON, JSON), ("*/*", JSON)])
def test_the_answer_is_of_the_type_asked_for(service: Client, accept: str, kind: str) -> None:
    assert post(service, TYPENAME, accept=accept) == (200, kind, {"data": {"__typename": "Query"}})


def test_a_type_that_cannot_be_had_is_refused(service: Client) -> None:
    assert post(service, TYPENAME, accept="text/html")[0] == 406


@pytest.mark.parametrize("query", ["{", "{ nope }", "query A { __typename } query B { __typename }"])
def test_a_refused_request_has_no_data_and_the_status_that_its_type_asks_for(service: Client, query: str) -> None:
    body = json.dumps({"query": query}).encode()
    status, _, answer = post(service, body)
    assert status == 400
    assert list(answer) == ["errors"]
    status, _, answer = post(service, body, accept=JSON)
    assert status == 200
    assert list(answer) == ["errors"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"null", b"1", b'"x"', b"[]", b"{}", b"{", b'{"query": 1}', b'{"query": ""}', b'{"query": null}',
        b"[" + TYPENAME + b"]",
        b'{"query": "{ __typename }", "variables": []}', b'{"query": "{ __typename }", "variables": "x"}',
        b'{"query": "{ __typename }", "operationName": 1}', b'{"query": "{ __typename }", "extensions": 1}',
        b'{"query": "{ __typename }", "variables": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"query": "\xff"}', b'{"query": "{ __typename }", "variables": {"x": NaN}}',
        b'{"query": "{ __typename }", "variables": {"x": "\\ud800"}}',
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused_in_the_same_form(service: Client, content: bytes) -> None:
    status, _, answer = post(service, content)
    assert status == 400
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "BAD_INPUT"
    assert error["extensions"]["hint"]


@pytest.mark.parametrize(
    "kind",
    [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx",
     "application/json; charset=utf-16"],
)  # fmt: skip
def test_a_page_elsewhere_cannot_post_without_asking_first(service: Client, kind: str | None) -> None:
    assert post(service, TYPENAME, kind)[0] == 415


def test_json_in_utf_8_may_say_so(service: Client) -> None:
    assert post(service, TYPENAME, "application/json; charset=UTF-8")[0] == 200


def test_queries_may_be_got(service: Client) -> None:
    params = {"query": "query ($n: String!) { __type(name: $n) { name } }", "variables": '{"n": "Base"}'}
    answer = service.send("GET", "/graphql", params=params)
    assert answer.json() == {"data": {"__type": {"name": "Base"}}}
    assert service.send("GET", "/graphql", params={"query": "{ __typename }", "variables": "{"}).status_code == 400
    assert service.send("GET", "/graphql").status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_not_known(service: Client, method: str) -> None:
    answer = service.send(method, "/graphql", content=TYPENAME, headers={"content-type": JSON})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST"


def test_large_integers_are_no_crash(service: Client) -> None:
    content = (
        b'{"query": "query ($n: Int) { flights(first: $n) { totalCount } }", "variables": {"n": ' + b"9" * 5000 + b"}}"
    )
    status, _, answer = post(service, content, accept=JSON)
    assert status in {200, 400}
    assert answer["errors"][0]["extensions"]["code"] == "BAD_INPUT"


def test_an_answer_may_be_streamed(service: Client) -> None:
    headers = {"accept": "text/event-stream"}
    answer = service.send("POST", "/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [line.partition(": ")[2] for line in answer.text.splitlines() if line.startswith("data: ")]
    assert json.loads(events[0]) == {"data": {"__typename": "Query"}}
    refused = service.send("POST", "/graphql", json={"query": "{ nope }"}, headers=headers)
    assert '"code":"VALIDATION"' in refused.text
    limited = service.send("POST", "/graphql", json={"query": "{" + "__typename " * 31 + "}"}, headers=headers)
    assert '"code":"LIMIT"' in limited.text


def test_a_client_that_takes_plain_answers_too_gets_one(service: Client) -> None:
    accept = "application/graphql-response+json, application/json, text/event-stream, multipart/mixed"
    answer = service.send("POST", "/graphql", json={"query": "{ __typename }"}, headers={"accept": accept})
    assert answer.json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize("accept", [GRAPHQL, JSON, "*/*", "text/event-stream", "text/html"])
@pytest.mark.parametrize(
    "sent",
    [
        {"query": "{ __typename }"},
        {"query": "{ __type(name: \"Base\") { name } }"},
        {"query": "query A { __typename } query B { a: __typename }", "operationName": "B"},
        {"query": "query A { __typename } query B { __typename }"},
        {"query": "query ($n: Int!) { bases(first: $n) { totalCount } }", "variables": {"n": "x"}},
        {"query": "{ bases(first: 2000) { totalCount } }"},
        {"query": "{ bases { totalCount } }"},
        {"query": "{ nope }"},
        {"query": "{"},
        {"query": ""},
        {"query": "{ __typename }", "extensions": {"explain": 1}},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}},
        {"query": "subscription { __typename }"},
        [],
    ],
)  # fmt: skip
def test_a_query_is_answered_as_strawberry_would_have_it(
    service: Client, monkeypatch: pytest.MonkeyPatch, accept: str, sent: Any
) -> None:
    def answers() -> list[tuple[int, dict[str, str], bytes]]:
        headers = {"accept": accept, "x-request-id": "same"}
        params = {key: value if isinstance(value, str) else json.dumps(value) for key, value in dict(sent).items()}
        both = (
            service.send("POST", "/graphql", json=sent, headers=headers),
            service.send("GET", "/graphql", params=params, headers=headers),
        )
        return [(each.status_code, dict(each.headers), each.content) for each in both]

    straight = answers()

    async def nothing(*_: object) -> None:
        return None

    monkeypatch.setattr(Endpoint, "_query", nothing)
    assert straight == answers()
