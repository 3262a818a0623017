"""How the private Neo4j is to run."""

from dataclasses import dataclass, field
from pathlib import Path

from graph.server.fetch import default_cache_dir

_UNITS = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}


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

    @property
    def asked(self) -> int:
        """Bytes of the heap that all that is asked and written at one time may take together: half of it.

        Neo4j would give 70 %. What it keeps besides (plans, caches, connections) then fills the rest after a while, and
        one question too large ends the server instead of being refused.

        >>> ServerSettings(heap="512m").asked == 256 * 1024**2, ServerSettings(heap="2097152").asked == 1024**2
        (True, True)
        """
        number, unit = self.heap[:-1], self.heap[-1:].lower()
        return (int(number) * _UNITS[unit] if unit in _UNITS else int(self.heap)) // 2
