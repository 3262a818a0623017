"""Sentence -> Triggers: its verbs and nouns of movement, also where a verb is left out."""

from dataclasses import replace

from ingest.analysis import Analysis, Sentence
from ingest.extract.group import Group
from ingest.extract.lexicon import Lexicon, Verb
from ingest.extract.movement import Trigger
from ingest.extract.site import is_site

_NOUNS = {"flight", "flights", "trip", "trips", "sortie", "sorties", "journey", "journeys", "runs", "hops"}
#: Those that are verbs too.
_VERBAL = {"runs", "hops"}
#: Verbs that go from one site to another without moving.
_UNMOVED = {"extend", "range", "belong", "sell", "buy", "stretch", "switch", "convert", "change", "spread", "vary",
            "rename", "reach", "sign", "order", "purchase", "expand", "call", "broadcast", "report", "say", "rise",
            "grow", "lease"}  # fmt: skip
#: How many words after a verb both ends may stand.
_REACH = 16
ANY = Verb("any", (), "go", takes_object=False, takes_for=True, cargo=False, rule="flight.go.any")
_GAP = {"from", "to", "in", "at", "for", "into", "on", "bound"}


class Triggers:
    """Finds the words of movement in one analysis."""

    def __init__(self, analysis: Analysis, groups: list[Group], lexicon: Lexicon) -> None:
        self._analysis = analysis
        self._groups = groups
        self._lexicon = lexicon

    def of(self, sentence: Sentence) -> list[Trigger]:
        """The triggers of a sentence, in order."""
        doc, at = self._analysis.doc, sentence.span.start
        found: list[Trigger] = []
        moved = any(sentence.span.start <= group.first < sentence.span.end for group in self._groups)
        moved = moved and any(lead in sentence.text for lead in (" from ", " out of "))
        while at < sentence.span.end:
            if self._analysis.at(at) is not None:
                at += 1
                continue
            hit = self._lexicon.at(doc, at, sentence.span.end)
            if hit and found and hit[0].role in {"stop", "call"} and self._is_call(at):
                pass  # "… after refuelling in X": a place on the way, not a movement of its own
            elif hit:
                found.append(Trigger(at, hit[1], hit[0]))
            elif self._is_noun(at):
                found.append(Trigger(at, at + 1, None))
            elif moved and self._goes_all_the_way(at, sentence):
                found.append(Trigger(at, at + 1, ANY))
            at = hit[1] if hit else at + 1
        ends = [trigger.token for trigger in found[1:]] + [sentence.span.end]
        floors = [sentence.span.start, *(trigger.after for trigger in found)]
        placed = [replace(t, floor=floor, limit=limit) for t, floor, limit in zip(found, floors, ends, strict=False)]
        whole = [part for trigger in placed for part in self._with_gaps(trigger)]
        return [part for trigger in whole for part in self._by_stretch(trigger)]

    def _by_stretch(self, trigger: Trigger) -> list[Trigger]:
        """The verb, and once more where it goes on: "went from A to B and from B to C"."""
        doc = self._analysis.doc
        if trigger.verb is None or trigger.verb.kind != "verb":
            return [trigger]
        words = [doc[at].lower_ for at in range(trigger.after, trigger.limit)]
        if words.count("from") < 2 or words.count("to") < 2:
            return [trigger]
        second = trigger.after + words.index("from", words.index("from") + 1)
        links = {"and", "then", ",", "later"}
        between = words[: second - trigger.after]
        if "to" not in between or between[-1] not in links or "to" not in words[second - trigger.after :]:
            return [trigger]
        further = replace(trigger, token=second, after=second, floor=second, lead=trigger.token)
        return [replace(trigger, limit=second), *self._by_stretch(further)]

    def _is_noun(self, token: int) -> bool:
        """Whether a word is a noun of movement: not that of "in mid-flight"."""
        doc, word = self._analysis.doc, self._analysis.doc[token]
        if word.lower_ not in _NOUNS or (word.lower_ in _VERBAL and word.pos_ != "NOUN"):
            return False
        return not token or doc[token - 1].text not in {"-", "in"}

    def _goes_all_the_way(self, token: int, sentence: Sentence) -> bool:
        """ "A jet whisked 40 people from X to Y": whether what any other verb says goes from one site to another."""
        doc, verb = self._analysis.doc, self._analysis.doc[token]
        if verb.pos_ != "VERB" or verb.tag_ == "VB" or verb.lemma_.casefold() in _UNMOVED:
            return False
        ends = {"from": False, "to": False}
        for at in range(token + 1, min(token + _REACH, sentence.span.end - 1)):
            if doc[at].pos_ == "VERB" or doc[at].text in {";", ":", ","} or self._is_noun(at):
                break
            lead = "from" if doc[at].lower_ == "from" or doc[at - 1 : at + 1].text == "out of" else doc[at].lower_
            lead = {"into": "to", "for": "to"}.get(lead, lead)
            site = at + 1 + (doc[at + 1].lower_ == "the")
            if lead in ends and is_site(self._analysis.at(site), self._analysis) and (lead == "from" or ends["from"]):
                ends[lead] = True
        return all(ends.values())

    def _is_call(self, token: int) -> bool:
        """Whether a verb of stopping only adds a place on the way to the movement before."""
        doc = self._analysis.doc
        return doc[token].tag_ == "VBG" and doc[token - 1].lower_ in {"after", "with", ",", "and", "including"}

    def _with_gaps(self, trigger: Trigger) -> list[Trigger]:
        """The verb, and once more for each further mover whose verb is left out: "A flew to X, B to Y"."""
        doc, parts, last = self._analysis.doc, [trigger], trigger
        if trigger.verb is None or trigger.verb.kind != "verb":
            return parts
        for group in self._groups:
            if not trigger.after < group.first or not group.stop < trigger.limit:
                continue
            begin = group.operators[0].first if group.of is not None and group.operators else group.first
            lead = doc[begin - 1]
            if lead.pos_ == "DET" or lead.pos_ == "NUM":
                lead = doc[lead.i - 1]
            begins = lead.lower_ in {"and", ",", ";", "while", "—", "–"}
            sited = any(is_site(self._analysis.at(i), self._analysis) for i in range(last.after, begin))
            ahead = trigger.limit < len(doc) and doc[trigger.limit].tag_ in {"VBD", "VBZ", "VBP"}
            if ahead and doc[trigger.limit - 1].lower_ not in {"and", ","}:
                continue  # it is the subject of the verb that follows
            if not begins or not sited or doc[group.stop].lower_ not in _GAP:
                continue
            parts[-1] = replace(last, limit=begin)
            last = replace(
                trigger, token=group.first, after=group.stop, floor=group.first, limit=trigger.limit, mover=group,
                lead=trigger.token,
            )  # fmt: skip
            parts.append(last)
        return parts
