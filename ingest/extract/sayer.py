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
        if any(c.dep_ == "auxpass" for c in verb.lefts) and verb.lemma_.casefold() in self._speech.accuse:
            return self._agents(verb)  # "X is accused by Y of …"
        quoted = self._quoted(verb)
        if quoted is not None:
            return [quoted]
        beside = self._beside(verb) if not _subjects(verb) else None
        return [beside] if beside is not None else self._by_tree(verb)

    def _quoted(self, verb: Token) -> Token | None:
        """ "The BBC quoted an official as saying", "he was quoted as saying": who is quoted."""
        if verb.tag_ != "VBG" or not verb.i or verb.doc[verb.i - 1].lower_ != "as":
            return None
        quoting = next((t for t in verb.ancestors if t.lemma_ in {"quote", "cite"}), None)
        if quoting is None:
            return None
        passive = [c for c in quoting.children if c.dep_ == "nsubjpass"]
        return next((c for c in (*passive, *quoting.rights) if c.dep_ in {"nsubjpass", "dobj"}), None)

    def _beside(self, verb: Token) -> Token | None:
        """Somebody right before or behind a verb to which the parser gives no subject."""
        named = self._right_before(verb)
        if named is not None and self._after_break(named):
            return named
        at = verb.i - 1
        while at > 0 and verb.doc[at].pos_ == "AUX":
            at -= 1
        opens = at > 0 and verb.doc[at].text in {",", "”", '"'} and verb.lemma_.casefold() in self._speech.say
        return self._behind(verb) if opens else None

    def _by_tree(self, verb: Token) -> list[Token]:
        head = verb
        for _ in range(3):
            subjects = _subjects(head)
            if subjects:
                last = [c for c in subjects if c.i < head.i][-1:]
                apart = last and any(t.text == "," for t in verb.doc[subjects[0].i : last[0].i])
                subjects = last if apart else subjects
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
        elif (named := self._right_before(verb)) is not None and self._apart(subjects[0], named):
            subjects = [named]
        return subjects

    def _agents(self, verb: Token) -> list[Token]:
        """ "Is accused by Y": Y."""
        by = next((c for c in verb.rights if c.dep_ == "agent"), None)
        return [c for c in by.children if c.dep_ == "pobj"] if by is not None else []

    def _behind(self, verb: Token) -> Token | None:
        """ "…, informed the ministry": somebody right after a verb, at whose end the sentence ends."""
        if verb.lemma_ == "tell":
            return None
        for child in verb.rights:
            if child.dep_ in {"dobj", "nsubj", "attr", "oprd", "npadvmod"} and child.left_edge.i == verb.i + 1:
                placed = self._analysis.at(child.i)
                known = placed is not None and placed.mention.kind in {"person", "org", "party", "government"}
                noun = child.pos_ == "NOUN" and child.lemma_.casefold() in self._speech.speakers - self._speech.mute
                return child if known or noun else None
        return None

    def _after_break(self, named: Token) -> bool:
        """Whether a comma or a closing mark stands before a name: "…, Pacific Air Forces said"."""
        placed = self._analysis.at(named.i)
        at = placed.first - 1 if placed is not None else 0
        while at > 0 and self._analysis.doc[at].pos_ in {"DET", "ADJ", "NOUN"}:
            at -= 1
        return at > 0 and self._analysis.doc[at].text in {",", "”", '"'}

    def _right_before(self, verb: Token) -> Token | None:
        """The last word of a name that ends right before a verb."""
        at = verb.i - 1
        while at > 0 and self._analysis.doc[at].pos_ in {"AUX", "ADV"}:
            at -= 1
        placed = self._analysis.at(at)
        return self._analysis.doc[at] if placed is not None and placed.mention.kind in {"person", "org"} else None

    def _apart(self, subject: Token, named: Token) -> bool:
        """ "…, ten of them Italians, Minister NAME writes": a comma parts the name from the supposed subject."""
        placed = self._analysis.at(named.i)
        if placed is None or placed.first <= subject.i or subject.i >= named.i:
            return False
        between = self._analysis.doc[subject.i + 1 : placed.first]
        commas = [t.i for t in between if t.text == ","]
        if not commas or subject.pos_ == "PRON":
            return False
        since = self._analysis.doc[commas[-1] + 1 : placed.first]
        return all(t.pos_ in {"PROPN", "NOUN", "ADJ", "DET"} for t in since) and not any(
            t.pos_ == "VERB" or t.dep_ == "relcl" for t in between[: commas[0] - subject.i - 1]
        )

    def _opens(self, subject: Token) -> bool:
        """Whether a comma stands before the noun phrase of a subject: "…, the agency Saba reported"."""
        doc, at = self._analysis.doc, subject.left_edge.i
        while at > 1 and doc[at - 1].pos_ in {"DET", "ADJ", "NOUN", "PROPN"}:
            at -= 1
        return doc[at - 1].text == ","

    def _inverted(self, verb: Token) -> list[Token]:
        """ "…," said analyst NAME: the subject stands after the verb."""
        opens = verb.i > 0 and verb.doc[verb.i - 1].text in {",", "”", '"'} and verb.lemma_ != "tell"
        for child in verb.rights if opens or verb.lemma_ not in _TO_SOMEBODY else ():
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


def _subjects(verb: Token) -> list[Token]:
    """The subjects that the parser gives a verb, but none of a quote that closes before it."""
    return [
        c
        for c in verb.children
        if c.dep_ in {"nsubj", "nsubjpass"} and not (c.i < verb.i and _closes(verb.doc[c.i : verb.i].text))
    ]


def _closes(text: str) -> bool:
    return text.count("”") > text.count("“") or text.count("»") > text.count("«") or text.count('"') % 2 == 1
