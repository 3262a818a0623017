"""The lock's jars -> verified files in a cache folder that all data directories of this user share.

A jar counts only once its checksum was verified: it is downloaded into a folder of its own, checked, and moved into
place in one step. So a download may be killed at any moment; the next one goes on where it stopped.
"""

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import platformdirs
import requests
from filelock import FileLock
from jgo.maven import MavenContext, PythonResolver
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from graph.errors import FetchError
from graph.server.jars import Jar, Lock, read_lock

PARTIAL = "partial"  # the folder of jars that are not verified yet
THREADS = 8
TRIES = 3
NETWORK_TIMEOUT = 30  # seconds without a byte
REMEDY = "Run the command again: what is verified stays. Another cache folder can be named in CONTRAIL_CACHE_DIR."

Advance: TypeAlias = Callable[[int], object]


def default_cache_dir() -> Path:
    """The folder used when no other is named, in the user's cache."""
    return Path(platformdirs.user_cache_dir("contrail", appauthor=False))


def fetch(
    cache_dir: Path, lock: Lock | None = None, console: Console | None = None, repository: str | None = None
) -> tuple[Path, ...]:
    """Return the class path of the private Neo4j, after downloading what the cache lacks.

    With everything there this is one `stat` for each jar; checksums are taken once for each lock. `repository` is the
    URL of a Maven repository to ask instead of Maven Central, such as a mirror. Progress goes to `console` (default:
    standard error): a bar on a terminal, else a line at the start and one at the end. Safe to call from several
    processes at once. Raises FetchError.
    """
    lock = lock or read_lock()
    folder = cache_dir / "jars"
    if is_fetched(cache_dir, lock):
        return lock.paths(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "fetch.lock"):
            missing = [jar for jar in lock.jars if not _verified(folder / jar.file_name, jar)]
            if missing:
                _download(missing, folder, f"Neo4j {lock.version}", repository, console or Console(stderr=True))
            _stamp(folder, lock).touch()
    except OSError as error:
        raise FetchError(f"cache folder {folder}", error.strerror or str(error), REMEDY) from error
    return lock.paths(folder)


def is_fetched(cache_dir: Path, lock: Lock | None = None) -> bool:
    """Whether the cache holds all jars of the lock, verified."""
    lock = lock or read_lock()
    folder = cache_dir / "jars"
    return _stamp(folder, lock).exists() and all(map(_has_size, lock.paths(folder), lock.jars))


def _stamp(folder: Path, lock: Lock) -> Path:
    return folder / f"{lock.digest}.verified"


def _has_size(path: Path, jar: Jar) -> bool:
    try:
        return path.stat().st_size == jar.size
    except FileNotFoundError:
        return False


def _verified(path: Path, jar: Jar) -> bool:
    if not _has_size(path, jar):
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256


def _download(jars: list[Jar], folder: Path, what: str, repository: str | None, console: Console) -> None:
    partial = folder / PARTIAL
    shutil.rmtree(partial, ignore_errors=True)  # left by a download that was killed; we hold the lock
    size = sum(jar.size for jar in jars)
    free = shutil.disk_usage(folder).free
    if free < size * 1.1:
        raise FetchError(
            f"cache folder {folder}", f"{size / 1e6:.0f} MB are needed and {free / 1e6:.0f} MB are free", REMEDY
        )
    title = f"Fetching {what} ({len(jars)} jars, {size / 1e6:.0f} MB, once)"
    with _progress(title, size, console) as advance, ThreadPoolExecutor(THREADS) as pool:
        try:
            for _ in pool.map(lambda jar: _fetch_one(jar, folder, repository, advance), jars):
                pass
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    shutil.rmtree(partial, ignore_errors=True)


def _fetch_one(jar: Jar, folder: Path, repository: str | None, advance: Advance) -> None:
    for attempt in range(TRIES):
        own = folder / PARTIAL / f"{jar.file_name}.{attempt}"
        received = 0

        @contextmanager
        def progress(_name: str, _size: int) -> Iterator[Callable[[int], None]]:
            def count(size: int) -> None:
                nonlocal received
                received += size
                advance(size)

            yield count

        context = MavenContext(
            repo_cache=own,
            resolver=PythonResolver(progress_callback=progress),
            remote_repos={"named": repository.rstrip("/")} if repository else None,
            timeout=NETWORK_TIMEOUT,
        )
        group, artifact, version, classifier = jar.parts
        try:
            file = context.project(group, artifact).at_version(version).artifact(classifier).resolve()
        except (requests.RequestException, RuntimeError) as error:
            advance(-received)
            if attempt + 1 < TRIES:
                time.sleep(2**attempt)
                continue
            raise FetchError(
                f"{jar.coordinate} (into {folder})",
                f"cannot be downloaded: {_first_line(error)}",
                f"Check that this machine reaches {repository or 'Maven Central'}. {REMEDY}",
            ) from error
        advance(jar.size - received)
        if not _verified(file, jar):
            raise FetchError(
                f"{jar.coordinate} (into {folder})",
                f"what was downloaded is not the pinned file: its size or SHA-256 differs from {jar.sha256[:12]}…",
                "It was discarded. Do not go on before you know who changed it.",
            )
        file.replace(folder / jar.file_name)
        return


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


@contextmanager
def _progress(title: str, size: int, console: Console) -> Iterator[Advance]:
    if not console.is_terminal:
        started = time.monotonic()
        console.print(f"{title} …", highlight=False)
        yield lambda _size: None
        console.print(f"Fetched in {time.monotonic() - started:.0f} s.", highlight=False)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(title, total=size)
        yield lambda size: progress.advance(task, size)
