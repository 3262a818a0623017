"""One aircraft's positions -> its observed flights, each from where it was first seen in the air to where it was last.

What was not received is unknown: a flight that fades ends without a destination, one that appears begins without an
origin, and after a gap another flight begins. An airfield is named only where positions lie at it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.track.field import Airfield, near
from ingest.track.position import Position

#: Seconds without a position after which nothing is known of what happened between.
GAP = 30 * 60
#: Kilometres from an airfield's middle within which an aircraft on the ground is at it.
ON_FIELD = 5.0
#: Kilometres and metres above an airfield within which an aircraft in the air is about to land there, or just took off.
AROUND_FIELD = 10.0
LOW = 300.0


class How(StrEnum):
    """By what an airfield is known: the aircraft was on its ground; or on the ground where another field is about as
    near; or in the air and low beside it when first or last seen.
    """

    GROUND = "GROUND"
    SEVERAL = "SEVERAL"
    LOW = "LOW"


@dataclass(frozen=True, slots=True)
class At:
    """An airfield where a flight began or ended."""

    field: Airfield
    how: How


@dataclass(frozen=True, slots=True)
class ObservedFlight:
    """One flight as far as it was received; None is unknown.

    `took_off` and `landed` are the seconds between which it surely was in the air, where the ground was seen before or
    after; `begin` and `end` are the numbers of its first and last position among all of the track, from 1.
    """

    first: Position
    last: Position
    begin: int
    end: int
    callsign: str | None
    took_off: float | None
    landed: float | None
    origin: At | None
    destination: At | None


def flights(positions: Iterable[Position]) -> Iterator[ObservedFlight]:
    """The flights of one aircraft, whose positions come in the order of time. A position that repeats the time of
    another one is passed over.
    """
    flight: _Flight | None = None
    before: Position | None = None
    for number, position in enumerate(positions, 1):
        if before is not None and position.time <= before.time:
            continue
        seen = before is not None and position.time - before.time <= GAP
        if flight is not None and not seen:
            yield flight.faded()
            flight = None
        if position.ground:
            if flight is not None:
                yield flight.landed(position)
                flight = None
        elif flight is None:
            parked = before if seen and before is not None and before.ground else None
            flight = _Flight(position, number, parked)
        else:
            flight.goes_on(position, number)
        before = position
    if flight is not None:
        yield flight.faded()


class _Flight:
    """A flight while its positions are read."""

    def __init__(self, first: Position, number: int, parked: Position | None) -> None:
        self._first, self._last = first, first
        self._begin, self._end = number, number
        self._parked = parked
        self._callsign = first.callsign

    def goes_on(self, position: Position, number: int) -> None:
        """One more position in the air."""
        self._last, self._end = position, number
        self._callsign = self._callsign or position.callsign

    def landed(self, position: Position) -> ObservedFlight:
        """It is on the ground now."""
        return self._flight(position.time, _ground(position))

    def faded(self) -> ObservedFlight:
        """It was not seen any more."""
        return self._flight(None, _low(self._last))

    def _flight(self, landed: float | None, destination: At | None) -> ObservedFlight:
        parked = self._parked
        return ObservedFlight(
            self._first,
            self._last,
            self._begin,
            self._end,
            self._callsign,
            parked.time if parked else None,
            landed,
            _ground(parked) if parked else _low(self._first),
            destination,
        )


def _ground(position: Position) -> At | None:
    """The airfield on whose ground a position lies."""
    found = near(position.latitude, position.longitude, ON_FIELD)
    return At(found[0][1], How.GROUND if _alone(found) else How.SEVERAL) if found else None


def _low(position: Position) -> At | None:
    """The airfield beside which a position in the air is low."""
    if position.altitude is None:
        return None
    height = position.altitude
    found = [
        pair for pair in near(position.latitude, position.longitude, AROUND_FIELD) if height - pair[1].elevation <= LOW
    ]
    return At(found[0][1], How.LOW) if found else None


def _alone(found: list[tuple[float, Airfield]]) -> bool:
    """Whether no other airfield is nearly as near."""
    return len(found) == 1 or found[1][0] >= 2 * found[0][0] + 1
