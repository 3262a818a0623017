"""The program as people run it: a command in a process of its own, or a service that is up."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

import psutil
import pytest

from contrail.cli import run

REPOSITORY = Path(__file__).parent.parent.parent
SECONDS = 120


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What `--json` printed."""
        return json.loads(self.out)


def contrail(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> Ended:
    """Run a command to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "contrail", *map(str, arguments)],
        env=_environment(environment),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def run_here(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
) -> Ended:
    """Run a command to its end within this process, which spares the start of another."""
    for name in [name for name in os.environ if name.startswith(("NEO4J_", "CONTRAIL_"))]:
        monkeypatch.delenv(name)
    for name, value in _environment(environment).items():
        monkeypatch.setenv(name, value)
    code = run([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return Ended(code, told.out, told.err)


@dataclass
class Service:
    """A service that answers."""

    process: "subprocess.Popen[str]"
    url: str
    told: list[str]
    data_dir: Path
    lines: "SimpleQueue[str]"

    def ask(self, query: str, **variables: object) -> Any:
        """The answer to a GraphQL query; its errors fail the test."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(f"{self.url}/graphql", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=SECONDS) as response:
            answer = json.load(response)
        assert "errors" not in answer, answer
        return answer["data"]

    def more(self, count: int) -> list[str]:
        """The next lines that it tells."""
        return [self.lines.get(timeout=SECONDS) for _ in range(count)]

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
        """Status and body of a page."""
        request = urllib.request.Request(self.url + path, headers=dict(headers or {}))
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def databases(self) -> list[psutil.Process]:
        """The Neo4j servers that it started."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in children if "org.neo4j.server.Neo4jCommunity" in " ".join(child.cmdline())]

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send it a signal and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(SECONDS)


@contextmanager
def service(
    data_dir: Path, *options: str, environment: Mapping[str, str] | None = None, code: Path = REPOSITORY
) -> Iterator[Service]:
    """`contrail serve` on a free port, once it is ready; of the `code` in a folder."""
    command = [sys.executable, "-m", "contrail", "serve", "--port", "0", "--data-dir", str(data_dir), *options]
    with subprocess.Popen(
        command, env=_environment(environment), cwd=code, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            lines: SimpleQueue[str] = SimpleQueue()
            Thread(target=_listen, args=(process.stderr, lines), daemon=True).start()
            told: list[str] = []
            while "is ready:" not in "".join(told[-1:]):
                told.append(lines.get(timeout=SECONDS))
                assert told[-1], f"the service did not start: {''.join(told)}"
            yield Service(process, told[-1].rsplit(" ", 1)[1].strip(), told, data_dir, lines)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(SECONDS)


def _listen(stream: IO[str], lines: "SimpleQueue[str]") -> None:
    """Read all that a service tells, or it would wait for that once it told much; an empty line is its end."""
    for line in stream:
        lines.put(line)
    lines.put("")


def _environment(more: Mapping[str, str] | None) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "CONTRAIL_"))}
    cache = {name: value for name, value in os.environ.items() if name == "CONTRAIL_CACHE_DIR"}
    small = {"CONTRAIL_NEO4J_HEAP": "512m", "CONTRAIL_NEO4J_PAGE_CACHE": "64m", "CONTRAIL_REHEARSE": "no"}
    return inherited | cache | small | dict(more or {})
