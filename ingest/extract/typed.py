"""Sentence -> Typed: its words with each mention replaced by its type and number, and the way back."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest import rules
from ingest.analysis import Analysis, Placed, Sentence
from ingest.extract.coreference import takes_up
from ingest.reading import Slot

#: Kinds of organisations that are armed.
FORCES = frozenset(("ARMED_FORCE", "ARMED_GROUP", "UNIT"))
#: What a pattern writes between braces -> the letters of the mentions that it takes.
#: N country, C capital, P other place, B base, G government, J adjective, Q people, H person, F force or group,
#: K company, O any other body.
_LETTERS = {
    "": "NCGQHOFK",
    "site": "BPCN",
    "base": "B",
    "place": "PCN",
    "person": "H",
    "group": "F",
    "nation": "NJG",
    "country": "N",
    "org": "OFK",
    "company": "K",
    "power": "NCGOFK",
    "adjective": "J",
    "owner": "NGHOFK",
    "body": "OK",
    "mission": "OFK",
    "area": "PCB",
    "people": "Q",
}
_BEFORE = r"(?:the |The |a |an |some |both )?(?:[a-z]+ing )?"
_PARTY = (
    r"(?:an?|the|some) (?P<{name}>(?:[a-z-]+ ){{0,3}}(?:leader|commander|strongman|warlord|general|government|faction"
    r"|militia|forces|group|administration|movement|authority|alliance)"
    r"(?:,? (?:who is |which is )?(?:aligned|allied) (?:with|to) (?:the )?⟨\w\d+⟩)?)"
)
_END = (
    r"(?!['’]s|-| (?!and\b|or\b|in\b|with\b|against\b|by\b|for\b|to\b|since\b|as\b|at\b|on\b|through\b|after\b|during\b"
    r"|is\b|are\b|was\b|were\b|has\b|have\b|had\b|will\b|would\b|that\b|which\b|who\b|until\b|when\b|where\b|of\b|about\b"
    r"|last\b|this\b|earlier\b|later\b|early\b|late\b|again\b|too\b|because\b|so\b|if\b|than\b|alongside\b|under\b"
    r"|over\b|via\b|within\b|without\b|amid\b|despite\b|once\b|around\b|before\b|beside\b"
    r"|north\b|south\b|east\b|west\b|near\b|outside\b|but\b|from\b|while\b|militarily\b)[a-z])"
)
#: Those who take power and have no name: soldiers by their rank, guards.
_MEN = (
    r"\b(?P<{name}>(?:(?:[Mm]utinous|[Mm]ilitary|[Aa]rmy|[Jj]unior|[Ee]lite|[Dd]isgruntled|[Rr]ebel|[Rr]enegade) )?"
    r"(?:[Ss]oldiers|[Gg]enerals|[Cc]olonels|[Oo]fficers|[Mm]utineers|[Pp]utschists|[Cc]oup leaders|[Rr]ulers|[Tt]roops"
    r"|[Pp]residential [Gg]uards?|[Rr]epublican [Gg]uards?|[Pp]aratroopers|[Cc]ommandos))"
)
_COALITION = (
    r"\b(?:the |an? )?(?P<{name}>(?:military |international |multinational |joint )?(?:coalition|alliance|task force))"
)
_BODY = (
    r"[Tt]he (?:[a-z]+ )?(?:group|force|mission|militia|movement|army|council|company|airline|organi[sz]ation|unit|bloc"
    r"|alliance|union|party|junta)"
)
_WHAT = (
    r"(?:(?:⟨[NJOFKG]\d+⟩|[A-Z][a-z]+|[a-z-]+) (?:⟨J\d+⟩ )?(?:[A-Z]?[a-z]+ ){0,2}"
    r"(?:mission|force|operation|agency|organi[sz]ation|group|movement|carrier|airline|company|firm|militia|unit|bloc"
    r"|alliance|grouping|union|coalition|front|party|network|council|junta) (?=⟨[OFK]))?"
)
#: What may stand before somebody's name: "an ally of President NAME".
_TITLES = (
    r"(?:(?:⟨[JN]\d+⟩(?:['’]s)? )?(?:[Pp]resident|[Pp]rime [Mm]inister|[Kk]ing|[Cc]olonel|[Ll]eader|[Ff]ield [Mm]arshal"
    r"|ruler|(?:[A-Z][a-z]+ )?[Gg]eneral),? )?"
)
_SLOT = re.compile(r"\{(?P<name>[so]2?)(?::(?P<type>[\w-]+))?\}")
_CLASS = re.compile(r"\{(head|chief|minister|servant|scholar|deputy|rank|troops|arms)\}")
#: Parts of patterns that are written often.
_PARTS = {
    "{aux}": r"(?:(?:has|have|had|is|are|was|were|been|being|also|now|still|already|since|long|once|later|then|again"
    r"|both|all|[a-z]+ly) ){0,4}?",
    "{adj}": r"(?:[a-z][\w-]* ){0,4}?",
    "{det}": r"(?:(?:the|an?|its|their|his|her|some|both|all|several|many|more|most|other|about|around|over|nearly"
    r"|up to"
    r"|at least|than|hundreds of|thousands of|dozens of|[0-9][0-9,.]*|two|three|four|five|six|seven|eight|nine|ten"
    r"|a few|between|and) ){0,5}?",
    "{ranks}": r"(?:(?:Marine |Army |Navy |Air Force )?{rank},? ){0,3}",
    "{rulers}": r"(?:(?:{rank}|{head}),? ){0,3}",
    "{is}": r"(?:is|remains|became|becomes|has been|took over as|takes over as|serves as|acts as"
    r"|(?:was|is|has been|had been) (?:named|appointed|elected|sworn in as|re-elected|made|installed as|declared)"
    r"|(?:declared|proclaimed|named|made|styles|calls) (?:himself|herself))",
    "{titles}": r"(?:the |then-|former |elected |democratically |[Pp]resident |[Pp]rime [Mm]inister |[Ll]eader "
    r"|[Kk]ing |his |her |their |uncle |brother |predecessor |father |⟨J\d+⟩ ){0,5}",
    "{post}": r"(?:(?:military|interim|transitional|rebel|new|top|overall|supreme|current|political|de facto|veteran"
    r"|longtime|long-time|powerful|self-declared|elected|force|group|general|regional|local|executive|national|senior"
    r"|newly appointed|long-serving|embattled|party|army|security|air|naval|ground|joint|all-powerful|eastern|western"
    r"|northern|southern|civilian|young|acting|hardline|paramilitary|militia|junta|contingent) ){0,3}",
    "{alone}": r"(?!['’]s|-)(?! (?:spokes\w+|negotiator|advis[eo]r|minister|secretary|designate))"
    r"(?!,? (?:(?:the|then|Gen\.|Col\.|General|Colonel) )?⟨H)",
}


@lru_cache(maxsize=1)
def word_classes() -> dict[str, list[str]]:
    """The classes of words that patterns name, from rules/office.yaml."""
    return dict(rules.read("office"))


def _written(kind: str) -> list[str]:
    """The words of a class; of things that open sentences, with a capital too."""
    found = word_classes()[kind]
    return [f"[{w[0].upper()}{w[0].lower()}]{w[1:]}" for w in found] if kind in {"arms", "troops"} else found


_MENTION = re.compile(r"⟨(\w)\d+⟩")
_ACRONYM = re.compile(r"[A-Z][\w/-]{1,9}")


@dataclass(frozen=True, slots=True)
class Typed:
    """A sentence's `text` with mentions as ⟨letter number⟩; `starts[i]` is where character i stands in the article."""

    sentence: Sentence
    text: str
    starts: tuple[int, ...]
    mentions: tuple[Placed, ...]

    def source(self, at: int) -> int:
        """Where a place in `text` stands in the article."""
        return self.starts[at]

    @property
    def letters(self) -> list[str]:
        """Those of its mentions, in order."""
        return _MENTION.findall(self.text)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A rule's pattern to a regular expression over typed text."""

    def slot(match: re.Match[str]) -> str:
        name, kind = match["name"], match["type"] or ""
        if kind == "the-base":
            return rf"(?P<{name}>[Tt]he (?:air ?)?(?:base|airport|airfield|facility|field))"
        if kind == "craft":
            return rf"(?P<{name}>\b(?:[Ii]t|[Tt]he (?:same )?(?:aircraft|plane|jet|freighter|transport|airlifter)))"
        if kind == "its":
            return rf"(?P<{name}>\b(?:[Ii]ts|[Tt]heir))"
        if kind == "the-country":
            return rf"(?P<{name}>[Tt]he (?:country|nation))"
        if kind == "the-body":
            return rf"(?P<{name}>{_BODY})"
        forms = {"party": _PARTY, "men": _MEN, "coalition": _COALITION}
        if kind in forms:
            return forms[kind].format(name=name)
        title = _TITLES if match.start() and name.startswith("o") and "H" in _LETTERS[kind] else ""
        return rf"{title}(?P<{name}>⟨[{_LETTERS[kind]}]\d+⟩)"

    # "the Turkish-backed Syrian National Army", "the UN peacekeeping mission MONUSCO"
    pattern = pattern.replace("(?:the )?{o", rf"(?:the )?(?:⟨J\d+⟩-[a-z]+ )?{_WHAT}{{o")
    for part, written in _PARTS.items():
        pattern = pattern.replace(part, written)
    text = _CLASS.sub(lambda match: f"(?:{'|'.join(_written(match[1]))})", pattern)
    text = text.replace("{aside}?", "(?:,[^.;]{0,90}?,)?").replace(
        "{aside}", "(?:,[^.;]{0,90}?,|,? (?:which|who|that)(?= ))?"
    )
    text = text.replace("{end}", _END).replace("{base}", r"⟨B\d+⟩").replace("{it}", r"(?P<it>it)\b")
    return re.compile(_SLOT.sub(slot, text))


def needs(pattern: str) -> tuple[frozenset[str], ...]:
    """Of its subject and its object, as far as only a mention can be it: the letters that such a mention may have.

    A pattern holds in no sentence that has not a mention of its own for each.
    """
    slots = [(match["name"][0], match["type"] or "") for match in _SLOT.finditer(pattern)]
    ends = [{kind for end, kind in slots if end == which} for which in "so"]
    return tuple(
        frozenset("".join(_LETTERS[kind] for kind in kinds)) for kinds in ends if kinds and kinds <= _LETTERS.keys()
    )


def typed(analysis: Analysis, sentence: Sentence) -> Typed:
    """The sentence typed, what takes up an actor too; an acronym in brackets after a name is left out."""
    text, at = analysis.text, sentence.start
    out: list[str] = []
    starts: list[int] = []
    mentions = sorted((*sentence.mentions, *takes_up(analysis, sentence)), key=lambda placed: placed.first)
    for number, placed in enumerate(mentions):
        mention = _here(analysis, placed)
        letter = _letter(placed)
        if not letter or mention.start < at:
            continue
        gap = text[at : mention.start]
        if gap.endswith("(") and text[mention.end : mention.end + 1] == ")" and _ACRONYM.fullmatch(mention.text):
            kept = gap[:-1].rstrip()
            out.append(kept)
            starts.extend(range(at, at + len(kept)))
            at = mention.end + 1
            continue
        out.append(gap)
        starts.extend(range(at, mention.start))
        token = f"⟨{letter}{number}⟩"
        out.append(token)
        starts.extend([mention.start] * len(token))
        at = mention.end
    out.append(text[at : sentence.end])
    starts.extend((*range(at, sentence.end), max(at, sentence.end)))
    return Typed(sentence, "".join(out), tuple(starts), tuple(mentions))


def _here(analysis: Analysis, placed: Placed) -> Slot:
    """The words that speak of a mention: its own, or the pronoun that takes it up."""
    first = analysis.doc[placed.first]
    if first.idx <= placed.mention.start < first.idx + len(first):
        return analysis.words(placed.mention)
    return analysis.tokens(placed.first, placed.last)


def _letter(placed: Placed) -> str:
    mention = placed.mention
    if mention.kind == "place":
        return "C" if mention.record is not None and mention.sub == "CITY" else "P"
    if mention.kind == "org":
        return "F" if mention.sub in FORCES else "K" if mention.sub == "COMPANY" else "O"
    return {
        "country": "N",
        "base": "B",
        "government": "G",
        "adjective": "J",
        "people": "Q",
        "person": "H",
        "party": "F",
    }.get(mention.kind, "")
