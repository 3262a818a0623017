"""A data directory -> the private Neo4j's home: its folders, configuration, password and logs."""

import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DataDirectoryError

USER = "neo4j"
FOLDERS = ("conf", "data", "import", "logs", "plugins", "run")
SPACE_NEEDED = 200_000_000  # bytes: an empty store with its logs, and room to recover it
REMEDY = "Name a folder that you may write to with --data-dir or CONTRAIL_DATA_DIR."

CONFIGURATION = """\
# Written anew at every start; edits are lost.
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
server.memory.pagecache.size={page_cache}
dbms.memory.transaction.total.max={asked}
# A log of 256 MB for each database is not set aside in advance: most graphs here are small.
db.tx_log.preallocate=false
db.tx_log.rotation.size=64M
db.tx_log.rotation.retention_policy=200M size
db.logs.query.enabled=OFF
# Clients are gone when we stop; the default waits twice five seconds for them.
internal.server.bolt.thread_pool_shutdown_wait_time=500ms
internal.server.bolt.connection_shutdown_wait_time=500ms
"""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder `neo4j` of a data directory, readable by its owner only."""

    folder: Path

    @property
    def logs(self) -> Path:
        """Where the server writes: `neo4j.log`, `debug.log`, and `console.log` for what the JVM prints."""
        return self.folder / "logs"

    @property
    def log(self) -> Path:
        """The server's own log, of all its starts."""
        return self.logs / "neo4j.log"

    @property
    def console(self) -> Path:
        """What the JVM printed since its last start; nothing, if all is well."""
        return self.logs / "console.log"

    @property
    def password_file(self) -> Path:
        """The server's own password, mode 0600."""
        return self.folder / "password"

    def prepare(self, port: int, page_cache: str, asked: int) -> None:
        """Make the folders, the password (once) and the configuration; raises DataDirectoryError.

        `asked` is how many bytes all that is asked and written at one time may take.
        """
        try:
            for name in FOLDERS:
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            text = CONFIGURATION.format(port=port, page_cache=page_cache, asked=asked)
            (self.folder / "conf" / "neo4j.conf").write_text(text, "utf-8")
            free = shutil.disk_usage(self.folder).free
            if free < SPACE_NEEDED:
                raise DataDirectoryError(
                    f"data directory {self.folder}",
                    f"{free / 1e6:.0f} MB are free and {SPACE_NEEDED / 1e6:.0f} MB are needed",
                    "Free some space, or name another folder with --data-dir or CONTRAIL_DATA_DIR.",
                )
            if not (self.folder / "data" / "databases" / "system").exists():
                self._set_first_password()
        except OSError as error:
            raise unusable(self.folder, error) from error

    def password(self) -> str:
        """Read the password; raises DataDirectoryError if its file is gone or unreadable."""
        try:
            return self.password_file.read_text("ascii")
        except FileNotFoundError as error:
            raise DataDirectoryError(
                str(self.password_file),
                "the password of the private Neo4j is gone, and its store does not open without it",
                f"Put the file back, or move {self.folder} away to start with an empty graph.",
            ) from error
        except OSError as error:
            raise unusable(self.folder, error) from error

    def _set_first_password(self) -> None:
        """Choose the password and leave it where a server that has no users yet looks for it.

        The same line is what `neo4j-admin dbms set-initial-password` writes, which would show the password in the
        list of processes. Until the system database exists this may run again, with a new password.
        """
        password = secrets.token_urlsafe(24)
        salt = secrets.token_bytes(32)
        digest = salt + password.encode()
        for _ in range(1024):
            digest = hashlib.sha256(digest).digest()
        accounts = self.folder / "data" / "dbms"
        accounts.mkdir(exist_ok=True)
        write_private(self.password_file, password)
        write_private(accounts / "auth.ini", f"{USER}:SHA-256,{digest.hex()},{salt.hex()},1024:\n")


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step; it is never readable by others, not even while it is written."""
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def unusable(folder: Path, error: OSError) -> DataDirectoryError:
    """Say that a data directory cannot be used, in the words of the operating system."""
    return DataDirectoryError(f"data directory {folder}", error.strerror or str(error), REMEDY)
