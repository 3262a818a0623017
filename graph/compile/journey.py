"""Journeys between places -> the Cypher of one between two variables, and the tests on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.compile.draft import Draft
from graph.compile.property import property_of
from graph.cypher import quote
from graph.question import Timing, Toward
from schema.journey import Journey
from schema.noun import Noun
from schema.ontology import Ontology

#: The most milliseconds in what an end of a period is known to.
_UNITS = {
    "YEAR": 366 * 86_400_000,
    "MONTH": 31 * 86_400_000,
    "DAY": 86_400_000,
    "MINUTE": 60_000,
    "SECOND": 1_000,
}
_SPAN = ("start", "end", "precision")
_NEVER, _ALWAYS = -(2**62), 2**62


class Legs(Protocol):
    """Lists, as Cypher, of journeys that follow each other, and of the relations by which each is entered and left."""

    @property
    def journeys(self) -> str:
        """The journeys."""

    @property
    def relations(self) -> str:
        """What leads from where each begins to it."""

    @property
    def arrivals(self) -> str:
        """What leads from it to where it ends."""


@dataclass(frozen=True, slots=True)
class Travel:
    """A noun whose things are journeys."""

    noun: Noun
    journey: Journey
    begin: str
    end: str
    stops: str = ""

    def pattern(self, start: str, first: str, thing: str, second: str, end: str, toward: Toward) -> str:
        """From one place by one thing to the next; what it stopped at is either, where stops count."""
        sides = [self.begin], [self.end]
        if toward is Toward.IN:
            sides = sides[1], sides[0]
        elif toward is Toward.BOTH:
            sides = [self.begin, self.end], [self.begin, self.end]
        there, back = ("|".join(map(quote, [*kinds, *([self.stops] if self.stops else [])])) for kinds in sides)
        return f"({start})<-[{first}:{there}]-({thing}:{quote(self.noun.name)})-[{second}:{back}]->({end})"

    def tests(self, draft: Draft, first: str, thing: str, second: str, toward: Toward, modalities: str) -> list[str]:
        """It is of one of these modalities in all that matters, and was not called off."""
        fields = draft.ontology.fields(self.noun.name)
        void = property_of(draft, thing, fields[self.journey.void])
        return [
            # Of two stops nobody tells which came first.
            *([f"type({first}) <> type({second})"] if toward is Toward.BOTH or self.stops else []),
            *(f"{name}.modality IN {modalities}" for name in (first, second)),
            f"coalesce({thing}.modality, 'ACTUAL') IN {modalities}",
            f"coalesce({void}, false) = false",
        ]

    def follows(self, draft: Draft, walked: "Legs", timing: Timing) -> list[str]:
        """Each of a list of things departs after the last one arrived; tested while the list grows.

        When it was at a stop is within when it was under way: what begins or ends at one may have departed as late as
        it arrived, and arrived as early as it departed. While the list grows all that has stops is taken for such; what
        is left is tested by where it was left and entered.
        """
        each, last = draft.name("f"), draft.name("t")
        if timing is Timing.CERTAINLY or not self.stops:
            then = self._then(*self.times(draft, each, timing), last, timing)
            return [f"allReduce({last} = {_NEVER}, {each} IN {walked.journeys} | {then}, {last} IS NOT NULL)"]
        stopped = f"EXISTS {{ ({each})-[:{quote(self.stops)}]->() }}"
        then = self._then(*self._anywhere(draft, each, stopped, stopped), last, timing)
        place = draft.name("i")
        one = f"({walked.journeys})[{place}]"
        ends = (f"type(({found})[{place}]) = '{self.stops}'" for found in (walked.relations, walked.arrivals))
        exact = self._then(*self._anywhere(draft, one, *ends), last, timing)
        every = f"range(0, size({walked.journeys}) - 1)"
        return [
            f"allReduce({last} = {_NEVER}, {each} IN {walked.journeys} | {then}, {last} IS NOT NULL)",
            f"reduce({last} = {_NEVER}, {place} IN {every} | {exact}) IS NOT NULL",
        ]

    def _anywhere(self, draft: Draft, thing: str, left: str, entered: str) -> tuple[str, str]:
        """When it departs at the latest and arrives at the earliest: `left` or `entered` on its way, or not."""
        departs, arrives = self.times(draft, thing, Timing.POSSIBLY)
        begun, ended = self.times(draft, thing, Timing.CERTAINLY)
        return (
            f"CASE WHEN {left} THEN {ended} ELSE {departs} END",
            f"CASE WHEN {entered} THEN {begun} ELSE {arrives} END",
        )

    @staticmethod
    def _then(departs: str, arrives: str, last: str, timing: Timing) -> str:
        if timing is Timing.POSSIBLY:
            arrives = f"CASE WHEN {arrives} < {last} THEN {last} ELSE {arrives} END"
        return f"CASE WHEN {last} <= {departs} THEN {arrives} END"

    def minutes(self, draft: Draft, thing: str) -> str:
        """How long it took, where both its ends are known to the minute; else null."""
        known = [f"({arrives} - {departs}) / 60000.0" for departs, arrives in self._known(draft, thing)]
        return f"coalesce({', '.join([*known, 'null'])})"

    def moments(self, draft: Draft, thing: str) -> tuple[str, str]:
        """When it departs and arrives, each where it is known to the minute; else null."""
        departs, arrives = (
            f"coalesce({', '.join([*known, 'null'])})" for known in zip(*self._known(draft, thing), strict=True)
        )
        return departs, arrives

    def _known(self, draft: Draft, thing: str) -> list[tuple[str, str]]:
        """Both, by each span that tells them."""
        fields = draft.ontology.fields(self.noun.name)
        found = []
        for name in self.journey.spans:
            start, end, precision = (property_of(draft, thing, fields[name], part) for part in _SPAN)
            first, last = _ends(precision)
            # The end is the last moment of its minute.
            ends = (first, start), (last, f"{end} - {_unit(last)} + 1")
            departs, arrives = (f"CASE WHEN {known} IN ['MINUTE', 'SECOND'] THEN {text} END" for known, text in ends)
            found.append((departs, arrives))
        return found

    def times(self, draft: Draft, thing: str, timing: Timing) -> tuple[str, str]:
        """When it departs and arrives: surely after and before, or at the latest and the earliest."""
        fields = draft.ontology.fields(self.noun.name)
        sure = timing is Timing.CERTAINLY

        def part(name: str, part: str) -> str:
            return property_of(draft, thing, fields[name], part)

        departs: list[str] = []
        arrives: list[str] = []
        for name in self.journey.spans:
            start, end = part(name, "start"), part(name, "end")
            first, last = _ends(part(name, "precision"))
            late, early = f"{start} + {_unit(first)} - 1", f"{end} - {_unit(last)} + 1"
            # It departs before it arrives, however little is known of either.
            departs.append(start if sure else f"CASE WHEN {end} < {late} THEN {end} ELSE {late} END")
            arrives.append(end if sure else f"CASE WHEN {start} > {early} THEN {start} ELSE {early} END")
        start, end = part(self.journey.within, "start"), part(self.journey.within, "end")
        departs.append(start if sure else end)
        arrives.append(end if sure else start)
        # What is not known may be at any time, and is sure at none.
        departs.append(str(_NEVER if sure else _ALWAYS))
        arrives.append(str(_ALWAYS if sure else _NEVER))
        return f"coalesce({', '.join(departs)})", f"coalesce({', '.join(arrives)})"


def travel(ontology: Ontology, noun: str, *, stops: bool = False) -> Travel:
    """The journeys of a noun that declares them; with `stops` they lead from and to those as well."""
    found = ontology.noun(noun)
    assert found.journey is not None
    ways = ontology.ways(noun)
    begin, end = (ways[name].link.type for name in (found.journey.begin, found.journey.end))
    between = ways[found.journey.stops].link.type if stops and found.journey.stops else ""
    return Travel(found, found.journey, begin, end, between)


def known_times(draft: Draft, noun: str, thing: str) -> tuple[str, str]:
    """When a journey begins and ends as far as is known, its exact times before the period that it lies in."""
    journey, fields = draft.ontology.noun(noun).journey, draft.ontology.fields(noun)
    assert journey is not None

    def known(part: str) -> str:
        spans = (property_of(draft, thing, fields[name], part) for name in (*journey.spans, journey.within))
        return f"coalesce({', '.join(spans)})"

    return known("start"), known("end")


def travels(ontology: Ontology) -> Sequence[Travel]:
    """All nouns whose things are journeys."""
    return [travel(ontology, noun.name) for noun in ontology.concrete if noun.journey]


def _ends(precision: str) -> tuple[str, str]:
    """How far the start and the end of a period are known: it is stored once where that is the same."""
    return f"split({precision}, '/')[0]", f"split({precision}, '/')[-1]"


def _unit(precision: str) -> str:
    cases = " ".join(f"WHEN '{name}' THEN {unit}" for name, unit in _UNITS.items())
    return f"CASE {precision} {cases} ELSE 1 END"
