"""FlightFacts -> each flight once: what is told again, in fewer or other words, is put to the fullest telling."""

import re
from dataclasses import replace

from ingest.analysis import Analysis
from ingest.reading import Craft, End, FlightFact, When

_DAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b\d{1,2}\b|yesterday|today|earlier|ago|last")
_HAD = re.compile(r"\bhad (?:\w+ )?$")
_OWNER = re.compile(r"(?:['’]s?)?,?$")
_WIDE = {"REGION", "COUNTRY"}
#: The longest that a flight may take with its stops: three days, in milliseconds.
_JOURNEY = 3 * 24 * 3600 * 1000


def told_once(
    analysis: Analysis, facts: list[FlightFact], crafts: list[Craft], others: frozenset[int]
) -> list[FlightFact]:
    """Put a flight to another telling of it that says more; `others` are where flights of further machines are told.

    "A jet reached western Ghana, the ministry said. … It left Doha and flew to Takoradi." is one flight told twice.
    """
    kept = list(facts)
    for fact in facts:
        if fact.trigger.start in others or not any(one is fact for one in kept):
            continue
        fuller = next(
            (o for o in kept if o is not fact and o.trigger.start not in others and _same(analysis, crafts, fact, o)),
            None,
        )
        if fuller is None:
            continue
        kept = [one for one in kept if one is not fact]
        place = next(i for i, one in enumerate(kept) if one is fuller)
        kept[place] = _merged(analysis, fact, fuller)
    return kept


def _same(analysis: Analysis, crafts: list[Craft], fact: FlightFact, other: FlightFact) -> bool:
    """Whether both tell one flight: one machine, one day, and ends of which one lies in the other."""
    if fact.modality != other.modality or fact.polarity != other.polarity:
        return False
    # "It reached eastern Poland on 4 March. … It left on 2 March": the day of its end and that of its beginning.
    wider = 1 in (
        _within(analysis, fact.destination, other.destination), _within(analysis, other.destination, fact.destination)
    )  # fmt: skip
    spread = not fact.origin and bool(other.origin) and wider
    spread = spread or _left_before(fact, other) or _left_before(other, fact)
    if not spread and not _same_day(fact.when, other.when):
        return False
    if fact.craft is None or other.craft is None:
        return False
    if fact.craft != other.craft and not (
        _is_summary(analysis, crafts, fact, other) or _is_echo(analysis, crafts, fact, other)
    ):
        return False
    counts = {fact.count.number if fact.count else None, other.count.number if other.count else None} - {None}
    if len(counts) > 1 or fact.trips or other.trips or not _near(fact, other):
        return False
    origin, destination = _fit(analysis, fact.origin, other.origin), _fit(analysis, fact.destination, other.destination)
    back = {e.entity for e in fact.origin} & {e.entity for e in other.destination} or {
        e.entity for e in other.origin
    } & {e.entity for e in fact.destination}
    if back:
        return False  # there, and back again
    shared = bool(fact.origin and other.origin) or bool(fact.destination and other.destination)
    shared = shared or (
        fact.craft == other.craft and (_had_left(analysis, fact, other) or _had_left(analysis, other, fact))
    )
    if not (origin and destination and shared):
        return False
    # "It went to Beirut in July. … It went to Beirut again": two that say the same of where are two.
    alike = {e.entity for e in fact.destination} == {e.entity for e in other.destination}
    if alike and fact.origin and other.origin and {e.entity for e in fact.origin} == {e.entity for e in other.origin}:
        return fact.when == other.when or ((fact.when is None) != (other.when is None) and not _plural(crafts, fact))
    return not (alike and bool(fact.origin) == bool(other.origin) and fact.when is not None and other.when is None)


def _had_left(analysis: Analysis, start: FlightFact, end: FlightFact) -> bool:
    """ "It landed in X. … It had taken off from Y": one tells the start, the other the end."""
    ends = bool(start.origin) and not start.destination and bool(end.destination) and not end.origin
    before = analysis.text[max(0, start.trigger.start - 20) : start.trigger.start]
    return ends and end.trigger.start < start.trigger.start and _HAD.search(before) is not None


def _left_before(start: FlightFact, end: FlightFact) -> bool:
    """ "Jets from Russia arrived on Saturday. They left Moscow on Friday": whether one may tell the other's start."""
    if start.destination or not end.destination or start.when is None or end.when is None:
        return False
    if start.trigger.start < end.trigger.start and not end.origin:
        return False
    first, last = start.when.period.start, end.when.period.start
    return first is None or last is None or 0 <= last.first - first.first <= _JOURNEY


def _plural(crafts: list[Craft], fact: FlightFact) -> bool:
    count = crafts[fact.craft].count if fact.craft is not None else None
    return count is not None and count.high != 1


def _merged(analysis: Analysis, fact: FlightFact, other: FlightFact) -> FlightFact:
    """Where and when as far as either tells; the words that tell where it went to are the evidence."""
    main, told = (other, fact) if other.destination and (other.origin or not fact.origin) else (fact, other)
    if not main.destination:
        main, told = told, main
    return replace(
        main,
        origin=_nearer(analysis, main.origin, told.origin),
        destination=_nearer(analysis, main.destination, told.destination),
        via=main.via or told.via,
        when=main.when or told.when,
        cargo=main.cargo or told.cargo,
        count=main.count or told.count,
        operator=main.operator or told.operator,
        earlier=(*main.earlier, *told.earlier, replace(told, earlier=())),
    )


def _nearer(analysis: Analysis, mine: tuple[End, ...], theirs: tuple[End, ...]) -> tuple[End, ...]:
    if not mine or not theirs:
        return mine or theirs
    more = _within(analysis, mine, theirs)
    return theirs if more else mine


def _fit(analysis: Analysis, mine: tuple[End, ...], theirs: tuple[End, ...]) -> bool:
    if not mine or not theirs:
        return True
    return _within(analysis, mine, theirs) is not None or _within(analysis, theirs, mine) is not None


def _is_summary(analysis: Analysis, crafts: list[Craft], fact: FlightFact, fuller: FlightFact) -> bool:
    """ "Fighter jets were flown to Libya" in the opening of an article that then tells which, and where to."""
    opening = next((s for s in analysis.sentences if not s.headline and len(s.text.split()) > 6), None)
    if opening is None or fact.evidence.start > opening.end or fact.craft is None or fuller.craft is None:
        return False
    mine, theirs = crafts[fact.craft], crafts[fuller.craft]
    wide = [analysis.clusters.all[e.entity].kind in _WIDE for e in (*fact.origin, *fact.destination)]
    count = mine.count.number if mine.count else None
    return mine.type is None and theirs.type is not None and count is None and bool(wide) and all(wide)


def _is_echo(analysis: Analysis, crafts: list[Craft], fact: FlightFact, fuller: FlightFact) -> bool:
    """ "The plane flew from X," an officer said: of the one whose flight from X was told before."""
    if fact.craft is None or fuller.craft is None or fact.destination or not fuller.destination:
        return False
    mine = crafts[fact.craft]
    if mine.type is not None or mine.registration or not fact.origin or fact.evidence.start < fuller.evidence.start:
        return False
    definite = (
        analysis.text[: mine.mentions[0].start].casefold().rstrip().endswith(" the")
        or "the " in mine.mentions[0].text.casefold()
    )
    return definite and {e.entity for e in fact.origin} == {e.entity for e in fuller.origin}


def _near(fact: FlightFact, fuller: FlightFact) -> bool:
    """Told within a few sentences of each other."""
    between = sorted((fact.evidence, fuller.evidence), key=lambda slot: slot.start)
    return between[1].start - between[0].end < 900


def _same_day(one: When | None, other: When | None) -> bool:
    """Whether two phrases of time can mean one day; where neither is resolved, whether their words do."""
    if one is None or other is None:
        return True
    first, second = one.period, other.period
    if first.start and second.start:
        last = [(period.end or period.start) for period in (first, second)]
        return (
            first.start.first <= (last[1] or first.start).last and second.start.first <= (last[0] or second.start).last
        )
    named = [set(_DAY.findall(when.words.text.casefold())) for when in (one, other)]
    return not (named[0] and named[1]) or bool(named[0] & named[1])


def _within(analysis: Analysis, mine: tuple[End, ...], theirs: tuple[End, ...]) -> int | None:
    """How much more exactly theirs tells the same ends; none where they are other ends."""
    if not mine:
        return 1 if theirs else 0
    if not theirs:
        return None
    mores = []
    for end in mine:
        fits = [more for other in theirs if (more := part_of(analysis, end.entity, other.entity)) is not None]
        if not fits:
            return None
        mores.append(max(fits))
    return max(mores)


def part_of(analysis: Analysis, wide: int, near: int) -> int | None:
    """0 where both are one site, 1 where the second lies in the first."""
    if wide == near:
        return 0
    first, second = analysis.clusters.all[wide], analysis.clusters.all[near]
    if first.kind in _WIDE and second.kind not in _WIDE:
        unknown = second.country is None and second.noun == "Base"
        return 1 if unknown or (first.country and first.country == second.country) else None
    names = [set(name.casefold().split()) for name in (*first.names, *analysis.clusters.capital_of(wide))]
    inside = {_OWNER.sub("", word) for name in second.names for word in name.casefold().split()}
    if first.noun == "Place" and second.noun == "Base" and any(words <= inside for words in names):
        return 1
    return None
