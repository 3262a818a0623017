"""How the API is served: what it admits, and whether strangers may reach it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from api.admission import Admission
from api.errors import SettingsError
from api.keys import Keys
from api.limits import Limits
from api.who import ROLES, Role
from graph.changelog import KEPT

#: An origin as browsers send it.
_ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?")
#: What `loopback` is where those on this machine need a key too.
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """`production`: no introspection, suggestions or GraphiQL, and nobody is let in without a key.

    `hosts` are those besides loopback for which the service answers. `keys` is the file of those who may ask from
    elsewhere. `loopback` is the role of those on this machine who show no key, or "none"; where it is None, they may do
    everything until a key stands or in production, and then nothing. `operations`, documents by their hash, are all
    that is answered where they are given. `explorer` is the folder of the page that is served at `/`; without one, none
    is. `origins` are those whose pages may ask, beside the service's own. `kept` are the changes that writes leave in
    the change log; claims of articles with a score under `review_below` are held for review. `uploads` is
    the folder of files that clients send; without one, none are taken. `mappings` are the names of those by which
    tables can be loaded. `rehearsed` are documents whose queries the database plans once the service has started; the
    others it plans when they are asked.
    """

    production: bool = False
    hosts: frozenset[str] = frozenset()
    keys: Path | None = None
    loopback: str | None = None
    limits: Limits = field(default_factory=Limits)
    operations: Mapping[str, str] | None = field(default=None, repr=False)
    explorer: Path | None = None
    origins: frozenset[str] = frozenset()
    kept: int = KEPT
    review_below: float = 0.8
    uploads: Path | None = None
    mappings: tuple[str, ...] = ()
    rehearsed: tuple[str, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if self.loopback not in {None, NOTHING, *ROLES}:
            roles = ", ".join(ROLES)
            raise SettingsError(f"CONTRAIL_LOOPBACK={self.loopback}: it is no role; write {NOTHING}, {roles}")
        for origin in self.origins:
            # A page of anywhere could ask what is open to this machine alone, so that `*` is none.
            if not _ORIGIN.fullmatch(origin):
                raise SettingsError(
                    f"CONTRAIL_ORIGINS={origin}: it is no origin; write it like https://map.example.org"
                )

    @property
    def admission(self) -> Admission:
        """Who is let in."""
        default = None if self.production else Role.ADMIN
        role = default if self.loopback is None else ROLES.get(self.loopback)
        return Admission(Keys(self.keys), role, until_keys=self.loopback is None)
