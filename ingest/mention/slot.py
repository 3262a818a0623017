"""Text -> mentions of places that no table knows, by their slot in a movement: "flew from X to Y", "landed at X"."""

import calendar
import re
from collections.abc import Iterator

from ingest.mention.mention import Mention
from ingest.mention.site import NAME

_MOVING = (
    r"(?:flew|flown|fly|flies|flying|travell?ed|travell?ing|went|go|going|headed|heading|bound|departed|departing"
    r"|airlifted|airlifting|moved|moving|sent|dispatched|deployed|continued|continuing|proceeded|returned|returning"
    r"|diverted|ferried|ferrying|transported|transporting|shuttled|shuttling|flights?|trips?|sort(?:y|ies)|journeys?"
    r"|en route|inbound|outbound|evacuated|relocated|redeployed|took off|taking off|taken off|route|coming|came|hops?"
    r"|planes?|aircraft|jets?|helicopters?)"
)
_LANDING = (
    r"(?:landed|landing|lands?|arrived|arriving|arrives?|arrivals?|touched down|touching down|stopped|stopping"
    r"|stops?|stopovers?|refuell?ed|refuell?ing|set down|called|calling|took off|taking off|taken off|departed)"
)
#: Verbs of carrying whose end is a place more often than somebody.
_CARRYING = (
    r"(?:brought|bringing|carried|carrying|took|taken|taking|hauled|hauling|flew|flown|lifted|lifting|rushed|delivered"
    r"|fetched|evacuated|repatriated)"
)
_FORMS = (
    re.compile(rf"\bfrom (?P<a>{NAME})(?:,? [^.;,–—]{{0,30}}?)? (?:to|for|into|via|through) (?P<b>{NAME})"),
    re.compile(rf"\b{_MOVING}(?: [\w-]+){{0,5}}? (?:to|into|via|through|from|towards?) (?P<a>{NAME})"),
    re.compile(rf"\b{_MOVING}(?: [\w-]+){{0,2}}? for (?P<a>{NAME})"),
    re.compile(rf"\b(?:{_LANDING}|reached|reaching|left)(?: [\w-]+){{0,4}}? from (?P<a>{NAME})"),
    re.compile(rf"\b{_LANDING}(?: [\w-]+){{0,2}}? (?:in|at) (?P<a>{NAME})"),
    re.compile(rf"\b(?:stationed|garrisoned|quartered|billeted)(?: [a-z]+)?? (?:in|at|around|near) (?P<a>{NAME})"),
    re.compile(rf"\b(?:[Aa]irport|[Aa]irfield|[Aa]ir ?[Bb]ase|[Bb]arracks|[Aa]irstrip|camp|garrison) in (?P<a>{NAME})"),
    re.compile(rf"\b(?:reached|reaching) (?P<a>{NAME})(?![’'])"),
    re.compile(rf"\bbetween (?P<a>{NAME}) and (?P<b>{NAME})"),
    re.compile(rf"\b(?:dep|arr|ex) (?P<a>{NAME})"),
    re.compile(rf"\b{_CARRYING}(?: [\w-]+){{1,8}}? (?:to|into|from) (?P<a>{NAME})"),
)
_PAIR = re.compile(
    r"(?<![\w-])(?P<a>[A-Z][\w’']+(?: (?:de |di |la )?[A-Z][\w’']+)?) ?[-–—→/] ?(?P<b>[A-Z][\w’']+(?: [A-Z][\w’']+)?)"
    r"(?: ?[-–—→/] ?(?P<c>[A-Z][\w’']+(?: [A-Z][\w’']+)?))?"
    r"(?: ?[-–—→/] ?(?P<d>[A-Z][\w’']+(?: [A-Z][\w’']+)?))?(?![\w-])"
)
_TIMES = frozenset(
    name.casefold() for table in (calendar.month_name, calendar.month_abbr, calendar.day_name) for name in table if name
)


#: The object of a verb of movement: weaker, since people leave other things too.
_OBJECT = re.compile(rf"\b(?:left|leaving|departed|departing) (?P<a>{NAME})")


def find_objects(text: str) -> Iterator[Mention]:
    """Names right after "left"."""
    for match in _OBJECT.finditer(text):
        yield from _place(text, match.start("a"), match["a"])


#: What somebody takes or holds, where it is named by one word: a town sooner than a person.
_HELD = re.compile(
    rf"\b(?:controls?|controlling|captured|seized|seizing|overran|recaptured|retook|conquered|took control of)"
    rf"(?: (?:the )?(?:city|town|village|port) of)? (?P<a>{NAME})(?![\w’'-])"
)


def find_held(text: str) -> Iterator[Mention]:
    """Names of what is taken or held, unless they are surnames of people named in full."""
    for match in _HELD.finditer(text):
        name = match["a"]
        if " " not in name and not re.search(rf"[A-Z]\w+ {re.escape(name)}\b", text[: match.start()]):
            yield from _place(text, match.start("a"), name)


def find_slotted(text: str) -> Iterator[Mention]:
    """Names where a movement begins, stops or ends. Only a fallback: what a table knows better is kept."""
    for form in _FORMS:
        at = 0
        while match := form.search(text, at):
            at = match.start() + 1
            for name in match.groupdict():
                yield from _place(text, match.start(name), match[name])


def find_pairs(text: str) -> Iterator[list[Mention]]:
    """The sites of a route written with dashes or arrows: "Minsk-Tripoli", "Baku → Ovda"."""
    for match in _PAIR.finditer(text):
        found = [m for name in "abcd" if match[name] for m in _place(text, match.start(name), match[name])]
        if len(found) > 1:
            yield found


def _place(text: str, start: int, name: str) -> Iterator[Mention]:
    words = name.split(" ")
    while words and words[-1].casefold() in _TIMES:
        words.pop()
    name = " ".join(words)
    if name and words[0].casefold() not in _TIMES and any(c.islower() for c in name):
        yield Mention("place", start, start + len(name), text[start : start + len(name)], "CITY")
