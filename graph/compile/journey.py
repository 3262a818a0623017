"""Journeys between places -> the Cypher of one between two variables, and the tests on it."""

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Travel:
    """A noun whose things are journeys."""

    noun: Noun
    journey: Journey
    begin: str
    end: str

    def pattern(self, start: str, first: str, thing: str, second: str, end: str, toward: Toward) -> str:
        """From one place by one thing to the next."""
        there, back = quote(self.begin), quote(self.end)
        if toward is Toward.IN:
            there, back = back, there
        elif toward is Toward.BOTH:
            there = back = f"{there}|{back}"
        return f"({start})<-[{first}:{there}]-({thing}:{quote(self.noun.name)})-[{second}:{back}]->({end})"

    def tests(self, draft: Draft, first: str, thing: str, second: str, toward: Toward, modalities: str) -> list[str]:
        """It is of one of these modalities in all that matters, and was not called off."""
        fields = draft.ontology.fields(self.noun.name)
        void = property_of(draft, thing, fields[self.journey.void])
        return [
            *([f"type({first}) <> type({second})"] if toward is Toward.BOTH else []),
            *(f"{name}.modality IN {modalities}" for name in (first, second)),
            f"coalesce({thing}.modality, 'ACTUAL') IN {modalities}",
            f"coalesce({void}, false) = false",
        ]

    def follows(self, draft: Draft, things: str, timing: Timing) -> str:
        """Each of a list of things departs after the last one arrived; tested while the list grows."""
        each, last = draft.name("f"), draft.name("t")
        departs, arrives = self._times(draft, each, timing)
        if timing is Timing.CERTAINLY:
            then = f"CASE WHEN {last} <= {departs} THEN {arrives} END"
        else:
            later = f"CASE WHEN {arrives} < {last} THEN {last} ELSE {arrives} END"
            then = f"CASE WHEN {last} <= {departs} THEN {later} END"
        return f"allReduce({last} = {_NEVER}, {each} IN {things} | {then}, {last} IS NOT NULL)"

    def minutes(self, draft: Draft, thing: str) -> str:
        """How long it took, where both its ends are known to the minute; else null."""
        fields = draft.ontology.fields(self.noun.name)
        found = []
        for name in self.journey.spans:
            start, end, precision = (property_of(draft, thing, fields[name], part) for part in _SPAN)
            # The end is the last moment of its minute.
            lasted = f"({end} - {_unit(precision)} + 1 - {start}) / 60000.0"
            found.append(f"CASE WHEN {precision} IN ['MINUTE', 'SECOND'] THEN {lasted} END")
        return f"coalesce({', '.join([*found, 'null'])})"

    def _times(self, draft: Draft, thing: str, timing: Timing) -> tuple[str, str]:
        """When it departs and arrives: surely after and before, or at the latest and the earliest."""
        fields = draft.ontology.fields(self.noun.name)
        sure = timing is Timing.CERTAINLY

        def part(name: str, part: str) -> str:
            return property_of(draft, thing, fields[name], part)

        departs: list[str] = []
        arrives: list[str] = []
        for name in self.journey.spans:
            start, end = part(name, "start"), part(name, "end")
            unit = _unit(part(name, "precision"))
            departs.append(start if sure else f"{start} + {unit} - 1")
            arrives.append(end if sure else f"{end} - {unit} + 1")
        start, end = part(self.journey.within, "start"), part(self.journey.within, "end")
        departs.append(start if sure else end)
        arrives.append(end if sure else start)
        # What is not known may be at any time, and is sure at none.
        departs.append(str(_NEVER if sure else _ALWAYS))
        arrives.append(str(_ALWAYS if sure else _NEVER))
        return f"coalesce({', '.join(departs)})", f"coalesce({', '.join(arrives)})"


def travel(ontology: Ontology, noun: str) -> Travel:
    """The journeys of a noun that declares them."""
    found = ontology.noun(noun)
    assert found.journey is not None
    ways = ontology.ways(noun)
    return Travel(found, found.journey, ways[found.journey.begin].link.type, ways[found.journey.end].link.type)


def travels(ontology: Ontology) -> Sequence[Travel]:
    """All nouns whose things are journeys."""
    return [travel(ontology, noun.name) for noun in ontology.concrete if noun.journey]


def _unit(precision: str) -> str:
    cases = " ".join(f"WHEN '{name}' THEN {unit}" for name, unit in _UNITS.items())
    return f"CASE {precision} {cases} ELSE 1 END"
