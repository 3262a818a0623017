"""The committed lock pins every jar of one Neo4j release."""

from dataclasses import replace
from pathlib import Path

from graph.server.jars import Jar, Lock, read_lock


def test_lock_pins_every_jar() -> None:
    lock = read_lock()
    assert lock.jars[0].coordinate == f"org.neo4j:neo4j:{lock.version}"
    assert len(lock.jars) > 200
    for jar in lock.jars:
        assert jar.size > 0
        assert len(bytes.fromhex(jar.sha256)) == 32
    assert len({jar.file_name for jar in lock.jars}) == len(lock.jars)


def test_lock_serves_every_platform() -> None:
    classifiers = {jar.parts[3] for jar in read_lock().jars}
    assert {"linux-x86_64", "linux-aarch_64", "osx-x86_64", "osx-aarch_64"} <= classifiers


def test_names_follow_the_coordinate() -> None:
    plain, native = Jar("g.h:a:1.0", 1, ""), Jar("g.h:a:1.0:linux", 1, "")
    assert (plain.file_name, plain.parts) == ("a-1.0.jar", ("g.h", "a", "1.0", ""))
    assert (native.file_name, native.parts) == ("a-1.0-linux.jar", ("g.h", "a", "1.0", "linux"))
    assert Lock((plain, native)).paths(Path("c")) == (Path("c/a-1.0.jar"), Path("c/a-1.0-linux.jar"))


def test_digest_changes_with_any_checksum() -> None:
    lock = read_lock()
    first, *rest = lock.jars
    assert Lock((replace(first, sha256="0" * 64), *rest)).digest != lock.digest
