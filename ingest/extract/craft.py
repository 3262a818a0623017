"""Groups -> Crafts: which noun phrases of aircraft speak of the same machines, and what is told of those."""

import re
from dataclasses import replace

from ingest.analysis import Analysis, Placed
from ingest.extract.group import Group
from ingest.reading import Count, Craft


def refer(analysis: Analysis, groups: list[Group]) -> list[Craft]:
    """Say of each group which machines it speaks of; a definite phrase takes up an earlier group that fits."""
    crafts: list[Craft] = []
    for number, group in enumerate(groups):
        earlier = groups[:number]
        if group.of is not None:
            group.crafts = group.of.crafts
            continue
        joint = _jointly(analysis, group, earlier)
        if joint:
            group.crafts = joint
            continue
        known = _antecedent(group, earlier)
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
    return crafts


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


def _jointly(analysis: Analysis, group: Group, earlier: list[Group]) -> tuple[int, ...]:
    """ "An Il-62M and an An-124 landed. The planes …": all of those that were joined by "and"."""
    if not group.definite or not group.plural or group.type is not None or group.count is None or not earlier:
        return ()
    if group.count.number is not None and group.count.low != group.count.high:
        return ()
    last = earlier[-1]
    if last.sentence.headline or last.sentence is group.sentence or group.sentence.span.start - last.last > 60:
        return ()
    joined = [last]
    for before in reversed(earlier[:-1]):
        between = analysis.doc[before.stop : joined[0].first]
        if before.sentence is not last.sentence or not 0 < len(between) < 4:
            break
        if not any(t.lower_ in {"and", ","} for t in between):
            break
        joined.insert(0, before)
    alike = [one for one in joined if _names_class(group, one)]
    crafts = tuple(dict.fromkeys(index for one in alike or joined for index in one.crafts))
    if len(alike) == 1 and group.number_fits(alike[0]):
        return crafts
    return crafts if len(joined) > 1 and len(crafts) > 1 else ()


def _names_class(group: Group, before: Group) -> bool:
    """ "Two Tu-160s and an An-124 came. The bombers …": whether the noun is that of the type."""
    word = group.craft.core.casefold().removesuffix("s") if group.craft else ""
    return before.type is not None and before.type.sub.casefold() == {"freighter": "transport"}.get(word, word)


def _antecedent(group: Group, earlier: list[Group]) -> Group | None:
    """The noun phrase that a definite one takes up."""
    made = _same_maker(group, earlier)
    if made or not group.definite:
        return made[-1] if made and _again(group) else None
    if group.registration:
        return _marked(group, earlier) if group.type else _called(group, earlier)
    return _only_one(group, earlier) or _nearest(group, earlier)


def _same_maker(group: Group, earlier: list[Group]) -> list[Group]:
    """Machines of a maker, where the phrase tells that alone: "the Antonov"."""
    if group.type is None or group.type.sub != "MADE":
        return []
    return [g for g in earlier if _made_by(g, group.type.core) and g.plural == group.plural and g.crafts]


def _again(group: Group) -> bool:
    return group.definite or (group.plural and (group.count is None or group.count.number is None))


def _marked(group: Group, earlier: list[Group]) -> Group | None:
    """ "An Iranian plane landed. The A340, registration X, …": which it was is told by the second phrase."""
    last = earlier[-1] if earlier else None
    if last is None or group.type is None or last.type is not None or last.sentence.headline:
        return None
    return last if _told_fuller(group, last, earlier) else None


def _called(group: Group, earlier: list[Group]) -> Group | None:
    """ "EX-76005 left": the machine of this mark, else the one spoken of last, if its mark was not told."""
    assert group.registration is not None
    same = (g for g in earlier if g.registration and g.registration.text == group.registration.text)
    known = next(same, None)
    last = next((g for g in reversed(earlier) if not g.sentence.headline), None)
    if known is not None or last is None or last.plural or last.registration or last.of is not None:
        return known
    return last if group.sentence.span.start - last.sentence.span.end < 60 else None


def _only_one(group: Group, earlier: list[Group]) -> Group | None:
    """The machine of an article that is about one."""
    named = [g for g in earlier if g.type is not None and not g.sentence.headline]
    if group.type is not None or group.plural or len({index for g in named for index in g.crafts}) != 1:
        return None
    one = named[0]
    return one if not one.plural and one.number_fits(group) and _class_fits(group, one) else None


def _nearest(group: Group, earlier: list[Group]) -> Group | None:
    """The last phrase that fits in type, class and number."""
    for before in reversed(earlier):
        alike = group.type is not None and before.type is not None and before.type.record is group.type.record
        if before.sentence.headline or (group.sentence.span.start - before.sentence.span.end > 160 and not alike):
            continue
        if group.type is not None and before.type is None:
            if _told_fuller(group, before, earlier):
                return before
        elif (group.type is None or before.type is None or alike) and _fits(group, before):
            return before
    return None


def _fits(group: Group, before: Group) -> bool:
    if group.craft and not group.type and not _class_fits(group, before):
        return False
    return group.number_fits(before)


def _told_fuller(group: Group, before: Group, earlier: list[Group]) -> bool:
    """ "A freighter landed. The An-12 …": the type is told by the second phrase, where no other aircraft was named."""
    near = group.sentence.span.start - before.sentence.span.end < 60
    others = any(g.type is not None and not g.sentence.headline for g in earlier)
    return near and not others and before.number_fits(group) and before.of is None and _class_fits(before, group)


def _made_by(group: Group, maker: str) -> bool:
    record = group.type.record if group.type else None
    if group.type is not None and group.type.sub == "MADE":
        return group.type.core == maker
    if group.type is not None and re.match(re.escape(maker) + r"\b", group.type.text, re.IGNORECASE):
        return True  # "the MiGs" of MiG-31s, whose maker is Mikoyan
    return record is not None and bool(record.maker) and maker.casefold() in str(record.maker).casefold()


def _class_fits(group: Group, before: Group) -> bool:
    word = group.craft.core if group.craft else ""
    rotor = word.startswith(("helicopter", "chopper"))
    theirs = (before.type is not None and before.type.sub == "HELICOPTER") or (
        before.craft is not None and before.craft.core.startswith(("helicopter", "chopper"))
    )
    return rotor == theirs or word == "aircraft"


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
    return crafts[near[-1].crafts[0]] if near else None


def _of_series(group: Group, earlier: list[Group], crafts: list[Craft]) -> Craft | None:
    """ "A second Il-76 landed on Friday. The first plane came on Monday": another of the series, of the same type."""
    if group.type is not None:
        return None
    if group.definite and group.plural and group.craft is not None:
        return _only_type(group, earlier, crafts)
    if not group.ordinal:
        return None
    series = [g for g in earlier if g.type is not None and g.ordinal and g.crafts]
    near = [g for g in series if group.sentence.span.start - g.sentence.span.end < 60]
    return crafts[near[-1].crafts[0]] if near else None


def _only_type(group: Group, earlier: list[Group], crafts: list[Craft]) -> Craft | None:
    """ "All eleven aircraft", where the article names one type only: those are of it."""
    typed = [g for g in earlier if g.type is not None and g.crafts and not g.sentence.headline]
    if not typed or len({g.type.record for g in typed if g.type}) != 1 or not _class_fits(group, typed[-1]):
        return None
    alike = crafts[typed[-1].crafts[0]]
    return replace(alike, operator=None, operator_words=None)


def _by_maker(group: Group, earlier: list[Group], crafts: list[Craft]) -> Craft | None:
    """ "One Ilyushin", where the article names one type of that maker: it is of that type."""
    if group.type is None or group.type.sub != "MADE":
        return None
    made = [g for g in earlier if g.type and g.type.sub != "MADE" and g.crafts and _made_by(g, group.type.core)]
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
