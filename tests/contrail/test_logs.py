"""Lines of the log: JSON that any program reads, with the id of the request, and nothing that is secret."""

import json
import logging

import pytest
from structlog.contextvars import bind_contextvars

from contrail.logs import Logs

pytestmark = pytest.mark.usefixtures("quiet")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_is_json_with_all_that_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Logs("json").begin()
    bind_contextvars(request_id="r-1")
    logging.getLogger("contrail.audit").info("written", extra={"author": "Ann\nEve", "document": "Document:a"})
    (line,) = lines(capsys)
    assert line.pop("timestamp")
    assert line == {
        "event": "written", "level": "info", "logger": "contrail.audit", "request_id": "r-1",
        "author": "Ann\nEve", "document": "Document:a",
    }  # fmt: skip


def test_an_exception_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Logs("json").begin()
    try:
        raise RuntimeError("no answer")
    except RuntimeError:
        logging.getLogger("contrail.api").exception("request %s failed", "r-1")
    (line,) = lines(capsys)
    assert line["event"] == "request r-1 failed" and "RuntimeError: no answer" in str(line["exception"])


def test_people_get_words(capsys: pytest.CaptureFixture[str]) -> None:
    Logs().begin()
    logging.getLogger("contrail.audit").info("written", extra={"author": "Ann\nEve"})
    (line,) = capsys.readouterr().err.splitlines()
    assert "written" in line and r"'Ann\nEve'" in line


@pytest.mark.parametrize(("level", "told"), [("debug", 3), ("info", 2), ("warning", 1), ("error", 0)])
def test_a_level_is_the_least_that_is_told(capsys: pytest.CaptureFixture[str], level: str, told: int) -> None:
    Logs("json", level).begin()
    log = logging.getLogger("contrail.api")
    log.debug("answered")
    log.info("written")
    log.warning("a slow question")
    assert len(lines(capsys)) == told
    logging.getLogger("neo4j.io").info("of no interest")
    assert lines(capsys) == []


def test_what_is_no_json_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    Logs("json").begin()
    logging.getLogger("contrail.api").info("odd", extra={"thing": {1, 2}})
    assert lines(capsys)[0]["thing"] == "{1, 2}"
