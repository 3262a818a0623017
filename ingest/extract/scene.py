"""FlightFacts -> the same with the site that the article is about as the end of those whose beginning alone is told."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from ingest.analysis import Analysis, Placed
from ingest.extract.site import FIELDS, is_site
from ingest.gazetteer.name import words
from ingest.reading import End, FlightFact, Slot
from ingest.sense import acts

_WIDE = frozenset(("COUNTRY", "REGION", "SEA"))
#: How much a site counts where a headline or a dateline names it.
_HEADLINE = 2
#: Who is picked up somewhere is mostly taken on from there, by another flight.
_GATHERING = frozenset(("flight.depart.pick-up", "flight.depart.collect"))
#: It arrived nowhere.
_NEVER = re.compile(
    r"\b(?:turn(?:ed|ing) (?:back|around)|crash(?:ed|es|ing)?|shot down|disappeared|vanished|aborted)\b"
)
#: How often at least an article names what it is about.
_OFTEN = 2
#: Words of bases' names that say of none which it is.
_COMMON = frozenset(
    ("the", "international", "air", "military", "naval", "new", "main", "of", "at", "in", "s", "station")
)


class Scene:
    """What one analysis is about: the site, a base and its town taken together, that it names most often."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis

    @cached_property
    def _named(self) -> list[tuple[int, Placed, int]]:
        """Each town and base where it is named: the entity, the mention, and how much it counts there."""
        found = []
        headlines = {placed.mention.start for s in self._analysis.sentences if s.headline for placed in s.mentions}
        for placed in self._analysis.placed:
            entity = self._analysis.clusters.site(placed.mention) if is_site(placed, self._analysis) else None
            if entity is None or self._analysis.clusters.all[entity].kind in _WIDE:
                continue
            headed = placed.mention.start in headlines
            if headed or not acts(self._analysis.doc, self._analysis.text, placed.mention):
                found.append((entity, placed, _HEADLINE if headed else 1))
        return found

    @cached_property
    def sites(self) -> frozenset[int]:
        """The entities that are the site; none where no site is named more than once."""
        weight: Counter[int] = Counter()
        for entity, _, counts in self._named:
            weight[entity] += counts
        groups = [frozenset(other for other in weight if self._together(one, other)) for one in weight]
        best = max(groups, key=lambda group: sum(weight[one] for one in group), default=frozenset[int]())
        return best if sum(weight[one] for one in best) >= _OFTEN else frozenset()

    def _together(self, one: int, other: int) -> bool:
        """Whether both are one site, or one is a base that is named by the other, its town."""
        if one == other:
            return True
        names = [self._names(index) for index in (one, other)]
        return any(a <= b or b <= a for a in names[0] for b in names[1])

    def _names(self, entity: int) -> list[set[str]]:
        cluster = self._analysis.clusters.all[entity]
        own = [*cluster.names, *self._analysis.clusters.capital_of(entity)]
        named = [{w for w in words(name) if w not in FIELDS and w not in _COMMON} for name in own]
        return [name for name in named if name]

    def holds(self, ends: Iterable[End]) -> bool:
        """Whether any of these ends is the site, or lies in its country."""
        countries = {self._analysis.clusters.all[index].country for index in self.sites} - {None}
        return any(
            end.entity in self.sites or self._analysis.clusters.all[end.entity].country in countries for end in ends
        )

    def end(self, before: int, told: Counter[int]) -> End | None:
        """The site by the words that name it last before a code point, as the flights that are `told` end there."""
        if not self.sites:
            return None
        entity = max(self.sites, key=lambda one: (told[one], self._analysis.clusters.all[one].noun == "Base", -one))
        named = [placed.mention for index, placed, _ in self._named if index == entity]
        mention = next((m for m in reversed(named) if m.end <= before), named[0])
        return End(entity, Slot(mention.start, mention.end, mention.text))


def ended(analysis: Analysis, facts: list[FlightFact]) -> list[FlightFact]:
    """The flights, those that began elsewhere and whose end nobody tells with the article's site as their end.

    "A Boeing reached Bangui. … An Il-76 came from Khartoum": of flights that began elsewhere than where an article is,
    it mostly tells the end, in words that were not understood; of those that began there, often none.
    """
    scene = Scene(analysis)
    told = Counter(end.entity for fact in facts for end in fact.destination)
    found = []
    for fact in facts:
        visited = any(end.entity in told for end in fact.origin)  # who leaves, leaves from where somebody came
        ends = bool(fact.destination) or not fact.origin or fact.rule in _GATHERING
        ends = ends or _NEVER.search(fact.evidence.text) is not None
        if not ends and not visited and not scene.holds(fact.origin):
            end = scene.end(fact.evidence.end, told)
            fact = replace(fact, destination=(end,)) if end is not None else fact
        found.append(fact)
    return found
