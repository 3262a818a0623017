"""Words around a verb -> how it is held: as a fact, expected, possible or in question, asserted or denied."""

import re

from spacy.tokens import Token

from ingest.analysis import Analysis, Sentence
from schema.claim import Modality, Polarity

_DENYING = {"deny", "refute", "reject", "dismiss"}
_EXPECTED = {"will", "would", "shall", "'ll", "should"}
_POSSIBLE = {"may", "might", "could", "can", "if"}
_QUESTIONED = {"reportedly", "allegedly", "apparently", "purportedly", "supposedly", "alleged", "believed", "thought",
               "rumoured", "rumored"}  # fmt: skip
_NEGATIONS = {
    "not",
    "n't",
    "n’t",
    "never",
    "neither",
    "nor",
    "denied",
    "denies",
    "without",
    "hardly",
    "rarely",
    "seldom",
    "nothing",
}
_REALISED = {
    "begin", "start", "continue", "resume", "use", "see", "have", "manage", "appear", "believe", "think", "know",
    "understand", "report", "say", "fly", "shuttle", "help", "operate", "force", "oblige", "compel",
    "allow", "permit", "able",
}  # fmt: skip
#: Verbs that keep what follows "from" or "to" from happening, or leave it open.
_BARRING = {
    "bar", "prevent", "stop", "block", "ban", "forbid", "prohibit", "keep", "refuse", "deter", "discourage", "avoid",
    "fail", "decline", "cancel", "abort", "abandon", "postpone", "delay", "halt", "suspend", "ground", "scrap",
    "shelve", "call", "drop", "oppose", "rule",
}  # fmt: skip
#: Nouns of what did not happen, or has not yet: "a request to fly", "permission to land", "plans to send".
_OPEN = {"request", "permission", "plan", "clearance", "offer", "proposal", "attempt", "intention", "order", "promise",
         "threat", "bid", "idea", "decision", "authorisation", "authorization", "approval", "readiness", "possibility",
         "preparation", "pledge", "schedule", "wish", "ability", "chance", "talk", "demand"}  # fmt: skip
_EVIDENCE = {"evidence", "sign", "indication", "proof", "confirmation", "record", "trace", "suggestion", "question"}
#: What is said of flights that did not take place, and in the present of flights in general.
_UNFLOWN = {"cancel", "suspend", "halt", "ban", "ground", "stop", "postpone", "plan", "schedule", "prohibit", "block",
            "restrict", "expect", "await", "forbid", "refuse", "bar"}  # fmt: skip
_GENERAL = {"take", "last", "cost", "need", "require"}
_RESUMED = {"resume", "begin", "start", "restart", "reopen"}
#: "They resumed flights", "flights resumed": a service is spoken of.
_STARTED = {"dobj", "nsubj", "nsubjpass"}
_AWAITED = {"expected", "planned", "scheduled", "imminent", "upcoming", "future", "possible", "potential", "eventual",
            "await", "awaiting", "awaited", "awaits", "pending", "proposed", "would-be", "alleged"}  # fmt: skip
_FALSE = re.compile(
    r"\b(?:untrue|(?:is|are|was|were) (?:false|fake|wrong)|not true|no truth|fabricated|baseless|groundless)\b"
)
_ASKING = {"where", "whether", "why"}
#: "Which usually flies from X": no flight in particular.
_USUAL = {"usually", "normally", "typically", "generally", "ordinarily", "commonly"}
_LASTING = re.compile(r"\b[\w-]+[- ](?:hour|minute|mile|kilomet(?:re|er))[- ](?:\w+ )?$")
_CLAUSE = {",", ";", ":", "and", "but", "when", "while", "that", "after", "before"}


def _within_denial(analysis: Analysis, token: int, sentence: Sentence) -> bool:
    """Whether a verb of denying governs the clause: "denied that …", "denied sending …"."""
    verb = analysis.doc[token]
    while verb.head.i != verb.i and verb.i >= sentence.span.start:
        if verb.dep_ in {"ccomp", "xcomp", "dobj", "pcomp"} and verb.head.lemma_ in _DENYING:
            return True
        verb = verb.head
    return False


def _without_evidence(analysis: Analysis, token: int, sentence: Sentence) -> bool:
    """ "There is no evidence that any jet landed"."""
    doc = analysis.doc
    for at in range(token - 1, max(sentence.span.start, token - 12), -1):
        if doc[at].lemma_ in _EVIDENCE and doc[at + 1].lower_ in {"that", "of"}:
            return any(
                doc[i].lower_ in {"no", "not", "n't", "without", "little", "n’t"} for i in range(max(at - 4, 0), at)
            )
    return False


def _kept_from(analysis: Analysis, token: int, sentence: Sentence) -> bool:
    """ "barred from landing", "refused to let it land", "a request to fly"."""
    doc, verb = analysis.doc, analysis.doc[token]
    link = doc[token - 1] if token > sentence.span.start else None
    if link is None or link.lower_ not in {"from", "to"} or (link.lower_ == "from") != (verb.tag_ == "VBG"):
        return False
    near = range(token - 2, max(sentence.span.start, token - 9) - 1, -1)
    governor = next((doc[i] for i in near if doc[i].pos_ == "VERB" or doc[i].lemma_ in _OPEN), None)
    return governor is not None and (governor.lemma_ in _BARRING or governor.lemma_ in _OPEN)


def _hypothetical(noun: Token) -> bool:
    """ "A plane landing there would start a war"."""
    verb = noun.head
    return noun.dep_ in {"nsubj", "nsubjpass"} and any(c.lower_ in {"would", "could", "might"} for c in verb.children)


def noun_modality(analysis: Analysis, token: int, sentence: Sentence) -> tuple[Modality, Polarity]:
    """How a noun of movement is held: "flights were cancelled", "the expected arrival", "flights could resume"."""
    noun = analysis.doc[token]
    before = {t.lower_ for t in analysis.doc[max(sentence.span.start, token - 4) : token]}
    if before & _AWAITED:
        return Modality.EXPECTED, Polarity.ASSERTED
    verb = noun.head
    made = noun.dep_ == "dobj" and verb.tag_ in {"VBD", "VBN"}  # "made the six-hour flight from X to Y"
    if not made and _LASTING.search(analysis.doc[max(sentence.span.start, token - 6) : token].text_with_ws):
        return Modality.POSSIBLE, Polarity.ASSERTED  # "it is a two-hour flight from X to Y"
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and verb.pos_ in {"VERB", "AUX"}:
        general = verb.lemma_ in _GENERAL and verb.tag_ in {"VBZ", "VBP"} and noun.dep_ == "nsubj"
        any_one = any(c.lower_ in {"a", "an", "any"} for c in noun.children)
        general = general or (verb.lemma_ == "be" and verb.tag_ == "VBZ" and noun.dep_ == "nsubj" and any_one)
        if general or verb.lemma_ in _UNFLOWN or (verb.lemma_ in _RESUMED and noun.dep_ in _STARTED):
            return Modality.POSSIBLE, Polarity.ASSERTED
        held = modality_of(analysis, verb.i, sentence)
        if held != (Modality.ACTUAL, Polarity.ASSERTED):
            return held
    return modality_of(analysis, token, sentence)


def _unmoved(verb: Token, words: set[str]) -> bool:
    """ "It usually flies to X"; "it had been bound for X": it went elsewhere."""
    if verb.lower_ == "bound":
        return {"had", "been"} <= words
    return bool(words & _USUAL) and verb.tag_ in {"VBZ", "VBP"}


def _unreal(verb: Token, sentence: Sentence) -> bool:
    """ "Had the jet landed, …", "Flying from X to Y takes hours": a condition, or an activity of nobody."""
    opening = sentence.span[0]
    if verb.dep_ == "csubj" and verb.tag_ == "VBG":
        return True
    inverted = opening.lower_ in {"had", "were", "should"} and opening.i < verb.i
    return inverted and opening.head.i == verb.i and opening.dep_ in {"aux", "auxpass"}


def _was_to(before: list[str]) -> bool:
    """ "Was to have landed", "was due back at X"; `before` are the words before a verb, the last first."""
    return before[:1] == ["due"] or (before[:2] == ["have", "to"] and before[2:3] in (["was"], ["were"]))


def modality_of(analysis: Analysis, token: int, sentence: Sentence) -> tuple[Modality, Polarity]:
    """How the verb at a token is held, from the words before it in its clause."""
    doc = analysis.doc
    verb = doc[token]
    before: list[str] = []
    at = token - 1
    while at >= sentence.span.start and token - at <= 14 and (token - at <= 2 or doc[at].lower_ not in _CLAUSE):
        counted = doc[at].lower_ in {"no", "not"} and (
            doc[at + 1].lower_ in {"less", "fewer", "only", "just"} or doc[at].head.dep_ == "appos"
        )  # "X, no friend of Y, sent a jet"
        before.append("" if doc[at].text == "May" or counted else doc[at].lower_)
        at -= 1
    words = set(before)
    # "No C-17 landed": the subject itself is denied.
    denied = (
        bool(words & _NEGATIONS)
        or "no" in words
        or _within_denial(analysis, token, sentence)
        or _without_evidence(analysis, token, sentence)
    )
    polarity = Polarity.DENIED if denied else Polarity.ASSERTED
    opening = doc[sentence.span.start].lower_
    if _unreal(verb, sentence) or _unmoved(verb, words):
        return Modality.POSSIBLE, polarity
    managed = words & {"could", "can"} and (words & {"finally", "eventually"} or opening == "only")
    if (words & _POSSIBLE and not managed) or (opening in _ASKING and token - sentence.span.start < 8):
        return Modality.POSSIBLE, polarity
    if _kept_from(analysis, token, sentence):
        return Modality.POSSIBLE, Polarity.DENIED
    if _FALSE.search(sentence.text):
        return Modality.QUESTIONED, Polarity.DENIED
    ahead = {t.lower_ for t in doc[token : min(token + 7, sentence.span.end)]}
    if verb.tag_ == "VBG" and (ahead & {"would", "might"} or (verb.dep_ == "acl" and _hypothetical(verb.head))):
        return Modality.POSSIBLE, polarity
    if words & _QUESTIONED:
        return Modality.QUESTIONED, polarity
    if words & _EXPECTED:
        return Modality.EXPECTED, polarity
    if _was_to(before):
        return Modality.EXPECTED, polarity
    if before[:1] == ["to"]:
        governor = next((doc[i] for i in range(token - 2, at, -1) if doc[i].pos_ in {"VERB", "AUX", "ADJ"}), None)
        if governor is None or governor.lemma_ not in _REALISED:
            return Modality.EXPECTED, polarity
    return Modality.ACTUAL, polarity
