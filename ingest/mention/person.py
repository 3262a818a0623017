"""Text -> mentions of people, told by their rank, their office, or what they lead."""

import re
from collections.abc import Iterator

from ingest.gazetteer.gazetteer import Found
from ingest.mention.actor import ARMED
from ingest.mention.mention import Mention
from ingest.mention.site import NAME

TITLE = (
    r"(?:(?:[Tt]he )?(?:then-|former |ex-|acting |[Aa]cting |[Dd]eputy |[Vv]ice[- ]|[Ii]nterim |[Tt]ransitional )*"
    r"(?:President|president|Prime Minister|prime minister|Premier|Chancellor|King|Emir|Sheikh|Crown Prince|Sultan"
    r"|(?:Deputy |First Deputy )?(?:[Ff]oreign|[Dd]efen[cs]e|[Ii]nterior|[Ff]inance|[Tt]ransport|[Hh]ealth"
    r"|[Ii]nformation) (?:[Mm]inister|[Ss]ecretary)"
    r"|Minister|Secretary of (?:State|Defen[cs]e|War)|Secretary|Ambassador|Governor|Senator"
    r"|Field Marshal|Marshal|General|Gen\.|Maj\. Gen\.|Lt\. Gen\.|Brig\. Gen\.|Brigadier(?: General)?|Major General"
    r"|Lieutenant General|Major|Colonel|Col\.|Lt\. Col\.|Captain|Capt\.|Admiral|Adm\.|Commander|Sgt\.|Sergeant"
    r"|(?:Air )?(?:Chief )?Marshal|Air Commodore|Wing Commander"
    r"|spokes(?:man|woman|person)|[Aa]nalyst|commander|leader|strongman|warlord|dictator|ruler|founder|chief|head"
    r"|official|expert|researcher|journalist|diplomat|Mr\.?|Mrs\.?|Ms\.?|Dr\.?))"
)
_TITLED = re.compile(rf"\b(?P<title>{TITLE}(?: {TITLE})*) (?P<name>{NAME})")
_TITLED_APART = re.compile(
    rf"\b(?P<title>{TITLE}), (?P<name>[A-ZÀ-Ž][\w’'-]+ [A-ZÀ-Ž][\w’'-]+(?: [A-ZÀ-Ž][\w’'-]+)?)(?=[,.;])"
)
_OFFICE = (
    r"(?:president|minister|premier|king|emir|leader|ruler|chief|head|commander|director|chair(?:man|woman)?|founder"
    r"|spokes(?:man|woman|person)|ambassador|envoy|diplomat|secretary|governor|mayor|senator|lawmaker|deputy|adviser"
    r"|advisor|general|colonel|admiral|marshal|officer|official|pilot|analyst|expert|researcher|fellow|professor"
    r"|historian|scholar|journalist|reporter|editor|correspondent|activist|lawyer|economist|negotiator|strongman"
    r"|warlord|politician|blogger|monitor|sleuth|executive|boss|representative|member|fighter|resident|witness)"
)
_PERSON_NAME = (
    r"[A-ZÀ-Ž][\w’'-]+(?: (?:al|bin|ibn|de|del|van|von|el)[- ]| |-)(?:[A-ZÀ-Ž][\w’'-]+)(?: [A-ZÀ-Ž][\w’'-]+){0,2}"
)
_DESCRIBED_PERSON = re.compile(
    rf"(?=[A-ZÀ-Ž\n])(?:^|(?<=[.,;:“\"] )|(?<= and )|(?<= as )|(?<=That )|(?<=said )|(?<=by )|(?<=to )|\n)"
    rf"(?P<name>{_PERSON_NAME}), "
    rf"(?:who is )?(?:an?|the|its|his|their|[A-Z][\w.]+(?: [A-Z][\w.]+)?[’']s?|(?=[a-z]))"
    rf"(?: ?[\w’'.-]++){{0,7}}? ?\b{_OFFICE}\b",
    re.MULTILINE,
)
#: "The chief of the air force, NAME, said": an office of something, and who holds it.
_OFFICE_OF = re.compile(
    rf"\b(?i:{_OFFICE}) (?:of|for|at|in|to) [^.;,\n]{{2,60}}, (?:{TITLE} )*(?P<name>{_PERSON_NAME})"
    r"(?=[,.;]|[’']s | (?:said|says|told|was|is|has|had|and|who|confirmed|wrote|denied|met|announced|arrived)\b)"
)
#: "NAME, who has led X since …", "NAME became president".
_HOLDING = re.compile(
    rf"(?=[A-ZÀ-Ž\n])(?:^|(?<=[.,;:“\"] )|(?<= and )|(?<= by )|\n)(?P<name>{_PERSON_NAME})"
    r"(?:, who (?:has |had |have )?(?:led|leads?|heads?|headed|commands?|commanded|ruled|rules|governs|chairs|runs"
    r"|(?:took|seized) power)\b"
    rf"| (?:is|became|remains|took over as|was (?:named|appointed|elected))[^.;,\n]{{1,40}}?\b(?i:{_OFFICE})\b)",
    re.MULTILINE,
)
#: "A unit, under NAME, …", "led by General NAME".
_UNDER = re.compile(
    rf"(?:, under|\b(?:led|headed|commanded|chaired) by) (?:{TITLE} )*(?P<name>{_PERSON_NAME})(?=[,.;]| and | who )"
)
_AFTER_BODY = re.compile(rf" (?P<name>{_PERSON_NAME})")
_OF = re.compile(rf"\b{TITLE}(?: (?:of|for) (?:[A-Z]\w+ ?){{1,3}})? of (?:the )?$")
#: "The army of NAME": whose it is.
_OF_PERSON = re.compile(rf" of (?P<name>{_PERSON_NAME})(?![\w-])")
_BODY_OF = re.compile(
    r"\b(?:[Aa]rmy|[Ff]orces?|[Mm]ilitia|[Gg]overnment|[Rr]egime|[Pp]arty|[Mm]ovement|[Jj]unta|[Gg]roup|[Ff]ighters)"
    rf" of (?P<name>{_PERSON_NAME})(?![\w-])"
)


def find_people(text: str, known: list[Found]) -> Iterator[Mention]:
    """People told by what they are: "NAME, an army commander", "the President of Kenya NAME"."""
    for match in _DESCRIBED_PERSON.finditer(text):
        yield Mention("person", match.start("name"), match.end("name"), match["name"])
    starts = {found.start for found in known}
    for match in (*_OFFICE_OF.finditer(text), *_HOLDING.finditer(text), *_UNDER.finditer(text)):
        if match.start("name") not in starts:
            yield Mention("person", match.start("name"), match.end("name"), match["name"])
    for match in _BODY_OF.finditer(text):
        if match.start("name") not in starts:
            yield Mention("person", match.start("name"), match.end("name"), match["name"])
    for found in known:
        owned = _OF_PERSON.match(text, found.end) if found.name.table == "actor" else None
        if owned and owned.start("name") not in starts and found.name.record.kind in ARMED:
            yield Mention("person", owned.start("name"), owned.end("name"), owned["name"])
        if found.name.table != "country" or not _OF.search(text[max(0, found.start - 60) : found.start]):
            continue
        after = _AFTER_BODY.match(text, found.end)
        if after:
            yield Mention("person", after.start("name"), after.end("name"), after["name"])


def find_surnames(text: str, known: list[Mention]) -> Iterator[Mention]:
    """People called by their surname after they were named in full."""
    named = {m.text.split(" ")[-1]: m for m in reversed(known) if m.kind == "person" and " " in m.text}
    for surname, first in named.items():
        if len(surname) < 4 or not surname[0].isupper():
            continue
        for match in re.compile(rf"(?<![\w-]){re.escape(surname)}(?![\w-])").finditer(text, first.end):
            yield Mention("person", match.start(), match.end(), match[0])


#: What follows "General" that is no name.
_NOT_PEOPLE = frozenset(
    ("Staff", "Assembly", "Command", "Headquarters", "Directorate", "Council", "Dynamics", "Electric")
)


def find_titled(text: str) -> Iterator[tuple[Mention, int]]:
    """People whose office or rank stands before their name, and where the title starts."""
    for match in (*_TITLED.finditer(text), *_TITLED_APART.finditer(text)):
        if _TITLED.match(text, match.start("name")):
            continue  # "leader, Captain X": the rank is no name
        if match["name"] not in _NOT_PEOPLE:
            yield (
                Mention("person", match.start("name"), match.end("name"), match["name"], match["title"]),
                match.start(),
            )
