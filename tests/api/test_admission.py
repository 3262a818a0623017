"""Who is let in, from where, with which key, and what each may do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.keys import Keys
from api.settings import ApiSettings
from api.who import Role
from graph.reader import GraphReader
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import NOWHERE
from tests.keyed import keyed

ELSEWHERE = ("192.0.2.7", 4711)
WRITE = 'mutation { retract(input: {document: "Document:none"}) { documentId } }'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def app(ontology: Ontology, folder: Path) -> Starlette:
    return create_app(ontology, GraphReader(NOWHERE, ontology), ApiSettings(keys=folder / "keys.json"))


@pytest.fixture
def path(folder: Path) -> Path:
    """The file of keys, which is not there yet."""
    (folder / "keys.json").unlink(missing_ok=True)
    return folder / "keys.json"


@pytest.fixture
def service(app: Starlette, path: Path) -> Iterator[Client]:
    with Client(app) as client:
        yield client


def asked(client: Client, key: str | None = None, query: str = "{ __typename }", **headers: str) -> tuple[int, Any]:
    named = {"authorization": f"Bearer {key}"} if key is not None else {}
    answer = client.send("POST", "/graphql", json={"query": query}, headers=named | headers)
    errors = answer.json().get("errors")
    return answer.status_code, errors[0]["extensions"] if errors else answer.json()["data"]


def test_without_keys_ones_own_machine_may_do_everything_and_nobody_else_anything(
    service: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(service)[0] == 200
    status, told = asked(service, query=WRITE)
    # There is nothing to write to here; a reader would be told so before.
    assert (status, told["code"]) == (200, "FORBIDDEN") and "need" not in told
    for passed_on in ("x-forwarded-for", "forwarded", "via", "x-real-ip"):
        status, told = asked(service, **{passed_on: "127.0.0.1"})
        assert (status, told["code"]) == (401, "UNAUTHENTICATED")
        assert "contrail keys create" in told["hint"]


@pytest.mark.parametrize("client", [ELSEWHERE, ("::ffff:192.0.2.7", 1), ("2001:db8::1", 1)])
def test_other_addresses_need_a_key(app: Starlette, path: Path, client: tuple[str, int]) -> None:
    with Client(app, client=client) as stranger:
        status, told = asked(stranger)
        assert status == 401 and "contrail keys create" in told["hint"]
        _, key = keyed(path.parent, Role.READER)
        status, told = asked(stranger)
        assert status == 401 and told["hint"] == "Send the header `Authorization: Bearer` with a key."
        assert asked(stranger, key) == (200, {"__typename": "Query"})


def test_once_there_are_keys_everybody_needs_one(service: Client, path: Path) -> None:
    _, key = keyed(path.parent, Role.READER)
    assert asked(service)[0] == 401
    assert asked(service, key)[0] == 200
    for wrong in ("", "wrong", key + "x", key[:-1]):
        status, told = asked(service, wrong)
        assert (status, told["code"]) == (401, "UNAUTHENTICATED")
    answer = service.send(
        "POST", "/graphql", json={"query": "{ __typename }"}, headers={"authorization": f"Basic {key}"}
    )
    assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
    Keys(path).revoke("tester")
    assert asked(service, key)[0] == 401
    assert asked(service)[0] == 200, "the last key is gone"


@pytest.mark.parametrize(
    ("loopback", "reads", "writes"), [("none", 401, 401), ("reader", 200, 200), ("editor", 200, 200)]
)
def test_what_ones_own_machine_may_do_is_a_setting(
    ontology: Ontology, path: Path, loopback: str, reads: int, writes: int
) -> None:
    settings = ApiSettings(production=True, keys=path, loopback=loopback)
    keyed(path.parent)
    with Client(create_app(ontology, GraphReader(NOWHERE, ontology), settings)) as client:
        assert asked(client)[0] == reads
        status, told = asked(client, query=WRITE)
        assert status == writes and ("need" in told) == (loopback == "reader")


def test_a_reader_may_not_write(service: Client, path: Path) -> None:
    _, reader = keyed(path.parent, Role.READER, "reader")
    status, told = asked(service, reader, WRITE)
    assert status == 200
    assert (told["code"], told["need"], told["role"]) == ("FORBIDDEN", "EDITOR", "READER")
    for role in (Role.EDITOR, Role.ADMIN):
        _, key = keyed(path.parent, role, role.word)
        assert "need" not in asked(service, key, WRITE)[1]


def test_keys_that_cannot_be_read_let_nobody_in(service: Client, path: Path, caplog: pytest.LogCaptureFixture) -> None:
    _, key = keyed(path.parent)
    path.write_text("{")
    for shown in (None, key):
        status, told = asked(service, shown)
        assert (status, told["code"]) == (503, "UNAVAILABLE")
    assert "keys.json" in caplog.text and str(path) not in str(told)


def test_pages_and_health_need_no_key(service: Client, path: Path) -> None:
    keyed(path.parent)
    found: list[httpx.Response] = [service.send("GET", page) for page in ("/health/live", "/graphiql")]
    assert [answer.status_code for answer in found] == [200, 200]
