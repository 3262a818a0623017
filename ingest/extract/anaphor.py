"""A noun phrase of aircraft -> the earlier ones that it takes up: "the planes", "the Antonov", "EX-76005"."""

import re

from ingest.analysis import Analysis
from ingest.extract.group import Group
from ingest.mention.mention import Mention

_PAIR = 2
#: How many tokens back a phrase takes up another.
_REACH = 160
#: How many tokens may stand between sentences that follow each other.
_NEXT = 3


def jointly(analysis: Analysis, group: Group, earlier: list[Group]) -> tuple[int, ...]:
    """ "An Il-62M and an An-124 landed. The planes …": all of those that were joined by "and"."""
    if not group.definite or not group.plural or group.type is not None or group.count is None or not earlier:
        return ()
    if group.count.number is not None and group.count.low != group.count.high:
        return ()
    last = earlier[-1]
    if last.sentence.headline or last.sentence is group.sentence or group.sentence.span.start - last.last > 60:
        return ()
    if group.count.number == _PAIR and not last.plural and last.of is None:
        pair = [g for g in earlier[:-1] if g.crafts and g.of is None and not g.sentence.headline][-1:]
        pair = [g for g in pair if not g.plural and g.crafts != last.crafts and _close(g, last)]
        if pair:
            return (*pair[0].crafts, *last.crafts)
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


def _close(before: Group, last: Group) -> bool:
    """Whether the second was told in the sentence of the first, or in one right after it."""
    return last.sentence.span.start - before.sentence.span.end < _NEXT


def _names_class(group: Group, before: Group) -> bool:
    """ "Two Tu-160s and an An-124 came. The bombers …": whether the noun is that of the type."""
    word = group.craft.core.casefold().removesuffix("s") if group.craft else ""
    return before.type is not None and before.type.sub.casefold() == {"freighter": "transport"}.get(word, word)


def antecedent(group: Group, earlier: list[Group]) -> Group | None:
    """The noun phrase that a definite one takes up."""
    made = _same_maker(group, earlier)
    if made or not group.definite:
        return made[-1] if made and _again(group) else None
    if group.registration:
        return _marked(group, earlier) if group.type else _called(group, earlier)
    return _only_one(group, earlier) or _of_class(group, earlier) or _nearest(group, earlier)


def _same_maker(group: Group, earlier: list[Group]) -> list[Group]:
    """Machines of a maker, where the phrase tells that alone: "the Antonov"."""
    if group.type is None or group.type.sub != "MADE":
        return []
    return [g for g in earlier if made_by(g, group.type.core) and g.plural == group.plural and g.crafts]


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
    return one if not one.plural and one.number_fits(group) and class_fits(group, one) else None


def _of_class(group: Group, earlier: list[Group]) -> Group | None:
    """ "Two Tu-95s flew to X. Su-35s went with them. The bombers …": the last whose type is of the class told."""
    alike = [g for g in earlier if _names_class(group, g) and g.number_fits(group) and not g.sentence.headline]
    near = [g for g in alike if group.sentence.span.start - g.sentence.span.end < _REACH]
    return near[-1] if near and group.type is None and near[-1].crafts else None


def _nearest(group: Group, earlier: list[Group]) -> Group | None:
    """The last phrase that fits in type, class and number."""
    for before in reversed(earlier):
        alike = group.type is not None and before.type is not None and _alike(group.type, before.type)
        if before.sentence.headline or (group.sentence.span.start - before.sentence.span.end > _REACH and not alike):
            continue
        if group.type is not None and before.type is None:
            if _told_fuller(group, before, earlier):
                return before
        elif (group.type is None or before.type is None or alike) and _fits(group, before):
            return before
    return None


def _alike(mine: Mention, theirs: Mention) -> bool:
    """Whether both are one type: "the Hercules" may be a C-130J Super Hercules."""
    if mine.record is theirs.record:
        return True
    named = str(theirs.record.name).split() if theirs.record is not None else []
    return not any(c.isdigit() for c in mine.core) and mine.core in named


def _fits(group: Group, before: Group) -> bool:
    if group.craft and not group.type and not class_fits(group, before):
        return False
    return group.number_fits(before)


def _told_fuller(group: Group, before: Group, earlier: list[Group]) -> bool:
    """ "A freighter landed. The An-12 …": the type is told by the second phrase, where no other aircraft was named."""
    near = group.sentence.span.start - before.sentence.span.end < 60
    others = any(g.type is not None and not g.sentence.headline for g in earlier)
    return near and not others and before.number_fits(group) and before.of is None and class_fits(before, group)


def made_by(group: Group, maker: str) -> bool:
    """Whether a phrase names a type of this maker."""
    record = group.type.record if group.type else None
    if group.type is not None and group.type.sub == "MADE":
        return group.type.core == maker
    if group.type is not None and re.match(re.escape(maker) + r"\b", group.type.text, re.IGNORECASE):
        return True  # "the MiGs" of MiG-31s, whose maker is Mikoyan
    return record is not None and bool(record.maker) and maker.casefold() in str(record.maker).casefold()


def class_fits(group: Group, before: Group) -> bool:
    """Whether the noun of a phrase may stand for what another names: a helicopter is no aeroplane."""
    word = group.craft.core if group.craft else ""
    rotor = word.startswith(("helicopter", "chopper"))
    theirs = (before.type is not None and before.type.sub == "HELICOPTER") or (
        before.craft is not None and before.craft.core.startswith(("helicopter", "chopper"))
    )
    return rotor == theirs or word == "aircraft"
