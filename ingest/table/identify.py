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
#: Makes no, one or two judgements of a subject.
Judge = Callable[[str, Cells], tuple[Claim, ...]]

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
    """The judgement that an entity is, or may be, the one of another key.

    A key that holds only near the gazetteer's airport gives a hint as well, or alone where it does not hold: equal
    codes are candidates wherever they lie.
    """
    read = _values(rule.key, places)
    distance = _distance(rule.key, places)
    when = rule.when.bind(places) if rule.when else None
    scheme, possible = rule.key.scheme, rule.possible
    method = rule.method or f"equal {scheme}"
    score = 1.0 if rule.score is None else rule.score

    def judge(subject: str, cells: Cells) -> tuple[Claim, ...]:
        if when is not None and not when(cells):
            return ()
        values = read(cells)
        if values is None:
            return ()
        if possible is not None:
            return (_may_be(subject, identity.hint(noun, scheme, *values), possible),)
        other = identity.keyed(noun, scheme, *values)
        if distance is not None:
            hint = identity.hint(noun, scheme, *values)
            return _placed(subject, other, hint, values[0], distance(cells, values[0]), rule)
        return (Claim(subject, SAME_AS, object=other, method=method, score=score),) if other != subject else ()

    return judge


def _may_be(subject: str, hint: str, reason: str) -> Claim:
    return Claim(subject, SAME_AS, object=hint, modality=Modality.POSSIBLE, method=reason)


def _placed(subject: str, other: str, hint: str, code: str, km: float | None, rule: SameRule) -> tuple[Claim, ...]:
    scheme, farthest = rule.key.scheme, rule.key.km
    if km is None:
        return (_may_be(subject, hint, f"{scheme} {code} is not in, or cannot be placed against, {airport.source()}"),)
    if km > farthest:
        return (_may_be(subject, hint, f"{scheme} {code} lies {km:.0f} km from {airport.source()}"),)
    candidate = _may_be(subject, hint, f"equal {scheme} codes")
    if other == subject:
        return (candidate,)
    method = rule.method or f"{scheme} within {farthest:.0f} km of {airport.source()}"
    # Full trust where they lie together, half at fifty kilometres.
    score = round(1 - km / 100, 2) if rule.score is None else rule.score
    return Claim(subject, SAME_AS, object=other, method=method, score=score), candidate
