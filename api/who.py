"""Who asks: a name that what they write bears, and what they may do."""

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What somebody may do; each role may do what those before it may."""

    READER = 1
    EDITOR = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks."""

    name: str
    role: Role


#: Whoever asks on one's own machine, where no keys were made.
LOCAL = Who("local", Role.ADMIN)
