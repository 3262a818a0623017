"""Document: an article or a table that statements stand in."""

from schema.field import Field
from schema.noun import Noun
from schema.values.choice import ChoiceType
from schema.values.instant import INSTANT
from schema.values.text import TEXT
from schema.values.url import URL

DOCUMENT_KIND = ChoiceType("DocumentKind", "What kind of document it is.", ("ARTICLE", "DATASET", "NOTE"))

DOCUMENT = Noun(
    name="Document",
    doc="An article, or a table of rows, in which statements stand.",
    single="document",
    plural="documents",
    caption=(("title",), ("url",), ("sha256",)),
    fields=(
        Field("title", TEXT, "Its title.", index=("words",)),
        Field("url", URL, "Where it was published.", index=("lookup",)),
        Field("outlet", TEXT, "Who published it, as its metadata says.", index=("lookup",)),
        Field("publishedAt", INSTANT, "When it was published.", index=("lookup",)),
        Field("retrievedAt", INSTANT, "When it was read into the graph.", computed=True),
        Field("sha256", TEXT, "SHA-256 of its text in UTF-8, or of the table's file.", index=("lookup",)),
        Field("documentKind", DOCUMENT_KIND, "What kind of document it is.", index=("lookup",)),
        Field("text", TEXT, "Its exact text; null for a table.", index=("words",)),
    ),
)
