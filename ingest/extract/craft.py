"""Groups -> Crafts: which noun phrases of aircraft speak of the same machines, and what is told of those."""

import re
from dataclasses import replace

from ingest.analysis import Analysis, Placed
from ingest.extract.anaphor import antecedent, class_fits, jointly, made_by
from ingest.extract.group import Group
from ingest.extract.lead import led
from ingest.reading import Count, Craft


def refer(analysis: Analysis, groups: list[Group]) -> list[Craft]:
    """Say of each group which machines it speaks of; a definite phrase takes up an earlier group that fits."""
    crafts: list[Craft] = []
    for number, group in enumerate(groups):
        earlier = groups[:number]
        if group.of is not None:
            group.crafts = group.of.crafts
            continue
        joint = jointly(analysis, group, earlier)
        if joint:
            group.crafts = joint
            continue
        known = antecedent(group, earlier)
        if known is not None:
            group.crafts = known.crafts
            for index in group.crafts:
                crafts[index] = _enriched(analysis, crafts[index], group)
            continue
        made = []
        for operator in group.operators or (None,):
            inherited = None
            if (
                operator is None
                and group.type
                and group.count
                and re.search(r"second|another|third", group.count.words.text.casefold())
            ):
                before = next((g for g in reversed(earlier) if g.crafts), None)
                inherited = crafts[before.crafts[0]] if before else None
            if operator is None and inherited is None:
                inherited = _of_series(group, earlier, crafts) or _one_of(group, earlier, crafts)
            fresh = _craft(analysis, group, operator, inherited)
            fresh = _designated(fresh, crafts, _by_maker(group, earlier, crafts))
            same = next((i for i, craft in enumerate(crafts) if _same(craft, fresh, analysis)), None)
            if same is None:
                crafts.append(fresh)
                made.append(len(crafts) - 1)
            else:
                crafts[same] = _enriched(analysis, crafts[same], group)
                made.append(same)
        group.crafts = tuple(made)
        _equated(analysis, groups, number, crafts)
    return led([_designated(craft, crafts, None) for craft in crafts])


def counted(groups: list[Group], crafts: list[Craft]) -> list[Craft]:
    """The crafts, each that only a singular noun speaks of counted as one: "the C-130"."""
    found = list(crafts)
    for group in groups:
        if group.plural or group.of is not None or len(group.crafts) != 1:
            continue
        craft = found[group.crafts[0]]
        if craft.count is None:
            found[group.crafts[0]] = replace(craft, count=Count(1, 1, craft.mentions[0], 1, "exactly"))
    return found


def _craft(analysis: Analysis, group: Group, operator: Placed | None, inherited: Craft | None) -> Craft:
    index = analysis.clusters.actor(operator.mention) if operator else None
    return Craft(
        mentions=(analysis.tokens(group.first, group.last),),
        type=group.type.record if group.type else inherited.type if inherited else None,
        type_words=analysis.words(group.type) if group.type else inherited.type_words if inherited else None,
        operator=index if index is not None else inherited.operator if inherited else None,
        operator_words=analysis.words(operator.mention)
        if operator
        else inherited.operator_words
        if inherited
        else None,
        count=group.count,
        registration=group.registration,
        callsign=group.callsign,
        headline=group.sentence.headline,
    )


def _one_of(group: Group, earlier: list[Group], crafts: list[Craft]) -> Craft | None:
    """ "Il-76s did most of the flying. EX-76005 left …": a mark told alone is that of one of those before."""
    if group.type is not None or group.craft is not None or group.registration is None:
        return None
    typed = [g for g in earlier if g.type is not None and g.crafts and not g.sentence.headline]
    near = [g for g in typed if group.sentence.span.start - g.sentence.span.end < 100]
    if len({g.type.record for g in typed if g.type}) == 1:
        near = typed
    return crafts[near[-1].crafts[0]] if near else None


def _of_series(group: Group, earlier: list[Group], crafts: list[Craft]) -> Craft | None:
    """ "A second Il-76 landed on Friday. The first plane came on Monday": another of the series, of the same type."""
    if group.type is not None:
        return None
    if group.definite and group.craft is not None:
        alike = _only_type(group, earlier, crafts)
        if alike is not None:
            return alike
    if not group.ordinal:
        return None
    series = [g for g in earlier if g.type is not None and g.ordinal and g.crafts]
    near = [g for g in series if group.sentence.span.start - g.sentence.span.end < 60]
    return crafts[near[-1].crafts[0]] if near else None


def _only_type(group: Group, earlier: list[Group], crafts: list[Craft]) -> Craft | None:
    """ "All eleven aircraft", where the article names one type only that fits: those are of it."""
    typed = [g for g in earlier if g.type is not None and g.crafts and not g.sentence.headline]
    typed = [g for g in typed if class_fits(group, g)]
    if not typed or len({g.type.record for g in typed if g.type}) != 1:
        return None
    alike = crafts[typed[-1].crafts[0]]
    return replace(alike, operator=None, operator_words=None)


def _by_maker(group: Group, earlier: list[Group], crafts: list[Craft]) -> Craft | None:
    """ "One Ilyushin", where the article names one type of that maker: it is of that type."""
    if group.type is None or group.type.sub != "MADE":
        return None
    made = [g for g in earlier if g.type and g.type.sub != "MADE" and g.crafts and made_by(g, group.type.core)]
    return crafts[made[-1].crafts[0]] if len({g.type.record for g in made if g.type}) == 1 else None


def _designated(fresh: Craft, crafts: list[Craft], made: Craft | None) -> Craft:
    """ "Ospreys" after "MV-22 Osprey" are MV-22s."""
    if fresh.type_words is None or any(c.isdigit() for c in fresh.type_words.text):
        return fresh
    if made is not None:
        return replace(fresh, type=made.type, type_words=made.type_words)
    known = (c for c in crafts if c.type is fresh.type and c.type_words and any(d.isdigit() for d in c.type_words.text))
    fuller = next(known, None)
    return replace(fresh, type_words=fuller.type_words) if fuller is not None else fresh


def _enriched(analysis: Analysis, craft: Craft, group: Group) -> Craft:
    operator = group.operators[0] if group.operators else None
    index = analysis.clusters.actor(operator.mention) if operator else None
    # A headline says least: the body's words win.
    better = index is not None and (craft.operator is None or (craft.headline and not group.sentence.headline))
    # "The Ilyushin … the Il-76", "two Hercules … the two C-130s": a designation says more than a name.
    fuller = craft.type_words is None or not any(c.isdigit() for c in craft.type_words.text)
    return Craft(
        mentions=(*craft.mentions, analysis.tokens(group.first, group.last)),
        type=group.type.record if group.type and fuller else craft.type,
        type_words=analysis.words(group.type) if group.type and fuller else craft.type_words,
        operator=craft.operator if craft.operator is not None and not better else index,
        operator_words=craft.operator_words if not better else analysis.words(operator.mention) if operator else None,
        count=group.count if craft.headline and group.count else craft.count or group.count,
        registration=craft.registration or group.registration,
        callsign=craft.callsign or group.callsign,
        headline=craft.headline and group.sentence.headline,
    )


def _same(craft: Craft, fresh: Craft, analysis: Analysis) -> bool:
    """A bare type in a headline is taken up by the first fuller mention of that type; nothing else is merged."""
    if not craft.headline or fresh.headline or not craft.type_words or not fresh.type_words:
        return False
    return craft.registration is None and craft.type_words.text.casefold()[:4] == fresh.type_words.text.casefold()[:4]


def _equated(analysis: Analysis, groups: list[Group], number: int, crafts: list[Craft]) -> None:
    """ "The aircraft was an Airbus A400M": both are one machine."""
    group = groups[number]
    if number == 0 or groups[number - 1].sentence is not group.sentence:
        return
    before = groups[number - 1]
    between = analysis.doc[before.last : group.first].text.casefold()
    if not re.fullmatch(r"(?:was|is|were|are|has been|,)(?: an?| the)?", between.strip()) or not before.crafts:
        return
    if (
        "," in between
        and not before.definite
        and (before.type is not None or not between.strip().endswith(("a", "an")))
    ):
        return
    index, fresh = before.crafts[0], group.crafts[0]
    if index != fresh and fresh == len(crafts) - 1:
        crafts[index] = _enriched(analysis, crafts[index], group)
        crafts.pop()
        group.crafts = before.crafts
