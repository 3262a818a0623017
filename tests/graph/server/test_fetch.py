"""Fetching resumes, verifies, and says what is wrong; from a Maven repository served on loopback."""

import hashlib
import io
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from rich.console import Console

from graph.errors import FetchError
from graph.server import fetch as fetching
from graph.server.fetch import fetch
from graph.server.jars import Jar, Lock

CONTENT = {f"org/tiny/jar{i}/1/jar{i}-1.jar": bytes([i]) * (40_000 + i) for i in range(12)}
LOCK = Lock(
    tuple(
        Jar(f"org.tiny:jar{i}:1", len(content), hashlib.sha256(content).hexdigest())
        for i, content in enumerate(CONTENT.values())
    )
)


@dataclass
class Repository:
    """A Maven repository that can be made slow or wrong, and remembers which jars it was asked for."""

    url: str = ""
    delay: float = 0
    changed: dict[str, bytes] = field(default_factory=dict)
    failures: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def repository() -> Iterator[Repository]:
    world = Repository()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.removeprefix("/maven/").removesuffix(".sha1")
            content = world.changed.get(path, CONTENT[path])
            if self.path.endswith(".sha1"):
                content = hashlib.sha1(content).hexdigest().encode()
            else:
                world.asked.append(path)
                time.sleep(world.delay)
                if world.failures.get(path, 0) > 0:
                    world.failures[path] -= 1
                    self.send_error(503)
                    return
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        world.url = f"http://127.0.0.1:{server.server_port}/maven/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield world
        server.shutdown()


def quiet() -> Console:
    return Console(file=io.StringIO())


def test_fetches_once(tmp_path: Path, repository: Repository) -> None:
    paths = fetch(tmp_path, LOCK, quiet(), repository.url)
    assert [path.read_bytes() for path in paths] == list(CONTENT.values())
    assert sorted(repository.asked) == sorted(CONTENT)
    assert fetch(tmp_path, LOCK, quiet(), repository.url) == paths
    assert len(repository.asked) == len(CONTENT)


def test_takes_checksums_once_for_each_lock(tmp_path: Path, repository: Repository) -> None:
    first, *_ = fetch(tmp_path, LOCK, quiet(), repository.url)
    content = first.read_bytes()
    first.write_bytes(b"x" * len(content))  # of the same size: seen only by a checksum
    fetch(tmp_path, Lock(LOCK.jars[:5]), quiet(), repository.url)
    assert first.read_bytes() == content


def test_replaces_a_jar_that_was_cut_short(tmp_path: Path, repository: Repository) -> None:
    paths = fetch(tmp_path, LOCK, quiet(), repository.url)
    paths[3].write_bytes(b"")
    fetch(tmp_path, LOCK, quiet(), repository.url)
    assert paths[3].read_bytes() == list(CONTENT.values())[3]
    assert len(repository.asked) == len(CONTENT) + 1


def test_refuses_a_jar_with_another_checksum(tmp_path: Path, repository: Repository) -> None:
    wrong = "org/tiny/jar4/1/jar4-1.jar"
    repository.changed[wrong] = b"?" * len(CONTENT[wrong])
    with pytest.raises(FetchError, match="not the pinned file") as caught:
        fetch(tmp_path, LOCK, quiet(), repository.url)
    assert "org.tiny:jar4:1" in caught.value.place
    assert str(tmp_path) in caught.value.place
    assert not (tmp_path / "jars" / "jar4-1.jar").exists()
    repository.changed.clear()
    fetch(tmp_path, LOCK, quiet(), repository.url)  # nothing of the refused one remains
    assert (tmp_path / "jars" / "jar4-1.jar").read_bytes() == CONTENT[wrong]


def test_goes_on_after_kill_9(tmp_path: Path, repository: Repository) -> None:
    repository.delay = 0.3
    process = multiprocessing.get_context("spawn").Process(target=fetch, args=(tmp_path, LOCK, None, repository.url))
    process.start()
    jars = tmp_path / "jars"
    while not list(jars.glob("*.jar")):
        time.sleep(0.01)
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    verified = {path.name for path in jars.glob("*.jar")}
    assert 0 < len(verified) < len(CONTENT)
    repository.asked.clear()
    repository.delay = 0
    fetch(tmp_path, LOCK, quiet(), repository.url)
    assert {Path(path).name for path in repository.asked}.isdisjoint(verified)
    assert {path.name for path in jars.glob("*.jar")} == {jar.file_name for jar in LOCK.jars}
    assert not (jars / "partial").exists()


def test_two_at_once_download_each_jar_once(tmp_path: Path, repository: Repository) -> None:
    repository.delay = 0.05
    threads = [threading.Thread(target=fetch, args=(tmp_path, LOCK, quiet(), repository.url)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(repository.asked) == sorted(CONTENT)


def test_tries_again(tmp_path: Path, repository: Repository) -> None:
    repository.failures["org/tiny/jar7/1/jar7-1.jar"] = 1
    fetch(tmp_path, LOCK, quiet(), repository.url)
    assert len(repository.asked) == len(CONTENT) + 1


def test_says_what_to_do_offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TRIES", 1)
    with pytest.raises(FetchError, match="cannot be downloaded") as caught:
        fetch(tmp_path, LOCK, quiet(), "http://127.0.0.1:9/maven")
    assert "org.tiny:jar" in caught.value.place
    assert str(tmp_path) in caught.value.place
    assert "127.0.0.1:9" in caught.value.remedy
    assert "CONTRAIL_CACHE_DIR" in caught.value.remedy


def test_says_that_the_cache_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FetchError, match="Not a directory") as caught:
        fetch(tmp_path / "file", LOCK, quiet())
    assert "CONTRAIL_CACHE_DIR" in caught.value.remedy


def test_says_that_the_disk_is_full(tmp_path: Path) -> None:
    huge = Lock((replace(LOCK.jars[0], size=10**18),))
    with pytest.raises(FetchError, match="MB are free"):
        fetch(tmp_path, huge, quiet())


def test_progress_is_two_lines_when_nobody_watches(tmp_path: Path, repository: Repository) -> None:
    out = io.StringIO()
    fetch(tmp_path, LOCK, Console(file=out), repository.url)
    first, last = out.getvalue().splitlines()
    assert "12 jars" in first
    assert last.startswith("Fetched in")


def test_progress_is_a_bar_on_a_terminal(tmp_path: Path, repository: Repository) -> None:
    out = io.StringIO()
    fetch(tmp_path, LOCK, Console(file=out, force_terminal=True, width=120), repository.url)
    total = f"{sum(map(len, CONTENT.values())) / 1000:.1f}"
    assert f"{total}/{total} kB" in out.getvalue()
