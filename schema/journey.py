"""Journey: how things of a noun lead from one place to another, and when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Journey:
    """What paths know of a noun whose things are journeys; all are names of its links and fields.

    `begin` and `end` are its links to where a journey starts and stops, `stops` that to where it was on its way, in no
    order that is told; `place` is the field of those that locates them. `void` is the yes or no that tells it never
    happened. `spans` are Periods from departure to arrival, the surest first; `within` is one that it took place in.
    """

    begin: str
    end: str
    place: str
    void: str
    spans: tuple[str, ...]
    within: str
    stops: str | None = None
