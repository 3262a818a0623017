"""Names of bases, and flights -> RelationFacts that they imply: whose a base is, where it lies, who supplies whom."""

import re
from collections.abc import Iterator

from ingest.analysis import Analysis, Placed, Sentence
from ingest.mention.mention import Mention
from ingest.reading import End, FlightFact, RelationFact
from schema.claim import Modality, Polarity

_PLAIN_BASE = re.compile(
    r"(?:(?:military|naval|air) )?(?:base|camp|garrison|outpost|facility|airbase|contingent) (?:at|in|near)\b"
)

_ARMS = re.compile(
    r"\b(?:aid|weapons?|arms|ammunition|missiles?|systems?|equipment|supplies|munitions|vehicles|drones|gear)\b"
)


def possessed(analysis: Analysis, sentence: Sentence) -> Iterator[RelationFact]:
    """ "Russia's bases in Syria", "Syrian bases": where they lie, and who operates from them."""
    for placed in sentence.mentions:
        mention = placed.mention
        town = analysis.clusters.town(mention)
        if town is not None and (built := analysis.clusters.site(mention)) is not None:
            words = analysis.words(mention)
            yield RelationFact("LOCATED_IN", End(built, words), End(*town), words, "relation.named-by-town")
        yield from _national(analysis, sentence, placed)
        holders = analysis.clusters.holders(mention) if _rule(mention) else []
        if len(holders) > 1:  # "Kiir's government"
            words = analysis.words(mention)
            yield RelationFact("LEADS", End(*holders[1]), End(holders[0][0], words), words, "relation.whose-rule")
        if mention.kind != "base" or mention.core or not mention.country or mention.record is not None:
            continue
        base = analysis.clusters.site(_named_beside(analysis, sentence, placed) or mention)
        words = analysis.words(mention)
        if base is None:
            continue
        place = analysis.clusters.home(mention)
        if place is not None:
            yield RelationFact("LOCATED_IN", End(base, words), End(place, words), words, "relation.whose-bases")
        owner = analysis.clusters.owner(mention)
        if owner is not None:
            yield RelationFact(
                "OPERATES_FROM", End(owner[0], owner[1]), End(base, words), words, "relation.whose-bases"
            )


def _rule(mention: Mention) -> bool:
    """Whether a body may be called by who leads it; a regime so called is often one that is gone."""
    return mention.kind == "org" and not mention.text.endswith("regime")


def _named_beside(analysis: Analysis, sentence: Sentence, placed: Placed) -> Mention | None:
    """ "Russia's main base in Syria, Hmeimim", "Hmeimim, Russia's main base in Syria": the base by its name."""
    if placed.mention.text.endswith("s"):
        return None
    for other in sentence.mentions:
        one, two = sorted((placed.mention, other.mention), key=lambda mention: mention.start)
        if (
            other.mention.kind == "base"
            and (other.mention.core or other.mention.record)
            and analysis.text[one.end : two.start] == ", "
        ):
            return other.mention
    return None


def _national(analysis: Analysis, sentence: Sentence, placed: Placed) -> Iterator[RelationFact]:
    """ "The Russian base at Latakia": whose it is."""
    mention = placed.mention
    if mention.kind != "base" or _PLAIN_BASE.match(mention.text) is None:
        return
    before = next((p for p in sentence.mentions if p.mention.kind == "adjective" and p.last <= placed.first), None)
    gap = analysis.text[before.mention.end : mention.start] if before else ""
    if before is None or not re.fullmatch(
        r" (?:(?:military|main|largest|new|old|former|air|naval|drone|supply|logistics|desert) ){0,2}", gap
    ):
        return
    base, owner = analysis.clusters.site(mention), analysis.clusters.actor(before.mention)
    if base is not None and owner is not None and "former" not in gap:
        words = analysis.slot(before.mention.start, mention.end)
        yield RelationFact(
            "OPERATES_FROM", End(owner, analysis.words(before.mention)), End(base, analysis.words(mention)), words,
            "relation.national-base",
        )  # fmt: skip


def from_flights(analysis: Analysis, flights: list[FlightFact]) -> Iterator[RelationFact]:
    """A flight that brings arms or aid for somebody supplies them; one that stages through a base operates from it."""
    for flight in flights:
        if flight.operator is None or flight.modality is not Modality.ACTUAL or flight.polarity is Polarity.DENIED:
            continue
        if flight.rule.endswith("stage-through") and flight.destination:
            yield RelationFact("OPERATES_FROM", flight.operator, flight.destination[0], flight.evidence, flight.rule)
        if flight.cargo is None or not _ARMS.search(flight.cargo.text):
            continue
        for placed in analysis.placed:
            mention = placed.mention
            if not flight.cargo.start < mention.start < flight.evidence.end or mention.kind not in {
                "country",
                "org",
                "party",
            }:
                continue
            before = analysis.text[flight.cargo.start : mention.start]
            entity = analysis.clusters.actor(mention)
            if entity is not None and re.search(r"\bfor(?: the)? $", before):
                end = End(entity, analysis.words(mention))
                yield RelationFact("SUPPLIED", flight.operator, end, flight.evidence, "relation.flown-in")
                break
