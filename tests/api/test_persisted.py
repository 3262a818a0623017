"""Hashes in place of documents: Apollo's protocol, and documents that are listed and nothing else."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.errors import ApiError, BadInputError, ForbiddenError, PersistedError, SettingsError
from api.persisted import Persisted, read_operations
from api.settings import ApiSettings
from graph.reader import GraphReader
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import NOWHERE
from tests.keyed import keyed

QUERY = 'query Type($of: String = "Base") { __type(name: $of) { name } }'


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def named(text: str, **more: Any) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": digest(text)} | more}


def sent(client: Client, body: dict[str, Any], accept: str = "application/json") -> tuple[int, Any]:
    answer = client.send("POST", "/graphql", json=body, headers={"accept": accept})
    return answer.status_code, answer.json()


def code(answer: Any) -> str:
    (error,) = answer["errors"]
    assert error["extensions"]["hint"] and error["extensions"]["requestId"]
    return str(error["extensions"]["code"])


def test_a_hash_is_known_once_it_came_with_its_document(alone: Client) -> None:
    status, answer = sent(alone, {"extensions": named(QUERY)})
    assert (status, answer["errors"][0]["message"], code(answer)) == (
        200, "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND",
    )  # fmt: skip
    assert sent(alone, {"extensions": named(QUERY)}, "application/graphql-response+json")[0] == 400
    assert sent(alone, {"query": QUERY, "extensions": named(QUERY)})[1] == {"data": {"__type": {"name": "Base"}}}
    body = {"extensions": named(QUERY), "variables": {"of": "Flight"}}
    assert sent(alone, body)[1] == {"data": {"__type": {"name": "Flight"}}}
    parameters = {"extensions": json.dumps(named(QUERY)), "variables": '{"of": "Actor"}'}
    got = alone.send("GET", "/graphql", params=parameters)
    assert got.json() == {"data": {"__type": {"name": "Actor"}}}


@pytest.mark.parametrize(
    "extensions",
    [
        {"persistedQuery": 1},
        {"persistedQuery": {"version": 2, "sha256Hash": digest(QUERY)}},
        {"persistedQuery": {"version": True, "sha256Hash": digest(QUERY)}},
        {"persistedQuery": {"version": 1, "sha256Hash": "x"}},
        {"persistedQuery": {"version": 1, "sha256Hash": ["x"]}},
        named("another"),
    ],
)
def test_a_hash_that_is_none_or_of_another_document_is_refused(alone: Client, extensions: dict[str, Any]) -> None:
    assert code(sent(alone, {"query": QUERY, "extensions": extensions})[1]) == "BAD_INPUT"


def test_what_names_no_document_is_refused_as_before(alone: Client) -> None:
    bodies: tuple[dict[str, Any], ...] = (
        {}, {"extensions": {}}, {"query": ""}, {"query": 1, "extensions": named(QUERY)},
    )  # fmt: skip
    for body in bodies:
        status, answer = sent(alone, body)
        assert status == 400 and code(answer) == "BAD_INPUT"


def test_what_is_kept_is_bounded_and_the_oldest_goes_first() -> None:
    persisted = Persisted(None, longest=50_000)
    texts = [f"{{ a{number} }}" for number in range(1001)]
    for text in texts:
        persisted.document(text, named(text))
    assert persisted.document(None, named(texts[1])) == texts[1]
    with pytest.raises(PersistedError):
        persisted.document(None, named(texts[0]))
    large = [f"{number}" * 50_000 for number in range(9)]
    for text in large * 20:
        persisted.document(text, named(text))
    long = "x" * 50_001
    assert persisted.document(long, named(long)) == long
    with pytest.raises(PersistedError):
        persisted.document(None, named(long))
    many = [f"{number:050000}" for number in range(120)]
    for text in many:
        persisted.document(text, named(text))
    kept = 0
    for text in many:
        try:
            kept += persisted.document(None, named(text)) == text
        except PersistedError:
            continue
    assert kept == 100


@pytest.fixture(scope="module")
def listed(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A service in production that answers one document."""
    keys, key = keyed(tmp_path_factory.mktemp("keys"))
    settings = ApiSettings(production=True, keys=keys, operations={digest("{ __typename }"): "{ __typename }"})
    with Client(
        create_app(ontology, GraphReader(NOWHERE, ontology), settings), {"authorization": f"Bearer {key}"}
    ) as it:
        yield it


def test_only_listed_documents_are_answered(listed: Client) -> None:
    assert sent(listed, {"extensions": named("{ __typename }")})[1] == {"data": {"__typename": "Query"}}
    assert sent(listed, {"query": "{ __typename }"})[1] == {"data": {"__typename": "Query"}}
    for body in (
        {"query": "{  __typename }"},
        {"query": "{ bases { totalCount } }"},
        {"extensions": named("{ bases { totalCount } }")},
        {"query": "{ bases { totalCount } }", "extensions": named("{ bases { totalCount } }")},
        {"query": "{ bases { totalCount } }", "extensions": named("{ __typename }")},
    ):
        assert code(sent(listed, body)[1]) == "FORBIDDEN"
    stream = listed.send(
        "POST", "/graphql", json={"query": "{ bases { totalCount } }"}, headers={"accept": "text/event-stream"}
    )
    assert "FORBIDDEN" in stream.text


@pytest.mark.parametrize(
    "content",
    [
        {"abc": "{ a }"},
        {"format": "apollo-persisted-query-manifest", "version": 1,
         "operations": [{"id": "abc", "body": "{ a }", "name": "A", "type": "query"}]},
    ],
)  # fmt: skip
def test_documents_are_read_as_tools_write_them(tmp_path: Path, content: Any) -> None:
    path = tmp_path / "operations.json"
    path.write_text(json.dumps(content))
    assert read_operations(path) == {"abc": "{ a }"}


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"a": 1}', '{"a": ""}', '{"operations": [{"id": "a"}]}', "{"])
def test_a_file_without_documents_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "operations.json"
    path.write_text(content)
    with pytest.raises(SettingsError, match="CONTRAIL_OPERATIONS_FILE"):
        read_operations(path)
    with pytest.raises(SettingsError, match="cannot be read"):
        read_operations(tmp_path / "none.json")


def test_each_refusal_says_what_to_do() -> None:
    assert all(issubclass(each, ApiError) for each in (PersistedError, ForbiddenError, BadInputError))
    assert PersistedError().hint.startswith("Send the document")
