"""Article -> Reading: the language model parses, patterns and tables propose, extractors read the facts."""

from dataclasses import replace
from typing import Protocol

from ingest.analysis import Analysis
from ingest.article import Article
from ingest.clusters import Clusters
from ingest.extract.craft import counted, refer
from ingest.extract.event import find_overthrows, give_roles
from ingest.extract.flight import FlightExtractor
from ingest.extract.group import find_groups
from ingest.extract.marked import marked
from ingest.extract.own import find_owners
from ingest.extract.relation import RelationExtractor
from ingest.extract.statement import StatementExtractor
from ingest.extract.typed import typed
from ingest.gazetteer.gazetteer import Gazetteer
from ingest.language import MODEL, English
from ingest.link.linker import Linker
from ingest.mention.propose import Proposer
from ingest.reading import Craft, Facts, FlightFact, Reading, Slot, StatementFact


class Extender(Protocol):
    """Finds facts besides those of the rules."""

    def extend(self, analysis: Analysis, crafts: list[Craft], facts: Facts) -> Facts:
        """The given facts and further ones, each with its words in the article."""


class Reader:
    """Reads articles one after another; the model and the tables are loaded once, when they are first needed.

    `extender` may find facts that the rules do not.
    """

    def __init__(self, model: str = MODEL, extender: Extender | None = None) -> None:
        self._extender = extender
        self.gazetteer = Gazetteer()
        self._language = English(model)
        self._proposer = Proposer(self.gazetteer, self._language.is_word)
        self._linker = Linker(self.gazetteer)
        self._flights = FlightExtractor()
        self._statements = StatementExtractor()
        self._relations = RelationExtractor()

    def read(self, article: Article) -> Reading:
        """All facts found in an article. By the rules alone the same article always gives the same reading.

        Raises ModelMissingError, and EndpointError where a model was to help.
        """
        analysis = self.analyse(article)
        groups = find_groups(analysis)
        crafts = refer(analysis, groups)
        flights = self._flights.extract(analysis, groups, crafts)
        statements = self._statements.extract(analysis)
        texts = [typed(analysis, sentence) for sentence in analysis.sentences]
        relations = self._relations.extract(analysis, texts, flights, crafts)
        crafts = counted(groups, crafts)
        flights = [_of_one(flight, crafts) for flight in flights]
        crafts = marked(analysis, groups, crafts)
        if self._extender is not None:
            facts = self._extender.extend(analysis, crafts, Facts(flights, statements, relations))
            flights, statements, relations = facts.flights, facts.statements, facts.relations
        overthrows = find_overthrows(analysis, texts)
        owners = find_owners(analysis, groups, crafts)
        for owner in owners:
            analysis.clusters.all[owner.owner.entity].acts = True
        give_roles(analysis)
        _hush_headlines(analysis)
        return Reading(
            article=article,
            sentences=tuple(analysis.slot(s.start, s.end) for s in analysis.sentences),
            entities=analysis.clusters.entities(),
            crafts=tuple(crafts),
            flights=tuple(_attributed(f, statements) for f in flights),
            statements=tuple(statements),
            relations=tuple(replace(r, statement=_said_in(r.evidence, statements)) for r in relations),
            overthrows=tuple(replace(o, statement=_said_in(o.evidence, statements)) for o in overthrows),
            owners=tuple(replace(o, statement=_said_in(o.evidence, statements)) for o in owners),
        )

    def analyse(self, article: Article) -> Analysis:
        """The parsed article and its mentions, before facts are read from them."""
        doc = self._language.parse(article.text)
        mentions = self._proposer.propose(doc)
        clusters = Clusters(self.gazetteer, self._linker)
        clusters.build(doc, mentions)
        return Analysis(article, doc, mentions, clusters)


def _of_one(flight: FlightFact, crafts: list[Craft]) -> FlightFact:
    """A flight of which no number is told, by one machine."""
    if flight.craft is None or flight.count is not None or flight.trips is not None:
        return flight
    return replace(flight, count=crafts[flight.craft].count)


def _hush_headlines(analysis: Analysis) -> None:
    """Unnamed groups that only a headline mentions are the body's, told shorter."""
    heads = [(s.start, s.end) for s in analysis.sentences if s.headline]
    for placed in analysis.placed:
        index = analysis.clusters.actor(placed.mention)
        if placed.mention.kind == "party" and index is not None:
            slots = analysis.clusters.all[index].slots
            if all(any(start <= slot.start < end for start, end in heads) for slot in slots):
                analysis.clusters.all[index].acts = False


def _attributed(flight: FlightFact, statements: list[StatementFact]) -> FlightFact:
    earlier = tuple(_attributed(telling, statements) for telling in flight.earlier)
    return replace(flight, statement=_said_in(flight.trigger, statements), earlier=earlier)


def _said_in(words: Slot, statements: list[StatementFact]) -> int | None:
    """The narrowest statement whose words hold these."""
    holding = [i for i, s in enumerate(statements) if s.words.start <= words.start and words.end <= s.words.end]
    return min(holding, key=lambda i: statements[i].words.end - statements[i].words.start, default=None)
