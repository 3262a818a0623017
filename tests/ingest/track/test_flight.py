"""Positions -> flights: take-offs and landings where they were seen, and nothing where they were not."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.track.field import near
from ingest.track.flight import GAP, At, How, ObservedFlight, flights
from ingest.track.position import Position

#: Mitiga and Benina, whose airfields have no other within 50 km, and a place over the sea between them.
MITIGA, BENINA, SEA = (32.894, 13.276), (32.097, 20.269), (33.5, 17.0)
FEET = 0.3048


def at(minute: float, place: tuple[float, float], altitude: float | None = None, *, ground: bool = False) -> Position:
    """A report, `altitude` in metres."""
    return Position(minute * 60, *place, None if ground else altitude, ground, "RFF7071")


def fields(flight: ObservedFlight) -> tuple[tuple[str, How] | None, tuple[str, How] | None]:
    """Where a flight began and ended, and by what that is known."""

    def told(end: At | None) -> tuple[str, How] | None:
        return (end.field.icao, end.how) if end else None

    return told(flight.origin), told(flight.destination)


def test_a_flight_from_ground_to_ground() -> None:
    track = [at(0, MITIGA, ground=True), at(1, MITIGA, 100), at(20, SEA, 9000), at(40, BENINA, 300)]
    (flight,) = flights([*track, at(41, BENINA, ground=True), at(50, BENINA, ground=True)])
    assert fields(flight) == (("HLLM", How.GROUND), ("HLLB", How.GROUND))
    assert (flight.took_off, flight.landed, flight.begin, flight.end) == (0, 41 * 60, 2, 4)
    assert (flight.first.time, flight.last.time, flight.callsign) == (60, 40 * 60, "RFF7071")


def test_what_appears_and_fades_has_no_ends() -> None:
    (flight,) = flights([at(0, SEA, 9000), at(10, (33.4, 18.0), 9000)])
    assert fields(flight) == (None, None) and flight.took_off is None and flight.landed is None


def test_a_gap_parts_two_flights_and_tells_nothing_of_what_was_between() -> None:
    gap = GAP / 60 + 11
    first, second = flights([at(0, MITIGA, ground=True), at(1, MITIGA, 90), at(10, SEA, 9000), at(10 + gap, SEA, 9000)])
    assert fields(first) == (("HLLM", How.GROUND), None) and first.landed is None
    assert fields(second) == (None, None) and second.took_off is None
    # The ground before a gap tells nothing of a take-off after it.
    (late,) = flights([at(0, MITIGA, ground=True), at(gap, SEA, 9000)])
    assert fields(late) == (None, None) and late.took_off is None


def test_low_beside_a_field_is_a_possible_end() -> None:
    (flight,) = flights([at(0, MITIGA, 150), at(20, SEA, 9000), at(40, BENINA, 132 + 250)])
    assert fields(flight) == (("HLLM", How.LOW), ("HLLB", How.LOW)) and flight.landed is None
    (high,) = flights([at(0, MITIGA, 5000), at(20, SEA, 9000)])
    assert fields(high) == (None, None)
    (unknown,) = flights([at(0, MITIGA, None), at(20, SEA, None)])
    assert fields(unknown) == (None, None)


def test_ground_far_from_any_field_names_none() -> None:
    desert = (27.0, 22.5)
    assert not near(*desert, 5.0)
    (flight,) = flights([at(0, desert, ground=True), at(1, desert, 900), at(20, SEA, 9000)])
    assert fields(flight)[0] is None and flight.took_off == 0


def test_two_fields_about_as_near_leave_it_open() -> None:
    """Between KHHR and KLAX, on the ground: either may be meant."""
    middle = (33.933, -118.372)
    distances = [distance for distance, _ in near(*middle, 5.0)]
    assert len(distances) >= 2 and distances[1] < 2 * distances[0] + 1
    (flight,) = flights([at(0, middle, ground=True), at(1, middle, 900)])
    assert flight.origin is not None and flight.origin.how is How.SEVERAL


def test_each_landing_ends_a_flight() -> None:
    circuit = [at(0, MITIGA, ground=True), at(1, MITIGA, 300), at(6, MITIGA, ground=True), at(7, MITIGA, 300)]
    found = list(flights([*circuit, at(12, MITIGA, ground=True)]))
    assert [fields(each) for each in found] == [(("HLLM", How.GROUND), ("HLLM", How.GROUND))] * 2


@given(
    st.lists(
        st.builds(
            Position, st.integers(0, 20_000).map(float), st.floats(-80, 80), st.floats(-180, 179.9),
            st.none() | st.floats(-100, 13_000), st.none() | st.booleans(),
        ),
        max_size=40,
    )
)  # fmt: skip
def test_nothing_is_invented(track: list[Position]) -> None:
    """Flights are of positions in the air, in turn and apart; whatever they name lies at one of the positions."""
    track = sorted(track, key=lambda position: position.time)
    found = list(flights(track))
    spans = [(each.begin, each.end) for each in found]
    assert all(start <= end for start, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    for each in found:
        assert not each.first.ground and not each.last.ground
        for time, end in ((each.took_off, each.origin), (each.landed, each.destination)):
            assert time is None or any(position.ground and position.time == time for position in track)
            assert end is None or (end.how is How.LOW) == (time is None)
        within = [one for one in track[each.begin - 1 : each.end] if not one.ground]
        assert all(later.time - former.time <= GAP for former, later in pairwise(within))


def test_fields_are_found_over_the_date_line() -> None:
    west = near(-16.69, 179.9, 60.0)
    east = near(-16.69, -179.9, 60.0)
    assert west and {field.icao for _, field in west} & {field.icao for _, field in east}
