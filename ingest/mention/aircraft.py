"""Text -> mentions of aircraft by type, maker and class."""

import re
from collections.abc import Iterator
from functools import cached_property

from ingest.gazetteer.gazetteer import Gazetteer
from ingest.gazetteer.record import Record
from ingest.mention.mention import Mention

#: A maker written before a bare number, and the letters that it stands for.
_MAKERS = {
    "ilyushin": "il",
    "antonov": "an",
    "tupolev": "tu",
    "sukhoi": "su",
    "mikoyan": "mig",
    "mig": "mig",
    "mil": "mi",
    "kamov": "ka",
    "yakovlev": "yak",
    "beriev": "be",
    "boeing": "boeing",
    "airbus": "a",
    "lockheed": "c",
}
_MAKER = (
    r"Ilyushin|Antonov|Tupolev|Sukhoi|Mikoyan|Mil|Kamov|Yakovlev|Beriev|Boeing|Airbus|Lockheed(?: Martin)?|McDonnell"
    r" Douglas|Northrop(?: Grumman)?|Embraer|Dassault|Saab|Xi'?an|Shaanxi|Chengdu|Shenyang|Bombardier|Leonardo|Sikorsky"
)
_DESIGNATION = re.compile(
    rf"(?<![\w-])(?:(?P<maker>{_MAKER})[ -])?"
    r"(?P<code>(?:[A-Z][A-Za-z]{0,3}|1[lI])(?:/[A-Z])?[-– ]?\d{1,3}[A-Z]{0,3}\d?(?:-\d{1,3})?|\d{2,3}(?:-\d{1,3}F?)?)"
    r"(?:(?P<plural>s)|(?=[’']s\b))?(?![\w])"
)
_CLASS = re.compile(
    r"(?<![\w-])(?:(?:[Mm]ilitary|[Cc]argo|[Tt]ransport|[Pp]assenger|[Hh]eavy(?:-lift)?|[Ll]arge|[Cc]ommercial|[Cc]ivilian"
    r"|[Ff]ighter|[Ff]reight|[Tt]anker|[Rr]efuell?ing|[Aa]ttack|[Ss]urveillance|[Rr]econnaissance|[Ss]py|[Ss]trategic"
    r"|[Tt]actical|[Aa]erial|[Aa]ir|[Cc]ombat|[Bb]omber|[Pp]atrol|[Ss]tealth|[Pp]rivate|[Bb]usiness|[Jj]umbo|[Uu]nmanned"
    r"|[Aa]rmed|[Ll]ogistics|[Aa]irlift|[Ss]upply|[Gg]overnment|[Pp]residential|[Tt]roop)[ -])*"
    r"(?P<head>[Aa]ircrafts?|(?:[Aa]ir|[Ww]ar)?[Pp]lanes?|[Jj]ets?|[Hh]elicopters?|[Cc]hoppers?|[Ff]reighters?"
    r"|[Aa]irlifters?|[Tt]ransports?|[Tt]ransporters?|[Aa]irliners?|[Bb]ombers?|[Dd]rones?|[Gg]unships?|UAVs?"
    r"|[Pp]laneloads?"
    r"|charters?(?=,? (?:was|were|is|has|had|have|left|took|flew|landed|came|returned|departed|arrived|carrying|from"
    r"|with|bound|brought|carried)\b)"
    r"|(?<=[Tt]he )giant(?=,? (?:was|is|has|had|left|took|flew|landed|came|returned|departed|touched|which|that)\b)"
    r"|[Tt]rijets?|(?<=[Tt]he )machine|(?<=same )machine|[Rr]otorcraft|[Ww]arbirds?|[Ss]eaplanes?|[Jj]umbos?"
    r"|[Tt]urboprops?|[Tt]ankers?"
    r"|[Ff]ighter jets?)\b"
)
#: A machine called by its maker alone: "the Antonov".
_MADE = re.compile(
    r"(?<![\w-])(?P<head>Antonov|Ilyushin|Tupolev|Boeing|Airbus|Embraer|Fokker|Lockheed|Sukhoi|MiG)s?"
    r"(?![\w’'-]| ?\d|-\d| (?![A-Z0-9]{1,3}-[A-Z0-9]{3,5}\b)(?:[A-Z]|A\d))"
)
#: "an Iranian 747": airliners called by their number alone.
_BARE_JET = re.compile(r"7[0-8]7(?:-\d{1,3}F?)?")
_NAMED_JET = re.compile(r"[A-Z][a-z]+ (?P<jet>7[0-8]7)[A-Z]{0,3}(?:-\d{1,3})?")
_JET_BEFORE = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|cargo|same|freighter|(?!Flight|Leg)[A-Z]\w+) $"
)
_PEOPLE_AFTER = re.compile(
    r" (?!(?:freighters?|jets?|planes?|cargo|aircraft|airliners?|jumbos?|was|has|is)\b)[a-z]+(?:s|le|en)\b(?!ed)"
)


#: "His Falcon": one of them, and no camp or exercise of that name.
_ONE = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) $")
_NAME_GOES_ON = re.compile(r"[ -][A-Z0-9]")
#: "Six Mirages", "French Mirages": a word that alone could mean something else.
_COUNTED = re.compile(
    r"\b(?:(?i:two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|several)|\d+|[A-Z][a-z]+(?:ish|ian|an|ese|ch)"
    r"|(?:its|their|[A-Z]\w+['’]s) (?:last |first |remaining |own |two |three |four )?) ?$"
)
#: "The Voyager G-VYGJ".
_MARKED = re.compile(r",? \(?(?:[A-Z]{1,2}-[A-Z]{3,4}|[A-Z]{2}\d{3}|\d{2}-\d{4})\b")
#: "Ospreys" of one "Osprey", "Galaxies" of one "Galaxy".
_SINGULAR = re.compile(r"(?P<stem>[A-Z][a-z]{3,}?)s?$")


def _key(code: str) -> str:
    return re.sub(r"[^a-z0-9]", "", code.casefold())


class Types:
    """The names of aircraft types, looked up by what an article writes."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    @cached_property
    def _codes(self) -> dict[str, Record]:
        found: dict[str, Record] = {}
        for record in self._gazetteer.types:
            for name in (record.name, *record.aliases):
                first = name.rstrip("?")
                if any(c.isdigit() for c in first):
                    found.setdefault(_key(first), record)
                    found.setdefault(_key(first.split(" ")[0]) if first[0].isalpha() else _key(first), record)
        return found

    @cached_property
    def _nicknames(self) -> dict[str, tuple[Record, bool]]:
        found: dict[str, tuple[Record, bool]] = {}
        for record in self._gazetteer.types:
            for name in (record.name, *record.aliases):
                bare = name.rstrip("?")
                # "Mohajer-6", "Shadow R1": more letters than a designation has.
                if not any(c.isdigit() for c in bare) or (bare[:3].isalpha() and " " in bare) or bare[:5].isalpha():
                    found.setdefault(bare, (record, not name.endswith("?")))
        return found

    @cached_property
    def _nickname_form(self) -> re.Pattern[str]:
        names = sorted(self._nicknames, key=len, reverse=True)
        return re.compile(
            rf"(?<![\w-])(?:{_MAKER})?[ ]?(?P<name>{'|'.join(map(re.escape, names))})"
            r"(?:(?<=\d)-?[A-Z]\d?|(?<=\d)-\d{1,2}[A-Z]?)?s?(?![\w-])"
        )

    def code(self, written: str, maker: str = "") -> Record | None:
        """The type of a designation: "II-76" and "Il-76TD" are the Il-76, "Ilyushin-76" too."""
        bare = _key(written)
        prefix = _MAKERS.get(maker.casefold().split(" ")[0], "") if maker else ""
        if bare.isdigit() or re.fullmatch(r"\d+", bare):
            if not prefix:
                return None
            bare = prefix + bare
        bare = re.sub(r"^(?:ii|1l|1i|el|lI)(?=\d)", "il", bare)
        tries = [prefix + bare if prefix == "boeing" and not bare.startswith("boeing") else bare, bare]
        # "C-130J-30" is a C-130J, before it is a C-130.
        tries += [_key(re.sub(r"(?<=\d[A-Z])-\d{2}$", "", written))] if not prefix else []
        tries += [re.sub(r"(?<=\d)[a-z]+\d*$", "", one) for one in tries]
        tries += [_key(prefix + re.sub(r"-\d{2,3}[A-Z]?$", "", written))] if written.count("-") else []
        tries += [re.sub(r"^(boeing\d{3})\d+f?$", r"\1", tries[0])]
        return next((self._codes[one] for one in tries if one in self._codes), None)

    def find(self, text: str) -> Iterator[Mention]:
        """Type mentions, a nickname after a designation included ("C-17A Globemaster III")."""
        nicknames: dict[str, Record] = {}
        for match in _DESIGNATION.finditer(text):
            code = match["code"]
            if named := _NAMED_JET.fullmatch(code):
                match = _DESIGNATION.match(text, match.start("code") + named.start("jet")) or match
                code = match["code"]
            jet = _BARE_JET.fullmatch(code) and not match["maker"] and _JET_BEFORE.search(text, 0, match.start())
            if jet and _PEOPLE_AFTER.match(text, match.end()):
                jet = None
            record = self.code(code, match["maker"] or ("Boeing" if jet else ""))
            if record is None or (" " in code and not match["maker"]):
                continue
            end = self._with_nickname(text, match.end(), record)
            core = text[match.start() : match.end("code")]
            nicknames.update({_SINGULAR.sub(r"\g<stem>", word): record for word in text[match.end() : end].split()})
            yield Mention("aircraft", match.start(), end, text[match.start() : end], record.kind, core, record=record)
        for match in self._nickname_form.finditer(text):
            record, safe = self._nicknames[match["name"]]
            counted = match[0].endswith("s") and _COUNTED.search(text, max(0, match.start() - 24), match.start())
            if counted and not safe:
                nicknames.setdefault(match["name"], record)
            alone = (
                _ONE.search(text, 0, match.start())
                and text[match.end() - 1] != "s"
                and not _NAME_GOES_ON.match(text, match.end())
            )
            sure = safe or counted or alone or _MARKED.match(text, match.end())
            if sure or _CLASS.match(text, match.end() + 1):
                yield Mention("aircraft", match.start("name"), match.end(), text[match.start("name") : match.end()],
                              record.kind, match["name"], record=record)  # fmt: skip

        for nickname, record in nicknames.items():
            # "MV-22 Ospreys … the Ospreys": a word that alone could mean a bird.
            for match in re.finditer(rf"(?<![\w-]){re.escape(nickname)}s?(?![\w-])", text):
                yield Mention("aircraft", match.start(), match.end(), match[0], record.kind, nickname, record=record)

    def _with_nickname(self, text: str, end: int, record: Record) -> int:
        known = {word.rstrip("?") for name in (record.name, *record.aliases) for word in name.split(" ")}
        while match := re.compile(r" [«“\"]?([A-Z]\w+)[»”\"]?").match(text, end):
            if not {match[1], match[1].rstrip("s"), re.sub(r"ies$", "y", match[1])} & known:
                further = re.compile(r" [A-Z][a-z]+ ([A-Z]\w+)").match(text, end)
                if further is None or further[1] not in known | {"MRTT"}:
                    break
                match = further  # "A330 Phoenix MRTT"
            end = match.end()
        return end


def find_classes(text: str) -> Iterator[Mention]:
    """Mentions of aircraft by class only: "cargo planes", "military transports"."""
    for match in _CLASS.finditer(text):
        yield Mention("craft", match.start(), match.end(), match[0], core=match["head"].casefold())


def find_makers(text: str) -> Iterator[Mention]:
    """Machines called by their maker alone: "the Antonov"."""
    for match in _MADE.finditer(text):
        before = text[: match.start()].split()[-1:]
        word = before[0].strip('“"(') if before else ""
        if word.casefold() in _ARTICLES or _DESCRIBING.fullmatch(word):
            yield Mention("aircraft", match.start(), match.end(), match[0], "MADE", match["head"])


_ARTICLES = {
    "a",
    "an",
    "the",
    "two",
    "three",
    "four",
    "five",
    "six",
    "one",
    "single",
    "third",
    "fourth",
    "last",
    "other",
    "both",
    "more",
    "each",
    "this",
    "that",
    "these",
    "those",
    "another",
    "same",
    "russian",
    "chartered",
    "big",
    "second",
    "first",
}


#: "A presidential Airbus", "a Qatari Boeing".
_DESCRIBING = re.compile(r"[a-z]{2,}(?:al|ed|ern)|government|cargo|military|[A-Z][a-z]+(?:ish|ian|an|ese|ch|i)")
