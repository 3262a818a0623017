"""One position report: where an aircraft was, when, and whether it was on the ground."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """`time` is seconds of UTC since 1970, `altitude` metres above mean sea level; None is not known.

    `ground` is what the aircraft itself says: None where the report does not tell.
    """

    time: float
    latitude: float
    longitude: float
    altitude: float | None = None
    ground: bool | None = None
    callsign: str | None = None


@dataclass(frozen=True, slots=True)
class Craft:
    """The aircraft that a track is of, as the receiver's own tables name it; None is not told."""

    icao24: str
    registration: str | None = None
    type: str | None = None
    operator: str | None = None
