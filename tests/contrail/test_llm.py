"""`--llm` asks the named model and tells what came of it; without it nobody is asked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from contrail.cli import run
from contrail.errors import UsageError
from contrail.settings import read_settings
from tests.ingest.llm.server import Server, serve

ANSWER = {
    "flights": [
        {
            "quote": "Minsk was where the Il-76s had been; Benghazi is where they are now", "aircraft": "the Il-76s",
            "origins": ["Minsk"], "destinations": ["Benghazi"], "via": [], "operator": "", "modality": "ACTUAL",
        },
        {
            "quote": "Il-76s went to Tripoli", "aircraft": "", "origins": [], "destinations": ["Tripoli"], "via": [],
            "operator": "", "modality": "ACTUAL",
        },
    ],
    "statements": [], "relations": [],
}  # fmt: skip


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serve() as running:
        running.content = ANSWER
        monkeypatch.setenv("CONTRAIL_LLM_URL", running.url)
        monkeypatch.setenv("CONTRAIL_LLM_MODEL", "m")
        yield running


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Minsk was where the Il-76s had been; Benghazi is where they are now.")
    return path


def test_help_is_asked_for_and_told(
    server: Server, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["extract", str(article), "--out", str(tmp_path / "out"), "--llm", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["llm"] == {"kept": 1, "rejected": 1}
    found = json.loads((tmp_path / "out" / "a.json").read_text())
    assert [flight["destination"] for flight in found["flights"]] == [["Benghazi"]]
    assert run(["extract", str(article), "--out", str(tmp_path / "out"), "--llm"]) == 0
    assert "1 facts that stand in the text, and 1 that do not" in capsys.readouterr().out


def test_without_the_option_nobody_is_asked(server: Server, article: Path, tmp_path: Path) -> None:
    assert run(["extract", str(article), "--out", str(tmp_path / "out")]) == 0
    assert server.asked == []


def test_a_model_that_fails_stops_the_command(
    server: Server, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.raw = b"no json"
    assert run(["extract", str(article), "--out", str(tmp_path / "out"), "--llm"]) == 1
    assert "no JSON of the form" in capsys.readouterr().err


def test_no_model_named_is_told(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CONTRAIL_LLM_URL", raising=False)
    monkeypatch.delenv("CONTRAIL_LLM_MODEL", raising=False)
    assert run(["extract", str(article), "--out", str(tmp_path / "out"), "--llm"]) == 2
    assert "CONTRAIL_LLM_URL" in capsys.readouterr().err


@pytest.mark.parametrize(
    "given",
    [
        {"CONTRAIL_LLM_URL": "http://localhost/v1"},
        {"CONTRAIL_LLM_MODEL": "m"},
        {"CONTRAIL_LLM_URL": "file:///etc/passwd", "CONTRAIL_LLM_MODEL": "m"},
        {"CONTRAIL_LLM_URL": "http://localhost/v1", "CONTRAIL_LLM_MODEL": "m", "CONTRAIL_LLM_SECONDS": "soon"},
        {"CONTRAIL_LLM_URL": "http://localhost/v1", "CONTRAIL_LLM_MODEL": "m", "CONTRAIL_LLM_KEY_FILE": "/none/there"},
    ],
)
def test_settings_that_cannot_be_meant_are_refused(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="CONTRAIL_LLM"):
        read_settings(given)
