"""Text -> mentions of bodies whose names a head noun gives away, and of the short forms that they are given."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.mention.mention import Mention

_TIMES = (*filter(None, calendar.month_name), *calendar.day_name)
#: Last or first noun of a body's name -> its kind.
_HEADS = {
    "UNIT": "Brigade|Battalion|Regiment|Squadron|Division|Wing|Detachment|Company|Battery",
    "ARMED_FORCE": "Army|Navy|Command|Corps|Fleet|Guard|Forces|Force|Gendarmerie",
    "ARMED_GROUP": "Militia|Brigades|Guerrillas|Legion|[Cc]artel|[Gg]ang",
    "GOVERNMENT": "Ministry|Government|Council|Commission|Agency|Authority|Directorate|Department|Parliament"
    "|Administration|Secretariat|Bureau|Office|Inspectorate",
    "COMPANY": "Industries|Corporation|Holdings?|Trading|Logistics|Aerospace|Enterprises|Airlines?|Airways",
    "ORGANIZATION": "Party|Alliance|Front|Movement|Coalition|Congress|League|Institute|Union|Association|Foundation"
    "|Society|Cent(?:re|er)|Federation|Committee|Group|Organi[sz]ation|Programme|Network|Observatory|Consortium|Fund"
    "|Initiative|Police|Service|Project|Mission",
}  # fmt: skip
_HEAD = "|".join(_HEADS.values())
_CAPS = (
    r"(?:(?!(?:The|A|An|In|On|At|And|But|As|Both|Its|Their|His|Her|This|That|One|For|From|By|With|Member|President"
    r"|Minister|Secretary|Commander|Director|Chief|Head|Chairman|General|Colonel|Captain|Major|"
    + "|".join(_TIMES)
    + r")\b)"
    r"(?:(?:People|Worker|Women|Children|Farmer|King|Queen|Citizen)(?:[’']s|s[’'])"
    r"|(?!\w+-(?:born|based|backed|led|run|owned|held|made|built|linked)\b)[A-ZÀ-Ž][\w-]*(?:[’'][a-rt-z]\w*)?(?![\w’'])|\d{1,3}(?:st|nd|rd|th)))"
)
_TAIL = rf"(?: (?:of|for|against)(?: the)?(?: {_CAPS})+(?: (?:of|for|and|in)(?: the)?(?: {_CAPS})+)?)"
_MORE = _TAIL.replace("of|for", "for|(?<=Mission )in", 1)
_HEADED = re.compile(
    rf"(?<![\w-])(?:(?:{_CAPS} ){{1,5}}?(?P<head>{_HEAD})(?:{_MORE})?"
    rf"|(?P<head2>{_HEAD}){_TAIL})(?![\w-])(?!(?:’|')s (?:base|airport))"
)
#: What a short form in brackets may stand for besides a body.
_NO_BODY = re.compile(
    r"(?:[Aa]irport|[Bb]ase|[Aa]irfield|[Rr]egion|[Aa]greement|[Zz]one|[Ss]ystem|[Vv]ehicles?|[Aa]ircraft|[Mm]issiles?"
    r"|[Uu]nderstanding|[Oo]perations?|[Rr]epublic|[Ss]tates|[Tt]ime|[Aa]rea|[Tt]reaty|Islands?)$"
)
_BRACKETED = re.compile(
    r"(?P<long>[A-ZÀ-Ž][\w’'-]*(?: [\w’'-]+){1,10}?) \((?:the )?(?P<short>[A-Z][A-Za-z0-9-]{1,9})\)"
)
_SMALL = frozenset(
    ("of", "the", "for", "and", "on", "in", "to", "de", "la", "le", "du", "des", "et", "pour", "y", "del")
)
#: The short form right after a name: " (RSF)", ", known as RSF,".
_KNOWN_AS = r"(?:also )?(?:known (?:as|by (?:its|the|their) (?:\w+ )?(?:acronym|initials))|or) (?:the )?"
_SHORT = re.compile(rf" ?(?:\((?:the |or )?|, {_KNOWN_AS})(?P<short>[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9-]*)(?=[),])")


def find_headed(text: str) -> Iterator[Mention]:
    """Bodies in capitals by their head noun: "Zintan Military Council", "Movement for the Liberation of Azawad"."""
    for match in _HEADED.finditer(text):
        yield Mention("org", match.start(), match.end(), match[0], kind_of(match["head"] or match["head2"]))


def kind_of(head: str) -> str:
    """The kind of body that a noun says.

    >>> kind_of("Brigade"), kind_of("Institute")
    ('UNIT', 'ORGANIZATION')
    """
    return next((kind for kind, heads in _HEADS.items() if re.fullmatch(heads, head)), "ORGANIZATION")


def find_spelled(text: str) -> Iterator[Mention]:
    """Bodies whose words begin with the letters that follow in brackets: "Uganda People's Defence Force (UPDF)"."""
    for match in _BRACKETED.finditer(text):
        words = list(re.finditer(r"[\w’'-]+", match["long"]))
        short = match["short"].upper().replace("-", "")
        for number in range(len(words) - 1, -1, -1):
            name = [word[0] for word in words[number:]]
            if name[0][0].isupper() and short in _initials(name) and not _NO_BODY.search(name[-1]):
                start = match.start() + words[number].start()
                end = match.end("long")
                yield Mention("org", start, end, text[start:end], kind_of(name[-1]))
                break


def _initials(name: Iterable[str]) -> set[str]:
    """The letters by which a name may be shortened, its small words counted or not, its joined words as one or two."""
    words = list(name)
    whole = [w for w in words if w.casefold() not in _SMALL]
    return {
        "".join(part[0] for word in some for part in (word.split("-") if split else [word]) if part).upper()
        for some in (words, whole) for split in (True, False)
    }  # fmt: skip


def find_shortened(text: str, known: list[Mention]) -> Iterator[Mention]:
    """Bodies called by the short form that stands behind their name when they are named first."""
    named: dict[str, Mention] = {}
    for mention in known:
        match = _SHORT.match(text, mention.end) if mention.kind in {"org", "party"} else None
        if match is not None and match["short"] != mention.text:
            named.setdefault(match["short"], mention)
    spans = {(m.start, m.end) for m in known}
    for short, body in named.items():
        for match in re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w-])").finditer(text, body.end):
            start, end = match.span()
            if (start, end) in spans or not any(m.start < end and start < m.end for m in known):
                yield replace(body, kind="org", start=start, end=end, text=short, core=body.name)
