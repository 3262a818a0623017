"""The committed lock file -> the jars that make the private Neo4j, each with its size and checksum."""

import hashlib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

LOCK = "jars.lock"


@dataclass(frozen=True, slots=True)
class Jar:
    """One file of Maven Central: `coordinate` is group:artifact:version or group:artifact:version:classifier."""

    coordinate: str
    size: int  # bytes
    sha256: str  # of the file, hexadecimal

    @property
    def file_name(self) -> str:
        """Its name in the cache; unique within a lock (the lock's writer checks it)."""
        return "-".join(self.coordinate.split(":")[1:]) + ".jar"

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """Group, artifact, version, classifier (empty when it has none)."""
        group, artifact, version, *classifier = self.coordinate.split(":")
        return group, artifact, version, classifier[0] if classifier else ""


@dataclass(frozen=True, slots=True)
class Lock:
    """All jars of one Neo4j release, in class path order; the first is the server itself."""

    jars: tuple[Jar, ...]

    @property
    def version(self) -> str:
        """The Neo4j release."""
        return self.jars[0].parts[2]

    @property
    def size(self) -> int:
        """Bytes of all jars."""
        return sum(jar.size for jar in self.jars)

    @property
    def digest(self) -> str:
        """Short name of exactly this set of jars."""
        text = "\n".join(f"{jar.coordinate} {jar.sha256}" for jar in self.jars)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def paths(self, folder: Path) -> tuple[Path, ...]:
        """Where the jars lie in a cache folder."""
        return tuple(folder / jar.file_name for jar in self.jars)


def read_lock() -> Lock:
    """Read the lock that ships with this package."""
    text = resources.files("graph.server").joinpath(LOCK).read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return Lock(tuple(Jar(coordinate, int(size), sha256) for coordinate, size, sha256 in rows))
