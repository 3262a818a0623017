"""Pages of other origins may ask where they are listed, and nowhere else."""

from collections.abc import Iterator

import pytest

from api.app import create_app
from api.errors import SettingsError
from api.settings import ApiSettings
from graph.reader import GraphReader
from schema.ontology import Ontology
from tests.api.client import Client
from tests.api.conftest import NOWHERE

FRIEND, STRANGER = "https://map.example.org", "https://evil.example"


@pytest.fixture(scope="module")
def service(ontology: Ontology) -> Iterator[Client]:
    settings = ApiSettings(origins=frozenset({FRIEND}), loopback="none")
    with Client(create_app(ontology, GraphReader(NOWHERE, ontology), settings)) as client:
        yield client


def preflight(client: Client, origin: str) -> dict[str, str]:
    wanted = {"access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type"}
    return dict(client.send("OPTIONS", "/graphql", headers={"origin": origin} | wanted).headers)


def test_a_listed_origin_may_ask(service: Client) -> None:
    told = preflight(service, FRIEND)
    assert told["access-control-allow-origin"] == FRIEND
    assert "authorization" in told["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in told
    answer = service.send("POST", "/graphql", json={"query": "{ __typename }"}, headers={"origin": FRIEND})
    assert answer.status_code == 401 and answer.headers["access-control-allow-origin"] == FRIEND


@pytest.mark.parametrize("origin", [STRANGER, "null", "https://map.example.org.evil.example", "http://map.example.org"])
def test_no_other_may(service: Client, origin: str) -> None:
    assert "access-control-allow-origin" not in preflight(service, origin)
    answer = service.send("POST", "/graphql", json={"query": "{ __typename }"}, headers={"origin": origin})
    assert "access-control-allow-origin" not in answer.headers


def test_nobody_may_where_none_is_listed(alone: Client) -> None:
    for origin in (FRIEND, STRANGER):
        assert "access-control-allow-origin" not in preflight(alone, origin)


@pytest.mark.parametrize("origin", ["*", "map.example.org", "https://map.example.org/", "https://a b", "null"])
def test_what_is_no_origin_is_refused(origin: str) -> None:
    with pytest.raises(SettingsError, match="CONTRAIL_ORIGINS="):
        ApiSettings(origins=frozenset({origin}))


def test_answers_and_pages_have_a_policy(service: Client) -> None:
    live, page = (
        service.send("GET", path).headers["content-security-policy"] for path in ("/health/live", "/graphiql")
    )
    assert live == "default-src 'none'; frame-ancestors 'none'"
    assert "script-src 'self'" in page
