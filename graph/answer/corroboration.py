"""A journey as told and journeys as seen -> whether each supports it, contradicts it or cannot speak to it, and why."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.answer.reading import Path, Reader, Reading
from graph.answer.shape import Slot
from schema.corroboration import Corroboration
from schema.values.location import distance_km
from schema.values.value import Point

Verdict = Literal["SUPPORTS", "CONTRADICTS", "CANNOT_SAY"]
Agreement = Literal["AGREES", "DISAGREES", "UNKNOWN"]
#: The aspect that is when they were.
PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a journey begins or ends: one of several, if it has several. `sure`: it is said to be so, of this one."""

    id: str
    point: Point | None
    wide: bool
    area: str | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of a journey: milliseconds of its start and end, None unknown, things by aspect, places by end."""

    start: int | None
    end: int | None
    shared: Mapping[str, Collection[str]]
    ends: Mapping[str, Sequence[Place]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, what it rests on, aspect by aspect, and why in words."""

    verdict: Verdict
    aspects: Mapping[str, Agreement]
    reason: str


def judge(told: Account, seen: Account, how: Corroboration) -> Judged:
    """What a journey that was seen, at a time when the told one may have been, says of it.

    It *supports* where something ties them, a place agrees and nothing disagrees. It *contradicts* where one and the
    same craft was under way on it through all the time that the told one may have taken, and to or from elsewhere.
    All else leaves it open: a craft makes many flights, and one that was not seen may still have been.
    """
    aspects: dict[str, Agreement] = {each.name: _shared(told, seen, each.name) for each in how.shared}
    aspects |= {end: _places(told.ends.get(end, ()), seen.ends.get(end, ()), how) for end in how.ends}
    aspects[PERIOD] = "AGREES" if _within(seen, told) or _within(told, seen) else "UNKNOWN"
    ties = [each.name for each in how.shared if aspects[each.name] == "AGREES"]
    apart = [name for name, found in aspects.items() if found == "DISAGREES"]
    places = [end for end in how.ends if aspects[end] == "AGREES"]
    elsewhere = [end for end in how.ends if aspects[end] == "DISAGREES"]
    one = [each.name for each in how.shared if each.one and each.name in ties]
    if one and elsewhere and _within(told, seen):
        return Judged("CONTRADICTS", aspects, f"the same {one[0]} was under way then, with another {elsewhere[0]}")
    if not ties:
        return Judged("CANNOT_SAY", aspects, "nothing ties the two but time and place")
    if apart:
        return Judged("CANNOT_SAY", aspects, f"it has another {apart[0]}, and both may have been")
    if not places:
        return Judged("CANNOT_SAY", aspects, f"the same {ties[0]}, but no place of both is known")
    return Judged("SUPPORTS", aspects, f"the same {' and '.join([*ties, *places])}, at a time that is possible")


def _shared(told: Account, seen: Account, name: str) -> Agreement:
    one, other = set(told.shared.get(name, ())), set(seen.shared.get(name, ()))
    if not one or not other:
        return "UNKNOWN"
    return "AGREES" if one & other else "DISAGREES"


def _places(told: Sequence[Place], seen: Sequence[Place], how: Corroboration) -> Agreement:
    """They agree where one of each do; they disagree where all surely do not, and where it was seen is sure."""
    found = {_place(one, other, how) for one in told for other in seen}
    if "AGREES" in found:
        return "AGREES"
    return "DISAGREES" if found == {"DISAGREES"} and all(one.sure for one in seen) else "UNKNOWN"


def _place(told: Place, seen: Place, how: Corroboration) -> Agreement:
    if told.id == seen.id:
        return "AGREES"
    if told.wide or seen.wide:
        if told.area is None or seen.area is None:
            return "UNKNOWN"
        # In one country may be anywhere in it; a region of it need not be where the other is.
        return "DISAGREES" if told.area != seen.area else "AGREES" if told.wide and not seen.wide else "UNKNOWN"
    if told.point is None or seen.point is None:
        return "UNKNOWN"
    return "AGREES" if distance_km(told.point, seen.point) <= how.near else "DISAGREES"


def _within(inner: Account, outer: Account) -> bool:
    """Whether one surely lies within the other's time."""
    ends = (inner.start, inner.end, outer.start, outer.end)
    if None in ends:
        return False
    assert inner.start is not None and inner.end is not None and outer.start is not None and outer.end is not None
    return outer.start <= inner.start and inner.end <= outer.end


@dataclass(frozen=True, slots=True)
class VerdictsReader:
    """How the verdicts are told: `limit` is the parameter of `first`, `asked` whether it was given, or what tells."""

    path: Path
    limit: str
    asked: bool | str
    parts: Sequence[tuple[Slot, str | Reader | tuple[tuple[str, str], ...]]]
    name: str

    def of(self, found: Sequence[tuple[Judged, Any]], reading: Reading) -> list[dict[str, Any]]:
        """At most as many as asked for; those that say something come first."""
        most: int = reading.values[self.limit]
        if len(found) > most and not (self.asked if isinstance(self.asked, bool) else reading.values[self.asked]):
            reading.partial[self.path] = None
        return [self._one(judged, row, reading) for judged, row in reading.counted([*found[:most]])]

    def _one(self, judged: Judged, row: Any, reading: Reading) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for slot, part in self.parts:
            if not reading.holds(slot.when):
                continue
            if isinstance(part, str):
                pieces = {"verdict": judged.verdict, "reason": judged.reason, "__typename": self.name}
                told[slot.key] = pieces[part]
            elif isinstance(part, tuple):
                told[slot.key] = [
                    {key: {"name": name, "agreement": agreement, "__typename": "Aspect"}[piece] for key, piece in part}
                    for name, agreement in judged.aspects.items()
                ]
            else:
                told[slot.key] = part(row, reading)
        return told


_RANKS = ("SUPPORTS", "CONTRADICTS", "CANNOT_SAY")


def corroboration_reader(
    parts: Sequence[tuple[Slot, str | VerdictsReader]], how: Corroboration, most: int, name: str
) -> Reader:
    """`[[account, [[account, id, row]…]]]`, of one journey more than are looked at -> verdicts, and how many of each.

    The list is empty where there is nothing that could be seen.
    """

    def read(value: Any, reading: Reading) -> dict[str, Any]:
        judged = sorted(_judged(value, how, most), key=lambda each: (_RANKS.index(each[0].verdict), each[1]))
        counts = {verdict: sum(each.verdict == verdict for each, *_ in judged) for verdict in _RANKS}
        pieces: dict[str, Any] = {
            "supports": counts["SUPPORTS"],
            "contradicts": counts["CONTRADICTS"],
            "cannotSay": counts["CANNOT_SAY"],
            "truncated": any(len(rows) > most for _, rows in value),
            "__typename": name,
        }
        found = [(each, row) for each, _, row in judged]
        return {
            slot.key: pieces[part] if isinstance(part, str) else part.of(found, reading)
            for slot, part in parts
            if reading.holds(slot.when)
        }

    return read


def _judged(value: Sequence[Any], how: Corroboration, most: int) -> Iterator[tuple[Judged, str, Any]]:
    for own, rows in value:
        told = _account(own, how)
        for seen, identifier, row in rows[:most]:
            yield judge(told, _account(seen, how), how), identifier, row


def _account(value: Sequence[Any], how: Corroboration) -> Account:
    start, end, shared, ends = value
    return Account(
        start,
        end,
        {each.name: {*ids} for each, ids in zip(how.shared, shared, strict=True)},
        {name: [_stored(each, how) for each in places] for name, places in zip(how.ends, ends, strict=True)},
    )


def _stored(place: Sequence[Any], how: Corroboration) -> Place:
    identifier, latitude, longitude, extent, area, sure = place
    point = None if latitude is None or longitude is None else Point(latitude, longitude)
    return Place(identifier, point, extent in how.extent[1], area, sure)
