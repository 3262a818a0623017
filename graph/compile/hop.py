"""Hops of paths -> Cypher for one hop among others, and for all that connects the two things of a hop."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from graph.answer.path import certainty, kilometres
from graph.answer.reading import Path, Reader
from graph.answer.shape import Slot, constant, parts_reader, placed
from graph.compile.connection import compile_connection
from graph.compile.draft import Draft, Node, Select, block, guard, listing
from graph.compile.journey import Travel, travel, travels
from graph.compile.predicate import SCALE, both
from graph.compile.relation import Relation, directed, followed
from graph.compile.source import Source
from graph.compile.where import compile_where, node_subject
from graph.cypher import quote
from graph.question import (
    EVERYTHING,
    By,
    EdgeNode,
    EdgeSource,
    HopPart,
    JourneysItem,
    Named,
    Piece,
    Relations,
    Things,
    Toward,
)
from schema.ontology import ENTITY

#: How sure a relation is: denied by somebody, one of several or not said to be so, or neither.
_RANK = "CASE WHEN {0}.disputed THEN 0 WHEN {0}.alternative IS NOT NULL OR {0}.modality <> 'ACTUAL' THEN 1 ELSE 2 END"


@dataclass(frozen=True, slots=True)
class Walked:
    """Lists of what hops bind: the things that they lead to, relations, and journeys where hops are those.

    A journey's `relations` are those that lead to it, `arrivals` those that lead from it.
    """

    things: str
    relations: str
    journeys: str
    arrivals: str

    def then(self, other: "Walked") -> "Walked":
        """These and the other's."""
        return Walked(
            f"{self.things} + {other.things}",
            f"{self.relations} + {other.relations}",
            f"{self.journeys} + {other.journeys}",
            f"{self.arrivals} + {other.arrivals}",
        )


class Hopping(Protocol):
    """What a question says of hops: see `PathsRoot`."""

    @property
    def kinds(self) -> tuple[str, ...] | None:
        """The relations that are followed."""

    @property
    def by(self) -> By | None:
        """The journeys that are taken."""

    @property
    def toward(self) -> Toward | None:
        """Which way."""

    @property
    def avoid(self) -> Things | None:
        """What no hop leads to."""


@dataclass(frozen=True, slots=True)
class Hop:
    """What one hop may be, as a question says.

    `stops`: journeys also lead from and to where they stopped. `contracts`: a journey between two places is one hop
    where hops are relations.
    """

    draft: Draft
    root: Hopping
    modalities: str
    path: Path
    stops: bool = False
    contracts: bool = True

    @property
    def kinds(self) -> tuple[str, ...]:
        """The relations that are followed, where hops are relations."""
        return directed(self.draft.ontology, self.root.kinds, self.root.toward or Toward.BOTH, self.path)

    @property
    def by(self) -> Travel | None:
        """The journeys that are taken, where hops are journeys."""
        return travel(self.draft.ontology, self.root.by.noun, stops=self.stops) if self.root.by else None

    @property
    def contracted(self) -> Sequence[Travel]:
        """Journeys that are one hop where they stand between their places, though hops are relations."""
        if self.root.by or not self.contracts or (self.root.toward or Toward.BOTH) is not Toward.BOTH:
            return ()
        return [each for each in travels(self.draft.ontology) if {each.begin, each.end} <= set(self.kinds)]

    def step(self, avoided: str) -> tuple[str, Walked]:
        """The pattern of one hop with its tests, and what it binds; `avoided` is a list of things."""
        start, first, thing, second, end = (self.draft.name(stem) for stem in "xofdy")
        if self.by:
            toward = self.root.toward or Toward.OUT
            pattern = self.by.pattern(start, first, thing, second, end, toward)
            tests = self.journey_tests(self.by, first, thing, second, toward)
        else:
            pattern = followed(start, first, end, self.kinds, self.root.toward or Toward.BOTH)
            tests = [f"{first}.modality IN {self.modalities}"]
        tests += self.shunned(end, avoided)
        return f"({pattern} WHERE {both(tests)})", Walked(end, first, thing, second)

    def shunned(self, name: str, avoided: str) -> list[str]:
        """The test that a thing is none that paths avoid."""
        things = self.root.avoid
        if things is None:
            return []
        return [f"NOT {name} IN {avoided}" if avoided else f"NOT ({self.among(name, things)})"]

    def among(self, name: str, things: Things) -> str:
        """The test that a thing is of a noun and passes a filter; it is never null."""
        node = Node(name, things.noun, self.draft.ontology.possible(things.noun))
        test = compile_where(self.draft, things.where, node_subject(node), self.path, guarded=True)
        return f"{name}:{quote(things.noun)} AND ({test})"

    def between(self, start: str, end: str, flown: str) -> list[tuple[list[str], tuple[str, ...], str]]:
        """The clauses for all that connects two things: with the relations that they bind, and the journey if any.

        `flown`, where it is given, is a list of the ids of the only journeys that count.
        """
        first, thing, second = (self.draft.name(stem) for stem in "ofd")
        found: list[tuple[list[str], tuple[str, ...], str]] = []
        if self.by:
            toward = self.root.toward or Toward.OUT
            tests = self.journey_tests(self.by, first, thing, second, toward)
            tests += [f"{thing}.id IN {flown}"] if flown else []
            pattern = self.by.pattern(start, first, thing, second, end, toward)
            return [([f"MATCH {pattern}", f"WHERE {both(tests)}"], (first, second), thing)]
        for each in self.contracted:
            first, thing, second = (self.draft.name(stem) for stem in "ofd")
            pattern = each.pattern(start, first, thing, second, end, Toward.BOTH)
            tests = [f"type({first}) <> type({second})", *self._modal(first, second)]
            found.append(([f"MATCH {pattern}", f"WHERE {both(tests)}"], (first, second), thing))
        relation = self.draft.name("r")
        pattern = followed(start, relation, end, self.kinds, self.root.toward or Toward.BOTH)
        found.append(([f"MATCH {pattern}", f"WHERE {both(self._modal(relation))}"], (relation,), ""))
        return found

    def journeys(self, noun: str, start: str, end: str, flown: str, node: Node) -> tuple[tuple[str, ...], list[str]]:
        """The clauses and tests for the journeys of a noun that connect two things."""
        first, second = self.draft.name("o"), self.draft.name("d")
        if self.by and self.by.noun.name == noun:
            toward = self.root.toward or Toward.OUT
            tests = self.journey_tests(self.by, first, node.name, second, toward)
            tests += [f"{node.name}.id IN {flown}"] if flown else []
            return (f"MATCH {self.by.pattern(start, first, node.name, second, end, toward)}",), tests
        for each in self.contracted:
            if each.noun.name == noun:
                pattern = each.pattern(start, first, node.name, second, end, Toward.BOTH)
                return (f"MATCH {pattern}",), [f"type({first}) <> type({second})", *self._modal(first, second)]
        return (f"MATCH ({node.name}:{quote(noun)})",), ["false"]

    def place(self) -> str | None:
        """The field of places that locates them."""
        found = [each.journey.place for each in travels(self.draft.ontology)]
        return found[0] if found else None

    def distance(self, start: str, end: str) -> str:
        """Kilometres between two things on a sphere; null where either has no position."""
        place = self.place()
        if place is None:
            return "null"
        ends = (f"{name}.{quote(place)}" for name in (start, end))
        return f"point.distance({', '.join(ends)}) / {1000 * SCALE!r}"

    def _modal(self, *names: str) -> list[str]:
        return [f"{name}.modality IN {self.modalities}" for name in names]

    def journey_tests(self, by: Travel, first: str, thing: str, second: str, toward: Toward) -> list[str]:
        """The tests on a journey and its relations."""
        assert self.root.by is not None
        tests = by.tests(self.draft, first, thing, second, toward, self.modalities)
        if self.root.by.where != EVERYTHING:
            subject = node_subject(Node(thing, by.noun.name, (by.noun.name,)))
            tests.append(compile_where(self.draft, self.root.by.where, subject, self.path))
        return tests


@dataclass(slots=True)
class HopRow:
    """The row of a hop while it is written: both its things, and the columns that are asked for."""

    hop: Hop
    select: Select
    start: Node
    end: Node
    flown: str
    columns: list[str] = field(default_factory=list)

    def reader(self, parts: Sequence[HopPart], path: Path) -> Reader:
        """How a hop's parts are read from its row; adds the columns that they need."""
        draft = self.hop.draft
        chosen: list[tuple[Slot, Reader]] = []
        for part, when in draft.wanted(parts, path):
            match part:
                case Piece(_, "kilometres"):
                    read = placed(kilometres, self.add(self.distance()))
                case Piece():
                    read = placed(certainty, self.add(self.ranks()))
                case EdgeSource(key, selection) | EdgeNode(key, selection):
                    thing = self.start if isinstance(part, EdgeSource) else self.end
                    shape = self.select(draft, selection, thing, (*path, key))
                    read = placed(shape.read, self.add(guard(when, shape.text)))
                case Relations(key, wanted):
                    relation = Relation(draft, self.select, draft.name("r"), draft.node(ENTITY), draft.node(ENTITY))
                    inner = relation.reader(wanted, (*path, key))
                    read = placed(_each(inner), self.add(guard(when, self.relations(relation))))
                case JourneysItem(key, noun, connection):
                    node = draft.node(noun)
                    clauses, tests = self.hop.journeys(noun, self.start.name, self.end.name, self.flown, node)
                    if connection.where != EVERYTHING:
                        tests.append(compile_where(draft, connection.where, node_subject(node), (*path, key)))
                    outer = (self.start.name, self.end.name, *([self.flown] if self.flown else []))
                    source = Source(clauses, tuple(tests), node, None, ("hop", noun), distinct=True, outer=outer)
                    shape = compile_connection(draft, connection, source, (*path, key), self.select)
                    read = placed(shape.read, self.add(guard(when, shape.text)))
                case Named(_, name):
                    read = constant(name)
            chosen.append((Slot(part.key, None, when), read))
        return parts_reader(chosen)

    def add(self, text: str) -> int:
        """A column's place."""
        if text in self.columns:
            return self.columns.index(text)
        self.columns.append(text)
        return len(self.columns) - 1

    def distance(self) -> str:
        """Kilometres between both on a sphere; null where either has no position."""
        return self.hop.distance(self.start.name, self.end.name)

    def ranks(self) -> str:
        """How sure each thing that connects the two is."""
        found = []
        for clauses, relations, _thing in self.hop.between(self.start.name, self.end.name, self.flown):
            ranks = listing(_RANK.format(each) for each in relations)
            weakest = f"reduce(w = 2, k IN {ranks} | CASE WHEN k < w THEN k ELSE w END)"
            found.append("\n".join([*clauses, f"RETURN DISTINCT {weakest} AS rank"]))
        return block("COLLECT", ["\nUNION ALL\n".join(found)])

    def relations(self, relation: Relation) -> str:
        """All relations that connect the two, each once."""
        found = []
        name, source, target = relation.name, relation.source.name, relation.target.name
        for clauses, relations, _thing in self.hop.between(self.start.name, self.end.name, self.flown):
            ends = f"startNode({name}) AS {source}, endNode({name}) AS {target}"
            found.append(
                "\n".join([*clauses, f"UNWIND {listing(relations)} AS {name}", f"WITH DISTINCT {name}, {ends}",
                           f"RETURN {relation.row} AS row"])
            )  # fmt: skip
        return block("COLLECT", ["\nUNION ALL\n".join(found)])


def _each(read: Reader) -> Reader:
    return lambda rows, reading: [read(row, reading) for row in reading.counted(sorted(rows, key=lambda row: row[:3]))]
