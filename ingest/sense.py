"""A country's or capital's name in its sentence -> whether it is the state that acts, or where things happen."""

import re

from spacy.tokens import Doc, Token

from ingest.mention.mention import Mention

_SITED = frozenset(
    ("from", "to", "in", "into", "at", "near", "via", "through", "toward", "towards", "outside", "inside")
)
_RULERS = frozenset(("regime", "government", "capital", "president", "leader", "minister", "ministry"))
#: What opens a line and is no part of its sentence: "Germany: …", "Rome, 20 November - …".
_LABEL = re.compile(
    r"[A-Z][\w’'. -]{1,30}(?:: |,? (?:\(|\d{1,2} |(?:[A-Z][a-z]{2,8}\.? \d{1,2},? ))|, [A-Z][a-z]+ [-–—] | [-–—] )"
)
#: Verbs whose object is somebody: a state, where it is a country.
_TO_SOMEBODY = frozenset(
    ("thank", "accuse", "ask", "urge", "blame", "supply", "court", "help", "fight", "warn", "support", "back", "tell",
     "arm", "condemn", "criticise", "criticize", "praise", "fund", "finance", "assure", "invite", "pressure", "press",
     "persuade", "convince", "forbid", "allow", "permit", "promise", "oblige", "threaten", "assist", "aid", "recognise",
     "recognize", "sanction", "notify", "inform", "consult", "trust", "force", "compel", "charge", "sue", "owe")
)  # fmt: skip
#: Those who are a state's, where they come from it: "soldiers from Chad".
_MEN = frozenset(("soldier", "peacekeeper", "troop", "contingent", "officer", "policeman", "instructor", "personnel"))
#: "Russia, whose Africa Corps …": it is spoken of as somebody.
_RELATIVE = re.compile(r", (?:whose|which (?:(?:has|have|had|also|long) )*\w+(?:s|ed)\b)")
_AGENTS = frozenset(("with", "by", "against", "on"))


def acts(doc: Doc, text: str, mention: Mention) -> bool:
    """Whether a name stands for the state: as a subject, an owner or an agent ("Moscow's ally", "backed by Moscow")."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    if mention.text.isupper() and doc[span.start].is_sent_start:
        return False  # a dateline
    line = text.rfind("\n", 0, mention.start) + 1
    label = _LABEL.match(text, line)
    if label is not None and mention.end <= label.end():
        return False
    root = span.root
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    before = doc[span.start - 1] if span.start else None
    if _RELATIVE.match(text, mention.end):
        return True
    if root.dep_ == "pobj" and root.head.lower_ == "from" and root.head.head.lemma_.casefold() in _MEN:
        return mention.kind == "country"
    if before is not None and before.pos_ == "ADP" and before.lower_ in _SITED:
        return False
    if root.dep_ in {"dobj", "dative"} and root.head.lemma_.casefold() in _TO_SOMEBODY:
        return True
    if root.dep_ == "poss":
        # "Niger's regime": the regime acts.
        return root.head.lemma_.casefold() not in _RULERS
    return root.dep_ in {"nsubj", "nsubjpass"} or _is_agent(root, mention)


def _is_agent(root: Token, mention: Mention) -> bool:
    if root.dep_ != "pobj" or root.head.lower_ in _SITED:
        return False
    if root.head.dep_ == "agent" or (root.head.lower_ == "by" and root.head.head.pos_ != "VERB"):
        return True  # "the first by the United States"
    # "sanctions on Moscow" hit the state, "fighting around Moscow" the city.
    return mention.kind == "place" and root.head.lower_ in _AGENTS and root.head.head.pos_ == "NOUN"
