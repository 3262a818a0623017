"""Legs told so far -> where each machine was last, and where the last of them arrived."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.analysis import Analysis, Placed, Sentence
from ingest.extract.group import Group
from ingest.extract.leg import Leg
from ingest.extract.lexicon import Verb
from ingest.extract.movement import Subject
from ingest.extract.site import is_site
from schema.claim import Modality

#: What may follow "came" that is no arrival: "came under fire".
_CAME = frozenset(("under", "to", "as", "down", "up", "off", "out", "close", "amid", "near", "within", "apart", "at"))
_ONWARD = frozenset(("continue", "proceed", "press", "push"))
_TURNED = re.compile(r"\bturn(?:ed|ing)? (?:back|around)\b")
#: Who does so never arrived.
_DOUBLING = frozenset(("turn", "double"))
#: Between a machine and where it is.
_IS_AT = re.compile(
    r"(?:, [^,;.]{2,60}, )?(?:(?:has|had|have|was|were|is|are|could|can|that|which|been|be|also|again|still) )*"
    r"(?:photographed|seen|filmed|spotted|parked|pictured|sitting|standing|waiting|observed|visible|stationed|stood|sat"
    r"|waited|stranded|noticed|sighted|spent [\w ]{3,20}|remained|stayed)"
    r"(?: (?!from|to|over|near|off)[a-z]+){0,4} (?:at|in|on) (?:the )?"
)
_STAND = Verb("stand", (), "stop", takes_object=False, takes_for=False, cargo=False, rule="")
#: How far back, in code points, a place may be that an article still speaks of, and how far where something merely is.
_FAR, _NEAR = 1500, 250
_AT = re.compile(r"\b(?:[Ii]n|[Aa]t|[Oo]n|into|to|for|reache[ds]|visit(?:ed|s|ing)) (?:the (?:\w+ ){0,3}|[A-Z]\w+-)?$")
_SPEAKING = re.compile(
    r"\b(?:ministry|embassy|officials?|spokes(?:man|woman|person)|government|command|office|headquarters|authorities"
    r"|sources?|diplomats?|residents|witnesses|journalists?|reporters?|staff|parliament|court|university) (?:in|at) $"
)
_FROM = re.compile(r"\b(?:from|left|leaving|departed|departing)(?: [^ ,;.]+){0,3} $")


def _stands_in(text: str, placed: Placed) -> bool:
    """ "In Warsaw", "at the airport of X": a town or base where something is or goes."""
    town = placed.mention.kind == "base" or placed.mention.sub == "CITY"
    if _SPEAKING.search(text, max(0, placed.mention.start - 30), placed.mention.start):
        return False
    return town and _AT.search(text, max(0, placed.mention.start - 30), placed.mention.start) is not None


def had(analysis: Analysis, leg: Leg) -> bool:
    """ "It had left X at dawn": told once it was somewhere else."""
    doc, verb = analysis.doc, analysis.doc[leg.first]
    near = doc[max(leg.first - 3, leg.sentence.span.start) : leg.first]
    return verb.tag_ == "VBN" and any(t.lower_ == "had" for t in near)


def _left_behind(analysis: Analysis, placed: Placed) -> bool:
    """ "From X", "out of X"."""
    before = analysis.doc[max(placed.first - 2, 0) : placed.first].text.casefold()
    return before.endswith("from") or before == "out of"


def _source(text: str, placed: Placed) -> bool:
    return _FROM.search(text, max(0, placed.mention.start - 40), placed.mention.start) is not None


def _from_there(leg: Leg, before: Leg) -> bool:
    ends = {place.mention.text for place, _ in before.destination}
    return not ends.isdisjoint(place.mention.text for place, _ in leg.origin)


class Whereabouts:
    """What the article has told so far of where machines are; `before` are the legs of the last sentence with any.

    `route`: the last flight of which both ends were told.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._arrived: tuple[int, list[tuple[Placed, int]]] = (-1, [])
        self._last: dict[int, Leg] = {}
        self.before: list[Leg] = []
        self.route: Leg | None = None

    def note(self, legs: list[Leg]) -> None:
        """Take in the legs that a sentence told."""
        arrivals = [leg for leg in legs if leg.role in {"arrive", "go", "send"} and leg.destination]
        arrivals = [leg for leg in arrivals if leg.modality in {Modality.ACTUAL, Modality.QUESTIONED}]
        if arrivals:
            self._arrived = (arrivals[-1].sentence.line, arrivals[-1].destination)
        self.before = legs or self.before
        self._note_route(legs)
        gone = any(had(self._analysis, leg) for leg in legs)
        for leg in legs:
            for index in (i for group in leg.subject.groups for i in group.crafts):
                known = self._last.get(index)
                # "It had set off from X and stopped in Y", "it landed at X. It left Y at dawn": before it came here
                retold = known is not None and known.destination and leg.origin and not leg.destination
                if known is not None and retold and not _from_there(leg, known):
                    self._last[index] = replace(known, origin=known.origin or leg.origin)
                elif not (gone and known):
                    self._last[index] = leg

    def _note_route(self, legs: list[Leg]) -> None:
        """Keep the last flight of which both ends are told, its beginning perhaps in a sentence after."""
        for leg in legs:
            known = next((self._last[i] for group in leg.subject.groups for i in group.crafts if i in self._last), None)
            if leg.origin and leg.destination:
                self.route = leg
            elif known is not None and leg.origin and known.destination and not known.origin:
                self.route = replace(known, origin=leg.origin)

    def stand(self, sentence: Sentence, groups: Iterable[Group]) -> None:
        """Take in where a sentence tells machines to be: "an Il-76 was seen at X", "the two jets parked at X"."""
        for group in groups:
            if sentence.span.start <= group.first < sentence.span.end and group.crafts:
                place = self._standing(sentence, group)
                if place is not None and group.crafts[0] not in self._last:
                    words = self._analysis.tokens(group.first, group.last)
                    leg = Leg(sentence, words, _STAND, Subject((group,)), group.first, sentence.span.end)
                    leg.destination = [(place, 0)]
                    self._last.update(dict.fromkeys(group.crafts, leg))

    def _standing(self, sentence: Sentence, group: Group) -> Placed | None:
        stop = self._analysis.doc[group.stop].idx if group.stop < len(self._analysis.doc) else sentence.end
        for placed in sentence.mentions:
            if placed.first >= group.stop and is_site(placed, self._analysis):
                return placed if _IS_AT.fullmatch(self._analysis.text, stop, placed.mention.start) else None
        return None

    def with_others(self, sentence: Sentence, *, more: bool) -> list[tuple[Placed, int]]:
        """ "Two jets landed at X. A third came in from Y. Two more followed.": where the others arrived."""
        line, where = self._arrived
        if not (line == sentence.line or (more and line >= sentence.line - 1)):
            return []
        later = self._named_since(sentence.span.start)
        return [(later, 0)] if later is not None else list(where)

    def _named_since(self, token: int) -> Placed | None:
        """The base named after the last arrival, unless somebody left it."""
        where = self._arrived[1]
        left = {place.first for leg in self.before for place, _ in leg.origin}
        bases = [p for p in self._analysis.placed if p.last <= token and p.mention.kind == "base"]
        bases = [p for p in bases if not _left_behind(self._analysis, p)]
        later = [p for p in bases if (not where or p.first > where[0][0].first) and p.first not in left]
        return later[-1] if later else None

    def last_of(self, leg: Leg) -> Leg | None:
        """Where the machine was last told to go."""
        crafts = leg.subject.groups[0].crafts if leg.subject.groups else ()
        return next((self._last[index] for index in crafts if index in self._last), None)

    def there(self, sentence: Sentence, token: int, current: Leg | None) -> list[tuple[Placed, int]]:
        """The site named before, in this sentence, else where the last that was told of arrived not long ago."""
        if current is not None and current.destination:
            return current.destination
        known = [
            p
            for p in sentence.mentions
            if p.last <= token and is_site(p, self._analysis) and not _left_behind(self._analysis, p)
        ]
        named = [p for p in known if p.mention.kind == "base" or p.mention.sub == "CITY"]
        if named:
            return [(named[-1], 0)]
        later = self._named_since(token)
        if later is not None:
            return [(later, 0)]
        line, where = self._arrived
        return where if 0 <= sentence.line - line < 2 else []

    def scene(self, leg: Leg) -> list[tuple[Placed, int]]:
        """ "A jet reached X. … Two more flew in from Y.": where those come of whom it is told only that they came.

        That is the town or base that was named last as a place where something is, else where the last flight went.
        """
        text, at = self._analysis.text, self._analysis.doc[leg.first].idx
        left = {placed.mention.text for placed, _ in leg.origin}
        sites = [
            p
            for p in self._analysis.placed
            if p.last <= leg.first and at - p.mention.end < _FAR and is_site(p, self._analysis)
            and p.mention.text not in left
        ]  # fmt: skip
        _, where = self._arrived
        told = [(p, group) for p, group in where if p.mention.text not in left and at - p.mention.end < _FAR]
        since = told[-1][0].mention.end if told else 0
        stood = [p for p in sites if p.mention.start >= since and _stands_in(text, p) and at - p.mention.end < _NEAR]
        if stood:
            return [(stood[-1], 0)]
        bases = [p for p in sites if p.mention.kind == "base" and not _source(text, p)]
        return told or [(base, 0) for base in bases[-1:]]

    def arrive(self, leg: Leg, found: Subject, current: Leg | None) -> None:
        """ "The first plane had come on Friday", "an An-124 came with them": where the last one told of arrived."""
        verb = leg.verb
        if verb is None or verb.base != "come" or verb.rest or leg.destination or leg.via or not found.groups:
            return
        line, where = self._arrived
        if current is not None and current.role == "arrive" and current.destination:
            line, where = leg.sentence.line, current.destination
        if leg.origin:
            # "Seven of them came from X": to where the others came.
            if where and found.others and 0 <= leg.sentence.line - line < 2:
                leg.destination = list(where)
            return
        if where and 0 <= leg.sentence.line - line < 2 and self._next_word(leg) not in _CAME:
            leg.verb = replace(verb, role="arrive")
            leg.destination = list(where)

    def depart(self, leg: Leg) -> None:
        """ "It landed at X. It left two hours later", "it returned": from where it was told last to have arrived."""
        before, verb = self.last_of(leg), leg.verb
        if before is None or verb is None or leg.origin or not before.placed or not leg.subject.groups:
            return
        token = self._analysis.doc[leg.first]
        near = 0 < leg.sentence.span.start - before.sentence.span.start < 300
        spoken = token.pos_ in {"VERB", "AUX"} or verb.kind == "word"
        since = self._analysis.text[before.sentence.start : token.idx]
        if not near or not spoken or verb.base in _DOUBLING or (verb.kind == "word" and _TURNED.search(since)):
            return
        goes_on = verb.base in _ONWARD or bool({"on", "onward", "onwards"} & {*verb.rest, self._next_word(leg)})
        if (not leg.back and not goes_on and verb.role != "depart") or verb.base == "divert":
            return
        if leg.destination or (leg.via and not leg.back):  # "returned by way of X": home, all the same
            self._go_on(leg, before)
            return
        if any(c.dep_ in {"dobj", "attr"} for c in token.children):
            return
        returns = leg.back
        if not before.destination:
            leg.destination = before.origin[:1] if returns else []
            return
        leg.origin = list(before.destination)
        if returns and before.origin:
            leg.destination = before.origin[:1]

    def _go_on(self, leg: Leg, before: Leg) -> None:
        """ "It landed at X. It left for Y on Sunday": from where it was."""
        ends = {place.mention.text for place, _ in leg.destination}
        known = before.modality is Modality.ACTUAL and not had(self._analysis, leg)
        if known and ends and ends.isdisjoint(place.mention.text for place, _ in before.destination):
            leg.origin = list(before.destination)

    def _next_word(self, leg: Leg) -> str:
        doc = self._analysis.doc
        return doc[leg.first + 1].lower_ if leg.first + 1 < len(doc) else ""
