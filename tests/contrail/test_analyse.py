"""`contrail analyse` as people run it."""

from collections.abc import Callable

import pytest
from neo4j import Driver

from contrail.articles import SAMPLE, read_batches
from graph.connection import Address
from graph.store import Store
from ingest.format.metadata import Metadata
from schema.discover import discover
from tests.contrail.program import Ended, run_here

pytestmark = pytest.mark.neo4j


@pytest.fixture
def analyse(
    cleared: Driver, neo4j_address: Address, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    store = Store(cleared, neo4j_address.database, discover())
    store.prepare()
    for _, batch in read_batches([SAMPLE], Metadata()):
        store.write(batch)
    environment = {
        "NEO4J_URI": neo4j_address.uri, "NEO4J_USER": neo4j_address.user, "NEO4J_PASSWORD": neo4j_address.password,
    }  # fmt: skip
    return lambda *arguments: run_here(monkeypatch, capsys, ["analyse", *arguments], environment)


def test_it_ranks_things_or_tells_why_not(analyse: Callable[..., Ended]) -> None:
    found = analyse("degree", "--first", "3")
    assert found.code == 0, found.err
    lines = found.out.splitlines()
    assert lines[0].startswith("DEGREE: How many edges") and "direction BOTH" in lines[1]
    assert lines[4].split()[0] == "1" and "more results follow" in lines[-1]
    told = analyse("components", "--of", '{"flights": {}, "modalities": ["ACTUAL", "EXPECTED"]}', "--json")
    assert told.json["measure"] == "COMPONENTS" and told.json["results"][0]["size"] > 1
    for arguments, code, words in (
        (("degree", "--of", "["), 2, "not JSON"),
        (("degree", "--of", "[]"), 2, "not an object"),
        (("degree", "--of", '{"ships": {}}'), 1, "ships"),
        (("components", "--noun", "Actor"), 1, "`noun` means nothing"),
        (("size",), 2, "size"),
    ):
        refused = analyse(*arguments)
        assert (refused.code, refused.out) == (code, "") and words in refused.err
