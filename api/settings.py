"""How the API is served: what it admits, and whether strangers may reach it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from api.errors import SettingsError
from api.limits import Limits

#: Shorter keys can be guessed.
_SHORTEST_KEY = 16


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """`production`: no introspection, suggestions or GraphiQL, and a key is required.

    `hosts` are those besides loopback for which the service answers. `key` is what clients send as
    `Authorization: Bearer`; without one, none is asked for. `operations`, documents by their hash, are all that is
    answered where they are given. `explorer` is the folder of the page that is served at `/`; without one, none is.
    """

    production: bool = False
    hosts: frozenset[str] = frozenset()
    key: str | None = field(default=None, repr=False)
    limits: Limits = field(default_factory=Limits)
    operations: Mapping[str, str] | None = field(default=None, repr=False)
    explorer: Path | None = None

    def __post_init__(self) -> None:
        if self.production and not self.key:
            raise SettingsError(
                "production mode needs a key: write one into a file and name it in CONTRAIL_API_KEY_FILE, "
                "for example: openssl rand -hex 32 > api.key"
            )


def read_key(path: Path) -> str:
    """The key in a file, without blanks at its ends. Raises SettingsError."""
    try:
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"CONTRAIL_API_KEY_FILE={path}: cannot be read ({error}); name a file with a key") from None
    if len(key) < _SHORTEST_KEY or any(character.isspace() for character in key):
        raise SettingsError(
            f"CONTRAIL_API_KEY_FILE={path}: a key is one word of at least {_SHORTEST_KEY} characters; "
            f"write one with: openssl rand -hex 32 > {path}"
        )
    return key
