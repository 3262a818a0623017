"""The real FollowTheMoney package reads back what is exported for it."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.contrail.program import REPOSITORY, Service

pytestmark = [pytest.mark.neo4j, pytest.mark.web]
#: MIT. It builds on ICU, so it is no requirement of the tests that need nothing but Python.
PACKAGE = "followthemoney==4.11.2"


def test_followthemoney_reads_its_export_whole(running: Service) -> None:
    exported, lines = (_exported(running, form) for form in ("ftm", "jsonl"))
    kinds = Counter(json.loads(line)["type"] for line in lines.splitlines())
    uv = [str(Path(sys.executable).parent / "uv"), "run", "--quiet", "--no-project", "--with", PACKAGE, "python"]
    done = subprocess.run(
        [*uv, str(REPOSITORY / "tests" / "web" / "money.py")], input=exported, capture_output=True, timeout=600
    )
    assert done.returncode == 0, done.stderr.decode()
    read = json.loads(done.stdout)
    assert read == Counter(json.loads(line)["schema"] for line in exported.splitlines())
    found = running.ask("{ flights { totalCount } aircraftList { totalCount } sites { totalCount } }")
    assert read["Trip"] == found["flights"]["totalCount"] > 0
    assert read.get("Airplane", 0) == found["aircraftList"]["totalCount"]
    assert read["Address"] == found["sites"]["totalCount"]
    assert read["Note"] == kinds["statement"]
    assert read["Article"] + read.get("Document", 0) == kinds["document"]


def _exported(running: Service, form: str) -> bytes:
    status, found = running.get(f"/graphql/export?format={form}")
    assert status == 200, found
    return found
