"""Legs told so far -> where each machine was last, and where the last of them arrived."""

from dataclasses import replace

from ingest.analysis import Analysis, Placed, Sentence
from ingest.extract.frame import is_site
from ingest.extract.leg import Leg
from ingest.extract.movement import Subject

#: What may follow "came" that is no arrival: "came under fire".
_CAME = frozenset(("under", "to", "as", "down", "up", "off", "out", "close", "amid", "near", "within", "apart", "at"))
_BACK = frozenset(("back", "home"))


class Whereabouts:
    """What the article has told so far of where machines are; `before` are the legs of the last sentence with any."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._arrived: tuple[int, list[tuple[Placed, int]]] = (-1, [])
        self._last: dict[int, Leg] = {}
        self.before: list[Leg] = []

    def note(self, legs: list[Leg]) -> None:
        """Take in the legs that a sentence told."""
        arrivals = [leg for leg in legs if leg.role in {"arrive", "go", "send"} and leg.destination]
        if arrivals:
            self._arrived = (arrivals[-1].sentence.line, arrivals[-1].destination)
        self.before = legs or self.before
        self._last.update({index: leg for leg in legs for group in leg.subject.groups for index in group.crafts})

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
        bases = [p for p in bases if self._analysis.doc[max(p.first - 1, 0)].lower_ != "from"]
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
        doc = self._analysis.doc
        known = [
            p
            for p in sentence.mentions
            if p.last <= token and is_site(p, self._analysis) and doc[max(p.first - 1, 0)].lower_ != "from"
        ]
        named = [p for p in known if p.mention.kind == "base" or p.mention.sub == "CITY"]
        if named:
            return [(named[-1], 0)]
        later = self._named_since(token)
        if later is not None:
            return [(later, 0)]
        line, where = self._arrived
        return where if 0 <= sentence.line - line < 2 else []

    def arrive(self, leg: Leg, found: Subject) -> None:
        """ "The first plane had come on Friday", "an An-124 came with them": where the last one told of arrived."""
        verb = leg.verb
        if verb is None or verb.base != "come" or verb.rest or leg.destination or leg.via or not found.groups:
            return
        line, where = self._arrived
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
        if before is None or verb is None or leg.placed or not before.placed or not leg.subject.groups:
            return
        token = self._analysis.doc[leg.first]
        near = 0 < leg.sentence.span.start - before.sentence.span.start < 300
        if not near or token.pos_ not in {"VERB", "AUX"} or any(c.dep_ in {"dobj", "attr"} for c in token.children):
            return
        if verb.base in {"turn", "double"}:
            return  # it never arrived
        returns = verb.base == "return" or bool(_BACK & {*verb.rest, self._next_word(leg)})
        if not returns and verb.role != "depart":
            return
        if not before.destination:
            leg.destination = before.origin[:1] if returns else []
            return
        leg.origin = list(before.destination)
        if returns and before.origin:
            leg.destination = before.origin[:1]

    def _next_word(self, leg: Leg) -> str:
        doc = self._analysis.doc
        return doc[leg.first + 1].lower_ if leg.first + 1 < len(doc) else ""
