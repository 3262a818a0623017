"""`contrail explain query` as people run it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import Driver

from graph.connection import Address
from graph.store import Store
from schema.claim import Batch, Claim, Document, Statement
from schema.discover import discover
from schema.identity import document, keyed
from tests.contrail.program import Ended, run_here

pytestmark = pytest.mark.neo4j
QUERY = "query Bases($first: Int) { bases(first: $first) { nodes { name } } } query Nothing { __typename }"


@pytest.fixture
def explain(
    cleared: Driver, neo4j_address: Address, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    store = Store(cleared, neo4j_address.database, discover())
    store.prepare()
    table = Document(document("4" * 64, "t"), "4" * 64, "DATASET", outlet="t")
    base = keyed("Base", "icao", "HLLB")
    store.write(Batch((table,), (Statement(table.id, "t@1", (Claim(base, "name", "Benina"),), row="1"),)))
    environment = {
        "NEO4J_URI": neo4j_address.uri, "NEO4J_USER": neo4j_address.user, "NEO4J_PASSWORD": neo4j_address.password,
    }  # fmt: skip
    return lambda *arguments: run_here(monkeypatch, capsys, ["explain", "query", *arguments], environment)


def test_it_tells_question_cypher_plan_and_times(explain: Callable[..., Ended], tmp_path: Path) -> None:
    path = tmp_path / "bases.graphql"
    path.write_text(QUERY)
    asked = (path, "--operation", "Bases", "--variables", '{"first": 2}')
    found = explain(*asked)
    assert found.code == 0, found.err
    lines = found.out.splitlines()
    for heading in ("Question", "Cypher", "Parameters", "Plan"):
        assert heading in lines
    assert any("is: ListRoot" in line for line in lines) and any("MATCH (" in line for line in lines)
    assert "= 3" in found.out and "ProduceResults" in found.out and lines[-1].startswith("Times: parse ")
    told = explain(*asked, "--json").json
    assert told["plan"]["operator"] == "ProduceResults" and told["dbHits"] > 0 and told["cypher"]


def test_what_cannot_be_explained_is_told(explain: Callable[..., Ended], tmp_path: Path) -> None:
    path = tmp_path / "bases.graphql"
    path.write_text(QUERY)
    for arguments, cause in (
        ((tmp_path / "none.graphql",), "No such file"),
        ((path,), "several operations"),
        ((path, "--operation", "Nothing"), "asks nothing of the graph"),
        ((path, "--operation", "Bases", "--variables", "[1]"), "not an object"),
        ((path, "--operation", "Bases", "--variables", "{"), "--variables"),
        ((path, "--operation", "Bases", "--variables", '{"first": -1}'), "negative"),
    ):
        found = explain(*arguments)
        assert found.code == 2 and cause in found.err
