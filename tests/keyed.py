"""A folder -> a file of keys in it, and a key that stands there."""

from pathlib import Path

from api.keys import Keys
from api.who import Role


def keyed(folder: Path, role: Role = Role.ADMIN, name: str = "tester") -> tuple[Path, str]:
    """The file, and the text of a key of this role; called again, it makes one more."""
    path = folder / "keys.json"
    return path, Keys(path).create(name, role)[1]
