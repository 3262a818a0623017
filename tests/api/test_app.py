"""An Ontology, a graph and settings -> the service, where no database is needed or none answers."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace

import pytest

from api.app import create_app
from api.limits import Limits
from api.settings import ApiSettings
from graph.ask import Allowance, Answer
from graph.compile import Compiled
from graph.errors import TimeLimitError
from graph.reader import GraphReader
from schema.ontology import Ontology
from schema.values.value import Json
from tests.api.client import Client
from tests.api.conftest import NOWHERE
from tests.conftest import REPOSITORY
from tests.keyed import keyed

JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def service(ontology: Ontology) -> Iterator[Client]:
    limits = replace(Limits(), body=10_000)
    app = create_app(
        ontology, GraphReader(NOWHERE, ontology), ApiSettings(limits=limits, hosts=frozenset({"graph.example"}))
    )
    with Client(app) as client:
        yield client


@pytest.fixture(scope="module")
def production(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    keys, key = keyed(tmp_path_factory.mktemp("keys"))
    settings = ApiSettings(production=True, keys=keys, explorer=REPOSITORY / "explorer" / "dist")
    app = create_app(ontology, GraphReader(NOWHERE, ontology), settings)
    with Client(app, {"authorization": f"Bearer {key}"}) as client:
        yield client


# --- health ---


def test_it_lives_without_a_database_but_is_not_ready(service: Client) -> None:
    assert service.send("GET", "/health/live").json() == {"live": True}
    ready = service.send("GET", "/health/ready")
    assert ready.status_code == 503
    assert ready.json() == {"ready": False, "reason": "the database does not answer"}


def test_a_question_without_a_database_is_told_so(service: Client) -> None:
    answer = service.post("{ flights { totalCount } }")
    assert answer.status_code == 200
    assert answer.json()["data"] is None
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "UNAVAILABLE"
    assert error["extensions"]["requestId"] == answer.headers["x-request-id"]
    assert "bolt" not in answer.text


def test_the_schema_needs_no_database(service: Client) -> None:
    assert service.data("{ __typename }") == {"__typename": "Query"}
    assert service.data("query ($n: String!) { t: __type(name: $n) { name } }", {"n": "Base"}) == {
        "t": {"name": "Base"}
    }
    assert service.data("{ __schema { queryType { name } } }") == {"__schema": {"queryType": {"name": "Query"}}}
    assert service.data("{ __schema { queryType { name } } }") == {"__schema": {"queryType": {"name": "Query"}}}


# --- who may ask ---


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:80", "[::1]:8000", "127.8.9.1", "GRAPH.example:1"]
)
def test_loopback_and_configured_hosts_are_answered(service: Client, host: str) -> None:
    assert service.send("GET", "/health/live", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"]
)
@pytest.mark.parametrize("path", ["/graphql", "/health/live", "/"])
def test_other_hosts_are_refused(service: Client, host: str, path: str) -> None:
    answer = service.send("GET", path, headers={"host": host})
    assert answer.status_code == 421
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_INPUT"


def test_every_answer_has_an_id_and_keeps_one_that_is_brought(service: Client) -> None:
    one, two = (service.send("GET", "/health/live").headers["x-request-id"] for _ in range(2))
    assert one != two
    assert one != two and one.isalpha(), "digits in an id could be read as a status code"
    brought = service.send("GET", "/health/live", headers={"x-request-id": "trace-7"})
    assert brought.headers["x-request-id"] == "trace-7"
    forged = service.send("GET", "/health/live", headers={"x-request-id": "a b\tc" * 50})
    assert forged.headers["x-request-id"] != "a b\tc" * 50


# --- bodies ---


def test_a_body_that_is_too_large_is_refused(service: Client) -> None:
    answer = service.send("POST", "/graphql", content=b"x" * 10_001, headers=JSON)
    assert answer.status_code == 413
    assert "10000 bytes" in answer.json()["errors"][0]["message"]
    assert answer.json()["errors"][0]["extensions"]["code"] == "LIMIT"


def test_a_body_in_parts_is_counted_too(service: Client) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield b"x" * 1000

    assert service.send("POST", "/graphql", content=parts(), headers=JSON).status_code == 413


def test_a_compressed_body_is_refused(service: Client) -> None:
    packed = gzip.compress(b'{"query": "{ __typename }"}')
    answer = service.send("POST", "/graphql", content=packed, headers={**JSON, "content-encoding": "gzip"})
    assert answer.status_code == 415


def test_a_body_that_does_not_arrive_is_given_up(ontology: Ontology) -> None:
    async def never() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(60)

    settings = ApiSettings(limits=replace(Limits(), body_seconds=0.05))
    with Client(create_app(ontology, GraphReader(NOWHERE, ontology), settings)) as client:
        assert client.send("POST", "/graphql", content=never(), headers=JSON).status_code == 408


# --- refusals ---


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ flights", "SYNTAX"),
        ("{ nope }", "VALIDATION"),
        ("{ flights(first: 1001) { totalCount } }", "LIMIT"),
        ("{ flights(first: -1) { totalCount } }", "BAD_INPUT"),
        ("{ bases(where: {name: {eq: null}}) { totalCount } }", "BAD_INPUT"),
        ('{ flights(after: "x") { totalCount } }', "BAD_INPUT"),
        ("{" + "__typename " * 31 + "}", "LIMIT"),
        ("query A { __typename } query B { __typename }", "BAD_INPUT"),
    ],
)
def test_refusals_come_before_the_database(service: Client, query: str, code: str) -> None:
    assert service.refused(query)[0] == code


def test_wrong_variables_and_names(service: Client) -> None:
    query = "query A($n: Int!) { flights(first: $n) { totalCount } }"
    assert service.refused(query, {"n": "x"})[0] == "BAD_INPUT"
    assert service.refused(query, {})[0] == "BAD_INPUT"
    assert service.refused(query, {"n": 1}, operationName="B") == (
        "BAD_INPUT",
        "The document has no operation of the name given.",
    )


class Broken(GraphReader):
    """A reader with a mistake in it."""

    async def ask(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> Answer:
        raise RuntimeError("bolt://neo4j:password@10.0.0.7 said no")


def test_what_goes_wrong_inside_is_masked(ontology: Ontology, caplog: pytest.LogCaptureFixture) -> None:
    with Client(create_app(ontology, Broken(NOWHERE, ontology), ApiSettings())) as client:
        answer = client.post("{ flights { totalCount } }")
    (error,) = answer.json()["errors"]
    assert answer.json()["data"] is None
    assert error["message"] == "Something went wrong here."
    assert error["extensions"]["code"] == "INTERNAL"
    assert "10.0.0.7" in caplog.text and "10.0.0.7" not in answer.text
    assert error["extensions"]["requestId"] in caplog.text


class Hurried(GraphReader):
    """A reader that has no time at all."""

    async def ask(self, compiled: Compiled, variables: Mapping[str, Json], allowed: Allowance) -> Answer:
        raise TimeLimitError.after(allowed.seconds, allowed.seconds)


def test_a_question_may_take_no_longer_than_allowed(ontology: Ontology) -> None:
    settings = ApiSettings(limits=replace(Limits(), seconds=0.25))
    with Client(create_app(ontology, Hurried(NOWHERE, ontology), settings)) as client:
        refused = client.refused("{ flights { totalCount } }")
    assert refused == ("TIMEOUT", "the question took longer than 0.25 s")


def test_what_is_not_there(service: Client) -> None:
    answer = service.send("GET", "/nowhere")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_INPUT"


# --- production ---


def test_production_hides_the_schema(production: Client) -> None:
    assert "introspection" in str(production.answer("{ __schema { queryType { name } } }"))
    assert "Did you mean" not in str(production.answer("{ flightz { totalCount } }"))


def test_production_serves_no_tools_but_tells_its_health(production: Client) -> None:
    assert production.send("GET", "/graphiql").status_code == 404
    assert production.send("GET", "/static/graphiql/graphiql.min.js").status_code == 404
    assert production.send("GET", "/health/live").status_code == 200
    page = production.send("GET", "/")
    assert page.status_code == 200 and "graphiql" not in page.text.lower()
