"""A thing's statements on one field or link -> the positions that they take: what each says, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.answer.claim import Keys, Unpacked, unpack
from graph.answer.connection import Paging
from graph.answer.reading import Path, Reader, Reading
from graph.answer.shape import Slot
from graph.view.node import pack_key
from schema.claim import Modality, Polarity
from schema.values.value import Json

#: So many statements of one conflict are read; where there are more, the answer tells.
MOST_STATEMENTS = 1000
_ASSERTED, _ACTUAL = Polarity.ASSERTED.value, Modality.ACTUAL.value
_MODALITIES = [modality.value for modality in Modality]


@dataclass(frozen=True, slots=True)
class Layout:
    """Places in a row: `[id, members]` of the thing, the statements' rows, and what the link leads to."""

    own: int
    statements: int
    ends: int


@dataclass(frozen=True, slots=True)
class StatementPart:
    """How the connection of a position's statements is read from their rows and number, and how it is paged."""

    read: Reader
    paging: Paging

    def page(self, rows: Sequence[Sequence[Any]], reading: Reading) -> Any:
        """The page of these rows, which are in the order of their ids."""
        start = self.paging.start
        after = reading.values[start[0]][0] if start else -1
        later = [row for row in rows if row[0] > after]
        return self.read([later[: reading.values[self.paging.limit]], len(rows)], reading)


@dataclass(slots=True)
class _Position:
    claim: Unpacked
    polarity: str
    end: Sequence[Any] | None
    modality: str
    rows: list[Sequence[Any]] = field(default_factory=list)


def positions_reader(
    keys: Keys,
    layout: Layout,
    pieces: Sequence[tuple[str, Slot]],
    nodes: Sequence[tuple[Slot, Reader]],
    statements: Sequence[tuple[Slot, StatementPart]],
    path: Path,
) -> Reader:
    """The positions on a row's key; those that most statements take come first."""
    symmetric = {link.type for link in keys.ontology.links if link.symmetric}

    def show(position: _Position, reading: Reading) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        for name, slot in pieces:
            if reading.holds(slot.when):
                shown[slot.key] = _piece(keys, name, position)
        for slot, read in nodes:
            if reading.holds(slot.when):
                shown[slot.key] = read(position.end, reading) if position.end else None
        for slot, part in statements:
            if reading.holds(slot.when):
                shown[slot.key] = part.page(position.rows, reading)
        return shown

    def read(row: Sequence[Any], reading: Reading) -> list[dict[str, Any]]:
        rows = row[layout.statements]
        if len(rows) > MOST_STATEMENTS:
            del rows[MOST_STATEMENTS:]
            reading.partial[path] = None
        own, members = row[layout.own]
        found = _positions(row[1], {own, *(members or ())}, rows, row[layout.ends], symmetric=row[1] in symmetric)
        return [show(position, reading) for position in found]

    return read


def _piece(keys: Keys, name: str, position: _Position) -> Json:
    match name:
        case "value":
            return keys.value(position.claim)
        case "polarity":
            return position.polarity
        case "modality":
            return position.modality
        case _:
            return "Position"


def _positions(
    key: str, own: set[str], rows: Sequence[Sequence[Any]], ends: Sequence[Sequence[Any]], *, symmetric: bool
) -> list[_Position]:
    canonical = {one: end for end in ends for one in (end[0], *(end[1] or ()))}
    found: dict[tuple[str, str], _Position] = {}
    for row in rows:
        for claim in unpack(row):
            if claim.key != key or not (claim.subject in own or (symmetric and claim.object in own)):
                continue
            polarity, modality = (
                str(claim.more.get(name, default)) for name, default in (("polarity", _ASSERTED), ("modality", _ACTUAL))
            )
            other = claim.object if claim.subject in own else claim.subject
            end = canonical.get(other) if other is not None else None
            what = pack_key(claim.value) if other is None else str(end[0]) if end else other
            position = found.setdefault((polarity, what), _Position(claim, polarity, end, modality))
            position.modality = min(position.modality, modality, key=_MODALITIES.index)
            if not position.rows or position.rows[-1] is not row:
                position.rows.append(row)
    return [position for _, position in sorted(found.items(), key=lambda each: (-len(each[1].rows), each[0]))]
