"""Leg -> FlightFacts: a flight for each machine that flew it, with count, trips, operator and cargo."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from ingest.analysis import Analysis, Placed, Sentence
from ingest.count import count_before
from ingest.extract.leg import Leg
from ingest.extract.subject import FlightNoun
from ingest.reading import Count, Craft, End, FlightFact, Slot

_GOODS = (
    "aid|arms|weapons|ammunition|missiles?|systems?|equipment|supplies|stores|vehicles|cargo|munitions|drones|troops"
    "|soldiers|instructors|parts|food|medicines?|goods"
)
_CARGO = re.compile(
    r"\b(?:transporting|carrying|delivering|bringing|loaded with|laden with|hauling|delivered|transported"
    rf"|carried|brought|with(?=[^,.;]*\b(?:{_GOODS})\b)) (?P<cargo>(?!what |its |their )[^,.;]+?)"
    r"(?= (?:to|from|for|into|on|at|in|since|along|between|via)\b|[,.;]|$)"
)
_OPERATORS = {"STATE", "ARMED_FORCE", "COMPANY", "GOVERNMENT", "UNIT"}
_COUNTING = {"several", "multiple", "many", "dozen", "dozens", "numerous", "first", "second", "few"}


def noun_count(analysis: Analysis, token: int, sentence: Sentence) -> Count | None:
    """How many flights the noun at a token speaks of; a bare plural is two or more."""
    doc, first = analysis.doc, token
    while first > sentence.span.start and _is_modifier(doc[first - 1]):
        first -= 1
    counted = count_before(analysis.text[sentence.start : doc[first].idx])
    if counted is None:
        plural = doc[token].lower_.endswith("s")
        return Count(2, None, analysis.tokens(token, token + 1)) if plural else None
    words = analysis.slot(sentence.start + counted.start, sentence.start + counted.end)
    return Count(counted.low, counted.high, words, counted.number, counted.qualifier)


def _is_modifier(token: Token) -> bool:
    return token.pos_ in {"ADJ", "NOUN", "PROPN"} and token.lower_ not in _COUNTING


def flights_of(analysis: Analysis, leg: Leg, crafts: list[Craft]) -> Iterator[FlightFact]:
    """The flights of a leg: one for each machine, or one where only "flights" are spoken of."""
    noun = leg.subject.noun or leg.noun
    fact = FlightFact(
        evidence=analysis.slot(leg.sentence.start, leg.sentence.end),
        trigger=leg.trigger,
        craft=None,
        origin=_ends(analysis, leg.origin),
        destination=_ends(analysis, leg.destination),
        via=_ends(analysis, leg.via),
        trips=noun_count(analysis, noun.token, leg.sentence) if noun else None,
        when=leg.when,
        cargo=_cargo(analysis, leg),
        modality=leg.modality,
        polarity=leg.polarity,
        rule=leg.verb.rule if leg.verb else "flight.noun",
    )
    senders = _senders(analysis, leg)
    sender = senders[0] if senders else None
    indices = dict.fromkeys(index for group in leg.subject.groups for index in group.crafts)
    if not indices:
        for operator in senders or (_noun_operator(analysis, noun, leg),):
            yield replace(fact, operator=operator)
    for index in indices:
        craft = crafts[index]
        own = sender
        if craft.operator is not None and craft.operator_words is not None:
            own = End(craft.operator, craft.operator_words)
        # "four Il-76 flights" counts the flights
        counts_flights = noun is not None and leg.subject.groups[0].last == noun.token
        part = next((g.count for g in leg.subject.groups if g.of is not None and index in g.crafts), None)
        yield replace(fact, craft=index, operator=own, count=None if counts_flights else part or craft.count)


def _cargo(analysis: Analysis, leg: Leg) -> Slot | None:
    match = _CARGO.search(analysis.doc[leg.first : leg.limit].text)
    if match is None:
        return None
    start = analysis.doc[leg.first].idx
    return analysis.slot(start + match.start("cargo"), start + match.end("cargo"))


def _ends(analysis: Analysis, ends: list[tuple[Placed, int]]) -> tuple[End, ...]:
    found: dict[int, End] = {}
    for placed, group in ends:
        entity = analysis.clusters.site(placed.mention)
        if entity is not None:
            found.setdefault(entity, End(entity, analysis.words(placed.mention), group or None))
    return tuple(found.values())


def _senders(analysis: Analysis, leg: Leg) -> list[End]:
    """Who flies what is flown; several only where each must have done so for itself: "A and B dropped food"."""
    sender = leg.subject.actor
    if sender is None:
        return []
    drops = leg.verb is not None and "drop" in leg.verb.base
    found = []
    for one in analysis.listed(sender) if drops else [sender]:
        entity = analysis.clusters.actor(one.mention)
        if entity is not None and analysis.clusters.all[entity].kind in _OPERATORS:
            found.append(End(entity, analysis.words(one.mention)))
    return found


def _noun_operator(analysis: Analysis, noun: FlightNoun | None, leg: Leg) -> End | None:
    if noun is None:
        return None
    for placed in leg.sentence.mentions:
        near = noun.token - 4 <= placed.first < noun.token and placed.mention.kind == "adjective"
        of = noun.token < placed.first <= noun.token + 3 and placed.mention.kind in {"org", "party"}
        entity = analysis.clusters.actor(placed.mention) if near or of else None
        if entity is not None:
            return End(entity, analysis.words(placed.mention))
    return None
