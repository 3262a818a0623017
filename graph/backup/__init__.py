"""All that a database keeps <-> one compressed file."""

from graph.backup.backup import Kept, backup
from graph.backup.read import Backup, read_backup
from graph.backup.restore import restore

__all__ = ["Backup", "Kept", "backup", "read_backup", "restore"]
