"""A mapping and a header -> RowReader: the cells of one row to the claims that it makes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.table.condition import Test
from ingest.table.expression import Cells, Places
from ingest.table.identify import Identify, bind_keys
from ingest.table.mapping import EntityRule, TableMapping
from ingest.table.marks import Marks
from ingest.table.speak import Expand, Speak, Things, bind_field, bind_judgement, bind_link, expanded, unfit
from schema import identity
from schema.claim import Claim


@dataclass(frozen=True, slots=True)
class _Entity:
    """An entity of the mapping, bound to the places of its columns."""

    name: str
    noun: str
    when: Test | None
    expand: Expand | None
    identify: Identify | None
    optional: bool
    unique: bool
    once: bool
    key_columns: tuple[str, ...]
    speakers: tuple[Speak, ...]


class RowReader:
    """Reads rows by a mapping whose columns were found in a header.

    `unreadable` counts, by column, the values that were left out as the mapping allows. It remembers the keys of rows
    and what was said once (a hash of 64 bits each), so use one reader for one pass over one file. With `checking` it
    makes no claims that cannot fail.
    """

    def __init__(self, mapping: TableMapping, header: Sequence[str], document: str, *, checking: bool = False) -> None:
        self._checking = checking
        self.unreadable: dict[str, int] = {}
        self._places: Places = {name: place for place, name in enumerate(header) if name}
        self._width = len(header)
        self._document = document
        self._takes = mapping.rows.bind(self._places) if mapping.rows else None
        self._empty = mapping.empty
        numbers = {entity.name: number for number, entity in enumerate(mapping.entities)}
        self._entities = [self._entity(rule, numbers) for rule in mapping.entities]
        self._keys = Marks()
        self._said = Marks()

    def read(self, number: int, cells: list[str]) -> list[Claim] | None:
        """The claims of a row, or None where the mapping does not take such rows. Raises UnfitValueError."""
        if self._empty:
            empty = self._empty
            cells = ["" if cell in empty else cell for cell in cells]
        if self._takes is not None and not self._takes(cells):
            return None
        things = [self._things(entity, number, cells) for entity in self._entities]
        keys = self._new_keys(things)
        claims: list[Claim] = []
        said: list[int] = []
        for entity, found in zip(self._entities, things, strict=True):
            if entity.once:
                self._speak_once(entity, found, things, claims, said)
                continue
            for subject, own in found:
                for speak in entity.speakers:
                    speak(subject, own, things, claims)
        # Only a row that is taken is remembered.
        self._keys.update(keys)
        self._said.update(said)
        return claims

    def _things(self, entity: _Entity, number: int, cells: Cells) -> list[tuple[str, Cells]]:
        found = []
        for at, own in enumerate(entity.expand(cells) if entity.expand else (cells,), 1):
            if entity.when is not None and not entity.when(own):
                continue
            if entity.identify is None:
                leg = at if entity.expand else None
                found.append((identity.local(entity.noun, self._document, [str(number), entity.name, leg]), own))
                continue
            identifier = entity.identify(own)
            if identifier is None and entity.optional:
                continue
            if identifier is None:
                reason = f"{entity.name} has no key here that can be read"
                raise unfit(entity.key_columns, self._places, own, reason)
            found.append((identifier, own))
        return found

    def _new_keys(self, things: Things) -> list[int]:
        new: list[int] = []
        for entity, found in zip(self._entities, things, strict=True):
            if entity.unique:
                for identifier, own in found:
                    mark = hash((entity.name, identifier))
                    if mark in self._keys or mark in new:
                        reason = f"an earlier row has the same key of {entity.name}"
                        raise unfit(entity.key_columns, self._places, own, reason)
                    new.append(mark)
        return new

    def _speak_once(
        self,
        entity: _Entity,
        found: Sequence[tuple[str, Cells]],
        things: Things,
        claims: list[Claim],
        said: list[int],
    ) -> None:
        spoken: list[Claim] = []
        for subject, own in found:
            for speak in entity.speakers:
                speak(subject, own, things, spoken)
        for claim in spoken:
            mark = hash((claim.subject, claim.key, str(claim.value), claim.object))
            if mark not in self._said and mark not in said:
                said.append(mark)
                claims.append(claim)

    def _entity(self, rule: EntityRule, numbers: dict[str, int]) -> _Entity:
        places, expand = expanded(rule.each, self._width, self._places)
        columns = [name for key in rule.keys for one in key.values for name in one.columns]
        columns += rule.each.of.columns if rule.each else ()
        unique = bool(rule.keys) and not rule.repeats
        return _Entity(
            name=rule.name,
            noun=rule.noun,
            when=rule.when.bind(places) if rule.when else None,
            expand=expand,
            identify=bind_keys(rule.noun, rule.keys, places, kept=not unique) if rule.keys else None,
            optional=rule.optional,
            unique=unique,
            once=rule.once,
            key_columns=tuple(dict.fromkeys(columns)),
            speakers=tuple(self._speakers(rule, places, numbers)),
        )

    def _speakers(self, rule: EntityRule, places: Places, numbers: dict[str, int]) -> Iterator[Speak]:
        for field in rule.fields:
            if field.value.constant is None or not self._checking:
                yield bind_field(field, places, self.unreadable)
        for link in rule.links:
            for target in link.targets:
                if target.each or not self._checking:
                    entity = None if target.entity is None else numbers[target.entity]
                    yield bind_link(link.type, target, entity, self._width, places)
        if not self._checking:
            for same in rule.same:
                yield bind_judgement(rule.noun, same, places)
