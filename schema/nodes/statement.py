"""Statement: words of a document, or a row of a table, that say something; with who said them."""

from schema.field import Field
from schema.noun import Noun
from schema.values.grade import CREDIBILITY
from schema.values.number import BOOLEAN
from schema.values.span import SPAN
from schema.values.text import TEXT

STATEMENT = Noun(
    name="Statement",
    doc="Words of a document, or a row of a table, that say something: quoted, reported, or in its own voice.",
    single="statement",
    plural="statements",
    caption=(("text",), ("row",)),
    fields=(
        Field("text", TEXT, "The exact words; null for a row.", index=("words",)),
        Field("quoted", BOOLEAN, "Whether the words stand in quotation marks."),
        Field("attributed", BOOLEAN, "Whether somebody is named as saying it; else it is the document's own voice."),
        Field("occasion", TEXT, "Where or how it was said ('during a press conference')."),
        Field("span", SPAN, "Where the words stand in the document's text."),
        Field("row", TEXT, "Which row of the table it is."),
        Field("extractor", TEXT, "What read it, and its version."),
        Field("official", BOOLEAN, "True where a state, a government, a force or an office says it; else null."),
        Field("credibility", CREDIBILITY, "How credible it is, where somebody judged it."),
    ),
)
