"""Text -> mentions of bases, airports, regions and cities."""

import calendar
import re
from collections import Counter
from collections.abc import Iterator

from ingest.gazetteer.gazetteer import Found
from ingest.mention.mention import Mention

#: Capitals of Latin and Cyrillic, and Arabic letters, which are neither.
_FIRST = r"A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ\u0621-\u064a"
_WORD = (
    rf"(?:[{_FIRST}][\w]*(?:[’'](?!s\b)\w+)*"
    r"(?:-(?!held|controlled|backed|run|led|based|owned|born|made|built)\w+)*)"
)
_STOP = (
    "The|A|An|At|In|On|From|To|Near|Both|Its|Their|His|That|This|As|For|After|Since|When|While|And|But|Over|Into|Via"
    "|Through|Inside|Outside|Another|One|Two|Three|Four|Five|Six|Some|Several|Most|All|Military|Air|Naval|International"
)
NAME = (
    rf"(?!(?:{_STOP})\b)(?:(?:[Aa]l|[Ee]l|[Aa]d|[Aa]s|[Aa]sh|[Aa]z|[Aa]r)[- ])?{_WORD}"
    rf"(?:(?: | (?:de|la|del|da|do|dos|di|du|bin) | (?:al|el|ez|as|bin|ibn)[- ]|[-–](?:al|el|ez|as)[- ])"
    rf"(?!(?:Air|Airbase|Airport|International|Naval|Military|Base|AFB|Airfield|Space|Regional|Domestic|Army|National|Field)\b){_WORD}){{0,3}}"
)
_HEAD = (
    r"(?:(?:[Ii]nternational|[Rr]egional|[Dd]omestic|[Mm]ilitary|[Cc]ivilian|[Cc]ivil|[Jj]oint|[Nn]ational|[Mm]ain|[Aa]rmy)"
    r" )*(?:[Aa]ir ?[Bb]ases?|[Aa]irports?|[Aa]irfields?|[Aa]irstrips?|[Aa]erodrome|[Aa]ir [Ff]orce [Bb]ase|AFB|ANGB"
    r"|[Nn]aval [Bb]ases?|[Nn]aval [Ss]tation|[Nn]aval [Ff]acility|[Ss]pace [Bb]ase|[Aa]ir [Ss]tation|[Bb]ases?"
    r"|[Nn]aval (?:and|or) [Aa]ir [Bb]ases|[Aa]ir (?:and|or) [Nn]aval [Bb]ases|[Ii]nstallations|[Ss]eaport"
    r"|[Bb]arracks|[Gg]arrison|Field|[Hh]arbou?r"
    r"|[Pp]ort(?! (?:of|city|town|company|authority|side|worker|call|operator|region)|-)"
    r"|Air Force Station)"
)
_HEADED = re.compile(rf"(?P<name>{NAME})(?P<of>[’']s?)? (?P<head>{_HEAD})(?!\w)")
_PREFIXED = re.compile(
    rf"\b(?P<head>RAF|RAAF(?: Base)?|(?:Marine Corps |Naval |Coast Guard )Air Station"
    rf"|CFB|Naval (?:Air )?Station|NAS|Camp|Fort|Joint (?:Force )?Base|Air Base|Airbase"
    rf"|(?:Forward Operating|Combat Outpost|FOB)(?: Base)?"
    rf"|[Bb]ase [Aa][ée]rienne(?: (?:de|d[’']))?|[Bb]ase [Aa][ée]rea(?: (?:de|del))?|MCAS"
    rf"|(?:[Aa][ée]roport|[Aa]eropuerto|[Aa]eroporto|[Aa]er[óo]dromo)(?: [Ii]nterna[ct]ional)?"
    rf"(?: (?:de|d[’']|do|da|di|of))?) (?P<name>{NAME}|\d{{3}})"
)
#: "the training camp NAME", "the air base NAME".
_BEFORE = re.compile(
    rf"\b(?:[Tt]he|at|from|to|an?) (?:[a-z-]+ ){{0,2}}?(?P<head>air ?base|airport|airfield|airstrip|aerodrome"
    rf"|training camp|military camp|military base|naval base) (?P<name>{NAME})"
)
_LOCATED = re.compile(
    rf"(?<!refugee )(?<!displacement )\b(?P<head>{_HEAD}|camp|garrison|barracks|outpost)"
    r" (?:at|in|of|near|outside|close to) (?:the (?:\w+ )?(?:city|town|port|village) of )?"
    rf"(?P<name>{NAME})"
)
_APPOSED = re.compile(rf"(?<![\w-]){NAME}, (?:an?|the) (?:[a-z-]+ ){{0,3}}$")
_SHIP = re.compile(
    r"\b(?:from|to|onto|aboard|reached|left) (?:the )?(?:[a-z-]+ ){0,3}"
    r"(?P<name>(?:USS|USNS|HMS|HMAS|INS|TCG|FS|ITS|ESPS) [A-Z]\w+(?: (?:[A-Z]\.|[A-Z]\w+)){0,3})"
)
_FORCES = frozenset(("Force", "Forces", "Army", "Navy", "Corps", "Guard", "Group", "Marines", "Wing", "Division"))
_TIMES = frozenset(name.casefold() for table in (calendar.month_name, calendar.day_name) for name in table if name)
_PORT = re.compile(rf"\b[Pp]ort of (?P<name>{NAME})")
#: Towns that are called ports.
_TOWNS = frozenset(("Port of Spain",))
_SIDES = r"(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(?:-?(?:east|west))?(?:ern)?|[Cc]entral|[Cc]oastal|[Uu]pper|[Ll]ower"
_SIDE = re.compile(rf"\b(?:{_SIDES}) $")
_REGION = re.compile(
    rf"\b(?P<name>{NAME}) (?P<head>[Pp]rovince|[Rr]egion|[Gg]overnorate|[Oo]blast|[Ss]tate|[Dd]istrict)\b"
    r"(?! (?:of [A-Z]|Department))"
)
_POSSESSED = re.compile(rf"[’']s? (?:[a-z]+(?: and [a-z]+)? ){{0,3}}(?P<head>{_HEAD})\b")
_BASES = re.compile(r" (?:[a-z]+ ){0,2}(?P<head>(?:[a-z]+ (?:and [a-z]+ )?)?(?:air ?bases|airfields|airports|bases))\b")
#: "its Syrian bases, A and B": the names that follow are the bases.
_LISTED = re.compile(r", [^,.;]{2,40} and (?:the )?[^,.;]*(?:[A-Z]|base)")
#: "Landed in the capital": that of the country spoken of last, which the article names.
_THE_CAPITAL = re.compile(r"\b[Tt]he capital\b(?!['’]s|,? [A-Z]| (?:of|city)\b)")
_CAPITAL = re.compile(r" capital(?:[’']s? (?:\w+ )?(?P<head>airport|air ?base|airfield))?\b")


def site_kind(head: str) -> str:
    """The kind that a head word says.

    >>> site_kind("naval base"), site_kind("International Airport"), site_kind("military base")
    ('NAVAL_BASE', 'AIRPORT', 'MILITARY_BASE')
    """
    low = head.casefold()
    if low == "field" or re.match(r"a(?:ir|[eé]ro)(?:port|d)|aeropuerto|aeroporto", low) or "airport" in low:
        return "AIRPORT"
    if "port" in low or "harbo" in low:
        return "PORT"
    if "naval" in low and "air" not in low.replace("naval air", ""):
        return "NAVAL_BASE"
    if low in {"afb", "angb", "raf", "raaf", "raaf base"}:
        return "AIR_BASE"
    if "and" in low.split() or not low.startswith("air"):
        return "MILITARY_BASE"
    return "AIR_BASE"


def find_bases(text: str, known: list[Found]) -> Iterator[Mention]:
    """Bases and airports: by a head word beside a name, or by a country whose they are."""
    plain = {found.start: found for found in known if found.name.table in {"adjective", "country", "people"}}
    for form in (_HEADED, _PREFIXED):
        for match in form.finditer(text):
            start, name = _trimmed(match.start("name"), match["name"], plain)
            if not name or (form is _HEADED and match["of"] and name.split(" ")[-1] in _FORCES):
                continue  # "the Air Force's main base" names no base
            begin = start if form is _HEADED else match.start()
            yield Mention("base", begin, match.end(), text[begin : match.end()], site_kind(match["head"]), name)
    for match in _BEFORE.finditer(text):
        if match.start("name") not in plain and match["name"].split(" ")[0].casefold() not in _TIMES:
            start, end = match.span("name")
            yield Mention("base", start, end, match["name"], site_kind(match["head"]), match["name"])
    for match in _SHIP.finditer(text):
        yield Mention("base", match.start("name"), match.end("name"), match["name"], "OTHER", match["name"])
    for match in _PORT.finditer(text):
        if match[0] in _TOWNS:
            continue
        yield Mention("base", match.start(), match.end(), match[0], "PORT", match["name"])


#: "NAME, a desert air base": what a name is told to be.
_TOLD = re.compile(
    rf"\b(?P<name>{NAME}), (?:an?|the|its) (?:(?!with|near|where|and|of|at|in|city|town|village)[\w’'-]+ ){{0,4}}?"
    r"(?P<head>air ?base|airfield|airstrip|airport|base|air station|air reserve base|military field)\b(?! (?:camp|for))"
)


def find_told(text: str, known: list[Found]) -> Iterator[Mention]:
    """Bases that are told to be such: "NAME, a desert air base"."""
    taken = {found.start for found in known if found.name.table in {"country", "adjective", "people", "actor"}}
    for match in _TOLD.finditer(text):
        if match.start("name") not in taken and match["name"].split(" ")[0].casefold() not in _TIMES:
            yield Mention(
                "base", match.start("name"), match.end("name"), match["name"], site_kind(match["head"]), match["name"]
            )


#: "The air bases of A and B", "two northern airfields, A and B": several that are named after one noun.
_SEVERAL = re.compile(
    rf"\b(?P<head>(?:[Aa]ir ?bases|[Aa]irfields|[Aa]irports|[Aa]irstrips|[Aa]erodromes|naval bases|military bases))"
    rf"(?:,| of| at| in| like| such as| including| near) (?P<names>(?:{NAME}(?:, )?)+,? (?:and|or) (?P<last>{NAME}))"
)


def find_several(text: str, known: list[Found]) -> Iterator[Mention]:
    """Bases that are named one after another behind a noun for them; no countries."""
    taken = {found.start for found in known if found.name.table in {"country", "adjective", "people", "region"}}
    for match in _SEVERAL.finditer(text):
        at = match.start("names")
        for name in re.finditer(NAME, match["names"]):
            start, end = at + name.start(), at + name.end()
            if start not in taken and name[0].split(" ")[0].casefold() not in _TIMES:
                yield Mention("base", start, end, name[0], site_kind(match["head"].removesuffix("s")), name[0])


def find_cores(text: str, bases: list[Mention]) -> Iterator[Mention]:
    """Bases called by their bare name after they were named in full: "Kossei airbase … left Kossei"."""
    named = {m.core: m for m in bases if m.core and len(m.core) > 3 and m.sub not in {"AIRPORT", "PORT"}}
    for core, base in named.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(core)}(?![\w-])", text):
            yield Mention("base", match.start(), match.end(), match[0], base.sub, core)


def find_capitals(text: str, known: list[Found]) -> Iterator[Mention]:
    """ "The Haitian capital": the city, by the country whose it is."""
    for found in known:
        match = _CAPITAL.match(text, found.end) if found.name.table == "adjective" else None
        if match and not match["head"] and not text.startswith(("'s", "’s"), match.end()):
            yield Mention("place", found.start, match.end(), text[found.start : match.end()], "CITY", "capital",
                          country=found.name.record.country)  # fmt: skip


def find_bare_capitals(text: str, known: list[Found]) -> Iterator[Mention]:
    """ "The capital": the city, that of the country named last where the article names it, else the one named most."""
    named = {found.name.record.country for found in known if found.name.table == "capital"}
    for match in _THE_CAPITAL.finditer(text):
        before = [f for f in known if f.end <= match.start() and f.name.table in {"country", "adjective", "capital"}]
        country = before[-1].name.record.country if before else None
        if country not in named:
            often = Counter(f.name.record.country for f in before if f.name.table == "capital")
            country = often.most_common(1)[0][0] if often else None
        if country is not None and country in named:
            start = match.end() - len("capital")
            yield Mention("place", start, match.end(), "capital", "CITY", "capital", country=country)


def find_located_bases(text: str, known: list[Found]) -> Iterator[Mention]:
    """Bases named by their town: "the naval base at Tartous"."""
    countries = {found.start for found in known if found.name.table in {"country", "region"}}
    for match in _LOCATED.finditer(text):
        if match["name"].split(" ")[0].casefold() in _TIMES:
            continue  # "set up the base in November"
        if _APPOSED.search(text, max(0, match.start() - 60), match.start()):
            continue  # "NAME, a base in X": the base is called NAME
        if match.start("name") not in countries and not match["head"].casefold().endswith("s"):
            yield Mention("base", match.start(), match.end(), match[0], site_kind(match["head"]), match["name"])


def find_unnamed_bases(text: str, known: list[Found]) -> Iterator[Mention]:
    """Bases known by whose they are or where they lie: "Syrian bases", "Russia's bases in Syria"."""
    for found in known:
        country = found.name.record.country
        if found.name.table == "adjective":
            capital = _CAPITAL.match(text, found.end)
            if capital and capital["head"]:
                yield Mention("base", found.start, capital.end(), text[found.start : capital.end()],
                              site_kind(capital["head"]), country=country)  # fmt: skip
            bases = _BASES.match(text, found.end)
            if bases and not _LISTED.match(text, bases.end()):
                yield Mention("base", found.start, bases.end(), text[found.start : bases.end()],
                              site_kind(bases["head"]), country=country)  # fmt: skip
        possessed = _POSSESSED.match(text, found.end)
        if possessed and found.name.table in {"country", "capital", "government"}:
            place = next((k for k in known if text[possessed.end() : k.start] in {" in ", " across "}), None)
            if place is not None and place.name.table in {"country", "region", "capital"}:
                yield Mention("base", found.start, place.end, text[found.start : place.end],
                              site_kind(possessed["head"]), country=place.name.record.country)  # fmt: skip


def _trimmed(start: int, name: str, plain: dict[int, Found]) -> tuple[int, str]:
    """The name without a country's adjective before it ("Russian Hmeimim")."""
    while start in plain:
        length = plain[start].end - start
        if length >= len(name):
            return start, ""
        cut = length + 1
        start, name = start + cut, name[cut:]
    return start, name


def find_regions(text: str, known: list[Found]) -> Iterator[Mention]:
    """Parts of countries: "eastern Libya", "Latakia province"."""
    for found in known:
        if found.name.table in {"country", "region", "capital"}:
            side = _SIDE.search(text[max(0, found.start - 16) : found.start])
            if side:
                start = found.start - (side.end() - side.start())
                yield Mention("place", start, found.end, text[start : found.end], "REGION",
                              country=found.name.record.country)  # fmt: skip
    for match in _REGION.finditer(text):
        yield Mention("place", match.start(), match.end(), match[0], "REGION", match["name"])
