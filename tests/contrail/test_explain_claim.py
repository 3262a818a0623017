"""`contrail explain claim` shows the words, rule, link and speaker behind a claim, by the id that GraphQL shows."""

import json
from pathlib import Path

import pytest
from neo4j import Driver

from contrail.cli import run
from graph.connection import Address
from graph.export.statement import export
from graph.store import Store
from ingest.article import Article
from ingest.claims import to_claims
from ingest.format.metadata import Metadata
from ingest.reader import Reader
from schema.discover import discover

pytestmark = pytest.mark.neo4j
TEXT = "A Malian official said two Il-76s landed in Gao on Monday. It rained in Springfield."


@pytest.fixture
def claims(cleared: Driver, neo4j_address: Address, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The ids of the claims by the field that they speak of."""
    store = Store(cleared, neo4j_address.database, discover())
    store.prepare()
    metadata = Metadata(title="Rain", outlet="Example Times", url="https://example.org/1")
    store.write(to_claims(Reader().read(Article(TEXT, metadata))))
    for name, value in (("URI", neo4j_address.uri), ("USER", neo4j_address.user), ("PASSWORD", neo4j_address.password)):
        monkeypatch.setenv(f"NEO4J_{name}", value)
    found: dict[str, str] = {}
    for line in export(cleared, neo4j_address.database, discover()):
        for claim in line.get("claims", ()):
            if claim["subject"].startswith("Flight:"):
                found[claim["field"]] = claim["id"]
    return found


def test_words_rule_link_speaker_and_document(claims: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "claim", claims["destination"]]) == 0
    told = capsys.readouterr().out
    assert "— destination → Gao" in told
    assert "[Gao|destination]" in told
    assert "[landed|" in told
    assert "[two|count]" in told
    assert "rule      flight.arrive.land (article@" in told
    assert "link      'Gao' is Gao" in told
    assert "score 1.0" in told
    assert "said by   Malian official" in told
    assert "Rain, Example Times" in told


def test_scripts_get_the_same_as_json(claims: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "claim", claims["count"], "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["claims"]
    assert told["claim"]["id"] == claims["count"]
    assert told["claim"]["method"] == "flight.arrive.land"
    assert {"field": "count", "text": "two", "span": {"start": 23, "end": 26}} in told["slots"]
    assert told["statement"]["saidBy"][0]["step"] == 0
    assert told["document"]["url"] == "https://example.org/1"


def test_a_statement_s_id_explains_all_of_its_claims(
    claims: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    statement = claims["count"].replace("Claim:", "Statement:").partition(".")[0]
    assert run(["explain", "claim", statement, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["claims"]
    assert {one["claim"]["id"] for one in told} >= {claims["count"], claims["destination"]}


@pytest.mark.parametrize(
    ("identifier", "code", "said"),
    [("Claim:1.1", 1, "no such claim stands"), ("Flight:k1", 2, "it is no id of a claim"), ("", 2, "it is no id")],
)
def test_unknown_ids_are_told(
    claims: dict[str, str], identifier: str, code: int, said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["explain", "claim", identifier]) == code
    assert said in capsys.readouterr().err
