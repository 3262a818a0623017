"""What must be read from the document that the project grew from: facts and spans, by rules keyed to no text."""

from dataclasses import replace

import pytest

from ingest.article import Article
from ingest.format.metadata import Metadata
from ingest.reader import Reader
from ingest.reading import FlightFact, Reading
from schema.claim import Modality, Polarity
from tests.ingest import told


def flight_to(seed: Reading, destination: str) -> FlightFact:
    found = [f for f in seed.flights if [told.called(seed, e.entity) for e in f.destination] == [destination]]
    assert len(found) == 1
    return found[0]


def type_of(seed: Reading, flight: FlightFact) -> str | None:
    assert flight.craft is not None
    record = seed.crafts[flight.craft].type
    return record.value if record else None


def test_at_least_six_il76_fly_to_al_khadim_since_december_8(seed: Reading) -> None:
    flight = flight_to(seed, "al-Khadim")
    assert flight.count is not None
    assert (flight.count.low, flight.count.high) == (6, None)
    assert type_of(seed, flight) == "IL76"
    base = seed.entities[flight.destination[0].entity]
    assert base.link is not None
    assert (base.noun, base.kind, base.link.record.scheme, base.link.record.value) == (
        "Base",
        "AIR_BASE",
        "icao",
        "HL59",
    )
    assert flight.when is not None
    period = flight.when.period
    assert period.start is not None
    assert period.end is not None
    assert (period.start.text, period.end.text, period.basis) == ("2024-12-08", "2024-12-20", "DERIVED")
    assert flight.operator is not None
    assert told.called(seed, flight.operator.entity) == "Russia"
    assert (flight.modality, flight.polarity) == (Modality.ACTUAL, Polarity.ASSERTED)
    assert flight.origin == ()


def test_four_il76_fly_from_moscow_or_minsk_to_eastern_libya(seed: Reading) -> None:
    flight = flight_to(seed, "eastern Libya")
    assert flight.count is not None
    assert flight.trips is not None
    assert (flight.count.low, flight.count.high) == (4, 4)
    assert (flight.trips.low, flight.trips.high) == (2, None)
    assert type_of(seed, flight) == "IL76"
    assert [told.called(seed, e.entity) for e in flight.origin] == ["Moscow", "Minsk"]
    # The cities, not the governments; and exactly one of the two.
    assert [seed.entities[e.entity].kind for e in flight.origin] == ["CITY", "CITY"]
    assert len({e.alternative for e in flight.origin}) == 1
    assert flight.origin[0].alternative is not None
    assert flight.when is not None
    assert flight.when.period.start is not None
    assert flight.when.period.end is not None
    assert (flight.when.period.start.text, flight.when.period.end.text) == ("2024-12-13", "2024-12-20")
    # Records are no speakers: nobody is named as saying it.
    assert flight.statement is None


def test_without_publication_the_past_week_stays_unresolved(reader: Reader, seed_article: Article) -> None:
    seed = reader.read(replace(seed_article, metadata=Metadata()))
    flight = flight_to(seed, "eastern Libya")
    assert flight.when is not None
    assert (flight.when.period.start, flight.when.period.end, flight.when.period.basis) == (None, None, "UNKNOWN")
    assert flight.when.period.text


def test_flights_from_russia_and_from_syrian_bases_go_to_benghazi(seed: Reading) -> None:
    flight = flight_to(seed, "Benghazi")
    assert [told.called(seed, e.entity) for e in flight.origin] == ["Russia", "Syrian bases"]
    assert [seed.entities[e.entity].noun for e in flight.origin] == ["Place", "Base"]
    assert [e.alternative for e in flight.origin] == [None, None]


def test_there_are_no_other_flights(seed: Reading) -> None:
    assert len(seed.flights) == 3


def test_flights_are_said_by_who_says_them(seed: Reading) -> None:
    speakers = [
        told.called(seed, seed.statements[f.statement].speaker) if f.statement is not None else None
        for f in seed.flights
    ]
    assert speakers == ["various media outlets", "Officials in Libya", None]


def test_statements_have_their_speakers(seed: Reading) -> None:
    found = [(told.called(seed, s.speaker), s.quoted) for s in seed.statements]
    assert found == [
        ("Libyan military sources", False),
        ("various media outlets", False),
        ("Officials in Libya", False),
        ("Vladimir Putin", True),
        ("Vladimir Putin", True),
    ]
    text = seed.article.text
    for statement in seed.statements[3:]:
        assert text[statement.words.start - 1] == "“"
    assert seed.entities[seed.statements[3].speaker].kind == "PERSON"


def test_an_unnamed_leader_aligned_with_the_kremlin_controls_benghazi(seed: Reading) -> None:
    controls = [r for r in seed.relations if r.predicate == "CONTROLS"]
    allied = [r for r in seed.relations if r.predicate == "ALLIED_WITH"]
    assert len(controls) == len(allied) == 1
    assert told.called(seed, controls[0].object.entity) == "Benghazi"
    assert controls[0].subject.entity == allied[0].subject.entity
    assert not seed.entities[controls[0].subject.entity].named
    # The Kremlin is the state of Russia.
    russia = seed.entities[allied[0].object.entity]
    assert (russia.noun, russia.kind, russia.country) == ("Actor", "STATE", "RU")


def test_assad_lost_power_and_nobody_is_named_as_taking_it(seed: Reading) -> None:
    lost = {told.called(seed, o.actor.entity): o for o in seed.overthrows}
    assert "Bashar al-Assad" in lost
    when = lost["Bashar al-Assad"].when
    assert when is not None
    assert (when.period.start, when.period.end, when.period.basis) == (None, None, "UNKNOWN")
    assert when.period.text == "recent"
    assert not [r for r in seed.relations if r.predicate == "OVERTHREW"]


def test_russia_operates_from_bases_in_syria(seed: Reading) -> None:
    found = told.relations(seed)
    assert "Russia OPERATES_FROM Syrian bases" in found
    assert "Syrian bases LOCATED_IN Syria" in found
    assert "al-Khadim LOCATED_IN eastern Libya" in found
    assert "Vladimir Putin LEADS Russia" in found
    assert "Syria LOCATED_IN Russia" not in found


def test_every_slot_is_its_words(seed: Reading) -> None:
    text = seed.article.text
    slots = list(told.slots(seed))
    assert len(slots) > 100
    assert all(text[slot.start : slot.end] == slot.text for slot in slots)


@pytest.mark.parametrize("name", ["post-Assad", "Middle Eastern", "Records"])
def test_what_is_no_actor_is_none(seed: Reading, name: str) -> None:
    assert name not in {n for e in seed.entities if e.noun == "Actor" for n in e.names}
