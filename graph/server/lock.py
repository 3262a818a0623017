"""A Neo4j release -> the lock file of its jars: `python -m graph.server.lock [VERSION [MAVEN_CACHE]]`.

Run it to move to another release, then commit `jars.lock`. It resolves the Maven dependencies anew, which takes
minutes and is never done when Contrail runs.
"""

import hashlib
import sys
import tempfile
from pathlib import Path

from jgo.maven import MavenContext

from graph.server.jars import LOCK, Jar, read_lock

SERVER = "org.neo4j:neo4j"
HEADER = """\
# The jars of the private Neo4j: coordinate, bytes, sha256. Written by `python -m graph.server.lock`; do not edit.
"""


def lock_jars(version: str, repo_cache: Path) -> list[Jar]:
    """Resolve one release of the server and download, measure and hash every jar that it needs to run."""
    context = MavenContext(repo_cache=repo_cache)
    roots, others = context.resolver.resolve([context.create_dependency(f"{SERVER}:{version}")])
    jars = []
    for dependency in [*roots, *others]:
        if dependency.scope in ("test", "provided", "system") or dependency.type == "pom":
            continue
        artifact = dependency.artifact
        content = artifact.resolve().read_bytes()
        names = [artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier]
        jars.append(Jar(":".join(filter(None, names)), len(content), hashlib.sha256(content).hexdigest()))
    server, *rest = jars
    jars = [server, *sorted(rest, key=lambda jar: jar.coordinate)]
    if len({jar.file_name for jar in jars}) != len(jars):
        raise ValueError(f"two jars of {SERVER}:{version} share a file name; the flat cache cannot hold both")
    return jars


def main(arguments: list[str]) -> int:
    """Rewrite the lock beside this module for the version given, else for the one locked now."""
    version = arguments[0] if arguments else read_lock().version
    with tempfile.TemporaryDirectory() as folder:
        jars = lock_jars(version, Path(arguments[1]) if len(arguments) > 1 else Path(folder))
    lines = "".join(f"{jar.coordinate} {jar.size} {jar.sha256}\n" for jar in jars)
    Path(__file__).with_name(LOCK).write_text(HEADER + lines, "utf-8")
    print(f"{len(jars)} jars, {sum(jar.size for jar in jars) / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
