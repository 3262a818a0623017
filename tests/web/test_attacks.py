"""The attacks of attacks.py, over HTTP and WebSockets, on the service over a real Neo4j that holds the seed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from graphql import build_schema, introspection_from_schema

from tests.contrail.program import REPOSITORY, Service
from tests.web.attacked import FAILING
from tests.web.verdict import PASSES, Verdicts, judge

pytestmark = pytest.mark.web
#: Some attacks measure how long others wait: on a busy machine they are judged once more.
TRIES = 3


@pytest.fixture(scope="module")
def introspection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What introspection would tell of the schema, which production does not."""
    schema = build_schema((REPOSITORY / "api" / "schema.graphql").read_text())
    path = tmp_path_factory.mktemp("schema") / "introspection.json"
    path.write_text(json.dumps({"data": introspection_from_schema(schema)}))
    return path


@contextmanager
def attacked(data: Path, mode: str) -> Iterator[tuple[str, str]]:
    """Where a service answers that is there to be attacked, and a key to it."""
    command = [sys.executable, "-m", "tests.web.attacked", str(data), mode]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as it:
        try:
            assert it.stdout is not None
            _, url, key = it.stdout.readline().rsplit(" ", 2)
            yield f"{url}/graphql", key.strip()
        finally:
            it.terminate()
            it.wait(60)


def attack(judges: Path, url: str, key: str, mode: str, *options: str) -> Verdicts:
    header = f"Authorization: Bearer {key}"
    command = [
        sys.executable,
        "attacks.py",
        url,
        "--slow",
        "--mode",
        mode,
        "--error-field",
        FAILING,
        "--header",
        header,
    ]
    return judge([*command, *options], judges, 600)


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("mode", ["prod", "dev"])
def test_no_attack_succeeds(judges: Path, running: Service, introspection: Path, mode: str) -> None:
    options = ["--schema", str(introspection)] if mode == "prod" else []
    with attacked(running.data_dir, mode) as (url, key):
        verdicts = attack(judges, url, key, mode, *options)
        failed = names(verdicts, "FAIL")
        assert len(names(verdicts, "PASS") | failed) >= PASSES["attacks.py"], verdicts.told
        assert not names(verdicts, "SKIP"), verdicts.told
        for _ in range(TRIES - 1):
            if failed:
                verdicts = attack(judges, url, key, mode, "--only", ",".join(failed), *options)
                failed &= names(verdicts, "FAIL")
        assert not failed, verdicts.told


def names(verdicts: Verdicts, verdict: str) -> set[str]:
    return {line.split()[0] for line in verdicts.lines(verdict)}
