"""`contrail audit`: what clients wrote, as a table and as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from neo4j import Driver

from graph.connection import Address
from graph.errors import NotOwnError
from graph.journal import Done, Entry, begin, check_own, end
from graph.outcome import Outcome
from graph.store import Store
from schema.discover import discover
from tests.contrail.program import Ended, run_here
from tests.graph.store.test_store import AIRLIFT, article

pytestmark = pytest.mark.neo4j


@dataclass(frozen=True)
class Audit:
    """The command, on the database of this test."""

    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    address: Address

    def __call__(self, *options: str) -> Ended:
        named = {"NEO4J_URI": self.address.uri, "NEO4J_PASSWORD": self.address.password}
        return run_here(self.monkeypatch, self.capsys, ["audit", *options], named)


@pytest.fixture
def audit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], neo4j_address: Address, empty_graph: Driver
) -> Iterator[Audit]:
    yield Audit(monkeypatch, capsys, neo4j_address)
    empty_graph.execute_query("MATCH (n) DETACH DELETE n")


def test_writes_are_listed(audit: Audit, empty_graph: Driver) -> None:
    assert audit().out == "No writes.\n"
    for day, author in enumerate(("Ann", "Bob"), 1):
        entry = Entry(author, "write", {"n": day}, f"k{day}", "0123456789ab", f"r{day}")
        at = 1_764_547_200_000 + day * 86_400_000
        done = Done(author, at, Outcome(nodes_created=day), f"Document:{day}", ("Base:a",))
        with empty_graph.session() as session:
            session.execute_write(begin, entry)
            session.execute_write(end, entry, done)
    last, first = audit().out.splitlines()
    assert first == "2025-12-02T00:00:00.000Z  Ann  write  Document:1  1 nodes created"
    assert last.startswith("2025-12-03T00:00:00.000Z  Bob  write  Document:2")
    assert audit("--since", "2025-12-03").out.splitlines() == [last]
    assert audit("--author", "Ann", "--most", "1").out.splitlines() == [first]
    (row,) = audit("--document", "Document:1", "--json").json["writes"]
    assert (
        row["shown"] == "0123456789ab" and row["request"] == "r1" and row["key"] == "k1" and row["nodes"] == ["Base:a"]
    )
    wrong = audit("--since", "lately")
    assert wrong.code == 2 and "--since lately" in wrong.err


def test_what_commands_write_is_listed_and_no_editors_own(audit: Audit, empty_graph: Driver) -> None:
    store = Store(empty_graph, "neo4j", discover(), lambda: 1_764_547_200_000, audits=True)
    store.prepare()
    batch = article(*AIRLIFT)
    document = batch.documents[0].id
    added = store.write(batch)
    (line,) = audit().out.splitlines()
    assert line.startswith(f"2025-12-01T00:00:00.000Z  local (command)  ingest  {document}  1 documents new")
    (row,) = audit("--document", document, "--json").json["writes"]
    assert row["outcome"]["nodes_created"] == added.nodes_created > 0
    entry = Entry("local", "retract", {"document": document}, own=True)
    with empty_graph.session() as session, pytest.raises(NotOwnError):
        session.execute_write(check_own, entry, [document])
    store.retract(document)
    store.load([batch])
    assert sorted(each["action"] for each in audit("--json").json["writes"]) == ["ingest", "load", "retract"]
