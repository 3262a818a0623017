"""Leg -> FlightFacts: a flight for each machine that flew it, with count, trips, operator and cargo."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from ingest.analysis import Analysis, Placed, Sentence
from ingest.count import count_before
from ingest.extract.coreference import takes_up
from ingest.extract.leg import Leg
from ingest.extract.movement import FlightNoun
from ingest.period import resolve
from ingest.phrase import Phrase, find_periods
from ingest.reading import Count, Craft, End, FlightFact, Slot, When
from schema.claim import Modality

_GOODS = (
    "aid|arms|weapons|ammunition|missiles?|systems?|equipment|supplies|stores|vehicles|cargo|munitions|drones|troops"
    "|soldiers|instructors|parts|food|medicines?|goods"
)
_CARGO = re.compile(
    r"\b(?:transporting|carrying|delivering|bringing|loaded with|laden with|hauling|delivered|transported"
    rf"|carried|brought|with(?=[^,.;]*\b(?:{_GOODS})\b)) (?P<cargo>(?!what |its |their )[^,.;]+?)"
    r"(?= (?:to|from|for|into|on|at|in|since|along|between|via)\b|[,.;]|$)"
)
#: Between whose flight it is and the noun: "Russia's third flight".
_OWN = re.compile(r"(?:['’]s?)?(?: (?:[a-z]+|\d+\w*))*")
_TIMES = re.compile(
    r"\b(?:(?P<count>(?:at least |about |more than |some )?(?:\w+|half a dozen)) times|twice|thrice)\b", re.IGNORECASE
)
#: Between the time of a flight and that of the next: "on May 3 and again on May 9".
_AGAIN = re.compile(r",? (?:and|then|and then) (?:once )?again(?: on| in| during)?(?: the)? ?")
_ADVERBS = {"twice": "two ", "thrice": "three "}
_OPERATORS = {"STATE", "ARMED_FORCE", "COMPANY", "GOVERNMENT", "UNIT"}
_COUNTING = {"several", "multiple", "many", "dozen", "dozens", "numerous", "first", "second", "few", "third", "fourth",
             "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}  # fmt: skip


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
    return Count.of(counted, words)


def _times(analysis: Analysis, leg: Leg) -> Count | None:
    """ "Flew six times to X", "landed twice in X"."""
    words = analysis.doc[leg.first : leg.limit]
    match = _TIMES.search(words.text)
    if match is None:
        return None
    counted = count_before(f"{match['count']} ") if match["count"] else count_before(_ADVERBS[match[0].casefold()])
    if counted is None:
        return None
    start = words.start_char
    slot = analysis.slot(start + match.start(), start + match.end())
    return Count.of(counted, slot)


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
        trips=noun_count(analysis, noun.token, leg.sentence) if noun else _times(analysis, leg),
        when=leg.when,
        cargo=_cargo(analysis, leg),
        modality=leg.modality,
        polarity=leg.polarity,
        rule=leg.verb.rule if leg.verb else "flight.noun",
    )
    senders = _senders(analysis, leg)
    sender = senders[0] if senders else _noun_operator(analysis, noun, leg)
    apart = next((g.operators[0] for g in leg.subject.groups if g.of is not None and g.operators), None)
    indices = dict.fromkeys(index for group in leg.subject.groups for index in group.crafts)
    if not indices:
        for operator in senders or (sender,):
            yield replace(fact, operator=operator)
    for index in indices:
        craft = crafts[index]
        own = sender
        if apart is not None:
            own = _party(analysis, apart)
        elif craft.operator is not None and craft.operator_words is not None:
            own = End(craft.operator, craft.operator_words)
        # "four Il-76 flights" counts the flights
        counts_flights = noun is not None and leg.subject.groups[0].last == noun.token
        part = next((g.count for g in leg.subject.groups if g.of is not None and index in g.crafts), None)
        yield replace(fact, craft=index, operator=own, count=None if counts_flights else part or craft.count)


def when_of(analysis: Analysis, leg: Leg, *, alone: bool) -> When | None:
    """The phrase of time after the verb, else the one before it; where it is `alone`, any of the sentence."""
    start, doc = leg.sentence.start, analysis.doc
    trigger = doc[leg.first].idx - start
    limit = analysis.end_of(leg.limit) - start
    phrases = find_periods(leg.sentence.text)
    inside = [p for p in phrases if trigger <= p.start < limit]
    clause = leg.sentence.text.rfind(";", 0, trigger)
    before = [p for p in phrases if clause < p.start < trigger]
    after = [p for p in phrases if p.start >= limit] if alone else []
    phrase = next(iter((*inside, *reversed(before), *after)), None)
    if phrase is None:
        return None
    return _when(analysis, leg, phrase)


def _when(analysis: Analysis, leg: Leg, phrase: Phrase) -> When:
    start = leg.sentence.start
    period = resolve(phrase, analysis.article.metadata.published, future=leg.modality is Modality.EXPECTED)
    return When(analysis.slot(start + phrase.start, start + phrase.end), period, phrase.lead)


def told_again(analysis: Analysis, leg: Leg) -> Iterator[Leg]:
    """ "On May 3 and again on May 9": the flights that the same words tell of further days."""
    if leg.when is None:
        return
    text, start = leg.sentence.text, leg.sentence.start
    said = leg.when.words.end - start
    for phrase in find_periods(text):
        if phrase.start > said and _AGAIN.fullmatch(text, said, phrase.start):
            yield replace(leg, when=_when(analysis, leg, phrase))
            said = phrase.end


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
    sender = leg.subject.actor or _taken_up(analysis, leg)
    if sender is not None and _is_flown(analysis, leg):
        sender = _agent(analysis, leg)
    if sender is None or (sender.mention.kind == "party" and leg.role in {"arrive", "depart"}):
        return []
    drops = leg.verb is not None and "drop" in leg.verb.base
    found = []
    for one in analysis.listed(sender) if drops else [sender]:
        party = _party(analysis, one)
        if party is not None and analysis.clusters.all[party.entity].kind in _OPERATORS:
            found.append(party)
    return found


def _taken_up(analysis: Analysis, leg: Leg) -> Placed | None:
    """ "Japan has a base there. It sent a C-2": who "it" is."""
    verb = analysis.doc[leg.first]
    pronoun = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in {"it", "they"}), None)
    if leg.role != "send" or pronoun is None:
        return None
    return next((p for p in takes_up(analysis, leg.sentence) if p.first == pronoun.i), None)


def _is_flown(analysis: Analysis, leg: Leg) -> bool:
    """ "Soldiers were flown home": the subject flies nothing."""
    verb = analysis.doc[leg.first]
    return verb.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in verb.children)


def _agent(analysis: Analysis, leg: Leg) -> Placed | None:
    agents = [child for child in analysis.doc[leg.first].children if child.dep_ == "agent"]
    return next((p for agent in agents for child in agent.children if (p := analysis.at(child.i))), None)


def _party(analysis: Analysis, placed: Placed) -> End | None:
    entity = analysis.clusters.actor(placed.mention)
    return End(entity, analysis.words(placed.mention)) if entity is not None else None


def _noun_operator(analysis: Analysis, noun: FlightNoun | None, leg: Leg) -> End | None:
    if noun is None:
        return None
    for placed in leg.sentence.mentions:
        mention = placed.mention
        near = noun.token - 4 <= placed.first < noun.token and mention.kind == "adjective"
        of = noun.token < placed.first <= noun.token + 3 and mention.kind in {"org", "party"}
        between = analysis.doc[placed.last : noun.token].text if placed.last <= noun.token else None
        owned = between is not None and mention.kind in {"org", "country"} and _OWN.fullmatch(between)
        if owned and mention.kind == "country" and not between:
            continue  # "the Libya flights" are those to Libya
        party = _party(analysis, placed) if near or of or owned else None
        if party is not None and analysis.clusters.all[party.entity].kind in _OPERATORS:
            return party
    return None
