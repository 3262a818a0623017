"""How journeys that were seen bear on one that is told -> a subquery for both accounts, and the reader of verdicts."""

from collections.abc import Iterator, Sequence

from graph.answer.corroboration import VerdictsReader, corroboration_reader
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot
from graph.compile.draft import Draft, Node, Select, Shape, block, listing
from graph.compile.field import piece_slots
from graph.compile.journey import known_times
from graph.compile.link import ends, hop
from graph.compile.page import compile_most
from graph.compile.property import property_of
from graph.question import Aspects, CorroborationItem, Named, Piece, SeenThing, Verdicts
from schema.corroboration import Corroboration
from schema.link import MODALITY
from schema.ontology import Way

#: Journeys seen that are looked at for one that is told.
MOST = 1_000


def compile_corroboration(draft: Draft, item: CorroborationItem, node: Node, path: Path, select: Select) -> Shape:
    """The account of the thing, and those of what was seen while it may have been; none for what is not told."""
    (noun,) = node.nouns
    how = draft.ontology.noun(noun).corroboration
    assert how is not None
    # It may be asked of an interface's things, of which it is for those of one noun.
    node = Node(node.name, noun, (noun,))
    writing = _Writing(draft, how, noun)
    seen = draft.node(noun)
    shape: Shape | None = None
    parts: list[tuple[Slot, str | VerdictsReader]] = []
    for part, when in draft.wanted(item.parts, path):
        slot = Slot(part.key, None, when)
        match part:
            case Verdicts(key):
                reader, shape = _verdicts(draft, part, seen, (*path, key), select)
                parts.append((slot, reader))
            case Piece(_, name):
                parts.append((slot, name))
            case Named():
                parts.append((slot, "__typename"))
    kinds = [f"'{kind}'" for kind in how.told]
    kind, told = draft.ontology.fields(noun)[how.kind], draft.name("t")
    begin, end = known_times(draft, noun, seen.name)
    met = [
        f"MATCH ({seen.name}:`{noun}`)",
        f"WHERE {property_of(draft, seen.name, kind)} = '{how.seen}' AND {seen.name} <> {node.name}",
        f"AND coalesce({begin} <= {told}[1], true) AND coalesce({end} >= {told}[0], true)",
        f"AND coalesce({begin}, {end}) IS NOT NULL",
        f"AND ({writing.tied(node, seen, told)})",
        f"WITH {node.name}, {seen.name} ORDER BY {seen.name}.id LIMIT {MOST + 1}",
        f"RETURN {listing([writing.account(seen), f'{seen.name}.id', shape.text if shape else 'null'])}",
    ]
    # What is told is put together once, and before anything that was seen is looked at.
    lines = [
        f"WITH {node.name} WHERE {property_of(draft, node.name, kind)} IN {listing(kinds)}",
        f"WITH {node.name}, {writing.account(node)} AS {told} WHERE coalesce({told}[0], {told}[1]) IS NOT NULL",
        f"RETURN {listing([told, block('COLLECT', met)])}",
    ]
    text = block("COLLECT", lines)
    return Shape(text, corroboration_reader(parts, how, MOST, f"{noun}Corroboration"))


def _verdicts(
    draft: Draft, part: Verdicts, seen: Node, path: Path, select: Select
) -> tuple[VerdictsReader, Shape | None]:
    shape: Shape | None = None
    parts: list[tuple[Slot, str | Reader | tuple[tuple[str, str], ...]]] = []
    for each, when in draft.wanted(part.parts, path):
        slot = Slot(each.key, None, when)
        match each:
            case SeenThing(key, selection):
                shape = select(draft, selection, seen, (*path, key))
                parts.append((slot, shape.read))
            case Aspects(key, pieces):
                slots = piece_slots(draft, pieces, (*path, key))
                parts.append((slot, tuple((found.key, name) for name, found in slots)))
            case Piece(_, name):
                parts.append((slot, name))
            case Named():
                parts.append((slot, "__typename"))
    limit, asked = compile_most(draft, part.first, path)
    return VerdictsReader(path, limit, asked, parts, f"{seen.noun}Verdict"), shape


class _Writing:
    """Writes accounts of one noun's journeys."""

    def __init__(self, draft: Draft, how: Corroboration, noun: str) -> None:
        self._draft, self._how, self._noun = draft, how, noun
        self._ontology = draft.ontology

    def account(self, node: Node) -> str:
        """A list of its times, the ids of what it may share, and its places."""
        shared = listing(self._shared(node, each.paths) for each in self._how.shared)
        places = listing(self._places(node, name) for name in self._how.ends)
        return listing([*known_times(self._draft, self._noun, node.name), shared, places])

    def tied(self, one: Node, other: Node, told: str) -> str:
        """Whether there is anything that both have: things that are shared, or a place. `told` is one's account."""
        each = self._draft.name("x")
        tests = [
            f"any({each} IN {self._shared(other, shared.paths)} WHERE {each} IN {told}[2][{place}])"
            for place, shared in enumerate(self._how.shared)
        ]
        return " OR ".join([*tests, *(self._near(one, other, name) for name in self._how.ends)])

    def _near(self, one: Node, other: Node, name: str) -> str:
        way = self._ontology.ways(self._noun)[name]
        here, there = self._draft.node(way.target), self._draft.node(way.target)
        place = self._ontology.fields(way.target)[self._how.place]
        points = [f"{node.name}.`{place.name}`" for node in (here, there)]
        lines = [
            f"MATCH {self._hop(one, way, here)}",
            f"MATCH {self._hop(other, way, there)}",
            f"WHERE {here.name} = {there.name} "
            f"OR coalesce(point.distance({points[0]}, {points[1]}) <= {self._how.near * 1000}, false)",
        ]
        return block("EXISTS", lines)

    def _shared(self, node: Node, paths: Sequence[tuple[str, ...]]) -> str:
        return " + ".join(self._along(node, path) for path in paths)

    def _along(self, node: Node, path: Sequence[str]) -> str:
        lines: list[str] = []
        for name in path:
            way = self._ontology.ways(node.noun)[name]
            end = self._draft.node(way.target)
            lines.append(f"MATCH {self._hop(node, way, end)}")
            node = end
        return block("COLLECT", [*lines, f"RETURN DISTINCT {node.name}.id"])

    def _places(self, node: Node, name: str) -> str:
        way = self._ontology.ways(node.noun)[name]
        end, edge = self._draft.node(way.target), self._draft.name("r")
        fields = self._ontology.fields(way.target)
        told = [
            f"{end.name}.id",
            *self._parts(end, self._how.place),
            property_of(self._draft, end.name, fields[self._how.extent[0]]),
            property_of(self._draft, end.name, fields[self._how.area]),
            f"({edge}.alternative IS NULL AND coalesce({edge}.modality, '') = '{MODALITY.choices[0]}')",
        ]
        return block("COLLECT", [f"MATCH {self._hop(node, way, end, edge)}", f"RETURN {listing(told)}"])

    def _parts(self, end: Node, name: str) -> Iterator[str]:
        field = self._ontology.fields(end.noun)[name]
        for part in ("latitude", "longitude"):
            yield property_of(self._draft, end.name, field, part)

    def _hop(self, start: Node, way: Way, end: Node, edge: str = "") -> str:
        return hop(start.name, edge, way, ends(self._draft, start, way, end))
