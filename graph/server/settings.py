"""How the private Neo4j is to run."""

from dataclasses import dataclass, field
from pathlib import Path

from graph.server.fetch import default_cache_dir


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Sizes are written as the JVM and Neo4j take them (512m, 2g); times are seconds."""

    cache_dir: Path = field(default_factory=default_cache_dir)  # where the jars are kept, for all data directories
    repository: str | None = None  # URL of the Maven repository to fetch them from; None: Maven Central
    heap: str = "1g"  # at most; the JVM starts with less
    page_cache: str = "256m"
    port: int | None = None  # Bolt on 127.0.0.1; None: one that is free
    # By default the JVM stops for a full collection when its classes outgrow 21 MB, each time they outgrow more, and
    # each time it has compiled another 15 % of what it may hold of compiled code.
    java_options: tuple[str, ...] = ("-XX:+UseParallelGC", "-XX:MetaspaceSize=256m", "-XX:SweeperThreshold=60")
    start_timeout: float = 120.0
    stop_timeout: float = 30.0  # then the server is killed; it recovers at its next start
    brief: bool = False  # it ends with a command: it compiles quickly, since what it compiled well would come too late
