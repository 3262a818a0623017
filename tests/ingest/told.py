"""Reading -> short lines that tests compare with what the rules' examples say."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from ingest.reading import FlightFact, Reading, Slot
from ingest.scheme import type_of
from schema.claim import Modality, Polarity


def called(reading: Reading, entity: int) -> str:
    """What an entity is called: a base by its shortest name, anything else by its first."""
    names = reading.entities[entity].names
    return min(names, key=len) if reading.entities[entity].noun == "Base" else names[0]


def flights(reading: Reading) -> list[str]:
    """`origins and stops > destinations` of each flight that is told as a fact."""
    return [
        " ".join(
            [*(e.words.text for e in (*flight.origin, *flight.via)), ">", *(e.words.text for e in flight.destination)]
        )
        for flight in _actual(reading)
    ]


def statements(reading: Reading) -> list[str]:
    """`speaker: words` of each statement."""
    return [f"{called(reading, s.speaker)}: {s.words.text}" for s in reading.statements]


def chains(reading: Reading) -> list[str]:
    """`first > next` of each statement that somebody passes on."""
    return [" > ".join(called(reading, end.entity) for end in s.chain) for s in reading.statements if s.chain]


def relations(reading: Reading) -> list[str]:
    """`subject PREDICATE object` of each link."""
    return [
        f"{called(reading, r.subject.entity)} {r.predicate} {called(reading, r.object.entity)}"
        for r in reading.relations
    ] + [f"{called(reading, o.owner.entity)} OWNS {_machine(reading, o.craft)}" for o in reading.owners]


def _machine(reading: Reading, craft: int) -> str:
    known = reading.crafts[craft]
    words = known.registration or known.type_words or known.mentions[0]
    return words.text


def names(found: Mapping[str, Any]) -> list[str]:
    """Actors with their other names, bases, and aircraft with number and mark, as `contrail extract` tells them."""
    return [
        *(" = ".join([a["name"], *a["aliases"]]) for a in found["actors"]),
        *(f"base {b['name']}" for b in found["bases"]),
        *(f"{a.get('count', 'some')} {a['type']} {a.get('registration', '')}".strip() for a in found["aircraft"]),
    ]


def slots(part: object) -> Iterator[Slot]:
    """Every slot in a reading, however deep."""
    if isinstance(part, Slot):
        yield part
    elif isinstance(part, tuple | list):
        for item in part:
            yield from slots(item)
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from slots(getattr(part, field.name))


def flown(reading: Reading) -> list[str]:
    """`operator | how many, of what type | origins and stops > destinations | when` of each flight told as a fact."""
    return [
        " | ".join(
            (_operator(reading, flight), _many(reading, flight), ends, flight.when.words.text if flight.when else "")
        )
        for flight, ends in zip(_actual(reading), flights(reading), strict=True)
    ]


def _actual(reading: Reading) -> list[FlightFact]:
    return [f for f in reading.flights if f.modality is Modality.ACTUAL and f.polarity is Polarity.ASSERTED]


def journeys(reading: Reading) -> list[str]:
    """`type: origins and stops > destinations` of each flight told as a fact."""
    told = zip(_actual(reading), flights(reading), strict=True)
    return [f"{_kind(reading, flight)}: {ends}".strip() for flight, ends in told]


def _kind(reading: Reading, flight: FlightFact) -> str:
    craft = reading.crafts[flight.craft] if flight.craft is not None else None
    return type_of(craft) if craft else ""


def _operator(reading: Reading, flight: FlightFact) -> str:
    return flight.operator.words.text if flight.operator else ""


def _many(reading: Reading, flight: FlightFact) -> str:
    kind = _kind(reading, flight)
    count = flight.count or flight.trips
    number = "" if count is None else f"{count.number or count.low}{'+' if count.high is None else ''}"
    return f"{number} {kind}".strip()
