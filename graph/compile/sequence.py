"""A list of things, one after the other -> the row of a path: what each of its hops consists of."""

from collections.abc import Callable, Sequence

from graph.answer.path import Part, each_path, paths_truncated, summed, weakest
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot, constant, parts_reader, placed
from graph.compile.draft import Draft, Select, block, guard, listing
from graph.compile.field import piece_slots
from graph.compile.hop import Hop, HopRow
from graph.question import Hops, Named, Nodes, PathPart, Paths, PathsPart, Piece, TotalCount, Truncated
from schema.ontology import ENTITY


class PathRow:
    """The row of a path while it is written: the list of its things, the columns asked for, and a list of ids of what
    was flown for each hop where that is not anything.

    `weight` is what it weighs, as Cypher.
    """

    def __init__(self, draft: Draft, hop: Hop, select: Select, *, timed: bool = False, weight: str = "null") -> None:
        self.draft, self.hop, self.select = draft, hop, select
        self.things, self.flown = draft.name("s"), draft.name("w") if timed else ""
        self._weight = weight
        self._columns = [f"size({self.things}) - 1"]

    @property
    def text(self) -> str:
        """The list of columns."""
        return listing(self._columns)

    def parts(self, parts: Sequence[PathsPart], path: Path) -> list[tuple[Slot, Part]]:
        """How the parts of an answer on paths are read, of which this is the row of each."""
        chosen: list[tuple[Slot, Part]] = []
        for part, when in self.draft.wanted(parts, path):
            match part:
                case Paths(key, wanted):
                    read: Part = each_path(self.reader(wanted, (*path, key)))
                case TotalCount():
                    read = lambda all_: all_.total  # noqa: E731
                case Truncated(key, pieces):
                    read = paths_truncated(piece_slots(self.draft, pieces, (*path, key)))
                case Named(_, name):
                    read = lambda _all, name=name: name  # type: ignore[misc]  # noqa: E731
            chosen.append((Slot(part.key, None, when), read))
        return chosen

    def reader(self, parts: Sequence[PathPart], path: Path) -> Reader:
        """How a path's parts are read from its row."""
        draft = self.draft
        chosen: list[tuple[Slot, Reader]] = []
        for part, when in draft.wanted(parts, path):
            match part:
                case Piece(_, "length"):
                    read = placed(_plain, 0)
                case Piece(_, "weight"):
                    read = placed(_plain, self._add(self._weight))
                case Piece(_, "kilometres"):
                    read = placed(lambda each, _: summed(each), self._add(self._hops(lambda row: row.distance())))
                case Piece():
                    read = placed(lambda each, _: weakest(each), self._add(self._hops(lambda row: row.ranks())))
                case Nodes(key, selection):
                    node = draft.node(ENTITY)
                    shape = self.select(draft, selection, node, (*path, key))
                    text = block("COLLECT", [f"UNWIND {self.things} AS {node.name}", f"RETURN {shape.text}"])
                    read = placed(_all(shape.read), self._add(guard(when, text)))
                case Hops(key):
                    made: list[Reader] = []

                    def columns(row: HopRow, wanted: Hops = part, made: list[Reader] = made) -> str:
                        made.append(row.reader(wanted.parts, (*path, wanted.key)))
                        return listing(row.columns)

                    text = self._hops(columns)
                    read = placed(_all(made[0]), self._add(guard(when, text)))
                case Named(_, name):
                    read = constant(name)
            chosen.append((Slot(part.key, None, when), read))
        return parts_reader(chosen)

    def _hops(self, write: Callable[[HopRow], str]) -> str:
        """A value for each hop."""
        draft, place = self.draft, self.draft.name("i")
        start, end, flown = draft.node(ENTITY), draft.node(ENTITY), draft.name("u") if self.flown else ""
        value = write(HopRow(self.hop, self.select, start, end, flown))
        kept = f", {self.flown}[{place}] AS {flown}" if flown else ""
        return block(
            "COLLECT",
            [
                f"UNWIND range(0, size({self.things}) - 2) AS {place}",
                f"WITH {self.things}[{place}] AS {start.name}, {self.things}[{place} + 1] AS {end.name}{kept}",
                f"RETURN {value}",
            ],
        )

    def _add(self, text: str) -> int:
        self._columns.append(text)
        return len(self._columns) - 1


def _all(read: Reader) -> Reader:
    return lambda rows, reading: [read(row, reading) for row in reading.counted(rows)]


def _plain(value: object, _reading: object) -> object:
    return value
