"""Who asks: a name that what they write bears, and what they may do."""

from dataclasses import dataclass
from enum import IntEnum

from api.errors import RoleError


class Role(IntEnum):
    """What somebody may do; each role may do what those before it may."""

    READER = 1
    EDITOR = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        """Its name as settings and commands write it."""
        return self.name.lower()


#: Roles by their names.
ROLES = {role.word: role for role in Role}


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks; `key` is the id of the key that was shown, where one was."""

    name: str
    role: Role
    key: str | None = None

    def need(self, role: Role, what: str) -> None:
        """Nothing, where they may do what needs this role. Raises RoleError."""
        if self.role < role:
            raise RoleError(what, role.word, self.role.word)


#: The name of whoever asks on the service's own machine without a key.
LOCAL_NAME = "local"
#: Whoever asks on one's own machine, where no keys were made.
LOCAL = Who(LOCAL_NAME, Role.ADMIN)
