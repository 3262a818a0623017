"""KeyRules and SameRules -> functions of a row's cells that give an entity's id, and judgements of what it is."""

from collections.abc import Callable, Sequence

from ingest.table import airport
from ingest.table.expression import Cells, Places
from ingest.table.mapping import KeyRule, SameRule
from schema import identity
from schema.claim import SAME_AS, Claim, Modality
from schema.errors import InvalidValueError
from schema.values.location import LOCATION

Identify = Callable[[Cells], str | None]
Values = Callable[[Cells], tuple[str, ...] | None]
#: Kilometres to the gazetteer's airport of the key's code; None where there is no such airport or no position.
Distance = Callable[[Cells, str], float | None]
Judge = Callable[[str, Cells], Claim | None]

#: Ids that are kept, so that a thing named by many rows is hashed once.
_KEPT = 65_536


def bind_keys(noun: str, rules: Sequence[KeyRule], places: Places, *, kept: bool = True) -> Identify:
    """The id by the first of the keys that a row has. A key whose value cannot be read is one that it has not.

    `kept`: ids are kept for the next row that names the same thing.
    """
    keys = [_bind_key(noun, rule, places, _KEPT if kept else 0) for rule in rules]
    if len(keys) == 1:
        return keys[0]

    def identify(cells: Cells) -> str | None:
        return next((found for key in keys if (found := key(cells)) is not None), None)

    return identify


def _bind_key(noun: str, rule: KeyRule, places: Places, room: int) -> Identify:
    read = _values(rule, places)
    distance = _distance(rule, places)
    scheme = rule.scheme
    kept: dict[tuple[str, ...], str] = {}

    def identify(cells: Cells) -> str | None:
        values = read(cells)
        if values is None:
            return None
        if distance is not None:
            km = distance(cells, values[0])
            if km is None or km > rule.km:
                return None
        if not room:
            return identity.keyed(noun, scheme, *values)
        found = kept.get(values)
        if found is None:
            if len(kept) >= room:
                kept.clear()
            found = kept[values] = identity.keyed(noun, scheme, *values)
        return found

    return identify


def _values(rule: KeyRule, places: Places) -> Values:
    reads = [value.bind(places) for value in rule.values]
    packs = [field.type.pack if field else str for field in rule.fields]
    if len(reads) == 1 and packs[0] is str:
        (only,) = reads

        def read_one(cells: Cells) -> tuple[str, ...] | None:
            value = only(cells)
            return None if value is None else (str(value),)

        return read_one

    def read(cells: Cells) -> tuple[str, ...] | None:
        found = []
        for one, pack in zip(reads, packs, strict=True):
            try:
                value = one(cells)
                if value is None:
                    return None
                found.append(str(pack(value)))
            except InvalidValueError:
                return None
        return tuple(found)

    return read


def _distance(rule: KeyRule, places: Places) -> Distance | None:
    if rule.near is None:
        return None
    read = rule.near.bind(places)

    def distance(cells: Cells, code: str) -> float | None:
        position = read(cells)
        if position is None:
            return None
        try:
            packed = LOCATION.pack(position)
        except InvalidValueError:
            return None
        assert isinstance(packed, dict)
        north, east = packed["latitude"], packed["longitude"]
        assert isinstance(north, float) and isinstance(east, float)
        return airport.distance_to(code, north, east)

    return distance


def bind_same(noun: str, rule: SameRule, places: Places) -> Judge:
    """The judgement that an entity is, or may be, the one of another key."""
    read = _values(rule.key, places)
    identify = _bind_plain(noun, rule.key)
    distance = _distance(rule.key, places)
    when = rule.when.bind(places) if rule.when else None
    scheme = rule.key.scheme

    def judge(subject: str, cells: Cells) -> Claim | None:
        if when is not None and not when(cells):
            return None
        values = read(cells)
        if values is None:
            return None
        other = identify(values)
        if other == subject:
            return None
        if rule.possible is not None:
            return Claim(subject, SAME_AS, object=other, modality=Modality.POSSIBLE, method=rule.possible)
        if distance is None:
            method = rule.method or f"equal {scheme}"
            score = 1.0 if rule.score is None else rule.score
            return Claim(subject, SAME_AS, object=other, method=method, score=score)
        return _placed(subject, other, values[0], distance(cells, values[0]), rule)

    return judge


def _placed(subject: str, other: str, code: str, km: float | None, rule: SameRule) -> Claim:
    if km is not None and km <= rule.key.km:
        method = rule.method or f"{rule.key.scheme} within {rule.key.km:.0f} km of {airport.source()}"
        # Full trust where they lie together, half at fifty kilometres.
        score = round(1 - km / 100, 2) if rule.score is None else rule.score
        return Claim(subject, SAME_AS, object=other, method=method, score=score)
    known = f"lies {km:.0f} km from" if km is not None else "is not in, or cannot be placed against,"
    method = f"{rule.key.scheme} {code} {known} {airport.source()}"
    return Claim(subject, SAME_AS, object=other, modality=Modality.POSSIBLE, method=method)


def _bind_plain(noun: str, rule: KeyRule) -> Callable[[tuple[str, ...]], str]:
    kept: dict[tuple[str, ...], str] = {}

    def identify(values: tuple[str, ...]) -> str:
        found = kept.get(values)
        if found is None:
            if len(kept) >= _KEPT:
                kept.clear()
            found = kept[values] = identity.keyed(noun, rule.scheme, *values)
        return found

    return identify
