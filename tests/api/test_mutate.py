"""Changes by hand over GraphQL, written to a real Neo4j: made whole or not at all, once, with author and source."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from api.app import create_app
from api.settings import ApiSettings
from api.who import Role
from graph.audit import read_audit
from graph.connection import Address
from graph.reader import GraphReader
from graph.store import Store
from graph.writer import GraphWriter
from schema.ontology import Ontology
from tests.api.client import Client
from tests.keyed import keyed

pytestmark = pytest.mark.neo4j

SOURCE = {"statement": "Seen by the author from the road.", "title": "Notes", "published": "2024-12-20"}
WRITE = """mutation ($input: WriteInput!) { write(input: $input) {
  __typename repeated documentId changes { nodesCreated nodesChanged edgesCreated edgesChanged statementsAdded }
  nodes { __typename id ... on Flight { count { low high text } origin { edges { disputed node { name } } } } }
  document { documentKind title publisher { name } statements { nodes { text saidBy { nodes { name } } } } }
} }"""
RETRACT = "mutation ($id: ID!) { retract(input: {document: $id}) { changes { statementsClosed } } }"
EVERYTHING = "{ entities { totalCount nodes { id label } } statements { totalCount } documents { totalCount } }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def running(ontology: Ontology, neo4j_address: Address, folder: Path) -> Iterator[Client]:
    reader, writer = GraphReader(neo4j_address, ontology), GraphWriter(neo4j_address, ontology)
    settings = ApiSettings(keys=folder / "keys.json", loopback="admin")
    with Client(create_app(ontology, reader, settings, writer)) as client:
        yield client


@pytest.fixture
def service(running: Client, driver: Driver, ontology: Ontology) -> Client:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    Store(driver, "neo4j", ontology).prepare()
    return running


def write(service: Client, *changes: dict[str, Any], key: str | None = None, **source: Any) -> dict[str, Any]:
    given = {"source": SOURCE | source, "changes": list(changes), "key": key}
    found = service.data(WRITE, {"input": given})["write"]
    assert isinstance(found, dict)
    return found


def base(name: str, **more: Any) -> dict[str, Any]:
    return {"create": {"base": {"name": name} | more}}


def test_things_and_links_are_made_in_one_request_and_say_who_said_so(service: Client) -> None:
    flight = {"count": {"low": 4, "high": 4, "text": "four"}, "origin": [{"to": "@khadim", "modality": "POSSIBLE"}]}
    found = write(service, {"create": {"flight": flight}}, base("Khadim", **{"as": "khadim"}, country="LY"))
    assert found["__typename"] == "Written" and not found["repeated"]
    # The flight, the base and the author; and the one link.
    assert found["changes"]["nodesCreated"] == 3 and found["changes"]["edgesCreated"] == 1
    first, second = found["nodes"]
    assert (first["__typename"], second["__typename"]) == ("Flight", "Base")
    assert first["count"] == {"low": 4, "high": 4, "text": "four"}
    assert first["origin"]["edges"] == [{"disputed": None, "node": {"name": "Khadim"}}]
    document = found["document"]
    assert document["documentKind"] == "NOTE" and document["title"] == "Notes"
    assert document["publisher"] == {"name": "local"}
    said = [each for each in document["statements"]["nodes"] if each["text"]]
    assert said == [{"text": SOURCE["statement"], "saidBy": {"nodes": [{"name": "local"}]}}] * 2


def test_what_is_taken_back_leaves_nothing(service: Client) -> None:
    before = service.data(EVERYTHING)
    found = write(service, base("Khadim"))
    assert service.data(EVERYTHING) != before
    assert service.data(RETRACT, {"id": found["documentId"]})["retract"]["changes"]["statementsClosed"] == 2
    assert service.data(EVERYTHING) == before


def test_a_write_is_made_once(service: Client) -> None:
    first = write(service, base("Khadim"), key="k1")
    then = service.data(EVERYTHING)
    assert write(service, base("Khadim"), key="k1") == first | {"repeated": True}
    again = write(service, base("Khadim"))
    assert not any(again["changes"].values()) and again["documentId"] == first["documentId"]
    assert service.data(EVERYTHING) == then
    given = {"source": SOURCE, "changes": [base("Another")], "key": "k1"}
    assert service.refused(WRITE, {"input": given})[0] == "KNOWN"
    assert service.data(EVERYTHING) == then


def test_a_thing_is_changed_and_its_link_denied(service: Client) -> None:
    made = write(service, base("Khadim", **{"as": "b"}), {"create": {"flight": {"origin": [{"to": "@b"}]}}})
    khadim, flight = (each["id"] for each in made["nodes"])
    link = {"from": flight, "link": "origin", "to": khadim}
    found = write(service, {"update": {"id": khadim, "set": {"base": {"name": "Al-Khadim"}}}}, {"unlink": link},
                  published="2024-12-21")  # fmt: skip
    assert found["nodes"][1]["origin"]["edges"] == [{"disputed": True, "node": {"name": "Al-Khadim"}}]
    assert found["changes"]["nodesCreated"] == 0 and found["changes"]["edgesChanged"] == 1
    # Without a date of its own, what is written last is shown.
    for name in ("First", "Second", "First"):
        change = {"update": {"id": khadim, "set": {"base": {"name": name}}}}
        write(service, change, published=None)
    assert service.data("query ($id: ID!) { base(id: $id) { name } }", {"id": khadim})["base"]["name"] == "First"


def test_what_one_made_is_deleted_and_what_others_say_is_denied(service: Client, editors: dict[str, str]) -> None:
    made = write(service, base("Khadim", **{"as": "b"}), {"create": {"flight": {"origin": [{"to": "@b"}]}}})
    khadim, flight = (each["id"] for each in made["nodes"])
    before = service.data(EVERYTHING)
    made_too = write(service, base("Kharruba", **{"as": "b"}), {"link": {"from": flight, "link": "via", "to": "@b"}})
    kharruba = made_too["nodes"][0]["id"]
    found = write(service, {"delete": kharruba}, key="d", statement="There is no such place.")
    assert found["nodes"] == [None]
    things = service.data(EVERYTHING)
    assert things["entities"] == before["entities"]
    assert service.data("query ($id: ID!) { flight(id: $id) { via { totalCount } } }", {"id": flight}) == {
        "flight": {"via": {"totalCount": 0}}
    }
    # Sent again it is made once, and the same change written again brings the thing back.
    assert write(service, {"delete": kharruba}, key="d", statement="There is no such place.") == found | {
        "repeated": True
    }
    write(service, base("Kharruba", **{"as": "b"}), {"link": {"from": flight, "link": "via", "to": "@b"}})
    assert service.data("query ($id: ID!) { base(id: $id) { name } }", {"id": kharruba})["base"]["name"] == "Kharruba"

    # What somebody else said stands, and is disputed.
    body = {"query": WRITE, "variables": {"input": {"source": SOURCE, "changes": [{"delete": khadim}]}}}
    shown = {"Authorization": f"Bearer {editors['Ann']}"}
    answer = service.send("POST", "/graphql", json=body, headers=shown).json()
    assert "errors" not in answer
    asked = "query ($id: ID!) { flight(id: $id) { origin { edges { disputed node { name } } } } }"
    edges = service.data(asked, {"id": flight})["flight"]["origin"]["edges"]
    assert edges == [{"disputed": True, "node": {"name": "Khadim"}}]
    service.data(RETRACT, {"id": answer["data"]["write"]["documentId"]})
    edges = service.data(asked, {"id": flight})["flight"]["origin"]["edges"]
    assert edges == [{"disputed": None, "node": {"name": "Khadim"}}]


@pytest.mark.parametrize(
    ("wrong", "code", "words"),
    [
        ({"link": {"from": "@b", "link": "locatedIn", "to": "Place:kaaaaaaaaaaaaaaaa"}}, "NOT_FOUND", "no such thing"),
        ({"link": {"from": "@b", "link": "locatedIn", "to": "@none"}}, "BAD_INPUT", "no thing is named @none"),
        ({"link": {"from": "@b", "link": "origin", "to": "@b"}}, "BAD_INPUT", "has no link `origin`"),
        ({"create": {"base": {"as": "b", "name": "Other"}}}, "BAD_INPUT", "is named `b` too"),
        ({"create": {"base": {}}}, "BAD_INPUT", "says nothing"),
        ({"create": {"base": {"country": "ZZZ"}}}, "BAD_INPUT", "changes[1].country"),
        ({"update": {"id": "@b", "set": {"flight": {"callsign": "RFF1"}}}}, "BAD_INPUT", "is no Flight"),
        ({"create": {"base": {"name": "x"}, "flight": {"callsign": "RFF1"}}}, "BAD_INPUT", ""),
    ],
)  # fmt: skip
def test_where_one_change_is_wrong_none_is_made(service: Client, wrong: dict[str, Any], code: str, words: str) -> None:
    before = service.data(EVERYTHING)
    changes = [base("Khadim", **{"as": "b"}), wrong]
    found, message = service.refused(WRITE, {"input": {"source": SOURCE, "changes": changes}})
    assert found == code and words in message
    assert service.data(EVERYTHING) == before


JUDGE = """mutation ($one: ID!, $other: ID!, $verdict: Verdict!) {
  judge(input: {one: $one, other: $other, verdict: $verdict, reason: "They share a runway."}) {
    documentId nodes { id } changes { nodesCreated nodesRemoved } } }"""


def test_a_judgement_joins_parts_and_is_undone(service: Client) -> None:
    made = write(service, base("Khadim"), base("Kharruba"))
    one, other = (each["id"] for each in made["nodes"])
    apart = service.data("{ bases { totalCount nodes { id name } } }")
    pair = {"one": one, "other": other}
    same = service.data(JUDGE, pair | {"verdict": "SAME"})["judge"]
    assert service.data("{ bases { totalCount } }") == {"bases": {"totalCount": 1}}
    assert {each["id"] for each in same["nodes"]} == {min(one, other)}

    # Another verdict of the same author on the pair, either way round, takes the place of the first.
    turned = {"one": other, "other": one}
    unsure = service.data(JUDGE, turned | {"verdict": "UNSURE"})["judge"]
    assert unsure["documentId"] == same["documentId"]
    assert service.data("{ bases { totalCount } candidates { totalCount } }") == {
        "bases": {"totalCount": 2},
        "candidates": {"totalCount": 1},
    }
    service.data(JUDGE, pair | {"verdict": "DIFFERENT"})
    assert service.data("{ candidates { totalCount } }") == {"candidates": {"totalCount": 0}}
    service.data(JUDGE, pair | {"verdict": "SAME"})
    service.data(RETRACT, {"id": same["documentId"]})
    assert service.data("{ bases { totalCount nodes { id name } } }") == apart
    assert service.refused(JUDGE, {"one": one, "other": one, "verdict": "SAME"})[0] == "BAD_INPUT"


def test_fields_are_done_one_after_the_other_and_skipped_where_the_client_says_so(service: Client) -> None:
    query = """mutation ($skip: Boolean!, $no: Boolean!) {
      a: write(input: {source: {statement: "S"}, changes: [{create: {base: {name: "A"}}}]}) { ...W }
      b: retract(input: {document: "Document:none"}) { documentId }
      c: write(input: {source: {statement: "S"}, changes: [{create: {base: {name: "C"}}}]}) @skip(if: $skip) { ...W }
      __typename
    }
    fragment W on Written { nodes { id @skip(if: $skip) ... on Base { name } } repeated @include(if: $no) }"""
    body = service.answer(query, {"skip": True, "no": False})
    assert body["data"] == {"a": {"nodes": [{"name": "A"}]}, "b": None, "__typename": "Mutation"}
    assert [error["path"] for error in body["errors"]] == [["b"]]
    assert service.data("{ bases { nodes { name } } }") == {"bases": {"nodes": [{"name": "A"}]}}


def test_every_write_leaves_an_entry(service: Client, driver: Driver) -> None:
    found = write(service, base("Khadim"), key="k")
    service.data(RETRACT, {"id": found["documentId"]})
    retracted, written = read_audit(driver, "neo4j")
    assert [(each.author, each.action) for each in (written, retracted)] == [("local", "write"), ("local", "retract")]
    assert written.document == retracted.document == found["documentId"]
    assert (written.key, retracted.key, written.shown) == ("k", None, None)
    assert list(written.nodes) == [each["id"] for each in found["nodes"]]
    assert written.outcome["nodes_created"] == found["changes"]["nodesCreated"]
    assert read_audit(driver, "neo4j", author="nobody") == read_audit(driver, "neo4j", document="Document:none") == []
    assert read_audit(driver, "neo4j", most=1) == [retracted]
    moment = datetime.fromisoformat(retracted.at)
    assert retracted in read_audit(driver, "neo4j", since=moment)
    assert read_audit(driver, "neo4j", since=moment + timedelta(seconds=1)) == []


@pytest.fixture
def editors(service: Client, folder: Path) -> dict[str, str]:
    """The keys of two editors, an admin and a reader."""
    (folder / "keys.json").unlink(missing_ok=True)
    roles = {"Ann": Role.EDITOR, "Bob": Role.EDITOR, "Eve": Role.ADMIN, "Rob": Role.READER}
    return {name: keyed(folder, role, name)[1] for name, role in roles.items()}


def asked(service: Client, key: str, query: str, variables: Any, request_id: str = "r1") -> Any:
    headers = {"authorization": f"Bearer {key}", "x-request-id": request_id}
    return service.send("POST", "/graphql", json={"query": query, "variables": variables}, headers=headers).json()


def test_what_somebody_writes_bears_the_name_of_their_key(
    service: Client, driver: Driver, editors: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "contrail.audit")
    given = {"input": {"source": SOURCE, "changes": [base("Khadim")]}}
    written = asked(service, editors["Ann"], WRITE, given, "trace-1")["data"]["write"]
    assert written["document"]["publisher"] == {"name": "Ann"}
    (entry,) = read_audit(driver, "neo4j")
    assert (entry.author, entry.request) == ("Ann", "trace-1")
    assert entry.shown is not None and entry.shown in editors["Ann"]
    (error,) = asked(service, editors["Rob"], WRITE, given)["errors"]
    assert error["extensions"]["need"] == "EDITOR"
    assert len(read_audit(driver, "neo4j")) == 1
    (logged,) = [record for record in caplog.records if record.name == "contrail.audit"]
    assert (logged.__dict__["author"], logged.__dict__["document"]) == ("Ann", written["documentId"])
    assert not any(key in caplog.text for key in editors.values())


def test_an_editor_takes_back_their_own_alone_and_an_admin_everything(
    service: Client, driver: Driver, editors: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    given = {"input": {"source": SOURCE, "changes": [base("Khadim")]}}
    document = {"id": asked(service, editors["Ann"], WRITE, given)["data"]["write"]["documentId"]}
    (error,) = asked(service, editors["Bob"], RETRACT, document)["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN" and "somebody else" in error["message"]
    assert "not written" in caplog.text
    assert asked(service, editors["Ann"], RETRACT, document)["data"]["retract"]["changes"]["statementsClosed"] == 2
    asked(service, editors["Ann"], WRITE, given)
    assert asked(service, editors["Eve"], RETRACT, document)["data"]["retract"]["changes"]["statementsClosed"] == 2
    # What no client brought, such as what a command loaded, is an admin's.
    asked(service, editors["Ann"], WRITE, given)
    driver.execute_query("MATCH (w:_Write) DELETE w")
    (error,) = asked(service, editors["Ann"], RETRACT, document)["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN"


HIDDEN = """query ($ids: [ID!]!, $id: ID!) {
  node(id: $id) { id } nodes(ids: $ids) { id }
  document(id: $id) { id } statement(id: $id) { id } entity(id: $id) { id }
}"""


def test_nobody_reaches_what_is_no_part_of_the_graph(service: Client, driver: Driver, editors: dict[str, str]) -> None:
    """The journal, the mark of the database, and what was retracted, by whatever id."""
    given = {"input": {"source": SOURCE, "changes": [base("Khadim")], "key": "k"}}
    written = asked(service, editors["Ann"], WRITE, given)["data"]["write"]
    shown = [written["documentId"], *(each["id"] for each in written["nodes"])]
    found = asked(service, editors["Rob"], HIDDEN, {"ids": shown, "id": shown[0]})["data"]
    assert [each["id"] for each in found["nodes"]] == shown and found["document"] == {"id": shown[0]}
    asked(service, editors["Ann"], RETRACT, {"id": written["documentId"]})
    rows = driver.execute_query("MATCH (n) RETURN labels(n) AS labels, n.id AS id").records
    assert {label for row in rows for label in row["labels"]} >= {"_Write", "_Contrail", "_Document", "_Statement"}
    ids = [f"{prefix}{row['id']}" for row in rows for prefix in ("", "Document:", "Statement:", "_Write:")]
    for key in editors.values():
        assert asked(service, key, HIDDEN, {"ids": ids, "id": ids[0]})["data"]["nodes"] == [None] * len(ids)
    for each in ids:
        data = asked(service, editors["Eve"], HIDDEN, {"ids": [], "id": each})["data"]
        assert set(map(str, data.values())) == {"None", "[]"}, each
    left = asked(service, editors["Eve"], '{ search(text: "Khadim") { totalCount } entities { totalCount } }', {})[
        "data"
    ]
    assert left == {"search": {"totalCount": 0}, "entities": {"totalCount": 0}}


def test_a_service_without_a_writer_only_reads(alone: Client) -> None:
    query = 'mutation { retract(input: {document: "Document:none"}) { documentId } }'
    assert alone.refused(query)[0] == "FORBIDDEN"
