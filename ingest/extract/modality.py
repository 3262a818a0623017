"""Words around a verb -> how it is held: as a fact, expected, possible or in question, asserted or denied."""

from ingest.analysis import Analysis, Sentence
from schema.claim import Modality, Polarity

_DENYING = {"deny", "refute", "reject", "dismiss"}
_EXPECTED = {"will", "would", "shall", "'ll", "should"}
_POSSIBLE = {"may", "might", "could", "can", "if"}
_QUESTIONED = {"reportedly", "allegedly", "apparently", "purportedly", "supposedly", "alleged", "believed", "thought",
               "rumoured", "rumored"}  # fmt: skip
_NEGATIONS = {"not", "n't", "n’t", "never", "neither", "nor", "denied", "denies", "without"}
_REALISED = {
    "begin", "start", "continue", "resume", "use", "see", "have", "manage", "appear", "believe", "think", "know",
    "understand", "report", "say",
}  # fmt: skip
_ASKING = {"where", "whether", "why"}
_CLAUSE = {",", ";", "and", "but", "when", "while", "that", "after", "before"}


def _within_denial(analysis: Analysis, token: int, sentence: Sentence) -> bool:
    """Whether a verb of denying governs the clause: "denied that …", "denied sending …"."""
    verb = analysis.doc[token]
    while verb.head.i != verb.i and verb.i >= sentence.span.start:
        if verb.dep_ in {"ccomp", "xcomp", "dobj", "pcomp"} and verb.head.lemma_ in _DENYING:
            return True
        verb = verb.head
    return False


def modality_of(analysis: Analysis, token: int, sentence: Sentence) -> tuple[Modality, Polarity]:
    """How the verb at a token is held, from the words before it in its clause."""
    doc = analysis.doc
    before: list[str] = []
    at = token - 1
    while at >= sentence.span.start and token - at <= 14 and (token - at <= 2 or doc[at].lower_ not in _CLAUSE):
        before.append(doc[at].lower_)
        at -= 1
    words = set(before)
    # "No C-17 landed": the subject itself is denied.
    denied = bool(words & _NEGATIONS) or "no" in words or _within_denial(analysis, token, sentence)
    polarity = Polarity.DENIED if denied else Polarity.ASSERTED
    opening = doc[sentence.span.start].lower_
    if words & _POSSIBLE or (opening in _ASKING and token - sentence.span.start < 8):
        return Modality.POSSIBLE, polarity
    if words & _QUESTIONED:
        return Modality.QUESTIONED, polarity
    if words & _EXPECTED:
        return Modality.EXPECTED, polarity
    if before[:1] == ["to"]:
        governor = next((doc[i] for i in range(token - 2, at, -1) if doc[i].pos_ in {"VERB", "AUX", "ADJ"}), None)
        if governor is None or governor.lemma_ not in _REALISED:
            return Modality.EXPECTED, polarity
    return Modality.ACTUAL, polarity
