"""A verb of saying -> the nouns that tell who says it: its subject, before it or after it."""

from spacy.tokens import Token

from ingest.analysis import Analysis
from ingest.extract.speech import Speech

#: Verbs whose object hears what is said.
_TO_SOMEBODY = {"tell", "inform", "brief", "assure", "advise", "warn"}


class Sayers:
    """Finds the subjects of verbs of saying in one analysis, where the parser does not see them too."""

    def __init__(self, analysis: Analysis, speech: Speech) -> None:
        self._analysis = analysis
        self._speech = speech

    def of(self, verb: Token) -> list[Token]:
        """The subjects of a verb, or what stands for them."""
        head = verb
        for _ in range(3):
            subjects = [c for c in head.children if c.dep_ in {"nsubj", "nsubjpass"}]
            if subjects:
                break
            if head.dep_ in {"conj", "advcl", "xcomp"} and head.head.i != head.i and head.dep_ != "relcl":
                head = head.head
            else:
                break
        else:
            subjects = []
        if verb.dep_ == "relcl" and any(s.lower_ in {"which", "who"} for s in subjects):
            return [verb.head] if self._analysis.at(verb.head.i) is not None else []
        if verb.dep_ == "relcl" and not any(self._opens(s) for s in subjects):
            return []  # "a charge that they deny", but "…, a diplomat told" is the main clause
        if not subjects and verb.dep_ == "acl" and self._analysis.at(verb.head.i):
            subjects = [verb.head]  # "NAME, an officer, tweeted": taken for a participle
        if not subjects:
            subjects = self._inverted(verb)
        return subjects

    def _opens(self, subject: Token) -> bool:
        """Whether a comma stands before the noun phrase of a subject: "…, the agency Saba reported"."""
        doc, at = self._analysis.doc, subject.left_edge.i
        while at > 1 and doc[at - 1].pos_ in {"DET", "ADJ", "NOUN", "PROPN"}:
            at -= 1
        return doc[at - 1].text == ","

    def _inverted(self, verb: Token) -> list[Token]:
        """ "…," said analyst NAME: the subject stands after the verb."""
        for child in verb.rights if verb.lemma_ not in _TO_SOMEBODY else ():
            if child.dep_ in {"dobj", "attr", "appos", "npadvmod", "ccomp", "oprd"} and child.pos_ in {"PROPN", "NOUN"}:
                return [child]
        # The parser often misses a subject before a comma: take the name that ends right before the verb.
        at = verb.i - 1
        while at > 0 and self._analysis.doc[at].pos_ in {"AUX", "ADV"}:
            at -= 1
        placed = self._analysis.at(at)
        if placed and placed.mention.kind in {"person", "org", "country", "party"}:
            return [self._analysis.doc[at]]
        return self._after_comma(verb)

    def _after_comma(self, verb: Token) -> list[Token]:
        """ "…, an official posted at the gates said": the first noun after the comma that can speak."""
        doc, sentence = self._analysis.doc, self._analysis.sentence_of(verb.i)
        first = verb.i - 1
        while first > sentence.span.start and doc[first].text not in {",", "”", '"'} and verb.i - first < 16:
            first -= 1
        for at in range(first, verb.i):
            placed = self._analysis.at(at)
            if doc[at].pos_ == "VERB" and doc[at].tag_ not in {"VBN", "VBG"}:
                return []
            if placed and placed.mention.kind in {"person", "org", "party"}:
                return [doc[at]]
            if doc[at].pos_ == "NOUN" and doc[at].lemma_.casefold() in self._speech.speakers - self._speech.mute:
                return [doc[at]]
        return []
