"""A mapping and a header -> RowReader: the cells of one row to the claims that it makes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.table.condition import Test
from ingest.table.errors import UnfitValueError
from ingest.table.expression import Cells, Places, Read
from ingest.table.identify import Identify, Judge, bind_keys, bind_same, naming
from ingest.table.mapping import VARIABLES, Each, EntityRule, FieldRule, LinkRule, TableMapping, Target
from schema import identity
from schema.claim import Claim, Modality
from schema.errors import InvalidValueError
from schema.values.value import Json

#: Indexed text beyond this many bytes cannot be stored.
_INDEXED_BYTES = 4000

Expand = Callable[[Cells], list[Cells]]


@dataclass(frozen=True, slots=True)
class _Fields:
    """One field of an entity, bound to the places of its columns. A constant has its packed value already."""

    key: str
    read: Read | None
    constant: Json
    pack: Callable[[object], Json]
    many: bool
    leave: bool
    indexed: bool
    modality: Modality
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Target:
    entity: int | None
    identify: Identify
    expand: Expand | None
    when: Test | None
    modality: Modality


@dataclass(frozen=True, slots=True)
class _Entity:
    name: str
    noun: str
    when: Test | None
    expand: Expand | None
    identify: Identify | None
    unique: bool
    once: bool
    key_columns: tuple[str, ...]
    fields: tuple[_Fields, ...]
    links: tuple[tuple[str, tuple[_Target, ...]], ...]
    judges: tuple[Judge, ...]


class RowReader:
    """Reads rows by a mapping whose columns were found in a header.

    `unreadable` counts, by column, the values that were left out as the mapping allows. It remembers the keys of its
    rows (8 bytes each and the set's own room), so use one reader for one pass over one file.
    """

    def __init__(self, mapping: TableMapping, header: Sequence[str], document: str) -> None:
        self._places: Places = {name: place for place, name in enumerate(header) if name}
        self._width = len(header)
        self._document = document
        self._takes = mapping.rows.bind(self._places) if mapping.rows else None
        self._empty = mapping.empty
        numbers = {entity.name: number for number, entity in enumerate(mapping.entities)}
        self._entities = [self._entity(rule, numbers) for rule in mapping.entities]
        self._keys: list[set[int]] = [set() for _ in self._entities]
        self._said: set[int] = set()
        self.unreadable: dict[str, int] = {}

    def read(self, number: int, cells: list[str]) -> list[Claim] | None:
        """The claims of a row, or None where the mapping does not take such rows. Raises UnfitValueError."""
        if self._empty:
            empty = self._empty
            cells = ["" if cell in empty else cell for cell in cells]
        if self._takes is not None and not self._takes(cells):
            return None
        things = [list(self._things(entity, number, cells)) for entity in self._entities]
        claims: list[Claim] = []
        new: list[int] = []
        for entity, found in zip(self._entities, things, strict=True):
            for subject, own in found:
                if entity.once:
                    said: list[Claim] = []
                    self._speak(entity, subject, own, things, said)
                    for claim in said:
                        mark = hash((subject, claim.key, str(claim.value), claim.object))
                        if mark not in self._said:
                            new.append(mark)
                            claims.append(claim)
                else:
                    self._speak(entity, subject, own, things, claims)
        self._unique(things)
        self._said.update(new)
        return claims

    # --- one row ---

    def _things(self, entity: _Entity, number: int, cells: Cells) -> Iterator[tuple[str, Cells]]:
        each = entity.expand(cells) if entity.expand else (cells,)
        for at, own in enumerate(each, 1):
            if entity.when is not None and not entity.when(own):
                continue
            if entity.identify is None:
                place: Json = [str(number), entity.name, at if entity.expand else None]
                yield identity.local(entity.noun, self._document, place), own
            else:
                identifier = entity.identify(own)
                if identifier is None:
                    raise self._unfit(entity.key_columns, own, f"{entity.name} has no key here that can be read")
                yield identifier, own

    def _unique(self, things: list[list[tuple[str, Cells]]]) -> None:
        new: list[tuple[set[int], int]] = []
        for entity, keys, found in zip(self._entities, self._keys, things, strict=True):
            if entity.unique:
                for identifier, own in found:
                    mark = hash(identifier)
                    if mark in keys or (keys, mark) in new:
                        raise self._unfit(entity.key_columns, own, f"an earlier row has the same key of {entity.name}")
                    new.append((keys, mark))
        for keys, mark in new:
            keys.add(mark)

    def _speak(
        self,
        entity: _Entity,
        subject: str,
        cells: Cells,
        things: list[list[tuple[str, Cells]]],
        claims: list[Claim],
    ) -> None:
        for field in entity.fields:
            if field.read is None:
                claims.append(Claim(subject, field.key, field.constant, modality=field.modality))
                continue
            try:
                value = field.read(cells)
                if value is None:
                    continue
                if field.many and isinstance(value, list):
                    packed = list({str(one): one for one in map(field.pack, value)}.values())
                else:
                    packed = [field.pack(value)]
            except InvalidValueError as error:
                if not field.leave:
                    raise self._unfit(field.columns, cells, str(error)) from None
                name = ", ".join(field.columns)
                self.unreadable[name] = self.unreadable.get(name, 0) + 1
                continue
            for one in packed:
                if field.indexed and isinstance(one, str) and len(one.encode()) > _INDEXED_BYTES:
                    raise self._unfit(field.columns, cells, f"{field.key} is longer than {_INDEXED_BYTES} bytes")
                claims.append(Claim(subject, field.key, one, modality=field.modality))
        for key, targets in entity.links:
            for target in targets:
                if target.when is None or target.when(cells):
                    for aim in self._aims(target, cells, things):
                        claims.append(Claim(subject, key, object=aim, modality=target.modality))  # noqa: PERF401
        for judge in entity.judges:
            claim = judge(subject, cells)
            if claim is not None:
                claims.append(claim)

    def _aims(self, target: _Target, cells: Cells, things: list[list[tuple[str, Cells]]]) -> Iterator[str]:
        if target.entity is not None:
            for identifier, _ in things[target.entity]:
                yield identifier
            return
        for own in target.expand(cells) if target.expand else (cells,):
            if (aim := target.identify(own)) is not None:
                yield aim

    def _unfit(self, columns: Sequence[str], cells: Cells, reason: str) -> UnfitValueError:
        named = [name for name in columns if name in self._places]
        return UnfitValueError(", ".join(named), ", ".join(cells[self._places[name]] for name in named), reason)

    # --- binding ---

    def _entity(self, rule: EntityRule, numbers: dict[str, int]) -> _Entity:
        places, expand = self._expanded(rule.each, self._places)
        columns = tuple(dict.fromkeys(name for key in rule.keys for one in key.values for name in one.columns))
        return _Entity(
            name=rule.name,
            noun=rule.noun,
            when=rule.when.bind(places) if rule.when else None,
            expand=expand,
            identify=bind_keys(rule.noun, rule.keys, places) if rule.keys else None,
            unique=bool(rule.keys) and not rule.repeats,
            once=rule.once,
            key_columns=(*columns, *(rule.each.of.columns if rule.each else ())),
            fields=tuple(self._field(field, places) for field in rule.fields),
            links=tuple((link.type, self._targets(link, places, numbers)) for link in rule.links),
            judges=tuple(bind_same(rule.noun, same, places) for same in rule.same),
        )

    def _field(self, rule: FieldRule, places: Places) -> _Fields:
        value = rule.value
        constant = rule.field.type.pack(value.constant) if value.constant is not None else None
        return _Fields(
            key=rule.field.name,
            read=None if constant is not None else value.bind(places),
            constant=constant,
            pack=rule.field.type.pack,
            many=value.many,
            leave=rule.leave,
            indexed=bool(rule.field.index),
            modality=rule.modality,
            columns=value.columns,
        )

    def _targets(self, link: LinkRule, places: Places, numbers: dict[str, int]) -> tuple[_Target, ...]:
        return tuple(self._target(target, places, numbers) for target in link.targets)

    def _target(self, target: Target, places: Places, numbers: dict[str, int]) -> _Target:
        inner, expand = self._expanded(target.each, places)
        return _Target(
            entity=numbers[target.entity] if target.entity is not None else None,
            identify=bind_keys(target.noun, target.keys, inner) if target.keys else naming,
            expand=expand,
            when=target.when.bind(inner) if target.when else None,
            modality=target.modality,
        )

    def _expanded(self, each: Each | None, places: Places) -> tuple[Places, Expand | None]:
        """Places with the variables of a repeated thing, and the function that adds their cells."""
        if each is None:
            return places, None
        width = max(self._width, max(places.values(), default=-1) + 1)
        read = each.of.bind(places)
        inner = {**places, **{name: width + at for at, name in enumerate(VARIABLES[each.kind])}}
        columns = each.of.columns

        def items(cells: Cells) -> list[Cells]:
            found = read(cells)
            values = found if isinstance(found, list) else []
            return [[*cells, str(item), str(at)] for at, item in enumerate(values, 1)]

        def legs(cells: Cells) -> list[Cells]:
            found = read(cells)
            stops = found if isinstance(found, list) else []
            if len(stops) < 2:
                raise self._unfit(columns, cells, "a route needs two stops or more")
            return [[*cells, str(stops[at]), str(stops[at + 1]), str(at + 1)] for at in range(len(stops) - 1)]

        return inner, legs if each.kind == "legs" else items
