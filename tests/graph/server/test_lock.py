"""The lock's writer resolves, measures and hashes; here from a Maven cache of two small projects."""

import hashlib
from pathlib import Path

import pytest

from graph.server.jars import Jar
from graph.server.lock import lock_jars

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>
<dependencies>{dependencies}</dependencies></project>"""
NEEDED = """<dependency><groupId>{0}</groupId><artifactId>{1}</artifactId><version>{2}</version><scope>{3}</scope>
</dependency>"""


def publish(cache: Path, group: str, artifact: str, version: str, dependencies: str = "") -> bytes:
    folder = cache / group.replace(".", "/") / artifact / version
    folder.mkdir(parents=True)
    pom = POM.format(group=group, artifact=artifact, version=version, dependencies=dependencies)
    (folder / f"{artifact}-{version}.pom").write_text(pom)
    content = f"jar of {artifact}".encode()
    (folder / f"{artifact}-{version}.jar").write_bytes(content)
    return content


def pinned(coordinate: str, content: bytes) -> Jar:
    return Jar(coordinate, len(content), hashlib.sha256(content).hexdigest())


def test_locks_the_server_first_and_what_it_needs_to_run(tmp_path: Path) -> None:
    needs = NEEDED.format("a.b", "used", "2", "compile") + NEEDED.format("a.b", "tests", "3", "test")
    server = publish(tmp_path, "org.neo4j", "neo4j", "1", needs)
    used = publish(tmp_path, "a.b", "used", "2")
    assert lock_jars("1", tmp_path) == [pinned("org.neo4j:neo4j:1", server), pinned("a.b:used:2", used)]


def test_refuses_two_jars_of_one_file_name(tmp_path: Path) -> None:
    needs = NEEDED.format("a", "same", "1", "compile") + NEEDED.format("b", "same", "1", "compile")
    publish(tmp_path, "org.neo4j", "neo4j", "1", needs)
    publish(tmp_path, "a", "same", "1")
    publish(tmp_path, "b", "same", "1")
    with pytest.raises(ValueError, match="share a file name"):
        lock_jars("1", tmp_path)
