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
    if before is not None and before.pos_ == "ADP" and before.lower_ in _SITED:
        return False
    if root.dep_ == "poss":
        # "Niger's regime": the regime acts.
        return root.head.lemma_.casefold() not in _RULERS
    return root.dep_ in {"nsubj", "nsubjpass"} or _is_agent(root, mention)


def _is_agent(root: Token, mention: Mention) -> bool:
    if root.dep_ != "pobj" or root.head.lower_ in _SITED:
        return False
    if root.head.dep_ == "agent":
        return True
    # "sanctions on Moscow" hit the state, "fighting around Moscow" the city.
    return mention.kind == "place" and root.head.lower_ in _AGENTS and root.head.head.pos_ == "NOUN"
