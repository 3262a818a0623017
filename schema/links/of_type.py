"""OF_TYPE: the make of an aircraft, or of the aircraft that flew a flight."""

from schema.link import Link

AIRCRAFT_OF_TYPE = Link(
    type="OF_TYPE",
    sources=("Aircraft",),
    target="AircraftType",
    field="aircraftType",
    back="aircraft",
    doc="The make of an aircraft.",
    exclusive=True,
)
FLIGHT_OF_TYPE = Link(
    type="OF_TYPE",
    sources=("Flight",),
    target="AircraftType",
    field="aircraftType",
    back="flights",
    doc="The make of the aircraft that flew a flight.",
)
