"""Text -> mentions of forces, governments, groups, companies and media."""

import re
from collections.abc import Iterator

from ingest.gazetteer.gazetteer import Found
from ingest.mention.mention import Mention
from ingest.mention.site import NAME

#: Nouns that "military" before them only describes.
_DESCRIBED = (
    "aircraft|air|plane|jet|transport|helicopter|freighter|tanker|drone|base|airfield|airport|airstrip|camp|port|hub"
    "|facilit|installation|site|cargo|equipment|hardware|vehicle|material|materiel|aid|assistance|support|supplies|help"
    "|official|officer|officials|source|spokes|leader|ruler|chief|commander|attach|expert|analyst|adviser|advisor|observer"
    "|instructor|trainer|contractor|personnel|troop|force|soldier|police|unit|contingent|presence|government|regime|junta"
    "|council|administration|authorit|intelligence|operation|exercise|drill|airlift|flight|traffic|mission|cooperation"
    "|alliance|ally|allies|bloc|action|intervention|campaign|coup|academy|school|court|convoy|satellite|radar|group"
    "|transfer|shipment|deal|contract|agreement|pact|budget|technology|industry|zone|district|hospital|engineer|buildup"
    "|build-up|deployment|withdrawal|logistics|command|channel|blog|delegation|mobili|service|stores|infrastructure|future|marking|insignia|strength|power|footprint|doctrine|career|expert"
)
FORCE = (
    r"(?:Royal )?(?:Air Forces?|air forces?|Army|army|Navy|navy|Armed Forces|armed forces|National (?:Army|Guard)"
    r"|Aerospace Forces"
    r"|(?:Land|Ground|Naval|Special|Special Operations|Space|Airborne|Armoured) Forces?"
    r"|(?:Presidential|Republican|Border) Guard|Coast Guard"
    r"|Marine Corps|Marines|marines|Air and Space Force|Defen[cs]e Forces?|Air Defen[cs]e"
    rf"|military(?! (?:{_DESCRIBED})|[-\w]))"
)
_MACHINES = "plane|aircraft|jet|airliner|helicopter|Airbus|Boeing|Gulfstream|Falcon"
GOVERNMENT = (
    r"(?:(?:[a-z]+|[A-Z][a-z]+|[A-Z]{3,}) ){0,2}?(?:[Gg]overnment|[Rr]egime|junta|leadership|authorities|administration"
    r"|presidency|[Dd]efen[cs]e [Mm]inistry|[Ff]oreign [Mm]inistry|[Ii]nterior [Mm]inistry|[Tt]ransport [Mm]inistry"
    r"|[Mm]inistry of (?:[A-Z]\w+|defen[cs]e|foreign affairs)|[Pp]arliament|[Ee]mbassy|civil aviation authority)"
)
GROUP = (
    r"(?:(?!and |or |in |of |from |by )[a-z]+(?:-[a-z]+)? ){0,2}?(?:rebels|forces|instructors|mercenaries"
    r"|militias?|militants|fighters|paramilitaries|insurgents|advisers|advisors|trainers|contractors|jihadists|gangs"
    r"|gendarmes|troops|soldiers|servicemen|paratroopers|commandos|marines|personnel"
    r"|separatists|guerrillas|warlords|(?:military )?police(?: officers)?|volunteers|peacekeepers)"
)
_FORCE_OF = re.compile(rf"\b(?P<force>{FORCE}) of (?:the )?$")
_MINISTRY = re.compile(
    r"\b(?:Joint Staff|Joint Chiefs of Staff|(?:Defen[cs]e|Foreign|Interior|Transport|Health) Ministry"
    r"|(?:Ministry|Department) of (?:National )?"
    r"(?:Defen[cs]e|Foreign Affairs|Interior|Transport|State|War)|Foreign Office|State Department)\b"
)
_BARE_GROUP = re.compile(
    r"(?<![\w-])(?:(?:[Aa]rmed )?[Gg]angs|[Rr]ebels|junta|[Mm]ercenaries|[Ii]nsurgents|[Jj]ihadists|coup leaders"
    r"|putschists|[Mm]ilitants|[Pp]aramilitaries|[Gg]uerrillas|[Ss]eparatists|cartels)\b"
)
#: "The G9 gang alliance": a short name before what it is.
_ACRONYMED = re.compile(
    r"\b(?P<name>[A-Z][A-Z0-9-]{1,7}) (?:gang alliance|gang coalition|gangs?|militia|militias|rebel group|armed group"
    r"|rebel movement|insurgents|rebels|guerrillas|faction|jihadists)\b"
)
#: "RENAMO, led by …", "RENAMO's leader": letters that a word shows to be a body's name.
_LED = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][A-Z0-9]{2,8})(?=, (?:led|headed|commanded|run|founded) by "
    r"|, whose (?:\w+ )?(?:leader|chief|head|fighters)"
    r"|[’']s (?:\w+ )?(?:leader|chief|head|commander|spokes\w+|chairman|fighters)\b)"
)
#: "Machar's party, the SPLM-IO,": letters set beside what they are.
_LETTERS = re.compile(
    r"\b(?P<what>party|group|movement|militia|army|force|agency|alliance|union|front|council|service|coalition|body"
    r"|organi[sz]ation|company|airline|mission|faction|ministry|bloc), (?:the )?"
    r"(?P<name>[A-Z][A-Z0-9]{1,7}(?:-[A-Z]{1,4})?)(?=,)"
)
_COUNCIL = re.compile(
    r"\b(?:transitional|presidential|ruling|sovereign|governing|interim|supreme|military|national salvation)"
    r" (?:[a-z]+ )?(?:council|assembly|committee|junta)\b"
)
_UNIT = re.compile(
    r"\b\d{1,4}(?:st|nd|rd|th)? (?:(?:[A-Z][\w-]+|of) ){0,5}(?:Unit|Brigade|Wing|Squadron|Division|Regiment|Battalion"
    r"|Group|Corps|Fleet|Battery)\b"
    r"|\b(?:Unit|Brigade|Battalion|Squadron|Wing|Division|Detachment|Regiment|Task Force) \d{1,5}\b"
)
_NAMED_RULE = re.compile(
    rf"(?P<name>{NAME})(?:[’']s)? (?P<head>(?:military |interim |transitional )?"
    r"(?:regime|government|administration|junta|militia|army|forces))\b"
)
_COMPANY = re.compile(
    rf"\b(?P<name>{NAME} (?:Airlines?|Airways|Air Cargo|Aviation|Aviacompany|Air Lines|Air Service|Cargo))\b"
)
_APPOSED = re.compile(
    r"\b(?P<role>(?:(?:[A-Z][\w-]+|[a-z][\w-]+) )?(?P<what>carrier|airline|operator|company|firm"
    r"|site|website|newspaper|daily|broadcaster|channel|organi[sz]ation|consortium|charity|institute|association"
    r"|foundation|union|agency|outlet|magazine|weekly|portal|page|account|blog|forum|newsletter|podcast|think tank"
    r"|monitor|group|tracker|television))"
    rf" (?P<name>{NAME}(?: (?:Air(?:lines?|ways)?|Cargo|Aviation))?)"
)
_KINDS = {
    "carrier": "COMPANY", "airline": "COMPANY", "operator": "COMPANY", "company": "COMPANY", "firm": "COMPANY",
    "organisation": "ORGANIZATION", "organization": "ORGANIZATION", "consortium": "ORGANIZATION",
    "charity": "ORGANIZATION", "institute": "ORGANIZATION", "association": "ORGANIZATION",
    "foundation": "ORGANIZATION", "union": "ORGANIZATION", "think": "ORGANIZATION", "group": "ARMED_GROUP",
    "militia": "ARMED_GROUP", "faction": "ARMED_GROUP", "army": "ARMED_FORCE", "force": "ARMED_FORCE",
    "ministry": "GOVERNMENT", "agency": "GOVERNMENT", "service": "GOVERNMENT",
    "monitor": "ORGANIZATION", "tracker": "ORGANIZATION",
}  # fmt: skip
ARMED = frozenset(("ARMED_FORCE", "ARMED_GROUP", "UNIT"))
_MEN = re.compile(r" (?:rebels|fighters|militants|mercenaries|insurgents|militia|jihadists|guerrillas)\b")


def find_forces(text: str, known: list[Found]) -> Iterator[Mention]:
    """Forces, governments and groups of a country: "Turkish Air Force", "Niger's military government"."""
    forms = [
        (re.compile(rf"(?:[’']s)? (?P<head>{FORCE})(?![\w-])"), "org", "ARMED_FORCE"),
        (re.compile(rf"(?:[’']s)? (?P<head>{GOVERNMENT})(?! (?:{_MACHINES})|[\w-])"), "org", "GOVERNMENT"),
        (re.compile(rf"(?:[’']s)? (?P<head>{GROUP})(?![\w-])"), "party", "ARMED_GROUP"),
    ]
    for found in known:
        if found.name.table not in {"adjective", "country", "capital"}:
            continue
        if text.endswith(("pro-", "Pro-", "anti-", "Anti-"), 0, found.start):
            continue  # "pro-Russian rebels" are not Russia's
        for form, kind, sub in forms:
            match = form.match(text, found.end)
            if match is None or (found.name.table == "capital" and not match[0].startswith(("’", "'"))):
                continue
            owned = match[0].startswith(("’", "'"))
            if found.name.table == "country" and not owned and " " in match["head"] and match["head"][0].islower():
                continue  # "Turkey backs the Government …"
            start = found.start
            before = re.search(r"(?:[Nn]ew|Royal|[Ii]nterim|[Tt]ransitional) $", text[max(0, start - 14) : start])
            if before:
                start -= len(before[0])
            if match["head"] in {"forces", "troops", "soldiers"}:
                sub = "ARMED_FORCE"
            elif match["head"].split(" ")[-1] in {"instructors", "advisers", "advisors", "trainers", "contractors"}:
                sub = "UNIT"
            end = match.end()
            core = match["head"] if match["head"][0].isupper() and found.name.table == "country" else ""
            yield Mention("org" if kind == "org" else "party", start, end, text[start:end], sub, core,
                          country=found.name.record.country)  # fmt: skip
            break


#: The last word of a body's name that begins with a country's: "Bangladesh Nationalist Party".
_BODIED = re.compile(
    r" (?:[A-Z][\w-]+ (?:(?:of|for|and) )?){0,3}"
    r"(?P<head>Party|Alliance|Front|Movement|Coalition|Congress|League|Institute|Union|Association|Foundation|Society|Force"
    r"|Legion|Cent(?:re|er)|Agency|Authority|Federation|Assembly|Committee)(?![\w-])"
)


def find_bodies(text: str, known: list[Found]) -> Iterator[Mention]:
    """Bodies whose names begin with a country's: "Congo River Alliance"."""
    for found in known:
        match = _BODIED.match(text, found.end) if found.name.table in {"country", "adjective"} else None
        if match is not None and match[0].strip() not in {"Union", "Federation", "Force"[:0]}:
            kind = "ARMED_FORCE" if match["head"] in {"Force", "Legion"} else "ORGANIZATION"
            yield Mention("org", found.start, match.end(), text[found.start : match.end()], kind)


_DOMAIN = re.compile(r"(?<![\w@./-])[a-z0-9-]{3,}\.(?:org|com|net|info|news)(?![\w/-])")


def find_domains(text: str) -> Iterator[Mention]:
    """Media called by the name of their site: "russianforces.org"."""
    for match in _DOMAIN.finditer(text):
        yield Mention("org", match.start(), match.end(), match[0], "MEDIA")


def find_groups_of(text: str, known: list[Found]) -> Iterator[Mention]:
    """ "M23 rebels": a known group and the noun for its men."""
    for found in known:
        match = _MEN.match(text, found.end) if found.name.table == "actor" else None
        if match and found.name.record.kind in ARMED:
            record = found.name.record
            yield Mention("org", found.start, match.end(), text[found.start : match.end()], record.kind,
                          text[found.start : found.end], country=record.country, record=record)  # fmt: skip


def find_forces_of(text: str, known: list[Found]) -> Iterator[Mention]:
    """ "The Aerospace Forces of Russia"."""
    for found in known:
        match = _FORCE_OF.search(text, max(0, found.start - 60), found.start) if found.name.table == "country" else None
        if match:
            yield Mention("org", match.start("force"), found.end, text[match.start("force") : found.end], "ARMED_FORCE",
                          country=found.name.record.country)  # fmt: skip


def find_organizations(text: str) -> Iterator[Mention]:
    """Ministries, companies, media and groups that a word of their kind gives away."""
    for match in _MINISTRY.finditer(text):
        yield Mention("org", match.start(), match.end(), match[0], "GOVERNMENT")
    for form, kind in ((_COUNCIL, "GOVERNMENT"), (_UNIT, "UNIT")):
        for match in form.finditer(text):
            yield Mention("org", match.start(), match.end(), match[0], kind)
    for match in _LED.finditer(text):
        yield Mention("org", match.start("name"), match.end("name"), match["name"], "ORGANIZATION")
    for match in _LETTERS.finditer(text):
        yield Mention(
            "org", match.start("name"), match.end("name"), match["name"], _KINDS.get(match["what"], "ORGANIZATION")
        )
    for match in _ACRONYMED.finditer(text):
        yield Mention("org", match.start("name"), match.end("name"), match["name"], "ARMED_GROUP")
    for match in _BARE_GROUP.finditer(text):
        sub = "GOVERNMENT" if match[0] == "junta" else "ARMED_GROUP"
        yield Mention("party", match.start(), match.end(), match[0], sub)
    for match in _NAMED_RULE.finditer(text):
        sub = (
            "GOVERNMENT"
            if match["head"].split(" ")[-1] in {"regime", "government", "administration", "junta"}
            else "ARMED_GROUP"
        )
        yield Mention("org", match.start(), match.end(), match[0], sub, country=None)
    for match in _COMPANY.finditer(text):
        yield Mention("org", match.start(), match.end(), match[0], "COMPANY")
    for match in _APPOSED.finditer(text):
        kind = _KINDS.get(match["what"].split(" ")[0], "MEDIA")
        yield Mention("org", match.start("name"), match.end("name"), match["name"], kind)
