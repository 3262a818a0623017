"""What is told of a movement before its places are read: the words that tell it, and who moves."""

from dataclasses import dataclass

from ingest.analysis import Placed
from ingest.extract.group import Group
from ingest.extract.lexicon import Verb


@dataclass(frozen=True, slots=True)
class FlightNoun:
    """ "flights", "trips": a movement told as a noun at a token."""

    token: int


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb of movement, or a noun (`verb` is None), at the tokens [token, after).

    What concerns it lies after `floor`, where the trigger before ends, and before `limit`, where the next begins.
    Where a verb is left out, `mover` is who moves and `lead` where the verb stands: "A flew to X, B to Y".
    """

    token: int
    after: int
    verb: Verb | None
    floor: int = 0
    limit: int = 0
    mover: Group | None = None
    lead: int = -1

    @property
    def carries(self) -> bool:
        """ "The airline brought them in an A321": the subject is who flies it, the object is on board."""
        return self.verb is not None and (self.verb.cargo or self.verb.base == "move")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who moves; `same` says that it is who moved by the verb before.

    `retold`: its flight was told already: "it was the third flight from X".
    """

    groups: tuple[Group, ...] = ()
    noun: FlightNoun | None = None
    actor: Placed | None = None
    same: bool = False
    taken_up: bool = False
    retold: bool = False

    @property
    def others(self) -> bool:
        """Whether some of it is counted beside, or out of, machines told before: "two more", "one of them"."""
        return any(group.of is not None for group in self.groups)

    @property
    def part(self) -> bool:
        """ "The first of them", "the remaining four": some of those whose flight is told, which has none of its own.

        What is not told of it anew (where it went, that it went at all) is told already.
        """
        return any(group.part for group in self.groups)

    @property
    def further(self) -> bool:
        """ "Two more": machines beside those told before, which go where those went."""
        return self.others and not self.part
