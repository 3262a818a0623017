"""Rules for fields, links and judgements -> functions that add an entity's claims of one row to a list."""

from collections.abc import Callable, Sequence

from ingest.table.condition import Test
from ingest.table.errors import UnfitValueError
from ingest.table.expression import Cells, Places
from ingest.table.identify import Judge, bind_keys, bind_same
from ingest.table.mapping import VARIABLES, Each, FieldRule, SameRule, Target
from schema.claim import Claim, Polarity
from schema.errors import InvalidValueError

#: The entities of a row, in the mapping's order: the ids of each, and the cells that speak of it.
Things = Sequence[Sequence[tuple[str, Cells]]]
#: Adds claims of the subject to the list. Raises UnfitValueError.
Speak = Callable[[str, Cells, Things, list[Claim]], None]
#: Cells -> cells with the variables of each repeated thing.
Expand = Callable[[Cells], Sequence[Cells]]

#: Indexed text beyond this many bytes cannot be stored.
_INDEXED_BYTES = 4000
_ASSERTED = Polarity.ASSERTED


def unfit(columns: Sequence[str], places: Places, cells: Cells, reason: str) -> UnfitValueError:
    """The error for a value made of these columns (variables aside)."""
    named = [name for name in columns if not name.startswith("$")]
    return UnfitValueError(", ".join(named), ", ".join(cells[places[name]] for name in named), reason)


def bind_field(rule: FieldRule, places: Places, unreadable: dict[str, int]) -> Speak:
    """A field's value, or its values; those that may be left out are counted in `unreadable` by their columns."""
    key, pack, modality, columns = rule.field.name, rule.field.type.pack, rule.modality, rule.value.columns
    if rule.value.constant is not None:
        constant = pack(rule.value.constant)
        return lambda subject, cells, things, claims: claims.append(
            Claim(subject, key, constant, None, _ASSERTED, modality)
        )
    read = rule.value.bind(places)
    many, indexed, name = rule.value.many, bool(rule.field.index), ", ".join(columns)

    def speak(subject: str, cells: Cells, things: Things, claims: list[Claim]) -> None:
        try:
            value = read(cells)
            if value is None:
                return
            if many and isinstance(value, list):
                found = list({str(one): one for one in map(pack, value)}.values())
            else:
                found = [pack(value)]
        except InvalidValueError as error:
            if not rule.leave:
                raise unfit(columns, places, cells, str(error)) from None
            unreadable[name] = unreadable.get(name, 0) + 1
            return
        for one in found:
            if indexed and isinstance(one, str) and len(one) * 4 > _INDEXED_BYTES < len(one.encode()):
                raise unfit(columns, places, cells, f"{key} is longer than {_INDEXED_BYTES} bytes")
            claims.append(Claim(subject, key, one, None, _ASSERTED, modality))

    return speak


def bind_link(key: str, target: Target, entity: int | None, width: int, places: Places) -> Speak:
    """A link to the row's own entity of that number, or to what the target's key names."""
    inner, expand = expanded(target.each, width, places)
    when: Test | None = target.when.bind(inner) if target.when else None
    modality = target.modality

    def to_own(subject: str, cells: Cells, things: Things, claims: list[Claim]) -> None:
        assert entity is not None
        if when is None or when(cells):
            for aim, _ in things[entity]:
                claims.append(Claim(subject, key, None, aim, _ASSERTED, modality))

    if entity is not None:
        return to_own
    identify = bind_keys(target.noun, target.keys, inner)

    def to_other(subject: str, cells: Cells, things: Things, claims: list[Claim]) -> None:
        for own in expand(cells) if expand else (cells,):
            if when is None or when(own):
                aim = identify(own)
                if aim is not None:
                    claims.append(Claim(subject, key, None, aim, _ASSERTED, modality))

    return to_other


def bind_judgement(noun: str, rule: SameRule, places: Places) -> Speak:
    """Judgements, where the row has their key."""
    judge: Judge = bind_same(noun, rule, places)

    def speak(subject: str, cells: Cells, things: Things, claims: list[Claim]) -> None:
        claims += judge(subject, cells)

    return speak


def expanded(each: Each | None, width: int, places: Places) -> tuple[Places, Expand | None]:
    """Places with the variables of a repeated thing, and the function that adds their cells after `width` columns."""
    if each is None:
        return places, None
    start = max(width, max(places.values(), default=-1) + 1)
    read, columns = each.of.bind(places), each.of.columns
    inner = {**places, **{name: start + at for at, name in enumerate(VARIABLES[each.kind])}}

    def listed(cells: Cells) -> list[object]:
        try:
            found = read(cells)
        except InvalidValueError as error:
            raise unfit(columns, places, cells, str(error)) from None
        return found if isinstance(found, list) else []

    def items(cells: Cells) -> Sequence[Cells]:
        return [[*cells, str(item), str(at)] for at, item in enumerate(listed(cells), 1)]

    def legs(cells: Cells) -> Sequence[Cells]:
        stops = listed(cells)
        if len(stops) < 2:
            raise unfit(columns, places, cells, "a route needs two stops or more")
        return [[*cells, str(stops[at]), str(stops[at + 1]), str(at + 1)] for at in range(len(stops) - 1)]

    return inner, legs if each.kind == "legs" else items
